"""Results read the same on paper as in the file, and two runs can be compared line by line."""

from __future__ import annotations

import json
from pathlib import Path

from quoteservice.domain.verdict import ChangeKind, Finding, Verdict
from quoteservice.evaluation import metrics, report
from quoteservice.evaluation.cases import Case, Part
from quoteservice.evaluation.outcome import Outcome

WRONG = Outcome(
    Case("altered-1", Part.DEV, "It is open.", Finding.ALTERED, speaker="Ada Lund", changes=(ChangeKind.NEGATION,)),
    Verdict.CONFIRMED,
    Finding.EDITED,
    0.9,
    frozenset(),
    1.0,
    "On record.",
)
RIGHT = Outcome(Case("verbatim-1", Part.DEV, "It is shut.", Finding.VERBATIM), Verdict.CONFIRMED, Finding.VERBATIM, 0.9,
                frozenset(), 1.0)  # fmt: skip
RESULTS = {
    "title": "A run",
    "about": "Two cases.",
    "versions": {"rules": "7"},
    "parts": {"dev": metrics.report([WRONG, RIGHT])},
    "latency_ms": {"p50": 1, "p95": 1},
    "peers": {
        "other": {"dev": {f"{each}_accepted": None for each in
                          ("honest", "paraphrase", "changed", "misattributed", "absent")} | {"ms": 0.1}},
        "gone": "skipped: absent is not installed",
    },
}  # fmt: skip


def test_the_page_holds_every_table_when_written() -> None:
    """Summary, findings, kinds, calibration, other matchers and waits each have their place; nothing is a dash."""
    page = report.page(RESULTS)
    assert "| dev | 2 | 50.0 | 50.0 | 100.0 | 0.0 | 0.0 | 0.0 |" in page
    for line in ("## By finding: dev", "## By kind of change: dev", "Brier score 0.41", "## Side by side", "rules: 7"):
        assert line in page
    assert "| other | dev | – | – | – | – | – | 0.1 |" in page
    assert "gone: skipped: absent is not installed" in page


def test_two_writings_are_the_same_when_the_results_are(tmp_path: Path) -> None:
    """Order of keys does not reach the file, so only figures show up in a comparison."""
    turned = dict(reversed(list(RESULTS.items())))
    report.write(RESULTS, tmp_path / "one")
    report.write(turned, tmp_path / "two")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8")) == RESULTS
    assert (tmp_path / "one.md").read_text(encoding="utf-8") == report.page(RESULTS)


def test_failures_show_the_wrong_cases_of_one_half_when_listed() -> None:
    """A right answer is not listed, nor a case of the other half; the worst error is named."""
    lines = "\n".join(report.failures([RIGHT, WRONG], Part.DEV))
    assert "**altered-1** false_confirm" in lines
    assert "expected altered [negation], got edited" in lines
    assert "verbatim-1" not in lines
    assert report.failures([WRONG], Part.REPORT) == []
