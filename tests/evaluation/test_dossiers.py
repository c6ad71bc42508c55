from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.errors import InvalidInput
from quoteservice.evaluation.cases import Case, part_of
from quoteservice.evaluation.dossiers import sample, sets, shares
from quoteservice.evaluation.outcome import Outcome

DOSSIER = {
    "records": ["The mill closes in May.", "nobody would lose a job"],
    "claims": [
        {"text": "No job will be lost", "on": 1, "label": "supports"},
        {"text": "The mill will become a museum", "on": None, "label": "unsaid"},
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of three dossiers."""
    (tmp_path / "mills.jsonl").write_text((json.dumps(DOSSIER) + "\n") * 3, encoding="utf-8")
    return tmp_path


def test_sample_when_dossiers_are_drawn(folder: Path) -> None:
    """Each dossier has a speaker of its own; only what is supported may be confirmed."""
    drawn = sample(sets(folder)[0], 2, seed=1)
    assert len({spoken.speaker for spoken in drawn.recorded}) == 2
    assert [len(drawn.recorded), len(drawn.cases)] == [4, 4]
    assert {case.note: case.finding for case in drawn.cases} == {
        "supports": Finding.PARAPHRASE,
        "unsaid": Finding.NOT_FOUND,
    }
    assert drawn == sample(sets(folder)[0], 2, seed=1)


def test_sets_when_there_are_none(tmp_path: Path) -> None:
    """A folder without dossiers is refused, with what it should hold."""
    with pytest.raises(InvalidInput, match="no dossiers"):
        sets(tmp_path)


def test_shares_when_answers_differ() -> None:
    """Answers are counted by label."""
    case = Case("a", part_of("a", None), "text", Finding.PARAPHRASE, note="supports")
    found = [
        Outcome(case, verdict, Finding.PARAPHRASE, 1.0, frozenset(), 1.0)
        for verdict in (Verdict.CONFIRMED, Verdict.UNVERIFIED)
    ]
    assert shares(found) == {"supports": {"cases": 2, "confirmed": 50.0, "rejected": 0.0, "unverified": 50.0}}
