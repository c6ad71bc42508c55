"""The store in a PostgreSQL database with pgvector: for more than one machine can hold or answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager

from quoteservice.domain.challenge import Challenge
from quoteservice.ports import Indexed, StoreWriter, VectorChange, Vectors
from quoteservice.store import postgres_migrations
from quoteservice.store.database import Database
from quoteservice.store.encoders import made_by, number_for, number_of
from quoteservice.store.postgres_challenges import add_challenge_words, challenges_with_words
from quoteservice.store.postgres_connections import PostgresConnections
from quoteservice.store.postgres_database import PostgresDatabase, opened, translating
from quoteservice.store.postgres_moving import PostgresMoving
from quoteservice.store.postgres_vectors import (
    add_vectors,
    changes,
    dimension_on_record,
    drop_other_indexes,
    has_index,
    make_index,
    nearest_ids,
    vector_rows,
    vectors_by_id,
)
from quoteservice.store.postgres_words import Vocabulary, contents_with_words
from quoteservice.store.records import RecordStore
from quoteservice.store.rows import Row
from quoteservice.store.writer import RecordWriter

# Any number that nobody else uses in this database.
WRITERS_LOCK = 7_263_002


class PostgresStore(RecordStore):
    """The database at `address`, such as postgresql://user@host/database; its tables are made if need be.

    With a `replica` reads go there as long as it has what this process wrote. Any number of processes may share a
    database. Raises StoreTooNew if a later release wrote it, InvalidSetting if it cannot hold a store.
    """

    def __init__(self, address: str, replica: str | None = None) -> None:
        super().__init__()
        with translating(), closing(opened(address, target_session_attrs="read-write")) as connection:
            postgres_migrations.migrate(connection)
        self._connections = PostgresConnections(address, replica)

    @contextmanager
    def writing(self) -> Iterator[StoreWriter]:
        """One transaction, with no other writer of quotes, sources and speakers beside it."""
        with self._connections.writing() as db:
            writer = PostgresWriter(db)
            yield writer
            writer.end()

    def close(self) -> None:
        """Closes every connection; a store that is asked afterwards raises StoreUnavailable."""
        self._connections.close()

    def make_index(self, encoder: str, dimension: int) -> None:
        """Makes the index of the vectors of this encoder, if there is none yet."""
        # A look first: nearly every start finds it, and need not wait for those who write.
        with self._connections.reading() as db:
            if has_index(db, number_of(db, encoder), dimension):
                return
        with self._connections.writing() as db:
            db.execute("SET LOCAL statement_timeout = 0")
            db.execute("SELECT pg_advisory_xact_lock(?)", [WRITERS_LOCK])
            make_index(db, number_for(db, encoder), dimension)

    def build_index(self) -> bool:
        """Makes the index of the present encoder's vectors, if there is none yet; False if there are no vectors."""
        encoder = self.present_encoder()
        dimension = self.dimension(encoder)
        if dimension is not None:
            self.make_index(encoder, dimension)
        return dimension is not None

    def end_renewal(self, encoder: str) -> None:
        """Drops the indexes of the vectors of other encoders."""
        with self._connections.writing() as db:
            drop_other_indexes(db, number_of(db, encoder))

    def dimension(self, encoder: str) -> int | None:
        """Of the vectors of this encoder; None if there are none."""
        with self._connections.reading() as db:
            return dimension_on_record(db, made_by(db, encoder))

    def near(self, queries: Vectors, rows: int, encoder: str) -> list[dict[str, Vectors]]:
        """For each query the quotes of about `rows` vectors near it, each with all its vectors of this encoder."""
        with self._connections.reading() as db:
            made = made_by(db, encoder)
            found = nearest_ids(db, queries, rows, made)
            vectors = vectors_by_id(db, (id_ for ids in found for id_ in ids), made)
        return [{id_: vectors[id_] for id_ in ids} for ids in found]

    def vectors_with_ids(self, quote_ids: Sequence[str], encoder: str | None = None) -> dict[str, Vectors]:
        """The vectors of each quote, by id; those unknown, withdrawn or without any of that encoder are left out."""
        with self._connections.reading() as db:
            return vectors_by_id(db, quote_ids, made_by(db, encoder))

    @contextmanager
    def moving_out(self) -> Iterator[PostgresMoving]:
        """Everything on record, as it is now."""
        with self._connections.reading() as db:
            yield PostgresMoving(db)

    @contextmanager
    def moving_in(self) -> Iterator[PostgresMoving]:
        """A transaction that fills the store."""
        with self._connections.writing() as db:
            db.execute("SELECT pg_advisory_xact_lock(?)", [WRITERS_LOCK])
            yield PostgresMoving(db)

    def snapshot(self) -> AbstractContextManager[None]:
        """Whatever this thread reads until the block ends sees one state of the store."""
        return self._connections.snapshot()

    def _reading(self) -> AbstractContextManager[Database]:
        return self._connections.reading()

    def _newest(self) -> AbstractContextManager[Database]:
        return self._connections.writing()

    def _transaction(self) -> AbstractContextManager[Database]:
        return self._connections.writing()

    def _contents_with_words(self, db: Database, text: str, limit: int) -> dict[str, str]:
        return contents_with_words(db, text, limit)

    def _challenges_with_words(self, db: Database, text: str, limit: int) -> tuple[Challenge, ...]:
        return challenges_with_words(db, text, limit)

    def _vector_changes(self, db: Database, after: int, limit: int, made: str) -> list[VectorChange]:
        assert isinstance(db, PostgresDatabase)
        return changes(db, after, limit, made)


class PostgresWriter(RecordWriter):
    """A transaction of the database: words go into its full-text index, each vector into a row."""

    _next_revision = postgres_migrations.NEXT_REVISION

    def __init__(self, db: PostgresDatabase) -> None:
        super().__init__(db)
        self._postgres = db
        self._alone = False
        self._vocabulary = Vocabulary(db)
        self._vectors: list[Row] = []

    @property
    def _db(self) -> Database:
        # Held until the transaction ends. Answers are kept without it, so that questions do not wait for each other.
        if not self._alone:
            self._postgres.execute("SELECT pg_advisory_xact_lock(?)", [WRITERS_LOCK])
            self._alone = True
        return self._postgres

    def end(self) -> None:
        """As RecordWriter's."""
        super().end()
        self._vocabulary.write()
        self._write_vectors()

    def _add_words(self, number: int, words: str) -> None:
        self._vocabulary.add(number, words)

    def _remove_words(self, number: int, words: str) -> None:
        self._vocabulary.remove(number, words)

    def _add_challenge_words(self, number: int, words: str) -> None:
        add_challenge_words(self._db, number, words)

    def _add_vectors(self, number: int, indexed: Indexed, renewed: int | None) -> None:
        self._vectors += vector_rows(number, indexed.vectors, self._encoder(indexed.encoder), renewed)

    def _remove_vectors(self, number: int) -> None:
        self._write_vectors()
        self._postgres.execute("UPDATE vectors SET live = FALSE, encoder = NULL WHERE quote = ?", [number])

    def _write_vectors(self) -> None:
        add_vectors(self._postgres, self._vectors)
        self._vectors = []
