"""Attempts to get in: by queries, mark-up, paths, headers, compression and depth; each fails, and is answered."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.service import Service

# What would act if a query were put together from it.
QUERIES = [
    "' OR 1=1 --", "'; DROP TABLE quotes; --", '" OR ""="', "1); DELETE FROM quotes; --",
    "%' UNION SELECT digest FROM keys",
    "\\'; SELECT 1", "quote_words", "white OR safety", "NEAR(white safety)", "safety*", "^safety", "words : safety",
    '"safety', "safety AND NOT paramount", "(safety", "safety)", "{safety}", "-safety", "+safety", "safety\\", "%",
    "_%",
    "rank:bm25(10)", "safety NEAR/5 iraq", "*", '""', "a;b", "$1", "?1", ":name", "{{7*7}}", "${7*7}",
]  # fmt: skip

# What would act if it stood in a page as it is.
MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>", "<a href=javascript:alert(1)>x</a>", "&lt;script&gt;alert(1)", "]]><script>x",
    "<iframe srcdoc='<script>alert(1)</script>'>", "{{ config }}", "{% raw %}x", "<!--x", "<style>*{display:none}",
]  # fmt: skip

ADDRESSES = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "data:text/html,<b>x",
    "vbscript:x", "file:///etc/passwd", "//evil.example/x", "http:evil", "https://", "ftp://a.example/", "http://a b/",
    "https://a.example/\"onclick=alert(1) ", "\x01javascript:alert(1)", "http://[bad", "blob:https://a.example/1",
]  # fmt: skip


def counted(service: Service) -> tuple[int, int]:
    """How many quotes and sources are on record."""
    page = PageRequest(limit=200)
    return len(service.quotes(QuoteFilter(), page).items), len(service.sources(page).items)


@pytest.mark.usefixtures("seed")
@pytest.mark.parametrize("query", QUERIES)
def test_query_when_it_would_act(client: FlaskClient, service: Service, query: str) -> None:
    """Words of SQL and of the full-text search are words like others, wherever they are sent."""
    before = counted(service)
    everything = len(client.get("/v1/quotes?limit=200").json["quotes"])
    for name in ("q", "speaker", "role", "publisher"):
        answer = client.get("/v1/quotes", query_string={name: query})
        assert answer.status_code in (200, 422), answer.json
        if answer.status_code == 200 and name != "q":
            assert len(answer.json["quotes"]) < everything
    assert client.get("/v1/speakers", query_string={"q": query}).status_code in (200, 422)
    assert client.get("/v1/quotes", query_string={"cursor": query}).status_code == 422
    assert client.post("/v1/verify", json={"text": f"{query} words", "speaker": "White"}).status_code == 200
    for path in ("quotes", "articles", "speakers", "verifications"):
        assert client.get(f"/v1/{path}/{query.replace('?', '%3F').replace('%', '%25')}").status_code == 404
    assert client.get("/", headers={"Accept": "text/html"}).status_code == 200
    assert counted(service) == before


class Acting(HTMLParser):
    """Collects of a page what a browser would run or fetch beyond the page's own files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag or attribute that no page of ours has."""
        values = dict(attrs)
        own = tag == "script" and str(values.get("src", "")).startswith("/assets/")
        if tag in ("script", "img", "iframe", "style", "object", "embed", "base") and not own:
            self.found.append(tag)
        self.found += [name for name in values if name.startswith("on") or name in ("style", "srcdoc")]
        self.found += [str(values[name]) for name in ("href", "src", "action") if _elsewhere(values.get(name))]


def _elsewhere(address: str | None) -> bool:
    return address is not None and not re.match(r"[/#?]|https?://", address)


def acting(page: str) -> list[str]:
    """What a browser would run in a page."""
    parser = Acting()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize("words", MARKUP)
def test_markup_when_it_is_kept_and_shown(client: FlaskClient, words: str) -> None:
    """Mark-up in a quote, a name, a title, a publisher and a draft is shown as words by every page."""
    text = f"The turnstile {words} was oiled on Thursday"
    record = {
        "text": text, "speaker": f"Quentin {words}", "role": f"clerk {words}",
        "source": {"title": words + " title", "publisher": words + " press", "author": words + " pen"},
    }  # fmt: skip
    kept = client.post("/v1/quotes", json=record)
    assert kept.status_code == 201, kept.json
    assert kept.json["content"] == text
    answer = client.post("/", data={"text": text, "speaker": f"Quentin {words}"})
    pages = [
        answer,
        client.get(f"/articles/{kept.json['source']['id']}"),
        client.get(f"/speakers/{kept.json['speaker']['id']}"),
        client.get("/speakers", query_string={"q": f"Quentin {words}"}),
        client.get("/articles"),
        client.post("/check", data={"content": f"“{text},” said Quentin {words}.", "format": "text"}),
        client.get(f"/{words}", headers={"Accept": "text/html"}),
    ]
    for page in pages:
        assert page.status_code in (200, 404)
        assert acting(page.text) == []
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_when_it_would_act(client: FlaskClient, service: Service, address: str) -> None:
    """An address that a link on a page must not have is refused by every door that takes one."""
    before = counted(service)
    article = {"text": "“The turnstile was oiled,” said Quentin Ott.", "url": address}
    assert client.post("/v1/articles", json=article).status_code == 422
    record = {"text": "The turnstile was oiled", "speaker": "Quentin Ott", "source": {"url": address}}
    assert client.post("/v1/quotes", json=record).status_code == 422
    form = {"content": "“The turnstile was oiled,” said Quentin Ott.", "url": address, "format": "text"}
    assert client.post("/articles/new", data=form).status_code == 422
    assert counted(service) == before


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../page.py", "/assets/..%2fpage.py", "/assets/%2e%2e/page.py", "/assets/....//page.py",
    "/assets//etc/passwd",
        "/assets/..\\page.py", "/docs/assets/../../app.py", "/docs/assets/index.html", "/assets/%00",
    "/..%2f..%2fetc/passwd",
        "/v1/../etc/passwd", "/v1/articles/..%2f..%2f..%2fetc%2fpasswd", "/assets/",
        "/assets/%2fetc%2fpasswd", "/v1/quotes/.%2e%2f", "/static/page.css", "/templates/base.html",
    ],
)  # fmt: skip
def test_path_when_it_climbs(client: FlaskClient, path: str) -> None:
    """No path leads out of the folder of the page's files."""
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code in (308, 404)
    assert "root:" not in answer.text
    assert "import" not in answer.text


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: x=1", "a\nX-Evil: 1", "a%0d%0aX-Evil: 1", "a\u0085b"])
def test_header_when_it_would_add_another(client: FlaskClient, value: str) -> None:
    """Nothing that is sent comes back as a header of its own."""
    answers = [
        client.get("/v1/quotes", query_string={"speaker": value}),
        client.get("/v1/quotes", query_string={"cursor": value}),
        client.get(f"/v1/quotes/{value}"),
        client.get("/articles/x", query_string={"added": value}),
        client.post("/v1/articles", json={"text": "“The turnstile was oiled,” he said.", "title": value}),
    ]
    for answer in answers:
        assert "X-Evil" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        assert not any("\n" in each or "\r" in each for each in dict(answer.headers).values())


def bomb() -> bytes:
    """A body of some kilobytes that would be three megabytes of JSON, and more of memory."""
    return gzip.compress(json.dumps({"text": "a " * 1_500_000}).encode())


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "x-gzip", "GZIP", "identity, gzip", "zstd", "*"])
@pytest.mark.parametrize("path", ["/v1/verify", "/v1/verify/batch", "/v1/check", "/v1/articles", "/v1/quotes"])
def test_body_when_it_is_compressed(client: FlaskClient, path: str, encoding: str) -> None:
    """A compressed body is refused without being unpacked, whatever it would become."""
    body = zlib.compress(bomb()) if encoding == "deflate" else bomb()
    answer = client.post(path, data=body, headers={"Content-Type": "application/json", "Content-Encoding": encoding})
    assert (answer.status_code, answer.json["type"]) == (415, "/docs/problems#unsupported-media-type")


def test_form_when_it_is_compressed(client: FlaskClient) -> None:
    """A compressed form is read as it is, which has no fields."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Content-Encoding": "gzip"}
    assert client.post("/", data=gzip.compress(b"text=" + b"a+" * 100_000), headers=headers).status_code == 422


def nested(depth: int, kind: str) -> bytes:
    """A claim whose text is nested that deeply."""
    opening, closing = (b"[", b"]") if kind == "list" else (b'{"text":', b"}")
    return b'{"text":' + opening * depth + b'"a"' + closing * depth + b"}"


@pytest.mark.parametrize("kind", ["list", "object"])
@pytest.mark.parametrize("depth", [10, 500, 5_000, 100_000, 400_000])
@pytest.mark.parametrize("path", ["/v1/verify", "/v1/check", "/v1/quotes"])
def test_json_when_it_is_deep(client: FlaskClient, path: str, depth: int, kind: str) -> None:
    """Depth is refused, as what cannot be read or as no text, and breaks nothing."""
    answer = client.post(path, data=nested(depth, kind), content_type="application/json")
    assert answer.status_code in (400, 422)
    assert len(answer.data) < 3_000


@pytest.mark.parametrize(
    "body",
    [
        {"claims": [{"text": ["a"] * 1_000}] * 100},
        {str(number): number for number in range(100_000)},
        {"text": "The ferry", "x" * 1_000_000: 1},
        [[]] * 500_000,
        {"claims": [[]] * 1_000_000},
    ],
    ids=["wide", "many members", "a long name", "many lists", "a long batch"],
)
def test_json_when_it_is_huge(client: FlaskClient, body: Any) -> None:
    """Width is refused with an answer that stays small."""
    for path in ("/v1/verify", "/v1/verify/batch"):
        answer = client.post(path, json=body)
        assert answer.status_code in (413, 422)
        assert len(answer.data) < 20_000
