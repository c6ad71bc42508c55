"""Turns whatever a request ends in, other than an answer, into a problem document; for a browser, into a page."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge
from werkzeug.routing import RequestRedirect

from quoteservice.api import context, problems
from quoteservice.api.observation import failed
from quoteservice.errors import QuoteserviceError

# Below this everything is for programs, whatever they accept.
API = "/v1/"

HTML = "text/html"

# What the web framework itself refuses, by status.
BY_STATUS = {
    404: problems.NO_SUCH_ROUTE,
    405: problems.METHOD_NOT_ALLOWED,
    413: problems.BODY_TOO_LARGE,
    415: problems.UNSUPPORTED_MEDIA_TYPE,
}


Page = Callable[[HTTPException], ResponseReturnValue]


def handle_errors(app: Flask, page: Page) -> None:
    """Makes every error of `app` a problem document, or what `page` makes of it where a browser asked for a page."""

    def http_error(error: HTTPException) -> ResponseReturnValue:
        if isinstance(error, RequestRedirect):
            return error.get_response()
        if (error.code or 500) >= 500:
            return failure(error)
        return page(error) if _wants_page() else _http_problem(error)

    # The last resort, so that no error shows anybody the inside of the service.
    def failure(error: Exception) -> ResponseReturnValue:
        failed(error)
        if _wants_page():
            return page(InternalServerError())
        return problems.problem(problems.INTERNAL_ERROR, "Something unexpected happened; it was logged.")

    app.register_error_handler(problems.Refusal, _refusal)
    app.register_error_handler(QuoteserviceError, _service_error)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, failure)


def _wants_page() -> bool:
    if request.path.startswith(API):
        return False
    return request.accept_mimetypes.best_match((problems.MEDIA_TYPE, HTML)) == HTML


def _refusal(refusal: problems.Refusal) -> ResponseReturnValue:
    return problems.problem(refusal.kind, refusal.detail, remedy=refusal.remedy, fields=refusal.fields)


def _service_error(error: QuoteserviceError) -> ResponseReturnValue:
    if problems.problem_type(error).status >= 500:
        failed(error)
    return problems.problem_of(error)


def _http_problem(error: HTTPException) -> ResponseReturnValue:
    kind = BY_STATUS.get(error.code or 400, problems.BAD_REQUEST)
    remedy = None
    if isinstance(error, RequestEntityTooLarge):
        remedy = f"Send at most {context.config().max_body_bytes:,} bytes."
    allowed = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(allowed))} if allowed else None
    return problems.problem(kind, f"{kind.title}.", remedy=remedy, headers=headers)
