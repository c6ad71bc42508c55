"""How the tables of a store come to their newest version."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from quoteservice.domain.access import Key, Scope
from quoteservice.domain.job import Job, JobKind, Work
from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.domain.speaker import Speaker
from quoteservice.errors import StoreTooNew
from quoteservice.store.migrations import MIGRATIONS, migrate, statements_of
from quoteservice.store.sqlite import SqliteStore
from tests.contracts.records import withdraw
from tests.store.articles import write_article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "store.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """An empty file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield Database(connection)


def version(db: Database) -> int:
    """The version that the file says it has."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_migrate_when_the_file_is_new(db: Database) -> None:
    """A new file gets every table and the newest version."""
    migrate(db)
    assert version(db) == len(MIGRATIONS)
    assert {"sources", "speakers", "quotes", "vectors", "verifications", "changes", "audit"} <= set(db.table_names())


def test_migrate_when_the_store_is_reopened(path: Path) -> None:
    """A store that is opened again has what it had."""
    with closing(SqliteStore(path)) as store:
        write_article(store, "first")
        quote = store.quote("first-1")
    with closing(SqliteStore(path)) as store:
        assert store.quote("first-1") == quote
        assert store.last_change() == 3


def test_migrate_when_a_later_release_wrote_the_file(path: Path) -> None:
    """A store of a later version is refused and left as it is."""
    SqliteStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreTooNew):
        SqliteStore(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)


# What leads from the version after each step back to the one before it.
BACK = {
    2: "DROP TABLE source_quotes;",
    3: "DROP TABLE speaker_changes; DROP INDEX speakers_kept; ALTER TABLE speakers DROP COLUMN kept;"
    "ALTER TABLE speakers DROP COLUMN merged_into;",
    4: "DROP TABLE source_clusters;",
    5: "DROP TABLE challenges; DROP TABLE challenge_words;",
    6: "DROP TABLE keys;",
    7: "DROP TABLE requests;",
    8: "DROP INDEX verifications_checked_at;",
    9: "DROP TABLE revision;",
    10: "DROP TABLE jobs;",
    11: "DROP INDEX changes_told; DROP INDEX vectors_encoder; DROP TABLE encoders;"
    "ALTER TABLE vectors DROP COLUMN renewed; ALTER TABLE vectors DROP COLUMN encoder;",
}


def back_to(path: Path, wanted: int) -> None:
    """Makes the store one that a release of version `wanted` left."""
    steps = "".join(BACK[each] for each in range(len(MIGRATIONS), wanted, -1))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{steps} PRAGMA user_version = {wanted}")


def test_migrate_when_nobody_was_merged_yet(path: Path) -> None:
    """Everybody in a store of version 2 counts as themselves, and can be merged."""
    with closing(SqliteStore(path)) as store:
        write_article(store, "first")
        with store.writing() as writer:
            writer.add_speaker(Speaker("p-other", "Martha Quill"))
        before = [store.speaker(id_) for id_ in ("p-first", "p-other")]
    back_to(path, 2)
    with closing(SqliteStore(path)) as store:
        assert [store.speaker(id_) for id_ in ("p-first", "p-other")] == before
        with store.writing() as writer:
            writer.link_speaker("p-first", "p-other")
        merged = store.speaker("p-first")
        assert merged is not None
        assert (merged.speaker.id, merged.quotes) == ("p-other", 3)


def test_migrate_when_the_store_counted_no_sources_yet(path: Path) -> None:
    """A store of version 1 gets its counts from the quotes that it holds, those withdrawn aside."""
    with closing(SqliteStore(path)) as store:
        for name in ("first", "second", "third"):
            write_article(store, name)
        for number in range(3):
            withdraw(store, f"second-{number}")
        withdraw(store, "third-1")
        coverage = store.coverage(None)
    back_to(path, 1)
    with closing(SqliteStore(path)) as store:
        assert store.coverage(None) == coverage == store.coverage(["p-first"])
        assert (coverage.quotes, coverage.sources) == (5, 2)
        withdraw(store, "third-2")
        assert store.coverage(None).quotes == 4


@pytest.mark.parametrize("earlier", range(1, len(MIGRATIONS)))
def test_migrate_when_an_earlier_release_wrote_the_store(path: Path, earlier: int) -> None:
    """A store of each earlier version keeps its record, has every table of a new one, and can be written and read."""
    with closing(SqliteStore(path)) as store:
        for name in ("first", "second"):
            write_article(store, name)
        withdraw(store, "second-1")
        before = reading(store)
    back_to(path, earlier)
    with closing(SqliteStore(path)) as store:
        assert reading(store) == before
        write_article(store, "third")
        assert len(store.quotes(QuoteFilter(), PageRequest()).items) == 8
        key = Key("k", "a desk", (Scope.READ,), datetime(2024, 5, 6, tzinfo=UTC))
        store.add_key(key, "digest")
        assert store.key_with_digest("digest") == key
        assert store.add_job(Job("j", JobKind.CHECK, None, key.made_at), Work(JobKind.CHECK), most=1)
        # Who made the vectors of before is not known; those of now are found at once.
        assert store.unrenewed("words", 9) == ("first-0", "first-1", "first-2", "second-0", "second-2")
        assert store.vectors_with_ids(["first-0", "third-0"], "words").keys() == {"third-0"}
    with closing(sqlite3.connect(path)) as upgraded, closing(sqlite3.connect(path.with_name("new.db"))) as new:
        migrate(Database(new))
        assert tables(upgraded) == tables(new)


def reading(store: SqliteStore) -> tuple[Any, ...]:
    """What a reader of the record sees."""
    page = PageRequest()
    speakers = store.speakers(page)
    return (
        store.sources(page), store.quotes(QuoteFilter(), page), speakers, store.coverage(None), store.changes(0, 99),
        store.coverage([each.speaker.id for each in speakers.items]), store.quotes_with_words("yes perhaps", 10),
        tuple(store.speaker(each.speaker.id) for each in speakers.items),
    )  # fmt: skip


def tables(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """The columns of every table and index, in no order: those that were added stand last."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")]
    return {name: sorted(row[1:4] for row in connection.execute(f"PRAGMA table_info('{name}')")) for name in names}


def test_migrate_when_steps_are_added(db: Database) -> None:
    """A store takes the steps that it lacks, in their order, and those alone."""
    first = "CREATE TABLE a (x); INSERT INTO a VALUES (1)"
    migrate(db, [first])
    migrate(db, [first, "INSERT INTO a VALUES (2)", "INSERT INTO a SELECT max(x) + 1 FROM a"])
    assert db.execute("SELECT x FROM a").fetchall() == [(1,), (2,), (3,)]
    assert version(db) == 3


def test_migrate_when_a_step_fails(db: Database) -> None:
    """A step lands whole or not at all: the store keeps the version before it and can try again."""
    first = "CREATE TABLE a (x)"
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, [first, "CREATE TABLE b (x); INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1)"])
    assert version(db) == 1
    assert db.table_names() == ["a"]
    assert db.execute("SELECT count(*) FROM a").fetchone() == (0,)
    migrate(db, [first, "CREATE TABLE b (x)"])
    assert db.table_names() == ["a", "b"]


def test_migrate_when_several_start_at_once(path: Path) -> None:
    """A new store may be opened by many at the same moment; each finds it ready."""
    failures: list[BaseException] = []
    start = threading.Barrier(8)

    def open_store() -> None:
        try:
            start.wait()
            with closing(SqliteStore(path)) as store:
                store.last_change()
        except BaseException as error:  # noqa: BLE001  whatever it is, the test reports it
            failures.append(error)

    threads = [threading.Thread(target=open_store) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_statements_of_when_comments_stand_among_them() -> None:
    """A script is cut at its semicolons, comments aside."""
    script = "CREATE TABLE a (\n  x,  -- first; of two\n  y\n);\n-- nothing\n\nDROP TABLE a;\n"
    assert [" ".join(each.split()) for each in statements_of(script)] == ["CREATE TABLE a ( x, y )", "DROP TABLE a"]
