"""Lets a request in, or not: what is open to everybody, keys and their scopes, and how many requests are let in.

Whether a key is needed is decided by the settings alone: by the address that the service listens on, or by what the
operator says is open. Nothing that a client sends can make it look nearer than it is; a name of the host that is not
this machine's own makes it look farther.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.middleware.proxy_fix import ProxyFix

from quoteservice.api.shared import Shared
from quoteservice.config import Config
from quoteservice.domain.access import Key, Scope
from quoteservice.errors import InvalidSetting, KeyRefused, KeyRequired, ScopeMissing, TooManyRequests
from quoteservice.service import Service

AUTO = "auto"
NONE = "none"

# What may be open to everybody; what only an operator should do never is.
OPENABLE = frozenset(Scope) - {Scope.ADMIN}

# Where a limit is `auto` and others can reach the service: several times what a person with a page, or a newsroom's
# program with a key, sends, and a fraction of what the machine can answer.
ADDRESS_LIMIT = "300/minute"
KEY_LIMIT = "3000/minute"

# Open to everybody, whatever the settings say: whether it runs, and how it is to be asked.
PUBLIC = frozenset(("health.healthz", "health.readyz", "page.static"))
PUBLIC_PARTS = frozenset(("documentation", "viewer"))

# Endpoints that ask for nothing but verification: an answer given earlier belongs to whoever asked for it.
VERIFYING = frozenset(
    (
        "verify.verify",
        "verify.verify_batch",
        "verifications.verification",
        "verifications.erase_verification",
        "verifications.verify_again",
        "check.check",
        "page.verify",
        "page.verification",
        "page.again",
        "page.check",
    )
)
READING = frozenset(("GET", "HEAD"))

# What a key that may verify or write, or both, can have done later: whether it is theirs is for the job to say.
JOBS = "jobs"
LATER = (Scope.VERIFY, Scope.WRITE)

# The part of an IPv6 address that one customer has to himself; by whole addresses, he would have no limit.
NETWORK_BITS = 64


def scopes_of(endpoint: str, method: str) -> tuple[Scope, ...]:
    """What a key has to be good for to ask this of `endpoint`, one of them; none if no key is ever needed.

    A route that is named nowhere here is one to read by GET and to write by any other method.
    """
    part = endpoint.partition(".")[0]
    if endpoint in PUBLIC or part in PUBLIC_PARTS:
        return ()
    if part == JOBS:
        return LATER
    if endpoint in VERIFYING:
        return (Scope.VERIFY,)
    return (Scope.READ,) if method in READING else (Scope.WRITE,)


def is_local(host: str) -> bool:
    """True if nobody but this machine reaches what listens on `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_borrowed(host: str) -> bool:
    """True if a request for this machine names it as machines elsewhere are named: by a domain.

    Then a proxy in front passes on what others ask; or a page of another site has its own name lead here, so that a
    browser takes this service for a part of that site. Nobody can own a name without a dot, or an address.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return "." in name.rstrip(".") and not name.endswith(".localhost")
    return False


def open_scopes(config: Config) -> frozenset[Scope]:
    """What needs no key. Raises InvalidSetting."""
    if config.open == AUTO:
        return OPENABLE if is_local(config.host) else frozenset()
    words = config.open.replace(",", " ").split()
    if words == [NONE]:
        return frozenset()
    if not words or not set(words) <= OPENABLE:
        raise InvalidSetting(
            f"{config.open!r} is not what can be open",
            where="QUOTESERVICE_OPEN",
            remedy=f"Use {AUTO}, {NONE}, or some of {', '.join(sorted(OPENABLE))}.",
        )
    return frozenset(map(Scope, words))


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one address without a key, and one key, may ask; None is without limit."""

    address: RateLimitItem | None
    key: RateLimitItem | None


def limits_of(config: Config) -> Limits:
    """The limits that the settings mean. Raises InvalidSetting."""
    local = is_local(config.host)
    return Limits(
        _limit(config.address_limit, "address_limit", None if local else ADDRESS_LIMIT),
        _limit(config.key_limit, "key_limit", None if local else KEY_LIMIT),
    )


def _limit(text: str, name: str, automatic: str | None) -> RateLimitItem | None:
    meant = automatic if text == AUTO else text
    if meant is None or meant == NONE:
        return None
    try:
        return parse(meant)
    except ValueError:
        raise InvalidSetting(
            f"{text!r} is no limit",
            where=f"QUOTESERVICE_{name.upper()}",
            remedy=f"Use {AUTO}, {NONE}, or a number and a unit such as {ADDRESS_LIMIT}.",
        ) from None


class Door:
    """Stands before every route of one application. Threads share its counts, and processes what is `shared`."""

    def __init__(self, service: Service, config: Config, shared: Shared | None = None) -> None:
        self._service = service
        self._open = open_scopes(config)
        self._automatic = config.open == AUTO
        self._limits = limits_of(config)
        self._counts = shared.counts.limiter() if shared else SlidingWindowCounterRateLimiter(MemoryStorage())

    def admit(self) -> None:
        """Refuses the request at hand with AccessDenied, or notes whose key it came with."""
        g.key = None
        scopes = scopes_of(request.endpoint, request.method) if request.endpoint else ()
        if not scopes or request.method == "OPTIONS":
            return
        could_be_open = not self._open.isdisjoint(scopes)
        is_open = could_be_open and not (self._automatic and is_borrowed(request.headers.get("Host", "")))
        key = self._identified(is_open)
        if key is not None:
            self._count(self._limits.key, "key", key.id)
        if is_open:
            return
        if key is None:
            # Refused for the name of the host alone: who sits at this machine should not have to guess that.
            nearer = ", or ask by the name localhost" if could_be_open else ""
            raise KeyRequired(
                f"This needs a key that is good for {_listed(scopes, ' or ')}",
                remedy=f"Send it as `Authorization: Bearer KEY`{nearer}.",
            )
        if not any(map(key.allows, scopes)):
            raise ScopeMissing(
                f"This needs a key that is good for {_listed(scopes, ' or ')}; this one is for {_listed(key.scopes)}",
                remedy="Ask the operator for a key with that scope.",
            )

    def _identified(self, is_open: bool) -> Key | None:
        """The key that was sent; whoever sends none, or a bad one, counts by address."""
        secret = _secret(is_open)
        if secret is not None:
            try:
                key = self._service.holder(secret)
            except KeyRefused:
                self._count(self._limits.address, "address", network(request.remote_addr))
                raise
            g.key = key
            return key
        self._count(self._limits.address, "address", network(request.remote_addr))
        return None

    def _count(self, limit: RateLimitItem | None, kind: str, who: str) -> None:
        if limit is None:
            return
        let_in = self._counts.hit(limit, kind, who)
        window = self._counts.get_window_stats(limit, kind, who)
        wait = max(1, round(window.reset_time - time.time()))
        g.rate = {
            "RateLimit-Limit": str(limit.amount),
            "RateLimit-Remaining": str(window.remaining),
            "RateLimit-Reset": str(wait),
        }
        if not let_in:
            g.rate["Retry-After"] = str(wait)
            raise TooManyRequests(
                f"More than {limit.amount:,} requests in {limit.get_expiry():,} seconds",
                remedy=f"Wait {wait} seconds, and send less at a time.",
            )


def guard(app: Flask, service: Service, config: Config, shared: Shared | None = None) -> None:
    """Puts a Door before every route of `app`. Raises InvalidSetting."""
    app.before_request(Door(service, config, shared).admit)
    app.after_request(_headers)
    if config.proxies:
        count = config.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_port=0, x_prefix=0
        )


def caller() -> Key | None:
    """The key that the request at hand came with."""
    key: Key | None = g.get("key")
    return key


def _secret(is_open: bool) -> str | None:
    """The key in the request, None if there is none; other ways to identify oneself are some proxy's business."""
    scheme, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer":
        return secret.strip()
    # A browser has no other way to send a key to a page than as the password that it asks for.
    sent = request.authorization
    if request.blueprint == "page" and not is_open and sent is not None and sent.type == "basic":
        return sent.password
    return None


def network(address: str | None) -> str:
    """The address, or of one of IPv6 the network of one customer."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if found.version == 6:
        return str(ipaddress.ip_network((found, NETWORK_BITS), strict=False))
    return str(found)


def _listed(scopes: Sequence[Scope], between: str = ", ") -> str:
    return between.join(f"`{scope}`" for scope in scopes)


def _headers(response: Response) -> Response:
    response.headers.update(g.get("rate", {}))
    if response.status_code == 401:
        scheme = "Basic" if request.blueprint == "page" else "Bearer"
        response.headers["WWW-Authenticate"] = f'{scheme} realm="Quoteservice"'
    return response
