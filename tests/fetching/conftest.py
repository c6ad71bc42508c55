"""Real servers on this machine that answer as they are told, and a fetcher that may ask one of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from quoteservice.fetching.addresses import Address
from quoteservice.fetching.fetcher import FetchLimits, HttpFetcher

# The public web of these tests, and a machine that nobody may reach.
PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server: what it answers by path, and which paths it was asked for."""

    server: ThreadingHTTPServer
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server.server_address[1])

    def url(self, path: str = "/", host: str = "paper.example") -> str:
        """The address of a path, under a name that tests give it."""
        return f"http://{host}:{self.port}{path}"

    def answer(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """Sets what a path answers with; names of headers have _ for -."""

        def write(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in ({"Content_Type": "text/html"} | headers).items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = write


class Handler(BaseHTTPRequestHandler):
    """Answers a GET as its site says, and 404 for anything else."""

    site: Site

    def do_GET(self) -> None:
        """Writes the answer."""
        self.site.asked.append(self.path)
        answer = self.site.answers.get(self.path)
        try:
            if answer is None:
                self.send_error(404)
            else:
                answer(self)
        except OSError:
            self.close_connection = True  # whoever asked has gone, as is wanted

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def serving(address: str, port: int = 0) -> Site:
    """A server that runs in a thread."""
    handler = type("OneHandler", (Handler,), {})
    server = ThreadingHTTPServer((address, port), handler)
    server.daemon_threads = True
    site = handler.site = Site(server)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return site


def stop(site: Site) -> None:
    """Ends a server."""
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    """A public site."""
    made = serving(PUBLIC)
    yield made
    stop(made)


@pytest.fixture
def intranet(site: Site) -> Iterator[Site]:
    """A private site on the same port."""
    made = serving(PRIVATE, site.port)
    made.answer("/", b"<p>secret")
    yield made
    stop(made)


def resolve(host: str, _: int) -> list[str]:
    """The addresses of the names of these tests."""
    named = {"paper.example": [PUBLIC], "intranet.example": [PRIVATE], "both.example": [PUBLIC, PRIVATE]}
    return named.get(host, [host])


def is_public(address: Address) -> bool:
    """What counts as public in these tests."""
    return str(address) == PUBLIC


@pytest.fixture
def fetcher(site: Site) -> HttpFetcher:
    """A fetcher for the public site, with little patience and room."""
    limits = FetchLimits(seconds=2.0, bytes=100_000, ports=frozenset({site.port}))
    return HttpFetcher(limits, resolve=resolve, is_allowed=is_public)
