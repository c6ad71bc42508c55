"""Reads an article and keeps what was said in it.

1. The text is prepared: admitted, read, hashed and embedded, before anything is locked.
2. In one transaction the source, its speakers with their aliases and roles, and all its quotes are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoteservice.domain.challenge import Challenge
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
from quoteservice.errors import UnknownQuote
from quoteservice.ports import Clock, Ids, Indexed, QuoteStore, StoreWriter
from quoteservice.speakers.identity import same_speaker
from quoteservice.speakers.keys import keys, look_up
from quoteservice.speakers.names import is_name, name
from quoteservice.speakers.offices import same_title
from quoteservice.speakers.printed import titles_beside
from quoteservice.text.challenges import challenges
from quoteservice.workflows.admission import Limits, admit, admit_label, admit_optional_label
from quoteservice.workflows.copies import cluster_of
from quoteservice.workflows.prepare import Prepare, PreparedArticle, admitted_fields, warnings_of

# Characters of the source kept on either side of a quote, as W3C TextQuoteSelector suggests a short context.
CONTEXT = 32
# Quotes of one source are listed in pages of this size until all are there.
PAGE = 200


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an article: `created` is False if the text was on record; `warnings` say what may be missing."""

    source: Source
    quotes: tuple[Quote, ...]
    created: bool
    warnings: tuple[str, ...] = ()


class Ingest:
    """The only way onto the record."""

    def __init__(self, store: QuoteStore, prepare: Prepare, limits: Limits, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._prepare = prepare
        self._limits = limits
        self._clock = clock
        self._ids = ids

    def article(self, document: Document) -> Ingested:
        """Raises InvalidInput, of which NoArticle, if there is nothing to read."""
        read = self._prepare.document(document)
        known = article_among(self._store.source_with_digest(sha256_of(read.text or "")))
        if known is not None:
            return self._known(known, read)
        (prepared,) = self._prepare.statements([read])
        return self.keep([prepared])[0]

    def keep(self, articles: Sequence[PreparedArticle]) -> tuple[Ingested, ...]:
        """Writes articles that were read before, in this order; all of them, or none if one cannot be written."""
        found: list[Source | Ingested] = []
        with self._store.writing() as writer:
            for article in articles:
                text = article.document.text or ""
                source = self._source(article.document, text, SourceKind.ARTICLE)
                known = article_among(writer.source_with_digest(source.sha256))
                if known is None:
                    digests = [each.digests[0] for each in article.indexed]
                    source = replace(source, cluster=cluster_of(writer, source, text, digests))
                    quotes = self._write(writer, source, text, article.statements, article.indexed)
                found.append(known or Ingested(source, quotes, created=True, warnings=warnings_of(text)))
        return tuple(
            each if isinstance(each, Ingested) else self._known(each, article.document)
            for each, article in zip(found, articles, strict=True)
        )

    def _known(self, source: Source, read: Document) -> Ingested:
        return Ingested(source, quotes_of(self._store, source.id), created=False, warnings=warnings_of(read.text or ""))

    def known(self, document: Document) -> Source | None:
        """The article on record with the text of this document; None for one that must be read to tell."""
        if document.text is None or document.html is not None:
            return None
        return article_among(self._store.source_with_digest(sha256_of(document.text)))

    def is_on_record(self, source_id: str) -> bool:
        """Whether there is such a source."""
        return self._store.source(source_id) is not None

    def record(self, record: QuoteRecord) -> Quote:
        """Raises InvalidInput if the words or the speaker cannot be read."""
        text = admit(record.text, "text", self._limits.claim)
        speaker = admit_label(record.speaker, "speaker", self._limits.speaker)
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
            role=admit_optional_label(record.role, "role", self._limits.speaker),
        )
        indexed = self._prepare.indexed([[statement]])[0]
        with self._store.writing() as writer:
            (quote,) = self._write(writer, source, text, [statement], indexed)
            writer.audit("record quote", quote.id, self._clock())
            return quote

    def withdraw(self, quote_id: str) -> None:
        """Raises UnknownQuote if no quote has this id; withdrawing twice changes nothing."""
        with self._store.writing() as writer:
            withdrawn = writer.withdraw_quote(quote_id, self._clock())
        if not withdrawn and self._store.quote(quote_id) is None:
            raise unknown_quote(quote_id)

    def _source(self, document: Document, text: str, kind: SourceKind) -> Source:
        return Source(
            id=self._ids(),
            sha256=sha256_of(text),
            title=document.title,
            publisher=document.publisher,
            author=document.author,
            published_on=document.published_on,
            url=document.url,
            kind=kind,
            received_at=self._clock(),
        )

    def _write(
        self,
        writer: StoreWriter,
        source: Source,
        text: str,
        statements: Sequence[Statement],
        indexed: Sequence[Indexed],
    ) -> tuple[Quote, ...]:
        writer.add_source(source, text)
        people = People(writer, source, text, statements, self._ids)
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
        for passage in challenges(text) if source.kind is SourceKind.ARTICLE else ():
            writer.add_challenge(
                Challenge(self._ids(), passage.kind, source, passage.span, passage.text, passage.context, passage.names)
            )
        writer.audit("ingested" if source.kind is SourceKind.ARTICLE else "recorded", source.id, self._clock())
        return tuple(quotes)


class People:
    """The speakers of one source, recognised among those on record or put on record, once each."""

    def __init__(
        self, writer: StoreWriter, source: Source, text: str, statements: Sequence[Statement], ids: Ids
    ) -> None:
        self._writer = writer
        self._source = source
        self._text = text
        self._ids = ids
        self._known: dict[tuple[str, SpeakerKind], Speaker] = {}
        self._noted: set[tuple[str, str]] = set()
        # The office is often printed once, beside another statement than the first.
        self._roles: dict[tuple[str, SpeakerKind], list[Role]] = {}
        for statement in statements:
            if statement.speaker is not None and statement.role:
                role = Role(statement.role, statement.organisation, source.published_on, source.id)
                self._roles.setdefault((statement.speaker, kind_of(statement)), []).append(role)

    def speaker(self, statement: Statement) -> Speaker | None:
        """Who made the statement, None if that is not clear; notes the name and role as printed."""
        if statement.speaker is None:
            return None
        who = (statement.speaker, kind_of(statement))
        speaker = self._known.get(who) or self._recognised(*who)
        if who not in self._known:
            self._known[who] = speaker
            for role in self._roles_of(*who):
                self._writer.add_role(speaker.id, role)
                self._writer.add_keys(speaker.id, keys(speaker.name, role.title))
        self._note_alias(speaker, statement.speaker)
        if statement.mention and is_name(statement.mention):
            self._note_alias(speaker, statement.mention)
        return speaker

    def _roles_of(self, printed: str, kind: SpeakerKind) -> tuple[Role, ...]:
        """The titles beside the statements, and those elsewhere in the article that are of other offices."""
        roles = list(dict.fromkeys(self._roles.get((printed, kind), ())))
        if kind is SpeakerKind.PERSON and self._source.kind is SourceKind.ARTICLE:
            for title in titles_beside(self._text, printed):
                if not any(same_title(title, role) for role in roles):
                    roles.append(Role(title, None, self._source.published_on, self._source.id))
        return tuple(roles)

    def _recognised(self, printed: str, kind: SpeakerKind) -> Speaker:
        roles = self._roles_of(printed, kind)
        profile = same_speaker(printed, kind, self._writer.speakers_named(look_up(printed)), roles)
        if profile is not None:
            # A name that came by a merge stays with the entry that brought it, so that a split takes it along.
            self._noted |= {(profile.speaker.id, alias) for alias in profile.aliases}
            return profile.speaker
        speaker = Speaker(self._ids(), bare_name(printed, kind), kind)
        self._writer.add_speaker(speaker)
        self._writer.add_keys(speaker.id, keys(printed))
        return speaker

    def _note_alias(self, speaker: Speaker, printed: str) -> None:
        if printed != speaker.name and (speaker.id, printed) not in self._noted:
            self._noted.add((speaker.id, printed))
            self._writer.add_alias(speaker.id, printed)
            self._writer.add_keys(speaker.id, keys(printed))


def kind_of(statement: Statement) -> SpeakerKind:
    """What kind of speaker a statement has; a person unless the text shows another."""
    return statement.kind or SpeakerKind.PERSON


def sha256_of(text: str) -> str:
    """The digest by which a text is known, as 64 hex digits."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def article_among(source: Source | None) -> Source | None:
    """The source if it is an article; the same words recorded by hand do not stand for one."""
    return source if source is not None and source.kind is SourceKind.ARTICLE else None


def bare_name(printed: str, kind: SpeakerKind) -> str:
    """A person's name without the titles before it and what stands behind it; anything else as printed."""
    if kind is not SpeakerKind.PERSON:
        return printed
    found = name(printed)
    if not found.surname or not found.titles:
        return printed
    words = printed.split(",")[0].split()
    # The name's words are the last ones: a title that was cut off leaves nothing of itself behind.
    for at in range(len(words)):
        tail = " ".join(words[at:])
        if name(tail).full == found.full and not name(tail).titles:
            return tail
    return printed


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
