"""Keys: made once, known by their secret alone, of which nothing is kept that could be used."""

from __future__ import annotations

import hashlib

import pytest

from quoteservice.bootstrap import new_secret
from quoteservice.domain.access import Scope
from quoteservice.errors import InvalidInput, KeyRefused, UnknownKey
from quoteservice.workflows.keys import Keys
from tests.fakes import CountingIds, FixedClock, MemoryStore


@pytest.fixture
def keys() -> Keys:
    """The keys of an empty store."""
    return Keys(MemoryStore(), new_secret, FixedClock(), CountingIds())


def test_secret_when_it_is_made() -> None:
    """A secret has 256 random bits behind a prefix that scanners for secrets can look for, and nothing to quote."""
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert {len(secret) for secret in made} == {46}
    assert all(secret.startswith("qs_") and secret.replace("-", "").replace("_", "").isalnum() for secret in made)


def test_key_when_it_is_made() -> None:
    """The holder is known by the secret; the store has its SHA-256 and not the secret."""
    store = MemoryStore()
    keys = Keys(store, new_secret, FixedClock(), CountingIds())
    new = keys.make("the desk", [Scope.READ, Scope.VERIFY, Scope.READ])
    assert keys.holder(new.secret) == new.key
    assert new.key.scopes == (Scope.VERIFY, Scope.READ)
    assert store.key_with_digest(hashlib.sha256(new.secret.encode()).hexdigest()) == new.key
    assert store.key_with_digest(new.secret) is None
    assert new.secret not in repr(store.keys())


@pytest.mark.parametrize("secret", ["", "qs_", "é", "\ud800", "a" * 10_000])
def test_holder_when_the_secret_is_unknown(keys: Keys, secret: str) -> None:
    """What is no secret has no holder, whatever it is."""
    keys.make("the desk", [Scope.READ])
    with pytest.raises(KeyRefused):
        keys.holder(secret)


def test_holder_when_the_key_was_revoked(keys: Keys) -> None:
    """A revoked key has no holder; others have."""
    old, new = keys.make("old", [Scope.READ]), keys.make("new", [Scope.READ])
    keys.revoke(old.key.id)
    with pytest.raises(KeyRefused):
        keys.holder(old.secret)
    assert keys.holder(new.secret) == new.key


def test_key_when_it_cannot_be_made(keys: Keys) -> None:
    """A key needs a name that can be read in a list, and at least one scope."""
    for name, scopes in (("", [Scope.READ]), ("a" * 101, [Scope.READ]), ("a\0", [Scope.READ]), ("desk", [])):
        with pytest.raises(InvalidInput):
            keys.make(name, scopes)
    assert keys.all() == ()


def test_key_when_it_is_unknown_to_revoke(keys: Keys) -> None:
    """Revoking what is not there says so, instead of leaving somebody in false safety."""
    with pytest.raises(UnknownKey):
        keys.revoke("id-1")
