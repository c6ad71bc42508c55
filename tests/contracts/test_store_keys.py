"""How every KeyStore keeps keys: by the digest of a secret that it never sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from quoteservice.domain.access import Key, Scope
from quoteservice.ports import Store
from tests.contracts.records import NOW

DESK = Key("k-desk", "the news desk", (Scope.VERIFY, Scope.READ), NOW)
ROBOT = Key("k-robot", "the robot", (Scope.ADMIN,), NOW)


def test_key_when_it_was_added(store: Store) -> None:
    """A key reads back equal by the digest of its secret, and by no other."""
    store.add_key(DESK, "d1")
    assert store.key_with_digest("d1") == DESK
    for other in ("d2", "", "D1", "d1 ", "k-desk", "' OR 1=1 --", "%"):
        assert store.key_with_digest(other) is None


def test_keys_when_listed(store: Store) -> None:
    """The list is in order of arrival, revoked ones included."""
    assert store.keys() == ()
    store.add_key(ROBOT, "d2")
    store.add_key(DESK, "d1")
    store.revoke_key(ROBOT.id, NOW)
    assert store.keys() == (replace(ROBOT, revoked_at=NOW), DESK)


def test_key_when_it_is_revoked(store: Store) -> None:
    """A revoked key says since when; revoking it again keeps the first moment, and other keys are left alone."""
    store.add_key(DESK, "d1")
    store.add_key(ROBOT, "d2")
    assert store.revoke_key(DESK.id, NOW)
    assert store.revoke_key(DESK.id, NOW + timedelta(days=1))
    assert store.key_with_digest("d1") == replace(DESK, revoked_at=NOW)
    assert store.key_with_digest("d2") == ROBOT


def test_key_when_it_is_unknown_to_revoke(store: Store) -> None:
    """There is nothing to revoke under an id that no key has."""
    assert not store.revoke_key("k-none", NOW)


@pytest.mark.parametrize(("key", "digest"), [(DESK, "d2"), (replace(DESK, id="k-2"), "d1")])
def test_key_when_it_is_there_already(store: Store, key: Key, digest: str) -> None:
    """Neither an id nor a digest is given twice."""
    store.add_key(DESK, "d1")
    with pytest.raises(ValueError, match="on record"):
        store.add_key(key, digest)
    assert store.keys() == (DESK,)
