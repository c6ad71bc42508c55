"""Reads bodies and queries strictly, and says of every field what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from quoteservice.api.problems import (
    BAD_REQUEST,
    INVALID_FIELDS,
    MALFORMED_BODY,
    PROBLEMS,
    UNSUPPORTED_MEDIA_TYPE,
    FieldProblem,
    Refusal,
    field_problem,
)
from quoteservice.errors import InvalidInput

# A misspelt field or parameter that is ignored gives an answer to another question.
UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": ma.RAISE, "json": ma.RAISE}

# Longest name of a field that a problem repeats, in characters.
LONGEST_NAME = 100


class Complaint(str):
    """What is wrong with a value, with the error that the service would raise for it, and what to do."""

    kind: type[InvalidInput]
    remedy: str

    def __new__(cls, what: str, *, kind: type[InvalidInput], remedy: str) -> Complaint:
        made = super().__new__(cls, what)
        made.kind = kind
        made.remedy = remedy
        return made


class NotJson(ValueError):
    """Something that Python reads as JSON and RFC 8259 does not, or not safely."""


class StrictParser(FlaskParser):
    """Reads bodies as RFC 8259 has them, and refuses what it cannot use with a Refusal."""

    DEFAULT_UNKNOWN_BY_LOCATION = UNKNOWN_BY_LOCATION

    def _raw_load_json(self, req: Request) -> Any:
        encoding = req.headers.get("Content-Encoding", "identity").strip().lower()
        if req.mimetype != "application/json" or encoding not in ("", "identity"):
            raise Refusal(UNSUPPORTED_MEDIA_TYPE, "This address takes a body of type application/json.")
        return read_json(_whole_body(req))

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """The query; of a parameter that stands twice nobody could say which one was meant."""
        for name, values in req.args.lists():
            if len(values) > 1:
                what = "It stands there more than once; send it once."
                raise Refusal(INVALID_FIELDS, what, fields=(FieldProblem(what, parameter=_printable(name)),))
        return super().load_querystring(req, schema)

    def handle_error(self, error: ma.ValidationError, req: Request, schema: ma.Schema, **_: Any) -> NoReturn:
        """Raises the Refusal that names every wrong field."""
        raise refusal_of(error)


def _whole_body(req: Request) -> bytes:
    body = req.get_data(cache=True)
    # A body in chunks has no length to refuse it by beforehand; what is read of it ends at the limit in silence.
    limit = req.max_content_length
    if limit is not None and len(body) >= limit and req.content_length != len(body):
        raise RequestEntityTooLarge
    if req.content_length is not None and len(body) < req.content_length:
        raise Refusal(BAD_REQUEST, "The body breaks off before its end.")
    return body


def read_json(body: bytes) -> Any:
    """The value that `body` holds; raises Refusal for anything that is not JSON in UTF-8."""
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_members, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Refusal(MALFORMED_BODY, "The body is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Refusal(MALFORMED_BODY, f"The body is not JSON: line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise Refusal(MALFORMED_BODY, "The body is nested too deeply.") from None
    except NotJson as error:
        raise Refusal(MALFORMED_BODY, f"The body is not usable JSON: {error}.") from None
    except ValueError:  # more digits than Python turns into a number, because that takes long
        raise Refusal(MALFORMED_BODY, "The body is not usable JSON: a number in it has too many digits.") from None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotJson("a member stands twice in one object")
    return members


def _no_constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not JSON")


def refusal_of(error: ma.ValidationError) -> Refusal:
    """One refusal for all that is wrong with the fields; of the one type that they share, if they do."""
    # webargs wraps everything in one more step: where it looked, `json` or `query`.
    (messages,) = error.messages.values() if isinstance(error.messages, dict) else (error.messages,)
    found = list(_complaints(messages, ()))
    kinds = {message.kind for _, message in found if isinstance(message, Complaint)}
    shared = len(kinds) == 1 and all(isinstance(message, Complaint) for _, message in found)
    kind = PROBLEMS[kinds.pop()] if shared else INVALID_FIELDS
    first = found[0][1]
    remedy = first.remedy if shared and isinstance(first, Complaint) else None
    fields = tuple(_placed(path, message) for path, message in found)
    detail = str(first) if len(found) == 1 else f"{len(found)} fields cannot be used."
    return Refusal(kind, detail, remedy=remedy, fields=fields)


def _placed(path: tuple[str, ...], message: str) -> FieldProblem:
    return field_problem(str(message), tuple(_printable(step) for step in path))


def _printable(name: str) -> str:
    return name[:LONGEST_NAME].encode("utf-8", "replace").decode("utf-8").replace("\0", "?")


def _complaints(messages: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every message with the path of its field; marshmallow files those of an object as a whole under `_schema`."""
    if isinstance(messages, dict):
        for name, below in messages.items():
            yield from _complaints(below, path if name == ma.exceptions.SCHEMA else (*path, str(name)))
    elif isinstance(messages, list):
        for message in messages:
            yield from _complaints(message, path)
    else:
        yield path, messages
