"""Moves what is on record out of and into a SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from quoteservice.store.connections import SqliteDatabase
from quoteservice.store.encoders import number_for
from quoteservice.store.moving import StoredVectors
from quoteservice.store.rows import STORED, Row
from quoteservice.store.search import add_words
from quoteservice.store.sqlite_challenges import add_challenge_words
from quoteservice.store.writer import NEXT_REVISION


class SqliteMoving:
    """One transaction of the file; see moving.Emptied and moving.Filled."""

    def __init__(self, db: SqliteDatabase) -> None:
        self._db = db
        self._encoders: dict[int | None, int] = {}
        # A speaker may refer to one that comes later.
        db.execute("PRAGMA defer_foreign_keys = ON")

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of the columns of a table."""
        return tuple(name for name, *_ in self._db.execute(f'SELECT * FROM "{table}" LIMIT 0').description)

    def count(self, table: str) -> int:
        """The rows of a table."""
        return int(self._db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a query, read while they are used."""
        yield from self._db.execute(query)

    def vectors(self) -> Iterator[StoredVectors]:
        """Those of every quote, withdrawn or not."""
        query = (
            "SELECT q.number, q.withdrawn, v.dimension, v.vectors, v.encoder, v.renewed "
            "FROM quotes q JOIN vectors v ON v.quote = q.number"
        )
        for number, withdrawn, dimension, blob, *made in self.rows(f"{query} ORDER BY q.number"):
            yield StoredVectors(number, not withdrawn, np.frombuffer(blob, STORED).reshape(-1, dimension), *made)

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Writes rows into a table."""
        listed, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        self._db.conn.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', rows)

    def load_words(self, rows: Iterable[Row]) -> None:
        """Makes quotes findable by their words."""
        for number, words in rows:
            add_words(self._db, number, words)

    def load_challenge_words(self, rows: Iterable[Row]) -> None:
        """Makes challenges findable by the words around them."""
        for number, words in rows:
            add_challenge_words(self._db, number, words)

    def load_encoders(self, rows: Iterable[Row]) -> None:
        """Notes which encoders made the vectors that come."""
        self._encoders = {number: number_for(self._db, name) for number, name in rows}

    def load_vectors(self, vectors: Iterable[StoredVectors]) -> None:
        """Keeps the vectors of quotes; a dimension of 1 stands where there is no vector to take it from."""
        self.load(
            "vectors",
            ("quote", "dimension", "vectors", "encoder", "renewed"),
            (
                (
                    each.quote,
                    max(each.vectors.shape[1], 1),
                    each.vectors.astype(STORED).tobytes(),
                    self._encoders.get(each.encoder, each.encoder),
                    each.renewed,
                )
                for each in vectors
            ),
        )

    def finish(self) -> None:
        """Makes a new revision: whoever serves the store already may remember that nothing is on record."""
        self._db.execute(NEXT_REVISION)
