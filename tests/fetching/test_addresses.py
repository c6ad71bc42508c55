"""No address leads into a private network, however it is written."""

from __future__ import annotations

import ipaddress

import pytest

from quoteservice.errors import AddressRefused, PageUnreachable
from quoteservice.fetching.addresses import is_public, system_resolve, target_of

WEB = frozenset({80, 443})


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8",
        "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::", "3fff::1", "fc00::1", "fd12::1", "fe80::1",
        "fec0::1", "ff02::1", "5f00::1",
    ],
)  # fmt: skip
def test_is_public_when_it_is_not(address: str) -> None:
    """Private, local, shared, reserved, multicast and translated addresses are no machines of the web."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "172.32.0.1"]
)
def test_is_public_when_it_is(address: str) -> None:
    """Addresses of the public internet are, also as networks of IPv6 alone write them."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://0/", "http://[::1]/", "http://[::]/", "http://[::ffff:7f00:1]/", "http://[::ffff:169.254.169.254]/",
        "http://[fe80::1%25lo]/", "http://169.254.169.254/latest/meta-data/", "http://100.100.100.200/",
        "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/",
        "http://metadata.google.internal/", "https://nas.lan/", "http://router.home.arpa/", "http://8.8.8.8:22/",
        "http://8.8.8.8:8080/", "https://8.8.8.8:0/", "ftp://8.8.8.8/", "file:///etc/passwd", "gopher://8.8.8.8/",
        "//8.8.8.8/", "8.8.8.8", "http:///x", "http://", "http:8.8.8.8", "http://roe@8.8.8.8/",
        "http://roe:secret@8.8.8.8/", "http://8.8.8.8\\@127.0.0.1/", "http://8.8.8.8@127.0.0.1/", "http://8.8.8.8 /",
        "http://8.8.8.8/\r\nHost: x", "http://[8.8.8.8/", "http://8.8.8.8:99999/", "http://8.8.8.8/" + "a" * 2_000,
    ],
)  # fmt: skip
def test_target_when_the_address_is_refused(url: str) -> None:
    """What is no page of the public web is refused before anything is connected, with what to do."""
    with pytest.raises(AddressRefused) as refusal:
        target_of(url, system_resolve, is_public, WEB)
    assert refusal.value.where == "url"
    assert refusal.value.remedy
    assert "127" not in refusal.value.what


def test_target_when_the_address_is_public() -> None:
    """A public address keeps its path and query, and loses its fragment."""
    found = target_of("HTTPS://8.8.8.8/a b?q=ü#c".replace(" ", "%20"), system_resolve, is_public, WEB)
    assert (found.scheme, found.host, found.port, found.addresses) == ("https", "8.8.8.8", 443, ("8.8.8.8",))
    assert found.path == "/a%20b?q=%C3%BC"
    assert found.origin == "https://8.8.8.8"
    assert "#" not in found.url


def test_target_when_one_of_several_addresses_is_private() -> None:
    """A name with a public and a private address is refused, whichever comes first."""
    for addresses in (["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], []):
        with pytest.raises(AddressRefused, match="private"):
            target_of("http://paper.example/", lambda *_, found=addresses: found, is_public, WEB)  # type: ignore[misc]


def test_target_when_the_name_means_nothing() -> None:
    """A name that nobody knows is told apart from one that is refused."""

    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(PageUnreachable, match="not found"):
        target_of("http://paper.example/", unknown, is_public, WEB)
