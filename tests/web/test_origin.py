"""Which forms come from another site."""

from __future__ import annotations

import pytest

from quoteservice.web.origin import is_foreign

HOST = "quotes.example:8000"


@pytest.mark.parametrize(
    ("site", "origin", "foreign"),
    [
        ("same-origin", "http://quotes.example:8000", False),
        ("none", None, False),
        ("cross-site", "http://quotes.example:8000", True),
        ("same-site", None, True),
        (None, "http://quotes.example:8000", False),
        (None, "http://quotes.example:9000", True),
        (None, "https://evil.example", True),
        (None, "null", True),
        (None, "http://[", True),
        (None, None, False),
    ],
)
def test_is_foreign_by_what_browsers_say(site: str | None, origin: str | None, foreign: bool) -> None:
    """Sec-Fetch-Site decides; without it Origin has to be this host; clients that are no browsers send neither."""
    assert is_foreign(site, origin, HOST) is foreign
