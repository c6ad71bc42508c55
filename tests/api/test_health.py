"""/healthz and /readyz."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.service import Service


def test_healthz_when_the_process_runs(client: FlaskClient) -> None:
    """A process that answers is alive."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "alive"})


def test_readyz_when_store_and_model_answer(client: FlaskClient, service: Service) -> None:
    """A service that can answer says under which versions it does."""
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ready",
        "versions": {
            "service": service.versions.service,
            "encoder": service.versions.encoder,
            "rules": service.versions.rules,
        },
    }


def test_service_when_the_store_is_gone(tmp_path: Path) -> None:
    """Without its store the service is alive and not ready; every question gets a 503 that says when to come back."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    service = build(config, reader_at_once=False)
    client = create_app(service, config).test_client()
    assert client.get("/readyz").status_code == 200
    service.close()
    assert client.get("/healthz").status_code == 200
    answers = [
        client.get("/readyz"),
        client.post("/v1/verify", json={"text": "The ferry sails at noon on Sundays"}),
        client.post("/v1/articles", json={"text": "“The ferry sails at noon,” said Ruth Ames."}),
        client.get("/v1/quotes"),
        client.delete("/v1/quotes/0"),
        client.get("/v1/speakers?q=Ames"),
    ]
    for answer in answers:
        assert answer.status_code == 503
        assert answer.content_type == "application/problem+json"
        assert int(answer.headers["Retry-After"]) > 0
        assert str(tmp_path) not in answer.text
