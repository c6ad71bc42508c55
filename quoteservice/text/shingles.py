"""How much of one text stands in another, word for word."""

from __future__ import annotations

from quoteservice.text.words import words

# Words in a row: fewer are shared by chance, more are broken by every small edit (Broder 1997 uses the like).
WORDS = 5


def shingles(text: str) -> frozenset[int]:
    """Hashes of every run of WORDS words; empty for a shorter text."""
    canons = [word.canon for word in words(text)]
    return frozenset(hash(tuple(canons[at : at + WORDS])) for at in range(len(canons) - WORDS + 1))


def shared(one: str, other: str) -> float:
    """The share, 0 to 1, of the shorter text's runs of words that the longer one has too; 0 if one has none."""
    ours, theirs = shingles(one), shingles(other)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0
