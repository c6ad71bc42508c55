"""Annotated articles are read as they are written, and a slip in one is said with its place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from quoteservice.domain.quote import Form
from quoteservice.errors import InvalidInput
from quoteservice.evaluation.annotated import own, polnear
from quoteservice.evaluation.cases import Part

PAGE = """kind: plain
title: Pier to shut

"We shut it," said Ada Lund, the harbour master, "on Monday." She praised the crew. The "Long Pier" is old.

== statements
direct | Ada Lund ~ Lund | Ada Lund | harbour master ~ - | We shut it || on Monday.
indirect? | Ada Lund | She | - | the crew

== not quotes
Long Pier
"""


def write(folder: Path, page: str) -> Path:
    (folder / "pier.txt").write_text(page, encoding="utf-8")
    return folder


def test_an_article_of_our_own_is_read_when_it_holds_to_the_form(tmp_path: Path) -> None:
    """The headline is part of the text; parts, alternatives, optional statements and traps have their places."""
    article = own(write(tmp_path, PAGE))[0]
    first, second = article.said
    assert article.text.startswith('Pier to shut\n\n"We shut it,"')
    assert [span.cut(article.text) for span in first.content] == ["We shut it", "on Monday."]
    assert (first.form, first.speakers, first.roles) == (Form.DIRECT, ("Ada Lund", "Lund"), ("harbour master", None))
    assert (second.form, second.optional, second.roles) == (Form.INDIRECT, True, (None,))
    assert [span.cut(article.text) for span in article.not_quotes] == ["Long Pier"]
    assert article.part in Part


@pytest.mark.parametrize(
    ("old", "new"),
    [("We shut it ||", "We shot it ||"), ("| Ada Lund | harbour", "| Ada Land | harbour"), ("| She | - |", "| She |")],
    ids=["words", "mention", "fields"],
)
def test_a_slip_is_refused_when_an_article_is_read(tmp_path: Path, old: str, new: str) -> None:
    """Words that are not in the text, and rows with a field too few, are refused with the article's name."""
    with pytest.raises(InvalidInput) as caught:
        own(write(tmp_path, PAGE.replace(old, new)))
    assert "pier" in str(caught.value.where)


def test_a_folder_is_refused_when_nothing_is_in_it(tmp_path: Path) -> None:
    """An empty folder is no evaluation that passes."""
    with pytest.raises(InvalidInput):
        own(tmp_path)
    with pytest.raises(InvalidInput):
        polnear(tmp_path)


def test_polnear_is_read_when_two_people_annotated_an_article(tmp_path: Path) -> None:
    """The first annotator counts; rows without content are left out; broken quotations are direct."""
    rows = [
        {
            "doc": "a",
            "annotator": "x",
            "content_spans": [[0, 5], [9, 12]],
            "source_spans": [[6, 8]],
            "type_heur": "mixed",
        },
        {"doc": "a", "annotator": "x", "content_spans": [[9, 12]], "type_heur": "direct_or_broken"},
        {"doc": "a", "annotator": "x", "content_spans": [], "type_heur": None},
        {"doc": "a", "annotator": "y", "content_spans": [[0, 12]], "type_heur": "direct"},
    ]
    for name, lines in (("articles", [{"doc": "a", "text": "Aaaaa bb ccc"}]), ("attributions", rows)):
        with gzip.open(tmp_path / f"{name}.dev.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    article = polnear(tmp_path)[0]
    assert [(said.form, len(said.content), len(said.source)) for said in article.said] == [
        (Form.MIXED, 2, 1),
        (Form.DIRECT, 1, 0),
    ]
