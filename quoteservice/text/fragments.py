"""A claim cut at its ellipses."""

from __future__ import annotations

from quoteservice.domain.span import Span
from quoteservice.text.marks import ELLIPSIS


def fragments(text: str) -> tuple[Span, ...]:
    """The stretches between marked omissions that hold a letter or digit; one stretch if nothing is omitted."""
    spans: list[Span] = []
    start = 0
    for match in ELLIPSIS.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return tuple(span for span in spans if any(c.isalnum() for c in span.cut(text)))
