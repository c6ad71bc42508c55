"""A flask-smorest blueprint whose decorators have types, and which names the problems of its routes."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

import flask_smorest
import marshmallow as ma

from quoteservice.api.parser import StrictParser

PARAMETER = re.compile("<([a-z_]+)>")

# The header of an answer that says where what was made can be found.
LOCATION = {"Location": {"description": "Its address.", "schema": {"type": "string"}}}

# A key is missing or bad; it is not good for this; too many requests.
KEYS = (401, 403, 429)

F = TypeVar("F", bound=Callable[..., Any])


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """One resource of the API."""

    ARGUMENTS_PARSER = StrictParser()

    def takes(
        self, schema: type[ma.Schema], location: str = "json", *, example: dict[str, Any] | None = None
    ) -> Callable[[F], F]:
        """The schema of what a route is sent; in `json` or `query`."""
        decorator: Callable[[F], F] = self.arguments(schema, location=location, example=example)
        return decorator

    def gives(self, status: int, schema: Any = None, *, description: str, **options: Any) -> Callable[[F], F]:
        """The schema of what a route answers with."""
        decorator: Callable[[F], F] = self.response(status, schema, description=description, **options)
        return decorator

    def also_as(self, media_type: str) -> Callable[[F], F]:
        """Another media type of the same answer, for those who accept it."""
        described: Callable[[F], F] = self.doc(
            responses={HTTPStatus.OK: {"content": {media_type: {"schema": {"type": "object"}}}}}
        )
        return described

    def refuses(self, *statuses: int) -> Callable[[F], F]:
        """The statuses of the problem documents that a route may answer with, beside 500 and those of keys."""
        guarded = KEYS if self.url_prefix else ()

        def decorate(function: F) -> F:
            for status in sorted({*statuses, *guarded, 500}):
                function = self.alt_response(status, HTTPStatus(status).name)(function)
            return function

        return decorate

    def at(self, rule: str, *methods: str) -> Callable[[F], F]:
        """The address of a route and the methods that it takes, GET if none is given."""
        named = [
            {"in": "path", "name": name, "description": f"Id of the {name.removesuffix('_id')}."}
            for name in PARAMETER.findall(rule)
        ]

        def decorate(function: F) -> F:
            described = self.doc(operationId=function.__name__)(function)
            routed: F = self.route(rule, methods=list(methods or ("GET",)), parameters=named)(described)
            return routed

        return decorate
