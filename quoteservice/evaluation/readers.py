"""What reads the annotated articles: our own reader, and two others that newsrooms have used, side by side.

Each gives the statements that it finds with the place where it sees the speaker printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.extraction.article import ArticleReader
from quoteservice.extraction.drafts import Draft, statements

LEAST_TOKENS = 4
"""Fewest tokens of words in quotation marks that count as a segment; the published figures use the same."""

NEAREST_KINDS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
"""Named entities that the nearest-name rule takes for speakers."""

_MARKED = re.compile(r"“[^“”]+”|\"[^\"]+\"")


@dataclass(frozen=True, slots=True)
class Found:
    """One statement as a reader found it; `source` is where its speaker is printed, None for nobody."""

    form: Form
    content: tuple[Span, ...]
    source: Span | None
    speaker: str | None = None
    role: str | None = None


Read = Callable[[str], Sequence[Found]]


def segments(text: str) -> tuple[Span, ...]:
    """The words in double quotation marks within a paragraph, without the marks, of `LEAST_TOKENS` and more."""
    found = []
    at = 0
    for line in text.splitlines(keepends=True):
        for match in _MARKED.finditer(line):
            if len(match.group().split()) >= LEAST_TOKENS:
                found.append(Span(at + match.start() + 1, at + match.end() - 1))
        at += len(line)
    return tuple(found)


def ours(weights: Path) -> Read:
    """The service's own reader."""
    reader = ArticleReader(weights)

    def read(text: str) -> list[Found]:
        drafts = reader.drafts(text)
        return [
            Found(each.form, each.parts, _printed(draft), each.speaker, each.role)
            for draft, each in zip(drafts, statements(text, drafts), strict=True)
        ]

    return read


def _printed(draft: Draft) -> Span | None:
    """Where the speaker is printed: beside its cue, or beside that of the statement it goes on from."""
    while draft.mention is None and draft.follows is not None:
        draft = draft.follows
    if draft.mention is None:
        return draft.label
    whole = draft.mention.whole
    return whole.shifted(draft.mention_at - draft.mention.span.start)


def textacy(weights: Path) -> Read:
    """textacy's direct quotations (the optional extra `peers`). Raises ImportError."""
    from textacy.extract.triples import direct_quotations

    language = _language(weights)

    def read(text: str) -> list[Found]:
        try:
            quotes = list(direct_quotations(language(text)))
        except ValueError:
            # One mark too many, and it gives nothing for the whole article.
            return []
        return [
            Found(
                Form.DIRECT,
                (Span(each.content.start_char, each.content.end_char),),
                Span(each.speaker[0].idx, each.speaker[-1].idx + len(each.speaker[-1])) if each.speaker else None,
            )
            for each in quotes
        ]

    return read


def nearest(weights: Path) -> Read:
    """Every segment in quotation marks is the nearest name's."""
    language = _language(weights)

    def read(text: str) -> list[Found]:
        names = [Span(each.start_char, each.end_char) for each in language(text).ents if each.label_ in NEAREST_KINDS]
        return [Found(Form.DIRECT, (each,), _nearest(each, names)) for each in segments(text)]

    return read


def _nearest(segment: Span, names: Sequence[Span]) -> Span | None:
    outside = [each for each in names if not each.overlaps(segment)]
    return min(
        outside, key=lambda each: (max(each.start - segment.end, segment.start - each.end), each.start), default=None
    )


def _language(weights: Path) -> Any:
    """The English pipeline with its named entities and lemmas, which our own reader leaves out."""
    import spacy

    return spacy.load(weights)


OTHERS: dict[str, Callable[[Path], Read]] = {"textacy, direct quotations": textacy, "nearest name": nearest}
"""Who else reads the same articles, by name."""
