"""Quotes and verifications in the vocabularies of others, and the history of the record."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from quoteservice.workflows.ingest import Ingested

LINKED = "application/ld+json"
ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
PARAMOUNT = "The safety of our personnel in Iraq is paramount"


@pytest.fixture
def white(seed: Ingested) -> str:
    """The id of what Dylan White said in the seed article."""
    return next(quote.id for quote in seed.quotes if quote.content.startswith(PARAMOUNT))


def test_quote_when_asked_for_as_a_quotation(client: FlaskClient, white: str) -> None:
    """schema.org's Quotation has the words, who said them in which role, and the article."""
    answer = client.get(f"/v1/quotes/{white}", headers={"Accept": LINKED})
    document = answer.json
    assert answer.content_type == LINKED
    assert (document["@context"], document["@type"]) == ("https://schema.org", "Quotation")
    assert document["text"].startswith(PARAMOUNT)
    assert document["spokenByCharacter"] == {
        "@type": "Person", "name": "Dylan White", "jobTitle": "acting NATO spokesman",
    }  # fmt: skip
    assert document["isPartOf"]["@type"] == "NewsArticle"
    assert document["isPartOf"]["publisher"]["name"] == "CBC News"
    assert document["isPartOf"]["datePublished"] == "2020-01-04"
    assert client.get(document["@id"]).json["id"] == white


def test_quote_when_asked_for_as_an_annotation(client: FlaskClient, seed: Ingested, white: str) -> None:
    """A W3C annotation finds the words in the text of the source again, by what stands around them and by place."""
    answer = client.get(f"/v1/quotes/{white}", headers={"Accept": ANNOTATION})
    assert answer.content_type == ANNOTATION
    by_words, by_place = answer.json["target"]["selector"]
    text = client.get(f"/v1/articles/{seed.source.id}").json["text"]
    assert by_words["type"] == "TextQuoteSelector"
    printed = text[by_place["start"] : by_place["end"]]
    assert f"{by_words['prefix']}{printed}{by_words['suffix']}" in text
    assert by_words["exact"].startswith(PARAMOUNT)
    assert printed.startswith(PARAMOUNT)


@pytest.mark.parametrize(
    "accept",
    [None, "*/*", "application/json", "text/html, */*", "application/json, application/ld+json;q=0.5", "image/png"],
)
def test_quote_when_asked_for_in_another_way(client: FlaskClient, white: str, accept: str | None) -> None:
    """Whoever does not ask for more gets JSON."""
    answer = client.get(f"/v1/quotes/{white}", headers={"Accept": accept} if accept else {})
    assert (answer.content_type, answer.json["id"]) == ("application/json", white)


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        (PARAMOUNT, {"ratingValue": 5, "bestRating": 5, "worstRating": 1}),
        (PARAMOUNT.replace("is", "is not"), {"ratingValue": 1, "bestRating": 5, "worstRating": 1}),
        ("Every lighthouse keeper deserves a brass telescope and a warm coat", {}),
    ],
)
def test_verification_when_asked_for_as_a_claim_review(
    client: FlaskClient, white: str, text: str, rating: dict[str, int]
) -> None:
    """schema.org's ClaimReview has a rating for what is confirmed or rejected, and none for an open question."""
    assert white
    given = client.post("/v1/verify", json={"text": text, "speaker": "Dylan White", "said_on": "2020-01-04"}).json
    answer = client.get(f"/v1/verifications/{given['id']}", headers={"Accept": LINKED})
    review = answer.json
    assert answer.content_type == LINKED
    assert (review["@type"], review["claimReviewed"], review["reviewBody"]) == (
        "ClaimReview",
        text,
        given["explanation"],
    )
    rated = review["reviewRating"]
    assert rated.pop("alternateName") == f"{given['verdict']}: {given['finding']}"
    assert rated.pop("@type") == "Rating"
    assert rated == rating
    assert review["itemReviewed"]["author"]["name"] == "Dylan White"
    assert len(review["citation"]) == len(given["evidence"])


def test_changes_when_a_quote_comes_and_goes(client: FlaskClient) -> None:
    """A client that keeps `last` sees what came and went since, once."""
    last = 0
    while True:
        page = client.get(f"/v1/changes?since={last}&limit=200").json
        last = page["last"]
        if not page["more"]:
            break
    quote = client.post(
        "/v1/quotes", json={"text": "The organ will be tuned at Easter", "speaker": "Odile Brandt"}
    ).json
    client.delete(f"/v1/quotes/{quote['id']}")
    page = client.get(f"/v1/changes?since={last}").json
    assert [(each["action"], each["quote_id"]) for each in page["changes"]] == [
        ("add", quote["id"]), ("withdraw", quote["id"]),
    ]  # fmt: skip
    assert {each["speaker_id"] for each in page["changes"]} == {quote["speaker"]["id"]}
    assert page["changes"][0]["source_id"] == quote["source"]["id"]
    assert not page["more"]
    assert client.get(f"/v1/changes?since={page['last']}").json == {"changes": [], "last": page["last"], "more": False}
    assert client.get(f"/v1/changes?since={last}&limit=1").json["more"]


@pytest.mark.parametrize(
    "query", ["since=-1", "since=x", "since=9223372036854775808", "limit=0", "limit=201", "after=1"]
)
def test_changes_when_the_query_is_wrong(client: FlaskClient, query: str) -> None:
    """What cannot be a place in the history is refused."""
    assert client.get(f"/v1/changes?{query}").status_code == 422
