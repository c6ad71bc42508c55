"""Fetches one page: its address is checked, then its robots.txt is asked, then the page; the same for each redirect."""

from __future__ import annotations

import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from protego import Protego

from quoteservice.errors import PageUnreachable, PageUnusable, RobotsRefusal, Unavailable
from quoteservice.fetching.addresses import Address, Resolve, Target, is_public, system_resolve, target_of
from quoteservice.fetching.exchange import AGENT, Answer, Deadline, exchange
from quoteservice.ports import FetchedPage

# Redirects that are followed; more lead nowhere.
MOST_REDIRECTS = 5
REDIRECTS = frozenset((301, 302, 303, 307, 308))

# Kinds of content that hold an article.
TYPES = frozenset(("text/html", "application/xhtml+xml", "text/plain"))

# RFC 9309 has a robots.txt read up to this many bytes at least, and kept for a day at most.
ROBOTS_BYTES = 500 * 1024
ROBOTS_SECONDS, ROBOTS_RETRY_SECONDS = 3_600.0, 60.0
ROBOTS_KEPT = 1_000

# Pages fetched at the same time: half of the usual number of threads, so that slow servers leave some for answers.
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`seconds` for all of a fetch, robots.txt and redirects included; bytes of a page; ports that may be asked."""

    seconds: float = 15.0
    bytes: int = 4_000_000
    ports: frozenset[int] = frozenset((80, 443))


class HttpFetcher:
    """The Fetcher of the ports, over HTTP and HTTPS.

    `resolve` and `is_allowed` decide where a fetch may go; others than these are for closed networks and for tests.
    """

    def __init__(
        self,
        limits: FetchLimits,
        *,
        resolve: Resolve = system_resolve,
        is_allowed: Callable[[Address], bool] = is_public,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._tls = tls or ssl.create_default_context()
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._robots: OrderedDict[str, tuple[float, Protego | None]] = OrderedDict()

    def fetch(self, url: str) -> FetchedPage:
        """The page at `url`. Raises AddressRefused, RobotsRefusal, PageUnreachable, PageUnusable or Unavailable."""
        if not self._free.acquire(timeout=self._limits.seconds):
            raise Unavailable("Too many pages are being fetched", remedy="Try again in a few seconds.")
        try:
            return self._fetched(url, Deadline(self._limits.seconds))
        finally:
            self._free.release()

    def _fetched(self, url: str, deadline: Deadline) -> FetchedPage:
        target, answer = self._followed(url, deadline, ask_robots=True)
        if answer.status != 200:
            raise PageUnreachable(
                f"The server answered with status {answer.status}",
                where="url",
                remedy="Check the address in a browser.",
            )
        media_type, charset = _kind(answer.headers.get("content-type", ""))
        if media_type not in TYPES:
            raise PageUnusable(
                "What is at the address is no page of HTML or text",
                where="url",
                remedy="Give the address of an article.",
            )
        return FetchedPage(target.url, answer.body, media_type, charset)

    def _followed(self, url: str, deadline: Deadline, *, ask_robots: bool) -> tuple[Target, Answer]:
        """The last target of `url` and its answer, each step on the way checked as the first was."""
        most_bytes = self._limits.bytes if ask_robots else ROBOTS_BYTES
        for _ in range(MOST_REDIRECTS + 1):
            target = target_of(url, self._resolve, self._is_allowed, self._limits.ports)
            if ask_robots and not self._may_fetch(target, deadline):
                raise RobotsRefusal(
                    "The site does not want this page to be fetched by programs (robots.txt)",
                    where="url",
                    remedy="Send the article's words as `text`, if you may.",
                )
            answer = exchange(target, deadline, most_bytes, self._tls)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return target, answer
            url = urljoin(target.url, answer.headers["location"])
        raise PageUnreachable(
            f"The address leads on more than {MOST_REDIRECTS} times", where="url", remedy="Give the page's own address."
        )

    def _may_fetch(self, target: Target, deadline: Deadline) -> bool:
        now = time.monotonic()
        kept = self._robots.get(target.origin)
        if kept is None or kept[0] < now:
            rules = self._rules(target, deadline)
            kept = now + (ROBOTS_RETRY_SECONDS if rules is None else ROBOTS_SECONDS), rules
            self._robots[target.origin] = kept
            while len(self._robots) > ROBOTS_KEPT:
                self._robots.popitem(last=False)
        return kept[1] is not None and kept[1].can_fetch(target.url, AGENT)

    def _rules(self, target: Target, deadline: Deadline) -> Protego | None:
        """The rules of a site; none at all if it has none, and None, which forbids everything, if it cannot tell.

        RFC 9309, section 2.3.1: "unavailable" (4xx) allows, "unreachable" (5xx, no answer) forbids.
        """
        try:
            _, answer = self._followed(f"{target.origin}/robots.txt", deadline, ask_robots=False)
        except PageUnusable:
            return None
        if answer.status >= 500:
            return None
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")


def _kind(header: str) -> tuple[str, str | None]:
    """The media type of a Content-Type, in lower case, and its charset."""
    message = Message()
    message["content-type"] = header
    return header.partition(";")[0].strip().lower(), message.get_content_charset()
