"""Prefer: respond-async (RFC 7240): a request that may take long is accepted now and done later, as a job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, jsonify, request
from werkzeug.http import parse_list_header

from quoteservice.api.access import caller
from quoteservice.api.blueprint import LOCATION, F
from quoteservice.api.context import service
from quoteservice.api.problems import document, problem_type_named
from quoteservice.api.schemas.job import JobSchema
from quoteservice.domain.job import Failure, Job, Outcome, Work

HEADER = "Prefer"
APPLIED = "Preference-Applied"
ASYNC = "respond-async"

JOBS = "/v1/jobs"

# What is told of jobs that come, among the application's extensions.
EXTENSION = "quoteservice.later"

PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": f"`{ASYNC}`: accept the request and do it later (RFC 7240). Nothing else that may be preferred is.",
    "schema": {"type": "string"},
    "examples": {
        "later": {"summary": "Accept it, and do it later.", "value": ASYNC},
        "now": {"summary": "Do it at once.", "value": "respond-sync"},
    },
}
HEADERS = LOCATION | {APPLIED: {"description": f"`{ASYNC}`.", "schema": {"type": "string"}}}

# What can be asked of the job that an answer names.
LINKS = {
    operation: {"operationId": operation, "description": about, "parameters": {"job_id": "$response.body#/id"}}
    for operation, about in (
        ("job", "How far it is."),
        ("job_result", "What came of it, once it is done."),
        ("erase_job", "Erases it."),
    )
}


def may_be_later(blueprint: Any) -> Callable[[F], F]:
    """The 202 of a route that a client may have done later."""

    def decorate(function: F) -> F:
        about = "Accepted, as preferred: the job to ask for. Where no claims are kept, claims are answered at once."
        documented: F = blueprint.alt_response(202, schema=JobSchema, description=about, headers=HEADERS)(function)
        described: F = blueprint.doc(parameters=[PARAMETER], responses={202: {"links": LINKS}})(documented)
        return described

    return decorate


def accepted(work: Work) -> Response | None:
    """The answer that names the job, if that is what the client prefers and it may be kept; None to do it at once."""
    if not prefers_async(request.headers.getlist(HEADER)):
        return None
    job = service().accept(work, key=caller())
    if job is None:
        return None
    current_app.extensions[EXTENSION]()
    response = jsonify(JobSchema().dump(shown(job, None)))
    response.status_code = 202
    response.headers["Location"] = f"{JOBS}/{job.id}"
    response.headers[APPLIED] = ASYNC
    return response


def tell(app: Flask, listener: Callable[[], None]) -> None:
    """Calls `listener` after each job that `app` accepts."""
    app.extensions[EXTENSION] = listener


def prefers_async(headers: list[str]) -> bool:
    """True if one of the preferences is `respond-async`; what stands behind `;` or `=` says nothing about it."""
    return any(
        preference.partition(";")[0].partition("=")[0].strip().lower() == ASYNC
        for header in headers
        for preference in parse_list_header(header)
    )


def shown(job: Job, outcome: Outcome | None) -> dict[str, Any]:
    """A job as its schema writes it."""
    result = failure = None
    if outcome is not None:
        failure = outcome.failure
        result = None if failure else f"{JOBS}/{job.id}/result"
    fields = {name: getattr(job, name) for name in ("id", "kind", "state", "done", "total", "made_at", "ended_at")}
    return fields | {"result": result, "problem": _problem(job, failure) if failure else None}


def _problem(job: Job, failure: Failure) -> dict[str, Any]:
    kind = problem_type_named(failure.error)
    # Of a job, too, a request id: the one under which its failure was logged.
    body = document(kind, failure.what, instance=f"{JOBS}/{job.id}", request_id=job.id)
    at = [{"detail": failure.what, "pointer": f"#/{failure.where}"}] if failure.where and kind.status < 500 else []
    return body | {"errors": at, "remedy": failure.remedy}
