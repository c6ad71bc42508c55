"""Which quotes are asked for, as conditions of SQL."""

from __future__ import annotations

import json
from typing import Any

from quoteservice.domain.quote import QuoteFilter
from quoteservice.store.rows import case_key

# All that count as one of the speakers asked for.
SPEAKERS = """SELECT number FROM speakers
    WHERE kept IN (SELECT kept FROM speakers WHERE id IN (SELECT value FROM json_each(?)))"""

Condition = tuple[str, Any]


def conditions(which: QuoteFilter) -> tuple[str, list[Any]]:
    """An SQL condition over quotes q and its parameters; withdrawn quotes never fit."""
    asked = _set(
        ("q.form = ?", which.form.value if which.form else None),
        ("instr(q.role_key, ?) > 0", case_key(which.role)),
        # Sets of numbers, which SQLite finds in its indexes and walks in order, so that a page costs its own rows:
        # asked for by join, it would read and sort every row that fits.
        (f"q.number IN (SELECT number FROM quotes WHERE speaker IN ({SPEAKERS}))", _json(which.speaker_ids)),
        (
            "q.number IN (SELECT number FROM quotes WHERE id IN (SELECT value FROM json_each(?)))",
            _json(which.quote_ids),
        ),
    )
    of_source = _set(
        ("id = ?", which.source_id),
        ("publisher_key = ?", case_key(which.publisher)),
        ("published_on >= ?", which.published_from.isoformat() if which.published_from else None),
        ("published_on <= ?", which.published_to.isoformat() if which.published_to else None),
    )
    text, values = _joined([("q.withdrawn = 0", None), *asked])
    if of_source:
        sources, more = _joined(of_source)
        text += (
            f" AND q.number IN (SELECT number FROM quotes WHERE source IN (SELECT number FROM sources WHERE {sources}))"
        )
        values += more
    return text, values


def _set(*asked: Condition) -> list[Condition]:
    return [each for each in asked if each[1] is not None]


def _joined(asked: list[Condition]) -> tuple[str, list[Any]]:
    return " AND ".join(text for text, _ in asked), [value for _, value in asked if value is not None]


def _json(ids: tuple[str, ...] | None) -> str | None:
    return None if ids is None else json.dumps(ids)
