"""The OpenAPI document says what is true: of every route, every field, every status."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema_rs import ValidationError
from schemathesis.checks import not_a_server_error
from schemathesis.openapi import from_dict, from_wsgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quoteservice.api.examples import CLAIM, VERIFICATION
from quoteservice.config import Config
from quoteservice.workflows.ingest import Ingested

# The table of the contract: address, and the methods that it takes.
ROUTES = {
    "/v1/verify": {"post"},
    "/v1/verify/batch": {"post"},
    "/v1/verifications/{verification_id}": {"get", "delete"},
    "/v1/verifications/{verification_id}/again": {"post"},
    "/v1/check": {"post"},
    "/v1/articles": {"get", "post"},
    "/v1/articles/{article_id}": {"get"},
    "/v1/quotes": {"get", "post"},
    "/v1/quotes/{quote_id}": {"get", "delete"},
    "/v1/quotes.csv": {"get"},
    "/v1/quotes.jsonl": {"get"},
    "/v1/changes": {"get"},
    "/v1/speakers": {"get"},
    "/v1/speakers/{speaker_id}": {"get"},
    "/v1/speakers/{speaker_id}/quotes": {"get"},
    "/v1/speakers/{speaker_id}/merge": {"post"},
    "/v1/speakers/{speaker_id}/split": {"post"},
    "/v1/speakers/{speaker_id}/history": {"get"},
    "/v1/jobs/{job_id}": {"get", "delete"},
    "/v1/jobs/{job_id}/result": {"get"},
    "/healthz": {"get"},
    "/readyz": {"get"},
    "/metrics": {"get"},
    "/openapi.json": {"get"},
    "/": {"get", "post"},
    "/docs": {"get"},
    "/docs/problems": {"get"},
}

# Requests of each kind that schemathesis makes up for an operation.
EXAMPLES = 20


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    """The document as served."""
    return dict(app.test_client().get("/openapi.json").json)


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Every operation, with its address and method."""
    return [
        (path, method, each)
        for path, methods in document["paths"].items()
        for method, each in methods.items()
        if method != "parameters"
    ]


def test_document_when_compared_with_the_contract(document: dict[str, Any]) -> None:
    """Every route of the contract is in the document, and no other."""
    found: dict[str, set[str]] = {}
    for path, method, _ in operations(document):
        found.setdefault(path, set()).add(method)
    assert found == ROUTES


@pytest.mark.parametrize("path", ["/openapi.json", "/docs/viewer.json"])
def test_document_when_validated(client: FlaskClient, path: str) -> None:
    """Both documents, the newer and the older, are valid by the schema of their version of OpenAPI."""
    document = dict(client.get(path).json)
    from_dict(document).validate()
    broken = {**document, "paths": {"/v1/verify": {"post": {"responses": 5}}}}
    with pytest.raises(ValidationError):
        from_dict(broken).validate()


def test_document_when_compared_with_the_application(app: Flask, document: dict[str, Any]) -> None:
    """Every address below /v1 that the application answers is in the document."""
    answered = {rule.rule.replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    assert {rule for rule in answered if rule.startswith("/v1")} == {p for p in ROUTES if p.startswith("/v1")}


def test_operations_when_read(document: dict[str, Any]) -> None:
    """Every operation has a summary and a tag, and each of its answers a description."""
    for path, method, operation in operations(document):
        assert operation["summary"], (path, method)
        assert operation["tags"], (path, method)
        for response in operation["responses"].values():
            assert "$ref" in response or response["description"]


def test_parameters_when_read(document: dict[str, Any]) -> None:
    """Every parameter, in the address or the query, has a description."""
    for path in document["paths"].values():
        for place in path.values():
            for parameter in place if isinstance(place, list) else place.get("parameters", []):
                assert parameter["description"], parameter


def test_schemas_when_read(document: dict[str, Any]) -> None:
    """Every schema and every field of it has a description, and that of the finding explains each finding."""
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
        for field, described in schema["properties"].items():
            assert described.get("description"), (name, field)
    finding = document["components"]["schemas"]["Verification"]["properties"]["finding"]
    for each in finding["enum"]:
        assert f"- `{each}`: " in finding["description"]


def test_operations_when_named(document: dict[str, Any]) -> None:
    """Every operation has a name of its own, from which clients can be generated."""
    names = [operation.get("operationId") for path, _, operation in operations(document) if path != "/"]
    assert all(names)
    assert len(set(names)) == len(names)


def test_operations_when_they_refuse(document: dict[str, Any]) -> None:
    """Every refusal of the API is documented as a problem document; the page refuses with a page."""
    for _, _, operation in (each for each in operations(document) if each[0] != "/"):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                name = response["$ref"].rpartition("/")[2]
                assert list(document["components"]["responses"][name]["content"]) == ["application/problem+json"]


def test_limits_when_documented(document: dict[str, Any], config: Config) -> None:
    """The longest texts in the document are those of the settings."""
    claim = document["components"]["schemas"]["Claim"]["properties"]
    assert claim["text"]["maxLength"] == config.max_claim_characters
    assert claim["speaker"]["maxLength"] == config.max_speaker_characters
    assert document["components"]["schemas"]["Claims"]["properties"]["claims"]["maxItems"] == config.max_batch_claims
    assert (
        document["components"]["schemas"]["Article"]["properties"]["text"]["maxLength"] == config.max_article_characters
    )


def test_schemas_when_answers_may_grow(document: dict[str, Any]) -> None:
    """What is sent may hold no unknown field; what is answered may get new ones in a later version."""
    schemas = document["components"]["schemas"]
    closed = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}
    assert closed == {"Claim", "Claims", "Draft", "Article", "QuoteRecord", "SourceNote", "Merge", "Split"}


def test_examples_when_sent(client: FlaskClient, document: dict[str, Any]) -> None:
    """Every request that the document shows is accepted as it stands there, but for those that need an id."""
    shown = [
        (path, operation["requestBody"]["content"]["application/json"]["example"])
        for path, method, operation in operations(document)
        if method == "post" and "{" not in path and path != "/"
    ]
    assert len(shown) == 5
    for path, example in shown:
        answer = client.post(path, json=example)
        assert answer.status_code in (200, 201), (path, answer.json)


@pytest.mark.usefixtures("seed")
def test_example_of_a_verification_when_asked_for(client: FlaskClient) -> None:
    """The verification that the document shows is the one that its claim gets, but for ids, figures and versions."""
    answer = client.post("/v1/verify", json=CLAIM).json
    assert answer.keys() == VERIFICATION.keys()
    for member in ("verdict", "finding", "claim", "said_by", "changes"):
        assert answer[member] == VERIFICATION[member]
    given, shown = answer["evidence"][0], VERIFICATION["evidence"][0]
    assert given["diff"] == shown["diff"]
    assert given["selector"] == shown["selector"]
    own = {"id", "speaker", "source"}
    assert {k: v for k, v in given["quote"].items() if k not in own} == {
        k: v for k, v in shown["quote"].items() if k not in own
    }
    assert given["quote"]["source"]["sha256"] == shown["quote"]["source"]["sha256"]


MADE_UP = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
)


@pytest.fixture(scope="module")
def schema(app: Flask, seed: Ingested) -> schemathesis.BaseSchema:
    """The document as schemathesis reads it, over the application itself, with the seed article on record."""
    assert seed.quotes
    return from_wsgi("/openapi.json", app)


@pytest.mark.parametrize(("path", "method"), [(path, method) for path in ROUTES for method in sorted(ROUTES[path])])
def test_operation_when_asked_as_documented(schema: schemathesis.BaseSchema, path: str, method: str) -> None:
    """What the document allows is answered without a 5xx, and with a status, a media type and a shape it names."""
    made_up(schema[path][method], schemathesis.GenerationMode.POSITIVE)


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/v1/verify", "post"),
        ("/v1/verify/batch", "post"),
        ("/v1/check", "post"),
        ("/v1/articles", "post"),
        ("/v1/articles", "get"),
        ("/v1/quotes", "post"),
        ("/v1/quotes", "get"),
        ("/v1/quotes.csv", "get"),
        ("/v1/quotes.jsonl", "get"),
        ("/v1/changes", "get"),
        ("/v1/speakers", "get"),
        ("/v1/speakers/{speaker_id}/quotes", "get"),
        ("/v1/speakers/{speaker_id}", "get"),
        ("/v1/speakers/{speaker_id}/merge", "post"),
        ("/v1/speakers/{speaker_id}/split", "post"),
    ],
)
def test_operation_when_asked_otherwise(schema: schemathesis.BaseSchema, path: str, method: str) -> None:
    """What the document does not allow is refused, with a status, a media type and a shape that it names."""
    made_up(schema[path][method], schemathesis.GenerationMode.NEGATIVE)


def made_up(operation: schemathesis.APIOperation, mode: schemathesis.GenerationMode) -> None:
    """Sends requests that schemathesis makes up, and holds each answer against the document."""
    answers = []

    @MADE_UP
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered_as_documented(case: schemathesis.Case) -> None:
        answers.append(case.call_and_validate(checks=list(CHECKS)))

    answered_as_documented()
    assert answers


def test_answers_when_there_is_something_on_record(schema: schemathesis.BaseSchema, seed: Ingested) -> None:
    """What is on record is answered in the shapes of the document, each member of them."""
    quote = next(quote for quote in seed.quotes if quote.speaker and quote.speaker.name == "Dylan White")
    claim = {"text": quote.content, "speaker": "Harjit Sajjan"}
    verification = schema["/v1/verify"]["post"].Case(body=claim).call_and_validate(checks=list(CHECKS))
    assert verification.json()["evidence"]
    cases = [
        ("/v1/verifications/{verification_id}", {"verification_id": verification.json()["id"]}, {}),
        ("/v1/articles/{article_id}", {"article_id": seed.source.id}, {}),
        ("/v1/quotes/{quote_id}", {"quote_id": quote.id}, {}),
        ("/v1/speakers/{speaker_id}", {"speaker_id": quote.speaker.id}, {}),
        ("/v1/speakers/{speaker_id}", {"speaker_id": quote.speaker.id}, {"on": "2020-02-01"}),
        ("/v1/speakers/{speaker_id}/quotes", {"speaker_id": quote.speaker.id}, {}),
        ("/v1/speakers/{speaker_id}/history", {"speaker_id": quote.speaker.id}, {}),
        ("/v1/speakers", {}, {"q": "White"}),
        ("/v1/speakers", {}, {}),
        ("/v1/quotes", {}, {"speaker": "White", "q": "safety", "form": "direct"}),
    ]
    for path, parameters, query in cases:
        case = schema[path]["get"].Case(path_parameters=parameters, query=query)
        assert case.call_and_validate(checks=list(CHECKS)).status_code == 200
