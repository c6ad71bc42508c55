"""Whether a text is in English, which alone is read: told by the small words that no English text does without."""

from __future__ import annotations

import re

# Shorter texts are names and headlines, of which nothing can be told.
LEAST_WORDS = 20

# Least share of the small words below. Of five thousand articles and passages in English none has less than a twelfth,
# articles a third; texts in German, Dutch, French and Spanish have below a thirtieth.
LEAST_SHARE = 0.07

# The most frequent words that are English alone, or nearly: "in" and "was" are German too, and "on" French.
SMALL_WORDS = frozenset(
    "the of and to that for with it is by at from said have has had not be been this which were are his her they their"
    " would who but will you we he she its as or if there than when what about after".split()
)

NOT_ENGLISH = "The text does not look like English, which alone is read: what was said in it may be missing."

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")


def is_english(text: str) -> bool:
    """False for a text of another language; True if that is not clear."""
    letters = sum(map(str.isalpha, text))
    words = _WORD.findall(text.lower())
    if len(_LATIN.findall(text)) < letters / 2:
        # Scripts without spaces have few "words", so their letters are counted.
        return letters < LEAST_WORDS
    return len(words) < LEAST_WORDS or sum(word in SMALL_WORDS for word in words) >= LEAST_SHARE * len(words)
