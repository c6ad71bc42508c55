"""How every QuoteStore orders quotes, and tells what came and went."""

from __future__ import annotations

from datetime import date

import pytest

from quoteservice.domain.quote import Form, Order, PageRequest, QuoteFilter, RecordAction
from quoteservice.errors import InvalidCursor
from quoteservice.ports import Store
from tests.contracts.records import OKAFOR, keep_quote, keep_source, keep_speakers, source_of, statement_of, withdraw

DAYS = {"a": date(2021, 5, 3), "b": None, "c": date(2020, 1, 1), "d": date(2021, 5, 3), "e": date(2022, 2, 2)}
ORDERS = {
    Order.ARRIVED: "abcde",
    Order.LAST_ARRIVED: "edcba",
    Order.PUBLISHED: "bcade",
    Order.LAST_PUBLISHED: "edacb",
}


def keep(store: Store, name: str, day: date | None) -> None:
    """Puts one quote of that name on record, of a source of that day."""
    text = f"The {name} was repaired."
    source = source_of(text, f"s-{name}", published_on=day)
    keep_source(store, source, text)
    keep_quote(store, name, statement_of(text, text), source, OKAFOR)


@pytest.fixture
def five(store: Store) -> Store:
    """A store with five quotes, of which two share a day and one has none."""
    keep_speakers(store, OKAFOR)
    for name, day in DAYS.items():
        keep(store, name, day)
    return store


def listed(store: Store, order: Order, limit: int, **which: object) -> str:
    """The names of all quotes, page by page."""
    names, cursor = "", None
    while True:
        page = store.quotes(QuoteFilter(**which), PageRequest(cursor, limit, order))  # type: ignore[arg-type]
        names += "".join(quote.id for quote in page.items)
        cursor = page.next
        if cursor is None:
            return names


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 9])
def test_quotes_when_ordered(five: Store, order: Order, limit: int) -> None:
    """The order holds over all pages, whatever their size; within a day it is that of arrival."""
    expected = ORDERS[order]
    assert listed(five, order, limit) == expected
    withdraw(five, "d")
    assert listed(five, order, limit) == expected.replace("d", "")
    assert listed(five, order, limit, published_from=date(2021, 1, 1)) == "".join(
        each for each in expected if each in "ae"
    )
    assert listed(five, order, limit, form=Form.INDIRECT) == ""


@pytest.mark.parametrize("order", Order)
def test_cursor_when_quotes_arrive(five: Store, order: Order) -> None:
    """A page goes on behind the one before it, nothing twice and nothing left out, although quotes arrived and went."""
    first = five.quotes(QuoteFilter(), PageRequest(None, 2, order))
    keep(five, "y", date(2019, 1, 1))
    keep(five, "z", date(2023, 1, 1))
    withdraw(five, first.items[-1].id)
    rest, cursor = "", first.next
    while cursor:
        page = five.quotes(QuoteFilter(), PageRequest(cursor, 2, order))
        rest += "".join(quote.id for quote in page.items)
        cursor = page.next
    assert rest.replace("y", "").replace("z", "") == ORDERS[order][2:]
    assert len(set(rest)) == len(rest)


def test_cursor_when_the_order_is_another(five: Store) -> None:
    """A cursor names a place in one order; another one refuses it."""
    cursor = five.quotes(QuoteFilter(), PageRequest(None, 2, Order.PUBLISHED)).next
    for order in (Order.ARRIVED, Order.LAST_ARRIVED, Order.LAST_PUBLISHED):
        with pytest.raises(InvalidCursor):
            five.quotes(QuoteFilter(), PageRequest(cursor, 2, order))


def test_changes_when_quotes_come_and_go(five: Store) -> None:
    """Each quote that came or was withdrawn is one step, oldest first, with whose it is and what printed it."""
    withdraw(five, "b")
    steps = five.changes(0, 100)
    assert [(step.action, step.quote_id) for step in steps] == [
        *((RecordAction.ADD, name) for name in "abcde"),
        (RecordAction.WITHDRAW, "b"),
    ]
    assert {(step.speaker_id, step.source_id) for step in steps} == {(OKAFOR.id, f"s-{name}") for name in "abcde"}
    assert [step.sequence for step in steps] == sorted({step.sequence for step in steps})
    assert steps[-1].sequence == five.last_change()


def test_changes_when_asked_in_pieces(five: Store) -> None:
    """What comes after a step is what a client has not seen."""
    first = five.changes(0, 2)
    assert len(first) == 2
    assert (*first, *five.changes(first[-1].sequence, 100)) == five.changes(0, 100)
    assert five.changes(five.last_change(), 10) == ()
    assert five.changes(2**63 - 1, 10) == ()
