"""What holds of the PostgreSQL store as a server: several processes, broken connections, limits."""

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

from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.errors import StoreFull, StoreUnavailable
from quoteservice.store.asked import ROWS_SCORED
from quoteservice.store.postgres import WRITERS_LOCK, PostgresStore
from tests.contracts.records import NOW
from tests.contracts.test_store_verifications import ANSWER
from tests.postgres import PostgresServer
from tests.store.articles import QUOTES, write_article

EVERYTHING = PageRequest(limit=1_000_000)

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
