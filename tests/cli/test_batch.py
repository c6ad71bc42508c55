"""quoteservice verify --batch: a file of claims, answered row by row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Outcome, Run

PARAMOUNT = "The safety of our personnel in Iraq is paramount"
NEGATED = PARAMOUNT.replace("is", "is not")
UNHEARD = "Every lighthouse keeper deserves a brass telescope and a warm coat"


def lines(*rows: Any) -> str:
    """A file of JSON lines."""
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)


@pytest.fixture
def batch(run: Run, store: str, tmp_path: Path) -> Any:
    """Runs a batch over a file of that name and content."""

    def command(name: str, content: str | bytes, *words: str) -> Outcome:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("verify", "--batch", str(file), "--store", store, *words)

    return command


def test_batch_when_it_is_a_table(batch: Any) -> None:
    """Each row has a line with its verdict, and why if it is not confirmed; the exit code is that of the worst."""
    table = f'text,speaker,form\n"{PARAMOUNT}",Dylan White,direct\n{NEGATED},White,\n"{UNHEARD}",,any\n'
    outcome = batch("claims.csv", table)
    assert (outcome.code, outcome.err) == (1, "")
    printed = outcome.out.splitlines()
    assert printed[0].split()[:4] == ["2", "✓", "Confirmed", "excerpt"]
    assert printed[0].endswith(f"Dylan White: “{PARAMOUNT[: len(printed[0]) - len(printed[0].partition('“')[0]) - 2]}…")
    assert printed[1].split()[:4] == ["3", "✗", "Rejected", "altered"]
    assert "anybody: “Every lighthouse" in outcome.out
    assert printed[-1] == "1 confirmed, 1 rejected, 1 unverified"
    assert max(map(len, printed)) <= 100


@pytest.mark.parametrize(
    ("texts", "code"), [([PARAMOUNT], 0), ([PARAMOUNT, UNHEARD], 3), ([UNHEARD, NEGATED, PARAMOUNT], 1)]
)
def test_batch_when_it_is_json(batch: Any, texts: list[str], code: int) -> None:
    """`--json` prints the API's answer for each row on a line of its own, with the line that it answers."""
    outcome = batch("claims.jsonl", lines(*({"text": text, "speaker": "White"} for text in texts)), "--json")
    assert outcome.code == code
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert [answer["line"] for answer in answers] == list(range(1, len(texts) + 1))
    assert [answer["claim"]["text"] for answer in answers] == texts


def test_batch_when_rows_say_nothing(batch: Any) -> None:
    """What the flags say stands in their place, and nowhere else."""
    content = lines({"text": PARAMOUNT}, "", {"text": PARAMOUNT, "speaker": "Harjit Sajjan", "form": None})
    outcome = batch("claims.jsonl", content, "--json", "--speaker", "White", "--form", "direct")
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(answer["line"], answer["claim"]["speaker"]) for answer in answers] == [(1, "White"), (3, "Harjit Sajjan")]
    assert {answer["claim"]["form"] for answer in answers} == {"direct"}


def test_batch_when_some_rows_cannot_be_used(batch: Any) -> None:
    """They are named by line, the others are answered, and the exit code says that something was left out."""
    content = lines(
        {"text": PARAMOUNT}, "no JSON", [1], {"speaker": "White"}, {"text": 5}, {"text": "…"}, {"text": "a", "x": "y"},
        {"text": PARAMOUNT, "form": "mixed"}, {"text": PARAMOUNT, "said_on": "May"}, {"text": "a\0b"},
        {"text": "w " * 6_000}, {"text": PARAMOUNT, "said_on": "2020-01-04"},
    )  # fmt: skip
    outcome = batch("claims.jsonl", content, "--json")
    assert outcome.code == 2
    assert [json.loads(line)["line"] for line in outcome.out.splitlines()] == [1, 12]
    named = [line.split(":")[1].strip() for line in outcome.err.splitlines()]
    assert named == [f"line {number}" for number in range(2, 12)]
    assert "There is no `text`" in outcome.err
    assert "Write one of any, direct, indirect." in outcome.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("claims.txt", "text\n", "ends with .csv or .jsonl"),
        ("claims.csv", "", "does not name a column `text`"),
        ("claims.csv", "words,speaker\na,b\n", "does not name a column `text`"),
        ("claims.csv", 'text\n"open', "breaks off after line 1"),
        ("claims.csv", b"text\n\xff\n", "not UTF-8"),
    ],
)
def test_batch_when_the_file_cannot_be_used(batch: Any, name: str, content: str | bytes, said: str) -> None:
    """It says why, and what to do."""
    outcome = batch(name, content)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.out == ""


def test_batch_when_a_row_has_other_cells(batch: Any) -> None:
    """A row with more or fewer cells than the head is named, and the rest is answered."""
    outcome = batch("claims.csv", f"text,speaker\n{PARAMOUNT}\n{PARAMOUNT},White\n{PARAMOUNT},White,5\n", "--json")
    assert outcome.code == 2
    assert [json.loads(line)["line"] for line in outcome.out.splitlines()] == [3]
    assert [line.split(":")[1] for line in outcome.err.splitlines()] == [" line 2", " line 4"]


def test_batch_when_it_comes_from_standard_input(run: Run, store: str) -> None:
    """`-` is JSON lines; an empty one is no answer."""
    content = lines({"text": PARAMOUNT}).encode()
    assert run("verify", "--batch", "-", "--store", store, stdin=content).code == 0
    assert run("verify", "--batch", "-", "--store", store, stdin=b"").code == 2


def test_verify_when_there_is_nothing_or_too_much(run: Run, store: str) -> None:
    """Words or a file: one of the two."""
    assert run("verify", "--store", store).code == 2
    both = run("verify", PARAMOUNT, "--batch", "-", "--store", store)
    assert both.code == 2
    assert "--batch" in both.err
