"""/v1/jobs: requests that were accepted with `Prefer: respond-async` and are done later."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from quoteservice.api.access import caller
from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.later import JOBS, shown
from quoteservice.api.schemas.article import ReadArticleSchema
from quoteservice.api.schemas.job import JobSchema
from quoteservice.api.schemas.verification import CheckedDraftSchema, VerificationsSchema

blueprint = Blueprint("jobs", __name__, url_prefix=JOBS, description="What was accepted and is done later.")


@blueprint.at("/<job_id>")
@blueprint.gives(200, JobSchema, description="The job as it stands.")
@blueprint.refuses(404, 503)
def job(job_id: str) -> dict[str, Any]:
    """Look up a job

    A job that was accepted is done, also after a crash of the service. A job that came with a key is shown to that key
    and to `admin` alone. It is erased with its result when the time for which claims are kept is over.
    """
    return shown(*service().job(job_id, key=caller()))


@blueprint.at("/<job_id>/result")
@blueprint.gives(
    200,
    {"anyOf": [VerificationsSchema, CheckedDraftSchema, ReadArticleSchema]},
    description="The answer that the request would have had at once: of `verify`, `check` or `ingest`.",
)
@blueprint.refuses(404, 409, 503)
def job_result(job_id: str) -> Response:
    """See what came of a job"""
    _, outcome = service().job_result(job_id, key=caller())
    if outcome.source_id is not None:
        return jsonify(ReadArticleSchema().dump(service().source(outcome.source_id)))
    if outcome.draft is not None:
        return jsonify(CheckedDraftSchema().dump(outcome.draft))
    return jsonify(VerificationsSchema().dump({"verifications": outcome.verifications}))


@blueprint.at("/<job_id>", "DELETE")
@blueprint.gives(204, description="The job is kept nowhere any more.")
@blueprint.refuses(404, 503, 507)
def erase_job(job_id: str) -> None:
    """Erase a job

    With the draft or the claims, and what came of them; one that is being done stops. What was ingested stays on
    record, and so does each answer to a claim under its own id.
    """
    service().erase_job(job_id, key=caller())
