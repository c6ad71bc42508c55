"""The floors below which no measure may fall."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quoteservice.errors import InvalidInput

AT_LEAST = "at_least"
AT_MOST = "at_most"


def floors(file: Path) -> dict[str, dict[str, float]]:
    """The floors in a file: dotted path of a measure -> `at_least` or `at_most` and a number.

    Raises InvalidInput if the file has none.
    """
    found = json.loads(file.read_text(encoding="utf-8"))
    if not found:
        raise InvalidInput("There are no floors", where=str(file), remedy="A gate without floors lets all through.")
    return dict(found)


def breaches(results: Mapping[str, Any], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """One sentence for each floor that is not held; a measure that is missing does not hold its floor."""
    return [line for path, limits in sorted(floors.items()) for line in _breaches(results, path, limits)]


def _breaches(results: Mapping[str, Any], path: str, limits: Mapping[str, float]) -> Iterator[str]:
    value = _at(results, path)
    if not isinstance(value, int | float):
        yield f"{path} was not measured"
        return
    if AT_LEAST in limits and value < limits[AT_LEAST]:
        yield f"{path} is {value}, below {limits[AT_LEAST]}"
    if AT_MOST in limits and value > limits[AT_MOST]:
        yield f"{path} is {value}, above {limits[AT_MOST]}"


def _at(results: Mapping[str, Any], path: str) -> Any:
    value: Any = results
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
