"""Sentences, fragments and diffs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteservice.domain.claim import Candidate, Claim
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.matching.compare import compare
from quoteservice.matching.prepare import prepare
from quoteservice.text.fragments import fragments
from quoteservice.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We left. They stayed.", ["We left.", "They stayed."]),
        ("Gen. Roe and Dr. Doe met at 5 p.m. in the U.S. embassy.", None),
        ("No... but they came.", None),
        ("“Stop!” “Why?” “Because.”", ["“Stop!”", "“Why?”", "“Because.”"]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_sentences_when_stops_mean_different_things(text: str, expected: list[str] | None) -> None:
    """A stop ends a sentence only where a new one begins, not after a title, an initial or an ellipsis."""
    wanted = [text] if expected is None else expected
    assert [span.cut(text) for span in sentences(text)] == wanted


def test_sentences_when_two_printed_pieces_meet() -> None:
    """A joint without a comma ends a sentence, one after a comma goes on with it."""
    ended, going_on = "We are safe We go on.", "If they go, I will stay."
    assert [span.cut(ended) for span in sentences(ended, (12,))] == ["We are safe", "We go on."]
    assert [span.cut(going_on) for span in sentences(going_on, (12,))] == [going_on]


@pytest.mark.parametrize("mark", ["...", "…", ". . .", "....", "[...]", "(...)", "[…]", "(…)", " ... "])
def test_fragments_when_an_omission_is_marked(mark: str) -> None:
    """Every way to print an ellipsis cuts the claim in two."""
    text = f"We will stay {mark} until spring"
    assert [span.cut(text).strip() for span in fragments(text)] == ["We will stay", "until spring"]


@given(st.text(max_size=300))
def test_sentences_when_the_text_is_anything(text: str) -> None:
    """No letter is outside the sentences, which stand in order."""
    spans = sentences(text)
    assert list(spans) == sorted(spans)
    kept = "".join(span.cut(text) for span in spans)
    assert "".join(text.split()) == "".join(kept.split())


ENGLISH = st.lists(
    st.sampled_from("we will not stay in Iraq until spring 500 5,000 troops , . ... “ ” [sic] — Roe's can't".split()),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(ENGLISH, ENGLISH)
def test_diff_when_replayed(claimed: str, recorded: str) -> None:
    """The parts of a diff, joined, give back the claim and the record."""
    part = Span(0, len(recorded))
    statement = Statement(recorded, (part,), Form.DIRECT, (part,))
    quote = Quote("q", Source("s", "0" * 64), statement, None)
    found = compare(prepare(Claim(claimed)), Candidate(quote, 0.5)).diff
    if found:
        assert "".join(each.claimed for each in found) == claimed
        assert "".join(each.recorded for each in found) == recorded
