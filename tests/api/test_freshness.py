"""ETags: what a client has already is not sent again."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from quoteservice.workflows.ingest import Ingested


@pytest.fixture
def paths(seed: Ingested) -> list[str]:
    """An address of every kind that is read."""
    quote = next(quote for quote in seed.quotes if quote.speaker)
    assert quote.speaker is not None
    return [
        f"/v1/quotes/{quote.id}", f"/v1/articles/{seed.source.id}", f"/v1/speakers/{quote.speaker.id}",
        "/v1/quotes?limit=2", "/v1/articles?limit=1", "/v1/speakers?q=White", "/v1/changes?limit=3", "/openapi.json",
    ]  # fmt: skip


def test_answer_when_the_client_has_it(client: FlaskClient, paths: list[str]) -> None:
    """The same answer again is 304 without a body, with the same name."""
    for path in paths:
        first = client.get(path)
        tag = first.headers["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag), path
        assert first.headers["Cache-Control"] == "private, no-cache"
        assert {"Accept", "Authorization"} <= {each.strip() for each in first.headers["Vary"].split(",")}


def test_answer_when_the_client_has_another(client: FlaskClient, paths: list[str]) -> None:
    """Another name gets the whole answer."""
    for path in paths:
        answer = client.get(path, headers={"If-None-Match": '"other", W/"still other"'})
        assert (answer.status_code, bool(answer.data)) == (200, True)


def test_list_when_something_came(client: FlaskClient) -> None:
    """A list that grew has another name."""
    tag = client.get("/v1/quotes?sort=-arrived").headers["ETag"]
    client.post("/v1/quotes", json={"text": "The sluice gate stays open all winter", "speaker": "Odile Brandt"})
    answer = client.get("/v1/quotes?sort=-arrived", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


@pytest.mark.parametrize("path", ["/v1/quotes/none", "/v1/quotes?limit=0", "/healthz", "/"])
def test_answer_when_it_has_no_name(client: FlaskClient, path: str) -> None:
    """Refusals, health and pages have none."""
    assert "ETag" not in client.get(path).headers
