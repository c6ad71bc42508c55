"""quoteservice ingest of many articles, and of addresses."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "“The {} is closed until June,” said Ada Lund, the harbour master."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of two articles and one that cannot be read."""
    (tmp_path / "news").mkdir()
    for name in ("pier", "lock"):
        (tmp_path / "news" / f"{name}.txt").write_text(GOOD.format(name))
    (tmp_path / "news" / "bad.txt").write_bytes(b"\xff")
    (tmp_path / "news" / "index.json").write_text('{"pier.txt": {"title": "Pier", "published_on": "2024-05-01"}}')
    return tmp_path / "news"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """The address of an empty store."""
    return f"sqlite:///{tmp_path}/store.db"


def test_folder_when_one_article_cannot_be_read(run: Run, news: Path, own: str, tmp_path: Path) -> None:
    """The others are added, the report beside the store tells of all, and the exit code of the failure."""
    outcome = run("ingest", str(news), "--publisher", "The Quay", "--store", own)
    assert outcome.code == 2
    assert "3 articles: 2 added with 2 statements, 0 on record before, 1 not read" in outcome.out
    assert f"{news}/bad.txt: The text is not UTF-8" in outcome.err
    lines = [json.loads(line) for line in (tmp_path / "store.db.ingest.jsonl").read_text().splitlines()]
    assert sorted(line["outcome"] for line in lines) == ["added", "added", "failed"]
    (news / "bad.txt").unlink()
    again = run("ingest", str(news), "--publisher", "The Quay", "--store", own, "--json")
    assert again.code == 0
    assert (json.loads(again.out)["done"], json.loads(again.out)["failed"]) == (2, 0)
    quotes = json.loads(run("quotes", "--speaker", "Lund", "--store", own, "--json").out)["quotes"]
    assert [quote["source"]["title"] for quote in quotes] == ["lock", "Pier"]
    assert {quote["source"]["publisher"] for quote in quotes} == {"The Quay"}


def test_table_and_archive_when_given_together(run: Run, own: str, tmp_path: Path) -> None:
    """Several places are one run; columns of other names are renamed; the report is where it is wanted."""
    (tmp_path / "a.csv").write_text(f"day,text\n2024-05-01,{GOOD.format('pier')!r}\n".replace("'", '"'))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("b.txt", GOOD.format("lock"))
    flags = ["--rename", "day=published_on", "--report", str(tmp_path / "r.jsonl"), "--processes", "1", "--store", own]
    outcome = run("ingest", str(tmp_path / "a.csv"), str(tmp_path / "b.zip"), *flags)
    assert outcome.code == 0, outcome.err
    assert "2 articles: 2 added" in outcome.out
    assert (tmp_path / "r.jsonl").read_text().count("\n") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["absent.zip"], "no such file"),
        (["{news}", "--index", "x.json"], "--index"),
        (["{news}", "--rename", "day=titel"], "NAME=FIELD"),
        (["{news}", "--processes", "0"], "from 1 on"),
        (["{news}", "--report", "{news}/pier.txt"], "no report"),
        (["https://quay.example/pier.zip"], "does not fetch pages"),
        (["https://quay.example/pier", "--fetch", "yes"], "neither on nor off"),
        (["http://127.0.0.1/pier", "--fetch", "on"], "private network"),
    ],
)
def test_ingest_when_it_is_asked_wrongly(run: Run, news: Path, own: str, words: list[str], said: str) -> None:
    """What cannot be done is one line that says why, and another exit code than 0."""
    outcome = run("ingest", *(word.format(news=news) for word in words), "--store", own)
    assert outcome.code in (2, 4)
    assert said in outcome.err
    assert "Traceback" not in outcome.err
