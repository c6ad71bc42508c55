"""The characters that typography adds to words: quotation marks, apostrophes, ellipses, brackets, dashes."""

from __future__ import annotations

import re

DOUBLE_MARKS = '"“”„‟«»〝〞＂'
SINGLE_MARKS = "'‘’‚‛‹›`´"
QUOTATION_MARKS = DOUBLE_MARKS + SINGLE_MARKS
APOSTROPHES = "'’‘ʼ＇`´"
DASHES = "-‐‑‒–—―−"

# Characters that print nothing: soft hyphen, zero-width spaces and joiners, direction marks, byte-order mark.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

# An omission as newspapers mark it: …, ..., . . ., ...., and any of them in square or round brackets.
ELLIPSIS = re.compile(
    r"[\[(]\s{0,2}(?:…|\.\s?\.\s?\.)\s{0,2}[\])]|(?:\s{0,2}\.)?\s{0,2}(?:…+|\.\s?\.\s?\.(?:\s?\.)*)\.?",
)

ROUNDED = re.compile(r"\([^()]*\)")
BRACKETED = re.compile(r"\[[^\[\]]*\]")
