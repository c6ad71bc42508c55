"""Moves what is on record out of and into a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np
from pgvector import HalfVector
from psycopg import errors, sql

from quoteservice.store.encoders import number_for
from quoteservice.store.moving import StoredVectors
from quoteservice.store.postgres_database import PostgresDatabase
from quoteservice.store.postgres_migrations import NEXT_REVISION
from quoteservice.store.postgres_vectors import make_index
from quoteservice.store.postgres_words import text_vector
from quoteservice.store.rows import Row
from quoteservice.store.words import words_of

ROWS_AT_ONCE = 2_000  # of a query that is read while they are used

# While many rows are written, neither limit makes sense, and an index of vectors is built five times faster in memory.
SETTINGS = (
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
    "SET LOCAL maintenance_work_mem = '1GB'",
)

WORDS_INDEX = "CREATE INDEX quote_words_words ON quote_words USING gin (words) WITH (fastupdate = off)"

NUMBERED = """SELECT table_name, column_name FROM information_schema.columns
              WHERE table_schema = current_schema() AND is_identity = 'YES'"""


class PostgresMoving:
    """One transaction of the database; see moving.Emptied and moving.Filled."""

    def __init__(self, db: PostgresDatabase) -> None:
        self._db = db
        self._encoders: dict[int | None, int] = {}
        for setting in SETTINGS:
            db.execute(setting)

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of the columns of a table."""
        found = self._db.connection.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table)))
        return tuple(column.name for column in found.description or ())

    def count(self, table: str) -> int:
        """The rows of a table."""
        return int(self._db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a query, read while they are used."""
        # Binary, in which vectors take a tenth of the time.
        with self._db.connection.cursor(name="moved") as cursor:
            cursor.itersize = ROWS_AT_ONCE
            yield from cursor.execute(query.encode(), binary=True)

    def vectors(self) -> Iterator[StoredVectors]:
        """Those of every quote, withdrawn or not."""
        query = """SELECT q.number, q.withdrawn, v.encoder, v.renewed, v.vector
                   FROM quotes q LEFT JOIN vectors v ON v.quote = q.number ORDER BY q.number, v.place"""
        for (number, withdrawn, *made), rows in groupby(self.rows(query), key=lambda row: row[:4]):
            found = [row[4].to_numpy() for row in rows if row[4] is not None]
            vectors = np.stack(found) if found else np.zeros((0, 0), np.float16)
            yield StoredVectors(number, not withdrawn, vectors, *made)

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Writes rows into a table."""
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with self._db.connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def load_words(self, rows: Iterable[Row]) -> None:
        """Makes quotes findable by their words; the index is built when all are there."""
        self._db.execute("DROP INDEX quote_words_words")
        self.load("quote_words", ("quote", "length", "words"), map(_indexed, rows))
        self._db.execute(WORDS_INDEX)
        self._db.execute(
            "INSERT INTO vocabulary (word, documents) SELECT word, ndoc FROM ts_stat('SELECT words FROM quote_words')"
        )
        self._db.execute(
            """UPDATE vocabulary_total SET (documents, words) =
               (SELECT count(*), coalesce(sum(length), 0) FROM quote_words)"""
        )

    def load_challenge_words(self, rows: Iterable[Row]) -> None:
        """Makes challenges findable by the words around them."""
        self.load("challenge_words", ("challenge", "length", "words"), map(_indexed, rows))

    def load_encoders(self, rows: Iterable[Row]) -> None:
        """Notes which encoders made the vectors that come."""
        self._encoders = {number: number_for(self._db, name) for number, name in rows}

    def load_vectors(self, vectors: Iterable[StoredVectors]) -> None:
        """Keeps the vectors of quotes."""
        into = "COPY vectors (quote, place, dimension, live, vector, encoder, renewed) FROM STDIN (FORMAT BINARY)"
        with self._db.connection.cursor() as cursor, cursor.copy(into) as copy:
            copy.set_types(["int4", "int4", "int4", "bool", "halfvec", "int4", "int4"])
            for each in vectors:
                made = self._encoders.get(each.encoder, each.encoder), each.renewed
                for place, vector in enumerate(each.vectors):
                    copy.write_row((each.quote, place, len(vector), each.live, HalfVector(vector), *made))

    def finish(self) -> None:
        """Builds the indexes of vectors, 80 s per 100,000 of them, and counts numbers on."""
        for table, column in self._db.execute(NUMBERED).fetchall():
            # The rows came with their numbers: the next ones are counted on from there.
            self._db.execute(
                f"""SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) FROM {table}
                    HAVING max({column}) IS NOT NULL"""
            )
        # Those of an unknown encoder are searched by none.
        made = "SELECT DISTINCT encoder, dimension FROM vectors WHERE encoder > 0"
        for encoder, dimension in self._db.execute(made).fetchall():
            try:
                with self._db.connection.transaction():
                    make_index(self._db, encoder, dimension)
            except errors.DiskFull:
                # What processes share has no room, as in a container with little shared memory: one does it alone.
                self._db.execute("SET LOCAL max_parallel_maintenance_workers = 0")
                make_index(self._db, encoder, dimension)
        # Whoever serves the store already may remember that nothing is on record.
        self._db.execute(NEXT_REVISION)
        self._db.execute("ANALYZE")


def _indexed(row: Row) -> Row:
    number, text = row
    words = words_of(text)
    return number, len(words), text_vector(words)
