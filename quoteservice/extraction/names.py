"""Names as printed: where they begin in a run of capitalised words, what stands before them, and when two are one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoteservice.extraction.lexicon import (
    FEMALE_NAMES,
    HONORIFICS,
    MALE_NAMES,
    NOT_NAMES,
    PARTICLES,
    ROLE_NOUNS,
    TITLES,
)


def name_in(run: str, text: str, start: int) -> tuple[str, int, list[str]] | None:
    """The name in a run of capitalised words, where it begins in the run, and the titles before it."""
    words = [(match.group(), match.start()) for match in re.finditer(r"[^\s]+", run)]
    titles: list[str] = []
    while words:
        word = words[0][0].lower().strip(".")
        parts = word.split("-")
        if word in TITLES or word in HONORIFICS or all(part in TITLES for part in parts):
            titles.extend(parts)
        elif word not in NOT_NAMES and not (titles and word in ("of", "the")) and not has_title(words[1:]):
            break
        words.pop(0)
    while words and (words[-1][0].lower().strip(".") in NOT_NAMES or words[-1][0].lower() in PARTICLES):
        words.pop()
    if not words:
        return None
    last_word, last_at = words[-1]
    end = last_at + len(last_word)
    name = unpossessive(run[words[0][1] : end])
    if name.endswith(".") and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", name):
        name = name[:-1]
    if "." in name and re.search(r"\w{3,}\. ", name):
        name = name.rsplit(". ", 1)[-1]
    return (name, words[0][1], titles) if name else None


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


def is_shorter_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True if the names differ in middle names and initials alone."""
    if short[-1].lower() != full[-1].lower() or len(short) < 2 or len(full) < len(short):
        return False
    first, other = short[0].strip(".").lower(), full[0].strip(".").lower()
    if len(full) == len(short) and (first == other or len(first) > 1):
        return False
    return first == other or (len(first) == 1 and other.startswith(first))


def first_name_gender(word: str) -> str | None:
    """ "male" or "female" where a first name is given to one of the two alone; None otherwise."""
    first = word.lower().split("-")[0]
    if first in MALE_NAMES and first not in FEMALE_NAMES:
        return "male"
    if first in FEMALE_NAMES and first not in MALE_NAMES:
        return "female"
    return None
