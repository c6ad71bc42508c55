"""The pages, as a browser is given them by the real service."""

from __future__ import annotations

import html
import logging
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.errors import AddressRefused, StoreFull, StoreUnavailable
from quoteservice.ports import FetchedPage
from quoteservice.service import Service
from quoteservice.workflows.ingest import Ingested

PARAMOUNT = "The safety of our personnel in Iraq is paramount"
LARGEST_PAGE_BYTES = 100_000

HARBOUR = (
    "Harbour to close\n\n"
    "“We will close the north basin on the first of May,” harbour master Mara Keeper said on Monday. "
    "“Every boat has to leave by then.”\n"
)


def words(page: str) -> str:
    """What a page says, without its mark-up, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def ask(client: FlaskClient, text: str, speaker: str = "", **fields: str) -> str:
    response = client.post("/", data={"text": text, "speaker": speaker, **fields})
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_verify_when_words_are_on_record(client: FlaskClient) -> None:
    """A confirmed answer says so in a word, names speaker, role, channel and source, and marks the words used."""
    page = ask(client, PARAMOUNT, "Dylan White")
    assert re.search(r'<h1 id="verdict">Confirmed</h1>', page)
    assert f"<mark>{PARAMOUNT}</mark>" in page
    assert "acting NATO spokesman" in page
    assert "said, in a statement" in words(page)
    assert "CBC News, 4 January 2020" in words(page)
    assert "<title>Confirmed: " in page


def test_verify_when_a_word_was_added(client: FlaskClient) -> None:
    """A rejected answer lists the change with its kind, and marks it in the claim for eyes and ears."""
    page = ask(client, PARAMOUNT.replace("is", "is not"), "Dylan White")
    assert '<h1 id="verdict">Rejected</h1>' in page
    assert "negation" in page
    assert "changes the meaning" in page
    assert re.search(r'<ins class="material"><span class="unseen"> \[not on record: </span>not<span', page)
    assert re.search(r'<del class="unlisted"><span class="unseen"> \[not in the claim: </span>We continue', page)


def test_verify_when_the_differing_word_is_shown_in_place(client: FlaskClient) -> None:
    """Beside the differing word stands its kind, and the evidence can be opened in its paragraph."""
    page = ask(client, PARAMOUNT.replace("is", "is not"), "Dylan White")
    side = page.partition("<h4>As claimed</h4>")[2].partition("</p>")[0]
    assert '</ins><small class="kind-of material">negation</small>' in side
    context = page.partition("In its context")[2].partition("</details>")[0]
    assert f"<mark>{PARAMOUNT}</mark>" in context
    assert "acting NATO spokesman Dylan White said in a statement." in words(context)
    assert "He said NATO Secretary General Jens Stoltenberg" in words(context)


def test_verify_when_the_words_were_denied(apart: tuple[Service, FlaskClient]) -> None:
    """What was printed against the words is shown with its kind, its day and a link to its source."""
    _, client = apart
    said = "We will close the north basin before the first of May"
    for day, text in (
        ("2024-04-01", f"“{said},” harbour master Mara Keeper said on Monday."),
        ("2024-04-02", f"“I never said that {said[0].lower()}{said[1:]},” Mara Keeper said on Tuesday."),
    ):
        client.post("/articles/new", data={"content": text, "title": f"Harbour, {day}", "published_on": day})
    page = ask(client, said, "Mara Keeper")
    assert '<h1 id="verdict">Unverified</h1>' in page
    against = page.partition("Printed against these words")[2].partition("</section>")[0]
    assert "Denied, 2 April 2024" in words(against)
    assert "I never said that" in words(against)
    assert ">Harbour, 2024-04-02</a>" in against


def test_verify_when_several_houses_printed_it(apart: tuple[Service, FlaskClient]) -> None:
    """How many independent sources have the words is said."""
    _, client = apart
    said = "We will close the north basin before the first of May"
    for publisher, text in (
        ("The Quay", f"Dredgers arrive in spring.\n\n“{said},” harbour master Mara Keeper said on Monday."),
        ("Strand Post", f"Fishing crews fear for the season. Rain fell as they met.\n\nMara Keeper told us: “{said}.”"),
    ):
        client.post("/articles/new", data={"content": text, "publisher": publisher})
    assert "2 independent sources have these words" in words(ask(client, said, "Mara Keeper"))


def test_again_when_the_record_grew(apart: tuple[Service, FlaskClient]) -> None:
    """An earlier answer has a button that asks again; the new one says that it is another, and leads back."""
    _, client = apart
    said = "We will close the north basin before the first of May"
    link = re.search(r'href="(/verifications/\w+)"', ask(client, said, "Mara Keeper"))
    assert link
    earlier = client.get(link[1]).get_data(as_text=True)
    assert f'action="{link[1]}/again"' in earlier
    assert "the same as before" in words(client.post(f"{link[1]}/again").get_data(as_text=True))
    client.post("/articles/new", data={"content": f"“{said},” harbour master Mara Keeper said."})
    page = client.post(f"{link[1]}/again").get_data(as_text=True)
    assert '<h1 id="verdict">Confirmed</h1>' in page
    assert "the answer is not the same as before" in page
    assert f'href="{link[1]}"' in page


def test_verify_when_claims_are_not_kept(config: Config, tmp_path: Path) -> None:
    """Where no answer is kept, none has a link that would lead nowhere."""
    own = Config(store=f"sqlite:///{tmp_path}/own.db", models=config.models, keep_claims_days=0)
    service = build(own)
    page = ask(create_app(service, own).test_client(), PARAMOUNT)
    service.close()
    assert "Link to this answer" not in page


def test_verify_when_somebody_else_said_it(client: FlaskClient) -> None:
    """A misattributed claim names who is on record, with a link to them."""
    page = ask(client, PARAMOUNT, "Harjit Sajjan")
    assert '<h1 id="verdict">Rejected</h1>' in page
    said_by = page.partition("On record from")[2].partition("</ul>")[0]
    assert re.search(r'<a href="/speakers/\w+">Dylan White</a>', said_by)


def test_verify_when_nothing_is_near(client: FlaskClient) -> None:
    """An open answer says what was searched, and that this proves nothing."""
    page = ask(client, "Every lighthouse keeper deserves a brass telescope and a warm coat", "Dylan White")
    assert '<h1 id="verdict">Unverified</h1>' in page
    assert "That is not proof that it was never said" in page
    assert "Searched 3 statements by Dylan White in 1 source, published on 4 January 2020." in words(page)


def test_verify_when_asked_with_all_fields(client: FlaskClient) -> None:
    """What was asked is kept in the form below the answer, options open."""
    page = ask(client, PARAMOUNT, "White", form="direct", said_on="2020-01-04", profile="clean-up")
    assert '<option value="direct" selected>' in page
    assert '<option value="clean-up" selected>' in page
    assert 'value="2020-01-04"' in page
    assert '<details class="options" open>' in page
    assert f">{PARAMOUNT}</textarea>" in page


def test_verification_when_its_link_is_followed(client: FlaskClient) -> None:
    """An answer can be looked up again under an address that does not hold its words."""
    link = re.search(r'<a href="(/verifications/\w+)">', ask(client, PARAMOUNT, "Dylan White"))
    assert link
    page = client.get(link[1]).get_data(as_text=True)
    assert '<h1 id="verdict">Confirmed</h1>' in page
    assert "Answered on" in page


def test_verify_when_opened(client: FlaskClient) -> None:
    """The empty form teaches by questions on what is on record, and asks them by POST."""
    page = client.get("/").get_data(as_text=True)
    asked = re.findall(r'<input type="hidden" name="text" value="([^"]+)">', page)
    assert len(asked) == 4
    assert page.count('<form method="post" action="/">') == 4
    assert "Who said this?" in page


def test_examples_when_asked_show_what_they_promise(client: FlaskClient) -> None:
    """The first example is confirmed, the added word and the other name are rejected."""
    page = client.get("/").get_data(as_text=True)
    found = re.findall(r'name="text" value="([^"]+)">\s*<input type="hidden" name="speaker" value="([^"]*)"', page)
    verdicts = [
        re.findall(r'<h1 id="verdict">(\w+)</h1>', ask(client, html.unescape(text), html.unescape(speaker)))[0]
        for text, speaker in found
    ]
    assert verdicts == ["Confirmed", "Rejected", "Rejected", "Confirmed"]


@pytest.mark.parametrize(
    ("fields", "complaint", "field"),
    [
        ({"text": "  "}, "no letter or digit", "text"),
        ({"text": "a" * 10_001}, "10,000 are the most", "text"),
        ({"text": "We close\0"}, "U+0000", "text"),
        ({"text": PARAMOUNT, "speaker": "x" * 301}, "300 are the most", "speaker"),
        ({"text": PARAMOUNT, "said_on": "yesterday"}, "not a date", "said_on"),
        ({"text": PARAMOUNT, "profile": "lax"}, "not one of the choices", "profile"),
    ],
)
def test_verify_when_a_field_cannot_be_used(
    client: FlaskClient, fields: dict[str, str], complaint: str, field: str
) -> None:
    """What is wrong is said in words, the field is marked and linked, and the form keeps what was typed."""
    response = client.post("/", data={"speaker": "Somebody Typed", **fields})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert complaint in page
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', page)
    assert f'<a href="#{field}">' in page
    assert fields.get("speaker", "Somebody Typed") in page
    assert "<title>Not asked yet" in page


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


def test_claims_never_stand_in_addresses(client: FlaskClient) -> None:
    """The form posts, and no link of an answer holds the words of the claim."""
    page = ask(client, "Xylophone keepers travel by moonlight", "Dylan White")
    assert not any("ylophone" in address for address in re.findall(r'(?:href|action|src)="([^"]*)"', page))
    assert 'method="get"' not in page


def test_verify_when_a_name_fits_two(apart: tuple[Service, FlaskClient]) -> None:
    """The people whom the name fits are listed, each with a link, and not as if all were on record with the words."""
    _, client = apart
    for name, basin in (("Mara Keeper", "north"), ("Tom Keeper", "south")):
        client.post("/articles/new", data={"content": f"“We will drain the {basin} basin in May,” {name} said."})
    page = ask(client, "Every lighthouse deserves a brass telescope and a coat of paint", "Keeper")
    assert "The name fits more than one person" in page
    listed = page.partition("<h2>The name fits</h2>")[2].partition("</ul>")[0]
    assert sorted(re.findall(r">(\w+ Keeper)</a>", listed)) == ["Mara Keeper", "Tom Keeper"]
    assert "On record from" not in page


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
