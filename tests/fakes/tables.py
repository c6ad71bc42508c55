"""What the tables of a store in memory refuse, as those of a database do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TypeVar

from quoteservice.errors import UnreadableText

T = TypeVar("T")


def add(table: dict[str, T], id_: str, item: T) -> None:
    if id_ in table:
        raise ValueError(f"{id_!r} is on record")
    table[id_] = item


def known(table: dict[str, T], id_: str) -> T:
    if id_ not in table:
        raise ValueError(f"{id_!r} is not on record")
    return table[id_]


def readable(*values: object) -> None:
    for value in values:
        if any(0xD800 <= ord(each) <= 0xDFFF for each in _characters(value)):
            raise UnreadableText("The text has half of a surrogate pair", remedy="Send well-formed Unicode.")


def _characters(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value
    elif isinstance(value, tuple):
        for each in value:
            yield from _characters(each)
    elif hasattr(value, "__dataclass_fields__"):
        for each in fields(value):  # type: ignore[arg-type]
            yield from _characters(getattr(value, each.name))
