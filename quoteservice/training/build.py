"""Builds the pairs that the model is fitted on: public sets, their honest twins and denials, news quotes; balanced."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from quoteservice.training import news
from quoteservice.training.pairs import (
    CONTRADICTS,
    NEITHER,
    QUOTES,
    SUPPORTS,
    TRAIN,
    Pair,
    labelled,
    read,
)
from quoteservice.training.wording import negated, opposed, reported, reworded

# Most rows taken of one set and label, so that no set prevails.
MOST_ROWS = {
    "wikifactcheck_neg": 1500, "breaking_nli": 1000, "semantoneg": 1200, "scone": 400, "sick": 700,
    "sentiment_labelled_sentences": 700, "pan_test": 250, "pawsx_en": 900, "mrpc": 2600, "stsb": 700,
}  # fmt: skip
MOST_OF_THE_REST = 600

# Sets in which nothing is true to the record: each altered pair gets an honest twin made from its first sentence.
WITHOUT_HONEST = frozenset({"wikifactcheck_neg", "sentiment_labelled_sentences", "breaking_nli", "glue_diagnostic"})
# Sets of sentences that state something, whose true pairs can be denied.
DENIABLE = frozenset({"mrpc", "pawsx_en", "stsb", "sick", "fever_symmetric", "pan_test"})

NEWS_QUOTES = 3000

# Words of record and claim together that are trained on; longer pairs cost time and teach little.
MOST_WORDS = 64


def build(folder: Path, encode: news.Encode, seed: int, *, quotes: int = NEWS_QUOTES) -> list[Pair]:
    """All the pairs, shuffled; the same for the same folder and seed."""
    chance = random.Random(seed)
    groups = news.quotes_by_speaker(folder / QUOTES, chance, quotes)
    spoken = [sentence for group in groups for quote in group for sentence in news.sentences(quote)]
    public = list(_public(folder / TRAIN, chance))
    made = [*public, *_denials(public, chance), *_twins(public, chance)]
    made = [_in_context(pair, spoken, chance) for pair in made]
    made += news.pairs(groups, encode, chance)
    unique = {(pair.recorded, pair.claimed): pair for pair in made if _fits(pair)}
    return chance.sample(list(unique.values()), len(unique))


def weights(pairs: Sequence[Pair]) -> list[float]:
    """One weight a pair: within each set and band of overlap supported and unsupported pairs weigh the same."""
    counts: Counter[tuple[str, int, bool]] = Counter((each.origin, each.band, each.allowed[0]) for each in pairs)
    found = []
    for each in pairs:
        own = counts[each.origin, each.band, each.allowed[0]]
        other = counts[each.origin, each.band, not each.allowed[0]]
        # Bounded, so that a few odd pairs in a band do not weigh as much as all others.
        found.append(min(2.0, max(0.4, (own + other) / (2 * own))))
    return found


def _public(path: Path, chance: random.Random) -> Iterable[Pair]:
    by_label: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for row in read(path):
        pair = labelled(row)
        if pair is None:
            continue
        by_label[row["src"], row["label"]].append(pair)
        if row["src"] in ("sick", "scone") and row["label"] == "entails":
            # What follows from a sentence does not say all of it.
            by_label[row["src"], "reversed"].append(Pair(pair.claimed, pair.recorded, NEITHER, pair.origin))
    for (origin, _), rows in sorted(by_label.items()):
        most = MOST_ROWS.get(origin, MOST_OF_THE_REST)
        yield from chance.sample(rows, min(most, len(rows)))


def _denials(pairs: Sequence[Pair], chance: random.Random) -> Iterable[Pair]:
    """Denials of what is true to the record, and what stays true when both sides are denied."""
    for pair in pairs:
        if pair.origin not in DENIABLE or pair.allowed != SUPPORTS or chance.random() < 0.25:
            continue
        turned = negated(pair.claimed, chance) if chance.random() < 0.65 else opposed(pair.claimed, chance)
        if turned is None:
            continue
        yield Pair(pair.recorded, turned, CONTRADICTS, pair.origin)
        if (said := negated(pair.recorded, chance)) is not None and chance.random() < 0.6:
            yield Pair(said, negated(pair.claimed, chance) or turned, SUPPORTS, pair.origin)
            yield Pair(said, pair.claimed, CONTRADICTS, pair.origin)


def _twins(pairs: Sequence[Pair], chance: random.Random) -> Iterable[Pair]:
    for pair in pairs:
        if pair.origin not in WITHOUT_HONEST or pair.allowed == SUPPORTS:
            continue
        honest = reworded(pair.recorded, chance) if chance.random() < 0.5 else None
        yield Pair(pair.recorded, honest or reported(pair.recorded, chance), SUPPORTS, pair.origin)


def _in_context(pair: Pair, spoken: Sequence[str], chance: random.Random) -> Pair:
    """The pair as it meets the model: the record among other sentences, the claim as somebody reports it."""
    recorded, claimed = pair.recorded, pair.claimed
    if chance.random() < 0.35 and len(recorded.split()) < 30:
        other = chance.choice(spoken)
        recorded = f"{other} {recorded}" if chance.random() < 0.5 else f"{recorded} {other}"
    if chance.random() < 0.4:
        claimed = reported(claimed, chance)
    if chance.random() < 0.3:
        claimed = claimed[:1].lower() + claimed[1:].rstrip(" .")
    return Pair(recorded, claimed, pair.allowed, pair.origin)


def _fits(pair: Pair) -> bool:
    both = len(pair.recorded.split()) + len(pair.claimed.split())
    return both <= MOST_WORDS and bool(pair.claimed.strip()) and bool(pair.recorded.strip())
