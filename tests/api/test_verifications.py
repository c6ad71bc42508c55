"""GET /v1/verifications/{id}."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

CLAIM = {
    "text": "The safety of our personnel in Iraq is not paramount",
    "speaker": "Dylan White",
    "said_on": "2020-01-04",
}


@pytest.mark.usefixtures("seed")
def test_verification_when_it_was_given_earlier(client: FlaskClient) -> None:
    """An answer is found again under its id, the same to the last member."""
    given = client.post("/v1/verify", json=CLAIM).json
    found = client.get(f"/v1/verifications/{given['id']}")
    assert found.status_code == 200
    assert found.json == given


@pytest.mark.usefixtures("seed")
def test_verification_when_it_was_part_of_a_batch(client: FlaskClient) -> None:
    """Each answer of a batch is found again under its own id."""
    for given in client.post("/v1/verify/batch", json={"claims": [CLAIM, CLAIM]}).json["verifications"]:
        assert client.get(f"/v1/verifications/{given['id']}").json == given


def test_verification_when_the_id_is_unknown(client: FlaskClient) -> None:
    """An id that was never given is a 404 of its own type."""
    answer = client.get("/v1/verifications/never-given")
    assert answer.status_code == 404
    assert answer.json["type"] == "/docs/problems#unknown-verification"
