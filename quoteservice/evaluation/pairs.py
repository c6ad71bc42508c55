"""Pairs of texts with a label: one goes on record under a speaker, the other is claimed of the same speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.evaluation.cases import Case, part_of
from quoteservice.evaluation.generate import Spoken
from quoteservice.evaluation.metrics import percent
from quoteservice.evaluation.outcome import Outcome
from quoteservice.evaluation.recorded import rows

CHANGED = frozenset({"altered", "refutes"})
"""Labels of pairs whose second text must not be confirmed; what follows from the others depends on the set."""

FIRST_NAMES = "Alva Bram Celia Dorian Edda Fabian Greta Hector Ilse Jonas Katya Leon Maren Nils Olga Piet".split()
SYLLABLES = "bar cor den fal gor hul jen kal lin mor nor pel ras sel tor vin wes zan".split()

SETS = {
    "pairs": ("pairs/dev.jsonl.gz", "src"),
    "near duplicates": ("news_pairs/near_duplicates.jsonl.gz", "label_auto"),
    "false alarm traps": ("news_pairs/false_alarm_traps.jsonl.gz", ""),
    "candidates altered": ("news_pairs/candidates_altered.jsonl.gz", ""),
}

LARGEST_SHARE = 0.8
"""Share of the shorter record's words; above it two records may be prints of one utterance."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, what they are to each other, and the set they come from."""

    id: str
    set: str
    label: str
    recorded: Spoken
    claimed: str


def sample(folder: Path, name: str, size: int, seed: int) -> list[Pair]:
    """Up to `size` pairs of each set in a file of the folder, drawn by `seed`; empty if the file is not there."""
    path, by = SETS[name]
    file = folder / path
    if not file.is_file():
        return []
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows(file):
        groups.setdefault(f"{name}: {row[by]}" if by else name, []).append(row)
    chosen: list[Pair] = []
    for group, members in sorted(groups.items()):
        Random(f"{seed}/{group}").shuffle(members)
        chosen += _distinct((_pair(group, number, row) for number, row in enumerate(members)), chosen, size)
    return chosen


def cases(pairs: Iterable[Pair]) -> list[Case]:
    """The claims: a changed pair must not be confirmed, any other is taken for honest."""
    return [
        Case(
            id=pair.id,
            part=part_of(pair.id, None),
            text=pair.claimed,
            finding=Finding.ALTERED if pair.label in CHANGED else Finding.PARAPHRASE,
            speaker=pair.recorded.speaker,
            note=pair.label,
        )
        for pair in pairs
    ]


def shares(pairs: Sequence[Pair], outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """For each set and label: how many pairs, and how many percent were confirmed, rejected and left open."""
    groups: dict[str, list[Verdict]] = {}
    for pair, outcome in zip(pairs, outcomes, strict=True):
        groups.setdefault(f"{pair.set} / {pair.label}", []).append(outcome.verdict)
    return {
        name: {"cases": len(verdicts)} | {each.value: percent(verdicts.count(each), len(verdicts)) for each in Verdict}
        for name, verdicts in sorted(groups.items())
    }


def _distinct(pairs: Iterable[Pair], taken: Sequence[Pair], size: int) -> list[Pair]:
    """Up to `size` pairs, no two about the same words: each has a speaker of its own, who would then be in dispute."""
    seen = [_words(pair.recorded.text) for pair in taken]
    chosen: list[Pair] = []
    for pair in pairs:
        words = _words(pair.recorded.text)
        if len(chosen) < size and not any(_alike(words, other) for other in seen):
            chosen.append(pair)
            seen.append(words)
    return chosen


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > LARGEST_SHARE * min(len(one), len(other))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _pair(group: str, number: int, row: Mapping[str, Any]) -> Pair:
    key = f"{group}/{number}"
    recorded, claimed = row["a"], row["b"]
    # Of two prints of one utterance the longer is the record: what it has more cannot be held against the shorter.
    if "label_auto" in row and len(claimed) > len(recorded):
        recorded, claimed = claimed, recorded
    return Pair(key, group, row.get("label") or row["label_auto"], Spoken(key, invented_name(key), recorded), claimed)


def invented_name(key: str) -> str:
    """A name that nobody else bears: a full first name and a surname of four syllables drawn by the key."""
    chance = Random(key)
    surname = "".join(chance.choice(SYLLABLES) for _ in range(4))
    return f"{chance.choice(FIRST_NAMES)} {surname.capitalize()}"
