from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from quoteservice.config import MODELS_BESIDE_PACKAGE
from quoteservice.training.pairs import CONTRADICTS, NEITHER, NOT_SUPPORTED, SUPPORTS
from quoteservice.training.written import HELD_OUT, LABELS, pairs, rows

WRITTEN = MODELS_BESIDE_PACKAGE / "meaning" / "written"
ALONE = {
    "records": ["The mill closes in May. We will miss it, all of us."],
    "claims": [
        {"text": "The mill shuts in spring", "on": 0, "label": "supports"},
        {"text": "The mill stays open", "on": 0, "label": "contradicts"},
        {"text": "All mills close in May", "on": 0, "label": "stronger"},
    ],
}
SEVERAL = {
    "records": ["The mill closes in May.", "nobody would lose a job", "I was born in that house."],
    "claims": [
        {"text": "No job will be lost", "on": 1, "label": "supports"},
        {"text": "Workers will be dismissed", "on": 1, "label": "contradicts"},
        {"text": "The mill will become a museum", "on": None, "label": "unsaid"},
    ],
}


def test_record_gives_each_claim_with_what_it_allows() -> None:
    """Every claim about a record is a pair with the answers that its label allows; its own words are supported."""
    found = {pair.origin: pair for pair in pairs([[ALONE]], random.Random(1))}
    assert {name: pair.allowed for name, pair in found.items()} == {
        "supports": SUPPORTS, "contradicts": CONTRADICTS, "stronger": NOT_SUPPORTED, "same words": SUPPORTS,
    }  # fmt: skip
    assert all("mill closes in May" in pair.recorded for pair in found.values())


def test_dossier_pairs_a_claim_with_its_record_and_with_others() -> None:
    """A claim bears on one record of the speaker, and on none of the others."""
    found = pairs([[SEVERAL]], random.Random(1))
    supported = [pair for pair in found if pair.allowed == SUPPORTS]
    assert len(supported) == 1
    assert "nobody would lose a job" in supported[0].recorded
    assert sum(pair.allowed == NEITHER for pair in found) == 6


def test_rows_leave_out_what_is_held_out(tmp_path: Path) -> None:
    """Nothing is fitted on the dossiers that the card reports on."""
    for name in HELD_OUT:
        (tmp_path / name).write_text(json.dumps(SEVERAL) + "\n", encoding="utf-8")
    (tmp_path / "city.jsonl").write_text(json.dumps(ALONE) + "\n", encoding="utf-8")
    assert rows(tmp_path) == [[ALONE]]


@pytest.mark.parametrize("path", sorted(WRITTEN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_written_dossiers_are_complete(path: Path) -> None:
    """Every claim has a known label, and a record that it bears on unless nothing was said of it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for claim in row["claims"]:
            assert claim["text"]
            assert claim["label"] in LABELS
            assert claim["on"] is None or row["records"][claim["on"]]
