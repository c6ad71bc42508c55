"""Tables of quotes are drawn from the same way every time."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from quoteservice.errors import InvalidInput
from quoteservice.evaluation import recorded
from quoteservice.evaluation.generate import Spoken

ROWS = [
    {"quoteID": f"q{number}", "quotation": f"The harbour froze {number} times in my life.", "speaker": "Ada Lund"}
    for number in range(20)
]


def lines(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows as gzipped JSON lines."""
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    return path


def test_a_sample_is_the_same_when_drawn_again(tmp_path: Path) -> None:
    """The seed decides what is drawn; another seed draws another sample."""
    file = lines(tmp_path / "a.jsonl.gz", ROWS)
    assert recorded.sample(file, 5, 1) == recorded.sample(file, 5, 1)
    assert recorded.sample(file, 5, 1) != recorded.sample(file, 5, 2)


def test_a_table_in_csv_reads_as_the_same_in_json_when_drawn(tmp_path: Path) -> None:
    """Both formats give the same quotes."""
    table = tmp_path / "a.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    assert recorded.sample(table, 5, 1) == recorded.sample(lines(tmp_path / "a.jsonl.gz", ROWS), 5, 1)


def test_useless_rows_are_left_out_when_drawn(tmp_path: Path) -> None:
    """Nobody's words, speeches and second copies are no quotations to measure on."""
    rows = [
        ROWS[0],
        ROWS[0] | {"quoteID": "copy"},
        ROWS[1] | {"speaker": ""},
        ROWS[2] | {"quotation": "on and on " * 200},
    ]
    assert recorded.sample(lines(tmp_path / "a.jsonl.gz", rows), 5, 1) == [
        Spoken("q0", "Ada Lund", ROWS[0]["quotation"])
    ]


def test_a_folder_without_tables_is_refused_when_listed(tmp_path: Path) -> None:
    """A folder without quotes, or none at all, is an error and not a perfect score."""
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(InvalidInput, match="no tables of quotes"):
            recorded.files(folder)


def test_rows_of_articles_are_told_from_rows_of_quotes_when_drawn(tmp_path: Path) -> None:
    """A row with a title and a text but no speaker is an article, and no quote."""
    rows = [
        {"title": f"Harbour {n}", "text": "It froze, she said.", "url": f"https://example.org/{n}"} for n in range(9)
    ]
    file = lines(tmp_path / "a.jsonl.gz", rows)
    drawn = recorded.articles(file, 4, 1)
    assert len(drawn) == 4
    assert drawn == recorded.articles(file, 4, 1)
    assert {each.text for each in drawn} == {"It froze, she said."}
    assert recorded.sample(file, 4, 1) == []
    assert recorded.articles(lines(tmp_path / "b.jsonl.gz", ROWS), 4, 1) == []
