"""/openapi.json, and the documentation at /docs, served from here alone."""

from __future__ import annotations

import html
import re
from copy import deepcopy
from typing import Any

import flask
from flask import Response, current_app, jsonify, send_from_directory
from swagger_ui_bundle import swagger_ui_path

from quoteservice.api.blueprint import Blueprint
from quoteservice.api.problems import DOOR_PROBLEMS, INTERNAL_ERROR, PROBLEMS, TYPES_AT

EXTENSION = "quoteservice.openapi"

CODE = re.compile("`([^`]+)`")

# The viewer in the bundle is version 4, which reads OpenAPI up to this version.
VIEWER_OPENAPI_VERSION = "3.0.3"

ASSETS = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript", "favicon-32x32.png": "image/png"}

# The viewer styles its elements one by one and draws its icons from data addresses; nothing comes from elsewhere.
VIEWER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
PROBLEMS_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

VIEWER = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quoteservice API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<main id="viewer"><p>The API is described at <a href="/openapi.json">/openapi.json</a>; this page shows it with
JavaScript. The <a href="/docs/problems">problem types</a> are explained on a page of their own.</p></main>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/viewer.js"></script>
</body>
</html>
"""

VIEWER_SCRIPT = """SwaggerUIBundle({
  url: "/docs/viewer.json",
  dom_id: "#viewer",
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
"""

blueprint = Blueprint("documentation", __name__, description="This documentation.")

# Parts of the page at /docs and not of the API: a blueprint of Flask, which the document knows nothing of.
viewer = flask.Blueprint("viewer", __name__)


def _document() -> dict[str, Any]:
    document: dict[str, Any] = current_app.extensions[EXTENSION].spec.to_dict()
    return document


@blueprint.at("/openapi.json")
@blueprint.gives(200, {"type": "object"}, description="The API, in OpenAPI 3.1.")
@blueprint.refuses()
def openapi() -> Response:
    """The API as a document"""
    return jsonify(_document())


@blueprint.at("/docs")
@blueprint.gives(200, {"type": "string"}, content_type="text/html", description="A page of HTML.")
@blueprint.refuses()
def docs() -> Response:
    """The API to read and try"""
    return Response(VIEWER, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": VIEWER_POLICY})


@blueprint.at(TYPES_AT)
@blueprint.gives(200, {"type": "string"}, content_type="text/html", description="A page of HTML.")
@blueprint.refuses()
def problem_types() -> Response:
    """Every type of problem, explained"""
    return Response(
        _problem_page(),
        content_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": PROBLEMS_POLICY},
    )


def viewer_script() -> Response:
    """The line that starts the viewer; a file of its own, because the page allows no script within it."""
    return Response(VIEWER_SCRIPT, content_type="text/javascript; charset=utf-8")


def viewer_document() -> Response:
    """The document in the version that the viewer reads."""
    return jsonify(for_viewer(_document()))


def asset(name: str) -> Response:
    """One file of the viewer."""
    return send_from_directory(str(swagger_ui_path), name, mimetype=ASSETS[name], max_age=86_400)


viewer.add_url_rule("/docs/viewer.js", view_func=viewer_script)
viewer.add_url_rule("/docs/viewer.json", view_func=viewer_document)
viewer.add_url_rule(f"/docs/assets/<any({', '.join(map(repr, ASSETS))}):name>", view_func=asset)


def for_viewer(document: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI 3.1 document as one of 3.0: `null` among the types is `nullable`, `examples` is `example`."""
    older: dict[str, Any] = _older(deepcopy(document))
    return older | {"openapi": VIEWER_OPENAPI_VERSION}


def _older(node: Any) -> Any:
    if isinstance(node, list):
        return [_older(each) for each in node]
    if not isinstance(node, dict):
        return node
    old = {name: _older(value) for name, value in node.items()}
    if "security" in old:  # before 3.1 no words stand beside a key
        old["security"] = [{name: [] for name in each} for each in node["security"]]
    if isinstance(old.get("type"), list):
        kinds = [kind for kind in old["type"] if kind != "null"]
        old |= {"type": kinds[0], "nullable": "null" in node["type"]}
    if {"type": "null"} in (old.get("anyOf") or ()):
        old["allOf"] = [each for each in old.pop("anyOf") if each != {"type": "null"}]
        old["nullable"] = True
    if isinstance(old.get("examples"), list):
        old["example"] = old.pop("examples")[0]
    return old


def _marked_up(text: str) -> str:
    return CODE.sub(r"<code>\1</code>", html.escape(text))


def _problem_page() -> str:
    types = {kind.name: kind for kind in (*DOOR_PROBLEMS, *PROBLEMS.values(), INTERNAL_ERROR)}
    rows = "".join(
        f'<tr id="{kind.name}"><th scope="row"><code>{kind.name}</code></th><td>{kind.status}</td>'
        f"<td>{_marked_up(kind.title)}.</td><td>{_marked_up(kind.remedy)}</td></tr>\n"
        for kind in sorted(types.values(), key=lambda kind: (kind.status, kind.name))
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Problem types - Quoteservice</title>
<style>
:root {{ color-scheme: light dark; font-family: system-ui, sans-serif; }}
body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; line-height: 1.5; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; padding: .4rem .6rem; border-bottom: 1px solid; vertical-align: top; }}
tr:target {{ outline: 2px solid; }}
</style>
</head>
<body>
<main>
<h1>Problem types</h1>
<p>Every error of the <a href="/docs">API</a> is a problem document after RFC 9457; its <code>type</code> is one of
these.</p>
<table>
<thead><tr><th scope="col">type</th><th scope="col">status</th><th scope="col">what it means</th>
<th scope="col">what to do</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</main>
</body>
</html>
"""
