"""Bytes of a page become its text, quotation marks included."""

from __future__ import annotations

import codecs

import pytest

from quoteservice.text.encodings import html_text

WORDS = "“Zürich stays,” she said."


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (WORDS.encode(), None),
        (codecs.BOM_UTF8 + WORDS.encode(), "iso-8859-1"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), None),
        (WORDS.encode("windows-1252"), None),
        (WORDS.encode("windows-1252"), "iso-8859-1"),
        (WORDS.encode("windows-1252"), "no-such-encoding"),
        (WORDS.encode("windows-1252"), "utf-8"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
        (WORDS.encode(), "rot13"),
        (WORDS.encode(), "idna\0"),
    ],
)
def test_text_when_an_encoding_is_declared_or_not(content: bytes, declared: str | None) -> None:
    """A byte order mark counts first, then the declaration if the bytes fit it, then UTF-8, then Windows' Latin."""
    assert html_text(content, declared) == WORDS


def test_text_when_the_page_declares_its_encoding() -> None:
    """The page's own declaration counts where nobody else's does."""
    page = f'<html><head><meta charset="koi8-r"></head><p>{"Привет"}</p></html>'
    assert html_text(page.encode("koi8-r")) == page
