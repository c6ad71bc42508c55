"""Looks up what is on record."""
from __future__ import annotations

from dataclasses import dataclass

from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter, Source
from quoteservice.domain.speaker import Resolution, SpeakerProfile
from quoteservice.domain.verdict import Verification


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source with its text as stored and the quotes found in it, in order of the text."""

    source: Source
    text: str
    quotes: tuple[Quote, ...]


class Browse:
    pass
