"""The Flask application: the API, its documentation and the page, over one service."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, make_response
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException

from quoteservice.api import (
    articles,
    changes,
    check,
    documentation,
    exports,
    health,
    jobs,
    quotes,
    speakers,
    verifications,
    verify,
)
from quoteservice.api.access import guard
from quoteservice.api.context import attach
from quoteservice.api.freshness import mark_answers
from quoteservice.api.home import page_operations
from quoteservice.api.later import tell
from quoteservice.api.observation import observe
from quoteservice.api.openapi import open_api
from quoteservice.api.refusals import handle_errors
from quoteservice.api.repeats import remember
from quoteservice.api.shared import Shared
from quoteservice.api.sharing import share
from quoteservice.config import Config
from quoteservice.service import Service
from quoteservice.web import page

# In the order in which the documentation shows them.
RESOURCES = (verify, verifications, check, articles, quotes, exports, speakers, changes, jobs, health, documentation)

# For answers that are no pages: a browser shows and runs nothing of them.
ANSWER_POLICY = "default-src 'none'; frame-ancestors 'none'"


class ReadableJson(DefaultJSONProvider):
    """JSON in the order of the schemas and in UTF-8, so that a person can read a quotation in it."""

    sort_keys = False
    ensure_ascii = False


def create_app(
    service: Service, config: Config, accepted: Callable[[], None] = lambda: None, shared: Shared | None = None
) -> Flask:
    """The application that answers for `service`, within the limits of `config`; it calls `accepted` after each job.

    Where several processes answer, `shared` is what they have in common.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = config.max_body_bytes
    app.json = ReadableJson(app)
    app.after_request(_secure)
    share(app, config)
    counted = observe(app, service, shared)
    guard(app, counted, config, shared)
    # What runs last comes first: answers are remembered as their routes gave them, then named by what is in them.
    mark_answers(app)
    remember(app, counted)
    attach(app, counted, config)
    tell(app, accepted)
    handle_errors(app, _error_page)
    api = open_api(app, config)
    for resource in RESOURCES:
        api.register_blueprint(resource.blueprint)
    app.register_blueprint(documentation.viewer)
    app.register_blueprint(page.blueprint(counted, config))
    home = next(rule for rule in app.url_map.iter_rules() if rule.rule == "/")
    api.spec.path(rule=home, operations=page_operations(config, documentation.blueprint.name))
    app.extensions[documentation.EXTENSION] = api
    return app


def _error_page(error: HTTPException) -> Response:
    return page.secured(make_response(page.refused(error)))


def _secure(response: Response) -> Response:
    """Adds the headers that a browser wants; a page that sets its own keeps them."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Content-Security-Policy", ANSWER_POLICY)
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
