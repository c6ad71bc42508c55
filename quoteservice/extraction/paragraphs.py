"""The paragraphs of a text, and the same text with the typography that the parser does not know made plain.

Every mapping here keeps the length, so that an offset into the plain text is an offset into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quoteservice.domain.span import Span

# Longest stretch that is parsed at once, in characters: the parser's time and memory grow with it, and a paragraph of
# news prose is under 2,000.
LONGEST_PARAGRAPH = 3_000

# Most words of a line without an end mark that is still taken for a heading; headlines have up to about 18.
LONGEST_HEADING = 22

_DOUBLE_MARKS = '“”„‟«»"＂〝〞'
_SINGLE_MARKS = "‘’‚‛´`ʼ′"
_PLAIN = {
    **{ord(mark): '"' for mark in _DOUBLE_MARKS},
    **{ord(mark): "'" for mark in _SINGLE_MARKS},
    **{ord(blank): " " for blank in "\t\u00a0\u1680\u2007\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad"},
    **dict.fromkeys(range(8192, 8203), " "),
    **dict.fromkeys((0, 8206, 8207, *range(8234, 8239)), " "),
    0x2010: "-",
    0x2011: "-",
    0x2212: "-",
}
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z])")
_ENDED = re.compile(r"[.!?…;:,][\"')\]]*$")
_CREDIT = re.compile(
    r"\((?:[^()]*(?:/|Photo|photo|Image|Getty|Reuters|AP\b|AFP|Handout|Press|File)[^()]*|[A-Z][A-Z .]+)\)\s*$"
)
_BYLINE = re.compile(
    r"^(?:By|BY)\s+[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){0,5}"
    r"(?:(?:,|\s+and|\s*\|)\s+[\w.', -]+)?$"
    r"|^(?:Posted|Published|Updated|Last Updated|Photo|Image|Credit|Source|Advertisement|Read more"
    r"|Related|Follow)\b.{0,80}$"
    r"|^[\"']?Follow\b.{0,60}(?: on Twitter| on X|@\w+).{0,40}$"
    r"|^(?:With files from|Reporting by|Editing by|Additional reporting)\b.{0,200}$"
)

# What stands before the words of a paragraph: a bullet, a number, a time, or the place of a dateline.
_PLACE = r"[A-Z][\w.'-]+(?:,? [A-Z][\w.'-]+){0,4}"
_DAY = r"(?:\d{1,2} [A-Z][a-z]+\.?|[A-Z][a-z]+\.? \d{1,2})(?:,? \d{4})?"
_BEFORE_WORDS = re.compile(
    r"(?:[•·‣▪◦●■►*]|\d{1,2}[.)](?=\s[A-Z\"'])|-(?=\s))\s+"
    r"|\d{1,2}[:.]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?(?:\s*[-–—:|]\s*|\s+)(?=[A-Z\"'])"
    r"|(?:[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){0,3})(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
    rf"(?:, {_DAY})?"
    r"(?: \([^()]{2,40}\))?\s*(?:--?|[–—])\s+(?=[A-Z\"'])"
    rf"|{_PLACE}, {_DAY}\s*(?:--?|[–—])\s+(?=[A-Z\"'])"
    rf"|(?:{_PLACE} )?\([A-Z][\w ./]{{1,30}}\)\s*(?:--?|[–—])\s+(?=[A-Z\"'])"
)


class Layout(StrEnum):
    """What a paragraph is for: only `BODY` carries what the article says."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text; `plain` is as long as its span, character for character."""

    span: Span
    plain: str
    layout: Layout


def plain(text: str) -> str:
    """The text with quotation marks, blanks and hyphens of one kind each, and no lone surrogate; of equal length."""
    mapped = text.translate(_PLAIN)
    return re.sub("[\ud800-\udfff]", "?", mapped)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs in order, without blank ones; lines that were wrapped by hand are joined."""
    spans = [piece for block in _blocks(text) for piece in _cut(text, block)]
    found = []
    for number, whole in enumerate(spans):
        words = re.sub(f"[{_BREAKS}]", " ", plain(whole.cut(text)))
        before = _BEFORE_WORDS.match(words)
        span = Span(whole.start + before.end(), whole.end) if before else whole
        words = words[span.start - whole.start :]
        found.append(Paragraph(span, words, _layout(words, is_first=number == 0, is_only=len(spans) == 1)))
    return tuple(found)


def _blocks(text: str) -> Iterator[Span]:
    current: Span | None = None
    for match in _LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if line is None:
            continue
        if current is not None and _is_wrapped(text, current, line):
            current = Span(current.start, line.end)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _is_wrapped(text: str, before: Span, line: Span) -> bool:
    """True if the line goes on with the sentence of the line just before it."""
    gap = text[before.end : line.start].replace("\r\n", "\n")
    if sum(character in _BREAKS for character in gap) != 1:
        return False
    return text[before.end - 1] not in '.!?:"”’)' and text[line.start].islower()


def _cut(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    while block.end - start > LONGEST_PARAGRAPH:
        window = text[start : start + LONGEST_PARAGRAPH]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        at = ends[-1] if ends else window.rfind(" ") + 1
        step = at if at > LONGEST_PARAGRAPH // 4 else LONGEST_PARAGRAPH
        piece = _trimmed(text, start, start + step)
        if piece is not None:
            yield piece
        start += step
    last = _trimmed(text, start, block.end)
    if last is not None:
        yield last


def _layout(words: str, *, is_first: bool, is_only: bool) -> Layout:
    if _BYLINE.match(words):
        return Layout.BYLINE
    if _CREDIT.search(words):
        return Layout.CAPTION
    if is_first and not is_only and len(words.split()) <= LONGEST_HEADING and not _ENDED.search(words):
        return Layout.HEADING
    has_end = words[-1] in ".!?\"')…;:,"
    if not has_end and not is_only and len(words.split()) <= LONGEST_HEADING and '"' not in words:
        return Layout.HEADING
    return Layout.BODY
