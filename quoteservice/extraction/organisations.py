"""The organisation that is part of a printed role: "NATO" in "acting NATO spokesman"."""

from __future__ import annotations

import re

from quoteservice.extraction.lexicon import NATIONS, ORGANISATION_WORDS

_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|for|at|with|from|in)\s+(?:the\s+|its\s+)?((?:[A-Z][\w'’&.-]*)(?:\s+(?:of|for|and|the|on)(?=\s+(?:the\s+)?[A-Z])|\s+[A-Z][\w'’&.-]*)*)"
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}[a-z]?\b")
_COMMON = re.compile(r"\b(?:of|for|at|with|from)\s+(?:the|its|his|her|our)\s+((?:[a-z-]+\s+){0,3}[a-z-]+)$")


def organisation_in(role: str | None) -> str | None:
    """The organisation named in a role; None if none is recognised."""
    if not role:
        return None
    named = _AFTER_PREPOSITION.search(role)
    if named and not _is_place(named.group(1)):
        return named.group(1)
    short = _ABBREVIATION.search(role)
    if short and short.group() not in ("CEO", "CFO", "COO", "CTO", "MP", "MSP", "MEP", "US", "UK", "VP"):
        return short.group()
    common = _COMMON.search(role)
    if common and common.group(1).split()[-1] in ORGANISATION_WORDS:
        return common.group(1)
    return None


def _is_place(name: str) -> bool:
    return name.lower() in NATIONS
