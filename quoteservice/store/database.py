"""What the shared SQL runs on: one connection of either engine, inside an open transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Rows(Protocol):
    """What a statement gives; `rowcount` is how many rows it changed."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """SQL that both engines understand: PostgreSQL's, in the part that SQLite has too.

    `?` stands for a value, `= ANY(?)` for a list of them; texts are compared byte by byte. `inserted` gives the number
    of the new row; `insert_all` skips rows that are there already.
    """

    def execute(self, query: str, values: Sequence[Any] = ()) -> Rows: ...
    def inserted(self, table: str, row: Mapping[str, Any]) -> int: ...
    def insert_all(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None: ...


class Tables(ABC):
    """Where the shared SQL finds its connections."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Database]:
        """A connection that sees one state of the store until the block ends."""

    def _newest(self) -> AbstractContextManager[Database]:
        """The same, of all that any process has written; an engine with replicas has to ask the primary."""
        return self._reading()

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Database]:
        """A connection whose writes land together at the end of the block; an exception leaves nothing of them."""
