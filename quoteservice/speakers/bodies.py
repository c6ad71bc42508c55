"""Names of organisations: legal forms, and short forms made of initials."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quoteservice.speakers.names import name_words
from quoteservice.speakers.titles import ARTICLES

# Each line is one legal form; of two bodies of one name with two forms each is its own.
_FORMS = (
    "inc incorporated corporation corp", "ltd limited", "co company companies", "plc", "llc", "ag aktiengesellschaft",
    "gmbh", "sa", "nv", "spa", "ab", "asa", "oy", "kg", "lp", "llp", "pty", "group", "holdings",
)  # fmt: skip
_LEGAL = {word: number for number, line in enumerate(_FORMS) for word in line.split()}
_PHRASES = (("united states", "us"), ("united kingdom", "uk"), ("european union", "eu"))
_SKIPPED = frozenset("of for and on in to at by".split())
_VOICE = re.compile(r"\bspokes\w+\s+(?:for|of|at)\b", re.IGNORECASE)
# What articles call a house by when they have named it.
_KIND = re.compile(
    r"the (?:ministry|department|agency|authority|commission|council|board|company|bank|union|association|federation|"
    r"club|league|party|university|college|school|hospital|trust|charity|foundation|institute|museum|church|airline|"
    r"airport|railway|regulator|tribunal|committee|society|group|firm|brewery|theatre)",
    re.IGNORECASE,
)
# Fewer letters than this stand for too much.
_LEAST_INITIALS = 2
_MOST_INITIALS = 7


def bare(text: str) -> tuple[str, ...]:
    """The words of the name without articles."""
    return tuple(word for word in name_words(text) if word not in ARTICLES)


def same_body(one: str, other: str) -> bool:
    """True if the two name one organisation: the same words but for the legal form.

    "The military" is not "the German military", and initials may stand for several.
    """
    ours, theirs = _words(one), _words(other)
    forms = [{_LEGAL[word] for word in each if word in _LEGAL} for each in (ours, theirs)]
    if forms[0] and forms[1] and forms[0] != forms[1]:
        return False
    return bool(ours) and _unlegal(ours) == _unlegal(theirs)


def stands_for(short: str, full: str) -> bool:
    """True if one is made of the initials of the other: "UN" of "United Nations", "MoD" of "Ministry of Defence"."""
    ours, theirs = bare(short), bare(full)
    if len(ours) != 1 or len(theirs) < _LEAST_INITIALS:
        return False
    return ours[0] in initials(full)


def is_kind_of(typed: str, full: str) -> bool:
    """True for "the ministry" and "Ministry of Ferries" or "a spokesman for the ferry ministry"."""
    spoken_for = _VOICE.split(full)[-1]
    if not _KIND.fullmatch(typed.strip()):
        return False
    theirs = bare(spoken_for)
    head = next((at for at, word in enumerate(theirs) if word in _SKIPPED), len(theirs))
    return len(theirs) > 1 and theirs[head - 1 : head] == bare(typed)


def initials(text: str) -> frozenset[str]:
    """The short forms that the name may have; none for a name of one word."""
    words = bare(text)
    if len(words) < _LEAST_INITIALS:
        return frozenset()
    every = "".join(word[0] for word in words)
    some = "".join(word[0] for word in words if word not in _SKIPPED)
    return frozenset(each for each in (every, some) if _LEAST_INITIALS <= len(each) <= _MOST_INITIALS)


def _words(text: str) -> tuple[str, ...]:
    words = f" {' '.join(word for word in bare(text) if word != 'and')} "
    for phrase, short in _PHRASES:
        words = words.replace(f" {phrase} ", f" {short} ")
    return tuple(words.split())


def _unlegal(words: Iterable[str]) -> tuple[str, ...]:
    found = tuple(words)
    without = tuple(word for word in found if word not in _LEGAL)
    return without or found
