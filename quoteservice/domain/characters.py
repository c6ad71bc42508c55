"""Characters that no printed text has, those that no name or title has, and how an address of the web is made."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Controls, and halves of characters; line ends and tabs are text.
UNREADABLE = re.compile("[\0-\x08\x0e-\x1f\ud800-\udfff]")

# What turns the order of the letters around it. A passage in Hebrew or Arabic may hold these; in a name or a title they
# make one thing look like another, and the line after them too.
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")

# One part of the name of a host, in any script; the ranges are named, because the white space of JSON Schema, which
# gets this pattern too, has not all that Python's has.
_EDGE = r"[^\s/?#:@.\[\]\\\x22<>\-\x00-\x1f\x7f-\x9f]"
_PART = rf"{_EDGE}(?:(?:{_EDGE}|-)*{_EDGE})?"
_HOST = rf"(?:{_PART}(?:\.{_PART})*\.?|\[[0-9A-Fa-f:.]+\])"
# An absolute address with http or https and a host, with neither user nor password in it.
ADDRESS = rf"^https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s\x22<>\x00-\x1f\x7f-\x9f]*)?$"
_ADDRESS = re.compile(ADDRESS)


def is_web_address(text: str) -> bool:
    """True for an address as `ADDRESS` describes it; others would make a link do something else."""
    try:
        return _ADDRESS.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:  # brackets around what is no address, as in http://[::g]
        return False
