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


def test_again_when_the_record_has_changed(client: FlaskClient) -> None:
    """The same claim gets a new answer with an id of its own, linked to the earlier one, which stays as it was."""
    words = {"text": "The weir at Lower Quenby will be repaired before the autumn rains", "speaker": "Hesper Quillan"}
    first = client.post("/v1/verify", json=words).json
    assert (first["finding"], first["previous"], first["changed"]) == ("not_found", None, None)
    unchanged = client.post(f"/v1/verifications/{first['id']}/again")
    assert unchanged.status_code == 201
    assert (unchanged.json["previous"], unchanged.json["changed"]) == (first["id"], False)
    client.post("/v1/quotes", json=words)
    second = client.post(f"/v1/verifications/{unchanged.json['id']}/again").json
    assert second["claim"] == first["claim"]
    assert (second["finding"], second["previous"], second["changed"]) == ("verbatim", unchanged.json["id"], True)
    assert len({first["id"], unchanged.json["id"], second["id"]}) == 3
    assert client.get(f"/v1/verifications/{second['id']}").json == second
    assert client.get(f"/v1/verifications/{first['id']}").json == first


def test_again_when_the_id_is_unknown(client: FlaskClient) -> None:
    """Nothing can be asked again that was never asked."""
    answer = client.post("/v1/verifications/never-given/again")
    assert (answer.status_code, answer.json["type"]) == (404, "/docs/problems#unknown-verification")
