"""Which words of a text quotes are looked up by, and which they are weighed by; the same for every store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, prod

from quoteservice.store.words import words_of

# An OR of words costs as many rows as its words have on record. The rarest words find the record that a claim is
# about; these bounds keep the cost the same whether a thousand or a million quotes are stored.
WORDS_ASKED = 16  # words: about one news sentence without its articles and prepositions
WORDS_WEIGHED = 64  # words whose frequency is looked up, longest first, since long words are seldom the frequent ones
ROWS_SCORED = 5_000  # rows that the words may have together; one costs a tenth of a microsecond
# Rows that lie behind the frequent words among those asked: of these lists are only walked over, at 5 ns a row.
ROWS_WALKED = 600_000
# Words that are looked up together if each alone is too frequent: more are seldom all in one quote.
MOST_TOGETHER = 4
# A word that nearly every quote has counts for something all the same, as in FTS5.
LEAST_RARITY = 1e-6

# Words of grammar. They are asked for only if there is no other word: even counting their rows costs a walk over a
# list as long as the store. The bounds above hold without this table, so a language that is not in it is only slower.
GRAMMAR = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can could did do does
    down for from had has have he her here him his how i if in into is it its just like made make many may me might more
    most much must my no not now of off on one only or other our out over said say says she should so some such than
    that the their them then there these they this those through to told too under until up upon us very was we were
    what when where which while who whom whose why will with would you your""".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A quote is looked up if it has every word of one of the `groups`.

    It is weighed by those of the `words` that it has, each with the number of quotes that have it, least first.
    """

    groups: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, int], ...]


def weighed_words(text: str) -> list[str]:
    """The words of `text` whose frequency is worth looking up."""
    words = set(words_of(text))
    return sorted(words - GRAMMAR or words, key=lambda word: (-len(word), word))[:WORDS_WEIGHED]


def rounded(documents: int) -> int:
    """The number of quotes that have a word; if they are too many to look each of them up, only its magnitude."""
    return documents if documents <= ROWS_SCORED else ROWS_SCORED << ((documents - 1) // ROWS_SCORED).bit_length()


def rarity(documents: int, quotes: int) -> float:
    """What a word weighs in BM25 that so many of the `quotes` have."""
    return max(LEAST_RARITY, log((max(0, quotes - documents) + 0.5) / (documents + 0.5)))


def asked(frequencies: Sequence[tuple[str, int]], quotes: int) -> Asked | None:
    """Of words with the (rounded) number of `quotes` that have them, rarest first, those that one search can afford."""
    chosen: list[tuple[str, int]] = []
    rare: list[str] = []
    rows = 0
    for word, documents in frequencies[:WORDS_ASKED]:
        rows += documents
        if rows > ROWS_WALKED:
            break
        chosen.append((word, documents))
        if rows <= ROWS_SCORED:
            rare.append(word)
    groups = tuple((word,) for word in rare) or _together(chosen, quotes)
    return Asked(groups, tuple(chosen)) if groups else None


def _together(words: Sequence[tuple[str, int]], quotes: int) -> tuple[tuple[str, ...], ...]:
    """The least groups of the rarest words that are rare together; each but one of the words is in every group.

    So one word of a claim may be another than on record. () if they are not rare even together.
    """
    for size in range(2, MOST_TOGETHER + 1):
        groups = list(combinations(words[: size + 1], size))
        # As if words kept no company; those that do are in more quotes together than is expected here.
        expected = sum(quotes * prod(min(1.0, documents / quotes) for _, documents in group) for group in groups)
        if groups and expected <= ROWS_SCORED:
            return tuple(tuple(word for word, _ in group) for group in groups)
    return ()
