"""Who said which words: joins quotations, reporting clauses and people into statements, paragraph by paragraph.

1. every reporting clause claims its words, and quotations go to the clause beside them (`claims`)
2. a clause inside reported words is a second-hand statement
3. every mention is given its speaker, in order of the text
4. a free-standing quotation goes on with the speaker before it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoteservice.domain.quote import Form
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.extraction.claims import Claims
from quoteservice.extraction.clauses import report_at
from quoteservice.extraction.continuation import goes_on, introduced_by, is_free
from quoteservice.extraction.cues import Frame
from quoteservice.extraction.drafts import NOBODY, Draft, draft_of, unmarked
from quoteservice.extraction.known import Heard
from quoteservice.extraction.lexicon import NOT_NAMES, ROLE_NOUNS
from quoteservice.extraction.mentions import Mention, Sort, mention
from quoteservice.extraction.people import People
from quoteservice.extraction.quotations import Quotation
from quoteservice.extraction.reading import Reading, text_of
from quoteservice.extraction.subjects import is_inside

# How far a free-standing quotation may stand from the one whose speaker it continues, in characters.
CONTINUATION_REACH = 1_500

# So much behind words that are passed on belongs to whoever passes them on, in characters.
REST_OF_OUTER = 15

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
        self._earlier = earlier
        self._people = people
        self._heard = heard
        self._waiting = waiting
        claims = Claims(reading, before)
        self._found = claims.found
        self._taken = claims.taken
        self._relaying: list[Draft] = []

    def drafts(self) -> list[Draft]:
        self._nest()
        self._name()
        self._settle_waiting()
        for quotation in self._reading.quotations:
            if quotation not in self._taken:
                self._continue(quotation)
        return self._found

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

    def _nest(self) -> None:
        """Step 2: of clauses in reported words, keeps those that pass on somebody else's words."""
        dropped: set[int] = set()
        for draft in self._found:
            outer = self._around(draft)
            if outer is None or draft.report is None or outer.report is None:
                continue
            # "Roe said the letter had described what was planned": no words of the letter.
            is_told = draft.report.cue.frames & Frame.CLAUSE and draft.report.cue.lemma != "describe"
            if _is_own_pronoun(draft, outer) or not is_told:
                dropped.add(id(draft))
                continue
            if draft.form is Form.INDIRECT and draft.parts[0].cut(self._text).startswith("to "):
                # "Roe said the pupils had asked to sing": what they did, and nothing that they said.
                dropped.add(id(draft))
                continue
            if _is_within(outer, draft):
                continue
            draft.within = outer
            is_all = draft.parts[-1].end + REST_OF_OUTER >= outer.parts[-1].end
            if draft.report.verb.head == outer.report.verb and draft.report.verb.dep_ == "ccomp" and is_all:
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
        """Step 3."""
        self._people.add_subjects(_subjects(self._reading))
        self._people.add_bodies(_bodies(self._reading))
        self._people.leave_out(part for draft in self._found for part in draft.parts)
        for draft in sorted([*self._found, *self._relaying], key=lambda each: each.mention_at):
            if draft.mention is None:
                continue
            draft.known = self._people.meant(draft.mention, draft.mention_at, self._heard)
            if self._is_house(draft):
                draft.known = replace(draft.known, kind=SpeakerKind.ORGANISATION)
            # Whose words are only passed on is not who "he" is next: "a priest told him, he said. He wanted to go."
            if draft.known.speaker is not None and draft.within is None and not _is_aside(draft):
                self._heard.append(Heard(draft.known, draft.mention, draft.mention_at))
        self._found = [each for draft in self._found for each in self._each_bearer(draft)]
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

    def _each_bearer(self, draft: Draft) -> list[Draft]:
        """The statement of each of two of one surname: "Both Roes said"; else the statement as it is."""
        bearers = self._people.bearers(draft.mention.text) if draft.mention is not None else ()
        return [replace(draft, known=each) for each in bearers] or [draft]

    def _is_house(self, draft: Draft) -> bool:
        """True for "Brightwater Civil said that it had warned": a name that tells of itself as "it" is no person's."""
        if draft.known.kind is not SpeakerKind.PERSON or draft.known.gender is not None or draft.form is Form.DIRECT:
            return False
        is_full = draft.mention is not None and draft.mention.sort is Sort.NAME and " " in draft.mention.text
        return is_full and draft.parts[0].cut(self._text).startswith(("it ", "its "))

    def _continue(self, quotation: Quotation) -> None:
        """Step 4."""
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


def _is_own_pronoun(draft: Draft, outer: Draft) -> bool:
    """True for "Roe said that she had said so"; not for "she told the court that he said to her"."""
    if draft.mention is None or draft.mention.sort is not Sort.PRONOUN:
        return draft.mention is None
    theirs = outer.mention.gender if outer.mention is not None else None
    return draft.mention.gender is None or theirs is None or draft.mention.gender == theirs


def _is_aside(draft: Draft) -> bool:
    """True for "when an analyst asked whether": who is brought in for that alone is not who "she" is next."""
    if draft.report is None or draft.mention is None or draft.mention.sort is not Sort.INDEFINITE:
        return False
    return draft.report.verb.dep_ == "advcl" and draft.form is Form.INDIRECT


def _is_own(draft: Draft) -> bool:
    outer = draft.within
    return outer is not None and outer.known.speaker is not None and outer.known.speaker == draft.known.speaker


def _subjects(reading: Reading) -> Iterator[tuple[str, int, bool]]:
    """The names outside quotation marks that are the subject of a verb, or stand in apposition to one.

    With the offset of each, and whether the tagger takes it for a name; at the beginning of a sentence it need not.
    """
    text = text_of(reading.doc)
    depth = 0
    for token in reading.doc:
        depth += (token.text == "(") - (token.text == ")")
        if token.tag_ not in ("NNP", "NN", "NNS") or not token.text[:1].isupper() or len(token.text) < 2:
            continue
        if depth > 0:
            # "Roe (Lab, Harbour) said": a party and a ward.
            continue
        holder = token
        # Joan Roe in "Carol Roe, whose mother Joan Roe lives there," is no subject.
        while holder.dep_ == "appos" and not any(child.tag_ == "WP$" for child in holder.head.children):
            holder = holder.head
        # "Founder and Chairman Ann Roe came on the line": the name stands with the second office.
        if holder.dep_ == "conj" and holder.head.tag_ in ("NN", "NNP") and holder.head.lower_ in ROLE_NOUNS:
            holder = holder.head
        # "Then it was Roe's turn": who speaks next.
        is_turn = holder.dep_ == "poss" and holder.head.lower_ == "turn" and holder.head.dep_ in ("attr", "nsubj")
        # "He had been told by Roe that": it was Roe who spoke.
        has_told = holder.dep_ == "pobj" and holder.head.dep_ == "agent" and holder.head.head.lower_ == "told"
        is_subject = holder.dep_ in ("nsubj", "nsubjpass") or has_told or is_turn
        if not is_subject or is_inside(token, reading.quoted) or token.lower_ in NOT_NAMES:
            continue
        # The parser splits "Asante-Boateng" at its hyphen.
        first = _HYPHENATED.search(text, 0, token.idx)
        start = first.start() if first else token.idx
        yield text[start : token.idx + len(token)], reading.start + start, token.tag_ == "NNP"


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
