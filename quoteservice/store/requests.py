"""Requests and their answers in the SQLite store, so that one that is sent again is done once."""

from __future__ import annotations

from datetime import datetime

from quoteservice.domain.request import Repeat, SentRequest
from quoteservice.store.connections import Connections


class SqliteRequests:
    """The part of the store that remembers requests for a while."""

    _connections: Connections

    def begin_request(
        self, sent: SentRequest, at: datetime, answered_before: datetime, begun_before: datetime
    ) -> Repeat | None:
        """None if the request is new, and is now known as begun; else what is known of the one with its key.

        What was answered or begun before those moments is forgotten first.
        """
        with self._connections.writing() as db:
            db.execute(
                "DELETE FROM requests WHERE at < ? OR (answer IS NULL AND at < ?)",
                [answered_before.isoformat(), begun_before.isoformat()],
            )
            row = db.execute("SELECT digest, answer FROM requests WHERE key = ?", [sent.key]).fetchone()
            if row is None:
                values = [sent.key, sent.digest, at.isoformat()]
                db.execute("INSERT INTO requests (key, digest, at) VALUES (?, ?, ?)", values)
                return None
        return Repeat(row[0] == sent.digest, row[1])

    def end_request(self, key: str, answer: bytes | None) -> None:
        """Keeps the answer to a request that was begun; None forgets the request, so that it can be tried again."""
        with self._connections.writing() as db:
            if answer is None:
                db.execute("DELETE FROM requests WHERE key = ?", [key])
            else:
                db.execute("UPDATE requests SET answer = ? WHERE key = ?", [answer, key])
