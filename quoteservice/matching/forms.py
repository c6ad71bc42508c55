"""How two words are related: forms of one word, opposites, or near enough in meaning."""

from __future__ import annotations

from functools import lru_cache

from quoteservice.matching.lexicon import ANTONYMS, IRREGULAR_FORMS, NEGATIVE_PREFIXES, SYNONYMS

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


def _pairs(table: tuple[tuple[str, str], ...]) -> frozenset[tuple[str, str]]:
    both = set()
    for one, other in table:
        both |= {(one, other), (other, one), (base(one), base(other)), (base(other), base(one))}
    return frozenset(both)


_OPPOSITES = _pairs(ANTONYMS)
_EQUALS = _pairs(SYNONYMS)


def same_word(one: str, other: str) -> bool:
    """True if the two are forms of one word."""
    return base(one) == base(other)


def opposite(one: str, other: str) -> bool:
    """True if the two mean the opposite, by the table of antonyms or by a prefix: likely / unlikely."""
    return (one, other) in _OPPOSITES or (base(one), base(other)) in _OPPOSITES or negated_form(one, other)


def negated_form(one: str, other: str) -> bool:
    """True if one is the other with a negative prefix."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    # The end first, since it rules out nearly every pair: a claim asks this of thousands.
    return len(short) > LEAST_STEM and long.endswith(short) and long[: -len(short)] in NEGATIVE_PREFIXES


def synonymous(one: str, other: str) -> bool:
    """True if the two mean the same, by the table of synonyms."""
    return (one, other) in _EQUALS or (base(one), base(other)) in _EQUALS
