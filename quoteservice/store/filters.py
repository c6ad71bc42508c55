"""Which quotes are asked for, as conditions of SQL."""

from __future__ import annotations

from typing import Any

from quoteservice.domain.quote import Order, QuoteFilter
from quoteservice.store.rows import case_key

# All that count as one of the speakers asked for.
SPEAKERS = "SELECT number FROM speakers WHERE kept IN (SELECT kept FROM speakers WHERE id = ANY(?))"

Condition = tuple[str, Any]


def conditions(which: QuoteFilter) -> tuple[str, list[Any]]:
    """An SQL condition over quotes q and its parameters; withdrawn quotes never fit."""
    asked = _set(
        ("q.form = ?", which.form.value if which.form else None),
        ("strpos(q.role_key, ?) > 0", case_key(which.role)),
        # Sets of numbers, which SQLite finds in its indexes and walks in order, so that a page costs its own rows:
        # asked for by join, it would read and sort every row that fits.
        (f"q.number IN (SELECT number FROM quotes WHERE speaker IN ({SPEAKERS}))", which.speaker_ids),
        ("q.number IN (SELECT number FROM quotes WHERE id = ANY(?))", which.quote_ids),
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


def listing_of(order: Order) -> str:
    """The name of the list of quotes in this order, for its cursors."""
    return "quotes" if order is Order.ARRIVED else f"quotes {order}"


def sequence(order: Order, after: int) -> tuple[str, str]:
    """The condition for quotes behind the one that is given as its one parameter, none if `after` is 0; the order.

    Neither a quote nor the day of its source ever changes, so that the number alone says where a page ended. Quotes of
    no day stand before all days.
    """
    backwards = order in (Order.LAST_ARRIVED, Order.LAST_PUBLISHED)
    way, beyond = ("DESC", "<") if backwards else ("ASC", ">")
    if order in (Order.ARRIVED, Order.LAST_ARRIVED):
        return (f"q.number {beyond} ?" if after else "TRUE"), f"q.number {way}"
    day = "coalesce(s.published_on, '')"
    last = """(SELECT coalesce(t.published_on, ''), o.number FROM quotes o JOIN sources t ON t.number = o.source
        WHERE o.number = ?)"""
    return (f"({day}, q.number) {beyond} {last}" if after else "TRUE"), f"{day} {way}, q.number {way}"


def _set(*asked: Condition) -> list[Condition]:
    return [each for each in asked if each[1] is not None]


def _joined(asked: list[Condition]) -> tuple[str, list[Any]]:
    return " AND ".join(text for text, _ in asked), [value for _, value in asked if value is not None]
