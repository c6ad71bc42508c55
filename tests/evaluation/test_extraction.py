"""The reading is measured on our own articles and held to its floors; so are other readers, where installed."""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path

import pytest

from quoteservice.config import Config
from quoteservice.evaluation import readers
from quoteservice.evaluation.annotated import own
from quoteservice.evaluation.command import run
from quoteservice.evaluation.extraction import tables
from quoteservice.evaluation.gate import breaches, floors
from quoteservice.evaluation.options import DONE, EXTRACTION_FLOORS, GOLD, add_arguments

WEIGHTS = Path(Config().models) / "en_core_web_md" / "weights"
LEAST_ARTICLES = 20
LEAST_STATEMENTS = 200


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """One run of the command over our own articles, held to the floors."""
    file = tmp_path_factory.mktemp("results") / "extraction"
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    code = run(parser.parse_args(["extraction", "--results", str(file), "--gate"]), Config())
    found: dict[str, object] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert code == DONE, breaches(found, floors(EXTRACTION_FLOORS))
    assert "Our own articles" in file.with_suffix(".md").read_text(encoding="utf-8")
    return found


def test_floors_are_held_when_our_own_articles_are_read(results: dict[str, object]) -> None:
    """No figure of the half that nobody tuned on is below its floor."""
    assert breaches(results, floors(EXTRACTION_FLOORS)) == []


def test_our_own_articles_are_enough_when_counted() -> None:
    """There are at least twenty, of different kinds, in two halves, with traps."""
    articles = own(GOLD)
    assert len({article.kind for article in articles}) == len(articles) >= LEAST_ARTICLES
    assert sum(len(article.said) for article in articles) >= LEAST_STATEMENTS
    assert {article.part for article in articles} == {"dev", "report"}


def test_other_readers_answer_when_they_are_installed() -> None:
    """The nearest name takes every quotation; textacy finds one beside a verb, and none at all with a mark too many."""
    text = 'Bo Marsh came home. "We shut the old pier today," said Ada Lund.'
    nearest = readers.nearest(WEIGHTS)(text)
    assert [each.source.cut(text) for each in nearest if each.source] == ["Ada Lund"]
    if importlib.util.find_spec("textacy") is None:
        pytest.skip("textacy is not installed (pip install 'quoteservice[peers]')")
    read = readers.textacy(WEIGHTS)
    assert [each.content[0].cut(text).strip('",') for each in read(text)] == ["We shut the old pier today"]
    assert read(text + ' "And') == []


def test_ours_says_where_a_speaker_is_printed_when_a_statement_goes_on() -> None:
    """A free-standing quotation has the speaker of the statement it goes on from."""
    text = '"We shut the old pier," said Ada Lund, the mayor. It rained.\n\n"Nobody came to see it."'
    first, second = readers.ours(WEIGHTS)(text)
    assert first.source is not None
    assert first.source.cut(text).startswith("Ada Lund")
    assert second.source == first.source


def test_tables_name_the_reason_when_a_reader_was_skipped(results: dict[str, object]) -> None:
    """A reader that is not installed has a line of words, not of figures."""
    figures = results["reading"]["own"]["report"]  # type: ignore[index]
    reading = {"polnear": {"quoteservice": figures, "textacy": "skipped: textacy is not installed"}}
    printed = {title: rows for title, _, rows in tables(reading)}
    assert printed["PolNeAR, development articles: processor time"][1] == [
        "textacy",
        "skipped: textacy is not installed",
    ]
