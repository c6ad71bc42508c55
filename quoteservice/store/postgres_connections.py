"""Connections to PostgreSQL: writes go to the primary, reads to a replica where there is one that is up to date."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg

from quoteservice.errors import StoreUnavailable
from quoteservice.store.database import Rows
from quoteservice.store.pool import Pool
from quoteservice.store.postgres_database import PostgresDatabase, opened, translating
from quoteservice.store.snapshot import Snapshots

READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITE = "BEGIN"

# Positions in the log of writes, in bytes. A primary replays nothing: one that was a replica a moment ago has it all.
WRITTEN = "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint"
REPLAYED = "SELECT pg_is_in_recovery(), (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint"

# A replica that was lost is not asked for so long: one that is cut off takes seconds to be found missing.
REST_SECONDS = 10

LOST = (psycopg.OperationalError, psycopg.InterfaceError)

Connections = Pool[PostgresDatabase]


class PostgresConnections:
    """The connections of one process; of several hosts in `address` the one that takes writes is the primary.

    A connection that turns out to be broken before anything was done on it is replaced, once; one that breaks later
    is an error, since nobody can tell what became of the transaction.
    """

    def __init__(self, address: str, replica: str | None = None) -> None:
        self._primary = Pool(lambda: PostgresDatabase(opened(address, target_session_attrs="read-write")))
        self._replica = Pool(lambda: PostgresDatabase(opened(replica))) if replica else None
        self._replica_rests_until = 0.0
        self._seen = 0
        self._snapshots: Snapshots[PostgresDatabase] = Snapshots()
        self._lock = threading.Lock()
        if replica:
            # A replica that has not heard of the tables yet is one that lags.
            with self.writing():
                pass

    @contextmanager
    def reading(self) -> Iterator[PostgresDatabase]:
        """A connection that sees one state of the store until the block ends, or that of the snapshot around it.

        It has all that this process wrote, or has seen before: the store never goes back.
        """
        if self._snapshots.held is not None:
            with translating():
                yield self._snapshots.held
            return
        with translating():
            pool, db = self._to_read()
            with _lent(pool, db):
                if pool is self._primary:
                    # The first question of the transaction: whatever it sees was written before the answer.
                    self._note_position(db)
                yield db
                db.execute("COMMIT")

    def snapshot(self) -> AbstractContextManager[None]:
        """Whatever this thread reads until the block ends sees one state of the store."""
        return self._snapshots.holding(self.reading)

    @contextmanager
    def writing(self) -> Iterator[PostgresDatabase]:
        """A connection to the primary in a transaction: committed at the end, undone on any error."""
        with translating():
            db, _ = _ready(self._primary, WRITE)
            with _lent(self._primary, db):
                yield db
                _commit(db)
                self._note_position(db)

    def close(self) -> None:
        """Closes what is idle; what is lent closes when it comes back. Whoever asks later gets StoreUnavailable."""
        self._primary.close()
        if self._replica is not None:
            self._replica.close()

    def _to_read(self) -> tuple[Connections, PostgresDatabase]:
        # Without an answer of a replica the primary is asked, which has the same and more.
        if self._replica is not None and time.monotonic() >= self._replica_rests_until:
            try:
                if (db := self._up_to_date(self._replica)) is not None:
                    return self._replica, db
            except LOST:
                self._replica_rests_until = time.monotonic() + REST_SECONDS
        db, _ = _ready(self._primary, READ)
        return self._primary, db

    def _up_to_date(self, replica: Connections) -> PostgresDatabase | None:
        # Asked before the transaction begins: its view might be older than the answer otherwise.
        db, answer = _ready(replica, REPLAYED)
        in_recovery, replayed = answer.fetchone()
        if in_recovery and replayed < self._seen:
            replica.given_back(db)
            return None
        if in_recovery:
            self._note(replayed)
        db.execute(READ)
        return db

    def _note_position(self, db: PostgresDatabase) -> None:
        if self._replica is None:
            return
        self._note(db.execute(WRITTEN).fetchone()[0])

    def _note(self, position: int) -> None:
        with self._lock:
            self._seen = max(self._seen, position)


def _ready(pool: Connections, first: str, values: Sequence[Any] = ()) -> tuple[PostgresDatabase, Rows]:
    """A connection, and what the first statement on it gave."""
    db = pool.taken()
    try:
        return db, db.execute(first, values)
    except LOST:
        db.close()
        # Those that were open at the same time broke with it.
        pool.emptied()
    db = pool.taken()
    try:
        return db, db.execute(first, values)
    except BaseException:
        db.close()
        raise


@contextmanager
def _lent(pool: Connections, db: PostgresDatabase) -> Iterator[None]:
    """Gives the connection back at the end, without a transaction; closes it if that cannot be."""
    try:
        yield
    except BaseException:
        try:
            db.execute("ROLLBACK")
        except psycopg.Error:
            db.close()
        else:
            pool.given_back(db)
        raise
    pool.given_back(db)


def _commit(db: PostgresDatabase) -> None:
    try:
        status = db.connection.execute("COMMIT").statusmessage
    except LOST as error:
        raise StoreUnavailable(
            "The connection to the store broke while it confirmed a write",
            remedy="Look whether it is on record, or send it again: no article is kept twice.",
        ) from error
    # PostgreSQL takes COMMIT for ROLLBACK, without an error, where a statement had failed before.
    if status != "COMMIT":
        raise ValueError("a statement of this transaction had failed, and nothing of it was kept")
