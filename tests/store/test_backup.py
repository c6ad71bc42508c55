"""Copies of a store: whole, sound, made while others write, and put back."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.errors import InvalidInput, StoreTooNew, StoreUnavailable
from quoteservice.store.backup import UNFINISHED, back_up, restore
from quoteservice.store.migrations import MIGRATIONS
from quoteservice.store.sqlite import SqliteStore
from tests.contracts.records import withdraw
from tests.store.articles import write_article


def ids(path: Path) -> list[str]:
    """The quotes of a store."""
    with closing(SqliteStore(path)) as store:
        return [quote.id for quote in store.quotes(QuoteFilter(), PageRequest(limit=10_000)).items]


def filled(path: Path, *names: str) -> None:
    """A store with an article of each name."""
    with closing(SqliteStore(path)) as store:
        for name in names:
            write_article(store, name)


def test_backup_when_it_is_put_back(tmp_path: Path) -> None:
    """What the copy holds is what the store held, and nothing that came later, the write-ahead log included."""
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    filled(path, "first", "second")
    before = ids(path)
    back_up(path, copy)
    with closing(SqliteStore(path)) as store:
        write_article(store, "third")
        withdraw(store, "first-1")
        assert (tmp_path / "store.db-wal").exists()
    restore(copy, path, replace=True)
    assert ids(path) == before
    filled(path, "fourth")
    assert len(ids(path)) == len(before) + 3
    assert not list(tmp_path.glob(f"*{UNFINISHED}"))


def test_backup_when_others_write(tmp_path: Path) -> None:
    """A copy that is made while others write holds whole articles, and writers are not kept waiting for it."""
    path = tmp_path / "store.db"
    filled(path, "begin")
    done = threading.Event()
    written: list[str] = []

    def write() -> None:
        with closing(SqliteStore(path)) as store:
            while not done.is_set():
                name = f"n{len(written)}"
                write_article(store, name)
                written.append(name)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(path, tmp_path / f"copy-{number}.db")
    finally:
        done.set()
        writer.join()
    assert written
    for number in range(5):
        names = [id_.rpartition("-")[0] for id_ in ids(tmp_path / f"copy-{number}.db")]
        assert names
        assert all(names.count(name) == 3 for name in set(names))


def test_backup_when_it_cannot_be_made(tmp_path: Path) -> None:
    """A file that is there stays as it is, and a store that is not there is not made."""
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    with pytest.raises(StoreUnavailable):
        back_up(path, copy)
    assert not path.exists()
    filled(path, "first")
    copy.write_text("mine")
    with pytest.raises(InvalidInput):
        back_up(path, copy)
    assert copy.read_text() == "mine"
    with pytest.raises((OSError, StoreUnavailable)):
        back_up(path, tmp_path / "nowhere" / "copy.db")


def test_restore_when_there_is_a_store(tmp_path: Path) -> None:
    """A store is replaced only by who says so."""
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    filled(path, "first")
    back_up(path, copy)
    filled(path, "second")
    with pytest.raises(InvalidInput, match="already"):
        restore(copy, path, replace=False)
    assert len(ids(path)) == 6
    restore(copy, tmp_path / "new" / "store.db", replace=False)
    assert len(ids(tmp_path / "new" / "store.db")) == 3


@pytest.mark.parametrize("content", [b"", b"no store", b"SQLite format 3\x00" + b"\x00" * 4_000])
def test_restore_when_the_copy_is_none(tmp_path: Path, content: bytes) -> None:
    """What is no store replaces none."""
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    filled(path, "first")
    copy.write_bytes(content)
    with pytest.raises(InvalidInput):
        restore(copy, path, replace=True)
    assert len(ids(path)) == 3


def test_restore_when_the_copy_is_damaged(tmp_path: Path) -> None:
    """A copy with a damaged block is refused."""
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    filled(path, "first", "second")
    back_up(path, copy)
    damaged = bytearray(copy.read_bytes())
    damaged[8_192:24_576] = b"\xff" * 16_384
    copy.write_bytes(damaged)
    with pytest.raises(InvalidInput):
        restore(copy, path, replace=True)
    assert len(ids(path)) == 6


def test_restore_when_a_later_release_made_the_copy(tmp_path: Path) -> None:
    """A copy of a later version is refused before anything is touched."""
    import sqlite3

    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    filled(path, "first")
    back_up(path, copy)
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreTooNew):
        restore(copy, path, replace=True)
    assert len(ids(path)) == 3
