"""How a database becomes a PostgreSQL store: its address, its user, its encoding, its steps from earlier versions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from quoteservice.bootstrap import build_index, open_store
from quoteservice.config import Config
from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.errors import InvalidSetting, StoreTooNew, StoreUnavailable
from quoteservice.store.postgres import PostgresStore
from quoteservice.store.postgres_migrations import MIGRATIONS, migrate
from tests.contracts.records import withdraw
from tests.postgres import PostgresServer
from tests.store.articles import write_article

EVERYTHING = PageRequest(limit=1_000_000)

# What leads from the version after each step back to the one before it.
BACK = {
    2: "DROP TABLE revision",
    3: "DROP TABLE jobs",
    4: "DROP INDEX changes_told; DROP INDEX vectors_encoder; DROP TABLE encoders;"
    "ALTER TABLE vectors DROP COLUMN renewed; ALTER TABLE vectors DROP COLUMN encoder",
}
COLUMNS = """SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
             WHERE table_schema = current_schema() ORDER BY table_name, column_name"""


@pytest.fixture
def store(postgres_store: PostgresStore) -> Iterator[PostgresStore]:
    """An empty store."""
    yield postgres_store
    postgres_store.close()


@pytest.fixture
def new_database(postgres: PostgresServer) -> Iterator[str]:
    """A database without any table."""
    postgres.execute("CREATE DATABASE fresh")
    yield postgres.address("fresh")
    postgres.execute("DROP DATABASE fresh WITH (FORCE)")


def test_migrate_when_several_start_at_once(new_database: str) -> None:
    """A new store may be opened by many at the same moment; each finds it ready."""
    failures: list[BaseException] = []
    start = threading.Barrier(4)

    def open_store() -> None:
        try:
            start.wait()
            with closing(PostgresStore(new_database)) as store:
                store.make_index("words", 8)
                store.last_change()
        except BaseException as error:  # noqa: BLE001  whatever it is, the test reports it
            failures.append(error)

    threads = [threading.Thread(target=open_store) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_migrate_when_a_later_release_wrote_the_store(new_database: str) -> None:
    """A store of a later version is refused and left as it is."""
    PostgresStore(new_database).close()
    with psycopg.connect(new_database, autocommit=True) as server:
        server.execute("UPDATE store_version SET version = %s", [len(MIGRATIONS) + 1])
        with pytest.raises(StoreTooNew):
            PostgresStore(new_database)
        assert server.execute("SELECT version FROM store_version").fetchall() == [(len(MIGRATIONS) + 1,)]


def test_migrate_when_steps_are_added(new_database: str) -> None:
    """A store takes the steps that it lacks, all or none, in their order."""
    first = "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)"
    with psycopg.connect(new_database, autocommit=True) as server:
        migrate(server, [first])
        with pytest.raises(psycopg.errors.UndefinedTable):
            migrate(server, [first, "INSERT INTO a VALUES (2)", "INSERT INTO nowhere VALUES (3)"])
        assert server.execute("SELECT x FROM a").fetchall() == [(1,)]
        migrate(server, [first, "INSERT INTO a VALUES (2)", "INSERT INTO a SELECT max(x) + 1 FROM a"])
        assert server.execute("SELECT x FROM a").fetchall() == [(1,), (2,), (3,)]


@pytest.mark.parametrize("earlier", range(1, len(MIGRATIONS)))
def test_migrate_when_an_earlier_release_wrote_the_database(new_database: str, earlier: int) -> None:
    """A database of each earlier version keeps its record, has the tables of a new one, and is renewed from there."""
    with closing(PostgresStore(new_database)) as store:
        for name in ("first", "second"):
            write_article(store, name)
        withdraw(store, "second-1")
        before = store.quotes(QuoteFilter(), EVERYTHING), store.changes(0, 99)
        store.choose_encoder("words")
    with psycopg.connect(new_database, autocommit=True) as server:
        tables = server.execute(COLUMNS).fetchall()
        for version in range(len(MIGRATIONS), earlier, -1):
            server.execute(BACK[version])
        server.execute("CREATE INDEX vectors_near_32 ON vectors USING hnsw ((vector::halfvec(32)) halfvec_cosine_ops)")
        server.execute("UPDATE store_version SET version = %s", [earlier])
    with closing(PostgresStore(new_database)) as store:
        assert (store.quotes(QuoteFilter(), EVERYTHING), store.changes(0, 99)) == before
        store.make_index("words", 32)
        write_article(store, "third")
        assert store.unrenewed("words", 9) == ("first-0", "first-1", "first-2", "second-0", "second-2")
        assert store.vectors_with_ids(["first-0", "third-0"], "words").keys() == {"third-0"}
        store.end_renewal("words")
    with psycopg.connect(new_database, autocommit=True) as server:
        assert server.execute(COLUMNS).fetchall() == tables
        indexes = server.execute("SELECT indexname FROM pg_indexes WHERE starts_with(indexname, 'vectors_near_')")
        assert indexes.fetchall() == [("vectors_near_e1_32",)]


def test_migrate_when_the_user_may_not_make_tables(new_database: str, postgres: PostgresServer) -> None:
    """A database that cannot hold the store is a wrong setting, and the remedy says what is missing."""
    postgres.execute("CREATE ROLE guest LOGIN")
    try:
        with pytest.raises(InvalidSetting, match="extension"):
            PostgresStore(new_database.replace("postgres@", "guest@"))
    finally:
        postgres.execute("DROP ROLE guest")


def test_store_when_there_is_no_server(postgres_address: str) -> None:
    """A server that is not there is reported at once, in words that name no host, user or password."""
    for address in (
        "postgresql://somebody:Seventeen-zebras@127.0.0.1:1/quotes",
        f"{postgres_address.replace('/postgres?', '/nothing?')}",
    ):
        with pytest.raises(StoreUnavailable, match="cannot be reached") as raised:
            PostgresStore(address)
        for secret in ("Seventeen", "somebody", "127.0.0.1", "nothing"):
            assert secret not in str(raised.value)


@pytest.mark.parametrize(
    "address",
    ["postgresql://host:port/quotes?colour=red", "postgresql://u:Seventeen@[h/q", "postgresql://u:Seven teen@h/q"],
)
def test_store_when_its_address_is_no_address(address: str) -> None:
    """An address that cannot be read is a wrong setting; the error has nothing of its password."""
    with pytest.raises(InvalidSetting, match="cannot be read") as raised:
        PostgresStore(address)
    assert "Seven" not in str(raised.value)
    with pytest.raises(InvalidSetting, match="not the address") as raised:
        open_store(address.replace("postgresql", "pg"))
    assert "Seven" not in str(raised.value)


def test_store_when_the_database_keeps_no_utf8(postgres: PostgresServer) -> None:
    """A database of another encoding is refused: most of the world's names would not fit."""
    postgres.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    try:
        with pytest.raises(InvalidSetting, match="UTF-8"):
            PostgresStore(postgres.address("latin"))
    finally:
        postgres.execute("DROP DATABASE latin WITH (FORCE)")


def test_index_when_the_command_builds_it(store: PostgresStore, postgres_address: str) -> None:
    """`quoteservice index` makes the index of what is on record, and says so if that is nothing."""
    config = Config(store=postgres_address)
    assert not build_index(config)
    write_article(store, "one")
    with psycopg.connect(postgres_address) as server:
        server.execute("DROP INDEX IF EXISTS vectors_near_e1_32")
    assert build_index(config)
    with psycopg.connect(postgres_address) as server:
        assert server.execute("SELECT to_regclass('vectors_near_e1_32')").fetchone() == ("vectors_near_e1_32",)
