"""The page for people, as the OpenAPI document has it: the first one alone, with its form."""

from __future__ import annotations

from typing import Any

from quoteservice.api.fields import MAY_BE_BLANK, NOT_BLANK
from quoteservice.config import Config
from quoteservice.domain.claim import ClaimForm, Profile

PAGE = {"description": "A page of HTML.", "content": {"text/html": {"schema": {"type": "string"}}}}


def page_operations(config: Config, tag: str) -> dict[str, Any]:
    """What can be done at `/`."""
    body = {
        "content": {"application/x-www-form-urlencoded": {"schema": _form(config)}},
        "description": "The fields of a claim, as `POST /v1/verify` takes them; browsers send it, from here alone.",
        "required": True,
    }
    return {
        "get": {"summary": "The page for people", "tags": [tag], "responses": {"200": PAGE}},
        "post": {
            "summary": "The page with the answer to its form",
            "tags": [tag],
            "requestBody": body,
            "responses": dict.fromkeys(("200", "400", "403", "413", "422", "503", "507"), PAGE),
        },
    }


def _form(config: Config) -> dict[str, Any]:
    """The claim as a browser sends it: every field is text, and one that was left empty is sent as well."""
    day = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "enum": [""]}]}
    return {
        "type": "object",
        "required": ["text"],
        "properties": {
            "text": {"type": "string", "maxLength": config.max_claim_characters, "pattern": NOT_BLANK},
            # Spaces around it are taken off before it is measured, so that its longest form cannot be said.
            "speaker": {"type": "string", "pattern": MAY_BE_BLANK},
            "form": {"type": "string", "enum": [each.value for each in ClaimForm]},
            "said_on": day,
            "profile": {"type": "string", "enum": [each.value for each in Profile]},
        },
    }
