"""Letters rule out texts that cannot hold some words, and never one that does."""

from __future__ import annotations

import pytest

from quoteservice.bench.invented import quotes
from quoteservice.text.letters import firm, may_hold
from quoteservice.text.words import canons

SAID = "We will repair the harbour wall before the winter storms, said nobody"

# Other printings of the same words: whoever asks for one of a row must be told that the other may hold it.
PRINTINGS = (
    ("The programme was organised in the centre", "The program was organized in the center"),
    ("An anaesthetic for the paediatric ward", "An anesthetic for the pediatric ward"),
    ("The naïve façade was gone", "The naive facade was gone"),
    ("The co-operation was re-opened", "The cooperation was reopened"),
    ("Seventeen thousand dollars in ninety minutes", "$17,000 in 90 minutes"),
    ("They shan’t be going to the quarter", "They shall not be gonna the quarter"),
    ("The general said two thirds of the people", "The gen said 2 thirds of the people"),
    ("They [m]ean[t] to leave before daylight", "They meant to leave before daylight"),
    ("The har\u00adbour was closed by the council", "The harbour was closed by the council"),
    ("Per cent of seven million people", "percent of 7m people"),
    ("No 12 is closed for the season", "number 12 is closed for the season"),
)


@pytest.mark.parametrize(("one", "other"), [*PRINTINGS, *(pair[::-1] for pair in PRINTINGS)])
def test_may_hold_when_the_words_are_printed_otherwise(one: str, other: str) -> None:
    """No spelling, short form, number, accent or bracket makes a text seem to lack words that it has."""
    assert may_hold(other, firm(one))


def test_may_hold_when_a_word_is_missing() -> None:
    """A text without one of the firm words is ruled out, whatever else it shares."""
    assert not may_hold("We will repair the harbour wall before the summer", firm(SAID))


def test_may_hold_when_nothing_is_firm() -> None:
    """Short words and none rule nothing out."""
    assert may_hold("Anything", firm("It is as it was"))
    assert may_hold("", ())


def test_firm_when_a_word_has_a_capital() -> None:
    """Names are firm, and left out where initials may stand for them."""
    assert firm("the Northern bridge") == (b"northern", b"bridge")
    assert firm("the Northern bridge", names=False) == (b"bridge",)


def test_may_hold_when_words_are_read_out_of_many_texts() -> None:
    """Whatever text has all words of another in a row is never ruled out for it; nearly all others are."""
    texts = [each.text for each in quotes(120, seed=3)]
    joined = [" ".join(("", *canons(text), "")) for text in texts]
    passed = 0
    for claim, words in zip(texts, joined, strict=True):
        for text, theirs in zip(texts, joined, strict=True):
            held = may_hold(text, firm(claim))
            assert held or words not in theirs
            passed += held
    assert passed < 2 * len(texts)
