"""What is on record, as the pages list, show and add it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.errors import AddressRefused
from quoteservice.ports import FetchedPage
from quoteservice.service import Service
from quoteservice.workflows.ingest import Ingested
from tests.web.asking import PARAMOUNT, words

HARBOUR = (
    "Harbour to close\n\n"
    "“We will close the north basin on the first of May,” harbour master Mara Keeper said on Monday. "
    "“Every boat has to leave by then.”\n"
)


def test_speakers_when_opened(client: FlaskClient) -> None:
    """Everybody on record is listed, those without a name as such."""
    page = words(client.get("/speakers").get_data(as_text=True))
    assert "Dylan White Person · 3 statements · acting NATO spokesman" in page
    assert "a senior German officer Not named · 1 statement" in page


@pytest.mark.parametrize(
    ("name", "answer"),
    [("Sajjan", "“Sajjan” means Harjit Sajjan."), ("Zebedee Quux", "Nobody on record is called “Zebedee Quux”.")],
)
def test_speakers_when_searched(client: FlaskClient, name: str, answer: str) -> None:
    """A search says whom the name means, as verification would."""
    assert answer in words(client.get("/speakers", query_string={"q": name}).get_data(as_text=True)).replace(" .", ".")


def test_speakers_when_search_cannot_be_used(client: FlaskClient) -> None:
    """A name beyond its limit is refused in words."""
    response = client.get("/speakers", query_string={"q": "x" * 301})
    assert response.status_code == 422
    assert "300 are the most" in response.get_data(as_text=True)


def test_speaker_when_opened(client: FlaskClient, seed: Ingested) -> None:
    """A speaker's page has the roles with dates, and every statement with its source."""
    sajjan = next(quote.speaker for quote in seed.quotes if quote.speaker and quote.speaker.name == "Harjit Sajjan")
    page = client.get(f"/speakers/{sajjan.id}").get_data(as_text=True)
    assert "<h1>Harjit Sajjan</h1>" in page
    assert re.search(
        r'<time datetime="2020-01-04">4 January 2020</time></span>\s*<span><a [^>]*>Defence Minister</a>', page
    )
    assert page.count('<blockquote class="quotation"') == 4


def test_speaker_when_a_role_was_printed_twice(apart: tuple[Service, FlaskClient]) -> None:
    """A role stands on the line with the days between which it was printed; what was said last comes first."""
    _, client = apart
    for day, basin in (("2024-04-01", "north"), ("2024-06-01", "south")):
        text = f"“We will drain the {basin} basin in autumn,” said Mara Keeper, the harbour master."
        client.post("/articles/new", data={"content": text, "published_on": day})
    link = re.search(r'href="(/speakers/\w+)">Mara Keeper', client.get("/speakers").get_data(as_text=True))
    assert link
    page = words(client.get(link[1]).get_data(as_text=True))
    assert "2 statements in 2 sources on record, published from 1 April 2024 to 1 June 2024." in page
    assert "1 April 2024 to 1 June 2024 harbour master printed 2 times" in page
    assert page.index("south basin") < page.index("north basin")


def test_articles_when_opened(client: FlaskClient, seed: Ingested) -> None:
    """The list leads to the article."""
    page = client.get("/articles").get_data(as_text=True)
    assert f'href="/articles/{seed.source.id}"' in page
    assert "CBC News" in page


def test_article_when_opened(client: FlaskClient, seed: Ingested) -> None:
    """Every statement is marked where it stands, by its form, with a number that leads to its entry and back."""
    page = client.get(f"/articles/{seed.source.id}").get_data(as_text=True)
    for number, quote in enumerate(seed.quotes, 1):
        assert f'id="quote-{quote.id}" href="#statement-{number}"' in page
        assert f'<li id="statement-{number}">' in page
    assert f'<mark class="direct">{PARAMOUNT}</mark>' in page
    assert "Soleimani, was killed in a U.S. airstrike" in words(page)


def test_add_article_when_posted(client: FlaskClient) -> None:
    """A new article is read and shown; the same text again is the same article."""
    fields = {"content": HARBOUR.replace("\n", "\r\n"), "title": "Harbour to close", "published_on": "2024-04-01"}
    first = client.post("/articles/new", data=fields)
    again = client.post("/articles/new", data=fields)
    assert (first.status_code, again.status_code) == (303, 303)
    shown = words(client.get(first.location).get_data(as_text=True))
    assert "Added: 1 statement found." in shown
    assert "Mara Keeper" in shown
    assert "on record before" in words(client.get(again.location).get_data(as_text=True))
    assert first.location.partition("?")[0] == again.location.partition("?")[0]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"content": " "}, "content"),
        ({"content": "One", "published_on": "May"}, "published_on"),
        ({"content": "One", "url": "javascript:alert(1)"}, "url"),
        ({"content": "<p></p>", "format": "html"}, "content"),
    ],
)
def test_add_article_when_a_field_cannot_be_used(client: FlaskClient, fields: dict[str, str], field: str) -> None:
    """Nothing is kept, and the page leads to the field that is wrong."""
    before = client.get("/articles").get_data()
    response = client.post("/articles/new", data={"title": "Typed already", **fields})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert f'<a href="#{field}">' in page
    assert 'value="Typed already"' in page
    assert client.get("/articles").get_data() == before


class Pages:
    """A fetcher that knows one page."""

    def fetch(self, url: str) -> FetchedPage:
        """The page, or what a fetcher says of an address that is not public."""
        if "quay.example" not in url:
            raise AddressRefused("The address is not public", where="url", remedy="Give one of the public web.")
        page = f"<html><head><title>Quay</title></head><body><article><p>{HARBOUR}</p></article></body></html>"
        return FetchedPage(url, page.encode(), "text/html", "utf-8")


def test_add_article_when_its_address_is_given(config: Config, tmp_path: Path) -> None:
    """Where pages are fetched the form says so, takes an address alone, and says which it cannot fetch."""
    own = Config(store=f"sqlite:///{tmp_path}/own.db", models=config.models, fetch="on")
    service = build(own, fetcher=Pages())
    client = create_app(service, own).test_client()
    form = client.get("/articles/new").get_data(as_text=True)
    added = client.post("/articles/new", data={"content": "", "url": "https://quay.example/harbour"})
    refused = client.post("/articles/new", data={"content": "", "url": "http://10.0.0.1/"})
    shown = client.get(added.location).get_data(as_text=True)
    service.close()
    assert "give its address alone" in form
    assert not re.search(r'<textarea id="content"[^>]*required', form)
    assert "Mara Keeper" in shown
    assert refused.status_code == 422
    assert '<a href="#url">' in refused.get_data(as_text=True)
    assert "The address is not public" in refused.get_data(as_text=True)


def test_lists_when_longer_than_a_page(apart: tuple[Service, FlaskClient]) -> None:
    """A long list is cut, and the link at its end shows the rest."""
    _, client = apart
    for number in range(31):
        client.post(
            "/articles/new", data={"content": f"Report {number}: nothing happened.", "title": f"Title {number}."}
        )
    first = client.get("/articles").get_data(as_text=True)
    more = re.search(r'href="(/articles\?after=[^"]+)"', first)
    assert more
    second = client.get(html.unescape(more[1])).get_data(as_text=True)
    titles = re.findall(r"Title \d+\.", first + second)
    assert len(titles) == len(set(titles)) == 31
