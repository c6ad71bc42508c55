"""Reads an article and keeps what was said in it.

1. The text is admitted and, if it is HTML, found in its page.
2. Statements are found, hashed and embedded, before anything is locked.
3. In one transaction the source, its speakers with their aliases and roles, and all its quotes are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import numpy as np

from quoteservice.domain.quote import (
    Document,
    Form,
    PageRequest,
    Quote,
    QuoteFilter,
    QuoteRecord,
    Source,
    SourceKind,
    Statement,
)
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Role, Speaker, SpeakerKind
from quoteservice.errors import InvalidInput, UnknownQuote
from quoteservice.ports import Clock, Encoder, Ids, Indexed, QuoteStore, Reader, StoreWriter
from quoteservice.speakers.identity import same_speaker
from quoteservice.speakers.names import is_name, name
from quoteservice.text.words import digest, words
from quoteservice.workflows.admission import Limits, admit, admit_optional
from quoteservice.workflows.retrieve import look_up_words, recorded_texts

# Characters of the source kept on either side of a quote, as W3C TextQuoteSelector suggests a short context.
CONTEXT = 32
# Quotes of one source are listed in pages of this size until all are there.
PAGE = 200


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an article: `created` is False if the same text was on record before."""

    source: Source
    quotes: tuple[Quote, ...]
    created: bool


class Ingest:
    """The only way onto the record."""

    def __init__(
        self, store: QuoteStore, reader: Reader, encoder: Encoder, limits: Limits, clock: Clock, ids: Ids
    ) -> None:
        self._store = store
        self._reader = reader
        self._encoder = encoder
        self._limits = limits
        self._clock = clock
        self._ids = ids

    def article(self, document: Document) -> Ingested:
        """Raises InvalidInput, of which NoArticle, if there is nothing to read."""
        read = readable(document, self._reader, self._limits)
        text = read.text or ""
        source = self._source(read, text, SourceKind.ARTICLE)
        known = article_among(self._store.source_with_digest(source.sha256))
        if known is not None:
            return Ingested(known, quotes_of(self._store, known.id), created=False)
        statements = [each for each in self._reader.read(text) if words(each.content)]
        indexed = self._indexed(statements)
        with self._store.writing() as writer:
            known = article_among(writer.source_with_digest(source.sha256))
            if known is None:
                quotes = self._write(writer, source, text, statements, indexed)
        if known is not None:
            return Ingested(known, quotes_of(self._store, known.id), created=False)
        return Ingested(source, quotes, created=True)

    def record(self, record: QuoteRecord) -> Quote:
        """Raises InvalidInput if the words or the speaker cannot be read."""
        text = admit(record.text, "text", self._limits.claim)
        speaker = admit(record.speaker, "speaker", self._limits.speaker)
        document = admitted_fields(record.source, self._limits)
        source = self._source(document, text, SourceKind.RECORD)
        whole = Span(0, len(text))
        statement = Statement(
            content=text,
            parts=(whole,),
            form=record.form,
            quoted=(whole,) if record.form is Form.DIRECT else (),
            mention=speaker,
            speaker=speaker,
            kind=SpeakerKind.PERSON if is_name(speaker) else SpeakerKind.ANONYMOUS,
            role=admit_optional(record.role, "role", self._limits.speaker),
        )
        indexed = self._indexed([statement])
        with self._store.writing() as writer:
            return self._write(writer, source, text, [statement], indexed)[0]

    def withdraw(self, quote_id: str) -> None:
        """Raises UnknownQuote if no quote has this id; withdrawing twice changes nothing."""
        with self._store.writing() as writer:
            withdrawn = writer.withdraw_quote(quote_id, self._clock())
        if not withdrawn and self._store.quote(quote_id) is None:
            raise unknown_quote(quote_id)

    def _source(self, document: Document, text: str, kind: SourceKind) -> Source:
        return Source(
            id=self._ids(),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            title=document.title,
            publisher=document.publisher,
            author=document.author,
            published_on=document.published_on,
            url=document.url,
            kind=kind,
            received_at=self._clock(),
        )

    def _indexed(self, statements: Sequence[Statement]) -> list[Indexed]:
        """What retrieval needs of each statement, with one call of the encoder for all."""
        pieces = [recorded_texts(statement) for statement in statements]
        vectors = self._encoder.encode([text for group in pieces for text in group])
        found: list[Indexed] = []
        at = 0
        for statement, group in zip(statements, pieces, strict=True):
            mine = vectors[at : at + len(group)]
            at += len(group)
            found.append(
                Indexed(tuple(dict.fromkeys(map(digest, group))), statement.content, np.ascontiguousarray(mine))
            )
        return found

    def _write(
        self,
        writer: StoreWriter,
        source: Source,
        text: str,
        statements: Sequence[Statement],
        indexed: Sequence[Indexed],
    ) -> tuple[Quote, ...]:
        writer.add_source(source, text)
        people = People(writer, source, self._ids)
        quotes: list[Quote] = []
        for statement, found in zip(statements, indexed, strict=True):
            span = statement.span
            quote = Quote(
                id=self._ids(),
                source=source,
                statement=statement,
                speaker=people.speaker(statement),
                prefix=text[max(0, span.start - CONTEXT) : span.start],
                suffix=text[span.end : span.end + CONTEXT],
            )
            writer.add_quote(quote, found)
            quotes.append(quote)
        writer.audit("ingested" if source.kind is SourceKind.ARTICLE else "recorded", source.id, self._clock())
        return tuple(quotes)


class People:
    """The speakers of one source, recognised among those on record or put on record, once each."""

    def __init__(self, writer: StoreWriter, source: Source, ids: Ids) -> None:
        self._writer = writer
        self._source = source
        self._ids = ids
        self._known: dict[tuple[str, SpeakerKind], Speaker] = {}
        self._noted: set[tuple[str, str]] = set()

    def speaker(self, statement: Statement) -> Speaker | None:
        """Who made the statement, None if that is not clear; notes the name and role as printed."""
        if statement.speaker is None:
            return None
        kind = statement.kind or SpeakerKind.PERSON
        speaker = self._known.get((statement.speaker, kind)) or self._recognised(statement.speaker, kind)
        self._known[(statement.speaker, kind)] = speaker
        self._note_alias(speaker, statement.speaker)
        if statement.mention and is_name(statement.mention):
            self._note_alias(speaker, statement.mention)
        if statement.role and ("role", f"{speaker.id}{statement.role}") not in self._noted:
            self._noted.add(("role", f"{speaker.id}{statement.role}"))
            role = Role(statement.role, statement.organisation, self._source.published_on, self._source.id)
            self._writer.add_role(speaker.id, role)
        return speaker

    def _recognised(self, printed: str, kind: SpeakerKind) -> Speaker:
        profile = same_speaker(printed, kind, self._writer.speakers_named(look_up_words(printed)))
        if profile is not None:
            return profile.speaker
        speaker = Speaker(self._ids(), bare_name(printed, kind), kind)
        self._writer.add_speaker(speaker)
        return speaker

    def _note_alias(self, speaker: Speaker, printed: str) -> None:
        if printed != speaker.name and (speaker.id, printed) not in self._noted:
            self._noted.add((speaker.id, printed))
            self._writer.add_alias(speaker.id, printed)


def article_among(source: Source | None) -> Source | None:
    """The source if it is an article; the same words recorded by hand do not stand for one."""
    return source if source is not None and source.kind is SourceKind.ARTICLE else None


def bare_name(printed: str, kind: SpeakerKind) -> str:
    """A person's name without the titles before it; anything else as printed."""
    if kind is not SpeakerKind.PERSON:
        return printed
    titles = len(name(printed).titles)
    tail = printed.split()[titles:]
    return " ".join(tail) if titles and tail else printed


def readable(document: Document, reader: Reader, limits: Limits) -> Document:
    """The document with its text admitted; of HTML, the article in it, what the user said of it taking precedence."""
    if (document.text is None) == (document.html is None):
        raise InvalidInput("Send either text or html", where="text", remedy="Give one of the two fields.")
    given = admitted_fields(document, limits)
    if document.text is not None:
        return replace(given, text=admit(document.text, "text", limits.article))
    html = admit(document.html or "", "html", HTML_PER_CHARACTER * limits.article)
    found = reader.article(html)
    text = admit(found.text or "", "html", limits.article)
    return Document(
        text=text,
        title=given.title or found.title,
        publisher=given.publisher or found.publisher,
        author=given.author or found.author,
        published_on=given.published_on or found.published_on,
        url=given.url or found.url,
    )


# A page carries many times its readable text in mark-up.
HTML_PER_CHARACTER = 10


def admitted_fields(document: Document, limits: Limits) -> Document:
    """The document with what is said about it admitted; blank fields count as not given."""
    url = admit_optional(document.url, "url", limits.field)
    if url is not None and not is_web_address(url):
        raise InvalidInput("The address is not one of the web", where="url", remedy="Give one with http or https.")
    return replace(
        document,
        title=admit_optional(document.title, "title", limits.field),
        publisher=admit_optional(document.publisher, "publisher", limits.field),
        author=admit_optional(document.author, "author", limits.field),
        url=url,
    )


def is_web_address(text: str) -> bool:
    """True for an absolute address with http or https and a host; others would make a link do something else."""
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname)
    except ValueError:  # an unclosed bracket, as in http://[::1
        return False
    return named and parts.scheme in ("http", "https") and not any(each.isspace() or each in '"<>' for each in text)


def quotes_of(store: QuoteStore, source_id: str) -> tuple[Quote, ...]:
    """All quotes of a source that are not withdrawn, in order of the text."""
    found: list[Quote] = []
    cursor: str | None = None
    while True:
        page = store.quotes(QuoteFilter(source_id=source_id), PageRequest(cursor, PAGE))
        found.extend(page.items)
        cursor = page.next
        if cursor is None:
            return tuple(sorted(found, key=lambda quote: (quote.statement.span, quote.id)))


def unknown_quote(quote_id: str) -> UnknownQuote:
    """The error for an id that no quote has."""
    return UnknownQuote(f"There is no quote {quote_id!r}", where="id", remedy="Find its id with GET /v1/quotes.")
