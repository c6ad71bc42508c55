"""The answers to the labelled cases are as good as the committed floors say, measured on the real service."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


# Some 1,700 and 1,400 claims, minutes each where other tests share the processors.
@pytest.mark.timeout(900)
@pytest.mark.parametrize("asked", [[], ["--cases", "tests/blind", "--floors", "results/blind-floors.json"]])
def test_floors_when_every_labelled_case_is_asked(asked: list[str], tmp_path: Path) -> None:
    """No measure is below its floor: of the half that nobody tuned on, and of the blind sets that are spent."""
    command = [sys.executable, "-m", "quoteservice", "evaluate", "verify", "--gate", *asked]
    command += ["--results", str(tmp_path / "now")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert (tmp_path / "now.json").is_file()
