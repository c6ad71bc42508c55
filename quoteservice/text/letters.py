"""Which texts can hold which words, told from their letters alone: a hundredth of the cost of reading the words."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache

from quoteservice.text.amounts import NUMERATING
from quoteservice.text.marks import APOSTROPHES, DASHES, DOUBLE_MARKS, SINGLE_MARKS
from quoteservice.text.spelling import one_spelling, respelled
from quoteservice.text.words import stands_alone

# Shorter words stand inside so many others that they rule hardly anything out.
LEAST_LETTERS = 5
# Letters that no apostrophe, dash, digit or bracket joins to anything.
_ALONE = re.compile(
    rf"(?<![^\W_])(?<![{re.escape(APOSTROPHES + DASHES)}\[\]])[A-Za-z]{{{LEAST_LETTERS},}}"
    rf"(?!\w|\s?[{re.escape(APOSTROPHES)}]|[{re.escape(DASHES)}\[\]])"
)
# Short forms may stand for these: "shan't", "she'd", "gonna", "No 5".
_SHORTENED = frozenset("shall would going number".split())

_TYPOGRAPHY = str.maketrans(dict.fromkeys(DOUBLE_MARKS + SINGLE_MARKS + APOSTROPHES + DASHES + "…\u00a0", " "))
_NO_LETTERS = bytes(sorted(set(range(128)) - set(string.ascii_lowercase.encode())))

Letters = tuple[bytes, ...]


def firm(text: str, *, names: bool = True) -> Letters:
    """Words of a text whose letters stand in every printing of the same words; by far not all such words.

    Without `names` none that has a capital: initials may stand for those.
    """
    return tuple(dict.fromkeys(_firm(text, names)))


def may_hold(text: str, words: Letters) -> bool:
    """False only if one of the firm words cannot be among the words of the text."""
    letters = letters_of(text) if words else b""
    return not letters or all(word in letters for word in words)


def may_stand_in(text: str, letters: bytes) -> bool:
    """False only if a word of the text cannot be among those of the text that has these letters.

    Most are ruled out by their first words, so that the rest is never looked at.
    """
    return not letters or all(word in letters for word in _firm(text, True))


def letters_of(text: str) -> bytes:
    """The letters of a text, one after the other; nothing if they do not show which words can stand there."""
    flat = _flat(text)
    return flat.lower().encode().translate(None, _NO_LETTERS) if flat.isascii() else b""


def _firm(text: str, names: bool) -> Iterator[bytes]:
    if not _flat(text).isascii():
        return
    for found in _ALONE.finditer(text):
        word = found.group()
        if (names or word.islower()) and _is_firm(word.lower()):
            yield word.lower().encode()


def _flat(text: str) -> str:
    """The text in ASCII if only marks keep it from that; else accents or the invisible may stand inside of words."""
    return text if text.isascii() else text.translate(_TYPOGRAPHY)


@lru_cache(maxsize=65_536)
def _is_firm(word: str) -> bool:
    """True if the word is read as itself wherever it stands alone, and nothing that is spelled otherwise is."""
    if word in NUMERATING or word in _SHORTENED or not stands_alone(word):
        return False
    return one_spelling(word) == word and not respelled(word)
