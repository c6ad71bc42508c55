"""Everything that fits, as CSV and as lines of JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from quoteservice.api import exports
from quoteservice.workflows.ingest import Ingested

pytestmark = pytest.mark.usefixtures("seed")

QUERIES = [
    "",
    "?speaker=White",
    "?form=mixed&sort=-arrived",
    "?publisher=CBC%20News&from=2020-01-01",
    "?speaker=nobody",
]


def listed(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    """What the list gives, page by page."""
    found: list[dict[str, Any]] = []
    path = f"/v1/quotes{query or '?'}&limit=3"
    cursor = ""
    while True:
        page = client.get(path + cursor).json
        found += page["quotes"]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


def test_json_lines_when_compared_with_the_list(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is a quote as the list has it, in the same order, over any number of pages."""
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    for query in QUERIES:
        answer = client.get(f"/v1/quotes.jsonl{query}")
        assert answer.status_code == 200
        assert answer.is_streamed
        assert answer.content_type == "application/jsonl"
        assert "quotes.jsonl" in answer.headers["Content-Disposition"]
        assert [json.loads(line) for line in answer.text.splitlines()] == listed(client, query)


def test_csv_when_compared_with_the_list(client: FlaskClient) -> None:
    """Each line is a quote with its speaker and source, under a line of names."""
    for query in QUERIES:
        rows = list(csv.DictReader(io.StringIO(client.get(f"/v1/quotes.csv{query}").text)))
        expected = listed(client, query)
        assert [row["id"] for row in rows] == [quote["id"] for quote in expected]
        for row, quote in zip(rows, expected, strict=True):
            assert row["content"].removeprefix("'") == quote["content"].removeprefix("'")
            assert row["speaker"].removeprefix("'") == (quote["speaker"] or {"name": ""})["name"].removeprefix("'")
            assert row["published_on"] == (quote["source"]["published_on"] or "")
            assert row["sha256"] == quote["source"]["sha256"]
            assert int(row["start"]) == quote["start"]


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1 for the harbour", "-42 degrees it was", "@all come in"])
def test_csv_when_a_cell_looks_like_a_formula(client: FlaskClient, words: str) -> None:
    """A spreadsheet runs nothing that somebody said; the lines of JSON have it as it is."""
    id_ = client.post("/v1/quotes", json={"text": words, "speaker": "Odile Brandt"}).json["id"]
    rows = csv.DictReader(io.StringIO(client.get("/v1/quotes.csv?speaker=Odile%20Brandt").text))
    assert next(row["content"] for row in rows if row["id"] == id_) == f"'{words}"
    lines = client.get("/v1/quotes.jsonl?speaker=Odile%20Brandt").text.splitlines()
    assert words in [json.loads(line)["content"] for line in lines]


@pytest.mark.parametrize(
    "query", ["form=any", "from=yesterday", "cursor=x", "limit=3", "q=ferry", "sort=loudest", "speaker="]
)
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_export_when_the_query_is_wrong(client: FlaskClient, kind: str, query: str) -> None:
    """What is wrong is a problem, and not a file that ends early."""
    answer = client.get(f"/v1/quotes.{kind}?{query}")
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")


def test_list_when_sorted(client: FlaskClient, seed: Ingested) -> None:
    """`sort` orders the list, and a speaker's; a search has its own order and refuses one."""
    arrived = [quote["id"] for quote in listed(client, "?publisher=CBC%20News")]
    backwards = [quote["id"] for quote in listed(client, "?publisher=CBC%20News&sort=-arrived")]
    assert arrived == backwards[::-1]
    days = [quote["source"]["published_on"] or "" for quote in listed(client, "?sort=published")]
    assert days == sorted(days)
    speaker = next(quote.speaker for quote in seed.quotes if quote.speaker)
    ids = [[q["id"] for q in client.get(f"/v1/speakers/{speaker.id}/quotes?sort={s}").json["quotes"]]
           for s in ("arrived", "-arrived")]  # fmt: skip
    assert ids[0] == ids[1][::-1]
    assert client.get("/v1/quotes?q=safety&sort=published").status_code == 422
    assert client.get("/v1/quotes?sort=loudest").status_code == 422
