"""Moves everything on record from one store to another: all of it, or nothing.

1. Tables that both engines have alike are copied row by row, with the numbers that rows refer to each other by.
2. Words and vectors, which each engine finds in its own way, are given to the other one.
3. What was read is counted again where it was written; only then is it committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from quoteservice.errors import InvalidSetting, StoreUnavailable
from quoteservice.store.rows import Row

# Each after those that it refers to.
TABLES = (
    "sources", "source_clusters", "speakers", "speaker_changes", "aliases", "roles", "speaker_words", "quotes",
    "source_quotes", "digests", "challenges", "verifications", "changes", "audit", "keys", "requests",
    "jobs",
)  # fmt: skip

WORDS = "SELECT number, coalesce(words, content) FROM quotes WHERE withdrawn = 0 ORDER BY number"
ENCODERS = "SELECT number, name FROM encoders ORDER BY number"
CHALLENGE_WORDS = "SELECT number, context FROM challenges ORDER BY number"


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """The vectors of one quote as they are kept, one a row; `live` is False if it was withdrawn.

    `encoder` and `renewed` are those of the tables; the target has numbers of its own for encoders.
    """

    quote: int
    live: bool
    vectors: NDArray[np.float16]
    encoder: int | None
    renewed: int | None


class Emptied(Protocol):
    """A store that is read from its beginning to its end, in one state."""

    def columns(self, table: str) -> tuple[str, ...]: ...
    def rows(self, query: str) -> Iterator[Row]: ...
    def vectors(self) -> Iterator[StoredVectors]: ...


class Filled(Protocol):
    """A new store that is filled, in one transaction; `finish` makes what has to be made from all that was loaded."""

    def count(self, table: str) -> int: ...
    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None: ...
    def load_words(self, rows: Iterable[Row]) -> None: ...
    def load_challenge_words(self, rows: Iterable[Row]) -> None: ...
    def load_encoders(self, rows: Iterable[Row]) -> None: ...
    def load_vectors(self, vectors: Iterable[StoredVectors]) -> None: ...
    def finish(self) -> None: ...


class Movable(Protocol):
    """A store that can be moved, and moved to."""

    def moving_out(self) -> AbstractContextManager[Emptied]: ...
    def moving_in(self) -> AbstractContextManager[Filled]: ...


class Counted:
    """Passes everything on, and knows how much it was."""

    def __init__(self, items: Iterable[Any]) -> None:
        self._items = items
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        for each in self._items:
            self.number += 1
            yield each


def move(source: Movable, target: Movable, told: Callable[[str], None]) -> None:
    """Fills `target`, which must be empty, from `source`; `told` hears what was moved.

    Raises InvalidSetting if the target is not empty, StoreUnavailable if it does not count what was read.
    """
    with source.moving_out() as there, target.moving_in() as here:
        _require_empty(here)
        for table in TABLES:
            columns = there.columns(table)
            listed = ", ".join(f'"{column}"' for column in columns)
            rows = Counted(there.rows(f'SELECT {listed} FROM "{table}"'))
            here.load(table, columns, rows)
            _require_equal(table, rows.number, here.count(table))
            told(f"{rows.number:,} {table.replace('_', ' ')}")
        here.load_words(there.rows(WORDS))
        here.load_challenge_words(there.rows(CHALLENGE_WORDS))
        here.load_encoders(there.rows(ENCODERS))
        vectors = Counted(there.vectors())
        here.load_vectors(vectors)
        _require_equal("quotes with vectors", vectors.number, here.count("quotes"))
        told(f"vectors of {vectors.number:,} quotes")
        here.finish()


def _require_empty(here: Filled) -> None:
    if any(here.count(table) for table in TABLES):
        raise InvalidSetting(
            "The store to move to is not empty", where="--to", remedy="Name a new file or an empty database."
        )


def _require_equal(what: str, read: int, written: int) -> None:
    if read != written:
        raise StoreUnavailable(
            f"Of {read:,} {what} {written:,} arrived, so nothing was moved", remedy="Try again, and report it."
        )
