"""Idempotency-Key: the same POST with the same key is done once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient

from quoteservice.domain.access import Scope
from quoteservice.service import Service

RECORD = {"text": "The windmill at Harrow Bend turns again after ninety years", "speaker": "Odile Brandt"}
CLAIM = {"text": "The windmill at Harrow Bend will never turn again in our lifetime"}


def keyed(own: str | None = None) -> dict[str, str]:
    """The header with a key of a client's own."""
    return {"Idempotency-Key": own or uuid.uuid4().hex}


@pytest.mark.parametrize(
    ("path", "body"),
    [("/v1/quotes", RECORD), ("/v1/verify", CLAIM), ("/v1/verify/batch", {"claims": [CLAIM, CLAIM]})],
)
def test_request_when_it_is_sent_again(client: FlaskClient, path: str, body: dict[str, Any]) -> None:
    """The answer is the same to the letter, status and place included, and says that it is one given before."""
    headers = keyed()
    first, second = (client.post(path, json=body, headers=headers) for _ in range(2))
    assert first.status_code in (200, 201)
    assert (second.status_code, second.data) == (first.status_code, first.data)
    assert second.headers.get("Location") == first.headers.get("Location")
    assert second.content_type == first.content_type
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    third = client.post(path, json=body, headers=keyed())
    assert third.data != first.data


def test_request_when_it_is_sent_again_without_a_key(client: FlaskClient) -> None:
    """Without a key each request is done."""
    first, second = (client.post("/v1/quotes", json=RECORD).json["id"] for _ in range(2))
    assert first != second


def test_key_when_the_body_is_another(client: FlaskClient) -> None:
    """A key that was given to another body or address is refused, and nothing is stored."""
    headers = keyed()
    assert client.post("/v1/quotes", json=RECORD, headers=headers).status_code == 201
    for path, body in (("/v1/quotes", {**RECORD, "role": "miller"}), ("/v1/verify", CLAIM)):
        answer = client.post(path, json=body, headers=headers)
        assert (answer.status_code, answer.json["type"]) == (422, "/docs/problems#request-key-reused")


def test_key_when_the_first_request_failed(client: FlaskClient) -> None:
    """A request that was refused is not remembered, so that its key is good for the mended one."""
    headers = keyed()
    assert client.post("/v1/quotes", json={**RECORD, "text": " "}, headers=headers).status_code == 422
    assert client.post("/v1/quotes", json=RECORD, headers=headers).status_code == 201


def test_key_when_the_first_request_is_being_answered(client: FlaskClient, service: Service) -> None:
    """The second one is told to wait, and is not done."""
    headers = keyed()
    seen = []
    done = type(service).record

    def meanwhile(self: Service, record: Any) -> Any:
        seen.append(client.application.test_client().post("/v1/quotes", json=RECORD, headers=headers))
        return done(self, record)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quoteservice.service.Service.record", meanwhile)
        assert client.post("/v1/quotes", json=RECORD, headers=headers).status_code == 201
    (answer,) = seen
    assert (answer.status_code, answer.json["type"]) == (409, "/docs/problems#request-in-progress")


@pytest.mark.parametrize("own", ["", "a" * 256, "two words", "é", "a\tb"])
def test_key_when_it_is_none(client: FlaskClient, own: str) -> None:
    """A key that cannot be kept is refused, naming the header."""
    answer = client.post("/v1/verify", json=CLAIM, headers={"Idempotency-Key": own})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["parameter"] == "Idempotency-Key"


def test_key_when_somebody_else_sends_it(client: FlaskClient, service: Service) -> None:
    """Each holder of a key to the service, and each address, has a space of its own."""
    headers = keyed()
    answers = [client.post("/v1/verify", json=CLAIM, headers=headers).json["id"]]
    for _ in range(2):
        secret = service.make_key("a test", [Scope.VERIFY]).secret
        sent = headers | {"Authorization": f"Bearer {secret}"}
        answers.append(client.post("/v1/verify", json=CLAIM, headers=sent).json["id"])
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    answers.append(client.post("/v1/verify", json=CLAIM, headers=headers, environ_base=elsewhere).json["id"])
    assert len(set(answers)) == 4


def test_key_when_a_draft_is_checked(client: FlaskClient) -> None:
    """Of a draft nothing is stored, with a key neither."""
    headers = keyed()
    body = {"text": "“The windmill turns again,” said Odile Brandt."}
    answers = [client.post("/v1/check", json=body, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not any("Idempotent-Replayed" in answer.headers for answer in answers)
