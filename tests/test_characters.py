"""Which addresses are taken, and that names and titles stay on one line and in order."""

from __future__ import annotations

import pytest

from quoteservice.domain.characters import is_web_address
from quoteservice.errors import BlankText, UnreadableText
from quoteservice.workflows.admission import admit_label, admit_optional_label


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org.:8080/a?b=c#d",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/straße",
        "http://a-b.example_c.org/",
        "http://127.0.0.1/a",
        "http://[2001:db8::1]:8000/",
    ],
)
def test_is_web_address_when_there_is_a_host(address: str) -> None:
    """A host in any script, by name or number, with or without port and path."""
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "//example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "http://",
        "http://.",
        "http://-",
        "http://-a.org",
        "http://a..org",
        "http://[::1",
        "http://[::g]",
        "http://user@example.org/",
        "http://example.org:port/",
        "http://example.org/a b",
        'http://example.org/"',
        "http://example.org/\n",
    ],
)
def test_is_web_address_when_there_is_none(address: str) -> None:
    """Neither other schemes, nor hosts that cannot be, nor anything that breaks a link."""
    assert not is_web_address(address)


def test_admit_label_gives_one_line() -> None:
    """A headline that was copied over two lines is one."""
    assert admit_label("  Ferries\n to\tstop\u2028today ", "title", 100) == "Ferries to stop today"
    assert admit_optional_label("Ferries ", "title", 100) == "Ferries"
    assert admit_optional_label(" \n", "title", 100) is None
    assert admit_optional_label(None, "title", 100) is None


@pytest.mark.parametrize("turning", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_admit_label_refuses_what_turns_the_letters(turning: str) -> None:
    """A name that looks like another is refused, and the error says where."""
    with pytest.raises(UnreadableText, match=f"Character 5 is U\\+{ord(turning):04X}") as caught:
        admit_label(f"Ruth {turning}semA", "speaker", 100)
    assert caught.value.where == "speaker"


def test_admit_label_refuses_a_blank_one() -> None:
    """A name that must be given has a letter or a digit."""
    with pytest.raises(BlankText):
        admit_label(" – ", "speaker", 100)
