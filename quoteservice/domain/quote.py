"""Published documents and the attributed statements in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker, SpeakerKind

T = TypeVar("T")


class Form(StrEnum):
    """How the words are printed."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Order(StrEnum):
    """In which order a list comes; a minus is for the last ones first. Within one day, that of arrival."""

    ARRIVED = "arrived"
    LAST_ARRIVED = "-arrived"
    PUBLISHED = "published"
    LAST_PUBLISHED = "-published"


class RecordAction(StrEnum):
    """What can happen to a quote on record."""

    ADD = "add"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One step of the history of quotes, in order of `sequence`, from 1."""

    sequence: int
    action: RecordAction
    quote_id: str
    speaker_id: str | None
    source_id: str


class SourceKind(StrEnum):
    """`ARTICLE`: a whole text that was read; `RECORD`: one quote entered by hand."""

    ARTICLE = "article"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Document:
    """What a user hands in to be read: `text` or `html`, and what is known about it."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_on: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One published document; `sha256` is of the text as received, in UTF-8, as 64 hex digits.

    `cluster` is shared by copies of one agency story, which count as one witness; None if no copy is on record.
    """

    id: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_on: date | None = None
    url: str | None = None
    kind: SourceKind = SourceKind.ARTICLE
    received_at: datetime | None = None
    cluster: str | None = None


def closed(text: str, joints: Sequence[int]) -> str:
    """The text with a full stop or a comma where two printed pieces meet at `joints`; the cue between them had it."""
    found = text
    for joint in sorted(joints, reverse=True):
        before, after = found[:joint].rstrip(), found[joint:].lstrip()
        if before[-1:].isalnum():
            before += "." if after[:1].isupper() else ","
        found = f"{before} {after}"
    return found


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement as found in a text, before it is known which person is meant.

    All spans are offsets into that text. `parts` are the printed pieces of the utterance in order (two when the
    cue stands in the middle) and `content` is the pieces joined by one space. Outer quotation marks are outside
    the parts of a direct statement. `quoted` are the pieces that stand in quotation marks, without the marks: the
    parts themselves if direct, none if indirect.

    `mention` is the speaker as printed next to the cue ("he", "the minister"); `speaker` is the fullest name or
    description that the text gives for that mention, None where it is not clear who speaks. `relayed_by` names
    those who passed a second-hand statement on, outermost first.
    """

    content: str
    parts: tuple[Span, ...]
    form: Form
    quoted: tuple[Span, ...] = ()
    mention: str | None = None
    speaker: str | None = None
    kind: SpeakerKind | None = None
    role: str | None = None
    organisation: str | None = None
    cue: str | None = None
    cue_span: Span | None = None
    channel: str | None = None
    relayed_by: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """From the first character of the first part to the last of the last."""
        return Span(self.parts[0].start, self.parts[-1].end)

    @property
    def chain(self) -> tuple[str, ...]:
        """Everybody through whom second-hand words came, the speaker last; () if they are first-hand."""
        return (*self.relayed_by, self.speaker or self.mention or "") if self.relayed_by else ()

    @property
    def joints(self) -> tuple[int, ...]:
        """Where in `content` each part after the first begins."""
        found: list[int] = []
        at = 0
        for part in self.parts[:-1]:
            at += len(part) + 1
            found.append(at)
        return tuple(found)

    @property
    def readable(self) -> str:
        """`content` for readers, its parts closed by a mark."""
        return closed(self.content, self.joints)


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement on record: its words, where they are printed, and whose they are.

    `prefix` and `suffix` are up to 32 characters of the source text on either side.
    """

    id: str
    source: Source
    statement: Statement
    speaker: Speaker | None
    prefix: str = ""
    suffix: str = ""
    withdrawn: bool = False

    @property
    def content(self) -> str:
        """The words on record."""
        return self.statement.content

    @property
    def form(self) -> Form:
        """How the words are printed."""
        return self.statement.form

    @property
    def quoted_words(self) -> tuple[str, ...]:
        """The stretches of `content` that stood in quotation marks, as printed."""
        return tuple(span.cut(self.content) for span in self.quoted_spans)

    @property
    def quoted_spans(self) -> tuple[Span, ...]:
        """Where the words in quotation marks stand, as offsets into `content`."""
        spans: list[Span] = []
        for base, part in zip((0, *self.statement.joints), self.statement.parts, strict=True):
            for quoted in self.statement.quoted:
                start, end = max(quoted.start, part.start), min(quoted.end, part.end)
                if start < end:
                    spans.append(Span(start - part.start + base, end - part.start + base))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """One quote as a user records it by hand."""

    text: str
    speaker: str
    role: str | None = None
    form: Form = Form.DIRECT
    source: Document = field(default_factory=Document)


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotes to list; every field that is set must fit. Dates are inclusive, of the source."""

    speaker_ids: tuple[str, ...] | None = None
    quote_ids: tuple[str, ...] | None = None
    source_id: str | None = None
    form: Form | None = None
    role: str | None = None
    publisher: str | None = None
    published_from: date | None = None
    published_to: date | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Up to `limit` rows after the row that the opaque `cursor` names; None is the beginning.

    Of lists other than those of quotes, `order` is that of arrival.
    """

    cursor: str | None = None
    limit: int = 50
    order: Order = Order.ARRIVED


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next` is the cursor of the following page, None at the end."""

    items: tuple[T, ...]
    next: str | None = None
