"""Makes keys, revokes them, and tells who holds one.

Of a secret only its SHA-256 is kept. A slow hash guards passwords, which people choose and others guess; a secret here
is 256 random bits, which nobody guesses however fast each try is, and every request has to be looked up by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from quoteservice.domain.access import Key, NewKey, Scope
from quoteservice.errors import InvalidInput, KeyRefused, UnknownKey
from quoteservice.ports import Clock, Ids, KeyStore
from quoteservice.workflows.admission import admit

# Longest name of a key, in characters: one line of a list.
LONGEST_NAME = 100


class Keys:
    """The keys of one store."""

    def __init__(self, store: KeyStore, secrets: Callable[[], str], clock: Clock, ids: Ids) -> None:
        self._store = store
        self._secrets = secrets
        self._clock = clock
        self._ids = ids

    def make(self, name: str, scopes: Sequence[Scope]) -> NewKey:
        """A new key. Raises InvalidInput if the name cannot be read or no scope is given."""
        if not scopes:
            raise InvalidInput("The key is good for nothing", where="scope", remedy="Give at least one scope.")
        name = admit(name, "name", LONGEST_NAME)
        key = Key(self._ids(), name, tuple(scope for scope in Scope if scope in scopes), self._clock())
        secret = self._secrets()
        self._store.add_key(key, digest_of(secret))
        return NewKey(key, secret)

    def all(self) -> tuple[Key, ...]:
        """Every key, revoked ones too, in order of their making."""
        return self._store.keys()

    def revoke(self, key_id: str) -> None:
        """Makes a key good for nothing from the next request on; twice changes nothing. Raises UnknownKey."""
        if not self._store.revoke_key(key_id, self._clock()):
            raise UnknownKey(
                f"There is no key {key_id!r}", where="id", remedy="Find its id with `quoteservice keys list`."
            )

    def holder(self, secret: str) -> Key:
        """The key that a secret belongs to. Raises KeyRefused if there is none, or it was revoked."""
        key = self._store.key_with_digest(digest_of(secret))
        if key is None or key.revoked_at is not None:
            raise KeyRefused(
                "The key is unknown or was revoked", remedy="Ask the operator for another one, or send none."
            )
        return key


def digest_of(secret: str) -> str:
    """What is kept of a secret: SHA-256 as 64 hex digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
