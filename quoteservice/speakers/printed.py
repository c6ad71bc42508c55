"""The titles that an article prints beside a person's full name, wherever in it that stands.

An article says once who somebody is, and seldom beside a statement: "The new transport minister, Rosa Roe, has ...".
"""

from __future__ import annotations

import re

from quoteservice.speakers.fields import FIELDS, GENERIC, WORKPLACES
from quoteservice.speakers.names import name
from quoteservice.speakers.offices import NEUTRAL, OTHER, Office, office, same_office
from quoteservice.speakers.places import COUNTRIES
from quoteservice.speakers.spelling import folded
from quoteservice.speakers.titles import ABBREVIATIONS, COURTESY, DESCRIBING, MILITARY, OFFICES
from quoteservice.text.spelling import one_spelling

# Heads by which a phrase beside a name is told from anything else that stands between commas.
_HEADS = FIELDS.keys() | GENERIC | MILITARY
# Words of a title before its head that are not capitalised: "acting navy spokeswoman Jane Roe".
_PORTFOLIOS = frozenset(
    "transport trade energy environment environmental climate union company regional local chief senior economic "
    "foreign finance health home interior education justice defense labor agriculture culture housing deputy".split()
)
_WITHIN = OFFICES | NEUTRAL | OTHER | WORKPLACES.keys() | COUNTRIES.keys() | _PORTFOLIOS
_MOST_WORDS = 8
_PHRASE = r"[^,.;:\n\"“”()]{3,90}"
_WORD = re.compile(r"[^\s,;:\"“”()]+$")


def titles_beside(text: str, full_name: str) -> tuple[str, ...]:
    """The titles in the order of the text, each office once, as fully as it is printed; () for a surname alone."""
    found = name(full_name)
    if not found.given or not found.surname:
        return ()
    printed = r"\s+".join(map(re.escape, full_name.split()))
    titles: list[tuple[str, Office]] = []
    for match in re.finditer(rf"(?<!\w){printed}(?!\w)", text):
        for title in (_before(text[: match.start()]), _ahead(text[: match.start()]), _behind(text[match.end() :])):
            held = office(title) if title else None
            if title and held and held.head in _HEADS:
                titles = _with(titles, title, held)
    return tuple(title for title, _ in titles)


def _with(titles: list[tuple[str, Office]], title: str, held: Office) -> list[tuple[str, Office]]:
    """The titles and this one; of one office the one that says more."""
    for at, (known, other) in enumerate(titles):
        if same_office(held, other) and held.other == other.other:
            longer = (title, held) if len(held.words) > len(other.words) else (known, other)
            return [*titles[:at], longer, *titles[at + 1 :]]
    return [*titles, (title, held)]


def _before(text: str) -> str | None:
    """The title right before the name: "Transport Minister Hugo Roe"."""
    words: list[str] = []
    rest = text
    while len(words) < _MOST_WORDS:
        stripped = rest.rstrip(" \u00a0")
        match = _WORD.search(stripped)
        if match is None or len(stripped) == len(rest):
            break
        word = match.group()
        if not (_is_head(word) if not words else _may_precede(word)):
            break
        words.insert(0, word)
        rest = stripped[: match.start()]
    while words and words[0].casefold() in ("the", "a", "an"):
        words.pop(0)
    return " ".join(words) or None


def _is_head(word: str) -> bool:
    parts = [one_spelling(folded(part)) for part in word.split("-") if folded(part)]
    known = _HEADS | OFFICES | DESCRIBING | ABBREVIATIONS.keys()
    return bool(parts) and all(part in known and part not in COURTESY for part in parts)


def _may_precede(word: str) -> bool:
    plain = one_spelling(folded(word))
    if word.endswith(".") and plain not in ABBREVIATIONS:
        return False
    return plain in _WITHIN or (word[:1].isupper() and plain not in _NO_TITLE)


# Capitalised at the head of a sentence, or days, they are no part of a title.
_NO_TITLE = frozenset(
    "and but when while after before as if for in on at by with from to of that then monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november "
    "december".split()
)
_IN_FRONT = re.compile(rf"(?:^|\s)(?:the|an?|its|his|her|their)\s+({_PHRASE}),\s*$", re.IGNORECASE)


def _ahead(text: str) -> str | None:
    """The title in front of the name, with a comma: "The new transport minister, Dr Rosa Roe, ..."."""
    close = text[-150:]
    style = _WORD.search(close.rstrip())
    if style is not None and folded(style.group()) in COURTESY | ABBREVIATIONS.keys():
        close = close[: style.start()]
    match = _IN_FRONT.search(close)
    return match.group(1).strip() if match else None


def _behind(text: str) -> str | None:
    """The title behind the name: "Jane Roe, the mayor of Vell, ..."."""
    match = re.match(rf",\s+(?:(?:the|an?|its|his|her|their)\s+)?({_PHRASE})[,.;]", text[:150], re.IGNORECASE)
    phrase = match.group(1).strip() if match else None
    if phrase is None or re.match(r"(?:who|which|and|but|said|says|told)\b", phrase):
        return None
    return phrase
