"""News quotes as premises: what was said, what the same speaker said elsewhere, and what others said of the subject."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from quoteservice.ports import Vectors
from quoteservice.training.pairs import CONTRADICTS, NEITHER, NOT_SUPPORTED, SUPPORTS, Pair
from quoteservice.training.wording import doubly_denied, negated, opposed, reported, reworded

ORIGIN = "news"

# Words in a quote that is used: fewer say too little to be claimed, more are not read whole.
FEWEST, MOST = 8, 60

# Quotes of one speaker: two or more, so that there is another of his to confuse with, few so that none prevails.
MOST_OF_ONE = 8

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")

Encode = Callable[[Sequence[str]], Vectors]


def quotes_by_speaker(path: Path, chance: random.Random, most: int) -> list[list[str]]:
    """Up to `most` quotes, in groups of one speaker each."""
    spoken: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            quote = row["quotation"].strip().rstrip(",")
            if row["speaker"] and FEWEST <= len(quote.split()) <= MOST and "[" not in quote:
                spoken[row["speaker"]].append(quote)
    groups = []
    for quotes in chance.sample(sorted(spoken.values(), key=lambda each: each[0]), len(spoken)):
        apart = _apart(quotes)[:MOST_OF_ONE]
        if len(apart) > 1 and most > 0:
            groups.append(apart)
            most -= len(apart)
    return groups


def sentences(quote: str) -> list[str]:
    """The sentences of a quote that are long enough to be claimed."""
    return [each for each in _SENTENCE.split(quote) if len(each.split()) >= FEWEST - 1]


def pairs(groups: Sequence[Sequence[str]], encode: Encode, chance: random.Random) -> list[Pair]:
    """Honest wordings, denials, and the nearest other quotes of the same speaker and of others."""
    quotes = [quote for group in groups for quote in group]
    near = _nearest(quotes, groups, encode)
    made: list[Pair] = []
    for at, quote in enumerate(quotes):
        parts = sentences(quote)
        if not parts:
            continue
        part = chance.choice(parts)
        made += _honest(quote, part, chance)
        made += _denials(quote, part, chance)
        for other in near[at]:
            made += _another(quote, part, quotes[other], chance)
    return made


def _honest(quote: str, part: str, chance: random.Random) -> list[Pair]:
    other = reworded(part, chance) or part
    made = [_pair(quote, reported(part, chance), SUPPORTS), _pair(quote, reported(other, chance), SUPPORTS)]
    if twice := doubly_denied(part, chance):
        made.append(_pair(quote, reported(twice, chance), SUPPORTS))
    return made


def _denials(quote: str, part: str, chance: random.Random) -> list[Pair]:
    made = []
    for change in (negated, opposed):
        if (turned := change(part, chance)) is None:
            continue
        claim = reworded(turned, chance) if chance.random() < 0.5 else turned
        made.append(_pair(quote, reported(claim or turned, chance), CONTRADICTS))
        # The twin: the denial is what was said, so the same denial is honest and the plain claim is not.
        said = quote.replace(part, turned)
        if said != quote and chance.random() < 0.5:
            made.append(_pair(said, reported(turned, chance), SUPPORTS))
            made.append(_pair(said, reported(part, chance), CONTRADICTS))
    return made


def _another(quote: str, part: str, other: str, chance: random.Random) -> list[Pair]:
    parts = sentences(other)
    if not parts:
        return []
    claim = chance.choice(parts)
    made = [_pair(quote, reported(claim, chance), NEITHER)]
    if (turned := negated(claim, chance)) and chance.random() < 0.4:
        made.append(_pair(quote, reported(turned, chance), NEITHER))
    if chance.random() < 0.3:
        # Half of it was said, half was not.
        joined = f"{part.rstrip('.,;!?')} {chance.choice(('and', 'because', 'so', 'although'))} {claim}"
        made.append(_pair(quote, reported(joined, chance), NOT_SUPPORTED))
    return made


def _nearest(quotes: Sequence[str], groups: Sequence[Sequence[str]], encode: Encode) -> list[list[int]]:
    vectors = encode(quotes)
    owner = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    near = []
    for at in range(len(quotes)):
        likeness = vectors @ vectors[at]
        # Above this two quotes may say the same.
        likeness[likeness > 0.85] = -1
        likeness[at] = -1
        own = np.where(owner == owner[at], likeness, -1)
        theirs = np.where(owner != owner[at], likeness, -1)
        near.append([int(own.argmax()), int(theirs.argmax())])
    return near


def _apart(quotes: Sequence[str]) -> list[str]:
    """Quotes that do not begin alike: the same words are printed many times."""
    seen: dict[tuple[str, ...], str] = {}
    for quote in quotes:
        seen.setdefault(tuple(quote.lower().split()[:4]), quote)
    return list(seen.values())


def _pair(recorded: str, claimed: str, allowed: tuple[bool, bool, bool]) -> Pair:
    return Pair(recorded, claimed, allowed, ORIGIN)
