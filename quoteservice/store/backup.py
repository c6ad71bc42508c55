"""Copies of a SQLite store, made while it is used, and put back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from quoteservice.errors import InvalidInput, StoreTooNew, StoreUnavailable
from quoteservice.store.connections import translating
from quoteservice.store.migrations import MIGRATIONS

# Pages of 4 kB that are copied before others may write again: 4 MB, a few milliseconds.
PAGES_AT_ONCE = 1_000

# What a copy is called until it is whole.
UNFINISHED = ".unfinished"


def back_up(store: Path, to: Path) -> None:
    """Copies the store to the file `to`, whole and sound or not at all, while others read and write.

    Raises InvalidInput if `to` exists, StoreUnavailable if there is no store or the copy cannot be written.
    """
    if to.exists():
        raise InvalidInput("There is a file of that name", where=str(to), remedy="Name another one, or remove it.")
    if not store.exists():
        raise StoreUnavailable("There is no store", where=str(store), remedy="See that QUOTESERVICE_STORE names it.")
    _copied(store, to)


def restore(copy: Path, store: Path, *, replace: bool) -> None:
    """Makes the store what the copy holds; the service must not run meanwhile.

    Raises InvalidInput if the copy is no sound store, or if there is a store already and it is not to be replaced;
    StoreTooNew if a later release made the copy.
    """
    if not copy.is_file():
        raise InvalidInput("There is no such file", where=str(copy), remedy="Name one that backup made.")
    if store.exists() and not replace:
        raise InvalidInput("There is a store already", where=str(store), remedy="Add --replace, or move it away.")
    _require_store(copy)
    store.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _copied(copy, store, finish=False)
    # What the old store had not yet written to its main file would otherwise be added to the new one.
    for beside in ("-wal", "-shm"):
        store.with_name(store.name + beside).unlink(missing_ok=True)
    os.replace(unfinished, store)


def _copied(source: Path, to: Path, *, finish: bool = True) -> Path:
    unfinished = to.with_name(to.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)
    try:
        with (
            translating(),
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True)) as origin,
            closing(sqlite3.connect(unfinished)) as target,
        ):
            origin.backup(target, pages=PAGES_AT_ONCE)
            # One file, with nothing beside it.
            target.execute("PRAGMA journal_mode = DELETE")
            if target.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise StoreUnavailable("The copy is not sound", where=str(source), remedy="Check disk and store.")
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        if finish:
            os.replace(unfinished, to)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def _require_store(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            sound = opened.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            (version,) = opened.execute("PRAGMA user_version").fetchone()
            tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        sound, version, tables = False, 0, set()
    if version > len(MIGRATIONS):
        raise StoreTooNew(
            f"The copy has version {version}, this service knows {len(MIGRATIONS)}",
            where=str(copy),
            remedy="Use the release that made it, or a later one.",
        )
    if not sound or not {"sources", "quotes"} <= tables:
        raise InvalidInput("This is no sound copy of a store", where=str(copy), remedy="Name one that backup made.")
