"""What holds of every page, and of drafts."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.config import Config
from quoteservice.errors import StoreFull, StoreUnavailable
from quoteservice.service import Service
from quoteservice.workflows.ingest import Ingested
from tests.web.asking import PARAMOUNT, ask, words

LARGEST_PAGE_BYTES = 100_000


def test_check_when_posted(client: FlaskClient) -> None:
    """Each statement of a draft is marked by its verdict in the text and listed beside it."""
    draft = (
        f"“{PARAMOUNT},” Dylan White said on Saturday.\n\n"
        f"“{PARAMOUNT.replace('is', 'is not')},” Dylan White said on Sunday.\n"
    )
    page = client.post("/check", data={"content": draft}).get_data(as_text=True)
    assert f'<mark class="confirmed" data-of="1">{PARAMOUNT}</mark>' in page
    assert f'<mark class="rejected" data-of="2">{PARAMOUNT.replace("is", "is not")}</mark>' in page
    assert "Confirmed 1 Rejected 1 Unverified 0" in words(page)
    assert page.count('<li id="statement-') == 2
    assert "Searched 1" in words(page)


def test_check_when_nobody_speaks(client: FlaskClient) -> None:
    """A draft without statements is said to have none."""
    page = client.post("/check", data={"content": "It rained all day."}).get_data(as_text=True)
    assert "No statement with a speaker was found" in page


def test_check_when_blank(client: FlaskClient) -> None:
    """A draft without words is refused in words."""
    response = client.post("/check", data={"content": " "})
    assert response.status_code == 422
    assert '<a href="#content">' in response.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/articles/x", "/speakers/x", "/verifications/x", "/nowhere", "/speakers?after=x"])
def test_pages_when_there_is_no_such_thing(client: FlaskClient, path: str) -> None:
    """What is not there is a page with words and a way on, and names no route of the API."""
    response = client.get(path, headers={"Accept": "text/html"})
    page = response.get_data(as_text=True)
    assert response.status_code in (404, 422)
    assert "There is no such" in page
    assert "/v1/" not in page
    assert 'href="/assets/page.css"' in page


def test_post_when_another_site_sent_the_form(client: FlaskClient) -> None:
    """A form that a page of another site sent is refused, and nothing of it is kept."""
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        response = client.post("/articles/new", data={"content": "Mallory said: “Trust me.”"}, headers=headers)
        assert response.status_code == 403
        assert "another site" in response.get_data(as_text=True)


def test_post_when_a_page_of_ours_sent_the_form(client: FlaskClient) -> None:
    """A form of this site is answered, with either header."""
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}):
        assert client.post("/", data={"text": PARAMOUNT}, headers=headers).status_code == 200


def test_post_when_the_body_is_too_large(client: FlaskClient, config: Config) -> None:
    """A body above the limit is refused on a page, and up to the limit forms are read."""
    large = client.post("/check", data={"content": "a" * (config.max_body_bytes + 1)})
    assert large.status_code == 413
    assert "too much text" in large.get_data(as_text=True)
    assert client.post("/check", data={"content": "It rained. " * 60_000}).status_code == 422


@pytest.mark.parametrize(
    "path", ["/", "/check", "/speakers", "/articles", "/articles/new", "/quotes/new", "/articles/x"]
)
def test_pages_carry_a_policy(client: FlaskClient, path: str) -> None:
    """Pages load and run only what this site serves, and hold no script or style of their own."""
    response = client.get(path, headers={"Accept": "text/html"})
    page = response.get_data(as_text=True)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=\"/assets/)", page)
    assert "://" not in re.sub(r"placeholder=\"https://\"", "", page)


def test_pages_are_small(client: FlaskClient, seed: Ingested) -> None:
    """A page with everything that it loads stays under 100 kB."""
    assets = 0
    for name in ("page.css", "page.js", "icon.svg"):
        with client.get(f"/assets/{name}") as asset:
            assets += len(asset.get_data())
    for path in ("/", "/speakers", "/articles/new", "/quotes/new", f"/articles/{seed.source.id}"):
        assert len(client.get(path).get_data()) + assets < LARGEST_PAGE_BYTES
    assert len(ask(client, PARAMOUNT, "Dylan White")) + assets < LARGEST_PAGE_BYTES


def test_pages_when_nothing_is_on_record(apart: tuple[Service, FlaskClient]) -> None:
    """Empty pages say what to do first."""
    _, client = apart
    for path in ("/", "/speakers", "/articles"):
        assert "/articles/new" in client.get(path).get_data(as_text=True)
    assert "Nothing is on record yet" in client.get("/").get_data(as_text=True)
    assert "Nothing by Jane Roe is on record." in words(ask(client, PARAMOUNT, "Jane Roe"))


def test_texts_are_shown_as_text(apart: tuple[Service, FlaskClient]) -> None:
    """Nothing that a text, a title, a name or a claim holds becomes mark-up, and only web addresses become links."""
    _, client = apart
    evil = "<script>alert(1)</script>"
    article = {
        "content": f"“We keep {evil} out of the harbour today,” Mara Keeper said.",
        "title": f"Title {evil}",
        "publisher": f"'\"><img src=x {evil}",
        "url": "https://quay.example/?a=%22onload=x",
    }
    added = client.post("/articles/new", data=article)
    pages = [
        client.get(added.location),
        client.get("/"),
        client.get("/articles"),
        client.get("/speakers", query_string={"q": evil}),
        client.post("/", data={"text": f"We keep {evil} out of the harbour today", "speaker": evil}),
        client.post("/check", data={"content": article["content"]}),
    ]
    for page in pages:
        text = page.get_data(as_text=True)
        assert "<script>" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize(("error", "status"), [(StoreUnavailable, 503), (StoreFull, 507)])
def test_pages_when_the_store_cannot_answer(
    app: Flask, error: type[StoreUnavailable], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A page says that it is not the user's fault, with a status that tells programs so, and it is logged."""
    from quoteservice.web.page import failed

    with app.test_request_context("/"), caplog.at_level(logging.ERROR):
        page, code = failed(error("The store is busy", remedy="Try again in a moment."))
    assert code == status
    assert "Try again in a moment." in page
    assert caplog.records
