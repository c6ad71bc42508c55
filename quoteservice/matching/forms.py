"""How two words are related: forms of one word, opposites, or near enough in meaning."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from quoteservice.matching.lexicon import ANTONYMS, IRREGULAR_FORMS, NEGATIVE_PREFIXES, SYNONYMS
from quoteservice.matching.wordnet import ANTONYM_LINES, SYNONYM_LINES

_BASE = {form: line.split()[0] for line in IRREGULAR_FORMS for form in line.split()}

# Shorter stems than this belong to words like "red" and "sing", whose endings are not inflections.
LEAST_STEM = 3


@lru_cache(maxsize=65_536)
def base(word: str) -> str:
    """The form that inflections of `word` share: "suspended" and "suspending" give "suspend"; not always a word."""
    if word in _BASE:
        return _BASE[word]
    stem = word[:-2] if word.endswith("'s") else word
    for ending, replacement in (("ies", "y"), ("ied", "y"), ("ying", "y")):
        if stem.endswith(ending) and len(stem) - len(ending) >= LEAST_STEM - 1:
            return stem[: -len(ending)] + replacement
    for ending in ("ing", "ed", "es", "s"):
        cut = stem[: -len(ending)]
        if (
            stem.endswith(ending)
            and len(cut) >= LEAST_STEM
            and not (ending == "s" and stem.endswith(("ss", "us", "is")))
        ):
            return _undoubled(cut)
    return stem[:-1] if stem.endswith("e") and len(stem) > LEAST_STEM else stem


def irregular(word: str) -> bool:
    """True for a form that no rule gives, such as "went": a verb, and not in its base."""
    return _BASE.get(word, word) != word


def _undoubled(stem: str) -> str:
    if len(stem) > LEAST_STEM and stem[-1] == stem[-2] and stem[-1] not in "aeiosl":
        return stem[:-1]
    return stem[:-1] if stem.endswith("e") else stem


Pairs = frozenset[tuple[str, str]]


def _both_ways(table: Iterable[tuple[str, str]]) -> Pairs:
    return frozenset(pair for one, other in table for pair in ((one, other), (other, one)))


def _bases(pairs: Pairs) -> Pairs:
    return frozenset((base(one), base(other)) for one, other in pairs)


def _of_lines(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The pairs of lines such as "task job,chore; theme topic"."""
    for line in lines:
        for entry in line.split("; "):
            word, _, others = entry.partition(" ")
            yield from ((word, other) for other in others.split(","))


_OPPOSITES = _both_ways((*ANTONYMS, *_of_lines(ANTONYM_LINES)))
_EQUALS = _both_ways((*SYNONYMS, *_of_lines(SYNONYM_LINES))) - _OPPOSITES
_OPPOSITE_BASES, _EQUAL_BASES = _bases(_OPPOSITES), _bases(_EQUALS)


def same_word(one: str, other: str) -> bool:
    """True if the two are forms of one word."""
    return base(one) == base(other)


def opposite(one: str, other: str) -> bool:
    """True if the two mean the opposite, by the table of antonyms or by a prefix: likely / unlikely."""
    known = (one, other) in _OPPOSITES or (one, other) in _OPPOSITE_BASES
    adverbs = one.endswith("ly") and other.endswith("ly") and opposite(one[:-2], other[:-2])
    return known or adverbs or (base(one), base(other)) in _OPPOSITE_BASES or negated_form(one, other)


def negated_form(one: str, other: str) -> bool:
    """True if one is the other with a negative prefix."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    # The end first, since it rules out nearly every pair: a claim asks this of thousands.
    return len(short) > LEAST_STEM and long.endswith(short) and long[: -len(short)] in NEGATIVE_PREFIXES


def synonymous(one: str, other: str) -> bool:
    """True if the two mean the same in some form, by the tables of synonyms: "started" and "begins".

    Bases may be given as well, which are not always their own bases.
    """
    known = (one, other) in _EQUALS or (one, other) in _EQUAL_BASES
    return known or (base(one), base(other)) in _EQUAL_BASES


def interchangeable(one: str, other: str) -> bool:
    """True if the two mean the same in the same form: "started" and "began", but not "begins"."""
    return (one, other) in _EQUALS or (synonymous(one, other) and _ending(one) == _ending(other))


def _ending(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed") or (irregular(word) and not word.endswith("s")):
        return "ed"
    return "s" if word.endswith("s") and not word.endswith(("ss", "us", "is")) else ""
