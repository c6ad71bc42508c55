"""Quotations without a reporting clause: whether they go on with the utterance or the speaker before them."""

from __future__ import annotations

import re

from spacy.tokens import Token

from quoteservice.domain.quote import Form
from quoteservice.extraction.drafts import Draft
from quoteservice.extraction.lexicon import ROLE_NOUNS
from quoteservice.extraction.quotations import Quotation
from quoteservice.extraction.reading import Reading
from quoteservice.extraction.subjects import is_inside

# Fewest words of a free-standing quotation; below it stand titles and catchwords.
LEAST_FREE_STANDING = 3

# Longest rest of a sentence between two parts of one utterance, in characters.
LONGEST_CUE = 400

_SENTENCE_BREAK = re.compile(r"[a-z\d)]{2,}[.!?]\s+[A-Z]")
_LETTER = re.compile(r"\w")


def is_free(reading: Reading, quotation: Quotation) -> bool:
    """True if the quotation is whole sentences that stand by themselves."""
    before = reading.text[reading.start : quotation.outer.start].rstrip()
    words = quotation.inner.cut(reading.text).rstrip(" \t\u00a0'’\"”")
    if before and not re.search(r"[.!?,][\"'”’)]*$", before):
        return False
    if quotation.carries_on:
        return True
    after = reading.text[quotation.outer.end : reading.paragraph.span.end].lstrip()
    if len(words.split()) < LEAST_FREE_STANDING:
        return bool(before) and words[-1:] in (".", "!", "?") and not after
    if quotation.left_open:
        return True
    ends = words[-1:] in (".", "!", "?", "…", "-", "—", ",") or after[:1] in (".", "!", "?")
    return ends and not (words[-1:] == "," and bool(after))


def goes_on(text: str, previous: Draft, quotation: Quotation) -> bool:
    """True if the two are one utterance: left open, or with no more than the cue's sentence between them."""
    if previous.form is not Form.DIRECT or previous.parts[-1].end > quotation.outer.start:
        return False
    if quotation.carries_on:
        return True
    if previous.paragraph != quotation.paragraph:
        return False
    between = text[previous.parts[-1].end : quotation.outer.start].strip("\"'“”‘’ \t")
    if not _LETTER.search(between):
        return True
    has_cue = (
        previous.cue_span is not None and previous.parts[-1].end <= previous.cue_span.start < quotation.outer.start
    )
    return has_cue and len(between) <= LONGEST_CUE and not _SENTENCE_BREAK.search(between)


def introduced_by(reading: Reading, quotation: Quotation, previous: Draft | None) -> Token | None:
    """Who the sentence right before is about: 'Roe shook her head. "Not today."'; None if that is no person."""
    at = quotation.outer.start - reading.start
    before = [
        token for token in reading.doc if token.idx + len(token) <= at and not token.is_space and not token.is_punct
    ]
    if not before or is_inside(before[-1], reading.quoted):
        return None
    sentence = before[-1].sent
    if any(is_inside(token, reading.quoted) for token in sentence if token.idx < at and not token.is_punct):
        return None
    if previous is not None and previous.end > reading.start + sentence.start_char:
        return None
    subject = next((child for child in sentence.root.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.idx >= at or not sentence.root.tag_.startswith("VB"):
        return None
    is_person = (
        subject.tag_ == "NNP"
        or subject.lower_ in ("he", "she", "they")
        or (subject.tag_ == "NN" and subject.lower_ in ROLE_NOUNS)
    )
    return subject if is_person else None
