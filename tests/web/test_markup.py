"""Texts cut into pieces for templates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteservice.domain.quote import Form, Quote, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, DiffOp, DiffPart, Severity
from quoteservice.web import markup
from tests.web.builders import HARBOUR, quote

TEXT = 'Quay, Monday\n\n"The harbour closes," Keeper said. "It opens in May."\n\nNobody answered.'


def spans_quote(spans: list[Span]) -> Quote:
    statement = Statement("x", tuple(spans), Form.DIRECT)
    return Quote("q", HARBOUR, statement, None)


def test_paragraphs_when_statement_has_two_parts() -> None:
    """Both printed parts are marked, the reporting words between them are not."""
    _, second, _ = markup.paragraphs(TEXT, [quote(TEXT, "The harbour closes,", "It opens in May.")])
    assert [(piece.text, piece.marks) for piece in second] == [
        ('"', ()),
        ("The harbour closes,", (1,)),
        ('" Keeper said. "', ()),
        ("It opens in May.", (1,)),
        ('"', ()),
    ]


def test_labels_when_statement_stands_in_quotation_marks() -> None:
    """The number stands before the opening mark, and the name after the closing one."""
    _, second, _ = markup.paragraphs(TEXT, [quote(TEXT, "The harbour closes,", "It opens in May.")])
    assert [piece.text for piece in second if piece.starts] == ['"']
    assert second[0].starts == (1,)
    assert second[-1].ends == (1,)


def test_paragraphs_when_statements_overlap() -> None:
    """Where one statement stands inside another, the words belong to both."""
    (only,) = markup.paragraphs("The mayor said the keeper had warned him.", [
        quote("The mayor said the keeper had warned him.", "the keeper had warned him"),
        quote("The mayor said the keeper had warned him.", "warned him"),
    ])  # fmt: skip
    assert [(piece.text, piece.marks) for piece in only] == [
        ("The mayor said ", ()),
        ("the keeper had ", (1,)),
        ("warned him", (1, 2)),
        (".", ()),
    ]
    assert only[-1].ends == (1, 2)


def test_paragraphs_when_statement_runs_over_a_paragraph_break() -> None:
    """A statement over two paragraphs is marked in both, with its number in the first and its name in the last."""
    text = "“We close.\n\n“We open in May,” she said."
    first, second = markup.paragraphs(text, [quote(text, "We close.", "We open in May,")])
    assert [piece.starts for piece in first] == [(1,), ()]
    assert [number for piece in second for number in piece.starts] == []
    assert [number for piece in second for number in piece.ends] == [1]


@given(st.text(alphabet='ab "\n,.“”', max_size=60), st.data())
def test_paragraphs_keep_every_character(text: str, data: st.DataObject) -> None:
    """All pieces joined are the text without its paragraph breaks, whatever the statements are."""
    edges = st.integers(0, len(text))
    quotes = []
    for _ in range(data.draw(st.integers(0, 3))):
        cuts = sorted(data.draw(st.lists(edges, min_size=2, max_size=4)))
        spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
        quotes.append(spans_quote(spans))
    shown = "".join(piece.text for paragraph in markup.paragraphs(text, quotes) for piece in paragraph)
    assert shown == markup.PARAGRAPH_BREAK.sub("", text)


@given(st.text(alphabet='ab "\n,.“”', min_size=1, max_size=60), st.data())
def test_paragraphs_mark_exactly_the_statement(text: str, data: st.DataObject) -> None:
    """What is marked is the statement, character for character."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    pieces = [piece for paragraph in markup.paragraphs(text, [spans_quote([span])]) for piece in paragraph]
    marked = "".join(piece.text for piece in pieces if piece.marks)
    breaks = [found.span() for found in markup.PARAGRAPH_BREAK.finditer(text)]
    inside = [at for at in range(span.start, span.end) if not any(low <= at < high for low, high in breaks)]
    assert marked == "".join(text[at] for at in inside)


DIFF = (
    DiffPart(DiffOp.EQUAL, "The harbour ", "The harbour "),
    DiffPart(DiffOp.INSERT, "never ", ""),
    DiffPart(DiffOp.EQUAL, "closes", "closes"),
    DiffPart(DiffOp.DELETE, "", " on Monday"),
)
NEVER = Change(ChangeKind.NEGATION, Severity.MATERIAL, "never", "", Span(12, 17), Span(12, 12))


def test_claimed_side_when_a_word_was_added() -> None:
    """Only the added word is marked, without the spaces around it, with the severity and the kind of its change."""
    marked = [part for part in markup.claimed_side(DIFF, [NEVER]) if not part.same]
    assert marked == [markup.DiffWords("never", False, Severity.MATERIAL, ChangeKind.NEGATION)]


def test_recorded_side_when_words_were_not_quoted() -> None:
    """Recorded words that the claim leaves out without a listed change carry no severity."""
    marked = [part for part in markup.recorded_side(DIFF, [NEVER]) if not part.same]
    assert marked == [markup.DiffWords("on Monday", False, None)]


def test_sides_when_joined() -> None:
    """Both sides show their text whole."""
    assert "".join(part.text for part in markup.claimed_side(DIFF, [NEVER])) == "The harbour never closes"
    assert "".join(part.text for part in markup.recorded_side(DIFF, [])) == "The harbour closes on Monday"


def test_is_telling_when_little_is_shared() -> None:
    """A diff that would mark nearly every word, or none, is not shown as one."""
    other = (DiffPart(DiffOp.EQUAL, "The ", "The "), DiffPart(DiffOp.REPLACE, "quay stays open", "harbour closes"))
    assert markup.is_telling(DIFF)
    assert not markup.is_telling(other)
    assert not markup.is_telling(DIFF[:1])
    assert not markup.is_telling(())


@pytest.mark.parametrize(
    ("prefix", "shown"),
    [
        ("", ""),
        ('said on Monday.\n\n"', '"'),
        ("she said on Monday that the ", "… said on Monday that the "),
        ("uninterrupted", ""),
    ],
)
def test_before_when_context_is_cut(prefix: str, shown: str) -> None:
    """Context before a quote stops at its paragraph and begins with a whole word."""
    assert markup.before(prefix) == shown


@pytest.mark.parametrize(
    ("suffix", "shown"),
    [("", ""), ('"\n\nNobody answered', '"'), (" she said on Monday to the rep", " she said on Monday to the …")],
)
def test_after_when_context_is_cut(suffix: str, shown: str) -> None:
    """Context behind a quote stops at its paragraph and ends with a whole word."""
    assert markup.after(suffix) == shown


@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=9), min_size=1, max_size=3), st.data())
def test_stretches_keep_every_character(pieces: list[str], data: st.DataObject) -> None:
    """The stretches but for the gaps are the quote, even where matches overlap or reach beyond it."""
    text = " said ".join(pieces)
    starts = [sum(len(piece) + len(" said ") for piece in pieces[:number]) for number in range(len(pieces))]
    parts = tuple(Span(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))
    made = Quote("q", HARBOUR, Statement(" ".join(pieces), parts, Form.DIRECT, cue="said"), None)
    edges = st.integers(0, len(text) + 3)
    drawn = data.draw(st.lists(st.tuples(edges, edges), max_size=3))
    shown = markup.stretches(made, [Span(min(pair), max(pair)) for pair in drawn])
    assert "".join(stretch.text for stretch in shown if not stretch.gap) == made.content
    assert sum(stretch.gap for stretch in shown) == len(pieces) - 1


def test_stretches_when_the_claim_uses_a_part() -> None:
    """What the claim uses is matched, and the reporting words stand where they interrupted the speaker."""
    made = quote(TEXT, "The harbour closes,", "It opens in May.")
    assert markup.stretches(made, [Span(20, 28)]) == (
        markup.Stretch("The harbour closes, "),
        markup.Stretch("— said — ", gap=True),
        markup.Stretch("It opens", matched=True),
        markup.Stretch(" in May."),
    )


def test_side_when_two_changes_meet_in_one_place() -> None:
    """The one that alters the meaning gives its severity and kind."""
    light = Change(ChangeKind.WORD, Severity.IMMATERIAL, "never", "", Span(12, 17), Span(12, 12))
    marked = [part for part in markup.claimed_side(DIFF, [light, NEVER]) if not part.same]
    assert marked == [markup.DiffWords("never", False, Severity.MATERIAL, ChangeKind.NEGATION)]


ARTICLE = "Far away.\n\nThe day before.\n\n“We close,” Keeper said. “It hurts.”\n\nThe day after.\n\nThe end."


def test_passage_when_the_article_is_longer() -> None:
    """The paragraph of a statement is shown whole, its parts marked, between its neighbours."""
    shown = markup.passage(ARTICLE, quote(ARTICLE, "We close,", "It hurts."))
    assert ["".join(piece.text for piece in pieces) for pieces in shown] == ARTICLE.split("\n\n")[1:4]
    assert [piece.text for pieces in shown for piece in pieces if piece.marks] == ["We close,", "It hurts."]


def test_passage_when_there_are_no_paragraphs() -> None:
    """Of a text in one piece only the nearest words are shown, and an ellipsis stands for the rest."""
    text = "rain " * 900 + "“We close,” Keeper said." + " sun" * 900
    (pieces,) = markup.passage(text, quote(text, "We close,"))
    assert pieces[0].text.startswith("… rain")
    assert pieces[-1].text.endswith("sun …")
    assert sum(len(piece.text) for piece in pieces) <= 2 * markup.MOST_AROUND + len("We close,")


def test_passage_when_a_quote_is_all_there_is() -> None:
    """Of a quote that was recorded by hand there are no surroundings to show."""
    assert markup.passage("We close.", quote("We close.", "We close.")) == ()
