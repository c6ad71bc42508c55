"""The command measures the real service, writes two files, and guards the floors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from quoteservice.config import Config
from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.evaluation import metrics
from quoteservice.evaluation.cases import Case, Part
from quoteservice.evaluation.command import conclude, run
from quoteservice.evaluation.options import BELOW_FLOOR, DONE, add_arguments
from quoteservice.evaluation.outcome import Outcome
from tests.evaluation.test_cases import folder

HONEST = {"id": "b-1", "part": "report", "text": "The pier has been open since Monday, and it will stay open."}
ROWS = (
    HONEST | {"finding": "verbatim", "speaker": "Ada Lund"},
    HONEST
    | {"id": "b-2", "finding": "altered", "speaker": "Ada Lund", "changes": ["negation"]}
    | {"text": "The pier has not been open since Monday, and it will stay open."},
)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one article and two cases."""
    path = folder(tmp_path_factory.mktemp("cases"), *ROWS)
    article = '"The pier has been open since Monday, and it will stay open," said Ada Lund, the harbour master.\n'
    (path / "articles" / "pier.txt").write_text(article, encoding="utf-8")
    return path


RIGHT = Outcome(
    Case("a", Part.REPORT, "x", Finding.VERBATIM), Verdict.CONFIRMED, Finding.VERBATIM, 1.0, frozenset(), 1.0
)


def chosen(*words: str) -> argparse.Namespace:
    """What these words choose."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(words)


def evaluate(*words: str) -> int:
    """The exit code of the command with these words."""
    return run(chosen(*words), Config())


def test_results_are_written_and_printed_when_measured(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run gives JSON for machines and the same figures as tables, on paper and on screen."""
    code = evaluate("--cases", str(cases), "--results", str(tmp_path / "out" / "verification"))
    results = json.loads((tmp_path / "out" / "verification.json").read_text(encoding="utf-8"))
    page = (tmp_path / "out" / "verification.md").read_text(encoding="utf-8")
    assert code == DONE
    assert results["parts"]["report"]["summary"]["finding"] == 100.0
    assert results["parts"]["report"]["by_kind"]["negation"]["kind"] == 100.0
    assert page in capsys.readouterr().out
    assert "| report | 2 | 100.0 | 100.0 | 0.0 | 0.0 | 0.0 | 100.0 |" in page


@pytest.mark.parametrize(("floor", "code"), [(100.0, DONE), (100.1, BELOW_FLOOR)])
def test_the_exit_code_is_the_gate_when_asked_for(tmp_path: Path, floor: float, code: int) -> None:
    """A measure below its floor ends with 1, one on it with 0."""
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"parts.report.summary.finding": {"at_least": floor}}), encoding="utf-8")
    results = {"title": "A run", "about": "", "parts": {"report": metrics.report([RIGHT])}}
    assert conclude(results, chosen("--gate", "--floors", str(file))) == code


@pytest.mark.parametrize("what", ["generated", "pairs", "documents"])
def test_a_missing_folder_is_said_plainly_when_measuring_on_data(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --data nothing is measured, and the page says so."""
    assert evaluate(what) == DONE
    assert "Not measured" in capsys.readouterr().out


def test_quotes_and_articles_of_a_folder_are_varied_when_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows that are quotes are recorded, rows that are articles are read; each table and variant has its line."""
    words = "The pier has been open since Monday, and it will stay open."
    quote = {"id": "q1", "speaker": "Ada Lund", "text": words}
    article = {"title": "Pier", "text": f'"{words[:-1]}," said Ada Lund, the harbour master.'}
    for name, row in (("talks", quote), ("news", article)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert evaluate("generated", "--data", str(tmp_path)) == DONE
    page = capsys.readouterr().out
    for name in ("talks", "news"):
        assert f"## By variant: {name}" in page
    assert page.count("| negation added | 1 | 100.0 | 100.0 | 0.0 |") == 2
    assert page.count("| identity | 1 | 100.0 | 100.0 |") == 2
