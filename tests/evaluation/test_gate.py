"""The gate lets through what holds every floor, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoteservice.errors import InvalidInput
from quoteservice.evaluation.gate import breaches, floors

RESULTS = {"parts": {"report": {"summary": {"verdict": 96.0, "false_confirm": 1.0}}}}


@pytest.mark.parametrize(
    ("path", "limit", "said"),
    [
        ("parts.report.summary.verdict", {"at_least": 96.0}, []),
        ("parts.report.summary.verdict", {"at_least": 96.1}, ["parts.report.summary.verdict is 96.0, below 96.1"]),
        ("parts.report.summary.false_confirm", {"at_most": 1.0}, []),
        (
            "parts.report.summary.false_confirm",
            {"at_most": 0.9},
            ["parts.report.summary.false_confirm is 1.0, above 0.9"],
        ),
        ("parts.dev.summary.verdict", {"at_least": 0.0}, ["parts.dev.summary.verdict was not measured"]),
    ],
)
def test_a_breach_is_told_when_a_measure_does_not_hold(path: str, limit: dict[str, float], said: list[str]) -> None:
    """On the floor is held; beyond it, or not measured, is a breach with both figures."""
    assert breaches(RESULTS, {path: limit}) == said


def test_an_empty_gate_is_refused_when_read(tmp_path: Path) -> None:
    """A file without floors would let everything through."""
    file = tmp_path / "floors.json"
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidInput, match="no floors"):
        floors(file)


def test_the_committed_floors_cover_the_worst_errors_when_read() -> None:
    """The floors in the repository bound false confirmations, false rejections, verdicts, findings and kinds."""
    file = Path(__file__).resolve().parent.parent.parent / "results" / "floors.json"
    names = {path.rpartition(".")[2] for path in json.loads(file.read_text(encoding="utf-8"))}
    assert {"false_confirm", "false_reject", "verdict", "finding", "kind"} <= names
