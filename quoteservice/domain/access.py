"""Who may ask for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a key is good for; `ADMIN` is good for everything."""

    VERIFY = "verify"
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept; the secret itself is kept nowhere. `name` says to the operator who holds it."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    revoked_at: datetime | None = None

    def allows(self, scope: Scope) -> bool:
        """True if the key is good for `scope`."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made, with its secret, which is shown this once."""

    key: Key
    secret: str
