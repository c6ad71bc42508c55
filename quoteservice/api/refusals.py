"""Turns whatever a request ends in, other than an answer, into a problem document."""

from __future__ import annotations

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import RequestRedirect

from quoteservice.api import context, problems
from quoteservice.api.observation import failed
from quoteservice.errors import QuoteserviceError

# What the web framework itself refuses, by status.
BY_STATUS = {
    404: problems.NO_SUCH_ROUTE,
    405: problems.METHOD_NOT_ALLOWED,
    413: problems.BODY_TOO_LARGE,
    415: problems.UNSUPPORTED_MEDIA_TYPE,
}


def handle_errors(app: Flask) -> None:
    """Makes every error of `app` a problem document."""
    app.register_error_handler(problems.Refusal, _refusal)
    app.register_error_handler(QuoteserviceError, _service_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failure)


def _refusal(refusal: problems.Refusal) -> Response:
    return problems.problem(refusal.kind, refusal.detail, remedy=refusal.remedy, fields=refusal.fields)


def _service_error(error: QuoteserviceError) -> Response:
    if problems.problem_type(error).status >= 500:
        failed(error)
    return problems.problem_of(error)


def _http_error(error: HTTPException) -> Response | HTTPException:
    if isinstance(error, RequestRedirect):
        return error
    status = error.code or 500
    if status >= 500:
        return _failure(error)
    kind = BY_STATUS.get(status, problems.BAD_REQUEST)
    remedy = None
    if isinstance(error, RequestEntityTooLarge):
        remedy = f"Send at most {context.config().max_body_bytes:,} bytes."
    allowed = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(allowed))} if allowed else None
    return problems.problem(kind, f"{kind.title}.", remedy=remedy, headers=headers)


# The last resort, so that no error shows a client the inside of the service.
def _failure(error: Exception) -> Response:
    failed(error)
    return problems.problem(problems.INTERNAL_ERROR, "Something unexpected happened; it was logged.")
