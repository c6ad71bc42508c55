"""CORS: which other sites' pages may ask the API; none, unless the settings name them."""

from __future__ import annotations

from flask import Flask, Response, request

from quoteservice.config import Config
from quoteservice.errors import InvalidSetting

ANY = "*"

# What pages may send and see beside what every page may.
SENT = "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-ID"
SEEN = (
    "ETag, Idempotent-Replayed, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, "
    "X-Request-ID"
)

# Seconds for which a browser need not ask again whether it may ask.
REMEMBERED_SECONDS = 600


def origins_of(config: Config) -> frozenset[str]:
    """The origins that the settings name. Raises InvalidSetting for what is none."""
    origins = frozenset(config.cors_origins.replace(",", " ").split())
    for origin in origins - {ANY}:
        if not origin.startswith(("http://", "https://")) or origin.count("/") != 2:
            raise InvalidSetting(
                f"{origin!r} is no origin",
                where="QUOTESERVICE_CORS_ORIGINS",
                remedy="Give origins such as https://desk.example, with spaces between them and no path.",
            )
    return origins


def share(app: Flask, config: Config) -> None:
    """Lets pages of the origins in the settings ask what is below /v1, with a key but never with cookies or passwords.

    Raises InvalidSetting for what is no origin.
    """
    origins = origins_of(config)

    def shared(response: Response) -> Response:
        origin = request.headers.get("Origin")
        if not request.path.startswith("/v1/"):
            return response
        response.vary.add("Origin")
        if origin is None or not (origin in origins or ANY in origins):
            return response
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = SEEN
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
            response.headers["Access-Control-Allow-Headers"] = SENT
            response.headers["Access-Control-Max-Age"] = str(REMEMBERED_SECONDS)
        return response

    if origins:
        app.after_request(shared)
