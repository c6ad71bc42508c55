"""ETags: a client that has an answer already is told so in a line, instead of being sent it again."""

from __future__ import annotations

from flask import Flask, Response, request

API = ("/v1/", "/openapi.json")

PARAMETER = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The `ETag` of an answer that you have; 304 says that it is still the same.",
    "schema": {"type": "string"},
}
ETAG = {"ETag": {"description": "Names this very answer.", "schema": {"type": "string"}}}
NOT_MODIFIED = {"description": "The answer is the one that you have.", "headers": ETAG}


def mark_answers(app: Flask) -> None:
    """Names every answer to a GET of the API by what is in it."""
    app.after_request(_marked)


def _marked(response: Response) -> Response:
    if not request.path.startswith(API) or request.method not in ("GET", "HEAD"):
        return response
    response.vary.update(("Accept", "Authorization"))
    if response.status_code != 200 or response.is_streamed:
        return response
    # May be kept by who asked, and by nobody in between, and must be asked about before it is used again.
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
