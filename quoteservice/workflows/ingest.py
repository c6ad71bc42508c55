"""Reads an article and keeps what was said in it."""
from __future__ import annotations

from dataclasses import dataclass

from quoteservice.domain.quote import Quote, Source


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an article: `created` is False if the same text was on record before."""

    source: Source
    quotes: tuple[Quote, ...]
    created: bool


class Ingest:
    pass
