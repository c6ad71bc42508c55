"""Dossiers written for this project: what one speaker said, and claims in other words that it supports or does not.

`models/meaning/written/*.jsonl`, one dossier a line: `records` are what was said; each of the `claims` has its `text`,
its `label`, and `on`, the number of the one record that it bears on, null if none.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from quoteservice.training.pairs import CONTRADICTS, NEITHER, NOT_SUPPORTED, SUPPORTS, Pair

# Dossiers that nothing is fitted on: what the card and the evaluation report.
HELD_OUT = (
    "held-out.jsonl", "held-out-spoken.jsonl", "held-out-mixed.jsonl", "held-out-opposites.jsonl",
)  # fmt: skip

# Dossiers on which only the few weights of `quoteservice.training.weights` are found.
FOR_WEIGHTS = "weights.jsonl"

LABELS = {
    "supports": SUPPORTS, "contradicts": CONTRADICTS, "stronger": NOT_SUPPORTED, "changed": NOT_SUPPORTED,
    "unsaid": NEITHER,
}  # fmt: skip

# "She said (that) ...", "According to the mayor, ...": a claim is often typed without them.
_LEAD = re.compile(
    r"^(?:According to (?:the|a|an|his|her|their)? ?[\w' -]{1,40}?, |(?:He|She|They|It|The [\w' -]{1,40}?|[A-Z]\w+) "
    r"(?:also |then |later )?(?:said|says|stated|insisted|argued|added|explained|confirmed|announced|maintained|"
    r"declared|told reporters|noted|claimed|stressed)(?: that)? (?=[A-Za-z0-9]))"
)
LEAST_CHARACTERS_OF_CLAIM = 25
# Shares of claims that lose their lead, and of records that stand among another sentence, as they do in print.
LEADLESS, IN_CONTEXT = 0.6, 0.3
MOST_WORDS_IN_CONTEXT = 35
# Records of the dossier, or else of another one, that each claim is paired with as bearing on nothing there.
UNRELATED = 2
# Fewer words are no sentence that one would claim.
LEAST_WORDS = 5

Row = dict[str, Any]


def rows(folder: Path, names: Collection[str] = ()) -> list[list[Row]]:
    """The dossiers that are fitted on, or those of them in files of these names; a list a file."""
    files = [path for path in sorted(folder.glob("*.jsonl")) if path.name not in (*HELD_OUT, FOR_WEIGHTS)]
    files = [path for path in files if not names or path.name in names]
    return [[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in files]


def pairs(files: Sequence[Sequence[Row]], chance: random.Random) -> list[Pair]:
    """The pairs of one pass: each claim once, with leads, contexts and unrelated records drawn by chance."""
    found = [pair for each in files for row in each for pair in _pairs(row, each, chance)]
    return [pair for pair in found if pair.fits]


def _pairs(row: Row, all_rows: Sequence[Row], chance: random.Random) -> list[Pair]:
    elsewhere = [str(chance.choice(chance.choice(all_rows)["records"]))]
    found: list[Pair] = []
    for claim in row["claims"]:
        others = [record for at, record in enumerate(row["records"]) if at != claim["on"]]
        if claim["on"] is not None:
            said = _in_context(row["records"][claim["on"]], chance.choice(others or elsewhere), chance)
            found.append(Pair(said, _leadless(claim["text"], chance), LABELS[claim["label"]], claim["label"]))
        found += [
            Pair(other, _leadless(claim["text"], chance), NEITHER, "unrelated")
            for other in chance.sample(others, min(UNRELATED, len(others)))
        ]
    if len(row["records"]) == 1:
        near = chance.choice(all_rows)
        if near is not row:
            unrelated = chance.sample(near["claims"], UNRELATED)
            found += [Pair(row["records"][0], _leadless(c["text"], chance), NEITHER, "unrelated") for c in unrelated]
        # Its own words are what a record surely supports.
        if parts := [part for part in re.split(r"(?<=[.!?]) ", row["records"][0]) if len(part.split()) > LEAST_WORDS]:
            found.append(Pair(row["records"][0], chance.choice(parts), SUPPORTS, "same words"))
    return found


def _leadless(text: str, chance: random.Random) -> str:
    lead = _LEAD.match(text)
    if lead is None or len(text) - lead.end() < LEAST_CHARACTERS_OF_CLAIM or chance.random() > LEADLESS:
        return text
    return text[lead.end() :]


def _in_context(said: str, other: str, chance: random.Random) -> str:
    if max(len(said.split()), len(other.split())) > MOST_WORDS_IN_CONTEXT or chance.random() > IN_CONTEXT:
        return said
    both = [text if text[-1:] in ".!?" else f"{text}." for text in (said, other)]
    return " ".join(chance.sample(both, len(both)))
