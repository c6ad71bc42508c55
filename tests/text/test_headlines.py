from __future__ import annotations

import pytest

from quoteservice.text.headlines import headline


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Harbour to close in May\n\nThe harbour will close.", "Harbour to close in May"),
        ("\n# Harbour to close \n \nThe harbour will close.\n", "Harbour to close"),
        ("Will the harbour close?\r\n\r\nIt will.", "Will the harbour close?"),
        ("The harbour will close in May.\n\nNobody was told.", None),
        ("The council said that the\nharbour will close.\n\nNobody was told.", None),
        ("By Jane Roe\n\nThe harbour will close.", None),
        ("Harbour to close", None),
        ("—\n\nThe harbour will close.", None),
        ("word " * 40 + "\n\nThe harbour will close.", None),
        ("", None),
    ],
)
def test_headline_when_a_text_begins(text: str, found: str | None) -> None:
    """A first line that stands alone is the headline, unless it is a sentence, a byline, or too long for one."""
    assert headline(text) == found
