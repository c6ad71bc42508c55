"""/v1/articles."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.workflows.ingest import Ingested
from tests.api.texts import BAKERY, BRIDGE, BRIDGE_WORDS, MARKET, ORCHARD_HTML

NOTES = {
    "title": "Alder bridge stays shut until spring",
    "publisher": "The Alder Courier",
    "author": "P. Ohlsson",
    "published_on": "2021-11-30",
    "url": "https://courier.example/alder-bridge",
}


def test_add_article_when_it_is_new(client: FlaskClient) -> None:
    """A new article is 201 with its address, its source as sent, and quotes whose offsets cut out their words."""
    answer = client.post("/v1/articles", json={"text": BRIDGE, **NOTES})
    assert answer.status_code == 201
    body = answer.json
    assert set(body) == {"source", "quotes"}
    source = body["source"]
    assert {name: source[name] for name in NOTES} == NOTES
    assert source["sha256"] == hashlib.sha256(BRIDGE.encode()).hexdigest()
    assert answer.headers["Location"] == f"/v1/articles/{source['id']}"
    first = body["quotes"][0]
    assert BRIDGE_WORDS in first["content"]
    assert first["speaker"]["name"] == "Maria Lindqvist"
    assert first["speaker"]["kind"] == "person"
    for quote in body["quotes"]:
        assert quote["source"] == source
        assert quote["parts"][0][0] == quote["start"]
        assert quote["parts"][-1][1] == quote["end"]
        assert " ".join(BRIDGE[start:end] for start, end in quote["parts"]) == quote["content"]


def test_add_article_when_the_same_text_comes_again(client: FlaskClient) -> None:
    """The same text is 200 with the same source and quotes, and nothing is stored twice."""
    first = client.post("/v1/articles", json={"text": BAKERY})
    before = len(client.get("/v1/articles?limit=200").json["sources"])
    again = client.post("/v1/articles", json={"text": BAKERY, "title": "Another title"})
    assert again.status_code == 200
    assert again.json == first.json
    assert len(client.get("/v1/articles?limit=200").json["sources"]) == before


def test_add_article_when_many_send_it_at_once(app: Flask) -> None:
    """Of many who send one new text at the same moment one gets 201, the others 200, and all the same source."""
    start = Barrier(6)

    def add(_: int) -> tuple[int, str]:
        start.wait()
        answer = app.test_client().post("/v1/articles", json={"text": MARKET})
        return answer.status_code, answer.json["source"]["id"]

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(add, range(6)))
    assert sorted(status for status, _ in answers) == [200] * 5 + [201]
    assert len({source for _, source in answers}) == 1
    (source,) = {source for _, source in answers}
    assert len(app.test_client().get(f"/v1/articles/{source}").json["quotes"]) == 1


def test_add_article_when_it_is_html(client: FlaskClient) -> None:
    """Of a page of HTML the readable article is kept, and offsets point into that."""
    body = client.post("/v1/articles", json={"html": ORCHARD_HTML, "published_on": "2022-05-03"}).json
    kept = client.get(f"/v1/articles/{body['source']['id']}").json
    assert "Sport" not in kept["text"]
    assert "<p>" not in kept["text"]
    (quote,) = kept["quotes"]
    assert quote["content"].startswith("We lost six rows of plum trees")
    assert kept["text"][quote["start"] : quote["end"]] == quote["content"]


def test_article_when_it_is_on_record(client: FlaskClient, seed: Ingested) -> None:
    """One article comes with its text as received and its quotes in order of the text."""
    body = client.get(f"/v1/articles/{seed.source.id}").json
    assert set(body) == {"source", "quotes", "text"}
    assert hashlib.sha256(body["text"].encode()).hexdigest() == body["source"]["sha256"]
    starts = [quote["start"] for quote in body["quotes"]]
    assert len(starts) == len(seed.quotes)
    assert starts == sorted(starts)


def test_article_when_the_id_is_unknown(client: FlaskClient) -> None:
    """An unknown id is a 404 of its own type."""
    answer = client.get("/v1/articles/nothing")
    assert (answer.status_code, answer.json["type"]) == (404, "/docs/problems#unknown-source")


@pytest.mark.usefixtures("seed")
def test_articles_when_paged_one_by_one(client: FlaskClient) -> None:
    """Pages of one, followed by their cursors, are the whole list, each source once."""
    client.post("/v1/articles", json={"text": BAKERY})
    whole = [source["id"] for source in client.get("/v1/articles?limit=200").json["sources"]]
    walked, cursor = [], None
    while True:
        page = client.get("/v1/articles", query_string={"limit": 1} | ({"cursor": cursor} if cursor else {})).json
        assert set(page) == {"sources", "next"}
        walked += [source["id"] for source in page["sources"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert walked == whole
    assert len(set(walked)) == len(walked) >= 2
