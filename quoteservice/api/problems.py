"""Every refusal of the service as a problem document of RFC 9457."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from flask import Response, g, json, request

from quoteservice import errors

MEDIA_TYPE = "application/problem+json"

# Where the types are explained; a type is this address with the type's name behind the `#`.
TYPES_AT = "/docs/problems"

# Seconds until a client may try again: a busy store is free, and a restarted one up, within that.
RETRY_AFTER_SECONDS = 5

# Most entries of `errors`: enough to mend a request by, few enough that a hostile one cannot make the answer large.
MOST_ERRORS = 50

# Longest text of a problem that repeats something sent, in characters: an id may be as long as an address.
LONGEST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One type of problem: its HTTP status, its name in `type`, its title, and what to do if nobody says better."""

    status: int
    name: str
    title: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field; `pointer` is a JSON pointer into the body, `parameter` a query parameter."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None

    def as_json(self) -> dict[str, str]:
        """The entry of `errors`: `detail`, and the one of the two places that is set."""
        place = {"pointer": self.pointer, "parameter": self.parameter}
        return {"detail": _cut(self.detail)} | {name: value for name, value in place.items() if value is not None}


class Refusal(Exception):
    """A request that a door turns away before the service is asked."""

    def __init__(
        self, kind: ProblemType, detail: str, *, remedy: str | None = None, fields: tuple[FieldProblem, ...] = ()
    ):
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.remedy = remedy or kind.remedy
        self.fields = fields


_READ_DOCS = "Correct what `errors` names; /docs describes every field."

MALFORMED_BODY = ProblemType(400, "malformed-body", "The body is not JSON", "Send one JSON object, in UTF-8.")
BAD_REQUEST = ProblemType(400, "bad-request", "The request cannot be read", "Send a well-formed HTTP request.")
NO_SUCH_ROUTE = ProblemType(404, "no-such-route", "There is nothing at this address", "See /docs for the addresses.")
METHOD_NOT_ALLOWED = ProblemType(
    405, "method-not-allowed", "This address does not take that method", "Use a method that the Allow header names."
)
BODY_TOO_LARGE = ProblemType(413, "body-too-large", "The body is too large", "Send less at a time.")
ADDRESS_TOO_LONG = ProblemType(
    414, "address-too-long", "The address is too long", "Send a shorter query; texts belong into the body of a POST."
)
HEADERS_TOO_LARGE = ProblemType(431, "headers-too-large", "A header is too large", "Send fewer and shorter headers.")
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    415,
    "unsupported-media-type",
    "The body is not sent as JSON",
    "Send the header `Content-Type: application/json` and no content encoding.",
)
INVALID_FIELDS = ProblemType(422, "invalid-fields", "A field cannot be used", _READ_DOCS)
INTERNAL_ERROR = ProblemType(
    500,
    "internal-error",
    "The service made a mistake",
    "Try once more; if it happens again, report it with the `request_id`.",
)

PROBLEMS: Mapping[type[errors.QuoteserviceError], ProblemType] = MappingProxyType(
    {
        errors.QuoteserviceError: INTERNAL_ERROR,
        errors.InvalidInput: ProblemType(422, "invalid-input", "What was sent cannot be used", _READ_DOCS),
        errors.BlankText: ProblemType(422, "blank-text", "The text has no words", "Send text with words in it."),
        errors.TextTooLong: ProblemType(422, "text-too-long", "The text is too long", "Send a shorter text."),
        errors.UnreadableText: ProblemType(
            422,
            "unreadable-text",
            "The text holds characters that cannot be kept",
            "Take out control characters and lone surrogates.",
        ),
        errors.NoArticle: ProblemType(
            422, "no-article", "No article was found in the HTML", "Send the article's words as `text` instead."
        ),
        errors.FetchDisabled: ProblemType(
            422, "fetch-disabled", "This service fetches no pages", "Send the article as `text` or `html`."
        ),
        errors.AddressRefused: ProblemType(
            422, "address-refused", "This address is not fetched", "Give the address of a page of the public web."
        ),
        errors.RobotsRefusal: ProblemType(
            422, "robots-refusal", "The site does not want to be fetched", "Send the article as `text`, if you may."
        ),
        errors.PageUnusable: ProblemType(
            422, "page-unusable", "What is at the address is no page to read", "Give the address of an article."
        ),
        errors.PageUnreachable: ProblemType(
            502, "page-unreachable", "No page came from the address", "Check it in a browser, or send its text."
        ),
        errors.InvalidCursor: ProblemType(
            422, "invalid-cursor", "This service did not give that cursor", "Start again without a cursor."
        ),
        errors.RequestKeyReused: ProblemType(
            422,
            "request-key-reused",
            "The Idempotency-Key was another request's",
            "Give each request a key of its own, such as a UUID.",
        ),
        errors.RequestInProgress: ProblemType(
            409, "request-in-progress", "The same request is being answered", "Wait a moment, then send it again."
        ),
        errors.NoResult: ProblemType(
            409, "no-result", "The job has no result", "Ask for the job until its `state` is `done`."
        ),
        errors.NotFound: ProblemType(404, "not-found", "Nothing on record has this id", "Look the id up in a list."),
        errors.UnknownQuote: ProblemType(
            404, "unknown-quote", "No quote has this id", "Look it up with GET /v1/quotes."
        ),
        errors.UnknownSource: ProblemType(
            404, "unknown-source", "No article has this id", "Look it up with GET /v1/articles."
        ),
        errors.UnknownSpeaker: ProblemType(
            404, "unknown-speaker", "No speaker has this id", "Look it up with GET /v1/speakers?q=NAME."
        ),
        errors.UnknownVerification: ProblemType(
            404, "unknown-verification", "No verification has this id", "Ask again with POST /v1/verify."
        ),
        errors.UnknownKey: ProblemType(
            404, "unknown-key", "No key has this id", "List them with `quoteservice keys list`."
        ),
        errors.UnknownJob: ProblemType(404, "unknown-job", "No job has this id", "Send the request again."),
        errors.AccessDenied: ProblemType(403, "access-denied", "Who asks may not", "Ask the operator."),
        errors.KeyRequired: ProblemType(
            401, "key-required", "A key is needed", "Send one as `Authorization: Bearer KEY`."
        ),
        errors.KeyRefused: ProblemType(
            401, "key-refused", "The key is unknown or was revoked", "Ask the operator for another one."
        ),
        errors.ScopeMissing: ProblemType(
            403, "scope-missing", "The key is not good for this", "Ask the operator for a key with that scope."
        ),
        errors.TooManyRequests: ProblemType(
            429, "too-many-requests", "Too many requests", "Wait as many seconds as the header `Retry-After` says."
        ),
        errors.Unavailable: ProblemType(503, "unavailable", "The service cannot answer now", "Try again later."),
        errors.StoreUnavailable: ProblemType(
            503, "store-unavailable", "The store cannot be reached or is busy", "Try again in a few seconds."
        ),
        errors.StoreFull: ProblemType(
            507,
            "store-full",
            "The store has no space left",
            "Questions are still answered; ask the operator for space.",
        ),
        errors.QueueFull: ProblemType(
            503, "queue-full", "As many jobs wait as may", "Try again later, or without `Prefer: respond-async`."
        ),
        errors.SetupError: ProblemType(500, "setup-error", "The service is not set up", "Ask the operator."),
        errors.InvalidSetting: ProblemType(500, "invalid-setting", "A setting is wrong", "Ask the operator."),
        errors.ModelMissing: ProblemType(500, "model-missing", "A model is missing", "Ask the operator."),
        errors.DigestMismatch: ProblemType(500, "digest-mismatch", "A model is not the right one", "Ask the operator."),
        errors.StoreTooNew: ProblemType(500, "store-too-new", "The store is of a later version", "Ask the operator."),
    }
)
"""The one table of what each error of the service is to a client."""

DOOR_PROBLEMS = (
    MALFORMED_BODY,
    BAD_REQUEST,
    NO_SUCH_ROUTE,
    METHOD_NOT_ALLOWED,
    BODY_TOO_LARGE,
    ADDRESS_TOO_LONG,
    UNSUPPORTED_MEDIA_TYPE,
    HEADERS_TOO_LARGE,
    INVALID_FIELDS,
)
"""The types that the door finds itself; every other one is in PROBLEMS."""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"


def problem_type(error: errors.QuoteserviceError) -> ProblemType:
    """The problem type of an error: of its class, or of the nearest class above it."""
    return next(PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)


def problem_type_named(name: str) -> ProblemType:
    """The problem type of the error class of that name; one that this release does not know is a mistake of its own."""
    return next((kind for error, kind in PROBLEMS.items() if error.__name__ == name), INTERNAL_ERROR)


def problem_of(error: errors.QuoteserviceError) -> Response:
    """The problem document of an error of the service; an error of the set-up keeps its words to the log."""
    kind = problem_type(error)
    if isinstance(error, errors.SetupError) or kind is INTERNAL_ERROR:
        return problem(kind, kind.title)
    fields = (field_problem(error.what, (error.where,)),) if error.where and kind.status < 500 else ()
    return problem(kind, error.what, remedy=error.remedy, fields=fields)


def field_problem(detail: str, path: tuple[str, ...]) -> FieldProblem:
    """A complaint about the field at `path`: in the body where the request has one, else in the query."""
    if request.method in ("POST", "PUT", "PATCH"):
        return FieldProblem(detail, pointer=json_pointer(path))
    return FieldProblem(detail, parameter="/".join(path) or None)


def json_pointer(path: tuple[str, ...]) -> str:
    """RFC 6901, section 6: the pointer as a URI fragment, `#/claims/3/text`; `#` alone is the whole body."""
    steps = (step.replace("~", "~0").replace("/", "~1") for step in path)
    return "#" + "".join(f"/{quote(step, safe='~', errors='replace')}" for step in steps)


def problem(
    kind: ProblemType,
    detail: str,
    *,
    remedy: str | None = None,
    fields: tuple[FieldProblem, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to the request at hand that carries a problem document."""
    body = document(kind, detail, instance=request.path, request_id=g.get("request_id", ""))
    body |= {"errors": [field.as_json() for field in fields[:MOST_ERRORS]]}
    if remedy:
        body |= {"remedy": remedy}
    response = Response(json.dumps(body), status=kind.status, content_type=MEDIA_TYPE)
    if kind.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response.headers.update(headers or {})
    return response


def document(kind: ProblemType, detail: str, *, instance: str, request_id: str) -> dict[str, Any]:
    """The problem document itself, with no field named."""
    return {
        "type": f"{TYPES_AT}#{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": _cut(detail),
        "instance": quote(_cut(instance)),
        "remedy": kind.remedy,
        "errors": [],
        "request_id": request_id,
    }
