"""Transcripts and interviews: paragraphs that begin with the name of who speaks, or with Q and A.

1. labels are taken for speakers only if the text has several of them, and one comes back
2. what is in brackets (laughter, crosstalk) was not said
3. a paragraph without a label goes on with the speaker before it while most paragraphs have labels
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.drafts import Draft
from quoteservice.extraction.lexicon import HONORIFICS, ROLE_NOUNS
from quoteservice.extraction.paragraphs import Layout, Paragraph

# Fewest labelled paragraphs that make a transcript, and how often one label must return.
LEAST_TURNS = 3
LEAST_RETURNS = 2
LEAST_SPEAKERS = 2

# Longest label, in words: "Deputy Prime Minister Anna Reed".
LONGEST_LABEL = 6

# Longest question that is printed without a label, in words.
LONGEST_QUESTION = 45

_LABEL_WORD = rf"(?:[{CAPITALS}][\w.'’-]*|of|the|for|and|de|van|von|al|bin)"
_LABEL = re.compile(rf"({_LABEL_WORD}(?:\s+(?:{_LABEL_WORD}|\([^)]{{1,30}}\)))*)\s*:\s+(?=\S)")
_ASIDE = re.compile(r"^(?:\([^)]*\)|\[[^\]]*\])\s*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Mm]e|[Oo]ur|[Uu]s|[Yy]ou|[Yy]our)\b")
_I = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Oo]ur)\b")
_YOU = re.compile(r"\b(?:[Yy]ou|[Yy]our)\b")
_QUOTED = re.compile(r"\"[^\"]{8,}\"|“[^”]{8,}”")
_SAYS = re.compile(r"\b(?:s(?:ays|aid)|adds|added|wr(?:ites|ote)|t(?:ells|old)|asks|asked|repl(?:ies|ied))\b")
_QUESTION = frozenset({"q", "question", "interviewer", "reporter", "host", "moderator"})
_ANSWER = frozenset({"a", "answer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one paragraph; `label` is as printed, "" where it goes on. Offsets into the text."""

    label: str
    label_at: int
    words: Span
    paragraph: int


def turns(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """The turns of a transcript, in order; () for a text that is none."""
    labelled = [(number, match) for number, each in enumerate(paragraphs) if (match := _label(each))]
    counts = Counter(match.group(1) for _, match in labelled)
    if len(labelled) < LEAST_TURNS or max(counts.values()) < LEAST_RETURNS:
        return ()
    known = {label for label, count in counts.items() if _is_speaker(label, count)}
    if len(known) < LEAST_SPEAKERS:
        return ()
    is_mostly = len(labelled) * 2 >= sum(each.layout is Layout.BODY for each in paragraphs)
    found: list[Turn] = []
    last = max(number for number, match in labelled if match.group(1) in known)
    name = ""
    for number, paragraph in enumerate(paragraphs):
        match = _label(paragraph)
        start = paragraph.span.start
        if match and match.group(1) in known:
            words = _said(text, start + match.end(), paragraph.span.end)
            name = match.group(1).split()[-1]
            if words is not None:
                found.append(Turn(match.group(1), start, words, number))
        elif found and is_mostly and _goes_on(paragraph, name, number > last) and found[-1].paragraph == number - 1:
            words = _said(text, start, paragraph.span.end)
            if words is not None:
                found.append(Turn("", found[-1].label_at, words, number))
    return tuple(found)


def answers(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """The answers of an interview whose questions stand between them without labels; () for any other text.

    A question asks "you", or ends in its mark, and has no "I"; what follows it up to the next one is an answer, but
    for what the reporter tells.
    """
    body = [(number, each) for number, each in enumerate(paragraphs) if each.layout is not Layout.BYLINE]
    asked = [number for number, each in body if _asks(each.plain)]
    if sum(paragraphs[number].plain.rstrip().endswith("?") for number in asked) < LEAST_TURNS:
        return ()
    found = []
    for number, each in body:
        before = max((question for question in asked if question < number), default=None)
        if before is None or number in asked:
            continue
        is_first = number == before + 1
        told = _QUOTED.sub(" ", each.plain)
        is_told = told != each.plain and _SAYS.search(told) is not None and _FIRST_PERSON.search(told) is None
        if is_told or each.plain[:1] in "\"“‘'" or not (is_first or _I.search(told)):
            continue
        words = _said(text, each.span.start, each.span.end)
        if words is not None:
            found.append(Turn("", each.span.start, words, number))
    of_self = sum(_I.search(paragraphs[turn.paragraph].plain) is not None for turn in found)
    is_interview = of_self >= LEAST_TURNS and (len(found) + len(asked)) * 2 >= len(body)
    return tuple(found) if is_interview else ()


def _asks(text: str) -> bool:
    told = _QUOTED.sub(" ", text)
    is_short = len(text.split()) <= LONGEST_QUESTION and text[:1] not in "\"“‘'"
    return is_short and _I.search(told) is None and (text.rstrip().endswith("?") or _YOU.search(told) is not None)


def _goes_on(paragraph: Paragraph, name: str, is_behind: bool) -> bool:
    """False for the reporter's own words: no "I" in them, and behind the last answer or with the speaker's name."""
    if paragraph.layout is not Layout.BODY:
        return False
    is_named = len(name) > 1 and name.lower() in paragraph.plain.lower()
    told = _QUOTED.sub(" ", paragraph.plain)
    if told != paragraph.plain and _SAYS.search(told):
        # '"She shot both," he says.': the reporter tells what somebody says.
        return _FIRST_PERSON.search(told) is not None
    return _FIRST_PERSON.search(paragraph.plain) is not None or not (is_behind or is_named)


def _is_speaker(label: str, count: int) -> bool:
    """False for the headings of a list: "Cost:", "Address:"."""
    words = label.lower().split()
    is_person = label.isupper() or len(words) > 1 or words[-1].strip(".") in ROLE_NOUNS | _QUESTION | _ANSWER
    return is_person or count >= LEAST_RETURNS


def _label(paragraph: Paragraph) -> re.Match[str] | None:
    match = _LABEL.match(paragraph.plain)
    if match is None or len(match.group(1).split()) > LONGEST_LABEL:
        return None
    return match if match.group(1)[:1].isupper() else None


def _said(text: str, start: int, end: int) -> Span | None:
    while aside := _ASIDE.match(text[start:end]):
        start += aside.end()
    while start < end and text[start] in "\"“‘' ":
        start += 1
    while end > start and text[end - 1] in "\"”’' ":
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def is_question(turn: Turn) -> bool:
    """True for a label that stands for whoever asks, not for a person."""
    return turn.label.lower().strip(".") in _QUESTION


def is_answer(turn: Turn) -> bool:
    """True for the label A, which stands for whoever is interviewed."""
    return turn.label.lower().strip(".") in _ANSWER


def draft_of_turn(turn: Turn) -> Draft:
    """The direct statement that a turn is."""
    return Draft([turn.words], [turn.words], Form.DIRECT, turn.paragraph, turn.words.end)


def role_in(label: str) -> str | None:
    """The office in a label: "Chief" of "Chief Tom Ward", "MINISTER" of "MINISTER"; None if there is none."""
    words = label.split()
    offices = ROLE_NOUNS - HONORIFICS
    last = max((at for at, word in enumerate(words) if word.lower().strip(".") in offices), default=None)
    if last is None or label.lower() in _QUESTION:
        return None
    return " ".join(words[: last + 1])
