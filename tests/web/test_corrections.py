"""Correcting the record on the page, with a trail."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from quoteservice.domain.claim import Claim
from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.domain.verdict import Verdict
from quoteservice.service import Service
from tests.web.asking import words

NORTH = "We will close the north basin before the first of May"
SOUTH = "Nobody has asked the crews about the south basin"

Apart = tuple[Service, FlaskClient]


@pytest.fixture
def keepers(apart: Apart) -> tuple[str, str]:
    """The ids of two speakers of one given name."""
    service, client = apart
    client.post("/articles/new", data={"content": f"“{NORTH},” Thea Maiden said.\n\n“{SOUTH},” Thea Wedded said."})
    found = [service.resolve(name).resolved for name in ("Thea Maiden", "Thea Wedded")]
    assert found[0]
    assert found[1]
    return found[0].speaker.id, found[1].speaker.id


def test_correct_when_two_are_one(apart: Apart, keepers: tuple[str, str]) -> None:
    """Somebody is found by name and merged in; answers follow, and the trail has a way back."""
    service, client = apart
    one, other = keepers
    page = client.get(f"/speakers/{one}/correct", query_string={"q": "Thea Wedded"}).get_data(as_text=True)
    assert f'<input type="hidden" name="other" value="{other}">' in page
    done = client.post(f"/speakers/{one}/merge", data={"other": other})
    assert done.status_code == 303
    shown = client.get(done.location).get_data(as_text=True)
    assert "The two count as one from now on" in shown
    assert "Thea Wedded came to Thea Maiden" in words(shown)
    assert service.resolve("Thea Wedded").resolved == service.resolve("Thea Maiden").resolved
    assert f'name="speaker" value="{other}"' in shown
    undone = client.get(client.post(f"/speakers/{one}/split", data={"speaker": other}).location).get_data(as_text=True)
    assert "They are two from now on" in undone
    assert "Thea Wedded left Thea Maiden" in words(undone)
    assert "Undo" not in undone
    assert service.speaker(other).speaker.name == "Thea Wedded"


def test_correct_when_a_statement_is_somebody_elses(apart: Apart, keepers: tuple[str, str]) -> None:
    """A statement that is picked goes to a speaker of its own, where the trail leads."""
    service, client = apart
    one, other = keepers
    service.merge_speakers(one, other)
    page = client.get(f"/speakers/{one}/correct").get_data(as_text=True)
    picked = re.search(r'name="quote" value="(\w+)"> <span><span dir="auto">' + SOUTH, page)
    assert picked
    done = client.post(f"/speakers/{one}/split", data={"quote": picked[1]})
    moved = service.quote(picked[1]).speaker
    assert moved
    assert moved.id != one
    assert f'<a href="/speakers/{moved.id}">Where that went</a>' in client.get(done.location).get_data(as_text=True)


def test_correct_when_names_are_somebody_elses(apart: Apart, keepers: tuple[str, str]) -> None:
    """Names that are picked leave, with what was said under them."""
    service, client = apart
    one, other = keepers
    service.merge_speakers(one, other)
    assert client.post(f"/speakers/{one}/split", data={"alias": "Thea Wedded"}).status_code == 303
    assert service.speaker(one).quotes == 1


@pytest.mark.parametrize(
    ("action", "fields"), [("split", {}), ("split", {"alias": "Nobody"}), ("split", {"quote": "x"}), ("merge", {})]
)
def test_correct_when_nothing_can_be_done(
    apart: Apart, keepers: tuple[str, str], action: str, fields: dict[str, str]
) -> None:
    """Nothing picked, and what is not theirs, is said in words, and nothing is changed."""
    service, client = apart
    one = keepers[0]
    data = {"other": one} if action == "merge" else fields
    answer = client.post(f"/speakers/{one}/{action}", data=data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert service.speaker_history(one) == ()


@pytest.mark.parametrize("path", ["/speakers/x/merge", "/speakers/x/split", "/quotes/x/withdraw"])
def test_correct_when_there_is_no_such_thing(client: FlaskClient, path: str) -> None:
    """An id that is not on record is a page in words, that names no route of the API."""
    answer = client.post(path, data={"other": "y", "alias": "z"})
    assert answer.status_code == 404
    assert "There is no such" in answer.get_data(as_text=True)
    assert "/v1/" not in answer.get_data(as_text=True)


def test_withdraw_when_it_was_never_said(apart: Apart, keepers: tuple[str, str]) -> None:
    """A statement is withdrawn from its article, is no evidence any more, and stays in the history."""
    service, client = apart
    change = service.changes(0, 10)[0]
    article = client.get(f"/articles/{change.source_id}").get_data(as_text=True)
    assert f'action="/quotes/{change.quote_id}/withdraw"' in article
    done = client.post(f"/quotes/{change.quote_id}/withdraw")
    assert "no longer evidence" in client.get(done.location).get_data(as_text=True)
    assert service.quote(change.quote_id).withdrawn
    assert [each.action for each in service.changes(0, 10)][-1] == "withdraw"


def test_corrections_when_another_site_sent_the_form(apart: Apart, keepers: tuple[str, str]) -> None:
    """No other site can make a browser correct the record."""
    service, client = apart
    one, other = keepers
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"/speakers/{one}/merge", data={"other": other}, headers=headers).status_code == 403
    assert service.speaker_history(one) == ()


RECORDED = {
    "text": "“Nobody” has asked\r\nthe gulls about it",
    "speaker": " Rosalind Quay ",
    "role": "keeper of the lamp",
    "form": "direct",
    "title": "Speech at the pier",
    "publisher": "The Quay",
    "published_on": "2024-04-01",
    "url": "https://quay.example/speech",
}


def test_record_when_posted(apart: Apart) -> None:
    """The quote is on record with all that was typed, is shown in its place, answers claims, and can be withdrawn."""
    service, client = apart
    done = client.post("/quotes/new", data=RECORDED)
    assert done.status_code == 303
    shown = words(client.get(done.location).get_data(as_text=True))
    assert "Recorded, and evidence from now on." in shown
    assert "recorded by hand on" in shown
    (quote,) = service.quotes(QuoteFilter(), PageRequest()).items
    assert quote.content == "“Nobody” has asked\nthe gulls about it"
    assert (quote.speaker.name if quote.speaker else None, quote.statement.role) == (
        "Rosalind Quay",
        "keeper of the lamp",
    )
    assert (quote.source.title, quote.source.url) == (RECORDED["title"], RECORDED["url"])
    assert str(quote.source.published_on) == RECORDED["published_on"]
    answer = service.verify(Claim("Nobody has asked the gulls about it", "Rosalind Quay"))
    assert answer.judgement.verdict is Verdict.CONFIRMED
    assert "recorded by hand" in client.get("/articles").get_data(as_text=True)
    withdrawn = client.post(f"/quotes/{quote.id}/withdraw")
    assert client.get(withdrawn.location).status_code == 200
    assert service.quotes(QuoteFilter(), PageRequest()).items == ()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "word " * 3_000}, "text"),
        ({"speaker": ""}, "speaker"),
        ({"speaker": "…"}, "speaker"),
        ({"speaker": "a" * 301}, "speaker"),
        ({"role": "r" * 301}, "role"),
        ({"form": "sung"}, "form"),
        ({"title": "t" * 3_000}, "title"),
        ({"published_on": "May"}, "published_on"),
        ({"published_on": "2024-02-30"}, "published_on"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "quay.example"}, "url"),
    ],
)
def test_record_when_a_field_cannot_be_used(apart: Apart, fields: dict[str, str], field: str) -> None:
    """Nothing is kept, the page leads to the field that is wrong, and what was typed is there still."""
    service, client = apart
    answer = client.post("/quotes/new", data={**RECORDED, "author": "Typed already", **fields})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in page
    assert 'value="Typed already"' in page
    assert service.quotes(QuoteFilter(), PageRequest()).items == ()
    assert service.coverage().sources == 0


def test_record_when_another_site_sent_the_form(apart: Apart) -> None:
    """It is refused, and nothing is kept."""
    service, client = apart
    answer = client.post("/quotes/new", data=RECORDED, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert service.coverage().quotes == 0


def test_record_when_opened(apart: Apart) -> None:
    """The form is empty, or has the speaker that the address names."""
    _, client = apart
    assert 'id="speaker" name="speaker" value=""' in client.get("/quotes/new").get_data(as_text=True)
    page = client.get("/quotes/new?speaker=Ruth%20%22Ames").get_data(as_text=True)
    assert 'value="Ruth &#34;Ames"' in page
