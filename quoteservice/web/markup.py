"""Texts cut into pieces, so that templates can mark statements and differing words in place."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from quoteservice.domain.quote import Quote
from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, DiffOp, DiffPart, Severity

# A number stands before the marks that open a statement, a name after the marks and stops that close it.
OPENING = "\"'“‘«‹„(["
CLOSING = "\"'”’»›)].,;:!?…"

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
    """A stretch of one side of a diff; `severity` is None if nothing of note differs there.

    `same` is False for words that the other side does not have.
    """

    text: str
    same: bool
    severity: Severity | None = None


def claimed_side(diff: Sequence[DiffPart], changes: Sequence[Change]) -> tuple[DiffWords, ...]:
    """The claim, with the words marked that are not on record."""
    spans = [(change.claimed_span, change.severity) for change in changes]
    return tuple(_side([(part.op, part.claimed) for part in diff], spans))


def recorded_side(diff: Sequence[DiffPart], changes: Sequence[Change]) -> tuple[DiffWords, ...]:
    """The record, with the words marked that the claim does not have."""
    spans = [(change.recorded_span, change.severity) for change in changes]
    return tuple(_side([(part.op, part.recorded) for part in diff], spans))


def _side(parts: Sequence[tuple[DiffOp, str]], changes: Sequence[tuple[Span, Severity]]) -> Iterator[DiffWords]:
    position = 0
    for op, text in parts:
        here = Span(position, position + len(text))
        position = here.end
        if op is DiffOp.EQUAL or not text.strip():
            yield DiffWords(text, True)
            continue
        lead, words = text[: len(text) - len(text.lstrip())], text.strip()
        yield DiffWords(lead, True)
        yield DiffWords(words, False, _severity(here, changes))
        yield DiffWords(text[len(lead) + len(words) :], True)


def _severity(here: Span, changes: Sequence[tuple[Span, Severity]]) -> Severity | None:
    found = {severity for span, severity in changes if span.overlaps(here)}
    if Severity.MATERIAL in found:
        return Severity.MATERIAL
    return Severity.IMMATERIAL if found else None


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
