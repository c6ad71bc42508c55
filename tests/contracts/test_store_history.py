"""The history of vectors that every QuoteStore keeps for the index."""

from __future__ import annotations

import numpy as np

from quoteservice.domain.quote import Quote
from quoteservice.ports import Indexed, QuoteStore
from tests.contracts.records import (
    CRANES,
    ENCODER,
    keep_quote,
    keep_sentences,
    keep_source,
    source_of,
    statement_of,
    withdraw,
)

# Stores may keep vectors at half precision: its numbers have 11 bits.
TOLERANCE = 2.0**-11


def test_vector_changes_when_quotes_come_and_go(store: QuoteStore) -> None:
    """Each quote that comes or goes is one step, in order, with growing numbers; a withdrawal has no vectors."""
    keep_sentences(store, "One came.", "Two came.")
    withdraw(store, "q-1")
    changes = list(store.vector_changes(0))
    assert [change.quote_id for change in changes] == ["q-1", "q-2", "q-1"]
    assert [change.vectors is None for change in changes if change.quote_id == "q-2"] == [False]
    assert changes[-1].vectors is None
    numbers = [change.sequence for change in changes]
    assert numbers == sorted(set(numbers))
    assert store.last_change() == numbers[-1]


def test_vector_changes_when_asked_for_the_rest(store: QuoteStore) -> None:
    """Only what comes after the number is given; after the last one nothing."""
    keep_sentences(store, "One came.", "Two came.", "Three came.")
    everything = [(change.sequence, change.quote_id) for change in store.vector_changes(0)]
    for place, (sequence, _) in enumerate(everything):
        rest = [(change.sequence, change.quote_id) for change in store.vector_changes(sequence)]
        assert rest == everything[place + 1 :]


def test_vector_changes_when_a_quote_has_several_vectors(store: QuoteStore) -> None:
    """All vectors of a quote come in one step, in their order, of length 1."""
    vectors = ENCODER.encode(["One came and two went", "One came", "two went"])
    source = source_of()
    keep_source(store, source)
    with store.writing() as writer:
        writer.add_quote(Quote("q-1", source, statement_of(CRANES), None), Indexed((), CRANES, vectors))
    (change,) = store.vector_changes(0)
    assert change.vectors is not None
    assert change.vectors.dtype == np.float32
    np.testing.assert_allclose(change.vectors, vectors, atol=TOLERANCE)
    np.testing.assert_allclose(np.linalg.norm(change.vectors, axis=1), 1, atol=1e-6)


def test_last_change_when_nothing_about_vectors_changed(store: QuoteStore) -> None:
    """An empty store is at 0; sources and speakers are no part of this history."""
    assert store.last_change() == 0
    assert list(store.vector_changes(0)) == []
    keep_source(store, source_of())
    assert store.last_change() == 0


def test_vector_changes_when_there_are_thousands(store: QuoteStore) -> None:
    """A long history is given whole, with no step twice."""
    text = "One came."
    source = source_of(text)
    keep_source(store, source, text)
    vectors = ENCODER.encode([text])
    with store.writing() as writer:
        for number in range(4_500):
            quote = Quote(f"q-{number}", source, statement_of(text, text), None)
            writer.add_quote(quote, Indexed((), text, vectors))
    assert [change.quote_id for change in store.vector_changes(0)] == [f"q-{number}" for number in range(4_500)]


def test_vector_changes_when_quotes_arrive_meanwhile(store: QuoteStore) -> None:
    """A history may be read while it grows: what was there is given, and a reader blocks no writer."""
    keep_sentences(store, "One came.", "Two came.")
    changes = store.vector_changes(0)
    first = next(changes)
    keep_quote(
        store, "q-3", statement_of("One", "One came. Two came."), source_of("One came. Two came.", "s-sentences")
    )
    assert [first.quote_id, *(change.quote_id for change in changes)][:2] == ["q-1", "q-2"]
    assert [change.quote_id for change in store.vector_changes(first.sequence)] == ["q-2", "q-3"]
