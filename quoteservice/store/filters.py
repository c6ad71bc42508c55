"""Which quotes are asked for, as conditions of SQL."""

from __future__ import annotations

import json
from typing import Any

from quoteservice.domain.quote import QuoteFilter
from quoteservice.store.rows import case_key

SPEAKERS = "SELECT number FROM speakers WHERE id IN (SELECT value FROM json_each(?))"


def conditions(which: QuoteFilter) -> tuple[str, list[Any]]:
    """An SQL condition over quotes q and sources s, and its parameters; withdrawn quotes never fit."""
    # Sets of numbers, which SQLite walks in order: a page by one speaker costs its own rows, not a scan of the store.
    asked: list[tuple[str, Any]] = [
        (f"q.number IN (SELECT number FROM quotes WHERE speaker IN ({SPEAKERS}))", _json(which.speaker_ids)),
        (
            "q.number IN (SELECT number FROM quotes WHERE id IN (SELECT value FROM json_each(?)))",
            _json(which.quote_ids),
        ),
        (
            "q.number IN (SELECT number FROM quotes WHERE source = (SELECT number FROM sources WHERE id = ?))",
            which.source_id,
        ),
        ("q.form = ?", which.form.value if which.form else None),
        ("instr(q.role_key, ?) > 0", case_key(which.role)),
        ("s.publisher_key = ?", case_key(which.publisher)),
        ("s.published_on >= ?", which.published_from.isoformat() if which.published_from else None),
        ("s.published_on <= ?", which.published_to.isoformat() if which.published_to else None),
    ]
    used = [(condition, value) for condition, value in asked if value is not None]
    return " AND ".join(["q.withdrawn = 0", *(condition for condition, _ in used)]), [value for _, value in used]


def _json(ids: tuple[str, ...] | None) -> str | None:
    return None if ids is None else json.dumps(ids)
