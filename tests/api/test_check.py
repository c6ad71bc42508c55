"""POST /v1/check."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.service import Service
from tests.api.texts import ORCHARD_HTML

DRAFT = """Mission on hold

“The safety of our personnel in Iraq is not paramount,” Dylan White said on Monday.

“Every beekeeper in the valley has signed the petition,” said Wilhelmina Stroud, a beekeeper.
"""


@pytest.mark.usefixtures("seed")
def test_check_when_a_draft_holds_statements(client: FlaskClient) -> None:
    """Every statement of a draft comes with its place and its verification, and the summary counts the verdicts."""
    answer = client.post("/v1/check", json={"text": DRAFT})
    assert answer.status_code == 200
    body = answer.json
    assert set(body) == {"text", "statements", "summary", "warnings"}
    assert len(body["statements"]) == 2
    for statement in body["statements"]:
        assert set(statement) == {"quote", "verification"}
        quote = statement["quote"]
        assert DRAFT[quote["start"] : quote["end"]].strip(",") == quote["content"].strip(",")
    altered, unheard = (statement["verification"] for statement in body["statements"])
    assert altered["finding"] == "altered"
    assert unheard["finding"] == "not_found"
    assert body["summary"] == {"confirmed": 0, "rejected": 1, "unverified": 1}


def test_check_when_the_draft_is_html(client: FlaskClient) -> None:
    """The article within a page of HTML is checked."""
    body = client.post("/v1/check", json={"html": ORCHARD_HTML}).json
    (statement,) = body["statements"]
    assert statement["quote"]["speaker"]["name"] == "Gideon Marsh"
    (start, end), *_ = statement["quote"]["parts"]
    assert statement["quote"]["content"].startswith(body["text"][start:end])


def test_check_when_nobody_says_anything(client: FlaskClient) -> None:
    """A draft without statements has an empty list and a summary of noughts."""
    body = client.post("/v1/check", json={"text": "The road is wet. The bus is late."}).json
    text = "The road is wet. The bus is late."
    summary = {"confirmed": 0, "rejected": 0, "unverified": 0}
    assert body == {"text": text, "statements": [], "summary": summary, "warnings": []}


def test_check_when_the_draft_is_in_another_language(client: FlaskClient) -> None:
    """It is answered with a warning: what was said in it may not have been found."""
    text = "Die Brücke bleibt bis zum Frühjahr gesperrt. „Wir haben kein Geld“, sagte die Bürgermeisterin im Rat. " * 2
    body = client.post("/v1/check", json={"text": text}).json
    assert ["English" in warning for warning in body["warnings"]] == [True]


def test_check_when_it_is_over(client: FlaskClient, service: Service) -> None:
    """Nothing of a draft is stored: no source, no speaker, no quote, no verification."""
    checked = client.post("/v1/check", json={"text": DRAFT}).json
    assert service.resolve("Wilhelmina Stroud").candidates == ()
    listed = service.quotes(QuoteFilter(), PageRequest(limit=200)).items
    assert not [quote for quote in listed if "beekeeper" in quote.content]
    for statement in checked["statements"]:
        assert client.get(f"/v1/verifications/{statement['verification']['id']}").status_code == 404
        assert client.get(f"/v1/quotes/{statement['quote']['id']}").status_code == 404
