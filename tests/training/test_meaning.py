from __future__ import annotations

import os
from pathlib import Path

import pytest

from quoteservice.training.meaning import main


@pytest.mark.parametrize("given", [False, True])
def test_fitting_says_what_to_give_when_the_data_are_missing(
    given: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the labelled sets nothing is fitted, and the message names the flag and the files."""
    assert main(["--data", str(tmp_path)] if given else []) == os.EX_CONFIG
    message = capsys.readouterr().err
    assert "--data" in message
    assert "pairs/train.jsonl.gz" in message
