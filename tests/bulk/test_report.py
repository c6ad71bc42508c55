"""The report tells what became of each article, and the next run what is done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quoteservice.bulk.item import Failure, Item
from quoteservice.bulk.report import ADDED, Report
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput, StoreUnavailable

ONE, TWO, THREE = (Item(name, Document(text=name)) for name in ("one", "two", "three"))
WHY = Failure("no-article", "Nothing to read", "html", "Send words.")


def everything(_: str) -> bool:
    """A store that has every source."""
    return True


def lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a report."""
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The report of a run over two articles, of which one failed."""
    path = tmp_path / "folder" / "report.jsonl"
    with Report(path, everything) as report:
        report.kept(ONE, ADDED, "s1", 3)
        report.failed(TWO, WHY)
    return path


def test_lines_when_articles_were_read_and_not(path: Path) -> None:
    """Each article has a line with its place, its digest and what came of it, a failure with its problem."""
    problem = {"type": "no-article", "detail": "Nothing to read", "where": "html", "remedy": "Send words."}
    assert lines(path) == [
        {"place": "one", "digest": ONE.digest, "outcome": "added", "source": "s1", "statements": 3},
        {"place": "two", "digest": TWO.digest, "outcome": "failed", "problem": problem},
    ]


def test_done_when_it_is_opened_again(path: Path) -> None:
    """What is on record is done; what failed is tried once more, and its old line is gone."""
    with Report(path, everything) as report:
        assert [report.is_done(item) for item in (ONE, TWO, THREE)] == [True, False, False]
    assert [line["place"] for line in lines(path)] == ["one"]


def test_done_when_the_store_does_not_have_it(path: Path) -> None:
    """A report of another store is believed in nothing."""
    with Report(path, lambda source: source != "s1") as report:
        assert not report.is_done(ONE)


def test_done_when_the_last_line_was_cut_off(path: Path) -> None:
    """A kill in the middle of a line costs that line alone."""
    path.write_text(path.read_text() + '{"place": "thr')
    with Report(path, everything) as report:
        assert report.is_done(ONE)
        report.kept(THREE, ADDED, "s3", 1)
    assert [line["place"] for line in lines(path)] == ["one", "three"]


@pytest.mark.parametrize("content", ["We close.", "We close.\n", '{"text": "We close."}\n', "[]\n", "[1"])
def test_report_when_the_file_is_something_else(tmp_path: Path, content: str) -> None:
    """A file that is no report is refused and stays as it was: it may be the articles themselves."""
    (tmp_path / "a.jsonl").write_text(content)
    with pytest.raises(InvalidInput, match="no report"):
        Report(tmp_path / "a.jsonl", everything)
    assert (tmp_path / "a.jsonl").read_text() == content


def test_report_when_it_cannot_be_written(tmp_path: Path) -> None:
    """A place where nothing can be written is said before anything is read."""
    (tmp_path / "a").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        Report(tmp_path / "a" / "report.jsonl", everything)
