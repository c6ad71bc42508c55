"""The command line over the real service, in a store of its own with the seed article on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quoteservice.cli import main
from quoteservice.config import PREFIX

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with the seed article."""
    address = f"sqlite:///{tmp_path_factory.mktemp('cli')}/quoteservice.db"
    assert main(["ingest", "--index", str(SEEDS / "index.json"), "--store", address]) == 0
    return address


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command and catches what it prints; `stdin` is what it reads."""
    monkeypatch.delenv(f"{PREFIX}STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def command(*words: str, stdin: bytes | None = None) -> Outcome:
        capsys.readouterr()
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", _Input(stdin))
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command


class _Input:
    """Standard input with these bytes on it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def buffer(self) -> Any:
        """The stream of bytes."""
        import io

        return io.BytesIO(self._content)
