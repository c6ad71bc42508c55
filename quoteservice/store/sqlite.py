"""The store in one SQLite file: the default, which needs no server and no extension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np

from quoteservice.domain.challenge import Challenge
from quoteservice.errors import StoreUnavailable
from quoteservice.ports import Indexed, StoreWriter, VectorChange, Vectors
from quoteservice.store.connections import Connections
from quoteservice.store.database import Database
from quoteservice.store.encoders import made_by
from quoteservice.store.migrations import migrate
from quoteservice.store.records import RecordStore
from quoteservice.store.rows import STORED, vectors_blob, vectors_of
from quoteservice.store.search import add_words, contents_with_words, merge_words, remove_words
from quoteservice.store.sqlite_challenges import add_challenge_words, challenges_with_words
from quoteservice.store.sqlite_moving import SqliteMoving
from quoteservice.store.writer import RecordWriter

BUSY_SECONDS = 15.0  # a writer that waits longer for others is stuck: the largest article takes well below 1 s


class SqliteStore(RecordStore):
    """Opens the file at `path`, making it and its folder if need be. Many threads and processes may share it.

    A write waits `busy_seconds` for other writers, then raises StoreUnavailable, as does a file that is no store.
    Raises StoreTooNew if a later release wrote the file.
    """

    def __init__(self, path: str | Path, busy_seconds: float = BUSY_SECONDS) -> None:
        super().__init__()
        self.path = Path(path)
        self._connections = Connections(self.path, busy_seconds)
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"The folder of the store cannot be made: {error.strerror}", where=str(path), remedy="Name another one."
            ) from error
        with self._connections.outside_transaction() as db:
            migrate(db)

    @contextmanager
    def writing(self) -> Iterator[StoreWriter]:
        """One transaction, with no other writer beside it; an exception inside leaves nothing of it."""
        with self._connections.writing() as db:
            writer = SqliteWriter(db)
            yield writer
            writer.end()

    def vectors_with_ids(self, quote_ids: Sequence[str], encoder: str | None = None) -> dict[str, Vectors]:
        """The vectors of each quote, by id; those unknown, withdrawn or without any of that encoder are left out.

        With None all of them must have the same dimension.
        """
        with self._connections.reading() as db:
            rows = db.execute(
                # CROSS JOIN keeps this order: SQLite takes an encoder's vectors to be few, and would begin with them.
                f"""SELECT q.id, v.dimension, v.vectors FROM quotes q CROSS JOIN vectors v ON v.quote = q.number
                    WHERE q.id = ANY(?) AND q.withdrawn = 0 AND v.vectors <> x'' AND {made_by(db, encoder)}""",
                [list(quote_ids)],
            ).fetchall()
        if not rows:
            return {}
        # All in one array, because a call for each row takes longer than the work on it.
        vectors = vectors_of(b"".join(blob for *_, blob in rows), rows[0][1])
        ends = np.cumsum([len(blob) // (dimension * STORED.itemsize) for _, dimension, blob in rows])
        return dict(zip([id_ for id_, *_ in rows], np.split(vectors, ends[:-1]), strict=True))

    def merge_words(self) -> None:
        """Makes what many writes left in pieces, the words to search by, one piece; other writers go between steps."""
        first, more = True, True
        while more:
            with self._connections.writing() as db:
                more = merge_words(db, first)
            first = False

    def close(self) -> None:
        """Closes the file; a store that is asked afterwards raises StoreUnavailable."""
        self._connections.close()

    @contextmanager
    def moving_out(self) -> Iterator[SqliteMoving]:
        """Everything on record, as it is now."""
        with self._connections.reading() as db:
            yield SqliteMoving(db)

    @contextmanager
    def moving_in(self) -> Iterator[SqliteMoving]:
        """A transaction that fills the store."""
        with self._connections.writing() as db:
            yield SqliteMoving(db)

    def snapshot(self) -> AbstractContextManager[None]:
        """Whatever this thread reads until the block ends sees one state of the store."""
        return self._connections.snapshot()

    def _reading(self) -> AbstractContextManager[Database]:
        return self._connections.reading()

    def _transaction(self) -> AbstractContextManager[Database]:
        return self._connections.writing()

    def _contents_with_words(self, db: Database, text: str, limit: int) -> dict[str, str]:
        return contents_with_words(db, text, limit)

    def _challenges_with_words(self, db: Database, text: str, limit: int) -> tuple[Challenge, ...]:
        return challenges_with_words(db, text, limit)

    def _vector_changes(self, db: Database, after: int, limit: int, made: str) -> list[VectorChange]:
        rows = db.execute(
            f"""SELECT c.sequence, q.id, v.dimension, CASE WHEN c.op = 'withdraw' THEN NULL
                   WHEN {made} AND coalesce(v.renewed, c.sequence) = c.sequence THEN v.vectors ELSE x'' END
                FROM changes c JOIN quotes q ON q.number = c.quote JOIN vectors v ON v.quote = c.quote
                WHERE c.sequence > ? ORDER BY c.sequence LIMIT ?""",
            [after, limit],
        )
        return [_change(*row) for row in rows]


def _change(sequence: int, quote_id: str, dimension: int, blob: bytes | None) -> VectorChange:
    return VectorChange(sequence, quote_id, vectors_of(blob, dimension) if blob is not None else None)


class SqliteWriter(RecordWriter):
    """A transaction of the file: words go into its full-text table, vectors into one value a quote."""

    def _add_words(self, number: int, words: str) -> None:
        add_words(self._db, number, words)

    def _remove_words(self, number: int, words: str) -> None:
        remove_words(self._db, number, words)

    def _add_challenge_words(self, number: int, words: str) -> None:
        add_challenge_words(self._db, number, words)

    def _add_vectors(self, number: int, indexed: Indexed, renewed: int | None) -> None:
        made_by, dimension = self._encoder(indexed.encoder), indexed.vectors.shape[1]
        self._db.execute(
            "INSERT INTO vectors (quote, dimension, vectors, encoder, renewed) VALUES (?, ?, ?, ?, ?)",
            [number, dimension, vectors_blob(indexed.vectors), made_by, renewed],
        )

    def _remove_vectors(self, number: int) -> None:
        """They stay, of no encoder: whoever reads the history from its beginning passes them, and none renews them."""
        self._db.execute("UPDATE vectors SET encoder = NULL WHERE quote = ?", [number])
