"""POST /v1/verify and /v1/verify/batch."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from quoteservice.config import Config
from quoteservice.workflows.ingest import Ingested

WHITE = {"text": "The safety of our personnel in Iraq is paramount", "speaker": "Dylan White"}
NOT = {"text": "The safety of our personnel in Iraq is not paramount", "speaker": "Dylan White"}
UNHEARD = {"text": "Penguins will govern the northern provinces from next Wednesday", "speaker": "Dylan White"}

VERIFICATION = {
    "id",
    "verdict",
    "finding",
    "confidence",
    "explanation",
    "claim",
    "speaker",
    "said_by",
    "changes",
    "evidence",
    "coverage",
    "versions",
    "checked_at",
    "challenges",
    "previous",
    "changed",
}
QUOTE = {
    "id",
    "content",
    "form",
    "speaker",
    "mention",
    "role",
    "organisation",
    "cue",
    "channel",
    "start",
    "end",
    "parts",
    "relayed_by",
    "chain",
    "withdrawn",
    "source",
}
SOURCE = {"id", "title", "publisher", "author", "published_on", "url", "sha256", "cluster"}


@pytest.mark.usefixtures("seed")
def test_verify_when_words_are_on_record(client: FlaskClient) -> None:
    """Words on record from the claimed speaker are confirmed, with every member that the contract names."""
    answer = client.post("/v1/verify", json=WHITE)
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    body = answer.json
    assert set(body) == VERIFICATION
    assert body["verdict"] == "confirmed"
    assert body["finding"] in ("verbatim", "excerpt")
    assert body["claim"] == {**WHITE, "form": "any", "said_on": None, "profile": "strict"}
    assert set(body["speaker"]) == {"id", "name"}
    assert body["speaker"]["name"] == "Dylan White"
    assert set(body["coverage"]) == {"quotes", "sources", "from", "to"}
    assert body["coverage"]["from"] == body["coverage"]["to"] == "2020-01-04"
    assert set(body["versions"]) == {"service", "encoder", "rules"}
    assert 0 <= body["confidence"] <= 1


def test_verify_when_evidence_is_shown(client: FlaskClient, seed: Ingested) -> None:
    """Evidence is the whole quote, a diff that replays, and a selector that finds the words in the source."""
    evidence = client.post("/v1/verify", json=WHITE).json["evidence"][0]
    assert set(evidence) == {"quote", "similarity", "diff", "independent_sources", "selector"}
    assert set(evidence["quote"]) == QUOTE
    assert set(evidence["quote"]["source"]) == SOURCE
    assert set(evidence["quote"]["speaker"]) == {"id", "name", "kind"}
    assert "".join(part["claimed"] for part in evidence["diff"]) == WHITE["text"]
    selector = evidence["selector"]
    assert set(selector) == {"type", "exact", "prefix", "suffix", "start", "end"}
    assert selector["type"] == "TextQuoteSelector"
    assert selector["exact"] == evidence["quote"]["content"]
    text = client.get(f"/v1/articles/{seed.source.id}").json["text"]
    assert text[: selector["start"]].endswith(selector["prefix"])
    assert text[selector["end"] :].startswith(selector["suffix"])
    assert text[selector["start"] : selector["end"]].startswith("The safety of our personnel")


@pytest.mark.usefixtures("seed")
def test_verify_when_a_word_was_added(client: FlaskClient) -> None:
    """A change names both words, both spans, its kind and its severity."""
    body = client.post("/v1/verify", json=NOT).json
    assert (body["verdict"], body["finding"]) == ("rejected", "altered")
    (change,) = [change for change in body["changes"] if change["severity"] == "material"]
    assert set(change) == {"kind", "severity", "claimed", "recorded", "claimed_span", "recorded_span"}
    assert (change["kind"], change["claimed"], change["recorded"]) == ("negation", "not", "")
    start, end = change["claimed_span"]
    assert NOT["text"][start:end] == "not"
    assert change["recorded_span"][0] == change["recorded_span"][1]


@pytest.mark.usefixtures("seed")
def test_verify_when_nothing_is_near(client: FlaskClient) -> None:
    """What is not on record is answered with 200, and is neither confirmed nor rejected."""
    answer = client.post("/v1/verify", json=UNHEARD)
    assert answer.status_code == 200
    assert (answer.json["verdict"], answer.json["finding"]) == ("unverified", "not_found")


@pytest.mark.usefixtures("seed")
def test_verify_when_no_speaker_is_claimed(client: FlaskClient) -> None:
    """Without a speaker the answer says who said it."""
    for claim in ({"text": WHITE["text"]}, {"text": WHITE["text"], "speaker": None}):
        body = client.post("/v1/verify", json=claim).json
        assert body["claim"]["speaker"] is None
        assert [speaker["name"] for speaker in body["said_by"]] == ["Dylan White"]


@pytest.mark.usefixtures("seed")
def test_verify_when_every_field_is_given(client: FlaskClient) -> None:
    """All five fields of a claim come back as they were sent."""
    claim = {**WHITE, "form": "direct", "said_on": "2020-01-04", "profile": "clean-up"}
    assert client.post("/v1/verify", json=claim).json["claim"] == claim


def test_verify_when_the_text_is_right_to_left(client: FlaskClient) -> None:
    """Any script is text: Hebrew, Arabic, combining marks and characters beyond the first plane are answered."""
    for text in (
        "שלום לכל תושבי העיר הזאת",
        "الطريق إلى الجسر مغلق حتى الربيع",
        "e\u0301te\u0301 \u202eabc",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 is 😀 fine",
    ):
        answer = client.post("/v1/verify", json={"text": text})
        assert answer.status_code == 200
        assert answer.json["claim"]["text"] == text
        assert text in answer.text


def test_verify_when_the_text_is_as_long_as_allowed(client: FlaskClient, config: Config) -> None:
    """The longest claim is answered, and one character more is refused."""
    longest = ("word " * config.max_claim_characters)[: config.max_claim_characters - 1] + "s"
    assert client.post("/v1/verify", json={"text": longest}).status_code == 200
    assert client.post("/v1/verify", json={"text": longest + "s"}).status_code == 422


@pytest.mark.usefixtures("seed")
def test_verify_batch_when_several_claims_are_sent(client: FlaskClient) -> None:
    """A batch is answered in its order, each as it would be alone."""
    body = client.post("/v1/verify/batch", json={"claims": [UNHEARD, WHITE, NOT, WHITE]}).json
    assert set(body) == {"verifications"}
    assert [each["claim"]["text"] for each in body["verifications"]] == [
        UNHEARD["text"],
        WHITE["text"],
        NOT["text"],
        WHITE["text"],
    ]
    alone = [client.post("/v1/verify", json=claim).json["finding"] for claim in (UNHEARD, WHITE, NOT, WHITE)]
    assert [each["finding"] for each in body["verifications"]] == alone
    assert len({each["id"] for each in body["verifications"]}) == 4


def test_verify_batch_when_it_is_empty(client: FlaskClient) -> None:
    """No claims get no answers."""
    answer = client.post("/v1/verify/batch", json={"claims": []})
    assert (answer.status_code, answer.json) == (200, {"verifications": []})


def test_verify_batch_when_it_is_as_large_as_allowed(client: FlaskClient, config: Config) -> None:
    """The largest batch is answered in full."""
    claims = [{"text": "no comment"}] * config.max_batch_claims
    assert len(client.post("/v1/verify/batch", json={"claims": claims}).json["verifications"]) == len(claims)
