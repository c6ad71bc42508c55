"""A draft whose statements were held against the record."""

from __future__ import annotations

from dataclasses import dataclass

from quoteservice.domain.quote import Quote
from quoteservice.domain.verdict import Verification


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """A statement of the draft (as a quote that is not on record) and the answer to it."""

    quote: Quote
    verification: Verification


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """The readable text of a draft and its statements, in order of the text."""

    text: str
    statements: tuple[CheckedStatement, ...]
