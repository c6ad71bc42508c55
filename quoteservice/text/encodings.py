"""The text in bytes that a page of HTML came as."""

from __future__ import annotations

import codecs
import re

# The HTML standard looks for a declaration in so many bytes.
_DECLARED_WITHIN = 1_024
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# What the HTML standard has browsers fall back to for Western pages; it has a character for nearly every byte.
_FALLBACK = "windows-1252"

# Pages that call themselves Latin-1 or ASCII are read as that, so that their curly quotation marks are marks.
_LATIN = {"iso8859-1": _FALLBACK, "ascii": _FALLBACK}


def html_text(content: bytes, declared: str | None = None) -> str:
    """The text of a page; `declared` is the encoding that the server named.

    A byte order mark counts first, then what was declared by the server or in the page, if the bytes are that.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    in_page = _DECLARED.search(content[:_DECLARED_WITHIN])
    for encoding in (declared, "utf-8", in_page[1].decode("ascii", "replace") if in_page else None):
        try:
            if encoding:
                return content.decode(_LATIN.get(codecs.lookup(encoding).name, encoding))
        except (LookupError, ValueError):
            continue
    return content.decode(_FALLBACK, "replace")
