"""Reads JSON into the values of `answers`, by their types alone."""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Answer = TypeVar("Answer")


def read(kind: type[Answer], value: Any) -> Answer:
    """`value` as a `kind`. Fields that a later service added are passed over; ValueError says what does not fit."""
    return cast(Answer, _read(kind, value))


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(next(each for each in get_args(kind) if each is not type(None)), value)
    if origin is tuple:
        return _items(get_args(kind), value)
    if is_dataclass(kind):
        return _fields(kind, value)
    if kind in (date, datetime) or issubclass(kind, Enum):
        made = kind.fromisoformat if kind in (date, datetime) else kind
        return made(_plain(str, value))
    return _plain(kind, value)


def _items(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    items = _plain(list, value)
    if kinds[1:] == (...,):
        return tuple(_read(kinds[0], item) for item in items)
    return tuple(_read(each, item) for each, item in zip(kinds, items, strict=True))


def _fields(kind: Any, value: Any) -> Any:
    given = _plain(dict, value)
    found = {}
    for each in fields(kind):
        name = each.metadata.get("name", each.name)
        if name in given:
            found[each.name] = _read(_hints(kind)[each.name], given[name])
        elif _required(each):
            raise ValueError(f"{kind.__name__} has no `{name}`")
    return kind(**found)


def _plain(kind: Any, value: Any) -> Any:
    # JSON writes 1.0 as 1 where it likes; true is no number.
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of type {kind.__name__}")
    return value


def _required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
