"""Sources, speakers and quotes that the contract suites put on record; every sentence is invented."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker, SpeakerKind
from quoteservice.ports import Indexed, QuoteStore
from tests.fakes import FakeEncoder

ENCODER = FakeEncoder()
NOW = datetime(2021, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)

HARBOUR = (
    "The harbour reopened on Monday. “The cranes are safe again,” said Ines Okafor, the harbour master, "
    "after a week of repairs. She added that ferries would run until midnight."
)
CRANES = "The cranes are safe again"
FERRIES = "ferries would run until midnight"

OKAFOR = Speaker("p-okafor", "Ines Okafor")
LINDQVIST = Speaker("p-lindqvist", "Åsa Lindqvist")
PORT = Speaker("p-port", "Port of Vell", SpeakerKind.ORGANISATION)


def source_of(text: str = HARBOUR, id_: str = "s-harbour", **fields: object) -> Source:
    """A source with the digest of its text."""
    return Source(id_, hashlib.sha256(text.encode()).hexdigest(), **fields)  # type: ignore[arg-type]


def full_source(text: str = HARBOUR, id_: str = "s-harbour") -> Source:
    """A source of which everything is known."""
    return source_of(
        text,
        id_,
        title="Harbour reopens",
        publisher="The Vell Courier",
        author="T. Amadi",
        published_on=date(2021, 5, 3),
        url="https://courier.example/harbour",
        received_at=NOW,
        cluster="s-agency",
    )


def statement_of(content: str, text: str = HARBOUR, **fields: object) -> Statement:
    """A statement whose only part is `content` where it first stands in `text`."""
    start = text.index(content)
    return Statement(content, (Span(start, start + len(content)),), fields.pop("form", Form.DIRECT), **fields)  # type: ignore[arg-type]


def indexed_of(content: str) -> Indexed:
    """What retrieval needs of `content`: its digest, its words, its vector."""
    return Indexed((hashlib.sha256(content.encode()).hexdigest(),), content, ENCODER.encode([content]), ENCODER.name)


def keep_source(store: QuoteStore, source: Source, text: str = HARBOUR) -> None:
    """Puts a source on record."""
    with store.writing() as writer:
        writer.add_source(source, text)


def keep_speakers(store: QuoteStore, *speakers: Speaker) -> None:
    """Puts speakers on record."""
    with store.writing() as writer:
        for speaker in speakers:
            writer.add_speaker(speaker)


def keep_quote(
    store: QuoteStore, id_: str, statement: Statement, source: Source, speaker: Speaker | None = None
) -> Quote:
    """Puts a quote on record; its source and speaker must be."""
    quote = Quote(id_, source, statement, speaker)
    with store.writing() as writer:
        writer.add_quote(quote, indexed_of(statement.content))
    return quote


def keep_sentences(store: QuoteStore, *sentences: str, speaker: Speaker | None = None) -> tuple[str, ...]:
    """Puts each sentence on record as a quote of one new source; gives their ids, q-1, q-2, ..."""
    text = " ".join(sentences)
    source = source_of(text, "s-sentences")
    keep_source(store, source, text)
    ids = tuple(f"q-{number}" for number in range(1, len(sentences) + 1))
    for id_, sentence in zip(ids, sentences, strict=True):
        keep_quote(store, id_, statement_of(sentence, text), source, speaker)
    return ids


def withdraw(store: QuoteStore, quote_id: str) -> bool:
    """Withdraws a quote in a transaction of its own."""
    with store.writing() as writer:
        return writer.withdraw_quote(quote_id, NOW)
