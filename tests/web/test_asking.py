"""Claims on the page: what is asked, how it is answered, and what stands in the answer."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.service import Service
from tests.web.asking import PARAMOUNT, ask, words


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
