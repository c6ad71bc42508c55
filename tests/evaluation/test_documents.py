"""Articles in pages, measured against bodies that people marked."""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import pytest

from quoteservice.config import Config
from quoteservice.evaluation.command import run
from quoteservice.evaluation.documents import Page, read, shares, token_f1
from quoteservice.evaluation.options import DONE, add_arguments
from quoteservice.extraction.html import article_of

BODY = (
    "The pier will close in June after a crack was found in one of its legs, the board said.\n"
    "Traders said that they had not been warned, and that many of them would have to close as well."
)
HTML = f"<html><body><article>{''.join(f'<p>{line}</p>' for line in BODY.splitlines())}</article></body></html>"
MENU = "<html><body><ul><li><a href=/>Home</a></li><li><a href=/n>News today</a></li></ul></body></html>"


@pytest.mark.parametrize(
    ("found", "gold", "expected"),
    [("a b", "a b", 1.0), ("a b c d", "a b", 2 / 3), ("a", "b", 0.0), ("a a", "a", 2 / 3), ("", "", 1.0)],
)
def test_token_f1_when_texts_differ(found: str, gold: str, expected: float) -> None:
    """Words count as often as they stand in both."""
    assert token_f1(found, gold) == pytest.approx(expected)


def test_shares_when_a_page_is_refused() -> None:
    """A refused page with a body counts as nothing found; what pages tell is counted among those read."""
    row = shares(read(article_of, [Page("news", HTML, BODY, None), Page("news", MENU, "Home", "Home")]))["all"]
    assert (row["pages"], row["refused"], row["with_gold"]) == (2, 1, 2)
    assert (row["body_f1"], row["body_whole"], row["trafilatura_f1"]) == (50.0, 50.0, 50.0)
    assert (row["title"], row["author"]) == (0.0, 0.0)


def test_pages_are_measured_when_a_folder_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command reads the manifest and its pages, gzipped or not, and prints a line for each set."""
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (tmp_path / "b.html").write_text(HTML)
    rows = [{"page": f"pages/{name}", "set": name[0], "gold_body": BODY} for name in ("a.html.gz", "b.html")]
    (tmp_path / "manifest.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args(["documents", "--data", str(tmp_path)]), Config()) == DONE
    assert capsys.readouterr().out.count("| 1 | 0 | 1 | 100.0 | 100.0 | 0.0 |") == 2
