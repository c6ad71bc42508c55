"""Cues that stand in the middle of the sentence that they report, and part its beginning from the rest."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.report import trim

# A word and the comma behind it.
LEAST_TORN_OFF = 2
# Where one sentence of what was said ends and another begins.
_BREAKS = frozenset(";:.!?")
# What begins a clause about who speaks: "When they met, Roe said, it rained".
_OF_SPEAKERS = frozenset("when while after before as since once and but or who which".split())


def torn_off(verb: Token, reported: Token, clause: Span) -> tuple[Span, ...]:
    """What a cue between commas parts from the rest of its sentence.

    The subject, "Roads, she told the paper, had hidden the land", or a clause: "Had it stopped later, Roe said, it
    would have burned". Not what tells of the speaker: "Asked on Monday, Roe said, ...".
    """
    doc = reported.doc
    first = reported.left_edge.i
    behind = next((at for at in range(verb.i, 0, -1) if doc[at - 1].idx < clause.start), 0)
    before = doc[behind_break(doc, behind) : behind]
    if doc[first - 1].text != "," or len(before) < LEAST_TORN_OFF or before[-1].text != ",":
        return ()
    if any(token.text == '"' for token in before):
        return ()
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "mark") for child in reported.lefts)
    if has_subject:
        is_clause = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in before)
        of_speaker = before[0].tag_ in ("VBG", "VBN", "CC") or before[0].lower_ in _OF_SPEAKERS
        joined = any(child.dep_ == "cc" for child in verb.children)
        if not is_clause or of_speaker or joined or verb.dep_ == "relcl":
            return ()
    elif doc[first].dep_ not in ("aux", "auxpass", "ROOT", "ccomp"):
        return ()
    return trim(doc, before[0].i, before[-2].i)


def behind_break(doc: Doc, end: int) -> int:
    """Where the sentence begins that ends before a token."""
    return next((at for at in range(end, 0, -1) if doc[at - 1].text in _BREAKS or doc[at - 1].is_space), 0)


def condition_before(verb: Token, reported: Token) -> tuple[Span, ...]:
    """The condition which quoted words go on from: 'If it holds, Roe said, "we shall see"'; () if there is none."""
    doc, first = verb.doc, reported.left_edge.i
    if doc[first].text == '"':
        first += 1
    if not doc[first].text[:1].islower() or doc[first - 1].text != '"':
        return ()
    for clause in verb.lefts:
        opening = clause.left_edge
        if clause.dep_ == "advcl" and opening.lower_ in ("if", "unless") and opening.is_sent_start:
            return trim(doc, opening.i, clause.right_edge.i)
    return ()
