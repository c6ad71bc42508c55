"""Which texts can hold which words, told from their letters alone: a hundredth of the cost of reading the words."""

from __future__ import annotations

import re
import string
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
    if not _flat(text).isascii():
        return ()
    found = dict.fromkeys(word.lower() for word in _ALONE.findall(text) if names or word.islower())
    return tuple(word.encode() for word in found if _is_firm(word))


def may_hold(text: str, words: Letters) -> bool:
    """False only if one of the firm words cannot be among the words of the text."""
    if not words:
        return True
    flat = _flat(text)
    if not flat.isascii():
        return True
    letters = flat.lower().encode().translate(None, _NO_LETTERS)
    return all(word in letters for word in words)


def _flat(text: str) -> str:
    """The text in ASCII if only marks keep it from that; else accents or the invisible may stand inside of words."""
    return text if text.isascii() else text.translate(_TYPOGRAPHY)


@lru_cache(maxsize=65_536)
def _is_firm(word: str) -> bool:
    """True if the word is read as itself wherever it stands alone, and nothing that is spelled otherwise is."""
    if word in NUMERATING or word in _SHORTENED or not stands_alone(word):
        return False
    return one_spelling(word) == word and not respelled(word)
