"""Stores of invented quotes, written as an ingest writes them but without reading: the words are known already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

from quoteservice.bench.invented import InventedArticle, InventedSpeaker, articles, quotes
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.speaker import Role, Speaker, SpeakerKind
from quoteservice.ports import Encoder, Indexed, StoreWriter, Vectors
from quoteservice.progress import progress
from quoteservice.store.sqlite import SqliteStore
from quoteservice.text.words import digest
from quoteservice.workflows.retrieve import recorded_texts

SEED = 7
ARTICLES_AT_ONCE = 64  # in one transaction and one call of the encoder: about 500 quotes

# Quotes whose vectors are the encoder's; at about 100 a second, more would take longer than all measurements. Those of
# later ones are copies of these, moved by noise.
MOST_ENCODED = 10_000
# Length of the noise beside a unit vector: cosine 0.9 with the original, as two sentences on one subject have.
NOISE = 0.48

NOW = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Filled:
    """A store of `quotes` quotes; `text_bytes` is what their articles take as UTF-8."""

    path: Path
    quotes: int
    text_bytes: int

    @property
    def bytes(self) -> int:
        """What the store takes on disk, its log included."""
        return sum(each.stat().st_size for each in self.path.parent.glob(f"{self.path.name}*"))


def fill(path: Path, number: int, encoder: Encoder) -> Filled:
    """Writes a new store of `number` quotes at `path`; the same for equal numbers and encoders."""
    store = SqliteStore(path)
    text_bytes = 0
    source = _Vectors(encoder, number)
    speakers: dict[InventedSpeaker, Speaker] = {}
    try:
        with closing(progress("quotes", number)) as shown:
            for batch in _batches(articles(quotes(number, seed=SEED), seed=SEED)):
                statements = [statement for article in batch for statement in _statements(article)]
                indexed = iter(source.indexed(statements))
                found = iter(statements)
                with store.writing() as writer:
                    for article in batch:
                        _write(writer, article, list(islice(found, len(article.quotes))), indexed, speakers)
                        text_bytes += len(article.text.encode())
                shown.update(len(statements))
    finally:
        store.close()
    return Filled(path, number, text_bytes)


def _batches(found: Iterator[InventedArticle]) -> Iterator[list[InventedArticle]]:
    while batch := list(islice(found, ARTICLES_AT_ONCE)):
        yield batch


def _statements(article: InventedArticle) -> list[Statement]:
    return [
        Statement(
            content=quote.text,
            parts=(span,),
            form=Form.DIRECT,
            quoted=(span,),
            mention=quote.speaker.name,
            speaker=quote.speaker.name,
            kind=SpeakerKind.PERSON,
            role=quote.speaker.role,
            cue="said",
        )
        for quote, span in zip(article.quotes, article.spans, strict=True)
    ]


def _write(
    writer: StoreWriter,
    article: InventedArticle,
    statements: Sequence[Statement],
    indexed: Iterator[Indexed],
    speakers: dict[InventedSpeaker, Speaker],
) -> None:
    key = hashlib.sha256(article.text.encode()).hexdigest()
    source = Source(key[:32], key, article.title, article.publisher, published_on=article.published_on, received_at=NOW)
    writer.add_source(source, article.text)
    for number, (quote, statement) in enumerate(zip(article.quotes, statements, strict=True)):
        speaker = speakers.get(quote.speaker)
        if speaker is None:
            speaker = speakers[quote.speaker] = Speaker(f"speaker-{len(speakers)}", quote.speaker.name)
            writer.add_speaker(speaker)
        writer.add_role(speaker.id, Role(quote.speaker.role, None, article.published_on, source.id))
        writer.add_quote(Quote(f"{key[:28]}{number:04}", source, statement, speaker), next(indexed))
    writer.audit("ingested", source.id, NOW)


class _Vectors:
    """The encoder's vectors for the first quotes, and moved copies of them for all later ones."""

    def __init__(self, encoder: Encoder, number: int) -> None:
        self._encoder = encoder
        self._chance = np.random.default_rng(SEED)
        self._kept: list[Vectors] = []
        self._keeps = number > MOST_ENCODED
        self._seen = 0

    def indexed(self, statements: Sequence[Statement]) -> list[Indexed]:
        """What retrieval needs of each statement."""
        pieces = [recorded_texts(each) for each in statements]
        encoded = pieces[: max(0, MOST_ENCODED - self._seen)]
        vectors = self._encoder.encode([text for group in encoded for text in group])
        ends = np.cumsum([len(group) for group in encoded])
        groups = np.split(vectors, ends[:-1]) if encoded else []
        if self._keeps:
            self._kept += groups
        groups = [*groups, *(self._moved(len(group)) for group in pieces[len(encoded) :])]
        self._seen += len(statements)
        return [
            Indexed(tuple(dict.fromkeys(map(digest, group))), statement.content, found, self._encoder.name)
            for statement, group, found in zip(statements, pieces, groups, strict=True)
        ]

    def _moved(self, rows: int) -> Vectors:
        original = self._kept[int(self._chance.integers(len(self._kept)))]
        base = original[np.arange(rows) % len(original)]
        noise = self._chance.standard_normal(base.shape).astype(np.float32)
        moved = base + noise * np.float32(NOISE / np.sqrt(base.shape[1]))
        unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
        return unit
