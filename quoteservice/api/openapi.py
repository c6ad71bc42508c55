"""The API as one OpenAPI 3.1 document, and its errors as problem documents."""

from __future__ import annotations

from http import HTTPStatus
from inspect import getdoc
from typing import Any

import flask_smorest
from apispec import BasePlugin
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask
from marshmallow import Schema

from quoteservice import __version__
from quoteservice.api import freshness, repeats
from quoteservice.api.access import open_scopes, scopes_of
from quoteservice.api.fields import describe
from quoteservice.api.problems import DOOR_PROBLEMS, INTERNAL_ERROR, MEDIA_TYPE, PROBLEMS
from quoteservice.api.repeats import takes_key
from quoteservice.api.schemas.health import ProblemSchema
from quoteservice.config import Config
from quoteservice.domain.access import Scope

OPENAPI_VERSION = "3.1.0"
TITLE = "Quoteservice"

ABOUT = """Did they really say that? Send a quotation and a name; get `confirmed`, `rejected` or `unverified`, with the
reason, the words that differ and the place where the recorded words stand.

Bodies are JSON objects in UTF-8, sent as `application/json`. Unknown fields and parameters are refused, not ignored.
Days are `YYYY-MM-DD`. Offsets count characters (Unicode code points) of the text as received, from 0, the end excluded.
Lists come in pages: send `next` of one page as `cursor` of the following one.

Every error is a problem document (RFC 9457): `type` names it (all are explained at /docs/problems), `detail` says what
is wrong, `errors` in which field, `remedy` what to do. A text above its limit is 422, a body above its limit 413.
Where a key is needed it is sent as `Authorization: Bearer KEY`; a missing or bad one is 401, one that is not good for
what is asked 403. More requests than are let in are 429; where there is a limit, `RateLimit-Limit`,
`RateLimit-Remaining` and `RateLimit-Reset` say in every answer how much of it is left. An answer to a claim that was
sent with a key can be looked up again with that key, or one of scope `admin`, alone.
An address of more than 8,190 bytes is 414, headers of more than 8,190 bytes 431, and what is no HTTP at all 400.
Every answer carries `X-Request-ID`: the one that was sent, if it is one of up to 64 letters, digits, `.`, `_` and `-`.
"""


KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key, made with `quoteservice keys create`. Each operation names the scope that it needs.",
}


# Headers of an answer that says no, with their type and what they say.
HEADERS: dict[HTTPStatus, dict[str, tuple[str, str]]] = {
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": ("integer", "Seconds to wait.")},
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": ("string", "How a key is to be sent.")},
    HTTPStatus.TOO_MANY_REQUESTS: {
        "Retry-After": ("integer", "Seconds to wait."),
        "RateLimit-Limit": ("integer", "Requests that are let in for the time."),
        "RateLimit-Remaining": ("integer", "How many of them are left."),
        "RateLimit-Reset": ("integer", "Seconds until there are more."),
    },
}


class Converter(OpenAPIConverter):
    """Adds to a schema what its fields alone cannot say: its first line of documentation, and what it `described`."""

    config: Config

    def schema2jsonschema(self, schema: Any) -> dict[str, Any]:
        """The schema as the document has it."""
        described: dict[str, Any] = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        about = (getdoc(type(schema)) or "").partition("\n")[0]
        further = schema.described(self.config) if hasattr(schema, "described") else {}
        return described | {"description": about} | further


class Plugin(MarshmallowPlugin):
    """apispec's plug-in for marshmallow, with our converter."""

    Converter = Converter


class DoorPlugin(BasePlugin):
    """Says of each operation what the doors before all routes add: keys, repeated requests, answers known already."""

    def __init__(self, unlocked: frozenset[Scope]) -> None:
        self._unlocked = unlocked

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, *, rule: Any = None, **_: Any
    ) -> None:
        """Adds `security`, and what every GET and POST can be sent, to the operations of one address."""
        for method, operation in (operations or {}).items():
            if rule.rule.startswith("/v1/"):
                _add_headers(rule.endpoint, method.upper(), operation)
            scopes = scopes_of(rule.endpoint, method.upper())
            if scopes:
                unlocked: list[dict[str, list[str]]] = [] if self._unlocked.isdisjoint(scopes) else [{}]
                operation["security"] = [*unlocked, *({"key": [scope.value]} for scope in scopes)]


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest ships no types
    """Collects the blueprints of one application into its document."""

    ERROR_SCHEMA = ProblemSchema
    # Each route names its own problems; a default would say that anything may come.
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_responses(self) -> None:
        """Every status that a problem can have, as a response to refer to."""
        types = (*PROBLEMS.values(), *DOOR_PROBLEMS, INTERNAL_ERROR)
        for status in sorted({kind.status for kind in types}):
            named = dict.fromkeys(f"`{kind.name}`: {kind.title}." for kind in types if kind.status == status)
            response: dict[str, Any] = {
                "description": " ".join(named),
                "content": {MEDIA_TYPE: {"schema": ProblemSchema}},
            }
            if status in HEADERS:
                response["headers"] = {
                    name: {"description": about, "schema": {"type": kind}}
                    for name, (kind, about) in HEADERS[HTTPStatus(status)].items()
                }
            self.spec.components.response(HTTPStatus(status).name, response, lazy=True)

    def _register_error_handlers(self) -> None:
        """None: quoteservice.api.refusals handles the errors of the whole application."""

    def _register_pagination_header(self) -> None:
        """None: the cursor of the next page stands in the body."""

    def _register_etag_headers(self) -> None:
        """None: quoteservice.api.freshness names answers."""


def open_api(app: Flask, config: Config) -> Api:
    """The empty document of `app`, with the limits of `config`; register blueprints on it."""
    app.config.update(API_TITLE=TITLE, API_VERSION=__version__, OPENAPI_VERSION=OPENAPI_VERSION)
    plugin = Plugin(schema_name_resolver=_schema_name)
    options = {
        "marshmallow_plugin": plugin,
        "extra_plugins": [DoorPlugin(open_scopes(config))],
        "info": {"description": ABOUT},
    }
    api = Api(app, spec_kwargs=options)
    api.spec.components.security_scheme("key", KEY)
    assert plugin.converter is not None  # Api has made it
    plugin.converter.config = config  # type: ignore[attr-defined]
    plugin.converter.add_attribute_function(describe(config))  # type: ignore[no-untyped-call]
    return api


def _add_headers(endpoint: str, method: str, operation: dict[str, Any]) -> None:
    responses, parameters = operation.setdefault("responses", {}), operation.setdefault("parameters", [])
    # Ids and queries stand in the address, which the server takes up to a limit of.
    too_long = HTTPStatus.REQUEST_URI_TOO_LONG
    responses[too_long] = too_long.name
    if takes_key(endpoint, method):
        parameters.append(repeats.PARAMETER)
        responses[HTTPStatus.CONFLICT] = HTTPStatus.CONFLICT.name
    if method == "GET" and not endpoint.startswith("exports."):
        parameters.append(freshness.PARAMETER)
        responses[HTTPStatus.NOT_MODIFIED] = freshness.NOT_MODIFIED
        responses[HTTPStatus.OK].setdefault("headers", {}).update(freshness.ETAG)


def _schema_name(schema: Any) -> str:
    """`ClaimSchema` is `Claim` in the document."""
    kind = schema if isinstance(schema, type) else type(schema)
    if not issubclass(kind, Schema):
        raise TypeError(f"not a schema: {schema!r}")
    return kind.__name__.removesuffix("Schema")
