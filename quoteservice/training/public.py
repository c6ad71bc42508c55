"""Labelled pairs of public sets, and an honest twin for those of sets in which nothing is true to the record."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoteservice.errors import ModelMissing
from quoteservice.training.pairs import CONTRADICTS, NEITHER, NOT_SUPPORTED, SUPPORTS, Allowed, Pair

TRAIN = "pairs/train.jsonl.gz"

# Most rows taken of one set and label, so that no set prevails.
MOST_ROWS = {
    "wikifactcheck_neg": 1500, "breaking_nli": 600, "semantoneg": 1200, "scone": 400, "sick": 700,
    "sentiment_labelled_sentences": 400, "pan_test": 250, "pawsx_en": 900, "mrpc": 2600, "stsb": 700,
}  # fmt: skip
MOST_OF_THE_REST = 600

# Where every pair is altered, a model would learn that near words mean an alteration: the record itself, claimed, is
# the honest twin of this share of them.
ONLY_ALTERED = frozenset({"wikifactcheck_neg", "sentiment_labelled_sentences", "breaking_nli", "glue_diagnostic"})
TWINS = 0.6

# Sets whose altered sentences are denials or opposites, and kinds of one-word change in Breaking NLI that are.
_OPPOSED = frozenset(
    {"semantoneg", "sick", "sentiment_labelled_sentences", "glue_diagnostic", "nan_nli", "nan_nli_full"}
)
_DENYING = frozenset({"one-word: antonyms", "one-word: antonyms_wordnet"})
# Similarity on the scale 0 to 5 of the STS benchmark, above which "close" pairs nearly say the same.
_NEARLY_SAME = 3.8


def require(folder: Path | None) -> Path:
    """The folder of the labelled sets; ModelMissing, saying what to give, unless they are there."""
    if folder is None or not (folder / TRAIN).is_file():
        raise ModelMissing(
            "The labelled pairs are not there",
            where=str(folder) if folder else "--data",
            remedy=f"Give the folder that holds {TRAIN} with --data; the model's card names the sets.",
        )
    return folder


def pairs(folder: Path, chance: random.Random) -> list[Pair]:
    """The pairs of all sets, with honest twins, in an order of chance."""
    by_label: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for row in _rows(folder / TRAIN):
        pair = labelled(row)
        if pair is None or not pair.fits:
            continue
        by_label[row["src"], row["label"]].append(pair)
        if row["src"] in ("sick", "scone") and row["label"] == "entails":
            # What follows from a sentence does not say all of it.
            by_label[row["src"], "reversed"].append(Pair(pair.claimed, pair.recorded, NEITHER, pair.origin))
    found: list[Pair] = []
    for (origin, _), rows in sorted(by_label.items()):
        found += chance.sample(rows, min(MOST_ROWS.get(origin, MOST_OF_THE_REST), len(rows)))
    altered = [each for each in found if each.origin in ONLY_ALTERED and each.allowed != SUPPORTS]
    twins = [Pair(p.recorded, p.recorded, SUPPORTS, p.origin) for p in altered if chance.random() < TWINS]
    return chance.sample([*found, *twins], len(found) + len(twins))


def labelled(row: dict[str, Any]) -> Pair | None:
    """The row as a pair, or None where its label says nothing about support."""
    allowed = _allowed(row)
    return None if allowed is None else Pair(row["a"], row["b"], allowed, row["src"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _allowed(row: dict[str, Any]) -> Allowed | None:
    label, origin = row["label"], row["src"]
    if label in ("same", "entails", "supports"):
        return SUPPORTS
    if label == "refutes":
        return CONTRADICTS
    if label == "altered":
        opposed = origin in _OPPOSED or row["phenomenon"] in _DENYING
        return CONTRADICTS if opposed else NOT_SUPPORTED
    if label == "close":
        return NEITHER if (row["score"] or 0) < _NEARLY_SAME else None
    if origin == "mrpc":
        return NEITHER if _adds(row["a"], row["b"]) else None
    return NOT_SUPPORTED if origin == "pawsx_en" else NEITHER


def _adds(recorded: str, claimed: str) -> bool:
    """Whether the claim has several long words that the record has not: not just a part of it."""
    theirs = {word.strip('.,;:!?"').lower()[:5] for word in recorded.split()}
    return sum(len(word) > 3 and word.strip('.,;:!?"').lower()[:5] not in theirs for word in claimed.split()) > 2
