"""/v1/articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.errors import AddressRefused, PageUnreachable, QuoteserviceError
from quoteservice.ports import FetchedPage
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
    assert set(body) == {"source", "quotes", "warnings"}
    assert body["warnings"] == []
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
    assert set(body) == {"source", "quotes", "text", "warnings"}
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


def test_add_article_when_its_address_is_alone_and_fetching_is_off(client: FlaskClient) -> None:
    """As it comes, the service fetches nothing: an address alone is refused, with what to do."""
    answer = client.post("/v1/articles", json={"url": "https://courier.example/alder-bridge"})
    assert (answer.status_code, answer.json["type"]) == (422, "/docs/problems#fetch-disabled")
    assert answer.json["errors"][0]["pointer"] == "#/url"
    assert "QUOTESERVICE_FETCH" in answer.json["remedy"]


@pytest.mark.parametrize("body", [{}, {"url": None}, {"title": "x"}, {"text": "a", "html": "b"}])
def test_add_article_when_there_is_nothing_to_read(client: FlaskClient, body: dict[str, str | None]) -> None:
    """Neither words nor an address, and two texts at once, are refused."""
    answer = client.post("/v1/articles", json=body)
    assert (answer.status_code, answer.json["type"]) == (422, "/docs/problems#invalid-fields")


class Pages:
    """A fetcher that knows a few pages."""

    def __init__(self, **pages: FetchedPage | QuoteserviceError) -> None:
        self.pages = pages

    def fetch(self, url: str) -> FetchedPage:
        """The page of that name, or its error."""
        page = self.pages[url.rsplit("/", 1)[1]]
        if isinstance(page, QuoteserviceError):
            raise page
        return page


FETCHED = ORCHARD_HTML.replace("six rows", "seven rows").encode()


@pytest.fixture
def fetching(tmp_path: Path) -> Iterator[FlaskClient]:
    """Somebody who asks a service that may fetch."""
    refusal = AddressRefused("The address leads into a private network", where="url", remedy="Send its words.")
    gone = PageUnreachable("The server answered with status 404", where="url", remedy="Check it.")
    pages = Pages(
        orchard=FetchedPage("https://news.example/orchard?utm=1", FETCHED, "text/html", "utf-8"),
        text=FetchedPage("https://news.example/a.txt", BRIDGE.encode("utf-16-le"), "text/plain", "utf-16-le"),
        private=refusal,
        gone=gone,
    )
    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    service = build(config, reader_at_once=False, fetcher=pages)
    yield create_app(service, config).test_client()
    service.close()


def test_add_article_when_its_page_is_fetched(fetching: FlaskClient) -> None:
    """A page is read as HTML that was sent is, with the address where it was found; the same page again is 200."""
    answer = fetching.post("/v1/articles", json={"url": "https://short.example/orchard", "publisher": "The Press"})
    assert answer.status_code == 201
    assert answer.json["source"]["url"] == "https://news.example/orchard?utm=1"
    assert answer.json["source"]["publisher"] == "The Press"
    assert answer.json["quotes"][0]["content"].startswith("We lost seven rows")
    assert fetching.post("/v1/articles", json={"url": "https://short.example/orchard"}).status_code == 200


def test_add_article_when_its_page_is_text(fetching: FlaskClient) -> None:
    """A page of plain text is read in the encoding that its server names."""
    answer = fetching.post("/v1/articles", json={"url": "https://news.example/text"})
    assert answer.json["source"]["sha256"] == hashlib.sha256(BRIDGE.encode()).hexdigest()


def test_add_article_when_words_come_with_an_address(fetching: FlaskClient) -> None:
    """With words of its own an address is a note and is not fetched."""
    answer = fetching.post("/v1/articles", json={"text": BAKERY, "url": "https://news.example/unknown"})
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("page", "status", "kind"), [("private", 422, "address-refused"), ("gone", 502, "page-unreachable")]
)
def test_add_article_when_its_page_cannot_be_fetched(fetching: FlaskClient, page: str, status: int, kind: str) -> None:
    """Why a page was not fetched is a problem of its own type, and nothing is stored."""
    answer = fetching.post("/v1/articles", json={"url": f"https://news.example/{page}"})
    assert (answer.status_code, answer.json["type"]) == (status, f"/docs/problems#{kind}")
    assert fetching.get("/v1/articles").json["sources"] == []
