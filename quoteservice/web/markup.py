"""Texts cut into pieces, so that templates can mark statements and differing words in place."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from quoteservice.domain.quote import Quote
from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, DiffOp, DiffPart, Severity

# A number stands before the marks that open a statement, a name after the marks and stops that close it.
OPENING = "\"'“‘«‹„(["
CLOSING = "\"'”’»›)].,;:!?…"

# What says nothing about a statement although it stands outside it.
BARE = OPENING + CLOSING + " \n"

PARAGRAPH_BREAK = re.compile(r"\r?\n[^\S\n]*(?:\r?\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marks` are the numbers of the statements it belongs to.

    Before it stand the labels of the statements in `starts`, after it those of the statements in `ends`.
    """

    text: str
    marks: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def paragraphs(text: str, quotes: Sequence[Quote]) -> tuple[tuple[Piece, ...], ...]:
    """`text` as paragraphs of pieces; statements are numbered from 1 in the order of `quotes`.

    All pieces joined are the text without its paragraph breaks.
    """
    ahead = deque(
        sorted((span, number) for number, quote in enumerate(quotes, 1) for span in quote.statement.parts if len(span))
    )
    inside: list[tuple[Span, int]] = []
    cut: list[tuple[Piece, ...]] = []
    for paragraph in _paragraph_spans(text):
        while ahead and ahead[0][0].start < paragraph.end:
            inside.append(ahead.popleft())
        inside = [(span, number) for span, number in inside if span.end > paragraph.start]
        cut.append(tuple(_pieces(text, paragraph, inside, quotes)))
    return tuple(pieces for pieces in cut if pieces)


def _paragraph_spans(text: str) -> Iterator[Span]:
    start = 0
    for found in PARAGRAPH_BREAK.finditer(text):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, len(text))


def _pieces(text: str, paragraph: Span, inside: Sequence[tuple[Span, int]], quotes: Sequence[Quote]) -> Iterator[Piece]:
    """The pieces of one paragraph, in one pass over the places where something begins or stops."""
    begins, stops, starts, ends = (defaultdict[int, list[int]](list) for _ in range(4))
    for span, number in inside:
        begins[max(span.start, paragraph.start)].append(number)
        stops[min(span.end, paragraph.end)].append(number)
        whole = quotes[number - 1].statement.span
        if span.start == whole.start >= paragraph.start:
            starts[_before_marks(text, span.start, paragraph)].append(number)
        if span.end == whole.end <= paragraph.end:
            ends[_after_marks(text, span.end, paragraph)].append(number)
    marks: list[int] = []
    for start, end in pairwise(sorted({paragraph.start, paragraph.end, *begins, *stops, *starts, *ends})):
        for number in stops.get(start, ()):
            marks.remove(number)
        marks += begins.get(start, ())
        yield Piece(text[start:end], tuple(sorted(set(marks))), tuple(starts.get(start, ())), tuple(ends.get(end, ())))


def _before_marks(text: str, position: int, paragraph: Span) -> int:
    while position > paragraph.start and text[position - 1] in OPENING:
        position -= 1
    return position


def _after_marks(text: str, position: int, paragraph: Span) -> int:
    while position < paragraph.end and text[position] in CLOSING:
        position += 1
    return position


@dataclass(frozen=True, slots=True)
class DiffWords:
    """A stretch of one side of a diff; `severity` and `kind` are None if nothing of note differs there.

    `same` is False for words that the other side does not have.
    """

    text: str
    same: bool
    severity: Severity | None = None
    kind: ChangeKind | None = None


def claimed_side(diff: Sequence[DiffPart], changes: Sequence[Change]) -> tuple[DiffWords, ...]:
    """The claim, with the words marked that are not on record."""
    spans = [(change.claimed_span, change) for change in changes]
    return tuple(_side([(part.op, part.claimed) for part in diff], spans))


def recorded_side(diff: Sequence[DiffPart], changes: Sequence[Change]) -> tuple[DiffWords, ...]:
    """The record, with the words marked that the claim does not have."""
    spans = [(change.recorded_span, change) for change in changes]
    return tuple(_side([(part.op, part.recorded) for part in diff], spans))


def _side(parts: Sequence[tuple[DiffOp, str]], changes: Sequence[tuple[Span, Change]]) -> Iterator[DiffWords]:
    position = 0
    for op, text in parts:
        here = Span(position, position + len(text))
        position = here.end
        if op is DiffOp.EQUAL or not text.strip():
            yield DiffWords(text, True)
            continue
        lead, words = text[: len(text) - len(text.lstrip())], text.strip()
        yield DiffWords(lead, True)
        weightiest = _weightiest([change for span, change in changes if span.overlaps(here)])
        if weightiest is None:
            yield DiffWords(words, False)
        else:
            yield DiffWords(words, False, weightiest.severity, weightiest.kind)
        yield DiffWords(text[len(lead) + len(words) :], True)


def _weightiest(changes: Sequence[Change]) -> Change | None:
    """The first change that alters the meaning, or else the first one."""
    material = [change for change in changes if change.severity is Severity.MATERIAL]
    return next(iter(material or changes), None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a quote; `matched` where the claim uses it, `gap` where the reporting words interrupted it."""

    text: str
    matched: bool = False
    gap: bool = False


def stretches(quote: Quote, matched: Sequence[Span]) -> tuple[Stretch, ...]:
    """The words of `quote`, cut where `matched` begins and ends and where its printed parts meet."""
    gaps = set(accumulate(len(part) + 1 for part in quote.statement.parts[:-1]))
    cuts = {0, len(quote.content), *gaps, *(edge for span in matched for edge in (span.start, span.end))}
    ordered = sorted(cut for cut in cuts if cut <= len(quote.content))
    found: list[Stretch] = []
    for start, end in pairwise(ordered):
        if start in gaps:
            found.append(Stretch(f"— {quote.statement.cue} — " if quote.statement.cue else "— ", gap=True))
        found.append(Stretch(quote.content[start:end], any(span.start <= start < span.end for span in matched)))
    return tuple(found)


def before(prefix: str) -> str:
    """What stands before a quote in its own paragraph, in whole words; an ellipsis where it was cut."""
    line = prefix.rpartition("\n")[2]
    if line != prefix or not line:
        return line.lstrip()
    _, space, words = line.partition(" ")
    return f"… {words}" if space else ""


def after(suffix: str) -> str:
    """What stands after a quote in its own paragraph, in whole words; an ellipsis where it was cut."""
    line = suffix.partition("\n")[0]
    if line != suffix or not line:
        return line.rstrip()
    words, space, _ = line.rpartition(" ")
    return f"{words} …" if space else ""


# Below this share of the claim's characters a diff marks nearly every word and hides what it should show.
LEAST_ALIKE = 0.4


def is_telling(diff: Sequence[DiffPart]) -> bool:
    """True if something differs, and enough of the claim stands on record for marked words to help a reader."""
    claimed = sum(len(part.claimed) for part in diff)
    same = sum(len(part.claimed) for part in diff if part.op is DiffOp.EQUAL)
    differs = any(part.op is not DiffOp.EQUAL for part in diff)
    return differs and claimed > 0 and same / claimed >= LEAST_ALIKE


# What is shown of a paragraph on either side of a statement: enough for its sentence, and a page stays a page
# where a text has no paragraphs (characters).
MOST_AROUND = 500


def passage(text: str, quote: Quote) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of `text` in which `quote` stands, with the one before and the one after; () if there is no more.

    What is far from the quote is cut, and an ellipsis stands there.
    """
    every = paragraphs(text, [quote])
    holding = [number for number, pieces in enumerate(every) if any(piece.marks for piece in pieces)]
    if not holding:
        return ()
    shown = every[max(0, holding[0] - 1) : holding[-1] + 2]
    if len(shown) == 1 and not any(piece.text.strip(BARE) for piece in shown[0] if not piece.marks):
        return ()
    return tuple(tuple(map(_shortened, range(len(pieces)), pieces, [len(pieces)] * len(pieces))) for pieces in shown)


def _shortened(number: int, piece: Piece, count: int) -> Piece:
    """The piece of that number, of `count` in its paragraph, without what is far from the quote."""
    if piece.marks or len(piece.text) <= MOST_AROUND:
        return piece
    if number == 0 and count > 1:
        return replace(piece, text=before(piece.text[-MOST_AROUND:]))
    return replace(piece, text=after(piece.text[:MOST_AROUND]))
