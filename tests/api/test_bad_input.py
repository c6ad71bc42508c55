"""Input that cannot be used: each gets a problem document that says what to do, and nothing is stored."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.service import Service

JSON = "application/json"
DEEP = 200_000
MEGABYTE = 1_000_000
SCRIPT = "<!doctype html><html><head><title>Ferries</title></head><body><script>let noon = 12;</script></body></html>"


class Row(NamedTuple):
    """A request, and the problem that it gets: status, name of the type, and where it points."""

    name: str
    request: str
    body: Any
    status: int
    kind: str
    where: str | None = None
    media: str | None = JSON


def claim(**fields: Any) -> dict[str, Any]:
    """A claim that is well-formed but for `fields`."""
    return {"text": "The ferry sails at noon on Sundays"} | fields


def article(**fields: Any) -> dict[str, Any]:
    """An article that is well-formed but for `fields`."""
    return {"text": "“The ferry sails at noon,” said Ruth Ames."} | fields


def record(**fields: Any) -> dict[str, Any]:
    """A quote by hand that is well-formed but for `fields`."""
    return {"text": "The ferry sails at noon on Sundays", "speaker": "Ruth Ames"} | fields


VERIFY, BATCH, CHECK = "POST /v1/verify", "POST /v1/verify/batch", "POST /v1/check"
ARTICLES, QUOTES = "POST /v1/articles", "POST /v1/quotes"

ROWS = [
    # What is no JSON
    Row("body empty", VERIFY, b"", 400, "malformed-body"),
    Row("body cut off", VERIFY, b'{"text": "The ferry', 400, "malformed-body"),
    Row("single quotes", VERIFY, b"{'text': 'The ferry'}", 400, "malformed-body"),
    Row("trailing comma", VERIFY, b'{"text": "The ferry",}', 400, "malformed-body"),
    Row("two values", VERIFY, b'{"text": "The ferry"} {}', 400, "malformed-body"),
    Row("a member twice", VERIFY, b'{"text": "The ferry", "text": "The bus"}', 400, "malformed-body"),
    Row("NaN", VERIFY, b'{"text": NaN}', 400, "malformed-body"),
    Row("Infinity", VERIFY, b'{"text": -Infinity}', 400, "malformed-body"),
    Row("a number of 5,000 digits", VERIFY, b'{"text": ' + b"9" * 5_000 + b"}", 400, "malformed-body"),
    Row("lists nested too deeply", VERIFY, b"[" * DEEP, 400, "malformed-body"),
    Row("objects nested too deeply", ARTICLES, b'{"a":' * DEEP, 400, "malformed-body"),
    Row("Latin-1", VERIFY, '{"text": "Café"}'.encode("latin-1"), 400, "malformed-body"),
    Row("UTF-16", VERIFY, '{"text": "The ferry"}'.encode("utf-16"), 400, "malformed-body"),
    Row("byte order mark", VERIFY, b'\xef\xbb\xbf{"text": "The ferry"}', 400, "malformed-body"),
    Row("raw line end in a string", VERIFY, b'{"text": "The\nferry"}', 400, "malformed-body"),
    Row("surrogate in raw bytes", VERIFY, b'{"text": "\xed\xa0\x80 ferry"}', 400, "malformed-body"),
    # What is not sent as JSON
    Row("no media type", VERIFY, b'{"text": "The ferry"}', 415, "unsupported-media-type", None, None),
    Row("a form", VERIFY, b"text=The+ferry", 415, "unsupported-media-type", None, "application/x-www-form-urlencoded"),
    Row("plain text", ARTICLES, b"The ferry", 415, "unsupported-media-type", None, "text/plain"),
    Row("XML", CHECK, b"<text/>", 415, "unsupported-media-type", None, "application/xml"),
    # What is not an object of the right shape
    Row("a list", VERIFY, [claim()], 422, "invalid-fields", "#"),
    Row("a string", VERIFY, "The ferry", 422, "invalid-fields", "#"),
    Row("a number", VERIFY, 7, 422, "invalid-fields", "#"),
    Row("null", VERIFY, None, 422, "invalid-fields", "#"),
    Row("true", CHECK, True, 422, "invalid-fields", "#"),
    Row("text missing", VERIFY, {}, 422, "invalid-fields", "#/text"),
    Row("text null", VERIFY, claim(text=None), 422, "invalid-fields", "#/text"),
    Row("text a number", VERIFY, claim(text=500), 422, "invalid-fields", "#/text"),
    Row("text a list", VERIFY, claim(text=["The ferry"]), 422, "invalid-fields", "#/text"),
    Row("text an object", VERIFY, claim(text={"a": 1}), 422, "invalid-fields", "#/text"),
    Row("text a truth value", VERIFY, claim(text=True), 422, "invalid-fields", "#/text"),
    Row("unknown field", VERIFY, claim(speeker="Ruth Ames"), 422, "invalid-fields", "#/speeker"),
    Row("unknown field named json", VERIFY, claim(json=1), 422, "invalid-fields", "#/json"),
    Row("unknown field with a slash", VERIFY, claim(**{"a/b": 1}), 422, "invalid-fields", "#/a~1b"),
    Row("unknown field with NUL", VERIFY, claim(**{"a\0": 1}), 422, "invalid-fields", "#/a%3F"),
    Row("unknown field with a lone surrogate", VERIFY, claim(**{"a\ud800": 1}), 422, "invalid-fields", "#/a%3F"),
    # Texts that say nothing, or cannot be kept
    Row("text empty", VERIFY, claim(text=""), 422, "blank-text", "#/text"),
    Row("text blank", VERIFY, claim(text=" \t\r\n\u00a0\u2003"), 422, "blank-text", "#/text"),
    Row("text without letters", VERIFY, claim(text="… — “!?” 1914"), 422, "blank-text", "#/text"),
    Row("text of zero-width characters", VERIFY, claim(text="\u200b\u200d\ufeff"), 422, "blank-text", "#/text"),
    Row("text of combining marks", VERIFY, claim(text="\u0301\u0302"), 422, "blank-text", "#/text"),
    Row("text of emoji", VERIFY, claim(text="😀👍"), 422, "blank-text", "#/text"),
    Row("text with NUL", VERIFY, claim(text="The \0 ferry"), 422, "unreadable-text", "#/text"),
    Row("text with a control character", VERIFY, claim(text="The \x1b[2J ferry"), 422, "unreadable-text", "#/text"),
    Row("text with a high surrogate", VERIFY, claim(text="The \ud83d ferry"), 422, "unreadable-text", "#/text"),
    Row("text with a low surrogate", VERIFY, claim(text="The \ude00 ferry"), 422, "unreadable-text", "#/text"),
    Row("text of a megabyte", VERIFY, claim(text="a" * MEGABYTE), 422, "text-too-long", "#/text"),
    Row("body above the limit", VERIFY, b'{"text": "' + b"a" * 5 * MEGABYTE + b'"}', 413, "body-too-large"),
    # The other fields of a claim
    Row("speaker empty", VERIFY, claim(speaker=""), 422, "blank-text", "#/speaker"),
    Row("speaker blank", VERIFY, claim(speaker="   "), 422, "blank-text", "#/speaker"),
    Row("speaker of 10,000 characters", VERIFY, claim(speaker="Ruth " * 2_000), 422, "text-too-long", "#/speaker"),
    Row("speaker a list", VERIFY, claim(speaker=["Ruth Ames"]), 422, "invalid-fields", "#/speaker"),
    Row("speaker with NUL", VERIFY, claim(speaker="Ruth\0Ames"), 422, "unreadable-text", "#/speaker"),
    Row("form unknown", VERIFY, claim(form="mixed"), 422, "invalid-fields", "#/form"),
    Row("form in capitals", VERIFY, claim(form="DIRECT"), 422, "invalid-fields", "#/form"),
    Row("form null", VERIFY, claim(form=None), 422, "invalid-fields", "#/form"),
    Row("form a list", VERIFY, claim(form=["any"]), 422, "invalid-fields", "#/form"),
    Row("profile unknown", VERIFY, claim(profile="lenient"), 422, "invalid-fields", "#/profile"),
    Row("day of words", VERIFY, claim(said_on="last Tuesday"), 422, "invalid-fields", "#/said_on"),
    Row("day that is not in the calendar", VERIFY, claim(said_on="2023-02-29"), 422, "invalid-fields", "#/said_on"),
    Row("day the other way round", VERIFY, claim(said_on="04.01.2020"), 422, "invalid-fields", "#/said_on"),
    Row("day without hyphens", VERIFY, claim(said_on="20200104"), 422, "invalid-fields", "#/said_on"),
    Row("day as a week", VERIFY, claim(said_on="2020-W01-1"), 422, "invalid-fields", "#/said_on"),
    Row("day in other digits", VERIFY, claim(said_on="２０２０-01-04"), 422, "invalid-fields", "#/said_on"),
    Row("day with a time", VERIFY, claim(said_on="2020-01-04T12:00:00Z"), 422, "invalid-fields", "#/said_on"),
    Row("day nought", VERIFY, claim(said_on="0000-00-00"), 422, "invalid-fields", "#/said_on"),
    Row("day a number", VERIFY, claim(said_on=20200104), 422, "invalid-fields", "#/said_on"),
    # Batches
    Row("batch of 101", BATCH, {"claims": [claim()] * 101}, 422, "invalid-fields", "#/claims"),
    Row("batch of 101 wrong ones", BATCH, {"claims": [{}] * 101}, 422, "invalid-fields", "#/claims"),
    Row("batch missing", BATCH, {}, 422, "invalid-fields", "#/claims"),
    Row("batch null", BATCH, {"claims": None}, 422, "invalid-fields", "#/claims"),
    Row("batch an object", BATCH, {"claims": claim()}, 422, "invalid-fields", "#/claims"),
    Row("batch of strings", BATCH, {"claims": ["The ferry"]}, 422, "invalid-fields", "#/claims/0"),
    Row("one claim blank", BATCH, {"claims": [claim(), claim(text=" ")]}, 422, "blank-text", "#/claims/1/text"),
    Row(
        "one claim unreadable",
        BATCH,
        {"claims": [claim()] * 2 + [claim(text="a\0b")]},
        422,
        "unreadable-text",
        "#/claims/2/text",
    ),
    # Drafts and articles
    Row("neither text nor html", CHECK, {}, 422, "invalid-fields", "#"),
    Row("both text and html", CHECK, {"text": "The ferry", "html": "<p>The ferry"}, 422, "invalid-fields", "#"),
    Row("draft blank", CHECK, {"text": "\n\n"}, 422, "blank-text", "#/text"),
    Row("draft too long", CHECK, {"text": "word " * 60_001}, 422, "text-too-long", "#/text"),
    Row("draft with a title", CHECK, article(title="Ferries"), 422, "invalid-fields", "#/title"),
    Row("draft without an article", CHECK, {"html": SCRIPT}, 422, "no-article", "#/html"),
    Row("article without one", ARTICLES, {"html": SCRIPT}, 422, "no-article", "#/html"),
    Row("HTML without words", ARTICLES, {"html": "<!---->"}, 422, "blank-text", "#/html"),
    Row("HTML with NUL", ARTICLES, {"html": "<p>The\0ferry</p>"}, 422, "unreadable-text", "#/html"),
    Row("HTML too long", ARTICLES, {"html": "a " * 1_500_001}, 422, "text-too-long", "#/html"),
    Row(
        "article with a wrong day",
        ARTICLES,
        article(published_on="2020-13-01"),
        422,
        "invalid-fields",
        "#/published_on",
    ),
    Row(
        "article with a script for an address",
        ARTICLES,
        article(url="javascript:alert(1)"),
        422,
        "invalid-fields",
        "#/url",
    ),
    Row("article with half an address", ARTICLES, article(url="//example.org/a"), 422, "invalid-fields", "#/url"),
    Row("article with a broken address", ARTICLES, article(url="http://[::1"), 422, "invalid-fields", "#/url"),
    Row("article with a blank title", ARTICLES, article(title=" "), 422, "blank-text", "#/title"),
    Row("article with an endless title", ARTICLES, article(title="Ferry " * 500), 422, "text-too-long", "#/title"),
    Row("article by a list", ARTICLES, article(author=["Ruth Ames"]), 422, "invalid-fields", "#/author"),
    # Quotes by hand
    Row("quote without a speaker", QUOTES, {"text": "The ferry sails"}, 422, "invalid-fields", "#/speaker"),
    Row("quote of nobody", QUOTES, record(speaker=None), 422, "invalid-fields", "#/speaker"),
    Row("quote without words", QUOTES, record(text="…"), 422, "blank-text", "#/text"),
    Row("quote of any form", QUOTES, record(form="any"), 422, "invalid-fields", "#/form"),
    Row("quote from a string", QUOTES, record(source="CBC"), 422, "invalid-fields", "#/source"),
    Row("quote from null", QUOTES, record(source=None), 422, "invalid-fields", "#/source"),
    Row(
        "quote from a wrong day",
        QUOTES,
        record(source={"published_on": "May"}),
        422,
        "invalid-fields",
        "#/source/published_on",
    ),
    Row(
        "quote from a source with a text", QUOTES, record(source={"text": "a"}), 422, "invalid-fields", "#/source/text"
    ),
    Row("article with an address without a host", ARTICLES, article(url="http://."), 422, "invalid-fields", "#/url"),
    Row("article with a host of dots", ARTICLES, article(url="http://a..b/c"), 422, "invalid-fields", "#/url"),
    Row("article with a host of a dash", ARTICLES, article(url="http://-/c"), 422, "invalid-fields", "#/url"),
    Row("article with a user's address", ARTICLES, article(url="http://bank@a.org/"), 422, "invalid-fields", "#/url"),
    Row("article with a title that turns", ARTICLES, article(title="No\u202eyrref"), 422, "unreadable-text", "#/title"),
    Row("quote by a name that turns", QUOTES, record(speaker="Ruth \u2066Ames"), 422, "unreadable-text", "#/speaker"),
    Row("quote with a role that turns", QUOTES, record(role="\u202dminister"), 422, "unreadable-text", "#/role"),
    Row("quote with a role of NUL", QUOTES, record(role="a\0"), 422, "unreadable-text", "#/role"),
    # Queries
    Row("limit nought", "GET /v1/quotes?limit=0", None, 422, "invalid-fields", "limit"),
    Row("limit negative", "GET /v1/quotes?limit=-1", None, 422, "invalid-fields", "limit"),
    Row("limit of 201", "GET /v1/articles?limit=201", None, 422, "invalid-fields", "limit"),
    Row("limit of words", "GET /v1/speakers?limit=ten", None, 422, "invalid-fields", "limit"),
    Row("limit with a fraction", "GET /v1/speakers?limit=1.5", None, 422, "invalid-fields", "limit"),
    Row("limit endless", f"GET /v1/speakers?limit={'9' * 5_000}", None, 422, "invalid-fields", "limit"),
    Row("limit empty", "GET /v1/quotes?limit=", None, 422, "invalid-fields", "limit"),
    Row("cursor unknown", "GET /v1/quotes?cursor=nonsense", None, 422, "invalid-cursor", "cursor"),
    Row("cursor of a source", "GET /v1/articles?cursor=AAAA", None, 422, "invalid-cursor", "cursor"),
    Row("cursor of speakers", "GET /v1/speakers?cursor=%F0%9F%98%80a", None, 422, "invalid-cursor", "cursor"),
    Row("cursor endless", f"GET /v1/quotes?cursor={'a' * 1_001}", None, 422, "text-too-long", "cursor"),
    Row("cursor for a name", "GET /v1/speakers?q=White&cursor=a", None, 422, "invalid-fields", "cursor"),
    Row("cursor for a search", "GET /v1/quotes?q=ferry&cursor=a", None, 422, "invalid-fields", "cursor"),
    Row("name of 10,000 characters", f"GET /v1/speakers?q={'a' * 10_000}", None, 422, "text-too-long", "q"),
    Row("name blank", "GET /v1/speakers?q=%20", None, 422, "blank-text", "q"),
    Row("name with NUL", "GET /v1/speakers?q=a%00", None, 422, "unreadable-text", "q"),
    Row("speaker blank in a query", "GET /v1/quotes?speaker=", None, 422, "blank-text", "speaker"),
    Row("search without words", "GET /v1/quotes?q=%E2%80%A6", None, 422, "blank-text", "q"),
    Row("form unknown in a query", "GET /v1/quotes?form=any", None, 422, "invalid-fields", "form"),
    Row("day wrong in a query", "GET /v1/quotes?from=yesterday", None, 422, "invalid-fields", "from"),
    Row(
        "days the wrong way round", "GET /v1/quotes?from=2021-01-02&to=2021-01-01", None, 422, "invalid-fields", "from"
    ),
    Row("parameter unknown", "GET /v1/quotes?speeker=White", None, 422, "invalid-fields", "speeker"),
    Row("parameter for another list", "GET /v1/articles?q=ferry", None, 422, "invalid-fields", "q"),
    # Addresses and methods
    Row("address unknown", "GET /v1/quote", None, 404, "no-such-route"),
    Row("address with a slash too many", "GET /v1/quotes/", None, 404, "no-such-route"),
    Row("version unknown", "GET /v2/quotes", None, 404, "no-such-route"),
    Row("quote unknown", "GET /v1/quotes/0", None, 404, "unknown-quote", "id"),
    Row("quote with NUL", "GET /v1/quotes/%00", None, 404, "unknown-quote", "id"),
    Row("quote that is no UTF-8", "GET /v1/quotes/%FF%FE", None, 404, "unknown-quote", "id"),
    Row("quote with an endless id", f"GET /v1/quotes/{'a' * 7_000}", None, 404, "unknown-quote", "id"),
    Row("quote unknown to withdraw", "DELETE /v1/quotes/0", None, 404, "unknown-quote", "id"),
    Row("source unknown", "GET /v1/articles/0", None, 404, "unknown-source", "id"),
    Row("speaker unknown", "GET /v1/speakers/0", None, 404, "unknown-speaker", "id"),
    Row("speaker unknown, quotes", "GET /v1/speakers/0/quotes", None, 404, "unknown-speaker", "id"),
    Row("verification unknown", "GET /v1/verifications/0", None, 404, "unknown-verification", "id"),
    Row("method wrong", "GET /v1/verify", None, 405, "method-not-allowed"),
    Row("method to delete all", "DELETE /v1/quotes", None, 405, "method-not-allowed"),
    Row("method to change", "PUT /v1/quotes/0", claim(), 405, "method-not-allowed"),
    Row("method of nobody", "BREW /v1/verify", claim(), 405, "method-not-allowed"),
]


def stored(service: Service) -> tuple[Any, ...]:
    """Everything that a list shows."""
    page = PageRequest(limit=200)
    return (service.sources(page), service.quotes(QuoteFilter(), page), service.speakers(page))


def send(client: FlaskClient, row: Row) -> Any:
    """The answer to the request of a row."""
    method, _, path = row.request.partition(" ")
    raw = row.body if isinstance(row.body, bytes) else json.dumps(row.body).encode()
    if method in ("GET", "DELETE"):
        return client.open(path, method=method)
    return client.open(path, method=method, data=raw, content_type=row.media)


@pytest.mark.usefixtures("seed")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_request_when_it_cannot_be_used(client: FlaskClient, service: Service, row: Row) -> None:
    """It is refused with the right type, says where and what to do, stores nothing, and the service goes on."""
    before = stored(service)
    answer = send(client, row)
    problem = answer.json
    assert answer.status_code == row.status, problem
    assert answer.content_type == "application/problem+json"
    assert problem["type"] == f"/docs/problems#{row.kind}"
    assert problem["status"] == row.status
    assert problem["detail"]
    assert problem["remedy"]
    assert len(answer.data) < 3_000
    if row.where is None:
        assert problem["errors"] == []
    else:
        place = "pointer" if row.where.startswith("#") else "parameter"
        places = [error.get(place, "#" if place == "pointer" else None) for error in problem["errors"]]
        assert row.where in places, problem
    assert stored(service) == before
    assert client.get("/healthz").status_code == 200


def test_rows_when_counted() -> None:
    """The table is long, and no row stands in it twice."""
    assert len(ROWS) >= 60
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_method_when_it_is_not_allowed(client: FlaskClient) -> None:
    """405 says which methods are."""
    assert client.get("/v1/verify").headers["Allow"] == "OPTIONS, POST"


def test_body_when_it_is_encoded(client: FlaskClient) -> None:
    """A compressed body is refused, instead of being read as something else."""
    answer = client.post(
        "/v1/verify", data=json.dumps(claim()), content_type=JSON, headers={"Content-Encoding": "gzip"}
    )
    assert (answer.status_code, answer.json["type"]) == (415, "/docs/problems#unsupported-media-type")


def test_body_when_it_comes_in_chunks(client: FlaskClient) -> None:
    """A body of unknown length is refused at the same limit as one that says its length."""
    body = b'{"text": "' + b"a" * 5 * MEGABYTE + b'"}'
    chunked = {"Transfer-Encoding": "chunked"}
    environ = {"wsgi.input_terminated": True}
    answer = client.post("/v1/verify", data=body, content_type=JSON, headers=chunked, environ_overrides=environ)
    assert (answer.status_code, answer.json["type"]) == (413, "/docs/problems#body-too-large")


def test_body_when_the_media_type_has_parameters(client: FlaskClient) -> None:
    """`application/json; charset=utf-8` is JSON."""
    answer = client.post("/v1/verify", data=json.dumps(claim()), content_type="application/json; charset=utf-8")
    assert answer.status_code == 200


def test_problem_when_several_fields_are_wrong(client: FlaskClient) -> None:
    """Every wrong field is named at once, so that one correction is enough."""
    problem = client.post("/v1/verify", json={"text": " ", "speaker": "a" * 500, "form": "x", "y": 1}).json
    assert {error["pointer"] for error in problem["errors"]} == {"#/text", "#/speaker", "#/form", "#/y"}
    assert problem["type"] == "/docs/problems#invalid-fields"
