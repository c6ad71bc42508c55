"""Where a web address leads: only to public machines, over ports that are allowed.

A name is resolved once. Every address that comes of it must be public, and the connection goes to one of those
addresses, not to the name: what the name means a moment later changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from quoteservice.errors import AddressRefused, PageUnreachable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, as texts; raises OSError if it has none."""

DEFAULT_PORTS = {"http": 80, "https": 443}

# Longest address that is followed, in characters: what browsers and servers all still take.
LONGEST = 2_000

# Names that by their standards mean this machine or this network (RFC 6761, 6762, 8375, ICANN for .internal).
_PRIVATE_NAMES = ("localhost", "local", "internal", "home.arpa", "onion", "test", "invalid", "lan", "intranet", "corp")

# Public by Python's tables, and yet no machine of the web: relays and networks that stand for others.
_REFUSED_V4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))
_REFUSED_V6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2002::/16", "3fff::/20")))
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")

# IPv4 as machines with IPv6 alone see it (RFC 6052): the last four bytes are the address that is meant.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LAST_FOUR_BYTES = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class Target:
    """A page to ask for: its address in full, and the `addresses` that were found to be public."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def target_of(url: str, resolve: Resolve, is_allowed: Callable[[Address], bool], ports: frozenset[int]) -> Target:
    """Where `url` leads. Raises AddressRefused, or PageUnreachable if its name means nothing."""
    found = _parsed(url)
    host = (found.host or "").strip("[]").rstrip(".").lower()
    scheme = found.scheme or ""
    port = DEFAULT_PORTS[scheme] if found.port is None else found.port
    if port not in ports:
        raise _refused(f"Port {port} is not one of the web", "Give an address without a port.")
    if any(host == name or host.endswith(f".{name}") for name in _PRIVATE_NAMES):
        raise _private()
    try:
        addresses = tuple(dict.fromkeys(resolve(host, port)))
    except (OSError, UnicodeError):
        raise PageUnreachable("The host of the address was not found", where="url", remedy="Check its name.") from None
    # One that is private among several is an attempt to get in by chance.
    if not addresses or not all(map(is_allowed, map(_address, addresses))):
        raise _private()
    return Target(found.url, scheme, host, port, found.request_uri, addresses)


def _parsed(url: str) -> Url:
    remedy = "Give the address of a page, such as https://paper.example/story."
    if len(url) > LONGEST or any(character <= " " or character in "\\\x7f" for character in url):
        raise _refused("The address is too long, or has characters that no address has", remedy)
    try:
        found = parse_url(url)
    except LocationParseError:
        raise _refused("This is no address of a page", remedy) from None
    if found.scheme not in DEFAULT_PORTS or not found.host:
        raise _refused("The address is not one of the web", "Give one that starts with http:// or https://.")
    if found.auth is not None:
        raise _refused("The address holds a name or password", "Take out what stands before the @.")
    return found._replace(fragment=None)


def is_public(address: Address) -> bool:
    """True for an address of one machine of the public internet, and not of one behind another address."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & _LAST_FOUR_BYTES))
        inside = address in _GLOBAL_V6 and not any(address in network for network in _REFUSED_V6)
        return inside and address.is_global
    refused = address.is_multicast or any(address in network for network in _REFUSED_V4)
    return address.is_global and not refused


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as this machine finds them."""
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _address(text: str) -> Address:
    # An address of this link has its interface behind a %; it is refused in any case.
    return ipaddress.ip_address(text.partition("%")[0])


def _refused(what: str, remedy: str) -> AddressRefused:
    return AddressRefused(what, where="url", remedy=remedy)


def _private() -> AddressRefused:
    return _refused("The address leads into a private network", "Send the article's words as `text` instead.")
