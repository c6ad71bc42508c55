"""Words that somebody quotes within a quotation: 'Roe told me, "You are wrong,"' in what Doe says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.drafts import Draft, without_comma
from quoteservice.extraction.lexicon import NOT_NAMES
from quoteservice.extraction.people import People

_NAME = rf"[{CAPITALS}][\w'’-]+(?: [{CAPITALS}][\w'’-]+){{0,2}}"
_SAID = (
    r"(?:told (?:me|us|him|her|them)|said(?: to (?:me|us|him|her|them))?|says|asked(?: me| us)?|wrote|writes|shouted)"
)
# A name, what it said within a few words, and whole sentences in marks of their own.
_QUOTED = re.compile(
    rf"(?<![\w'’-])({_NAME}) {_SAID}\b[^.!?:\"“”‘\n]{{0,60}}[,:]\s"
    r"(?:\"([^\"]{8,})\"|“([^”]{8,})”|‘([^’]{8,})’(?!\w)|'([^'\n]{8,})'(?!\w))"
)
# Fewer words are a name or a catchword.
LEAST_WORDS = 3


def nested(text: str, drafts: Sequence[Draft], people: People) -> Iterator[Draft]:
    """The statements quoted within direct ones by whoever is named right before, each passed on by its quoter."""
    for outer in drafts:
        if outer.form is not Form.DIRECT or outer.known.speaker is None:
            continue
        for part in outer.parts:
            for match in _QUOTED.finditer(text, part.start, part.end):
                number = next(at for at in range(2, 6) if match.group(at) is not None)
                words = without_comma(text, Span(match.start(number), match.end(number)))
                if match.group(1).split()[0].lower() in NOT_NAMES:
                    continue
                known = people.labelled(match.group(1))
                if len(words.cut(text).split()) < LEAST_WORDS or known.speaker in (None, outer.known.speaker):
                    continue
                draft = Draft([words], [words], Form.DIRECT, outer.paragraph, words.end, known=known)
                draft.label = Span(match.start(1), match.end(1))
                draft.relayed_by = (*outer.relayed_by, outer.known.speaker)
                yield draft
