"""Pages are fetched within limits, as their sites wish, and from nowhere that is private; against real servers."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from quoteservice.errors import (
    AddressRefused,
    PageUnreachable,
    PageUnusable,
    QuoteserviceError,
    RobotsRefusal,
    Unavailable,
)
from quoteservice.fetching import fetcher as module
from quoteservice.fetching.fetcher import FetchLimits, HttpFetcher
from tests.fetching.conftest import PRIVATE, PUBLIC, Site, is_public, resolve

PAGE = "<p>“We close,” said Roe.</p>".encode()


def test_page_when_it_is_there(site: Site, fetcher: HttpFetcher) -> None:
    """A page comes with its address, kind and encoding, after its robots.txt was asked, once for several pages."""
    site.answer("/a?b=c", PAGE, Content_Type="text/html; charset=UTF-8")
    page = fetcher.fetch(site.url("/a?b=c#d"))
    assert (page.content, page.media_type, page.charset) == (PAGE, "text/html", "utf-8")
    assert page.url == site.url("/a?b=c")
    fetcher.fetch(site.url("/a?b=c"))
    assert site.asked == ["/robots.txt", "/a?b=c", "/a?b=c"]


def test_page_when_it_is_packed(site: Site, fetcher: HttpFetcher) -> None:
    """A gzipped answer is unpacked."""
    site.answer("/", gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetcher.fetch(site.url()).content == PAGE


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private", True),
        ("User-agent: quoteservice\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Quoteservice\nAllow: /", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("nothing that anybody understands", True),
    ],
)
def test_page_when_robots_are_told(site: Site, fetcher: HttpFetcher, robots: str, allowed: bool) -> None:
    """A robots.txt is honoured, with its wildcards and by the longest rule; a forbidden page is not asked for."""
    site.answer("/robots.txt", robots.encode(), Content_Type="text/plain")
    site.answer("/news/a.html", PAGE)
    if allowed:
        assert fetcher.fetch(site.url("/news/a.html")).content == PAGE
    else:
        with pytest.raises(RobotsRefusal, match="robots"):
            fetcher.fetch(site.url("/news/a.html"))
        assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_page_when_robots_cannot_be_told(site: Site, fetcher: HttpFetcher, status: int, allowed: bool) -> None:
    """Without a robots.txt a page may be fetched; where the site cannot tell, it may not (RFC 9309)."""
    site.answer("/robots.txt", status=status)
    site.answer("/", PAGE)
    if allowed:
        assert fetcher.fetch(site.url()).content == PAGE
    else:
        with pytest.raises(RobotsRefusal):
            fetcher.fetch(site.url())


def test_page_when_it_leads_on(site: Site, fetcher: HttpFetcher) -> None:
    """Five redirects are followed, also relative ones, and the page has the address where it was found."""
    for number in range(5):
        site.answer(f"/{number}", status=(301, 302, 303, 307, 308)[number], Location=f"{number + 1}")
    site.answer("/5", PAGE)
    assert fetcher.fetch(site.url("/0")).url == site.url("/5")


def test_page_when_it_leads_on_without_end(site: Site, fetcher: HttpFetcher) -> None:
    """The sixth redirect is not followed."""
    site.answer("/", status=302, Location="/")
    with pytest.raises(PageUnreachable, match="5 times"):
        fetcher.fetch(site.url())
    assert site.asked.count("/") == 6


@pytest.mark.parametrize(
    "location", ["http://intranet.example:{port}/", "http://127.0.0.2:{port}/", "http://both.example:{port}/", "file:///etc/passwd",
                 "http://paper.example:1/", "http://roe:secret@paper.example:{port}/", "//intranet.example:{port}/"]
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/robots.txt"])
def test_page_when_it_leads_into_a_private_network(
    site: Site, intranet: Site, fetcher: HttpFetcher, location: str, path: str
) -> None:
    """Every step is checked as the first is, also those of robots.txt: nothing private is ever asked."""
    site.answer(path, status=302, Location=location.format(port=site.port))
    with pytest.raises(AddressRefused):
        fetcher.fetch(site.url())
    assert intranet.asked == []


def test_page_when_the_name_changes_its_meaning(site: Site, intranet: Site) -> None:
    """A name that is public when it is checked, and private when it is asked again, leads to the public machine."""
    site.answer("/", PAGE)
    answers = [PUBLIC, PUBLIC]

    def rebinding(_host: str, _port: int) -> list[str]:
        return [answers.pop(0) if answers else PRIVATE]

    limits = FetchLimits(ports=frozenset({site.port}))
    fetcher = HttpFetcher(limits, resolve=rebinding, is_allowed=is_public)
    # Once for the page and once for its robots.txt; the connections go to what came of it.
    assert fetcher.fetch(site.url()).content == PAGE
    assert answers == []
    with pytest.raises(AddressRefused):
        fetcher.fetch(site.url())
    assert intranet.asked == []


def test_page_when_it_is_on_this_machine(site: Site) -> None:
    """As it comes, a fetcher reaches no server of this machine, nor any port but those of the web."""
    for limits in (FetchLimits(), FetchLimits(ports=frozenset({site.port}))):
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            with pytest.raises(AddressRefused):
                HttpFetcher(limits).fetch(site.url(host=host))
    assert site.asked == []


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "", "garbage"])
def test_page_when_it_is_of_another_kind(site: Site, fetcher: HttpFetcher, kind: str) -> None:
    """What is neither HTML nor text is refused."""
    site.answer("/", PAGE, Content_Type=kind)
    with pytest.raises(PageUnusable, match="no page"):
        fetcher.fetch(site.url())


@pytest.mark.parametrize("status", [204, 401, 404, 410, 500])
def test_page_when_the_server_has_none(site: Site, fetcher: HttpFetcher, status: int) -> None:
    """Any status but 200 is told."""
    site.answer("/", PAGE if status != 204 else b"", status=status)
    with pytest.raises(PageUnreachable, match=str(status)):
        fetcher.fetch(site.url())


def test_page_when_it_is_too_large(site: Site, fetcher: HttpFetcher) -> None:
    """A page above the limit is given up there, also one that has no end and no length."""
    site.answer("/", b"x" * 100_001)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    site.answers["/endless"] = endless
    for path in ("/", "/endless"):
        with pytest.raises(PageUnusable, match="more than 100,000 bytes"):
            fetcher.fetch(site.url(path))


@pytest.mark.parametrize("times", [1, 2])
def test_page_when_it_is_a_bomb(site: Site, fetcher: HttpFetcher, times: int) -> None:
    """A small answer that unpacks to very much is given up at the limit, and takes no memory for the rest."""
    bomb = gzip.compress(b"0" * 2**26)
    body = bomb if times == 1 else gzip.compress(bomb)
    site.answer("/", body, Content_Encoding=", ".join(["gzip"] * times))
    tracemalloc.start()
    try:
        with pytest.raises(PageUnusable):
            fetcher.fetch(site.url())
        assert tracemalloc.get_traced_memory()[1] < 2**23
    finally:
        tracemalloc.stop()


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A body that comes byte by byte."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_head(handler: BaseHTTPRequestHandler) -> None:
    """A head that comes byte by byte."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def silent(_: BaseHTTPRequestHandler) -> None:
    """Nothing, for longer than anybody waits."""
    time.sleep(5)


@pytest.mark.parametrize("answer", [drip, drip_head, silent])
def test_page_when_it_comes_slowly(site: Site, fetcher: HttpFetcher, answer: object) -> None:
    """A fetch is over at its deadline, however the server spreads what it says."""
    site.answers["/"] = answer  # type: ignore[assignment]
    start = time.monotonic()
    with pytest.raises(PageUnreachable, match="in time"):
        fetcher.fetch(site.url())
    assert 1.5 < time.monotonic() - start < 4


@pytest.mark.parametrize("said", [b"\x16\x03\x03\x40\x00", b"no TLS at all\r\n\r\n"])
def test_page_when_the_handshake_comes_slowly_or_never(said: bytes) -> None:
    """A server that speaks no TLS, or byte by byte, holds nobody up beyond the deadline."""
    listener = socket.create_server((PUBLIC, 0))
    over = threading.Event()

    def speak() -> None:
        other, _ = listener.accept()
        with other:
            other.sendall(said)
            while not over.wait(0.05):
                try:
                    other.sendall(b"\0")
                except OSError:
                    return

    thread = threading.Thread(target=speak)
    thread.start()
    port = int(listener.getsockname()[1])
    limits = FetchLimits(seconds=1.0, ports=frozenset({port}))
    start = time.monotonic()
    with pytest.raises(PageUnreachable):
        HttpFetcher(limits, resolve=resolve, is_allowed=is_public).fetch(f"https://paper.example:{port}/")
    assert time.monotonic() - start < 3
    over.set()
    thread.join()
    listener.close()


def test_page_when_nobody_listens(site: Site, fetcher: HttpFetcher) -> None:
    """A machine that does not answer is told as such."""
    site.server.server_close()
    with pytest.raises(PageUnreachable, match="cannot be reached"):
        fetcher.fetch(site.url())


def test_page_when_the_answer_is_broken(site: Site, fetcher: HttpFetcher) -> None:
    """What is no HTTP, and a body that breaks off, are told as such."""
    site.answers["/"] = lambda handler: handler.wfile.write(b"\0" * 100 + b"\r\n")  # type: ignore[assignment]

    def short(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nabc")
        handler.close_connection = True

    site.answers["/short"] = short
    site.answer("/packed", b"not gzip", Content_Encoding="gzip")
    for path in ("/", "/short", "/packed"):
        with pytest.raises(PageUnreachable):
            fetcher.fetch(site.url(path))


def test_page_when_too_many_are_fetched(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of fetches at once the service is busy, instead of having no thread left to answer."""
    monkeypatch.setattr(module, "AT_ONCE", 1)
    site.answers["/"] = silent  # type: ignore[assignment]
    limits = FetchLimits(seconds=0.5, ports=frozenset({site.port}))
    fetcher = HttpFetcher(limits, resolve=resolve, is_allowed=is_public)
    failures: list[type[QuoteserviceError]] = []

    def fetch() -> None:
        try:
            fetcher.fetch(site.url())
        except QuoteserviceError as error:
            failures.append(type(error))

    threads = [threading.Thread(target=fetch) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert PageUnreachable in failures
    assert Unavailable in failures


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of paper.example with its key, signed by itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes certificates, is not installed")
    file = tmp_path_factory.mktemp("tls") / "paper.pem"
    options = ["-subj", "/CN=paper.example", "-addext", "subjectAltName=DNS:paper.example", "-days", "2", "-nodes"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-keyout", str(file), "-out", f"{file}.crt", *options]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


@pytest.mark.parametrize(
    ("host", "trusted"), [("paper.example", True), ("other.example", True), ("paper.example", False)]
)
def test_page_when_it_is_encrypted(site: Site, certificate: Path, host: str, trusted: bool) -> None:
    """Over TLS the host must prove its name, although the connection goes to an address."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    site.server.socket = server.wrap_socket(site.server.socket, server_side=True)
    site.answer("/", PAGE)
    client = ssl.create_default_context(cafile=f"{certificate}.crt" if trusted else None)
    limits = FetchLimits(seconds=3.0, ports=frozenset({site.port}))
    fetcher = HttpFetcher(limits, resolve=lambda *_: [PUBLIC], is_allowed=is_public, tls=client)
    url = f"https://{host}:{site.port}/"
    if host == "paper.example" and trusted:
        assert fetcher.fetch(url).content == PAGE
    else:
        with pytest.raises(PageUnreachable, match="cannot prove"):
            fetcher.fetch(url)
