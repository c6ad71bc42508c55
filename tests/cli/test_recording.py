"""Recording, withdrawing, following, exporting and asking again, in a store of their own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SAID = "We will close the north basin before the first of May"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """The address of a store with nothing in it."""
    return f"sqlite:///{tmp_path}/own.db"


def recorded(run: Run, own: str, text: str = SAID, *flags: str) -> str:
    """The id of a quote that was recorded by hand."""
    outcome = run("record", text, "--speaker", "Mara Keeper", *flags, "--store", own, "--json")
    assert outcome.code == 0
    return str(json.loads(outcome.out)["id"])


def test_record_when_everything_is_given(run: Run, own: str) -> None:
    """A quote has its speaker, role and source, and can be shown by its id."""
    flags = ("--role", "harbour master", "--title", "Notes", "--publisher", "The Quay", "--published-on", "2024-04-01")
    quote_id = recorded(run, own, SAID, *flags)
    shown = run("quotes", quote_id, "--store", own)
    assert shown.code == 0
    assert f"Mara Keeper: “{SAID}”" in shown.out
    assert "Notes, The Quay, 1 April 2024" in shown.out
    assert json.loads(run("quotes", quote_id, "--store", own, "--json").out)["role"] == "harbour master"
    assert "Recorded as" in run("record", "-", "--speaker", "Tom Wick", "--store", own, stdin=b"It hurts us all").out


def test_withdraw_when_it_was_evidence(run: Run, own: str) -> None:
    """A withdrawn quote is no evidence any more, stays to be seen, and both steps are in the history."""
    quote_id = recorded(run, own)
    assert run("verify", SAID, "--speaker", "Mara Keeper", "--store", own).code == 0
    assert run("withdraw", quote_id, "--store", own).code == 0
    assert run("verify", SAID, "--speaker", "Mara Keeper", "--store", own).code == 3
    assert "It was withdrawn" in run("quotes", quote_id, "--store", own).out
    assert run("changes", "--store", own).out == f"1 add {quote_id}\n2 withdraw {quote_id}\n"
    assert "There is more: --since 1" in run("changes", "--limit", "1", "--store", own).out
    after = json.loads(run("changes", "--since", "1", "--store", own, "--json").out)
    assert ([each["action"] for each in after["changes"]], after["last"], after["more"]) == (["withdraw"], 2, False)
    assert run("changes", "--since", "2", "--store", own).out == "Nothing came or went.\n"


def test_export_when_filtered(run: Run, own: str, tmp_path: Path) -> None:
    """Everything that fits is written, to a file that is not there yet, in the form that the API has."""
    quote_id = recorded(run, own)
    run("record", "It hurts every boat in the harbour", "--speaker", "Tom Wick", "--store", own)
    table, lines = tmp_path / "quotes.csv", tmp_path / "quotes.jsonl"
    assert run("export", "--format", "csv", "--output", str(table), "--store", own).code == 0
    assert [row["speaker"] for row in csv.DictReader(io.StringIO(table.read_text("utf-8")))] == [
        "Mara Keeper",
        "Tom Wick",
    ]
    assert run("export", "--speaker", "Mara Keeper", "--output", str(lines), "--store", own).code == 0
    assert [json.loads(line)["id"] for line in lines.read_text("utf-8").splitlines()] == [quote_id]
    again = run("export", "--output", str(lines), "--store", own)
    assert (again.code, "not there yet" in again.err) == (2, True)


def test_articles_when_one_was_read(run: Run, own: str, tmp_path: Path) -> None:
    """Articles are listed, and one is shown with what is said in it, as the API has it."""
    assert "No article was read yet." in run("articles", "--store", own).out
    (tmp_path / "harbour.txt").write_text(f"“{SAID},” Mara Keeper said.\n", encoding="utf-8")
    run("ingest", str(tmp_path / "harbour.txt"), "--title", "Harbour to close", "--store", own)
    (source,) = json.loads(run("articles", "--store", own, "--json").out)["sources"]
    assert source["title"] == "Harbour to close"
    assert f"Mara Keeper: “{SAID}”" in run("articles", source["id"], "--store", own).out
    assert json.loads(run("articles", source["id"], "--store", own, "--json").out)["quotes"][0]["content"] == SAID


def test_answer_when_it_is_asked_again(run: Run, own: str) -> None:
    """An earlier answer is shown as it was; asked again it is today's, and says whether it is another one."""
    before = json.loads(run("verify", SAID, "--speaker", "Mara Keeper", "--store", own, "--json").out)
    recorded(run, own)
    assert run("answer", before["id"], "--store", own).code == 3
    again = run("answer", before["id"], "--again", "--store", own)
    assert again.code == 0
    assert again.out.startswith("The answer is not the same as before.\n")
    linked = json.loads(run("answer", before["id"], "--again", "--store", own, "--json").out)
    assert (linked["previous"], linked["changed"]) == (before["id"], True)


@pytest.mark.parametrize(
    "words", [("quotes", "x"), ("articles", "x"), ("answer", "x"), ("answer", "x", "--again"), ("withdraw", "x")]
)
def test_commands_when_there_is_no_such_id(run: Run, own: str, words: tuple[str, ...]) -> None:
    """An id that is not on record ends with 2 and one line."""
    outcome = run(*words, "--store", own)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
