"""Connections to one SQLite file: who may read and write at the same time, and what its errors mean."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from quoteservice.errors import QuoteserviceError, StoreFull, StoreUnavailable, UnreadableText
from quoteservice.store.pool import Pool
from quoteservice.store.snapshot import Snapshots

# Of a new file; SQLite's own pages of 4 kB stay half empty with vectors of 0.8 to 2.3 kB and articles of 2 to 6 kB.
PAGE_BYTES = 8_192
# Pages that a transaction may hold changed in memory, 64 MB: each is then written to the log once, however often the
# transaction comes back to it. Ids and digests lie all over their indexes.
PAGES_HELD = 8_192
WAL_BYTES = 64 * 2**20  # what the write-ahead log is cut back to after a burst of writes; else it keeps its peak
BETWEEN_TRIES = 0.02  # seconds; another process needs about a millisecond to make a new file its own
PRIMARY_CODE = 0xFF  # SQLite keeps the general result code in the low byte and the particular one above it

UNAVAILABLE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOMEM,
    )
)


# How SQLite says what the shared SQL says in PostgreSQL's words.
IN_SQLITE = (
    ("= ANY(?)", "IN (SELECT value FROM json_each(?))"),
    ("IS NOT DISTINCT FROM", "IS"),
    ("strpos(", "instr("),
    ("position(? IN answer)", "instr(answer, ?)"),
    # One writer at a time needs no locks on rows.
    ("FOR UPDATE SKIP LOCKED", ""),
)


class SqliteDatabase(Database):
    """A connection to the file that takes the shared SQL; see `database.Database`."""

    def execute(self, query: str, values: Any = ()) -> sqlite3.Cursor:
        """The rows of a statement."""
        taken = [json.dumps(value) if isinstance(value, list | tuple) else value for value in values]
        cursor: sqlite3.Cursor = self.conn.execute(_in_sqlite(query), taken)
        return cursor

    def inserted(self, table: str, row: Mapping[str, Any]) -> int:
        """The number of the new row."""
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        number = self.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values())).lastrowid
        assert number is not None
        return number

    def insert_all(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Adds the rows that are not there yet."""
        marks = ", ".join("?" * len(columns))
        query = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        self.conn.executemany(query, rows)


@lru_cache(maxsize=256)  # a few dozen statements; the rest are long lists of conditions
def _in_sqlite(query: str) -> str:
    for shared, own in IN_SQLITE:
        query = query.replace(shared, own)
    return query


class Connections:
    """A pool of connections, which lends one of them to a writer at a time."""

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self._path = path
        self._busy_seconds = busy_seconds
        self._pool = Pool(self._opened)
        self._write_lock = threading.Lock()
        self._writer_thread: int | None = None
        self._snapshots: Snapshots[SqliteDatabase] = Snapshots()

    @contextmanager
    def reading(self) -> Iterator[SqliteDatabase]:
        """A connection that sees one state of the store until the block ends, or that of the snapshot around it."""
        if self._snapshots.held is not None:
            with translating():
                yield self._snapshots.held
            return
        with translating(), self._borrowed() as db:
            db.execute("BEGIN")
            yield db
            db.commit()

    def snapshot(self) -> AbstractContextManager[None]:
        """Whatever this thread reads until the block ends sees one state of the store."""
        return self._snapshots.holding(self.reading)

    @contextmanager
    def writing(self) -> Iterator[SqliteDatabase]:
        """A connection in a transaction that nobody else writes beside; committed at the end, undone on any error."""
        if self._writer_thread == threading.get_ident():
            raise RuntimeError("a transaction is already open in this thread")
        # Threads queue here, processes at BEGIN IMMEDIATE: SQLite polls, so threads that met there could starve.
        if not self._write_lock.acquire(timeout=self._busy_seconds):
            raise _busy()
        try:
            self._writer_thread = threading.get_ident()
            with translating(), self._borrowed() as db:
                db.execute("BEGIN IMMEDIATE")
                yield db
                db.commit()
        finally:
            self._writer_thread = None
            self._write_lock.release()

    @contextmanager
    def outside_transaction(self) -> Iterator[SqliteDatabase]:
        """A connection without a transaction, for migrations and checks."""
        with translating(), self._borrowed() as db:
            yield db

    def close(self) -> None:
        """Closes what is idle; what is lent closes when it comes back. Whoever asks later gets StoreUnavailable."""
        self._pool.close()

    @contextmanager
    def _borrowed(self) -> Iterator[SqliteDatabase]:
        db = self._pool.taken()
        try:
            yield db
        except BaseException:
            # Whatever state the error left it in, closing undoes what was open and cannot fail to.
            db.close()
            raise
        self._pool.given_back(db)

    def _opened(self) -> SqliteDatabase:
        connection = sqlite3.connect(
            self._path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            self._write_ahead(connection)
            # FULL: a write is acknowledged only when it is on the disk. NORMAL would lose the last ones in a power cut.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            # What is erased is overwritten, instead of being left in the file until its place is needed.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(f"PRAGMA cache_spill = {PAGES_HELD}")
            connection.execute(f"PRAGMA journal_size_limit = {WAL_BYTES}")
        except sqlite3.Error:
            connection.close()
            raise
        return SqliteDatabase(connection, execute_plugins=False)

    def _write_ahead(self, connection: sqlite3.Connection) -> None:
        """Sets the journal mode, which SQLite refuses at once, without waiting, while another process sets it."""
        deadline = time.monotonic() + self._busy_seconds
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(BETWEEN_TRIES)
            else:
                return


@contextmanager
def translating() -> Iterator[None]:
    """Turns SQLite's errors into the service's; a broken rule of the tables becomes ValueError."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise ValueError(f"this does not fit what is on record: {error}") from error
    except sqlite3.Error as error:
        raise (_meant(error) or error) from error
    except UnicodeEncodeError as error:
        raise UnreadableText(
            "The text has half of a surrogate pair, which no file can hold", remedy="Send well-formed Unicode."
        ) from error


def _meant(error: sqlite3.Error) -> QuoteserviceError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY_CODE
    if code == sqlite3.SQLITE_FULL:
        return StoreFull("No space is left for the store", remedy="Free some, then send the request again.")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _busy()
    if code in UNAVAILABLE:
        return StoreUnavailable(f"The store cannot be used: {error}", remedy="See that its folder and file are sound.")
    return None


def _busy() -> StoreUnavailable:
    return StoreUnavailable("The store is busy", remedy="Send the request again in a moment.")
