"""The same bad bodies, queries, ids and methods at every route: none is a fault of the service, and none is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.service import Service
from tests.api.test_bad_input import ROWS, stored

JSON = "application/json"

# Every route that takes a body, with one that it takes, and a field of that with a text in it.
TAKES: dict[str, tuple[dict[str, Any], str]] = {
    "/v1/verify": ({"text": "The ferry sails at noon"}, "text"),
    "/v1/verify/batch": ({"claims": [{"text": "The ferry sails at noon"}]}, "claims"),
    "/v1/check": ({"text": "“The ferry sails at noon,” said Ruth Ames."}, "text"),
    "/v1/articles": ({"text": "“The ferry sails at noon,” said Ruth Ames."}, "text"),
    "/v1/quotes": ({"text": "The ferry sails at noon", "speaker": "Ruth Ames"}, "text"),
    "/v1/speakers/{speaker}/merge": ({"other": "0"}, "other"),
    "/v1/speakers/{speaker}/split": ({"speaker": "0"}, "speaker"),
}

# Bodies that are bad wherever they are sent: bytes, and the status.
BODIES: dict[str, tuple[bytes, int]] = {
    "empty": (b"", 400),
    "cut off": (b'{"text": "The', 400),
    "no JSON": (b"text=The+ferry", 400),
    "two values": (b"{} {}", 400),
    "a member twice": (b'{"text": "a", "text": "b"}', 400),
    "not a number": (b'{"text": NaN}', 400),
    "too many digits": (b"[" + b"1" * 5_000 + b"]", 400),
    "too deep": (b'{"a":' * 100_000, 400),
    "Latin-1": ('{"text": "Café"}'.encode("latin-1"), 400),
    "UTF-16": ('{"text": "a"}'.encode("utf-16"), 400),
    "NUL alone": (b"\0", 400),
    "null": (b"null", 422),
    "a list": (b"[]", 422),
    "a text": (b'"The ferry"', 422),
    "a number": (b"5", 422),
    "true": (b"true", 422),
    "nothing in it": (b"{}", 422),
    "an unknown field": (b'{"speeker": "Ruth Ames"}', 422),
    "an unknown field with a quote": (b'{"\\" OR 1=1 --": 1}', 422),
}

# What stands in the place of a good value.
VALUES: dict[str, Any] = {
    "null": None, "a number": 5, "a fraction": 0.5, "a truth value": False, "an object": {"a": 1}, "a list": [[]],
    "empty": "", "blank": " \n", "NUL": "a\0b", "a control character": "a\x1bb", "half a character": "a\ud800",
    "far too long": "word " * 700_000,
}  # fmt: skip

# Routes with an id in them, and the methods that they take.
IDS = {
    "/v1/verifications/{}": ("GET", "DELETE"), "/v1/verifications/{}/again": ("POST",),
    "/v1/articles/{}": ("GET",), "/v1/quotes/{}": ("GET", "DELETE"),
    "/v1/speakers/{}": ("GET",), "/v1/speakers/{}/quotes": ("GET",), "/v1/speakers/{}/history": ("GET",),
    "/v1/jobs/{}": ("GET", "DELETE"), "/v1/jobs/{}/result": ("GET",),
}  # fmt: skip
BAD_IDS = {"unknown": "0", "NUL": "%00", "no UTF-8": "%FF%FE", "endless": "a" * 5_000, "a quote": "'%20OR%201=1"}

QUERIES = {
    "/v1/quotes": ("form=any", "from=May", "to=2020-02-30", "sort=best", "limit=0", "cursor=%00", "role=%20", "a=1"),
    "/v1/quotes.csv": ("form=any", "from=May", "sort=best", "q=ferry", "limit=5", "speaker=%00", "publisher=%1b"),
    "/v1/quotes.jsonl": ("form=", "to=tomorrow", "sort=", "cursor=a", "from=2021-01-02&to=2021-01-01", "role=%00"),
    "/v1/articles": ("limit=1e3", "cursor=../../etc/passwd", "limit=%31%00", "sort=arrived", "limit=5&limit=x"),
    "/v1/speakers": ("q=", "q=%00", "on=2020-01-04", "on=May&q=White", "limit=201", "cursor=a&q=White", "form=direct"),
    "/v1/speakers/{speaker}": ("on=", "on=2020-13-01", "on=20200104", "at=2020-01-04"),
    "/v1/speakers/{speaker}/quotes": ("limit=-5", "cursor=nonsense", "sort=newest", "q=ferry"),
    "/v1/changes": ("since=-1", "since=a", "since=99999999999999999999", "limit=0", "since=1.5", "cursor=a", "since="),
}

METHODS = {
    "/v1/verify": ("GET", "PUT", "PATCH", "DELETE"), "/v1/verify/batch": ("GET", "DELETE"), "/v1/check": ("GET", "PUT"),
    "/v1/articles": ("PUT", "DELETE"), "/v1/quotes": ("PATCH", "DELETE"), "/v1/quotes.csv": ("POST", "DELETE"),
    "/v1/changes": ("POST",), "/v1/speakers": ("POST", "DELETE"), "/v1/jobs/0": ("POST", "PUT", "PATCH"),
    "/v1/jobs/0/result": ("POST", "DELETE"), "/v1/verifications/0/again": ("GET", "DELETE"), "/healthz": ("POST",),
    "/metrics": ("DELETE",), "/openapi.json": ("POST",),
}  # fmt: skip

KEYS = {"empty": "", "spaces": "a b", "endless": "a" * 256, "no ASCII": "Schlüssel", "a tab": "a\tb"}

Asked = tuple[str, str, dict[str, Any], int]
"""Method, path, how it is sent, and the status."""


def _bodies() -> dict[str, Asked]:
    asked: dict[str, Asked] = {}
    for path, (good, field) in TAKES.items():
        for name, (body, status) in BODIES.items():
            asked[f"{path}: {name}"] = ("POST", path, {"data": body, "content_type": JSON}, status)
        for name, value in VALUES.items():
            body = json.dumps({**good, field: value}).encode()
            asked[f"{path}: {field} {name}"] = ("POST", path, {"data": body, "content_type": JSON}, 422)
        sent = json.dumps(good).encode()
        for media in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json5"):
            asked[f"{path}: {media}"] = ("POST", path, {"data": sent, "content_type": media}, 415)
        zipped = {"data": sent, "content_type": JSON, "headers": {"Content-Encoding": "br"}}
        asked[f"{path}: compressed"] = ("POST", path, zipped, 415)
        for name, key in KEYS.items() if path != "/v1/check" else ():
            keyed = {"data": sent, "content_type": JSON, "headers": {"Idempotency-Key": key}}
            asked[f"{path}: key {name}"] = ("POST", path, keyed, 422)
    for path in ("/v1/check", "/v1/verify/batch", "/v1/articles"):
        for name, (body, status) in BODIES.items():
            later = {"data": body, "content_type": JSON, "headers": {"Prefer": "respond-async"}}
            asked[f"{path}, later: {name}"] = ("POST", path, later, status)
    return asked


def _others() -> dict[str, Asked]:
    asked: dict[str, Asked] = {}
    for path, methods in IDS.items():
        for method in methods:
            for name, id_ in BAD_IDS.items():
                asked[f"{method} {path}: {name}"] = (method, path.format(id_), {}, 404)
    for path, queries in QUERIES.items():
        for query in queries:
            asked[f"{path}?{query}"] = ("GET", f"{path}?{query}", {}, 422)
    for path, wrong in METHODS.items():
        for method in wrong:
            asked[f"{method} {path}"] = (method, path, {}, 405)
    return asked


ASKED = _bodies() | _others()


@pytest.fixture(scope="module")
def asking(app: Flask, service: Service) -> tuple[FlaskClient, str]:
    """A client, and the id of somebody on record."""
    client = app.test_client()
    client.post("/v1/quotes", json={"text": "The tide waits for no barge", "speaker": "Wilhelmina Barge"})
    return client, str(client.get("/v1/speakers", query_string={"q": "Wilhelmina Barge"}).json["resolved"]["id"])


@pytest.mark.parametrize("path", ["bodies", "others"])
def test_requests_when_they_cannot_be_used(asking: tuple[FlaskClient, str], service: Service, path: str) -> None:
    """Each is refused with a problem document and the status that is documented; nothing is kept, and nothing waits."""
    client, speaker = asking
    before = stored(service)
    wrong = []
    for name, (method, address, sent, status) in (_bodies() if path == "bodies" else _others()).items():
        answer = client.open(address.replace("{speaker}", speaker), method=method, **sent)
        if answer.status_code != status or answer.content_type != "application/problem+json":
            wrong.append((name, answer.status_code, answer.get_data(as_text=True)[:200]))
        elif not (answer.json["remedy"] and answer.json["detail"]):
            wrong.append((name, answer.status_code, "says too little"))
    assert wrong == []
    assert stored(service) == before
    assert service.queue().queued == 0
    assert client.get("/healthz").status_code == 200


def test_requests_when_counted() -> None:
    """With those that are written out one by one they are hundreds, each another one."""
    assert len({repr(each) for each in ASKED.values()}) == len(ASKED)
    assert len(ASKED) + len(ROWS) >= 450
