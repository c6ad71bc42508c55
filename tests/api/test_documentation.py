"""/docs, /docs/problems, /openapi.json."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.api.documentation import ASSETS, for_viewer


@pytest.mark.parametrize("path", ["/docs", "/docs/problems"])
def test_docs_when_they_load(client: FlaskClient, path: str) -> None:
    """The pages and all that they load come from here: every address in them begins with one slash."""
    page = client.get(path)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert addresses
    for address in addresses:
        assert re.match(r"/[^/]|#", address)
        assert client.get(address, buffered=True).status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize("name", ASSETS)
def test_assets_when_fetched(client: FlaskClient, name: str) -> None:
    """Each file of the viewer is served with its media type, and may be kept."""
    answer = client.get(f"/docs/assets/{name}", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, ASSETS[name])
    assert "max-age" in answer.headers["Cache-Control"]
    assert len(answer.data) > 100


@pytest.mark.parametrize("name", ["index.html", "..%2f__init__.py", "swagger-ui.js.map", ""])
def test_assets_when_the_name_is_another(client: FlaskClient, name: str) -> None:
    """Nothing else of the package is served."""
    assert client.get(f"/docs/assets/{name}").status_code == 404


def test_viewer_document_when_it_is_older(client: FlaskClient) -> None:
    """The viewer gets the same operations and schemas, in the version of OpenAPI that it reads."""
    newer, older = client.get("/openapi.json").json, client.get("/docs/viewer.json").json
    assert newer["openapi"] == "3.1.0"
    assert older["openapi"] == "3.0.3"
    assert older["paths"].keys() == newer["paths"].keys()
    assert older["components"]["schemas"].keys() == newer["components"]["schemas"].keys()
    assert '"null"' not in client.get("/docs/viewer.json").text


def test_viewer_document_when_a_schema_may_be_null() -> None:
    """A type that may be null, a reference that may be null and examples are said in the older way."""
    newer = {
        "openapi": "3.1.0",
        "a": {"type": ["string", "null"], "examples": ["x", "y"]},
        "b": {"anyOf": [{"$ref": "#/c"}, {"type": "null"}]},
        "d": {"type": "object", "enum": [None, 1]},
    }
    assert for_viewer(newer) == {
        "openapi": "3.0.3",
        "a": {"type": "string", "nullable": True, "example": "x"},
        "b": {"allOf": [{"$ref": "#/c"}], "nullable": True},
        "d": {"type": "object", "enum": [None, 1]},
    }
    assert newer["a"] == {"type": ["string", "null"], "examples": ["x", "y"]}


def test_headers_when_anything_is_answered(app: Flask) -> None:
    """Every answer forbids guessing its type and being framed, and what is no page runs nothing."""
    client = app.test_client()
    for path in ("/healthz", "/v1/quotes", "/v1/nowhere", "/docs", "/", "/docs/assets/swagger-ui.css"):
        headers = client.get(path, buffered=True).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert client.get("/v1/quotes").headers["Cache-Control"] == "private, no-cache"
    for answer in (client.post("/v1/verify", json={"text": "The ferry sails at noon"}), client.get("/v1/quotes/none")):
        assert answer.headers["Cache-Control"] == "no-store"
