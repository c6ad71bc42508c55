"""The reference of the HTTP API, as its OpenAPI document has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quoteservice.manual.parts import table

METHODS = ("get", "post", "put", "patch", "delete")

# Health and metrics are an operator's; pages and documentation are for people.
BESIDE_THE_API = ("/healthz", "/readyz", "/metrics")

# Sent with many routes alike, and explained once.
SHARED_HEADERS = frozenset(("Idempotency-Key", "If-None-Match"))

# Shapes that are no answer of their own to anybody who reads: the problem has a page.
ELSEWHERE = frozenset(("Problem", "FieldProblem"))


def overview(document: Mapping[str, Any]) -> str:
    """All routes in one table."""
    rows = [
        [f"[`{method.upper()} {path}`](#{_anchor(method, path)})", f"{each['summary']}", _scope(each)]
        for method, path, each in _routes(document)
    ]
    return table(["route", "does", "scope of a key"], rows)


def details(document: Mapping[str, Any]) -> str:
    """Each route: what it does, takes and answers."""
    return "\n\n".join(_route(document, method, path, each) for method, path, each in _routes(document))


def shapes(document: Mapping[str, Any]) -> str:
    """Each object of the API with its fields."""
    schemas: Mapping[str, Any] = document["components"]["schemas"]
    return "\n\n".join(
        f"### {name}\n\n{_fields(schema)}" for name, schema in sorted(schemas.items()) if name not in ELSEWHERE
    )


def _routes(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        if path.startswith("/v1") or path in BESIDE_THE_API:
            yield from ((method, path, methods[method]) for method in METHODS if method in methods)


def _route(document: Mapping[str, Any], method: str, path: str, route: Mapping[str, Any]) -> str:
    summary = route["summary"].rstrip("?.") + ("?" if route["summary"].endswith("?") else ".")
    lines = [f"### {method.upper()} {path}", f"{summary} {' '.join(route.get('description', '').split())}".strip()]
    taken = [each for each in route.get("parameters", []) if each["name"] not in SHARED_HEADERS]
    if taken:
        rows = [[f"`{each['name']}`", _kind(each["schema"]), each.get("description", "")] for each in taken]
        lines.append(table(["query or header", "is", "meaning"], rows))
    if "requestBody" in route:
        schema = route["requestBody"]["content"]["application/json"]["schema"]
        name = schema["$ref"].rpartition("/")[2]
        lines.append(f"Body: [{name}](#{name.lower()}).")
    return "\n\n".join([*lines, _answers(document, route)])


def _answers(document: Mapping[str, Any], route: Mapping[str, Any]) -> str:
    good: list[str] = []
    bad: list[str] = []
    for status, answer in sorted(route["responses"].items()):
        if "$ref" in answer or int(status) >= 400:
            bad.append(f"`{status}`")
            continue
        # Of several media types the one that is asked for by default.
        content = answer.get("content", {})
        named = (each.get("schema", {}).get("$ref", "") for each in content.values())
        name = next(filter(None, named), "").rpartition("/")[2]
        shape = f": [{name}](#{name.lower()})" if name in document["components"]["schemas"] else ""
        good.append(f"`{status}`{shape}")
    refusals = f"; refusals {', '.join(bad)}" if bad else ""
    return f"Answers {', '.join(good)}{refusals}."


def _fields(schema: Mapping[str, Any]) -> str:
    # Of an answer every field is always there; of a request only some must be.
    required = schema.get("required", []) if schema.get("additionalProperties") is False else []
    rows = [
        [
            f"`{name}`" + (" (required)" if name in required else ""),
            _kind(each),
            _first(each.get("description", "")),
        ]
        for name, each in schema.get("properties", {}).items()
    ]
    return table(["field", "is", "meaning"], rows)


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}]({'problems.md' if name in ELSEWHERE else f'#{name.lower()}'})"
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"] if each is not None)
    kinds = schema.get("type", "any")
    if kinds == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    word = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return {"date": "date", "date-time": "time"}.get(schema.get("format", ""), "") or word


def _first(description: str) -> str:
    """A description without the list that explains each of its values, which has a page."""
    return description.partition("\n\n- ")[0]


def _scope(route: Mapping[str, Any]) -> str:
    scopes = [scope for way in route.get("security", []) for words in way.values() for scope in words]
    return " or ".join(f"`{scope}`" for scope in scopes) or "none needed"


def _anchor(method: str, path: str) -> str:
    """What both mkdocs and forges make of the heading."""
    return f"{method}-{re.sub(r'[^a-z0-9_]', '', path.lower())}"
