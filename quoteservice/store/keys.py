"""Keys in a store of tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quoteservice.domain.access import Key, Scope
from quoteservice.store.database import Tables

COLUMNS = "id, name, scopes, made_at, revoked_at"


class RecordKeys(Tables):
    """The part of the store that keeps keys."""

    def add_key(self, key: Key, digest: str) -> None:
        """Keeps a new key under the digest of its secret; ValueError if the id or the digest is on record."""
        with self._transaction() as db:
            db.execute(
                f"INSERT INTO keys ({COLUMNS}, digest) VALUES (?, ?, ?, ?, ?, ?)",
                [key.id, key.name, " ".join(key.scopes), key.made_at.isoformat(), _moment(key.revoked_at), digest],
            )

    def key_with_digest(self, digest: str) -> Key | None:
        """The key whose secret has this digest, revoked or not, or None."""
        with self._reading() as db:
            row = db.execute(f"SELECT {COLUMNS} FROM keys WHERE digest = ?", [digest]).fetchone()
        return None if row is None else _key(row)

    def keys(self) -> tuple[Key, ...]:
        """Every key, revoked ones too, in order of arrival."""
        with self._reading() as db:
            rows = db.execute(f"SELECT {COLUMNS} FROM keys ORDER BY number").fetchall()
        return tuple(map(_key, rows))

    def revoke_key(self, key_id: str, at: datetime) -> bool:
        """Marks a key as revoked, keeping the first moment; False if there is no such key."""
        with self._transaction() as db:
            found = db.execute(
                "UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", [at.isoformat(), key_id]
            ).rowcount
        return bool(found)


def _key(row: tuple[Any, ...]) -> Key:
    id_, name, scopes, made_at, revoked_at = row
    return Key(
        id_,
        name,
        tuple(map(Scope, scopes.split())),
        datetime.fromisoformat(made_at),
        datetime.fromisoformat(revoked_at) if revoked_at else None,
    )


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
