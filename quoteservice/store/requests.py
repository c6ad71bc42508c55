"""Requests and their answers in a store of tables, so that one that is sent again is done once."""

from __future__ import annotations

from datetime import datetime

from quoteservice.domain.request import Repeat, SentRequest
from quoteservice.store.database import Database, Tables


class RecordRequests(Tables):
    """The part of the store that remembers requests for a while."""

    def begin_request(
        self, sent: SentRequest, at: datetime, answered_before: datetime, begun_before: datetime
    ) -> Repeat | None:
        """None if the request is new, and is now known as begun; else what is known of the one with its key.

        What was answered or begun before those moments is forgotten first.
        """
        with self._transaction() as db:
            _forget(db, answered_before, begun_before)
            while True:
                # Asked for and kept in one statement: in PostgreSQL another process may begin the same one meanwhile.
                begun = db.execute(
                    "INSERT INTO requests (key, digest, at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
                    [sent.key, sent.digest, at.isoformat()],
                )
                if begun.rowcount:
                    return None
                row = db.execute("SELECT digest, answer FROM requests WHERE key = ?", [sent.key]).fetchone()
                if row is not None:
                    return Repeat(row[0] == sent.digest, row[1])

    def end_request(self, key: str, answer: bytes | None) -> None:
        """Keeps the answer to a request that was begun; None forgets the request, so that it can be tried again."""
        with self._transaction() as db:
            if answer is None:
                db.execute("DELETE FROM requests WHERE key = ?", [key])
            else:
                db.execute("UPDATE requests SET answer = ? WHERE key = ?", [answer, key])


def _forget(db: Database, answered_before: datetime, begun_before: datetime) -> None:
    # Whoever forgets the same rows at this moment does it alone, instead of each waiting for the other.
    db.execute(
        """DELETE FROM requests WHERE key IN
               (SELECT key FROM requests WHERE at < ? OR (answer IS NULL AND at < ?) FOR UPDATE SKIP LOCKED)""",
        [answered_before.isoformat(), begun_before.isoformat()],
    )
