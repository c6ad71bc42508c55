"""What holds of the SQLite store as a file: several processes, kills, full disks, damage."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.errors import StoreFull, StoreUnavailable
from quoteservice.store.connections import SqliteDatabase
from quoteservice.store.sqlite import SqliteStore
from quoteservice.store.writer import ANSWERS_BEFORE
from tests.store.articles import QUOTES, write_article

EVERYTHING = PageRequest(limit=1_000_000)

# Seconds that a writer waits for others: whoever wins the lock is chance, and a busy machine writes slowly.
PATIENCE = 120


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    made = SqliteStore(path, busy_seconds=PATIENCE)
    yield made
    made.close()


def writer_process(path: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process that writes articles and prints the id of each one acknowledged."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.articles", f"sqlite:///{path}", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def assert_sound(path: Path, acknowledged: set[str]) -> None:
    """Everything acknowledged is on record, every article has all its quotes, and no table contradicts another."""
    with closing(SqliteStore(path)) as store:
        kept = {source.id for source in store.sources(EVERYTHING).items}
        assert acknowledged <= kept
        for source_id in kept:
            assert len(store.quotes(QuoteFilter(source_id=source_id), EVERYTHING).items) == QUOTES
        assert store.coverage(None).quotes == len(kept) * QUOTES
        assert [change.vectors is None for change in store.vector_changes(0)] == [False] * len(kept) * QUOTES
        assert len(store.quotes_with_words("perhaps", 1_000_000)) == len(kept)
        assert [profile.quotes for profile in store.speakers_named(["quill"])] == [len(kept) * QUOTES][: len(kept)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO quote_words (quote_words) VALUES ('integrity-check')")


def test_store_when_its_process_is_killed_between_any_two_instructions(path: Path) -> None:
    """After kill -9 at any moment of a write load everything acknowledged is there and nothing half is."""
    acknowledged: set[str] = set()
    moment = random.Random(2)
    for life in range(6):
        with writer_process(path, f"life{life}", "100000") as process:
            assert process.stdout is not None
            for _ in range(moment.randint(1, 40)):
                acknowledged.add(process.stdout.readline().strip())
            time.sleep(moment.uniform(0, 0.01))
            process.send_signal(signal.SIGKILL)
            # What was printed before the kill counts too; the last line may have been cut short.
            acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
        assert process.returncode == -signal.SIGKILL
        assert_sound(path, acknowledged)
    assert len(acknowledged) >= 6


def test_store_when_its_process_is_killed_inside_a_transaction(path: Path) -> None:
    """Of a transaction that was cut off nothing is left, and the next process goes on writing."""
    for life in range(2):
        with writer_process(path, f"life{life}", "10", "4") as process:
            assert process.stdout is not None
            assert process.stdout.read().split() == [f"life{life}-{number}" for number in range(4)]
        assert process.returncode == -signal.SIGKILL
        assert_sound(path, {f"life{life}-{number}" for number in range(4)})
    with closing(SqliteStore(path)) as store:
        assert len(store.sources(EVERYTHING).items) == 8


def test_store_when_processes_write_at_once(path: Path) -> None:
    """Every article of every process is on record, and the speaker whom all look for was added once."""
    processes = [writer_process(path, name, "40") for name in ("north", "south", "west")]
    for process in processes:
        assert process.communicate(timeout=60)[0].count("\n") == 40
    assert [process.returncode for process in processes] == [0, 0, 0]
    ids = {f"{name}-{number}" for name in ("north", "south", "west") for number in range(40)}
    assert_sound(path, ids)
    with closing(SqliteStore(path)) as store:
        assert {source.id for source in store.sources(EVERYTHING).items} == ids


def test_store_when_threads_write_and_read_at_once(store: SqliteStore, path: Path) -> None:
    """Every article of every thread is on record; readers meanwhile never see a part of one, nor an error."""
    done = threading.Event()
    failures: list[BaseException | str] = []

    def write(name: str) -> None:
        try:
            for number in range(25):
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

    writers = [threading.Thread(target=write, args=[name]) for name in "abcdef"]
    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in (*writers, *readers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert failures == []
    assert_sound(path, {f"{name}-{number}" for name in "abcdef" for number in range(25)})


def test_store_when_it_is_full(store: SqliteStore, path: Path) -> None:
    """A write without space is StoreFull and leaves nothing; what was there stays and is read; space makes it go on."""
    write_article(store, "first")
    with store._connections.outside_transaction() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 10}")
    acknowledged = {"first"}

    def fill() -> None:
        for number in range(10_000):
            write_article(store, f"more-{number}")
            acknowledged.add(f"more-{number}")

    with pytest.raises(StoreFull):
        fill()
    assert len(acknowledged) > 1
    assert {source.id for source in store.sources(EVERYTHING).items} == acknowledged
    # The connection that met the error was closed; the next one has no such limit, as after space was freed.
    write_article(store, "last")
    assert_sound(path, acknowledged | {"last"})


def test_store_when_another_process_holds_it(path: Path) -> None:
    """A writer that waits longer than the limit is told that the store is busy; readers go on."""
    with closing(SqliteStore(path, busy_seconds=0.05)) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="busy"):
            write_article(store, "first")
        assert store.sources(EVERYTHING).items == ()
        other.rollback()
        write_article(store, "first")
        assert len(store.sources(EVERYTHING).items) == 1


def test_store_when_a_transaction_is_opened_inside_another(store: SqliteStore) -> None:
    """A thread that has a transaction open cannot open a second: it would wait for itself."""

    def nested() -> None:
        with store.writing(), store.writing():
            pass

    with pytest.raises(RuntimeError, match="already open"):
        nested()
    write_article(store, "first")


def test_store_when_it_was_closed(path: Path) -> None:
    """A closed store says so, to readers and writers."""
    store = SqliteStore(path)
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.last_change()
    with pytest.raises(StoreUnavailable, match="closed"):
        write_article(store, "first")


def test_store_when_its_folder_is_missing(tmp_path: Path) -> None:
    """The folder of a new store is made."""
    with closing(SqliteStore(tmp_path / "a" / "b" / "store.db")) as store:
        assert store.last_change() == 0


def test_store_when_its_folder_cannot_be_made(tmp_path: Path) -> None:
    """A path that leads through a file is StoreUnavailable."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailable):
        SqliteStore(tmp_path / "file" / "store.db")


def test_store_when_the_path_is_a_folder(tmp_path: Path) -> None:
    """A path that is a folder is StoreUnavailable."""
    with pytest.raises(StoreUnavailable):
        SqliteStore(tmp_path)


def test_store_when_the_file_is_no_store(path: Path) -> None:
    """A file of something else is StoreUnavailable, and stays as it was."""
    path.write_bytes(b"a letter to the editor " * 1_000)
    with pytest.raises(StoreUnavailable):
        SqliteStore(path)
    assert path.read_bytes() == b"a letter to the editor " * 1_000


def test_store_when_the_file_is_damaged(path: Path) -> None:
    """A file whose pages are overwritten is StoreUnavailable."""
    with closing(SqliteStore(path)) as store:
        for number in range(50):
            write_article(store, f"a-{number}")
    kept = path.read_bytes()
    path.write_bytes(kept[:4096] + b"\xff" * (len(kept) - 4096))

    def use() -> None:
        with closing(SqliteStore(path)) as store:
            store.quotes(QuoteFilter(), EVERYTHING)

    with pytest.raises(StoreUnavailable):
        use()


def test_connections_when_opened(store: SqliteStore) -> None:
    """Every connection waits for the disk at each commit, keeps references whole, and lets readers pass writers."""
    with store._connections.outside_transaction() as db:
        settings = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        assert settings == {"journal_mode": "wal", "synchronous": 2}
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_withdraw_quote_when_done(store: SqliteStore, path: Path) -> None:
    """A withdrawal is a line of the audit trail with its moment; one that changed nothing is none."""
    write_article(store, "first")
    moment = datetime(2021, 5, 6, 7, 8, tzinfo=UTC)
    for _ in range(2):
        with store.writing() as writer:
            writer.withdraw_quote("first-0", moment)
    with closing(sqlite3.connect(path)) as connection:
        lines = connection.execute("SELECT action, subject, at FROM audit").fetchall()
    assert lines == [("withdraw quote", "first-0", moment.isoformat())]


def test_vectors_with_ids_when_many_are_on_record(store: SqliteStore) -> None:
    """The vectors of a quote are looked up, and those of all others of its encoder are not walked over."""
    for number in range(40):
        write_article(store, f"a-{number}")
    steps: list[int] = []
    with store._reading() as db:
        assert isinstance(db, SqliteDatabase)
        db.conn.set_progress_handler(lambda: steps.append(100) and None, 100)
    assert store.vectors_with_ids(["a-20-1"], "words").keys() == {"a-20-1"}
    assert sum(steps) <= 300


def test_erase_verifications_when_many_are_kept(store: SqliteStore, path: Path) -> None:
    """The answers whose time is over are found by their time: with each answer that is kept they are looked for."""
    with closing(sqlite3.connect(path)) as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN {ANSWERS_BEFORE}", ["2020-01-01"]).fetchall()
    assert [step[3] for step in plan] == ["SEARCH verifications USING INDEX verifications_checked_at (checked_at<?)"]
