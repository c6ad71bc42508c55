"""Which reported words and quotations of one paragraph each reporting clause claims, before anybody is named.

1. every reporting clause claims the words that the parse says it reports, grown to whole quotations
2. a quotation that no clause claimed goes to the clause beside it
3. what was spoken about is taken where nothing else was read off the same words
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.extraction.beside import clause_before_colon, clause_beside, introduction
from quoteservice.extraction.catchwords import WORK, WORK_ROOM, is_slogan, is_title
from quoteservice.extraction.clauses import reports
from quoteservice.extraction.cues import Frame
from quoteservice.extraction.drafts import Draft, draft_of, stripped, unmarked
from quoteservice.extraction.quotations import Quotation
from quoteservice.extraction.reading import Reading, text_of
from quoteservice.extraction.report import Report
from quoteservice.extraction.subjects import is_sign
from quoteservice.extraction.topics import topics

# Fewest words of a quotation that stands beside other words of its clause and still is an utterance of its own.
LEAST_UTTERANCE = 3

_WHOLE_CLAUSE = Frame.CLAUSE | Frame.FINDING | Frame.THOUGHT | Frame.ORDER | Frame.OBJECT
_WRITER = frozenset({"i", "we", "you", "one", "who", "what", "there", "this", "that", "these", "which", "those"})
# "That's according to Roe": the words stand in the sentence before.
_POINTER = re.compile(r"(?:that|this|it)(?:['’]s| is| was)?(?: all)?", re.IGNORECASE)
# "..., she told the court, to laughter": what was heard, and nothing that was said.
_NOISE = re.compile(r"to (?:\w+ )?(?:laughter|applause|cheers|jeers|boos|silence|gasps|groans)", re.IGNORECASE)
# 'If it holds, she said, "we shall see"': the condition belongs to the words.
_CONDITION = re.compile(r"(?:if|unless|provided|until|as long as|so long as|without|only if)\b", re.IGNORECASE)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LETTER = re.compile(r"\w")


class Claims:
    """What the clauses of one paragraph claim: `found` are the statements, `taken` the quotations that are settled."""

    def __init__(self, reading: Reading, before: Reading | None) -> None:
        self._reading = reading
        self._text = reading.text
        self._before = before
        self.found: list[Draft] = []
        self.taken: set[Quotation] = set()
        every = list(reports(reading.doc, reading.quoted))
        for report in every:
            self._claim(report, every)
        for quotation in reading.quotations:
            if quotation not in self.taken:
                self._place(quotation, every)
        self._add_topics()
        self.found.sort(key=lambda draft: draft.start)

    def _claim(self, report: Report, every: Sequence[Report]) -> None:
        """Step 1."""
        if not report.pieces or report.subject is None or _is_writer(report.subject):
            return
        if _is_asked(report):
            return
        pieces, quotations = self._grown(report)
        if all(_POINTER.fullmatch(each.cut(self._text)) or _NOISE.fullmatch(each.cut(self._text)) for each in pieces):
            return
        if not pieces or not (report.cue.frames & _WHOLE_CLAUSE or quotations):
            return
        quotations = [each for each in quotations if not self._is_introduced(each, report, every)]
        is_of_phrase = report.cue.lemma == "according"
        whole = [each for each in quotations if self._stands_alone(each, pieces, is_of_phrase=is_of_phrase)]
        whole = [each for each in whole if not (is_title(self._text, each) or is_slogan(self._text, each))]
        is_conditional = any(
            _CONDITION.match(each.cut(self._text)) and not any(each.overlaps(one.outer) for one in quotations)
            for each in pieces
        )
        if whole and not is_conditional:
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
        self.found.append(draft_of(self._reading, report, parts, quoted, form, end))
        self.taken.update(quotations)

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
            self.taken.add(quotation)
            return
        report = clause_beside(self._reading, quotation, every) or self._before_colon(quotation)
        if report is None or report.subject is None:
            return
        self.taken.add(quotation)
        if not is_sign(report.subject, report.verb):
            self._place_beside(quotation, part, report)

    def _place_beside(self, quotation: Quotation, part: Span, report: Report) -> None:
        """Gives a quotation to a clause: to what the clause said already, or as a statement of its own."""
        same = next((each for each in self.found if each.report is not None and each.report.verb == report.verb), None)
        is_inside = self._is_embedded(quotation)
        is_nobodys = is_slogan(self._text, quotation)
        if same is not None and same.form is Form.DIRECT:
            if not is_nobodys and not (is_inside and len(part.cut(self._text).split()) < LEAST_UTTERANCE):
                same.add(part, quotation.outer.end)
        elif self._is_part_of_clause(quotation, report):
            self._mix(quotation, report, same)
        elif is_inside and report.verb.idx + self._reading.start > quotation.outer.start:
            self._embed(quotation, part, report)
        elif not is_nobodys:
            self._keep(report, [part], [part], Form.DIRECT, [quotation])

    def _is_embedded(self, quotation: Quotation) -> bool:
        """True for words in marks that a word stands right before, which they go on from: 'a "sell" rating'."""
        before = self._text[self._reading.start : quotation.outer.start].rstrip()
        return before[-1:].isalnum() and before.split()[-1].lower() != "that"

    def _embed(self, quotation: Quotation, part: Span, report: Report) -> None:
        """Words in marks that end a sentence with its cue behind it: 'It was "a farce," he said'; else nobody's."""
        offset = quotation.outer.start - self._reading.start
        before = next((token for token in reversed(self._reading.doc) if token.idx < offset), None)
        if before is None or not report.cue.frames & Frame.CLAUSE:
            return
        start = before.sent.start_char
        is_long = len(part.cut(self._text).split()) >= LEAST_UTTERANCE
        if not is_long and not any(token.tag_ in _FINITE and token.idx < offset for token in before.sent):
            # 'Known as "the boss", he said that ...'
            return
        piece = stripped(self._text, self._reading.start + start, quotation.outer.end)
        if piece is not None:
            self._keep(report, [piece], [part], Form.MIXED, [quotation])

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
        self.found.append(draft_of(before, report, [part], [part], Form.DIRECT, quotation.outer.end))
        self.found[-1].paragraph = self._reading.number
        self.taken.add(quotation)

    def _is_part_of_clause(self, quotation: Quotation, report: Report) -> bool:
        """True if words of the reporting verb's object stand between the verb and the quotation."""
        verb_end = self._reading.start + report.verb.idx + len(report.verb)
        if verb_end > quotation.outer.start:
            return False
        gap = self._text[verb_end : quotation.outer.start].strip()
        if gap.endswith((":", ",")) or not gap.replace("that", "").strip():
            return False
        if gap.lower() in ("it", "him", "her", "them", "this", "that") and report.cue.frames & Frame.NAMING:
            # 'calling it "a farce"'
            return True
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

    def _add_topics(self) -> None:
        """What was spoken about, where the words are not part of a statement or a quotation already."""
        start = self._reading.start
        used = [part for draft in self.found for part in draft.parts]
        used.extend(each.outer for each in self._reading.quotations)
        for report in topics(self._reading.doc, self._reading.quoted):
            parts = [each.shifted(start) for each in report.pieces]
            cue = report.cue_span.shifted(start)
            is_quoted = any(cue.overlaps(each.outer) for each in self._reading.quotations)
            if not is_quoted and not any(one.overlaps(each) for one in parts for each in used):
                self._keep(report, parts, [], Form.INDIRECT, ())
                used.extend(parts)


def _is_writer(subject: Token) -> bool:
    """True for "I", "we" and words that stand for nobody; not for the WHO, nor for "one of the authors"."""
    is_counted = subject.lower_ == "one" and any(child.dep_ in ("prep", "appos") for child in subject.rights)
    if subject.lower_ == "those" and any(child.dep_ in ("acl", "relcl") for child in subject.rights):
        return False
    return subject.lower_ in _WRITER and subject.tag_ != "NNP" and not is_counted


def _is_asked(report: Report) -> bool:
    """True in a question: "Did Roe say that it was safe?" reports nothing."""
    doc, at = report.verb.doc, report.verb.i
    while at + 1 < len(doc) and not doc[at + 1].is_sent_start:
        at += 1
    while at > report.verb.i and (doc[at].is_space or doc[at].text in "\"')"):
        at -= 1
    # A mark inside the reported words' quotation marks is theirs: 'Roe said: "Why?"'.
    return doc[at].text == "?" and '"' not in doc[report.verb.i : at + 1].text
