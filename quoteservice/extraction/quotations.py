"""Where quoted words begin and end.

1. every quotation mark of a paragraph is told apart: opening, closing, or an apostrophe
2. marks are paired from left to right; the outermost pair counts, marks inside it are its own matter
3. a mark left open at the end of a paragraph is news style if the next paragraph opens with a mark again, and a
   slip otherwise: a slip ends with its paragraph, so that it never loses the rest of the text
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quoteservice.domain.span import Span
from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.paragraphs import Layout, Paragraph

_OPENING = {"“": '"', "«": '"', "„": '"', "〝": '"', "‘": "'", "‚": "'"}
_CLOSING = {"”": '"', "»": '"', "〞": '"', "’": "'"}
_STRAIGHT = {'"': '"', "＂": '"', "‟": '"', "'": "'", "`": "'", "´": "'", "‛": "'"}
_BEFORE_OPENING = " \t\u00a0([{—–-/:…\"'“‘"
_AFTER_CLOSING = " \t\u00a0)]},.;:!?—–-/…\"'”’"

# Words that begin with an apostrophe, as they are printed in speech and for decades.
_CLIPPED = re.compile(
    r"(?:\d0s|tis|twas|em|til|cause|n|bout|cos|round|ere|kay|nuff|neath|im|er|alf|ouse|ead|appen)\b(?!,)",
    re.IGNORECASE,
)

_LETTER = re.compile(r"\w")

# The reporting clause behind words whose closing mark was forgotten: ", he said", ", said board president Ada Roe".
_SAID = r"(?:said|says|added|told|wrote|asked|recalled|explained|replied)"
_WHO = rf"(?:he|she|they|[{CAPITALS}][\w.'’-]*(?:\s+[{CAPITALS}][\w.'’-]*){{0,3}})"
_INVERTED = rf"{_SAID}\s+(?:(?:the|an?)\b|(?:[a-z'’-]+\s+){{0,4}}[{CAPITALS}])"
_FORGOTTEN = re.compile(rf"[,?!]\s+(?:{_WHO}\s+{_SAID}\b|{_INVERTED})")

# The same, too plain to stand inside words that go on in the next paragraph.
_SURELY_FORGOTTEN = re.compile(rf"[,?!]\s+(?:{_WHO}\s+{_SAID}\s*[.,]|{_INVERTED})")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks; spans are offsets into the whole text.

    `inner` is without the marks, `outer` with them. `paragraph` is the number of the paragraph. `carries_on`: it goes
    on with the quotation that the paragraph before left open. `left_open`: no closing mark in its paragraph.
    """

    inner: Span
    outer: Span
    paragraph: int
    mark: str
    carries_on: bool = False
    left_open: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    kind: str
    opens: bool
    closes: bool


def quotations(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """Every outermost quotation in the body of the text, in order; none overlaps another."""
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.layout is not Layout.BODY:
            continue
        follows = _next_body(paragraphs, number)
        goes_on = follows is not None and text[follows.span.start] in _OPENERS
        before = found[-1] if found and _is_next(paragraphs, found[-1].paragraph, number) else None
        inside = _in_paragraph(text, paragraph.span, number, before, goes_on=goes_on)
        found.extend(each for each in inside if _LETTER.search(text, each.inner.start, each.inner.end))
    return tuple(found)


# What a paragraph begins with if the speech of the one before goes on, and what stands before speech.
_OPENERS = "“\"‘'«"
_BEFORE_SPEECH = re.compile(r"[.!?,:]\s*$")


def _next_body(paragraphs: Sequence[Paragraph], number: int) -> Paragraph | None:
    later = (paragraphs[at] for at in range(number + 1, len(paragraphs)))
    return next((each for each in later if each.layout is Layout.BODY), None)


def _is_next(paragraphs: Sequence[Paragraph], before: int, number: int) -> bool:
    return all(each.layout is not Layout.BODY for each in paragraphs[before + 1 : number])


def _in_paragraph(
    text: str, span: Span, number: int, before: Quotation | None, *, goes_on: bool
) -> Iterator[Quotation]:
    marks = list(_marks(text, span))
    left = _Left.of(marks)
    at = 0
    while at < len(marks):
        first = marks[at]
        at += 1
        if not first.opens:
            continue
        closing = _closing(text, marks, at, left)
        carries_on = first.at == span.start and before is not None and before.left_open and before.mark == first.kind
        if closing is not None:
            yield _quotation(first, marks[closing].at, marks[closing].at + 1, number, carries_on=carries_on)
            at = closing + 1
            continue
        if (
            first.kind == "'"
            and first.at != span.start
            and not (goes_on and _BEFORE_SPEECH.search(text, first.at - 3, first.at))
        ):
            continue
        reopened = next((each.at for each in marks[at:] if each.kind == first.kind and each.opens), span.end)
        is_style = goes_on and reopened == span.end and not _SURELY_FORGOTTEN.search(text, first.at, span.end)
        end = span.end if is_style else _slip(text, first.at + 1, reopened)
        found = _quotation(first, end, end, number, carries_on=carries_on)
        if len(found.inner):
            yield replace(found, left_open=end == span.end)
        at = next((index for index in range(at, len(marks)) if marks[index].at >= end), len(marks))


def _quotation(first: _Mark, inner_end: int, outer_end: int, number: int, *, carries_on: bool) -> Quotation:
    return Quotation(
        Span(first.at + 1, max(inner_end, first.at + 1)),
        Span(first.at, max(outer_end, first.at + 1)),
        number,
        first.kind,
        carries_on=carries_on,
    )


def _slip(text: str, start: int, end: int) -> int:
    """Where words end whose closing mark was forgotten: before the reporting clause if there is one."""
    match = _FORGOTTEN.search(text, start, end)
    stop = match.start() + 1 if match else end
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


@dataclass(frozen=True, slots=True)
class _Left:
    """How many marks of each kind open and close from an index on: counted once, or many marks take hours."""

    opening: dict[str, list[int]]
    closing: dict[str, list[int]]

    @classmethod
    def of(cls, marks: Sequence[_Mark]) -> _Left:
        opening: dict[str, list[int]] = {}
        closing: dict[str, list[int]] = {}
        for kind in "\"'":
            opening[kind] = _counted([mark.kind == kind and mark.opens for mark in marks])
            closing[kind] = _counted([mark.kind == kind and mark.closes for mark in marks])
        return cls(opening, closing)


def _counted(flags: Sequence[bool]) -> list[int]:
    counts = [0]
    for flag in reversed(flags):
        counts.append(counts[-1] + flag)
    return counts[::-1]


def _closing(text: str, marks: Sequence[_Mark], start: int, left: _Left) -> int | None:
    """The index of the mark that closes the one before `start`, None if its paragraph has none."""
    first = marks[start - 1]
    depth = 0
    for index in range(start, len(marks)):
        mark = marks[index]
        if left.closing[first.kind][index] == 0:
            return None
        if mark.kind != first.kind:
            continue
        if mark.closes and not (mark.opens and depth == 0 and _is_reopened(text, mark)):
            if depth == 0 and not (mark.kind == "'" and _is_possessive(text, marks, index)):
                return index
            depth = max(0, depth - 1)
        elif mark.opens and text[mark.at] in _STRAIGHT and first.kind == '"':
            # A straight mark that can only open: the closing one was forgotten.
            return None
        elif mark.opens and text[mark.at] in _OPENING and first.kind == '"':
            # A second opening mark is a nested one only if there are closing marks enough for both.
            closers = left.closing[first.kind][index + 1]
            openers = left.opening[first.kind][index]
            if closers <= openers - 1 or closers == 0 or openers == closers:
                return None
            depth += 1
    return None


def _is_reopened(text: str, mark: _Mark) -> bool:
    """False for a straight mark while a quotation is open: it closes."""
    return text[mark.at] in _OPENING


def _is_possessive(text: str, marks: Sequence[_Mark], index: int) -> bool:
    """True for the apostrophe of "the ministers' plan" and "thinkin' of" inside single marks that close later."""
    at = marks[index].at
    is_short = text[at - 2 : at] == "in" and text[at - 3 : at - 2].isalpha()
    if not (text[at - 1] == "s" or is_short) or not re.match(r"\s+[a-z]", text[at + 1 : at + 4]):
        return False
    for later in marks[index + 1 :]:
        if later.kind == "'" and later.closes:
            return True
        if later.kind == "'" and later.opens:
            return False
    return False


def _marks(text: str, span: Span) -> Iterator[_Mark]:
    for at in range(span.start, span.end):
        character = text[at]
        kind = _OPENING.get(character) or _CLOSING.get(character) or _STRAIGHT.get(character)
        if kind is None:
            continue
        before = text[at - 1] if at > span.start else " "
        after = text[at + 1] if at + 1 < span.end else " "
        if character == '"' and _is_doubled(before, after, text[at + 2] if at + 2 < span.end else " "):
            continue
        if kind == "'":
            mark = _single(text, at, before, after)
        elif character in _STRAIGHT:
            # The other kind of a doubled mark ('' for ") and inches (6'2") are rare; a digit before may close.
            mark = _Mark(at, kind, opens=before in _BEFORE_OPENING and not after.isspace(), closes=not before.isspace())
        else:
            mark = _Mark(at, kind, opens=character in _OPENING, closes=character in _CLOSING)
        if mark.opens or mark.closes:
            yield mark


def _is_doubled(before: str, after: str, beyond: str) -> bool:
    """True for the outer one of two marks typed where one was meant: '""We stay,"' and '"We stay.""'."""
    is_outer_opening = after == '"' and before in _BEFORE_OPENING and before != '"' and beyond.isalnum()
    is_outer_closing = before == '"' and after in _AFTER_CLOSING
    return is_outer_opening or is_outer_closing


def _single(text: str, at: int, before: str, after: str) -> _Mark:
    opens = before in _BEFORE_OPENING and not after.isspace() and after not in _AFTER_CLOSING
    closes = after in _AFTER_CLOSING and not before.isspace()
    if opens and _CLIPPED.match(text, at + 1):
        opens = False
    if text[at] in _OPENING:
        return _Mark(at, "'", opens=opens, closes=False)
    if text[at] in _CLOSING:
        opens = False
    return _Mark(at, "'", opens=opens, closes=closes)
