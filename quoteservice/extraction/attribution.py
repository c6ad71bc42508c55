"""Who said which words: joins quotations, reporting clauses and people into statements, paragraph by paragraph.

1. every reporting clause claims the words that the parse says it reports, grown to whole quotations
2. a quotation that no clause claimed goes to the clause beside it
3. a clause inside reported words is a second-hand statement
4. every mention is given its speaker, in order of the text
5. a free-standing quotation goes on with the speaker before it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.extraction.beside import clause_before_colon, clause_beside, introduction
from quoteservice.extraction.clauses import report_at, reports
from quoteservice.extraction.continuation import goes_on, introduced_by, is_free
from quoteservice.extraction.cues import Frame
from quoteservice.extraction.drafts import NOBODY, WORK, WORK_ROOM, Draft, draft_of, is_title, stripped, unmarked
from quoteservice.extraction.lexicon import NOT_NAMES
from quoteservice.extraction.mentions import Mention, Sort, mention
from quoteservice.extraction.people import Heard, People
from quoteservice.extraction.quotations import Quotation
from quoteservice.extraction.reading import Reading, text_of
from quoteservice.extraction.report import Report
from quoteservice.extraction.subjects import is_inside, is_sign
from quoteservice.extraction.topics import topics

# Fewest words of a quotation that stands beside other words of its clause and still is an utterance of its own.
LEAST_UTTERANCE = 3

# How far a free-standing quotation may stand from the one whose speaker it continues, in characters.
CONTINUATION_REACH = 1_500

_WHOLE_CLAUSE = Frame.CLAUSE | Frame.FINDING | Frame.THOUGHT | Frame.ORDER | Frame.OBJECT
_WRITER = frozenset({"i", "we", "you", "one", "who", "what", "there", "this", "that", "these", "which", "those"})
_LETTER = re.compile(r"\w")
_HYPHENATED = re.compile(r"[\w'’]+-$")


def attribute(readings: Sequence[Reading], people: People) -> tuple[Draft, ...]:
    """Every attributed statement, in order of the text."""
    found: list[Draft] = []
    heard: list[Heard] = []
    before: Reading | None = None
    waiting: list[Quotation] = []
    for reading in readings:
        found.extend(_Paragraph(reading, before, found, people, heard, waiting).drafts())
        before = reading
    found.extend(settled(readings[0].text, waiting, None, found) if waiting else ())
    return tuple(sorted(found, key=lambda draft: (draft.parts[0].start, draft.parts[-1].end)))


def settled(text: str, waiting: Sequence[Quotation], owner: Draft | None, earlier: Sequence[Draft]) -> list[Draft]:
    """What becomes of paragraphs left open: parts of their owner, or else the words of whoever spoke before."""
    parts = [part for part in (unmarked(text, each) for each in waiting) if len(part)]
    if owner is not None:
        for part in parts:
            owner.add(part, owner.end)
        return []
    previous = next((each for each in reversed(earlier) if each.quoted), None)
    if not parts or previous is None or parts[0].start - previous.end > CONTINUATION_REACH:
        return []
    draft = Draft(parts, list(parts), Form.DIRECT, waiting[-1].paragraph, waiting[-1].outer.end)
    draft.known, draft.follows, draft.relayed_by = previous.known, previous, previous.relayed_by
    return [draft]


class _Paragraph:
    """The statements of one paragraph, given those before it."""

    def __init__(
        self,
        reading: Reading,
        before: Reading | None,
        earlier: Sequence[Draft],
        people: People,
        heard: list[Heard],
        waiting: list[Quotation],
    ) -> None:
        self._reading = reading
        self._text = reading.text
        self._before = before
        self._earlier = earlier
        self._people = people
        self._heard = heard
        self._waiting = waiting
        self._found: list[Draft] = []
        self._relaying: list[Draft] = []
        self._taken: set[Quotation] = set()

    def drafts(self) -> list[Draft]:
        every = list(reports(self._reading.doc, self._reading.quoted))
        for report in every:
            self._claim(report, every)
        for quotation in self._reading.quotations:
            if quotation not in self._taken:
                self._place(quotation, every)
        self._add_topics()
        self._found.sort(key=lambda draft: draft.start)
        self._nest()
        self._name()
        self._settle_waiting()
        for quotation in self._reading.quotations:
            if quotation not in self._taken:
                self._continue(quotation)
        return self._found

    def _add_topics(self) -> None:
        """What was spoken about, where the words are not part of a statement or a quotation already."""
        start = self._reading.start
        used = [part for draft in self._found for part in draft.parts]
        used.extend(each.outer for each in self._reading.quotations)
        for report in topics(self._reading.doc, self._reading.quoted):
            parts = [each.shifted(start) for each in report.pieces]
            cue = report.cue_span.shifted(start)
            is_quoted = any(cue.overlaps(each.outer) for each in self._reading.quotations)
            if not is_quoted and not any(one.overlaps(each) for one in parts for each in used):
                self._keep(report, parts, [], Form.INDIRECT, ())
                used.extend(parts)

    def _settle_waiting(self) -> None:
        """Joins paragraphs whose marks were left open before their clause was read, once it is known whose they are."""
        quotations = self._reading.quotations
        first = next((each for each in quotations if each.carries_on), None)
        if self._waiting:
            is_taken = first in self._taken
            if first is not None and not is_taken:
                self._waiting.append(first)
                self._taken.add(first)
            if first is None or is_taken or not first.left_open:
                self._found = [*settled(self._text, self._waiting, self._owner(first), self._earlier), *self._found]
                self._waiting.clear()
        last = quotations[-1] if quotations else None
        # One that carries on from a paragraph whose speaker is known needs no clause of its own.
        if last is None or last in self._taken or (last.carries_on and not self._waiting):
            return
        if last.left_open and last.outer.start == self._reading.start:
            self._waiting.append(last)
            self._taken.add(last)

    def _owner(self, quotation: Quotation | None) -> Draft | None:
        """The direct statement that the quotation is part of."""
        if quotation is None:
            return None
        part = unmarked(self._text, quotation)
        return next((each for each in self._found if each.form is Form.DIRECT and part in each.parts), None)

    def _claim(self, report: Report, every: Sequence[Report]) -> None:
        """Step 1."""
        if not report.pieces or report.subject is None or _is_writer(report.subject):
            return
        if _is_asked(report):
            return
        pieces, quotations = self._grown(report)
        if not pieces or not (report.cue.frames & _WHOLE_CLAUSE or quotations):
            return
        quotations = [each for each in quotations if not self._is_introduced(each, report, every)]
        is_of_phrase = report.cue.lemma == "according"
        whole = [each for each in quotations if self._stands_alone(each, pieces, is_of_phrase=is_of_phrase)]
        whole = [each for each in whole if not is_title(self._text, each)]
        if whole:
            parts = [part for part in (unmarked(self._text, each) for each in whole) if len(part)]
            if parts:
                self._keep(report, parts, list(parts), Form.DIRECT, whole)
            return
        marked = [unmarked(self._text, each) for each in quotations if not is_title(self._text, each)]
        self._keep(report, pieces, marked, Form.MIXED if marked else Form.INDIRECT, quotations)

    def _keep(
        self, report: Report, parts: list[Span], quoted: list[Span], form: Form, quotations: Sequence[Quotation]
    ) -> None:
        end = max((each.outer.end for each in quotations), default=parts[-1].end)
        self._found.append(draft_of(self._reading, report, parts, quoted, form, end))
        self._taken.update(quotations)

    def _grown(self, report: Report) -> tuple[list[Span], list[Quotation]]:
        """The reported pieces, grown to whole quotations, and those quotations."""
        verb = Span(report.verb.idx, report.verb.idx + len(report.verb)).shifted(self._reading.start)
        clause = report.clause.shifted(self._reading.start)
        grown: list[Span] = []
        inside: list[Quotation] = []
        for piece in report.pieces:
            start, end = piece.start + self._reading.start, piece.end + self._reading.start
            is_before = start < verb.start
            for quotation in self._reading.quotations:
                first, last = max(start, quotation.inner.start), min(end, quotation.inner.end)
                if first < last and _LETTER.search(self._text, first, last):
                    start, end = min(start, quotation.outer.start), max(end, quotation.outer.end)
                    inside.append(quotation)
            if start <= verb.start and end >= verb.end:
                start, end = (start, min(end, clause.start)) if is_before else (max(start, clause.end), end)
            kept = stripped(self._text, start, end)
            if kept is not None and _LETTER.search(kept.cut(self._text)):
                grown.append(kept)
        return grown, inside

    def _stands_alone(self, quotation: Quotation, pieces: Sequence[Span], *, is_of_phrase: bool) -> bool:
        """True if the words are an utterance of their own, not words inside a reported clause."""
        piece = next((each for each in pieces if each.overlaps(quotation.outer)), None)
        if piece is None:
            return False
        words = quotation.inner.cut(self._text).strip()
        before = self._text[piece.start : quotation.outer.start]
        after = self._text[quotation.outer.end : piece.end]
        if not _LETTER.search(before) and (not _LETTER.search(after) or words[-1:] in (",", "?", "!")):
            return not _LETTER.search(after) or len(words.split()) >= LEAST_UTTERANCE
        if is_of_phrase:
            # 'According to the Echo, a sign read, "Stay out"': the sign's words, not the paper's.
            return False
        return words[:1].isupper() and before.rstrip()[-1:] in (",", ":") and not _LETTER.search(after)

    def _is_introduced(self, quotation: Quotation, report: Report, every: Sequence[Report]) -> bool:
        """True if another clause introduces the quotation with a colon."""
        other = introduction(self._reading, quotation, every)
        return other is not None and other.verb != report.verb

    def _place(self, quotation: Quotation, every: Sequence[Report]) -> None:
        """Step 2."""
        part = unmarked(self._text, quotation)
        if not len(part):
            return
        if is_title(self._text, quotation) and not self._is_uttered(quotation):
            self._taken.add(quotation)
            return
        report = clause_beside(self._reading, quotation, every) or self._before_colon(quotation)
        if report is None or report.subject is None:
            return
        if is_sign(report.subject, report.verb):
            self._taken.add(quotation)
            return
        same = next((each for each in self._found if each.report is not None and each.report.verb == report.verb), None)
        if same is not None and same.form is Form.DIRECT:
            same.add(part, quotation.outer.end)
        elif self._is_part_of_clause(quotation, report):
            self._mix(quotation, report, same)
        else:
            self._keep(report, [part], [part], Form.DIRECT, [quotation])
        self._taken.add(quotation)

    def _is_uttered(self, quotation: Quotation) -> bool:
        """True if the words begin a sentence, or a comma or colon introduces them: "Black Lives Matter", she said."""
        before = self._text[max(self._reading.start, quotation.outer.start - WORK_ROOM) : quotation.outer.start]
        return not before.strip() or (before.rstrip()[-1] in ",:.!?" and WORK.search(before) is None)

    def _before_colon(self, quotation: Quotation) -> Report | None:
        reading = self._reading
        if quotation.outer.start > reading.start:
            return clause_before_colon(reading.doc, quotation.outer.start - reading.start, reading.quoted)
        before = self._before
        if before is None or before.number != reading.number - 1 or quotation.carries_on:
            return None
        found = clause_before_colon(before.doc, len(text_of(before.doc)), before.quoted)
        if found is None or found.subject is None:
            return None
        self._keep_from(before, found, quotation)
        return None

    def _keep_from(self, before: Reading, report: Report, quotation: Quotation) -> None:
        """A clause at the end of the paragraph before introduces the quotation."""
        part = unmarked(self._text, quotation)
        self._found.append(draft_of(before, report, [part], [part], Form.DIRECT, quotation.outer.end))
        self._found[-1].paragraph = self._reading.number
        self._taken.add(quotation)

    def _is_part_of_clause(self, quotation: Quotation, report: Report) -> bool:
        """True if words of the reporting verb's object stand between the verb and the quotation."""
        verb_end = self._reading.start + report.verb.idx + len(report.verb)
        if verb_end > quotation.outer.start:
            return False
        gap = self._text[verb_end : quotation.outer.start].strip()
        if gap.endswith((":", ",")) or not gap.replace("that", "").strip():
            return False
        clause_end = self._reading.start + report.clause.end
        rest = self._text[clause_end : quotation.outer.start] if clause_end <= quotation.outer.start else "x"
        return bool(_LETTER.search(rest))

    def _mix(self, quotation: Quotation, report: Report, same: Draft | None) -> None:
        """Words in marks inside the object of a reporting verb: 'called the plan "a farce"'."""
        agent = next((child for child in report.verb.rights if child.dep_ == "agent"), None)
        first = report.cue_span.end
        if agent is not None and agent.right_edge.idx < quotation.outer.start - self._reading.start:
            first = max(first, agent.right_edge.idx + len(agent.right_edge))
        piece = stripped(self._text, self._reading.start + first, quotation.outer.end)
        if piece is None:
            return
        part = unmarked(self._text, quotation)
        if same is None:
            self._keep(report, [piece], [part], Form.MIXED, [quotation])
            return
        same.parts = [Span(min(same.parts[0].start, piece.start), max(same.parts[-1].end, piece.end))]
        same.quoted = sorted([*same.quoted, part])
        same.form = Form.MIXED
        same.end = max(same.end, quotation.outer.end)

    def _nest(self) -> None:
        """Step 3: of clauses in reported words, keeps those that pass on somebody else's words."""
        dropped: set[int] = set()
        for draft in self._found:
            outer = self._around(draft)
            if outer is None or draft.report is None or outer.report is None:
                continue
            is_own = draft.mention is None or draft.mention.sort is Sort.PRONOUN
            if is_own or not draft.report.cue.frames & Frame.CLAUSE:
                dropped.add(id(draft))
                continue
            if _is_within(outer, draft):
                continue
            draft.within = outer
            if draft.report.verb.head == outer.report.verb and draft.report.verb.dep_ == "ccomp":
                dropped.add(id(outer))
        self._relaying = [draft for draft in self._found if id(draft) in dropped]
        self._found = [draft for draft in self._found if id(draft) not in dropped]

    def _around(self, draft: Draft) -> Draft | None:
        """The smallest other draft in whose reported words the cue of this one stands."""
        if draft.cue_span is None:
            return None
        at = draft.cue_span.start
        around = [
            other
            for other in self._found
            if other is not draft
            and other.form is not Form.DIRECT
            and any(part.start <= at < part.end for part in other.parts)
        ]
        return min(around, key=lambda other: other.parts[-1].end - other.start, default=None)

    def _name(self) -> None:
        """Step 4."""
        self._people.add_subjects(_subjects(self._reading))
        self._people.add_bodies(_bodies(self._reading))
        self._people.leave_out(part for draft in self._found for part in draft.parts)
        for draft in sorted([*self._found, *self._relaying], key=lambda each: each.mention_at):
            if draft.mention is None:
                continue
            draft.known = self._people.meant(draft.mention, draft.mention_at, self._heard)
            if draft.known.speaker is not None:
                self._heard.append(Heard(draft.known, draft.mention, draft.mention_at))
        # "It said": only an organisation that spoke before; else nobody said anything.
        self._found = [each for each in self._found if each.known.speaker or not _is_it(each)]
        # "Roe says that Roe said": her own words, which the outer statement has already.
        self._found = [each for each in self._found if not _is_own(each)]
        for draft in self._found:
            draft.relayed_by = _chain(draft)
            if draft.report is not None and draft.report.relayer is not None:
                relayer = mention(draft.report.relayer)
                known = self._people.meant(relayer, self._reading.start + relayer.span.start, self._heard)
                draft.relayed_by = (*draft.relayed_by, known.speaker or relayer.text)

    def _continue(self, quotation: Quotation) -> None:
        """Step 5."""
        part = unmarked(self._text, quotation)
        if not len(part) or not is_free(self._reading, quotation):
            return
        previous = self._previous(quotation)
        if previous is not None and goes_on(self._text, previous, quotation):
            previous.add(part, quotation.outer.end)
            self._taken.add(quotation)
            return
        subject = introduced_by(self._reading, quotation, previous)
        if subject is not None:
            report = report_at(subject.head, self._reading.quoted, subject)
            draft = draft_of(self._reading, report, [part], [part], Form.DIRECT, quotation.outer.end)
            draft.cue = draft.cue_span = draft.channel = None
            draft.known = (
                self._people.meant(draft.mention, draft.mention_at, self._heard) if draft.mention else draft.known
            )
        elif previous is not None and quotation.outer.start - previous.end <= CONTINUATION_REACH:
            draft = Draft([part], [part], Form.DIRECT, self._reading.number, quotation.outer.end)
            draft.known, draft.follows, draft.relayed_by = previous.known, previous, previous.relayed_by
            if self._is_unclear(previous, quotation):
                draft.known, draft.follows = NOBODY, None
        else:
            return
        self._found.append(draft)
        self._found.sort(key=lambda each: each.start)
        self._taken.add(quotation)

    def _is_unclear(self, previous: Draft, quotation: Quotation) -> bool:
        """True if the paragraph names somebody else between the words before and these, or somebody else spoke."""
        start = max(self._reading.start, previous.end)
        if self._people.names_another(start, quotation.outer.start, previous.known.speaker):
            return True
        since = [each for each in (*self._earlier, *self._found) if previous.end < each.start < quotation.outer.start]
        return any(each.known.speaker not in (None, previous.known.speaker) for each in since)

    def _previous(self, quotation: Quotation) -> Draft | None:
        here = [each for each in self._found if each.start < quotation.outer.start]
        spoken = [each for each in here if each.quoted] or here
        direct = [each for each in here if goes_on(self._text, each, quotation)]
        if direct:
            return direct[-1]
        if spoken:
            return max(spoken, key=lambda each: each.start)
        return next((each for each in reversed(self._earlier) if each.quoted), None)


def _is_writer(subject: Token) -> bool:
    """True for "I", "we" and words that stand for nobody; not for the WHO, nor for "one of the authors"."""
    is_counted = subject.lower_ == "one" and any(child.dep_ in ("prep", "appos") for child in subject.rights)
    return subject.lower_ in _WRITER and subject.tag_ != "NNP" and not is_counted


def _is_own(draft: Draft) -> bool:
    outer = draft.within
    return outer is not None and outer.known.speaker is not None and outer.known.speaker == draft.known.speaker


def _subjects(reading: Reading) -> Iterator[tuple[str, int]]:
    """The names outside quotation marks that are the subject of a verb, or stand in apposition to one."""
    text = text_of(reading.doc)
    for token in reading.doc:
        if token.tag_ != "NNP" or not token.text[:1].isupper() or len(token.text) < 2:
            continue
        holder = token
        # Joan Roe in "Carol Roe, whose mother Joan Roe lives there," is no subject.
        while holder.dep_ == "appos" and not any(child.tag_ == "WP$" for child in holder.head.children):
            holder = holder.head
        if holder.dep_ not in ("nsubj", "nsubjpass") or is_inside(token, reading.quoted) or token.lower_ in NOT_NAMES:
            continue
        # The parser splits "Asante-Boateng" at its hyphen.
        first = _HYPHENATED.search(text, 0, token.idx)
        start = first.start() if first else token.idx
        yield text[start : token.idx + len(token)], reading.start + start


def _bodies(reading: Reading) -> Iterator[tuple[Mention, int]]:
    """The organisations outside quotation marks that are the subject of a sentence."""
    for token in reading.doc:
        if (
            token.dep_ in ("nsubj", "nsubjpass")
            and token.tag_ in ("NN", "NNP")
            and not is_inside(token, reading.quoted)
        ):
            found = mention(token)
            if found.sort is Sort.ORGANISATION:
                yield found, reading.start + found.span.start


def _is_asked(report: Report) -> bool:
    """True in a question: "Did Roe say that it was safe?" reports nothing."""
    doc, at = report.verb.doc, report.verb.i
    while at + 1 < len(doc) and not doc[at + 1].is_sent_start:
        at += 1
    while at > report.verb.i and (doc[at].is_space or doc[at].text in "\"')"):
        at -= 1
    # A mark inside the reported words' quotation marks is theirs: 'Roe said: "Why?"'.
    return doc[at].text == "?" and '"' not in doc[report.verb.i : at + 1].text


def _is_it(draft: Draft) -> bool:
    return draft.mention is not None and draft.mention.noun == "it"


def _is_within(draft: Draft | None, other: Draft) -> bool:
    """True if a draft is `other` or stands within it: the parse may nest two clauses in each other."""
    while draft is not None and draft is not other:
        draft = draft.within
    return draft is other


def _chain(draft: Draft) -> tuple[str, ...]:
    """Those who passed a statement on, outermost first."""
    names: list[str] = []
    outer = draft.within
    while outer is not None:
        name = outer.known.speaker or (outer.mention.text if outer.mention else None)
        if name:
            names.insert(0, name)
        outer = outer.within
    return tuple(names)
