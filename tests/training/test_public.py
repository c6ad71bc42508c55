from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from quoteservice.training.pairs import CONTRADICTS, NOT_SUPPORTED, SUPPORTS
from quoteservice.training.public import TRAIN, pairs


def _folder(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = tmp_path / TRAIN
    path.parent.mkdir()
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"phenomenon": None, "score": None, **row}) + "\n" for row in rows)
    return tmp_path


def test_labels_say_what_may_be_answered(tmp_path: Path) -> None:
    """A denial contradicts; another colour is only not supported; the same meaning is supported."""
    folder = _folder(
        tmp_path,
        {"a": "The gate is open.", "b": "The gate is not open.", "label": "altered", "src": "sick"},
        {"a": "The gate is red.", "b": "The gate is blue.", "label": "altered", "src": "breaking_nli"},
        {"a": "The gate is open.", "b": "The gate stands open.", "label": "same", "src": "mrpc"},
    )
    found = {pair.claimed: pair.allowed for pair in pairs(folder, random.Random(1))}
    assert found["The gate is not open."] == CONTRADICTS
    assert found["The gate is blue."] == NOT_SUPPORTED
    assert found["The gate stands open."] == SUPPORTS


def test_altered_sets_get_honest_twins(tmp_path: Path) -> None:
    """Where a set holds nothing true, some records are claimed as they are, and supported."""
    rows = [
        {"a": f"Gate {at} is high.", "b": f"Gate {at} is low.", "label": "altered", "src": "wikifactcheck_neg"}
        for at in range(20)
    ]
    found = pairs(_folder(tmp_path, *rows), random.Random(1))
    twins = [pair for pair in found if pair.allowed == SUPPORTS]
    assert twins
    assert all(pair.recorded == pair.claimed for pair in twins)


def test_pairs_too_long_to_learn_from_are_left_out(tmp_path: Path) -> None:
    """A pair of very long texts is not used."""
    folder = _folder(tmp_path, {"a": "so " * 60, "b": "and " * 60, "label": "same", "src": "mrpc"})
    assert pairs(folder, random.Random(1)) == []
