"""Questions that a newcomer can ask at once, made from what is on record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoteservice.domain.quote import Form, PageRequest, Quote, QuoteFilter
from quoteservice.domain.speaker import Speaker, SpeakerKind
from quoteservice.service import Service
from quoteservice.web.forms import VerifyForm

# Long enough to be one statement and no other, short enough to be read at a glance (characters).
SHORTEST, LONGEST = 40, 320

# How many of the first statements on record are looked at.
LOOKED_AT = 25

# After these words "not" makes a sentence say the opposite.
AUXILIARY = re.compile(r"\b(is|are|was|were|will|has|have|can|must)\b(?! not\b|n't)")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and what it shows."""

    shows: str
    form: VerifyForm


def examples(service: Service) -> tuple[Example, ...]:
    """Up to four questions on one statement that is on record; none if nothing suitable is."""
    direct = service.quotes(QuoteFilter(form=Form.DIRECT), PageRequest(limit=LOOKED_AT)).items
    any_form = service.quotes(QuoteFilter(), PageRequest(limit=LOOKED_AT)).items
    fitting = [quote for quote in (*direct, *any_form) if _suits(quote)]
    if not fitting:
        return ()
    people = [quote.speaker for quote in any_form if quote.speaker and quote.speaker.kind is SpeakerKind.PERSON]
    return tuple(_variations(fitting[0], people))


def _suits(quote: Quote) -> bool:
    named = quote.speaker is not None and quote.speaker.kind is not SpeakerKind.ANONYMOUS
    return named and SHORTEST <= len(_printed(quote)) <= LONGEST


def _printed(quote: Quote) -> str:
    """The words up to where the reporting words interrupt them, if they do."""
    return quote.content[: len(quote.statement.parts[0])]


def _variations(quote: Quote, people: list[Speaker]) -> Iterator[Example]:
    speaker = quote.speaker
    if speaker is None:
        return
    words = _printed(quote)
    yield Example("The words as they were printed", VerifyForm(words, speaker.name))
    negated = AUXILIARY.sub(r"\1 not", words, count=1)
    if negated != words:
        yield Example("One small word added", VerifyForm(negated, speaker.name))
    other = next((person for person in people if person.id != speaker.id), None)
    if other is not None:
        yield Example("Under somebody else’s name", VerifyForm(words, other.name))
    yield Example("Who said this?", VerifyForm(words))
