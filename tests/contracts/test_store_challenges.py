"""What every QuoteStore knows of copies of one story, and of what was printed against words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.quote import SourceKind
from quoteservice.domain.span import Span
from quoteservice.ports import QuoteStore
from tests.contracts.records import (
    CRANES,
    FERRIES,
    HARBOUR,
    indexed_of,
    keep_quote,
    keep_source,
    source_of,
    statement_of,
)


def challenge(id_: str, text: str, context: str, *names: str) -> Challenge:
    """A denial in the harbour article."""
    return Challenge(id_, ChallengeKind.DENIAL, source_of(), Span(3, 3 + len(text)), text, context, names)


SAID = challenge("c-1", "Okafor denied saying so.", "Okafor denied saying so. The cranes were not safe.", "Ines Okafor")
OTHER = challenge("c-2", "Nobody said that.", "Nobody said that. Ferries will stop.")


def test_challenges_when_words_are_shared(store: QuoteStore) -> None:
    """A challenge is found by the words around it, as it was written; words of grammar find nothing."""
    keep_source(store, source_of())
    with store.writing() as writer:
        writer.add_challenge(SAID)
        writer.add_challenge(OTHER)
    assert store.challenges_with_words("are the CRANES safe", 9) == (SAID,)
    assert set(store.challenges_with_words("cranes and ferries", 9)) == {SAID, OTHER}
    assert len(store.challenges_with_words("cranes and ferries", 1)) == 1
    for words in ("the and of", "", "'; DROP TABLE challenges; --", "zebra"):
        assert store.challenges_with_words(words, 9) == ()


def test_challenges_when_they_cannot_be_kept(store: QuoteStore) -> None:
    """A challenge belongs to a source on record and has an id of its own."""
    with pytest.raises(ValueError, match="s-harbour"), store.writing() as writer:
        writer.add_challenge(SAID)
    keep_source(store, source_of())
    with store.writing() as writer:
        writer.add_challenge(SAID)
    with pytest.raises(ValueError, match=r"c-1|UNIQUE"), store.writing() as writer:
        writer.add_challenge(SAID)


def test_articles_when_they_have_a_quote_in_common(store: QuoteStore) -> None:
    """A writer finds the articles with one of the digests, in order of arrival, what it wrote itself included."""
    first = source_of()
    second = replace(source_of(f"{HARBOUR} Later.", "s-second"), cluster=first.id)
    by_hand = replace(source_of(CRANES, "s-hand"), kind=SourceKind.RECORD)
    keep_source(store, first)
    keep_source(store, by_hand, CRANES)
    keep_quote(store, "q-1", statement_of(CRANES), first)
    keep_quote(store, "q-2", statement_of(CRANES, CRANES), by_hand)
    (digest,) = indexed_of(CRANES).digests
    with store.writing() as writer:
        writer.add_source(second, f"{HARBOUR} Later.")
        assert writer.articles_with_digests([digest], 9) == (first,)
        assert writer.source_text(second.id) == f"{HARBOUR} Later."
        assert writer.source_text("s-none") is None
    keep_quote(store, "q-3", statement_of(CRANES), second)
    with store.writing() as writer:
        assert writer.articles_with_digests([digest, "other"], 9) == (first, second)
        assert writer.articles_with_digests([digest], 1) == (first,)
        assert writer.articles_with_digests(indexed_of(FERRIES).digests, 9) == ()
    kept = store.source(second.id)
    assert kept is not None
    assert kept.cluster == first.id
