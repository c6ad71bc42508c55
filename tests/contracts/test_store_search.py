"""How every QuoteStore finds quotes: by digests and by words."""

from __future__ import annotations

import pytest

from quoteservice.domain.quote import Quote
from quoteservice.ports import Indexed, QuoteStore
from tests.contracts.records import ENCODER, indexed_of, keep_sentences, keep_source, source_of, statement_of, withdraw

TEXT = "Rain fell all night. The bridge held."


@pytest.fixture
def rainy(store: QuoteStore) -> QuoteStore:
    """A store with one source and no quote."""
    keep_source(store, source_of(TEXT, "s-rain"), TEXT)
    return store


def keep(store: QuoteStore, id_: str, *digests: str) -> None:
    """Puts a quote with these digests on record."""
    with store.writing() as writer:
        quote = Quote(id_, source_of(TEXT, "s-rain"), statement_of("The bridge held.", TEXT), None)
        writer.add_quote(quote, Indexed(digests, "The bridge held.", ENCODER.encode(["The bridge held."])))


def test_quotes_with_digests_when_any_is_shared(rainy: QuoteStore) -> None:
    """A quote is found by each of its digests, once, in order of arrival, up to the limit."""
    keep(rainy, "q-b", "whole-1", "sentence")
    keep(rainy, "q-a", "whole-2", "sentence")
    keep(rainy, "q-c", "whole-3")
    assert rainy.quotes_with_digests(["sentence"], 10) == ("q-b", "q-a")
    assert rainy.quotes_with_digests(iter(["whole-3", "sentence", "whole-1"]), 10) == ("q-b", "q-a", "q-c")
    assert rainy.quotes_with_digests(["sentence"], 1) == ("q-b",)
    assert rainy.quotes_with_digests(["other"], 10) == ()
    assert rainy.quotes_with_digests([], 10) == ()


def test_quotes_with_digests_when_the_quote_repeats_one(rainy: QuoteStore) -> None:
    """A quote of one sentence has one digest twice, for the whole and for the sentence; that is no error."""
    keep(rainy, "q-1", "same", "same")
    assert rainy.quotes_with_digests(["same"], 10) == ("q-1",)


def test_quotes_with_digests_when_withdrawn(rainy: QuoteStore) -> None:
    """A withdrawn quote is not found, and takes no place within the limit."""
    keep(rainy, "q-1", "same")
    keep(rainy, "q-2", "same")
    withdraw(rainy, "q-1")
    assert rainy.quotes_with_digests(["same"], 1) == ("q-2",)


def test_quotes_with_words_when_some_share_more(store: QuoteStore) -> None:
    """The quote that shares the rarest words comes first; one that shares none does not come."""
    keep_sentences(
        store,
        "The council will repair the bridge.",
        "The council will close the library.",
        "Ferrets ate the cable under the bridge.",
        "Nothing else.",
    )
    assert store.quotes_with_words("ferrets under a bridge", 10)[:2] == ("q-3", "q-1")
    assert set(store.quotes_with_words("bridge", 10)) == {"q-1", "q-3"}
    assert store.quotes_with_words("the council", 1) in {("q-1",), ("q-2",)}
    assert store.quotes_with_words("zebra", 10) == ()


def test_quotes_with_words_when_equally_good(store: QuoteStore) -> None:
    """Quotes that fit equally well come in order of their ids, so that the order of arrival decides nothing."""
    keep_source(store, source_of(TEXT, "s-rain"), TEXT)
    for id_ in ("q-c", "q-a", "q-b"):
        keep(store, id_)
    assert store.quotes_with_words("bridge", 10) == ("q-a", "q-b", "q-c")
    assert store.quotes_with_words("bridge", 2) == ("q-a", "q-b")


def test_quotes_with_words_when_case_and_accents_differ(store: QuoteStore) -> None:
    """Words meet without case, accents and typography."""
    keep_sentences(store, "Die Größe der Façade überrascht.", "Nothing else.")
    for asked in ("GRÖSSE", "facade", "FAÇADE!", "u\u0308berrascht"):
        assert store.quotes_with_words(asked, 10) == ("q-1",)


def test_quotes_with_words_when_the_index_was_given_other_words(rainy: QuoteStore) -> None:
    """What is searched is `Indexed.words`, not the content; it can be withdrawn too."""
    with rainy.writing() as writer:
        quote = Quote("q-1", source_of(TEXT, "s-rain"), statement_of("Rain fell all night.", TEXT), None)
        writer.add_quote(quote, indexed_of("rain 42 percent"))
    assert rainy.quotes_with_words("percent", 10) == ("q-1",)
    assert rainy.quotes_with_words("night", 10) == ()
    withdraw(rainy, "q-1")
    assert rainy.quotes_with_words("percent", 10) == ()


def test_quotes_with_words_when_withdrawn(store: QuoteStore) -> None:
    """A withdrawn quote is not found, and takes no place within the limit."""
    keep_sentences(store, "The bridge held.", "The bridge fell.")
    withdraw(store, "q-1")
    assert store.quotes_with_words("bridge", 1) == ("q-2",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "—…",
        '"',
        '"bridge',
        "bridge*",
        "bridge AND",
        "NOT bridge",
        "bridge NEAR(held",
        "words:bridge",
        "-bridge ^bridge {bridge}",
        "(bridge",
        "'; DROP TABLE quotes; --",
        "bridge\x00held",
        "\ud800 bridge",
        "桥 мост جسر",
        "bridge " * 5_000,
        " ".join(f"word{number}" for number in range(5_000)),
    ],
)
def test_quotes_with_words_when_the_text_is_odd(store: QuoteStore, text: str) -> None:
    """No text is an error of syntax, and every text is read as words alone."""
    keep_sentences(store, "The bridge held.", "Nothing else.")
    assert store.quotes_with_words(text, 10) == (("q-1",) if "bridge" in text else ())


def test_quotes_with_words_when_a_rare_word_stands_among_many(store: QuoteStore) -> None:
    """A long claim is searched by its rarest words: one that a single quote has is never crowded out."""
    common = [f"common{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    keep_sentences(store, *(" ".join(common) + f" {tail}." for tail in ("plain", "plain", "plain", "yew")))
    assert store.quotes_with_words(" ".join([*common, "yew"]), 1) == ("q-4",)
