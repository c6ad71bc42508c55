"""POST /v1/check: every attributed statement of a draft, each with its verification."""

from __future__ import annotations

from typing import Any

from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.examples import DRAFT
from quoteservice.api.schemas.article import DraftSchema
from quoteservice.api.schemas.verification import CheckedDraftSchema
from quoteservice.domain.quote import Document
from quoteservice.domain.verdict import Verdict

blueprint = Blueprint("check", __name__, url_prefix="/v1/check", description="Drafts, before they are published.")


@blueprint.at("", "POST")
@blueprint.takes(DraftSchema, example=DRAFT)
@blueprint.gives(200, CheckedDraftSchema, description="The statements in order of the text; an empty list if none.")
@blueprint.refuses(400, 413, 415, 422, 503)
def check(draft: Document) -> dict[str, Any]:
    """Check every quotation in a draft

    Nothing is stored: neither the draft, nor its statements, nor the answers.
    """
    checked = service().check(draft)
    verdicts = [each.verification.judgement.verdict for each in checked.statements]
    return {
        "text": checked.text,
        "statements": checked.statements,
        "summary": {verdict.value: verdicts.count(verdict) for verdict in Verdict},
    }
