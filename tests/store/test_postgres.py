"""What holds of the PostgreSQL store as a server: several processes, broken connections, limits, set-up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest

from quoteservice.bootstrap import build_index, open_store
from quoteservice.config import Config
from quoteservice.domain.quote import PageRequest, QuoteFilter, Source
from quoteservice.domain.speaker import Role, Speaker
from quoteservice.errors import InvalidSetting, StoreFull, StoreTooNew, StoreUnavailable
from quoteservice.store.postgres import WRITERS_LOCK, PostgresStore
from quoteservice.store.postgres_migrations import MIGRATIONS, migrate
from quoteservice.store.postgres_words import LONGEST_WORD, kept_words, text_vector
from quoteservice.store.search import ROWS_SCORED
from quoteservice.store.sqlite import SqliteStore
from tests.contracts.records import NOW, keep_sentences, withdraw
from tests.contracts.test_store_verifications import ANSWER
from tests.postgres import PostgresServer
from tests.store.articles import QUOTES, write_article

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

# Breaks every connection but the one that says it.
BREAK = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL"
SOON = "-c%20lock_timeout%3D200ms%20-c%20statement_timeout%3D400ms"


@pytest.fixture
def store(postgres_store: PostgresStore) -> Iterator[PostgresStore]:
    """An empty store."""
    yield postgres_store
    postgres_store.close()


def writer_process(address: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that writes articles and prints the id of each one acknowledged."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.articles", address, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def assert_sound(store: PostgresStore, address: str, acknowledged: set[str]) -> None:
    """Everything acknowledged is on record, every article has all its quotes, and no table contradicts another."""
    kept = {source.id for source in store.sources(EVERYTHING).items}
    assert acknowledged <= kept
    quotes = store.quotes(QuoteFilter(), EVERYTHING).items
    assert len(quotes) == len(kept) * QUOTES == store.coverage(None).quotes
    assert [change.vectors is None for change in store.vector_changes(0)] == [False] * len(quotes)
    assert len(store.quotes_with_words("perhaps", 1_000_000)) == min(len(kept), ROWS_SCORED)
    assert [profile.quotes for profile in store.speakers_named(["quill"])] == [len(quotes)][: len(kept)]
    with psycopg.connect(address) as server:
        counted = server.execute("SELECT word, ndoc FROM ts_stat('SELECT words FROM quote_words') ORDER BY word")
        found = server.execute("SELECT word, documents FROM vocabulary WHERE documents > 0 ORDER BY word")
        assert found.fetchall() == counted.fetchall()
        totals = server.execute("SELECT documents FROM vocabulary_total").fetchall()
        assert totals == [(len(quotes),)]


def test_store_when_its_process_is_killed(store: PostgresStore, postgres_address: str) -> None:
    """Of a transaction that was cut off nothing is left, and the next process goes on writing."""
    acknowledged = set()
    for life in range(2):
        with writer_process(postgres_address, f"life{life}", "10", "4") as process:
            assert process.stdout is not None
            acknowledged |= set(process.stdout.read().split())
        assert process.returncode == -signal.SIGKILL
    assert len(acknowledged) == 8
    assert_sound(store, postgres_address, acknowledged)


def test_store_when_processes_write_at_once(store: PostgresStore, postgres_address: str) -> None:
    """Every article of every process is on record, and the speaker whom all look for was added once."""
    processes = [writer_process(postgres_address, name, "40") for name in ("north", "south", "west")]
    for process in processes:
        assert process.communicate(timeout=60)[0].count("\n") == 40
    assert_sound(store, postgres_address, {f"{name}-{at}" for name in ("north", "south", "west") for at in range(40)})


def test_store_when_threads_write_and_read_at_once(store: PostgresStore, postgres_address: str) -> None:
    """Every article of every thread is on record; readers meanwhile never see a part of one, nor an error."""
    done = threading.Event()
    failures: list[BaseException | str] = []

    def write(name: str) -> None:
        try:
            for number in range(15):
                write_article(store, f"{name}-{number}")
        except BaseException as error:  # noqa: BLE001  whatever it is, the test reports it
            failures.append(error)

    def read() -> None:
        try:
            while not done.is_set():
                quotes = store.quotes(QuoteFilter(), EVERYTHING).items
                if len(quotes) % QUOTES or store.coverage(None).quotes % QUOTES:
                    failures.append(f"a reader saw {len(quotes)} quotes")
        except BaseException as error:  # noqa: BLE001  whatever it is, the test reports it
            failures.append(error)

    writers = [threading.Thread(target=write, args=[name]) for name in "abcd"]
    readers = [threading.Thread(target=read) for _ in range(2)]
    for thread in (*writers, *readers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert failures == []
    assert_sound(store, postgres_address, {f"{name}-{number}" for name in "abcd" for number in range(15)})


def test_store_when_idle_connections_were_broken(store: PostgresStore, postgres: PostgresServer) -> None:
    """A connection that broke while nobody used it is replaced, and nobody notices: reading and writing go on."""
    write_article(store, "first")
    postgres.execute(BREAK)
    assert len(store.sources(EVERYTHING).items) == 1
    postgres.execute(BREAK)
    write_article(store, "second")
    assert len(store.sources(EVERYTHING).items) == 2


def test_store_when_a_connection_breaks_in_the_middle(store: PostgresStore, postgres: PostgresServer) -> None:
    """A transaction whose connection breaks is an error and leaves nothing; the next one works."""

    def cut_off() -> None:
        with store.writing() as writer:
            writer.audit("ingest", "x", NOW)
            postgres.execute(BREAK)
            writer.audit("ingest", "y", NOW)

    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        cut_off()
    write_article(store, "first")
    assert len(store.sources(EVERYTHING).items) == 1


def test_store_when_a_connection_breaks_while_it_commits(store: PostgresStore, postgres: PostgresServer) -> None:
    """Whoever cannot know whether a write landed is told so."""

    def cut_off() -> None:
        with store.writing() as writer:
            writer.add_verification(ANSWER)
            postgres.execute(BREAK)

    with pytest.raises(StoreUnavailable, match="while it confirmed a write"):
        cut_off()
    assert store.verification(ANSWER.id) is None


def test_store_when_a_statement_failed_and_was_passed_over(store: PostgresStore) -> None:
    """A transaction in which a statement failed is never taken for one that was kept."""

    def passed_over() -> None:
        with store.writing() as writer:
            writer.add_verification(ANSWER)
            with suppress(psycopg.IntegrityError):
                writer.add_verification(ANSWER)

    with pytest.raises(ValueError, match="nothing of it was kept"):
        passed_over()
    assert store.verification(ANSWER.id) is None


def test_store_when_another_process_writes(postgres_address: str) -> None:
    """A writer that waits longer than the limit is told that the store is busy; readers and answers go on."""
    with (
        closing(PostgresStore(f"{postgres_address}&options={SOON}")) as store,
        psycopg.connect(postgres_address) as other,
    ):
        other.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        with pytest.raises(StoreUnavailable, match="busy"):
            write_article(store, "first")
        assert store.sources(EVERYTHING).items == ()
        with store.writing() as writer:
            writer.add_verification(ANSWER)
        assert store.verification(ANSWER.id) == ANSWER
        other.rollback()
        write_article(store, "first")


def test_store_when_a_statement_takes_too_long(postgres_address: str) -> None:
    """A statement that is stuck is ended by the server, and whoever waits for it is told that the store is busy."""
    with (
        closing(PostgresStore(f"{postgres_address}&options={SOON}")) as store,
        psycopg.connect(postgres_address) as other,
    ):
        other.execute("LOCK TABLE sources")
        with pytest.raises(StoreUnavailable, match="busy"):
            store.source("s-1")


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


def test_store_when_the_disk_is_full(store: PostgresStore, postgres_address: str) -> None:
    """A write without space is StoreFull and leaves nothing; what was there stays and is read."""
    write_article(store, "first")
    with psycopg.connect(postgres_address, autocommit=True) as server:
        server.execute(
            """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
               'BEGIN RAISE EXCEPTION ''could not extend file'' USING ERRCODE = ''disk_full''; END';
               CREATE TRIGGER full_disk BEFORE INSERT ON digests EXECUTE FUNCTION full_disk()"""
        )
        try:
            with pytest.raises(StoreFull):
                write_article(store, "second")
        finally:
            server.execute("DROP TRIGGER full_disk ON digests; DROP FUNCTION full_disk")
    assert [source.id for source in store.sources(EVERYTHING).items] == ["first"]


def test_store_when_it_was_closed(store: PostgresStore) -> None:
    """A closed store says so, to readers and writers."""
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.last_change()
    with pytest.raises(StoreUnavailable, match="closed"):
        write_article(store, "first")


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


def test_store_when_the_database_keeps_no_utf8(postgres: PostgresServer) -> None:
    """A database of another encoding is refused: most of the world's names would not fit."""
    postgres.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    try:
        with pytest.raises(InvalidSetting, match="UTF-8"):
            PostgresStore(postgres.address("latin"))
    finally:
        postgres.execute("DROP DATABASE latin WITH (FORCE)")


def test_quotes_with_words_when_very_many_share_a_word(store: PostgresStore, postgres_address: str) -> None:
    """A word that more quotes have than a search scores finds nothing by itself; a rare one beside it is searched."""
    keep_sentences(store, "The budget of the heron.", "Another budget.", "Nothing else.")
    with psycopg.connect(postgres_address) as server:
        server.execute("UPDATE vocabulary SET documents = %s WHERE word = 'budget'", [ROWS_SCORED + 1])
        server.execute("UPDATE vocabulary_total SET documents = %s", [ROWS_SCORED * 9])
    assert store.quotes_with_words("budget", 10) == ()
    assert store.quotes_with_words("the budget of the heron", 10) == ("q-1",)


def test_quotes_with_words_when_compared_with_sqlite(store: PostgresStore, tmp_path: Path) -> None:
    """Both engines find the same quotes in the same order; a word that is repeated counts once."""
    sentences = [
        "A heron and many other birds on the lake in the morning.",
        "A heron and a duck.",
        "A heron and a heron and a heron.",
        "The duck left the lake, and the lake was quiet in the morning, quiet as never before.",
        "Quiet ducks.",
        *(f"Nothing {number} happened to bird {number % 3}." for number in range(30)),
    ]
    with closing(SqliteStore(tmp_path / "store.db")) as other:
        for each in (store, other):
            keep_sentences(each, *sentences)
            withdraw(each, "q-5")
        for asked in ("heron", "quiet lake", "a duck in the morning", "nothing happened to bird 2", *sentences):
            for limit in (1, 3, 50):
                assert store.quotes_with_words(asked, limit) == other.quotes_with_words(asked, limit) != (), asked


def test_quotes_with_words_when_counts_follow_withdrawals(store: PostgresStore, postgres_address: str) -> None:
    """What is counted of words is what is there, however quotes came and went."""
    keep_sentences(store, "The bridge held.", "The bridge fell.", "A heron came.")
    withdraw(store, "q-1")
    with psycopg.connect(postgres_address) as server:
        found = server.execute("SELECT word, documents FROM vocabulary WHERE word IN ('bridge', 'held', 'fell')")
        assert dict(found.fetchall()) == {"bridge": 1, "held": 0, "fell": 1}
        assert server.execute("SELECT documents, words FROM vocabulary_total").fetchall() == [(2, 6)]


def test_text_vector_when_words_are_very_long_or_very_many(store: PostgresStore) -> None:
    """Text of any length is kept and found: PostgreSQL's limits are met by leaving out what is beyond them."""
    long_word = "x" * 5_000
    many = " ".join(f"word{number}" for number in range(200_000))
    keep_sentences(store, f"{long_word} once.", many, "heron " * 20_000)
    assert store.quotes_with_words(long_word, 10) == ("q-1",)
    assert store.quotes_with_words("word7", 10) == ("q-2",)
    assert store.quotes_with_words("heron", 10) == ("q-3",)
    assert list(kept_words([long_word])) == ["x" * LONGEST_WORD]
    assert text_vector(["a", "b", "a"]) == "'a':1,3 'b':2"


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


def test_names_when_they_are_very_long(store: PostgresStore) -> None:
    """Names, aliases and publishers of any length are kept and looked up: no index refuses them."""
    long_name = "".join(chr(0x4E00 + number) for number in range(4_000))
    with store.writing() as writer:
        writer.add_source(Source("s-1", "0" * 64, publisher=long_name), "text")
        writer.add_speaker(Speaker("p-1", long_name))
        for _ in range(2):
            writer.add_alias("p-1", f"{long_name} again")
            writer.add_role("p-1", Role(long_name))
    (profile,) = store.speakers_named([long_name])
    assert (profile.speaker.name, len(profile.aliases), len(profile.roles)) == (long_name, 1, 1)
    assert store.quotes(QuoteFilter(publisher=long_name), EVERYTHING).items == ()
