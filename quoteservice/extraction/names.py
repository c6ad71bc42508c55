"""Names as printed: where they begin in a run of capitalised words, what stands before them, and when two are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.given_names import FEMALE_NAMES, MALE_NAMES
from quoteservice.extraction.lexicon import (
    HONORIFICS,
    NOT_NAMES,
    PARTICLES,
    POSTNOMINALS,
    ROLE_NOUNS,
    TITLES,
)

_NICKNAME = re.compile(
    rf"(?<![\w'’])([{CAPITALS}][\w-]+) (?:\"[^\".,!?]{{1,24}}\"|'[^'.,!?]{{1,24}}'|\([{CAPITALS}][^().,]{{1,20}}\))"
    rf" (?=[{CAPITALS}])"
)
# What follows is the field of an office before it is a name: "Minister for Enterprise Fergal Roche".
_OFFICE_FOR = re.compile(r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner|[Dd]irector|[Hh]ead) (?:for|of) $")
OFFICE_ROOM = 24
# What somebody does, between commas: ", the island's mayor,".
_OFFICE_BEHIND = re.compile(
    r",\s+(?:an?|the|its|their)\s+((?:[\w'’-]+\s+){0,5}?[\w'’-]+)(?=[,.]|\s+(?:of|for|at|in)\b)"
)
# Nouns for bodies and places that are surnames as well.
_SURNAMES_TOO = frozenset(("harbour", "church", "court", "house"))
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|person|ee)$")


def name_in(run: str, text: str, start: int) -> tuple[str, int, list[str]] | None:
    """The name in a run of capitalised words, where it begins in the run, and the titles before it."""
    words = [(match.group(), match.start()) for match in re.finditer(r"[^\s]+", run)]
    titles: list[str] = []
    while words:
        word = words[0][0].lower().strip(".")
        parts = word.split("-")
        if word in TITLES or word in HONORIFICS or _is_joined_title(parts) or is_calling(words):
            titles.extend(parts)
        elif word not in NOT_NAMES and not (titles and word in ("of", "the")) and not has_title(words[1:]):
            break
        words.pop(0)
    if _OFFICE_FOR.search(text, max(0, start - OFFICE_ROOM), start):
        while len(words) > 2 and first_name_gender(words[0][0]) is None:
            words.pop(0)
    while words and (words[-1][0].lower().strip(".") in NOT_NAMES | POSTNOMINALS or words[-1][0].lower() in PARTICLES):
        words.pop()
    if not words:
        return None
    last_word, last_at = words[-1]
    end = last_at + len(last_word)
    name = " ".join(unpossessive(run[words[0][1] : end]).split())
    if name.endswith(".") and not re.search(rf"\b(?:Jr|Sr|[{CAPITALS}])\.$", name):
        name = name[:-1]
    if "." in name and re.search(r"\w{3,}\. ", name):
        # Two sentences met: "..., Jane Roe. Roe said".
        first, last = name.split(". ", 1)[0], name.rsplit(". ", 1)[-1]
        name = first if " " in first else last
        return (name, max(words[0][1], run.find(name)), titles) if name else None
    return (name, words[0][1], titles) if name else None


def spelt(name: str) -> str:
    """A name that is printed in capitals at the head of an obituary, "JANE ROE", as it is printed elsewhere."""
    return name.title() if " " in name and name.isupper() and len(max(name.split(), key=len)) > 2 else name


def _is_joined_title(parts: Sequence[str]) -> bool:
    """True for "minister-president", "co-host", "ex-striker"."""
    if all(part in TITLES for part in parts):
        return True
    return len(parts) == 2 and parts[0] in _BEFORE_TITLES and parts[1] in ROLE_NOUNS


_BEFORE_TITLES = frozenset(("co", "ex", "vice", "sub", "then", "fellow"))


def without_nicknames(text: str) -> str:
    """The text of equal length in which a nickname between two names is blank: 'Jo "Boots" Miller'."""
    return _NICKNAME.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    given = match.group(1)
    is_name = given.lower() not in NOT_NAMES
    return given + " " * (len(match.group()) - len(given)) if is_name else match.group()


def is_calling(words: Sequence[tuple[str, int]]) -> bool:
    """True if the first word is what somebody does, with a capital from the sentence: "Commuter Paul Ince"."""
    if len(words) < 3:
        return False
    first, second = words[0][0].lower(), words[1][0]
    is_agent = first in ROLE_NOUNS or bool(_AGENT.search(first))
    return is_agent and first_name_gender(first) is None and first_name_gender(second) is not None


def has_title(words: Sequence[tuple[str, int]]) -> bool:
    """True if an office is among the words."""
    return any(word.lower().strip(".") in TITLES for word, _ in words)


def unpossessive(word: str) -> str:
    """The word without its genitive ending."""
    return re.sub(r"['’]s?$", "", word)


def is_role(word: str) -> bool:
    """True for a word in lower case that stands for what somebody does."""
    bare = word.strip(".")
    return bare in ROLE_NOUNS or bare.endswith(("woman", "person")) or (bare.endswith("man") and len(bare) > 5)


def is_called_like_a_body(words: Sequence[str]) -> bool:
    """True for "Ilse Harbour", which may be a person; not for "Hull Harbour Authority"."""
    return len(words) == 2 and words[1].lower() in _SURNAMES_TOO


def has_office_behind(text: str, end: int) -> bool:
    """True if what somebody does stands behind the name that ends there."""
    match = _OFFICE_BEHIND.match(text, end)
    return match is not None and is_role(match.group(1).split()[-1].lower())


def is_shorter_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True if the names differ in middle names and initials alone."""
    if short[-1].lower() != full[-1].lower() or len(short) < 2 or len(full) < len(short):
        return False
    first, other = short[0].strip(".").lower(), full[0].strip(".").lower()
    if len(full) == len(short) and (first == other or len(first) > 1):
        return False
    return first == other or (len(first) == 1 and other.startswith(first))


def is_same(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True for "Celine Dion" and "Céline Dion", "Willie Roe" and "William Roe", "Paz Roe" and "Wanda Paz Roe"."""
    plain = tuple(unaccented(word).lower() for word in words)
    fuller = tuple(unaccented(word).lower() for word in other)
    if plain == fuller or (plain[1:] == fuller[1:] != () and _is_pet_form(plain[0], fuller[0])):
        return True
    is_end = 1 < len(words) < len(other) and fuller[-len(words) :] == plain
    return is_end and first_name_gender(words[0]) is None and first_name_gender(other[0]) is not None


def _is_pet_form(short: str, full: str) -> bool:
    """True for "willie" of "william"."""
    gender = first_name_gender(short)
    return (
        gender is not None
        and gender == first_name_gender(full)
        and short.endswith(("ie", "y"))
        and short[:3] == full[:3]
    )


def first_name_gender(word: str) -> str | None:
    """ "male" or "female" where a first name is given to one of the two alone; None otherwise."""
    whole = unaccented(word.lower())
    for first in (whole, whole.split("-")[0]):
        if first in MALE_NAMES:
            return "male"
        if first in FEMALE_NAMES:
            return "female"
    return None


def unaccented(word: str) -> str:
    """The word without accents: "Celine" for "Céline"."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word.replace("ł", "l")) if not unicodedata.combining(letter)
    )
