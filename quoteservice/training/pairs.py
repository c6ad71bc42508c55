"""Labelled pairs of a recorded and a claimed text, as read from the public sets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoteservice.errors import ModelMissing

# What a label allows the model to say: supports, contradicts, neither. Where a set does not tell a contradiction
# from something that is only not supported, both are allowed, and only "supports" is wrong.
SUPPORTS = (True, False, False)
CONTRADICTS = (False, True, False)
NEITHER = (False, False, True)
NOT_SUPPORTED = (False, True, True)

Allowed = tuple[bool, bool, bool]

TRAIN = "pairs/train.jsonl.gz"
DEVELOPMENT = "pairs/dev.jsonl.gz"
QUOTES = "store/news_quotes_2015_2020.csv.gz"

# Kinds of one-word change in Breaking NLI that name another thing instead of denying the first.
_DENYING = frozenset({"one-word: antonyms", "one-word: antonyms_wordnet"})
# Sets whose altered sentences are denials or opposites.
_OPPOSED = frozenset(
    {"semantoneg", "sick", "sentiment_labelled_sentences", "glue_diagnostic", "nan_nli", "nan_nli_full"}
)
# Similarity on the scale 0 to 5 of the STS benchmark, above which "close" pairs nearly say the same.
_NEARLY_SAME = 3.8


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said, what is claimed, what may be answered; `origin` names the set, `band` the overlap 0 to 3."""

    recorded: str
    claimed: str
    allowed: Allowed
    origin: str

    @property
    def band(self) -> int:
        """How many of the claim's words are in the record, in quarters."""
        ours, theirs = set(self.claimed.lower().split()), set(self.recorded.lower().split())
        return min(3, int(4 * len(ours & theirs) / max(1, len(ours))))


def require(folder: Path | None) -> Path:
    """The folder of the labelled sets; ModelMissing, saying what to give, unless they are there."""
    if folder is None or not (folder / TRAIN).is_file():
        raise ModelMissing(
            "The labelled pairs are not there",
            where=str(folder) if folder else "--data",
            remedy=f"Give the folder that holds {TRAIN} and {QUOTES} with --data; the model's card names the sets.",
        )
    return folder


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of one set of pairs."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def labelled(row: dict[str, Any]) -> Pair | None:
    """The row as a pair, or None where its label says nothing about support."""
    allowed = _allowed(row)
    return None if allowed is None else Pair(row["a"], row["b"], allowed, row["src"])


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
