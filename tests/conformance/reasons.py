"""What schemathesis checks here beside its own: what fits the schema is accepted, or refused for a known reason."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import positive_data_acceptance

from quoteservice.api.repeats import HEADER as KEY

CURSOR = r"invalid-cursor: This cursor was not given by this list"
SEARCH = r"invalid-fields: A search has one page; leave it out\.|invalid-fields: A search gives the best first; .*"
DAYS = r"invalid-fields: `from` is later than `to`\."
NAME = r"invalid-fields: The answer to a name has no pages; .*|invalid-fields: A day says whom a name means; .*"
ARTICLE = r"no-article: .*"
# Ids and names that do not belong to the speaker who is asked about.
RECORD = r"invalid-input: .*"

# Refusals with 422 that depend on what was given before, is on record or can be read in a page, or on two parameters
# together, of which OpenAPI can say nothing: type and detail of the problem, as a pattern.
REASONS = {
    "GET /v1/articles": CURSOR,
    "GET /v1/quotes": f"{CURSOR}|{SEARCH}|{DAYS}",
    "GET /v1/quotes.csv": DAYS,
    "GET /v1/quotes.jsonl": DAYS,
    "GET /v1/speakers": f"{CURSOR}|{NAME}",
    "GET /v1/speakers/{speaker_id}/quotes": CURSOR,
    "POST /v1/articles": ARTICLE,
    "POST /v1/check": ARTICLE,
    "POST /v1/speakers/{speaker_id}/merge": RECORD,
    "POST /v1/speakers/{speaker_id}/split": RECORD,
}


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Gives each request a key of its own: with one that was used before, any other request is refused, and unread."""
    is_good = case.meta is not None and case.meta.generation.mode.is_positive
    if is_good and KEY in (case.headers or {}):
        case.headers[KEY] = uuid4().hex


@schemathesis.check
def accepted_or_refused_for_a_reason(ctx: CheckContext, response: Response, case: Any) -> bool | None:
    """What the document allows is accepted, but for the reasons above."""
    reason = REASONS.get(case.operation.label)
    is_refused = response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    if not (reason and is_refused and all(re.fullmatch(reason, each, re.DOTALL) for each in refusals(response.json()))):
        positive_data_acceptance(ctx, response, case)
    return None


def refusals(problem: dict[str, Any]) -> list[str]:
    """What a problem document says is wrong: its type with each of its details."""
    kind = problem["type"].rpartition("#")[2]
    details = [each["detail"] for each in problem["errors"]] or [problem["detail"]]
    return [f"{kind}: {detail}" for detail in details]
