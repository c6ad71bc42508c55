"""Dossiers: what one speaker said on a subject, and claims about it in other words.

One dossier a line: `records` are what was said; each of the `claims` has its `text`, its `label`, and `on`, the number
of the one record that it bears on, null if none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.errors import InvalidInput
from quoteservice.evaluation.cases import Case, part_of
from quoteservice.evaluation.generate import Spoken
from quoteservice.evaluation.metrics import percent
from quoteservice.evaluation.outcome import Outcome
from quoteservice.evaluation.pairs import invented_name

FINDINGS = {
    "supports": Finding.PARAPHRASE,
    "contradicts": Finding.CONTRADICTED,
    "changed": Finding.CONTRADICTED,
    "stronger": Finding.NOT_FOUND,
    "unsaid": Finding.NOT_FOUND,
}
"""What the right answer to a claim of each label is; only what is supported may be confirmed."""


@dataclass(frozen=True, slots=True)
class Dossiers:
    """The dossiers drawn of one file: what goes on record, and the claims about it, each with its label as `note`."""

    recorded: tuple[Spoken, ...]
    cases: tuple[Case, ...]


def sets(folder: Path) -> list[Path]:
    """The files of dossiers, by name; raises InvalidInput if there are none."""
    found = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    if not found:
        raise InvalidInput(
            "There are no dossiers", where=str(folder), remedy="Name a folder with .jsonl files of them."
        )
    return found


def sample(file: Path, size: int, seed: int) -> Dossiers:
    """Up to `size` dossiers of a file, drawn by `seed`, each of a speaker of its own."""
    lines = file.read_text(encoding="utf-8").splitlines()
    recorded: list[Spoken] = []
    cases: list[Case] = []
    for number in sorted(Random(f"{seed}/{file.stem}").sample(range(len(lines)), min(size, len(lines)))):
        key = f"{file.stem}/{number}"
        row: Mapping[str, Any] = json.loads(lines[number])
        speaker = invented_name(key)
        recorded += [Spoken(f"{key}/{at}", speaker, text) for at, text in enumerate(row["records"])]
        cases += [_case(f"{key}/claim-{at}", claim, speaker) for at, claim in enumerate(row["claims"])]
    return Dossiers(tuple(recorded), tuple(cases))


def shares(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """For each label: how many claims, and how many percent were confirmed, rejected and left open."""
    groups: dict[str, list[Verdict]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.note or "", []).append(outcome.verdict)
    return {
        label: {"cases": len(groups[label])}
        | {each.value: percent(groups[label].count(each), len(groups[label])) for each in Verdict}
        for label in FINDINGS
        if label in groups
    }


def _case(case_id: str, claim: Mapping[str, Any], speaker: str) -> Case:
    label = claim["label"]
    return Case(
        id=case_id,
        part=part_of(case_id, None),
        text=claim["text"],
        finding=FINDINGS[label],
        speaker=speaker,
        note=label,
    )
