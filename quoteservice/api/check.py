"""POST /v1/check: every attributed statement of a draft, each with its verification."""

from __future__ import annotations

from flask import Response

from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.examples import DRAFT
from quoteservice.api.later import accepted, may_be_later
from quoteservice.api.schemas.article import DraftSchema
from quoteservice.api.schemas.verification import CheckedDraftSchema
from quoteservice.domain.draft import CheckedDraft
from quoteservice.domain.job import JobKind, Work
from quoteservice.domain.quote import Document

blueprint = Blueprint("check", __name__, url_prefix="/v1/check", description="Drafts, before they are published.")


@blueprint.at("", "POST")
@blueprint.takes(DraftSchema, example=DRAFT)
@blueprint.gives(200, CheckedDraftSchema, description="The statements in order of the text; an empty list if none.")
@may_be_later(blueprint)
@blueprint.refuses(400, 413, 415, 422, 503)
def check(draft: Document) -> CheckedDraft | Response:
    """Check every quotation in a draft

    Nothing is stored: neither the draft, nor its statements, nor the answers. With `Prefer: respond-async` the draft is
    kept until it is checked, and the answer as long as claims are; `DELETE` of the job erases both at once.
    """
    return accepted(Work(JobKind.CHECK, document=draft)) or service().check(draft)
