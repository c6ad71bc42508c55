"""What the shared SQL runs on: one connection of either engine, inside an open transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol


class Rows(Protocol):
    """What a statement gives."""

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """SQL that both engines understand: PostgreSQL's, in the part that SQLite has too.

    `?` stands for a value, `= ANY(?)` for a list of them; texts are compared byte by byte. `inserted` gives the number
    of the new row.
    """

    def execute(self, query: str, values: Sequence[Any] = ()) -> Rows: ...
    def inserted(self, table: str, row: Mapping[str, Any]) -> int: ...
