"""Frozen values to JSON and back, by the types of their fields."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: Any) -> str:
    """`value`, a dataclass, as JSON without spaces."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The value of class `kind` that to_json was given; a field that is not in the text takes its default."""
    value: T = _built(kind, json.loads(text))
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _built(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if plain is None else _built(_without_none(kind), plain)
    if origin is tuple:
        return tuple(_built(get_args(kind)[0], each) for each in plain)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _built(hints[name], each) for name, each in plain.items() if name in hints})
    if kind in (date, datetime):
        return kind.fromisoformat(plain)
    # float, because JSON writes 1.0 and 1 alike in other hands; str, int, bool and enums take the value as it is.
    return kind(plain)


def _without_none(kind: Any) -> Any:
    (rest,) = (each for each in get_args(kind) if each is not NoneType)
    return rest


@lru_cache(maxsize=64)  # a few classes make up an answer; without it the hints of each are evaluated for every value
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
