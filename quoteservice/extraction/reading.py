"""One paragraph as it is read: its words, their parse, and its quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.paragraphs import Paragraph
from quoteservice.extraction.quotations import Quotation


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is the whole text; `quoted` are the quotations as offsets into the parsed paragraph."""

    text: str
    number: int
    paragraph: Paragraph
    doc: Doc
    quotations: tuple[Quotation, ...]
    quoted: tuple[Span, ...] = field(init=False)
    _starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        inner = tuple(Span(each.inner.start - self.start, each.inner.end - self.start) for each in self.quotations)
        object.__setattr__(self, "quoted", inner)
        object.__setattr__(self, "_starts", tuple(token.idx for token in self.doc))

    @property
    def start(self) -> int:
        """Where the paragraph begins in the text."""
        return self.paragraph.span.start

    def tokens_from(self, offset: int) -> Iterator[Token]:
        """The tokens that begin at or behind an offset of the paragraph, in order."""
        return (self.doc[at] for at in range(bisect_left(self._starts, offset), len(self.doc)))


def text_of(doc: Doc) -> str:
    """The words that were parsed; the document itself would join them anew each time."""
    text = doc.user_data.get("text")
    return text if isinstance(text, str) else doc.text
