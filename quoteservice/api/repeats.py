"""Idempotency-Key: a POST that is sent again with the same key is done once, and answered the same way."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, g, request

from quoteservice.api.access import caller, network
from quoteservice.api.context import config
from quoteservice.api.problems import INVALID_FIELDS, FieldProblem, Refusal
from quoteservice.domain.request import SentRequest
from quoteservice.service import Service

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"

# Visible ASCII, as long as a UUID several times over.
USABLE = re.compile(r"[!-~]{1,255}")

# A draft is kept nowhere, so neither is the answer to it; asking twice changes nothing.
KEPT_NOWHERE = frozenset(("check.check",))

# What of an answer is needed to give it again.
HEADERS = ("Content-Type", "Location")

PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "A key of your own for this request, such as a UUID. Sent again within a day with the same body, "
    "it is answered as before and done once; with another body it is refused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}


def takes_key(endpoint: str, method: str) -> bool:
    """True if a request may be sent again with a key: every POST of the API that keeps something."""
    return method == "POST" and not endpoint.startswith("page.") and endpoint not in KEPT_NOWHERE


def remember(app: Flask, service: Service) -> None:
    """Answers requests that were answered before, and remembers the answers to those with a key."""
    app.before_request(_replaying(service))
    app.after_request(_keeping(service))


def _replaying(service: Service) -> Callable[[], Response | None]:
    def replay() -> Response | None:
        if HEADER not in request.headers or not request.endpoint or not takes_key(request.endpoint, request.method):
            return None
        sent = _sent()
        before = service.begin_request(sent)
        if before is None:
            g.begun = sent
            return None
        return _unpacked(before)

    return replay


def _keeping(service: Service) -> Callable[[Response], Response]:
    def keep(response: Response) -> Response:
        sent: SentRequest | None = g.pop("begun", None)
        if sent is not None:
            keeps = response.status_code < 300 and (config().keep_claims_days or request.blueprint != "verify")
            service.end_request(sent, _packed(response) if keeps else None)
        return response

    return keep


def _sent() -> SentRequest:
    own = request.headers[HEADER]
    if not USABLE.fullmatch(own):
        what = "1 to 255 visible characters of ASCII are a key."
        raise Refusal(INVALID_FIELDS, what, fields=(FieldProblem(what, parameter=HEADER),))
    key = caller()
    whose = f"key {key.id}" if key else f"address {network(request.remote_addr)}"
    digest = hashlib.sha256()
    for part in (request.full_path.encode(), request.headers.get("Content-Type", "").encode(), request.get_data()):
        digest.update(b"%d:" % len(part) + part)
    return SentRequest(f"{whose} {own}", digest.hexdigest())


def _packed(response: Response) -> bytes:
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    return json.dumps(
        {"status": response.status_code, "headers": headers, "body": response.get_data(as_text=True)}
    ).encode()


def _unpacked(answer: bytes) -> Response:
    kept: dict[str, Any] = json.loads(answer)
    response = Response(kept["body"], status=kept["status"], headers=kept["headers"])
    response.headers[REPLAYED] = "true"
    return response
