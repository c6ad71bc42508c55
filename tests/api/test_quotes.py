"""/v1/quotes."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from quoteservice.workflows.ingest import Ingested
from tests.api.texts import LIGHTHOUSE, LIGHTHOUSE_WORDS

RECORD = {
    "text": "Our museum will open on Mondays from June, and it will cost nothing",
    "speaker": "Bartholomew Quist",
    "role": "museum director",
    "source": {"title": "A telephone call", "publisher": "The Alder Courier", "published_on": "2023-02-14"},
}


def contents(client: FlaskClient, **query: str) -> list[str]:
    """The words of the quotes that fit a query."""
    answer = client.get("/v1/quotes", query_string={"limit": "200", **query})
    assert answer.status_code == 200
    assert set(answer.json) == {"quotes", "next"}
    return [quote["content"] for quote in answer.json["quotes"]]


@pytest.mark.usefixtures("seed")
def test_quotes_when_filtered_by_speaker(client: FlaskClient) -> None:
    """The speaker may be given as name, as part of it, or as id, and gives the same quotes."""
    by_name = contents(client, speaker="Dylan White")
    assert any(content.startswith("The safety of our personnel") for content in by_name)
    (speaker,) = client.get("/v1/speakers?q=Dylan White").json["speakers"]
    assert contents(client, speaker=speaker["id"]) == by_name
    assert contents(client, speaker="acting NATO spokesman Dylan White") == by_name
    assert not any("lighthouse" in content for content in by_name)


@pytest.mark.usefixtures("seed")
def test_quotes_when_filtered_by_words_or_meaning(client: FlaskClient) -> None:
    """The best come first: the statement with the words, and the one with their meaning."""
    assert contents(client, q="personnel paramount")[0].startswith("The safety of our personnel")
    assert contents(client, q="protecting our staff is the most important thing")[0].startswith("The safety of our")


@pytest.mark.usefixtures("seed")
def test_quotes_when_filtered_by_form(client: FlaskClient) -> None:
    """Every quote that comes has the form that was asked for."""
    for form in ("direct", "indirect", "mixed"):
        quotes = client.get(f"/v1/quotes?form={form}&limit=200").json["quotes"]
        assert quotes
        assert {quote["form"] for quote in quotes} == {form}


@pytest.mark.usefixtures("seed")
def test_quotes_when_filtered_by_role(client: FlaskClient) -> None:
    """The role finds those who were printed with it."""
    quotes = client.get("/v1/quotes?role=Defence Minister").json["quotes"]
    assert {quote["speaker"]["name"] for quote in quotes} == {"Harjit Sajjan"}


def test_quotes_when_filtered_by_publisher_and_days(client: FlaskClient, seed: Ingested) -> None:
    """Days are inclusive, and all filters must fit."""
    on_the_day = contents(client, publisher="CBC News", **{"from": "2020-01-04", "to": "2020-01-04"})
    assert on_the_day == [quote.content for quote in seed.quotes]
    assert contents(client, publisher="CBC News", **{"from": "2020-01-05"}) == []
    assert contents(client, publisher="CBC News", to="2020-01-03") == []
    assert contents(client, publisher="The Nowhere Gazette") == []


def test_quotes_when_the_speaker_is_unknown(client: FlaskClient) -> None:
    """Nobody of that name is an empty page, and no error."""
    assert contents(client, speaker="Zebulon Nachtigall") == []


def test_quotes_when_paged_two_by_two(client: FlaskClient, seed: Ingested) -> None:
    """Pages of two, followed by their cursors, are the whole list, each quote once."""
    walked: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "2", "publisher": "CBC News"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/quotes", query_string=query).json
        assert len(page["quotes"]) <= 2
        walked += [quote["id"] for quote in page["quotes"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert walked == [quote.id for quote in seed.quotes]


def test_add_quote_when_recorded_by_hand(client: FlaskClient) -> None:
    """A quote recorded by hand is 201 with its address, found again, and evidence from then on."""
    answer = client.post("/v1/quotes", json=RECORD)
    assert answer.status_code == 201
    quote = answer.json
    assert quote["content"] == RECORD["text"]
    assert quote["form"] == "direct"
    assert quote["role"] == "museum director"
    assert quote["speaker"]["name"] == "Bartholomew Quist"
    assert {name: quote["source"][name] for name in RECORD["source"]} == RECORD["source"]
    assert answer.headers["Location"] == f"/v1/quotes/{quote['id']}"
    assert client.get(answer.headers["Location"]).json == quote
    verdict = client.post("/v1/verify", json={"text": RECORD["text"], "speaker": "Bartholomew Quist"}).json
    assert (verdict["verdict"], verdict["finding"]) == ("confirmed", "verbatim")


def test_withdraw_quote_when_it_was_evidence(client: FlaskClient) -> None:
    """A withdrawn quote is found under its id, says so, and is no longer listed or evidence."""
    quote = client.post("/v1/articles", json={"text": LIGHTHOUSE}).json["quotes"][0]
    claim = {"text": LIGHTHOUSE_WORDS, "speaker": "Ottoline Frayne"}
    assert client.post("/v1/verify", json=claim).json["verdict"] == "confirmed"
    answer = client.delete(f"/v1/quotes/{quote['id']}")
    assert (answer.status_code, answer.data) == (204, b"")
    assert client.get(f"/v1/quotes/{quote['id']}").json == {**quote, "withdrawn": True}
    assert client.post("/v1/verify", json=claim).json["finding"] == "not_found"
    assert quote["content"] not in contents(client)


def test_quote_when_the_id_is_unknown(client: FlaskClient) -> None:
    """An unknown id is a 404 of its own type, to read and to withdraw."""
    for answer in (client.get("/v1/quotes/nothing"), client.delete("/v1/quotes/nothing")):
        assert (answer.status_code, answer.json["type"]) == (404, "/docs/problems#unknown-quote")
