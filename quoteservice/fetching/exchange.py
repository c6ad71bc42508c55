"""One request and its answer, within a time and a size, over a connection to an address that was checked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from quoteservice import __version__
from quoteservice.errors import PageUnreachable, PageUnusable
from quoteservice.fetching.addresses import Target

# The name by which a robots.txt addresses this service.
AGENT = "Quoteservice"

# Bytes of a body that are taken at a time; between two of them the time is looked at.
PIECE = 64 * 1024

# Seconds for one step, such as to connect; a machine that is there answers within them.
STEP_SECONDS = 10.0

HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; names of headers are in lower case, `body` is unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Deadline:
    """The moment at which all of a fetch must be over."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left; raises PageUnreachable if none is."""
        seconds = self._at - time.monotonic()
        if seconds <= 0:
            raise too_slow()
        return seconds


def too_slow() -> PageUnreachable:
    """The error for a server that takes too long."""
    return PageUnreachable("The page did not come in time", where="url", remedy="Try again later, or send its text.")


def exchange(target: Target, deadline: Deadline, most_bytes: int, tls: ssl.SSLContext) -> Answer:
    """The answer to a GET of `target`; of a redirect or an error only its head.

    Raises PageUnreachable, or PageUnusable for a body above `most_bytes`, however small it was packed.
    """
    with _connected(target, deadline, tls) as connection:
        try:
            connection.request("GET", target.path or "/", headers=HEADERS, preload_content=False)
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.headers.items()}
            body = _body(response, deadline, most_bytes) if response.status == 200 else b""
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            # A connection that was cut at the deadline looks like one that broke.
            deadline.left()
            raise _broken(error) from error
    # A body without a length ends where it is cut, as if it had been all.
    deadline.left()
    return Answer(response.status, headers, body)


def _body(response: Any, deadline: Deadline, most_bytes: int) -> bytes:
    assert isinstance(response, HTTPResponse)
    pieces: list[bytes] = []
    taken = 0
    while True:
        deadline.left()
        piece = response.read1(PIECE, decode_content=True)
        if not piece:
            return b"".join(pieces)
        taken += len(piece)
        if taken > most_bytes:
            raise PageUnusable(
                f"The page has more than {most_bytes:,} bytes",
                where="url",
                remedy="Send the article's words as `text`.",
            )
        pieces.append(piece)


@contextlib.contextmanager
def _connected(target: Target, deadline: Deadline, tls: ssl.SSLContext) -> Iterator[HTTPConnection]:
    """A connection that is cut at the deadline, also in the middle of a step that goes on byte by byte."""
    with contextlib.ExitStack() as stack:
        dialled = stack.enter_context(_dialled(target, deadline))
        alarm = threading.Timer(deadline.left(), _cut, [stack.enter_context(dialled.dup())])
        alarm.daemon = True
        alarm.start()
        stack.callback(alarm.cancel)
        if target.scheme == "https":
            connection: Plain | Secure = Secure(target.host, target.port, timeout=STEP_SECONDS, ssl_context=tls)
        else:
            connection = Plain(target.host, target.port, timeout=STEP_SECONDS)
        connection.dialled = dialled
        stack.callback(connection.close)
        yield connection


def _dialled(target: Target, deadline: Deadline) -> socket.socket:
    """A socket that is connected to the first of the target's addresses that answers."""
    trouble: OSError | None = None
    for address in target.addresses:
        try:
            return socket.create_connection((address, target.port), min(STEP_SECONDS, deadline.left()))
        except OSError as error:
            trouble = error
    raise _broken(trouble) from trouble


def _cut(held: socket.socket) -> None:
    with contextlib.suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)


def _broken(error: Exception | None) -> PageUnreachable:
    if isinstance(error, TimeoutError):
        return too_slow()
    is_tls = isinstance(error, ssl.SSLError) or "certificate" in str(error).lower()
    what = "The server cannot prove that it is the one that was asked" if is_tls else "The server cannot be reached"
    return PageUnreachable(what, where="url", remedy="Try again later, or send the article's words as `text`.")


class Plain(HTTPConnection):
    """A connection over the socket that was `dialled`, whatever its host means by now."""

    dialled: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.dialled


class Secure(HTTPSConnection):
    """As Plain, with TLS: the certificate must be that of the host."""

    dialled: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.dialled
