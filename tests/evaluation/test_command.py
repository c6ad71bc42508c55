"""The command measures the real service, writes two files, and guards the floors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from quoteservice.config import Config
from quoteservice.evaluation.command import run
from quoteservice.evaluation.options import BELOW_FLOOR, DONE, add_arguments
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


def evaluate(*words: str) -> int:
    """The exit code of the command with these words."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(words), Config())


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
def test_the_exit_code_is_the_gate_when_asked_for(cases: Path, tmp_path: Path, floor: float, code: int) -> None:
    """A measure below its floor ends with 1, one on it with 0."""
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"parts.report.summary.finding": {"at_least": floor}}), encoding="utf-8")
    assert evaluate("--cases", str(cases), "--gate", "--floors", str(file)) == code


@pytest.mark.parametrize("what", ["generated", "pairs"])
def test_a_missing_folder_is_said_plainly_when_measuring_on_data(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --data nothing is measured, and the page says so."""
    assert evaluate(what) == DONE
    assert "Not measured" in capsys.readouterr().out


def test_variants_of_a_folder_are_measured_when_it_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each table of the folder has a line, and each variant one within it."""
    row = {"id": "q1", "speaker": "Ada Lund", "text": "The pier has been open since Monday, and it will stay open."}
    (tmp_path / "talks.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert evaluate("generated", "--data", str(tmp_path)) == DONE
    page = capsys.readouterr().out
    assert "## By variant: talks" in page
    assert "| negation added | 1 | 100.0 | 100.0 | 0.0 |" in page
