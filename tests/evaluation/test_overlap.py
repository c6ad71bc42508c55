"""Counting found statements against marked ones: by overlap, by tokens, by words."""

from __future__ import annotations

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.evaluation.annotated import Annotated, Said
from quoteservice.evaluation.overlap import (
    dice,
    f1,
    pairing,
    plain,
    rates,
    segment_counts,
    statement_counts,
    word_counts,
)
from quoteservice.evaluation.readers import Found, segments

TEXT = '"We shut the old pier," said Ada Lund. Bo Marsh said it was sad. The "very long old road" is shut.'


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


PIER = Said(Form.DIRECT, (at("We shut the old pier"),), (at("Ada Lund"),), ("Ada Lund",), None, ("mayor",))
SAD = Said(Form.INDIRECT, (at("it was sad"),), (at("Bo Marsh"),), ("Bo Marsh",), None, (None,))
ARTICLE = Annotated("pier", TEXT, (PIER, SAD), (at("very long old road"),))


def test_segments_when_marks_are_of_both_kinds() -> None:
    """Segments are words in double marks, four and more, within a line."""
    text = 'He said “We will not go” and "no".\n“Left open, and\n"Go home right now, please"'
    assert [span.cut(text) for span in segments(text)] == ["We will not go", "Go home right now, please"]


def test_rates_when_everything_is_found() -> None:
    """What was marked, found as marked, is a hundred percent of every rate, and no trap is stored."""
    found = [
        Found(Form.DIRECT, PIER.content, at("Ada Lund"), "Ada Lund", "mayor"),
        Found(Form.INDIRECT, SAD.content, at("Bo Marsh"), "Bo Marsh", None),
    ]
    figures = rates(segment_counts(ARTICLE, found) + statement_counts(ARTICLE, found) + word_counts(ARTICLE, found))
    assert figures["quoted"] == {
        "segments": 1, "found": 100.0, "speaker_right": 100.0, "end_to_end": 100.0, "unattributed": 1, "claimed": 0.0,
    }  # fmt: skip
    assert {figures["statements"][key] for key in ("recall", "precision", "f1", "f1_close", "token_f1")} == {100.0}
    assert [figures["words"][key] for key in ("speaker", "guessed", "role", "form", "trapped")] == [
        100.0, 0.0, 100.0, 100.0, 0.0,
    ]  # fmt: skip


def test_rates_when_everything_is_wrong() -> None:
    """A wrong speaker, a role from nowhere, a trap taken for an utterance and a miss each count where they belong."""
    found = [
        Found(Form.MIXED, PIER.content, at("Bo Marsh"), "Bo Marsh", "king"),
        Found(Form.DIRECT, (at("very long old road"),), None),
    ]
    figures = rates(segment_counts(ARTICLE, found) + statement_counts(ARTICLE, found) + word_counts(ARTICLE, found))
    assert figures["quoted"]["end_to_end"] == 0.0
    assert figures["quoted"]["claimed"] == 100.0
    assert (figures["statements"]["recall"], figures["statements"]["precision"]) == (50.0, 50.0)
    assert [figures["words"][key] for key in ("speaker", "guessed", "role", "form", "trapped")] == [
        0.0, 100.0, 0.0, 0.0, 100.0,
    ]  # fmt: skip


def test_optional_statements_count_for_nothing_when_found_or_missed() -> None:
    """A statement that may be left out is neither a miss nor a false claim."""
    optional = Said(Form.INDIRECT, SAD.content, (), ("Bo Marsh",), None, (None,), optional=True)
    article = Annotated("pier", TEXT, (PIER, optional))
    right = Found(Form.DIRECT, PIER.content, at("Ada Lund"))
    for found in ([right], [right, Found(Form.INDIRECT, SAD.content, None)]):
        counts = statement_counts(article, found)
        assert (counts["said"], counts["claims"], counts["fit"]) == (1, 1, 1)


def test_pairing_when_two_claims_overlap_one_statement() -> None:
    """The nearest claim is paired, once; nobody is pairs of nothing."""
    near, far = Found(Form.DIRECT, PIER.content, None), Found(Form.DIRECT, (Span(0, len(TEXT)),), None)
    assert pairing(ARTICLE, [far, near]) == [(PIER, near), (SAD, far)]
    assert pairing(ARTICLE, []) == [(PIER, None), (SAD, None)]


def test_measures_when_there_is_nothing() -> None:
    """Nothing in common is 0, nothing at all is None; names are compared without article, case and typography."""
    assert dice(TEXT, (), ()) == 0.0
    assert f1(0, 0, 0, 0) is None
    assert f1(0, 3, 0, 2) == 0.0
    assert plain("The O’Hara  Trust") == plain("the o'hara trust") == "o'hara trust"
    assert plain(None) is None
