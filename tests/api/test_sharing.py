"""CORS: off unless the settings name an origin, and never with what a browser sends by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from quoteservice.api.sharing import origins_of
from quoteservice.app import create_app
from quoteservice.config import Config
from quoteservice.errors import InvalidSetting
from quoteservice.service import Service

DESK = "https://desk.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


def client_with(service: Service, config: Config, origins: str) -> FlaskClient:
    """A client of an application that is shared with these origins."""
    return create_app(service, replace(config, cors_origins=origins)).test_client()


def allowed(headers: object) -> set[str]:
    """The headers of CORS in an answer."""
    return {name.lower() for name in dict(headers) if name.lower().startswith("access-control")}  # type: ignore[call-overload]


@pytest.mark.parametrize("path", ["/v1/verify", "/v1/quotes", "/", "/openapi.json"])
def test_sharing_when_it_is_not_set(client: FlaskClient, path: str) -> None:
    """No page of another site may ask anything."""
    for method in ("OPTIONS", "GET"):
        answer = client.open(path, method=method, headers={"Origin": DESK, **PREFLIGHT})
        assert not allowed(answer.headers)


def test_sharing_when_the_origin_is_named(service: Service, config: Config) -> None:
    """A named origin may ask, and see what it needs of the headers; passwords are never asked of its browser."""
    client = client_with(service, config, f"{DESK} https://other.example")
    preflight = client.options("/v1/verify", headers={"Origin": DESK, **PREFLIGHT})
    assert preflight.headers["Access-Control-Allow-Origin"] == DESK
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    answer = client.post("/v1/verify", json={"text": "The ferry sails at noon"}, headers={"Origin": DESK})
    assert answer.headers["Access-Control-Allow-Origin"] == DESK
    assert "Origin" in answer.headers["Vary"]
    assert "access-control-allow-credentials" not in allowed(answer.headers)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://desk.example", "https://desk.example.evil.example", "null", "https://DESK"],
)
def test_sharing_when_the_origin_is_another(service: Service, config: Config, origin: str) -> None:
    """Any other origin is told nothing, however alike it looks; caches are told that it matters."""
    answer = client_with(service, config, DESK).options("/v1/verify", headers={"Origin": origin, **PREFLIGHT})
    assert not allowed(answer.headers)
    assert "Origin" in answer.headers["Vary"]


def test_sharing_when_a_page_is_asked(service: Service, config: Config) -> None:
    """The pages for people are shared with nobody: a browser may send a password to them by itself."""
    answer = client_with(service, config, "*").get("/", headers={"Origin": DESK})
    assert not allowed(answer.headers)


def test_sharing_when_a_key_is_needed(service: Service, config: Config) -> None:
    """The question whether a page may ask needs no key, and the refusal of a request can be read by the page."""
    client = create_app(service, replace(config, cors_origins=DESK, open="none")).test_client()
    assert client.options("/v1/verify", headers={"Origin": DESK, **PREFLIGHT}).status_code == 200
    answer = client.get("/v1/quotes", headers={"Origin": DESK})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (401, DESK)


@pytest.mark.parametrize("setting", ["desk.example", "https://desk.example/", "ftp://desk.example", "null"])
def test_origins_when_they_are_none(setting: str) -> None:
    """What is no origin stops the start, instead of matching nothing in silence."""
    with pytest.raises(InvalidSetting):
        origins_of(Config(cors_origins=setting))
