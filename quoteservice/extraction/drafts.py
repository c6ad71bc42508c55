"""A statement in the making: its words, the clause that reports it, and what is known of its speaker so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from quoteservice.domain.quote import Form, Statement
from quoteservice.domain.span import Span
from quoteservice.extraction.channels import channel_of
from quoteservice.extraction.cues import CUES
from quoteservice.extraction.known import Known
from quoteservice.extraction.mentions import Mention, Sort, mention
from quoteservice.extraction.organisations import organisation_in
from quoteservice.extraction.quotations import Quotation
from quoteservice.extraction.reading import Reading
from quoteservice.extraction.report import Report
from quoteservice.extraction.topics import TOPIC_LEMMAS

NOBODY = Known(None, None)
_LEMMAS = {cue.lemma for cue in CUES.values()} | {"according"} | TOPIC_LEMMAS


@dataclass(slots=True)
class Draft:
    """Spans are offsets into the whole text; `end` is where utterance and reporting clause end.

    `follows` is the draft whose speaker this one continues; `within` the one that passes it on. `label` is the name
    before a turn of a transcript, `office` an office of the speaker's that is printed elsewhere in the article,
    `house` of what the office is, where the article leaves that to be understood.
    """

    parts: list[Span]
    quoted: list[Span]
    form: Form
    paragraph: int
    end: int
    report: Report | None = None
    mention: Mention | None = None
    mention_at: int = 0
    known: Known = NOBODY
    follows: Draft | None = None
    within: Draft | None = None
    relayed_by: tuple[str, ...] = ()
    role: str | None = None
    cue: str | None = None
    cue_span: Span | None = None
    channel: str | None = None
    label: Span | None = None
    office: str | None = None
    house: str | None = None

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.parts[0].start

    def add(self, part: Span, end: int) -> None:
        """Takes another printed piece of the same utterance in."""
        self.parts = sorted([*self.parts, part])
        self.quoted = sorted([*self.quoted, part])
        self.end = max(self.end, end)


def draft_of(reading: Reading, report: Report, parts: list[Span], quoted: list[Span], form: Form, end: int) -> Draft:
    """The draft of what a report says; spans are offsets into the whole text."""
    start = reading.start
    draft = Draft(sorted(parts), sorted(quoted), form, reading.number, max(end, start + report.clause.end), report)
    if report.cue.lemma in _LEMMAS:
        draft.cue_span = report.cue_span.shifted(start)
        draft.cue = " ".join(draft.cue_span.cut(reading.text).split())
    draft.channel = channel_of(report)
    if report.subject is not None:
        author = author_of(report.subject)
        if author is not report.subject:
            first = report.subject.left_edge.idx
            draft.channel = draft.channel or report.subject.doc.text[first : report.subject.idx + len(report.subject)]
        draft.mention = mention(author)
        draft.mention_at = start + draft.mention.span.start
        # "Roe said ..., adding ...": the role is printed once, with the first of the two.
        draft.role = draft.mention.role if report.verb.dep_ != "advcl" else None
    return draft


def author_of(subject: Token) -> Token:
    """Who speaks in a document: the office in "a report by the audit office"; the subject itself otherwise."""
    if subject.lower_ not in _DOCUMENTS:
        return subject
    by = next(
        (child for child in subject.children if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from")),
        None,
    )
    named = next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
    return named if named is not None else subject


_DOCUMENTS = frozenset("report statement study survey poll paper letter analysis review memo document email".split())


def unmarked(text: str, quotation: Quotation) -> Span:
    """The words inside the marks, without blanks and the comma that belongs to the reporting clause."""
    return without_comma(text, quotation.inner)


def without_comma(text: str, words: Span) -> Span:
    """The words without blanks at their ends and the comma that belongs to a reporting clause."""
    start, end = words.start, words.end
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def stripped(text: str, start: int, end: int) -> Span | None:
    """The span without blanks and stops at its ends; None if nothing is left."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.—–-"):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ",;:.—–-"):
        start += 1
    return Span(start, end) if start < end else None


def with_commas(text: str, parts: Sequence[Span]) -> tuple[Span, ...]:
    """The parts, each with the comma that the utterance itself goes on after.

    In '"If they go," Roe said, "I will stay"' the comma stands between two halves of a sentence. In
    '"We are safe," Roe said. "We go on."' it stands for the full stop that ends one, and stays outside.
    """
    found = list(parts)
    for at, (part, following) in enumerate(pairwise(parts)):
        between = text[part.end : following.start].rstrip("\"'“”‘’«» \t\r\n\u00a0")
        if between[:1] == "," and between[-1:] not in (".", "!", "?"):
            found[at] = Span(part.start, part.end + 1)
    return tuple(found)


def statements(text: str, drafts: Sequence[Draft]) -> Iterator[Statement]:
    """The finished statements, in order of the text."""
    for draft in drafts:
        is_direct = draft.form is Form.DIRECT
        parts = with_commas(text, draft.parts) if is_direct else tuple(draft.parts)
        speaker = draft.known.speaker
        resolved_elsewhere = (
            draft.mention is not None
            and draft.mention.sort is Sort.DEFINITE
            and speaker not in (None, draft.mention.text)
        )
        role = draft.office or (None if resolved_elsewhere else draft.role)
        house = organisation_in(role) or (draft.house if role else None)
        yield Statement(
            content=" ".join(part.cut(text) for part in parts),
            parts=parts,
            form=draft.form,
            quoted=parts if is_direct else tuple(draft.quoted),
            mention=_printed(text, draft),
            speaker=speaker,
            kind=draft.known.kind if speaker is not None else None,
            role=role,
            organisation=house,
            cue=draft.cue,
            cue_span=draft.cue_span,
            channel=draft.channel,
            relayed_by=draft.relayed_by,
        )


def _printed(text: str, draft: Draft) -> str | None:
    if draft.label is not None:
        return draft.label.cut(text)
    if draft.mention is None:
        return None
    printed = text[draft.mention_at : draft.mention_at + len(draft.mention.span)]
    return re.sub(r"\s+", " ", printed)
