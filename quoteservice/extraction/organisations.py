"""The organisation that is part of a printed role: "NATO" in "acting NATO spokesman"."""

from __future__ import annotations

import re

from quoteservice.extraction.lexicon import NATIONS, ORGANISATION_WORDS, PLACES, ROLE_NOUNS

_AFTER_PREPOSITION = re.compile(
    r"\b(of|for|at|with|from|in)\s+(?:the\s+|its\s+)?((?:[A-Z][\w'’&.-]*)(?:\s+(?:of|for|and|the|on)(?=\s+(?:the\s+)?[A-Z])|\s+[A-Z][\w'’&.-]*)*)"
)
_WITH_OF = re.compile(r"\b([A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*)*) of (?:the )?[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*)*")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}[a-z]?\b")
_NO_BODIES = frozenset({"us", "uk", "vp", "mp", "msp", "mep", "tv", "it"})
# Offices that are held of a place: "mayor of Leeds" names no organisation.
_OF_A_PLACE = frozenset(
    "mayor president governor bishop archbishop king queen prince princess duke duchess sheriff premier senator earl"
    " minister lord resident native capital".split()
)
_COMMON = re.compile(r"\b(?:of|for|at|with|from)\s+(?:the|its|his|her|our)\s+((?:[a-z-]+\s+){0,3}[a-z-]+)$")


def organisation_in(role: str | None) -> str | None:
    """The organisation named in a role; None if none is recognised."""
    if not role:
        return None
    named = _AFTER_PREPOSITION.search(role)
    if named and (whole := _WITH_OF.search(role)) and not _holds_office(whole.group(1)):
        return whole.group()
    if named and _is_organisation(named.group(1), named.group(2), role):
        return named.group(2)
    short = _ABBREVIATION.search(role)
    if short and short.group().lower() not in _NO_BODIES | ROLE_NOUNS:
        return short.group()
    common = _COMMON.search(role)
    if common and common.group(1).split()[-1] in ORGANISATION_WORDS:
        return common.group(1)
    voiced = _VOICED.match(role)
    return voiced.group(1) if voiced and not _holds_office(voiced.group(1)) else None


# "Ferry Board spokesman"
_VOICED = re.compile(
    r"(?:(?:[Aa]cting|[Cc]hief|[Ss]enior|[Ff]ormer)\s+)?((?:[A-Z][\w&'’.-]*\s+)*(?!Opposition|Government|Alliance)[A-Z][\w&'’.-]*)"
    r"\s+spokes(?:man|woman|person)$"
)


def _holds_office(words: str) -> bool:
    return any(word.lower().strip(".") in ROLE_NOUNS for word in words.split())


def _is_organisation(preposition: str, name: str, role: str) -> bool:
    words = name.lower().split()
    if words[0] == "state" and len(words) > 1 and "secretary of" in role.lower():
        # "speechwriter to Secretary of State Jane Roe"
        return False
    if any(word in ORGANISATION_WORDS for word in words) or (name.isupper() and name not in ("US", "UK", "EU", "UAE")):
        return True
    if " ".join(words) in NATIONS or " ".join(words) in PLACES or preposition in ("from", "in"):
        return False
    return preposition != "of" or not any(word.strip(".,") in _OF_A_PLACE for word in role.lower().split())
