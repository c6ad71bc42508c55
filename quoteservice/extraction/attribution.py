"""Who said which words: joins quotations, reporting clauses and people into statements, paragraph by paragraph.

1. every reporting clause claims the words that the parse says it reports, grown to whole quotations
2. a quotation that no clause claimed goes to the clause beside it, or to the verb that it is part of
3. a free-standing quotation goes on with the speaker before it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from quoteservice.domain.quote import Form, Statement
from quoteservice.domain.span import Span
from quoteservice.extraction.channels import channel
from quoteservice.extraction.clauses import Report, reports
from quoteservice.extraction.cues import Frame
from quoteservice.extraction.mentions import Mention, Sort, mention
from quoteservice.extraction.organisations import organisation_in
from quoteservice.extraction.paragraphs import Paragraph
from quoteservice.extraction.people import Heard, Known, People
from quoteservice.extraction.quotations import Quotation

# Fewest words of a free-standing quotation; below it stand titles and catchwords.
LEAST_FREE_STANDING = 3

# How far a free-standing quotation may stand from the one whose speaker it continues, in characters.
CONTINUATION_REACH = 1_500

_FIRST_PERSON = frozenset({"i", "we", "you", "one", "who", "what"})
_ALPHANUMERIC = re.compile(r"\w")


@dataclass(slots=True)
class Draft:
    """A statement in the making; spans are offsets into the whole text."""

    parts: list[Span]
    quoted: list[Span]
    form: Form
    at: int
    paragraph: int
    report: Report | None = None
    mention: Mention | None = None
    mention_at: int = 0
    known: Known = field(default_factory=lambda: Known(None, None))
    follows: Draft | None = None
    relayed_by: tuple[str, ...] = ()
    role: str | None = None
    cue: str | None = None
    cue_span: Span | None = None
    channel: str | None = None
    open_end: int = 0

    @property
    def end(self) -> int:
        """Where the utterance and its reporting clause end."""
        return max(self.open_end, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class Reading:
    """One paragraph as parsed, with its quotations."""

    number: int
    paragraph: Paragraph
    doc: Doc
    quotations: tuple[Quotation, ...]

    @property
    def start(self) -> int:
        """Where the paragraph begins in the text."""
        return self.paragraph.span.start


def attribute(text: str, readings: Sequence[Reading], people: People) -> tuple[Draft, ...]:
    """Every attributed statement, in order of the text."""
    drafts: list[Draft] = []
    heard: list[Heard] = []
    for reading in readings:
        found = _Paragraph(text, reading, people, drafts, heard).drafts()
        drafts.extend(found)
    drafts.sort(key=lambda draft: (draft.parts[0].start, draft.parts[-1].end))
    return tuple(drafts)


class _Paragraph:
    """The statements of one paragraph, given those before it."""

    def __init__(
        self, text: str, reading: Reading, people: People, before: Sequence[Draft], heard: list[Heard]
    ) -> None:
        self._text = text
        self._reading = reading
        self._people = people
        self._before = before
        self._heard = heard
        self._found: list[Draft] = []
        self._taken: set[Quotation] = set()

    def drafts(self) -> list[Draft]:
        reading = self._reading
        inner = [Span(each.inner.start - reading.start, each.inner.end - reading.start) for each in reading.quotations]
        every = list(reports(reading.doc, inner))
        for report in every:
            self._claim(report)
        self._beside(every)
        self._found.sort(key=lambda draft: draft.parts[0].start)
        self._nest()
        self._name_speakers()
        self._continue()
        return self._found

    # Step 1: what the parse gives.

    def _claim(self, report: Report) -> None:
        if not report.pieces or not _may_report(report):
            return
        pieces = [piece.shifted(self._reading.start) for piece in report.pieces]
        pieces, quotations = self._grown(pieces, report)
        if not pieces:
            return
        if (
            report.cue.frames & (Frame.CLAUSE | Frame.FINDING | Frame.THOUGHT | Frame.ORDER) == Frame(0)
            and not quotations
        ):
            return
        draft = self._draft(report, pieces, quotations)
        if draft is None:
            return
        self._found.append(draft)
        self._taken.update(quotations)

    def _grown(self, pieces: Sequence[Span], report: Report) -> tuple[list[Span], list[Quotation]]:
        """The pieces grown to whole quotations, without quotations that another clause has claimed."""
        clause = report.clause.shifted(self._reading.start)
        verb = Span(report.verb.idx, report.verb.idx + len(report.verb)).shifted(self._reading.start)
        grown: list[Span] = []
        inside: list[Quotation] = []
        for piece in pieces:
            start, end = piece.start, piece.end
            for quotation in self._reading.quotations:
                if quotation.outer.overlaps(Span(start, end)) and _ALPHANUMERIC.search(
                    self._text, max(start, quotation.inner.start), min(end, quotation.inner.end)
                ):
                    start, end = min(start, quotation.outer.start), max(end, quotation.outer.end)
                    inside.append(quotation)
            if start <= verb.start and end >= verb.end:
                if verb.start > piece.start:
                    end = min(end, clause.start)
                else:
                    start = max(start, clause.end)
            piece = _stripped(self._text, start, end)
            if piece is not None and _ALPHANUMERIC.search(piece.cut(self._text)):
                grown.append(piece)
        return grown, [each for each in inside if each not in self._taken or True]

    def _draft(self, report: Report, pieces: list[Span], quotations: list[Quotation]) -> Draft | None:
        whole = [each for each in quotations if self._stands_alone(each, pieces)]
        if whole:
            parts = [_unmarked(self._text, each) for each in whole]
            parts = [part for part in parts if len(part)]
            if not parts:
                return None
            return self._made(report, parts, list(parts), Form.DIRECT, quotations)
        marked = [_unmarked(self._text, each) for each in quotations if not _is_title(self._text, each)]
        return self._made(report, pieces, marked, Form.MIXED if marked else Form.INDIRECT, quotations)

    def _stands_alone(self, quotation: Quotation, pieces: Sequence[Span]) -> bool:
        """True if the words are an utterance of their own, not words inside a reported clause."""
        piece = next((each for each in pieces if each.overlaps(quotation.outer)), None)
        if piece is None:
            return False
        before = self._text[piece.start : quotation.outer.start]
        after = self._text[quotation.outer.end : piece.end]
        if not _ALPHANUMERIC.search(before) and not _ALPHANUMERIC.search(after):
            return True
        if not _ALPHANUMERIC.search(before) and quotation.inner.cut(self._text).rstrip()[-1:] in (",", "?", "!"):
            return len(quotation.inner.cut(self._text).split()) >= LEAST_FREE_STANDING
        starts = quotation.inner.cut(self._text).lstrip()[:1].isupper()
        return starts and before.rstrip()[-1:] in (",", ":") and not _ALPHANUMERIC.search(after)

    def _made(
        self, report: Report, parts: list[Span], quoted: list[Span], form: Form, quotations: Sequence[Quotation]
    ) -> Draft:
        start = self._reading.start
        draft = Draft(parts, quoted, form, start + report.clause.start, self._reading.number, report)
        draft.cue_span = report.cue_span.shifted(start)
        draft.cue = " ".join(draft.cue_span.cut(self._text).split())
        draft.channel = channel(_around_verb(report), report.cue.lemma)
        draft.open_end = max([start + report.clause.end, *(each.outer.end for each in quotations)])
        if report.subject is not None:
            draft.mention = mention(report.subject)
            draft.mention_at = start + draft.mention.span.start
            draft.role = draft.mention.role if report.verb.dep_ != "advcl" else None
        return draft

    # Step 2: quotations beside a clause.

    def _beside(self, every: Sequence[Report]) -> None:
        for quotation in self._reading.quotations:
            if quotation in self._taken:
                continue
            report = self._neighbour(quotation, every)
            if report is None:
                continue
            part = _unmarked(self._text, quotation)
            if not len(part):
                continue
            earlier = next((each for each in self._found if each.report is report and each.form is Form.DIRECT), None)
            if earlier is not None:
                earlier.parts = sorted([*earlier.parts, part])
                earlier.quoted = list(earlier.parts)
                earlier.open_end = max(earlier.open_end, quotation.outer.end)
            elif self._is_part_of_clause(quotation, report):
                self._mixed(quotation, report)
            else:
                self._found.append(self._made(report, [part], [part], Form.DIRECT, [quotation]))
            self._taken.add(quotation)

    def _neighbour(self, quotation: Quotation, every: Sequence[Report]) -> Report | None:
        start = self._reading.start
        after = before = inside = None
        sentence = (
            self._sentence(quotation.outer.start),
            self._sentence(max(quotation.outer.end - 1, quotation.outer.start)),
        )
        for report in every:
            if report.subject is None and report.cue.lemma != "according":
                continue
            if report.cue.frames == Frame.THOUGHT:
                continue
            clause = report.clause.shifted(start)
            verb_at = start + report.verb.idx
            if clause.start >= quotation.outer.end and after is None:
                gap = self._text[quotation.outer.end : clause.start]
                if len(gap) < 4 and not _ALPHANUMERIC.search(gap) and "." not in gap:
                    after = report
            elif verb_at < quotation.outer.start and start + report.verb.sent.end_char >= quotation.outer.start:
                gap = self._text[verb_at + len(report.verb) : quotation.outer.start]
                if (
                    clause.end <= quotation.outer.start
                    and not _ALPHANUMERIC.search(self._text[clause.end : quotation.outer.start].replace("that", ""))
                ) or (gap.rstrip().endswith((":", ",")) and len(gap.split()) < 25):
                    before = report
                elif report.verb.sent in sentence and not re.search(r"[.;]\s", gap):
                    inside = report
        return after or before or inside

    def _sentence(self, at: int) -> object:
        token = next((each for each in self._reading.doc if each.idx + self._reading.start >= at), None)
        return token.sent if token is not None else None

    def _is_part_of_clause(self, quotation: Quotation, report: Report) -> bool:
        start = self._reading.start
        verb_end = start + report.verb.idx + len(report.verb)
        if verb_end > quotation.outer.start:
            return False
        gap = self._text[verb_end : quotation.outer.start].strip()
        words = [word for word in gap.split() if word != "that"]
        if not words or gap.endswith((":", ",")):
            return False
        clause_end = start + report.clause.end
        if clause_end <= quotation.outer.start and not _ALPHANUMERIC.search(
            self._text[clause_end : quotation.outer.start]
        ):
            return False
        return True

    def _mixed(self, quotation: Quotation, report: Report) -> None:
        if _is_title(self._text, quotation):
            return
        start = self._reading.start + report.cue_span.end
        piece = _stripped(self._text, start, quotation.outer.end)
        if piece is None:
            return
        part = _unmarked(self._text, quotation)
        earlier = next((each for each in self._found if each.report is report), None)
        if earlier is not None:
            earlier.parts = [Span(min(earlier.parts[0].start, piece.start), max(earlier.parts[-1].end, piece.end))]
            earlier.quoted.append(part)
            earlier.form = Form.MIXED
            return
        self._found.append(self._made(report, [piece], [part], Form.MIXED, [quotation]))

    # Clauses inside clauses.

    def _nest(self) -> None:
        outer_of: dict[int, Draft] = {}
        for draft in self._found:
            for other in self._found:
                if other is draft or draft.cue_span is None or other.form is Form.DIRECT:
                    continue
                if any(part.start <= draft.cue_span.start < part.end for part in other.parts):
                    outer_of[id(draft)] = other
        dropped: set[int] = set()
        for draft in self._found:
            other = outer_of.get(id(draft))
            if other is None or draft.report is None or other.report is None:
                continue
            is_own = draft.mention is None or draft.mention.sort is Sort.PRONOUN
            if is_own or not draft.report.cue.frames & Frame.CLAUSE:
                dropped.add(id(draft))
                continue
            draft.follows = other
            if draft.report.verb.head == other.report.verb and draft.report.verb.dep_ == "ccomp":
                dropped.add(id(other))
        self._hidden = [draft for draft in self._found if id(draft) in dropped]
        self._found = [draft for draft in self._found if id(draft) not in dropped]

    def _name_speakers(self) -> None:
        self._people.leave_out((part.start, part.end) for draft in self._found for part in draft.parts)
        everyone = sorted([*self._found, *(self._hidden)], key=lambda each: each.mention_at or each.at)
        for draft in everyone:
            if draft.mention is None:
                continue
            draft.known = self._people.meant(draft.mention, draft.mention_at, self._heard)
            if draft.mention.sort is Sort.DEFINITE and draft.known.speaker != draft.mention.text:
                draft.role = None
            if draft.known.speaker is not None:
                self._heard.append(Heard(draft.known, draft.mention, draft.mention_at))
        for draft in self._found:
            outer = draft.follows
            chain: list[str] = []
            while outer is not None:
                name = outer.known.speaker or (outer.mention.text if outer.mention else None)
                if name:
                    chain.insert(0, name)
                outer = outer.follows
            draft.relayed_by = tuple(chain)

    # Step 3: quotations without a clause.

    def _continue(self) -> None:
        for quotation in self._reading.quotations:
            if quotation in self._taken:
                continue
            part = _unmarked(self._text, quotation)
            if not len(part) or not self._is_free(quotation):
                continue
            previous = self._previous(quotation)
            if previous is not None and self._goes_on(previous, quotation):
                previous.parts.append(part)
                previous.quoted.append(part)
                previous.open_end = quotation.outer.end
                self._taken.add(quotation)
                continue
            if previous is None or quotation.outer.start - previous.end > CONTINUATION_REACH:
                continue
            draft = Draft([part], [part], Form.DIRECT, quotation.outer.start, self._reading.number, follows=None)
            draft.known = previous.known
            draft.mention = None
            draft.mention_at = previous.mention_at
            draft.open_end = quotation.outer.end
            draft.relayed_by = previous.relayed_by
            draft.report = None
            draft.follows = previous
            self._found.append(draft)
            self._found.sort(key=lambda each: each.parts[0].start)
            self._taken.add(quotation)

    def _is_free(self, quotation: Quotation) -> bool:
        """True if the quotation is whole sentences that stand by themselves."""
        before = self._text[self._reading.start : quotation.outer.start].rstrip()
        words = quotation.inner.cut(self._text)
        if before and not re.search(r"[.!?:][\"'”’)]*$", before):
            return False
        if quotation.carries_on:
            return True
        after = self._text[quotation.outer.end : self._reading.paragraph.span.end].lstrip()
        ends = words.rstrip()[-1:] in (".", "!", "?", "…", "-", "—", ",") or after[:1] in (".", "!", "?")
        if len(words.split()) < LEAST_FREE_STANDING:
            return False
        return quotation.left_open or (ends and not (words.rstrip()[-1:] == "," and after))

    def _previous(self, quotation: Quotation) -> Draft | None:
        here = [each for each in self._found if each.parts[0].start < quotation.outer.start and each.quoted]
        if here:
            return here[-1]
        spoken = [each for each in self._found if each.at < quotation.outer.start]
        if spoken:
            return spoken[-1]
        return next((each for each in reversed(self._before) if each.quoted), None)

    def _goes_on(self, previous: Draft, quotation: Quotation) -> bool:
        """True if the two are one utterance: left open, or with nothing but the cue between them."""
        if previous.form is not Form.DIRECT or previous.parts[-1].end > quotation.outer.start:
            return False
        if quotation.carries_on and previous.paragraph <= quotation.paragraph:
            return True
        if previous.paragraph != quotation.paragraph:
            return False
        between = self._text[previous.end : quotation.outer.start]
        return not _ALPHANUMERIC.search(between)


def _may_report(report: Report) -> bool:
    """False for verbs whose speaker is nobody in particular, or the writer."""
    if report.subject is None:
        return False
    word = report.subject.lower_
    if word in _FIRST_PERSON or word in ("it", "there", "this", "that", "these", "which", "those"):
        return False
    return True


def _around_verb(report: Report) -> str:
    """The adverbials of the reporting verb, where the channel stands."""
    doc = report.verb.doc
    pieces = []
    for child in report.verb.children:
        if child.dep_ in ("prep", "npadvmod", "advmod", "dobj", "pobj", "agent", "advcl") and child.dep_ != "dobj":
            edges = [token for token in child.subtree if token.sent == report.verb.sent]
            pieces.append(doc.text[edges[0].idx : edges[-1].idx + len(edges[-1])])
    return " ; ".join(pieces)


def _unmarked(text: str, quotation: Quotation) -> Span:
    """The words inside the marks, without blanks and the comma that belongs to the reporting clause."""
    start, end = quotation.inner.start, quotation.inner.end
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def _stripped(text: str, start: int, end: int) -> Span | None:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.—–-"):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ",;:.—–-"):
        start += 1
    return Span(start, end) if start < end else None


def _is_title(text: str, quotation: Quotation) -> bool:
    """True for the name of a book, a film or a programme: every longer word has a capital, and no end mark."""
    words = quotation.inner.cut(text).split()
    if len(words) < 2 or words[-1][-1:] in ".!?":
        return False
    return (
        all(word[:1].isupper() for word in words if len(word) > 3)
        and words[0][:1].isupper()
        and len(words) > 1
        and all(word[:1].isupper() or len(word) <= 3 for word in words)
    )


def statements(text: str, drafts: Sequence[Draft]) -> Iterator[Statement]:
    """The finished statements, in order of the text."""
    for draft in drafts:
        parts = tuple(draft.parts)
        role = draft.role
        yield Statement(
            content=" ".join(part.cut(text) for part in parts),
            parts=parts,
            form=draft.form,
            quoted=tuple(draft.quoted),
            mention=_cut_mention(text, draft),
            speaker=draft.known.speaker,
            kind=draft.known.kind if draft.known.speaker is not None else None,
            role=role,
            organisation=organisation_in(role),
            cue=draft.cue,
            cue_span=draft.cue_span,
            channel=draft.channel,
            relayed_by=draft.relayed_by,
        )


def _cut_mention(text: str, draft: Draft) -> str | None:
    if draft.mention is None:
        return None
    return text[draft.mention_at : draft.mention_at + len(draft.mention.span)]
