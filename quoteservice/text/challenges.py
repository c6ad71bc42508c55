"""Passages of an article that speak against words printed before: denials, corrections and retractions.

They are looked for in the whole text, the narrator's sentences included, because a correction is nobody's quote and a
denial is often told and not quoted. What they are about is decided where a claim is judged, by the words they share
with what is on record; so a passage too many does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoteservice.domain.challenge import ChallengeKind
from quoteservice.domain.span import Span
from quoteservice.text.sentences import sentences

_WORDS = (
    r"(?:remarks?|comments?|quotes?|quotations?|statements?|words?|claims?|reports?|stor(?:y|ies)|allegations?"
    r"|threats?|assurances?|accusations?|assertions?|suggestions?)"
)
_WHOSE = r"(?:the|that|those|this|these|his|her|their|my|any\s+such|such\s+a|an?y?|its)"
_REMARK = rf"{_WHOSE}\s+(?:\w+\s+)?{_WORDS}"
_DENY = r"\bden(?:y|ies|ied|ying)"
_SAY = r"(?:said|made|written|threatened|called|claimed|told|promised)"
_NEVER = r"(?:never|(?:did|had|has|have)\s+not|(?:did|had|has|have)n['’]t)"
_WRONGLY_ADVERB = r"(?:incorrectly|wrongly|mistakenly|falsely|erroneously)"
_PATTERNS: tuple[tuple[ChallengeKind, str], ...] = (
    (
        ChallengeKind.CORRECTION,
        rf"""^\s*[(\[*]*\s*(?:correction|clarification|editor['’]s\s+note)\b
        | \ban?\s+(?:earlier|previous|original)\s+(?:version|edition)\b
        | \b{_WRONGLY_ADVERB}\s+(?:attributed|quoted|reported|said|ascribed)\b
        | \bmisattributed\b
        | \b(?:corrected|regrets?|apologi[sz]es?\s+for)\s+(?:the|this|an|our)\s+(?:error|mistake)""",
    ),
    (
        ChallengeKind.RETRACTION,
        rf"""\b(?:withdr[ae]ws?|withdrawn|retract(?:s|ed|ing)?|t(?:akes?|ook|aken)\s+back|walk(?:s|ed)?\s+back
            |disown(?:s|ed))(?:,\s*\w+,)?\s+(?:{_REMARK}|what\s+(?:I|he|she|they|we)\b|it\b|that\b)
        | \bt(?:akes?|ook|aken)\s+(?:it|that|this|{_REMARK}|what\s+\w+\s+said)\s+back\b
        | \b(?:apologi[sz](?:e|es|ed|ing)|sorry)\s+(?:\w+\s+){{0,4}}?for\s+
            (?:saying|having\s+said|what\s+(?:I|he|she|they)\b|{_REMARK})
        | \bcorrected\s+(?:his|her|their|its|my|our|that)\s+(?:\w+\s+)?(?:{_WORDS}|figures?|numbers?)
        | \bmisspoken?\b
        | \b(?:was|were)\s+wrong\s+to\s+(?:say|claim|suggest)\b
        | \bretracted\s+(?:the|its|their|an?|our)\b""",
    ),
    (
        ChallengeKind.DENIAL,
        rf"""{_DENY}\s+(?:\w+\s+){{0,3}}?(?:saying|telling|claiming|suggesting|promising|making|threatening|calling|writing|having\s+(?:ever\s+)?{_SAY})\b
        | {_DENY}\s+(?:\w+\s+){{0,3}}?that\s+(?:he|she|they|it|the\s+\w+|[A-Z]\w+)\s+(?:had\s+|has\s+|ever\s+)*{_SAY}\b
        | {_DENY}\s+{_REMARK}
        | {_DENY}\s+(?:it|this|that)(?=\s*(?:[.,;:!)]|$)|\s+(?:in|on|yesterday|today|later|flatly|outright)\b)
        | \bsaid\s+nothing\s+of\s+the\s+(?:kind|sort)\b
        | \b{_NEVER}\s+(?:actually\s+|ever\s+)?
            (?:said?|say|stated?|claimed?|suggest(?:ed)?|uttered?|ma[dk]e\s+{_REMARK})
            (?!\s+(?:who|what|when|where|why|how|whether|if|which|more|much)\b)
        | (?:\bnot|n['’]t|\bno)\s+(?:re(?:call|member)|recollection\s+of)\s+(?:ever\s+)?
            (?:saying|using|having\s+{_SAY})\b
        | \bnot\s+(?:my|his|her|their|our)\s+words\b
        | \bmisquot(?:ed|es|ing|ation)\b | \bout\s+of\s+context\b | \bno\s+such\s+(?:thing|{_WORDS})
        | \b(?:fabricated|invented|made[\s-]up|fake|bogus)\s+(?:the\s+)?{_WORDS}
        | \b{_WORDS}\s+(?:is|was|were|are)\s+
            (?:fabricated|invented|made\s+up|fake|false|not\s+(?:his|hers|mine|ours|theirs))\b
        | \bdisput(?:es|ed)\s+(?:saying|having\s+said|{_REMARK})""",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE | re.VERBOSE)) for kind, pattern in _PATTERNS)
_NAME = r"((?:(?:[A-Z]\.|[A-Z][\w'’-]+|van|von|de|al|bin)\s+){0,4}[A-Z][\w'’-]+)"
# Whom a correction takes the words from.
_WRONGLY = (
    re.compile(rf"\battributed\b.{{0,300}}?[\"”’']?\s+to\s+(?:the\s+)?(?:[a-z]+\s+){{0,3}}{_NAME}", re.DOTALL),
    re.compile(rf"\bnot\s+(?:by\s+|from\s+)?(?:the\s+)?(?:[a-z]+\s+){{0,3}}{_NAME}"),
    re.compile(rf"\b(?:misquoted|wrongly\s+quoted|incorrectly\s+quoted)\s+(?:the\s+)?(?:[a-z]+,?\s+){{0,3}}{_NAME}"),
    re.compile(rf"{_NAME}\s+(?:was|were|is)\s+(?:misquoted|wrongly\s+quoted|incorrectly\s+quoted)\b"),
    re.compile(rf"\bsaid\s+(?:that\s+)?{_NAME}\s+(?:had\s+)?said\b"),
)
# Characters around a passage in which its names and the words that it refers to may stand.
AROUND = 500


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage as found in a text; see `domain.challenge.Challenge`."""

    kind: ChallengeKind
    span: Span
    text: str
    context: str
    names: tuple[str, ...] = ()


def challenges(text: str) -> tuple[Passage, ...]:
    """Every passage that speaks against words, in order; a correction goes on to the end of its paragraph."""
    found: list[Passage] = []
    for paragraph in _paragraphs(text):
        words = paragraph.cut(text)
        for sentence in sentences(words):
            span = sentence.shifted(paragraph.start)
            kind = _kind(sentence.cut(words))
            if kind is None:
                continue
            if kind is ChallengeKind.CORRECTION:
                span = Span(span.start, paragraph.end)
            found.append(_passage(text, kind, span))
            if kind is ChallengeKind.CORRECTION:
                break
    return tuple(found)


def _kind(sentence: str) -> ChallengeKind | None:
    return next((kind for kind, pattern in _COMPILED if pattern.search(sentence)), None)


def _passage(text: str, kind: ChallengeKind, span: Span) -> Passage:
    printed = span.cut(text)
    names: tuple[str, ...] = ()
    if kind is ChallengeKind.CORRECTION:
        found = [match.group(1) for pattern in _WRONGLY for match in pattern.finditer(printed)]
        names = tuple(dict.fromkeys(found))
    context = text[max(0, span.start - AROUND) : span.end + AROUND]
    return Passage(kind, span, printed, context, names)


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Span(at, at + len(line.rstrip("\r\n")))
        at += len(line)
