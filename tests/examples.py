"""The examples of the manual: what stands on its pages, and a place in which they are followed.

A page is followed from top to bottom, in a folder that looks like a clone in which `make run` was given. What a block
prints is compared with the block of JSON or text behind it. In those, `…` stands for what is left out.

Comments before a block, which no reader sees, say what the page cannot:

<!-- example: ends with 1 -->           its exit code
<!-- example: not run: the reason -->   it is not run, but what it calls must exist
<!-- example: ID = speakers.0.id -->    what the JSON has there is meant by ID from here on
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SERVED = "127.0.0.1:8000"
LEFT_OUT = "…"

FENCE = re.compile(r"^```(?P<language>[a-z]*)(?: title=\"(?P<title>[^\"]+)\")?$")
COMMENT = re.compile(r"^<!-- example: (?P<what>.+) -->$")

# Programs that need more than a clone: a network, a daemon, or the time of an installation.
NOT_HERE = ("make ", "docker ", ".venv/bin/pip ", "POSTGRES_PASSWORD=")

# After these something hangs; a busy machine may take a tenth of them.
STOP_SECONDS = 300
BLOCK_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page."""

    page: str
    line: int
    language: str
    title: str | None
    text: str
    ends_with: int = 0
    not_run: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def is_run(self) -> bool:
        """False for what is a file, for what is said not to be run, and for what needs more than a clone."""
        return self.language in ("sh", "python") and not (self.title or self.not_run or self.needs_more)

    @property
    def needs_more(self) -> bool:
        return self.language == "sh" and any(line.startswith(NOT_HERE) for line in commands(self.text))


def pages() -> list[Path]:
    """The README and every page of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, each with what the comments before it say."""
    found: list[Block] = []
    said: list[str] = []
    lines = iter(enumerate(page.read_text(encoding="utf-8").splitlines(), 1))
    for number, line in lines:
        comment, fence = COMMENT.match(line), FENCE.match(line)
        if comment:
            said.append(comment["what"])
        elif line.startswith("```"):
            assert fence, f"{page.name}:{number}: a fence that nobody reads: {line}"
            body = []
            for _, inner in lines:
                if inner == "```":
                    break
                body.append(inner)
            place = (page.relative_to(ROOT).as_posix(), number, fence["language"], fence["title"])
            found.append(Block(*place, "\n".join(body) + "\n", **_said(said)))
            said = []
    assert not said, f"{page.name}: nothing follows {said}"
    return found


def _said(said: list[str]) -> dict[str, Any]:
    meant: dict[str, Any] = {"names": ()}
    for what in said:
        if what.startswith("ends with "):
            meant["ends_with"] = int(what.removeprefix("ends with "))
        elif what.startswith("not run: "):
            meant["not_run"] = what.removeprefix("not run: ")
        else:
            name, equals, path = what.partition(" = ")
            assert equals, f"an example cannot be told {what!r}"
            meant["names"] += ((name, path),)
    return meant


def commands(text: str) -> list[str]:
    """The commands of a block of shell, continued lines joined, without comments."""
    joined = text.replace("\\\n", " ")
    return [line.partition(" #")[0].strip() for line in joined.splitlines() if line and not line.startswith("#")]


def same_json(shown: Any, answered: Any, where: str = "answer") -> None:
    """Fails unless `answered` is what is shown; `…` is anything, and as a key or entry any others."""
    if shown == LEFT_OUT:
        return
    if isinstance(shown, str) and shown.endswith(LEFT_OUT):
        assert isinstance(answered, str), where
        assert answered.startswith(shown.removesuffix(LEFT_OUT)), (where, answered)
    elif isinstance(shown, dict):
        assert isinstance(answered, dict), where
        named = {name: each for name, each in shown.items() if name != LEFT_OUT}
        assert set(named) <= set(answered), (where, set(named) - set(answered))
        assert LEFT_OUT in shown or set(named) == set(answered), (where, set(answered) - set(named))
        for name, each in named.items():
            same_json(each, answered[name], f"{where}.{name}")
    elif isinstance(shown, list):
        assert isinstance(answered, list), where
        more = shown[-1:] == [LEFT_OUT]
        named_ = shown[:-1] if more else shown
        assert len(named_) <= len(answered) if more else len(named_) == len(answered), (where, answered)
        for number, each in enumerate(named_):
            same_json(each, answered[number], f"{where}.{number}")
    else:
        assert shown == answered, where


def same_text(shown: str, printed: str) -> None:
    """Fails unless `printed` is what is shown; `…` is anything within a line, and alone on one any lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == LEFT_OUT else ".*".join(map(re.escape, line.split(LEFT_OUT))) + r"[ ]*\n"
        for line in shown.rstrip().splitlines()
    )
    printed = "".join(f"{line.rstrip()}\n" for line in printed.rstrip().splitlines())
    assert re.fullmatch(pattern, printed), f"shown:\n{shown}\nprinted:\n{printed}"


@dataclass
class Reader:
    """Follows one page in `folder`, with a service on `port`."""

    folder: Path
    port: int
    names: dict[str, str] = field(default_factory=dict)
    printed: str | None = None

    def follow(self, block: Block) -> None:
        """Does what the block says, or compares it with what the one before it printed."""
        if block.title:
            (self.folder / block.title).write_text(self._meant(block), encoding="utf-8")
        elif block.is_run:
            self._run(block)
        elif block.language in ("sh", "python"):
            self.printed = None
        elif block.language == "json":
            self._compare_json(block)
        elif self.printed is not None:
            same_text(block.text, self.printed)
            self.printed = None

    def _run(self, block: Block) -> None:
        program = ["sh", "-e", "-c"] if block.language == "sh" else [sys.executable, "-c"]
        done = subprocess.run(
            [*program, self._meant(block)],
            cwd=self.folder, env=environment(self.folder), capture_output=True, text=True, check=False,
            timeout=BLOCK_SECONDS,
        )  # fmt: skip
        assert done.returncode == block.ends_with, done.stdout + done.stderr
        self.printed = done.stdout

    def _compare_json(self, block: Block) -> None:
        shown = json.loads(block.text)
        if self.printed is None:
            return
        # Where several requests stand in one block, the last answer is the one that is shown.
        answered = json.loads(self.printed.strip().splitlines()[-1])
        self.printed = None
        same_json(shown, answered)
        for name, path in block.names:
            found = answered
            for step in path.split("."):
                found = found[int(step)] if step.isdigit() else found[step]
            self.names[name] = found

    def _meant(self, block: Block) -> str:
        text = block.text.replace(SERVED, f"127.0.0.1:{self.port}")
        # `Client()` asks the usual port.
        text = text.replace("Client() as", f'Client("http://127.0.0.1:{self.port}") as')
        for name, value in self.names.items():
            text = re.sub(rf"\b{name}\b", value, text)
        return text


def environment(folder: Path) -> dict[str, str]:
    """That of somebody who works in the clone at `folder`, with .venv/bin on the path."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUOTESERVICE_")}
    # Lines are wrapped at the width of the terminal.
    return {**kept, "PATH": f"{folder}/.venv/bin:{kept['PATH']}", "PYTHONPATH": str(ROOT), "COLUMNS": "80"}


def clone(folder: Path) -> Path:
    """Makes `folder` look like a clone that was set up."""
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name, arguments in (("quoteservice", "-m quoteservice "), ("python3", "")):
        (binaries / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        (binaries / name).chmod(0o755)
    (binaries / "activate").touch()
    for name in ("seeds", "operations"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The port on which the service answers for the clone at `folder`, with the seeds loaded."""
    program = str(folder / ".venv" / "bin" / "quoteservice")
    given = {"cwd": folder, "env": environment(folder), "stderr": subprocess.DEVNULL}
    ingest = [program, "ingest", "--index", "seeds/index.json"]
    subprocess.run(ingest, **given, stdout=subprocess.DEVNULL, check=True)
    # Any free port: one that was looked for beforehand may be taken by then.
    with subprocess.Popen([program, "serve", "--port", "0"], **given, stdout=subprocess.PIPE, text=True) as process:
        try:
            # The line that names it comes when it answers.
            yield int(process.stdout.readline().strip().rpartition(":")[2])
        finally:
            process.terminate()
            process.wait(timeout=STOP_SECONDS)
