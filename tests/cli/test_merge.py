"""quoteservice speakers merge, split and history, in a store of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

ARTICLE = """Ferry talks

“The ferries will run all night,” said Thea Maiden, the harbour master.

“Nobody has asked the crews about it,” said Thea Wedded, who leads the union.
"""


@pytest.fixture
def own(run: Run, tmp_path: Path) -> str:
    """The address of a store with two women of one given name."""
    (tmp_path / "ferries.txt").write_text(ARTICLE, encoding="utf-8")
    address = f"sqlite:///{tmp_path}/own.db"
    assert run("ingest", str(tmp_path / "ferries.txt"), "--published-on", "2024-05-01", "--store", address).code == 0
    return address


def meant(run: Run, own: str, name: str) -> dict[str, Any]:
    """The speaker that a name means."""
    return dict(json.loads(run("speakers", name, "--store", own, "--json").out)["resolved"])


def test_speakers_when_merged_and_split_again(run: Run, own: str) -> None:
    """What the API does the command line does, with the same JSON, and tells the story in plain words."""
    one, other = meant(run, own, "Thea Maiden"), meant(run, own, "Thea Wedded")
    merged = json.loads(run("speakers", "merge", one["id"], other["id"], "--store", own, "--json").out)
    assert merged == meant(run, own, "Thea Wedded")
    assert (merged["quotes"], merged["merged"]) == (2, [other["id"]])
    outcome = run("speakers", "split", one["id"], "--alias", "Thea Wedded", "--store", own)
    assert outcome.code == 0
    assert "Thea Maiden, harbour master (person, 1 statement)" in outcome.out
    assert meant(run, own, "Thea Wedded") == other
    told = " ".join(run("speakers", "history", one["id"], "--store", own).out.split())
    assert f"Thea Wedded ({other['id']}) came to {one['id']}" in told
    assert f"Thea Wedded ({other['id']}) left {one['id']}" in told


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "a"),
        ("merge", "a", "b", "c"),
        ("merge", "nobody", "nothing"),
        ("split", "nobody", "--alias", "x"),
        ("history", "nobody"),
        ("Thea", "Maiden"),
    ],
)
def test_speakers_when_the_ids_are_not_right(run: Run, own: str, words: tuple[str, ...]) -> None:
    """Too few, too many and unknown ids end with 2 and one line that says so."""
    outcome = run("speakers", *words, "--store", own)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("quoteservice: ")
    assert outcome.err.count("\n") == 1


def test_speakers_when_a_day_is_given(run: Run, own: str) -> None:
    """An office means who held it on the day."""
    outcome = run("speakers", "the harbour master", "--on", "2024-05-02", "--store", own, "--json")
    assert json.loads(outcome.out)["resolved"]["name"] == "Thea Maiden"
