"""The reporting clause beside a quotation: before it, behind it, around it, or the words that a colon ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.clauses import is_a_thought, report_at
from quoteservice.extraction.cues import CUES, Cue, Frame
from quoteservice.extraction.quotations import Quotation
from quoteservice.extraction.reading import Reading, text_of
from quoteservice.extraction.report import Report
from quoteservice.extraction.subjects import is_inside, may_speak, noun_phrase, subject_of

# Frames of verbs whose object may hold quoted words; "began the 'Safe Streets' programme" holds a name.
_OBJECTS = Frame.CLAUSE | Frame.NAMING | Frame.OBJECT | Frame.ORDER

_LETTER = re.compile(r"\w")
_FINITE = ("VBD", "VBZ", "VBP")

# How far behind a quotation the verb of its clause may stand, in words: a name with a long apposition lies between.
VERB_REACH = 40

# How many words may lie between a verb and the words that it introduces with a colon or comma.
INTRODUCTION_REACH = 25

# Fewest words that are an utterance, though no comma or object of a reporting verb says so; fewer may be a name.
LEAST_UTTERANCE = 4

# Longest name and description that sign words, in characters.
LONGEST_SIGNATURE = 90

_ENDS_BEFORE_CUE = (",", "?", "!", "—", "–", "-", "…")
_AUXILIARIES = frozenset("is was are were be been being has have had do does did will would".split())


def clause_beside(reading: Reading, quotation: Quotation, every: Sequence[Report]) -> Report | None:
    """The reporting clause that a quotation belongs to by its place; None if none stands beside it."""
    behind = _behind(reading, quotation)
    return (
        introduction(reading, quotation, every)
        or behind
        or _before(reading, quotation, every)
        or _within(reading, quotation, every)
        or signature(reading, quotation)
    )


def introduction(reading: Reading, quotation: Quotation, every: Sequence[Report]) -> Report | None:
    """The clause that introduces a quotation with a colon; None if none does."""
    before = _before(reading, quotation, every)
    return before if before is not None and _introduces(reading, before, quotation) else None


def _relative(reading: Reading, span: Span) -> Span:
    return Span(span.start - reading.start, span.end - reading.start)


_SIGNED = re.compile(rf"\s*(?:[―—–]|--?)\s*(?=[{CAPITALS}@])")


def signature(reading: Reading, quotation: Quotation) -> Report | None:
    """The name that signs words behind a dash at the end of their paragraph: "We stay." — Ada Roe."""
    doc, text = reading.doc, text_of(reading.doc)
    match = _SIGNED.match(text, quotation.outer.end - reading.start)
    if match is None or len(text) - match.end() > LONGEST_SIGNATURE or re.search(r"[.!?]\s", text[match.end() :]):
        return None
    first = next(reading.tokens_from(match.end()), None)
    name = noun_phrase(doc, first.i) if first is not None else None
    if first is None or name is None or any(token.tag_ in _FINITE for token in doc[first.i :]):
        return None
    return report_at(doc[first.i - 1], reading.quoted, name, Cue("—", Frame.BESIDE))


def _behind(reading: Reading, quotation: Quotation) -> Report | None:
    """The clause right behind: "said Roe", "Roe, who runs the mill, said"."""
    doc = reading.doc
    outer = _relative(reading, quotation.outer)
    first = next(
        (token for token in reading.tokens_from(outer.end) if not token.is_space and token.text not in ",—–-"), None
    )
    if first is None or is_inside(first, reading.quoted) or _LETTER.search(text_of(doc), outer.end, first.idx):
        return None
    words = quotation.inner.cut(reading.text).rstrip(" \u00a0'’\"”")
    gap = text_of(doc)[outer.end : first.idx]
    is_joined = words.endswith(_ENDS_BEFORE_CUE) or any(mark in gap for mark in ",—–")
    is_verb = first.tag_ in _FINITE or (first.tag_ == "VBN" and first.lower_ in CUES)
    if is_verb and (first.lower_ in CUES or is_joined) and first.text[:1].islower():
        subject = noun_phrase(doc, first.i + 1)
        if subject is not None and not is_inside(subject, reading.quoted) and first.lower_ not in _AUXILIARIES:
            return report_at(first, reading.quoted, subject)
    if first.lower_ == "as" and is_joined and first.i + 1 < len(doc):
        return _clause_from(reading, doc[first.i + 1])
    if is_joined:
        return _clause_from(reading, first)
    # The comma is missing: '"We stay" Roe tweeted'. A nickname between two names is no such words.
    is_apart = not words.endswith(".") and gap.strip("\"'”’") == " " and len(words.split()) >= LEAST_UTTERANCE
    found = _clause_from(reading, first) if is_apart else None
    is_next = found is not None and found.subject is not None and found.verb.i - found.subject.i == 1
    return found if is_next and found is not None and found.cue.frames & Frame.CLAUSE else None


def _clause_from(reading: Reading, first: Token) -> Report | None:
    """The clause whose subject begins at a token, if its verb follows within reach."""
    doc = reading.doc
    misread = next((token for token in doc[first.i + 1 : first.i + 6] if _is_misread_verb(token)), None)
    if misread is not None:
        return report_at(misread, reading.quoted, doc[misread.i - 1])
    subject = noun_phrase(doc, first.i)
    if subject is None and first.text[:1].isupper() and first.i + 1 < len(doc) and doc[first.i + 1].tag_ in _FINITE:
        # A name that the parser takes for an adjective: "," Rendic told reporters.
        subject = first
    if subject is None:
        return None
    for token in doc[subject.i + 1 : subject.i + VERB_REACH]:
        if is_inside(token, reading.quoted) and token.i > subject.i and _is_outer(reading, token):
            return None
        if token.text in (".", "!", "?", ";"):
            return None
        if token.tag_ not in (*_FINITE, "VBN", "VBG") or token.lower_ in _AUXILIARIES:
            continue
        is_next = all(
            each.tag_.startswith("RB") or each.lower_ in _AUXILIARIES for each in doc[subject.i + 1 : token.i]
        )
        if token.lower_ in CUES and token.tag_ in (*_FINITE, "VBN") and _is_main(token, subject):
            return report_at(token, reading.quoted, subject)
        if is_next and token.tag_ in _FINITE:
            return report_at(token, reading.quoted, subject, Cue(token.lower_, Frame.BESIDE))
    return None


def _is_misread_verb(token: Token) -> bool:
    """True for "notes" in '..., Roe notes.', which the tagger takes for a noun."""
    before = token.doc[token.i - 1]
    is_name = before.tag_ == "PRP" or before.text[:1].isupper()
    ends = (
        token.i + 1 >= len(token.doc) or token.doc[token.i + 1].is_punct or token.doc[token.i + 1].tag_ in ("IN", "RB")
    )
    return token.lower_ in CUES and token.text.islower() and token.tag_.startswith("NN") and is_name and ends


def _is_outer(reading: Reading, token: Token) -> bool:
    """True for a quotation long enough to be an utterance; a nickname or title may stand in a clause."""
    inside = next(span for span in reading.quoted if span.start <= token.idx < span.end)
    return len(inside.cut(text_of(reading.doc)).split()) > 5


def _is_main(verb: Token, subject: Token) -> bool:
    """False for the verb of a relative clause of the subject: "Roe, who told them so, laughed"."""
    if verb.dep_ == "relcl":
        return False
    return not any(child.tag_ in ("WP", "WDT") and child.dep_.startswith("nsubj") for child in verb.children)


def _before(reading: Reading, quotation: Quotation, every: Sequence[Report]) -> Report | None:
    """The last clause before it in the same sentence, if nothing but a colon, comma or "that" stands between."""
    start = quotation.outer.start - reading.start
    text = text_of(reading.doc)
    found = None
    for report in every:
        if report.subject is None or report.verb.idx >= start or report.cue.frames == Frame.THOUGHT:
            continue
        gap = text[report.verb.idx + len(report.verb) : start]
        if re.search(r"[.!?;]\s", gap) or '"' in gap:
            continue
        if not _may_hold(report, quotation, reading) and gap.strip() and not gap.rstrip().endswith((":", ",")):
            continue
        bare = re.sub(r"\bthat\b", "", text[min(report.clause.end, start) : start])
        if not _LETTER.search(bare) or (gap.rstrip().endswith((":", ",")) and len(gap.split()) < INTRODUCTION_REACH):
            found = report
    return found


def _introduces(reading: Reading, report: Report, quotation: Quotation) -> bool:
    gap = text_of(reading.doc)[report.verb.idx : quotation.outer.start - reading.start].rstrip()
    return gap.endswith(":")


def _within(reading: Reading, quotation: Quotation, every: Sequence[Report]) -> Report | None:
    """The nearest clause before it in its sentence whose verb may have quoted words in its object."""
    start = quotation.outer.start - reading.start
    text = text_of(reading.doc)
    found = None
    for report in every:
        if report.subject is None or report.verb.idx >= start or not _may_hold(report, quotation, reading):
            continue
        gap = text[report.verb.idx + len(report.verb) : start]
        if not re.search(r"[a-z\d)][.!?;]\"?\s+(?:[\"A-Z]|$)", gap):
            found = report
    return found


def _may_hold(report: Report, quotation: Quotation, reading: Reading) -> bool:
    """True if words in marks inside the object of the verb are somebody's words, not the name of a thing."""
    if report.cue.frames & _OBJECTS:
        return True
    return len(quotation.inner.cut(reading.text).split()) >= LEAST_UTTERANCE and report.cue.frames != Frame.THOUGHT


def clause_before_colon(doc: Doc, end: int, quoted: Sequence[Span]) -> Report | None:
    """The clause or name that a colon ends right before an offset: "The coach was blunt:", "Jane Roe:"."""
    text = text_of(doc)[:end].rstrip()
    if not text.endswith(":"):
        return None
    colon = next((token for token in reversed(doc) if token.idx < len(text) and token.text.endswith(":")), None)
    if colon is None or is_inside(colon, quoted):
        return None
    first = (
        next((i for i in range(colon.i - 1, -1, -1) if doc[i].text in (".", "!", "?", '"', ":") or doc[i].is_space), -1)
        + 1
    )
    words = doc[first : colon.i]
    verbs = [token for token in words if token.tag_ in _FINITE and token.dep_ not in ("relcl", "advcl")]
    verbs = [token for token in verbs if not is_a_thought(token)]
    for verb in sorted(verbs, key=lambda each: (each.lower_ not in CUES, each.dep_ != "ROOT", each.i)):
        subject = subject_of(verb, quoted)
        cue = CUES.get(verb.lower_)
        is_mute = subject is not None and not may_speak(subject) and not (cue and cue.frames & Frame.CLAUSE)
        if subject is not None and not is_mute:
            return report_at(verb, quoted, subject, CUES.get(verb.lower_) or Cue(verb.lower_, Frame.BESIDE))
    dash = max((token.i for token in words if token.text in ("-", "–", "—")), default=first - 1)
    by = max((token.i for token in words if token.lower_ == "by"), default=dash)
    if first < colon.i and doc[first].lower_ == "from":
        by = max(by, first)
    name = noun_phrase(doc, by + 1)
    if (verbs and by <= dash) or name is None or name.i >= colon.i:
        return None
    return report_at(colon, quoted, name, Cue(":", Frame.BESIDE))
