"""What schemathesis checks here beside its own: what fits the schema is accepted, or refused for a known reason."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import positive_data_acceptance

CURSOR = r"invalid-cursor: This cursor was not given by this list"
SEARCH = r"invalid-fields: A search has one page; leave it out\.|invalid-fields: A search gives the best first; .*"
DAYS = r"invalid-fields: `from` is later than `to`\."
NAME = r"invalid-fields: The answer to a name has no pages; .*|invalid-fields: A day says whom a name means; .*"
KEY = r"request-key-reused: This key was sent with another request before"
ARTICLE = r"no-article: .*"
# Ids and names that fit each other, and are on record as these two speakers'.
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
    "POST /v1/articles": f"{ARTICLE}|{KEY}",
    "POST /v1/check": ARTICLE,
    "POST /v1/quotes": KEY,
    "POST /v1/speakers/{speaker_id}/merge": f"{RECORD}|{KEY}",
    "POST /v1/speakers/{speaker_id}/split": f"{RECORD}|{KEY}",
    "POST /v1/verifications/{verification_id}/again": KEY,
    "POST /v1/verify": KEY,
    "POST /v1/verify/batch": KEY,
}


@schemathesis.check
def accepted_or_refused_for_a_reason(ctx: CheckContext, response: Response, case: Any) -> bool | None:
    """What the document allows is accepted, but for the reasons above."""
    reason = REASONS.get(case.operation.label)
    if reason and response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        problem = response.json()
        named = f"{problem['type'].rpartition('#')[2]}: {problem['detail']}"
        if re.fullmatch(reason, named, re.DOTALL):
            return None
    return bool(positive_data_acceptance(ctx, response, case)) or None
