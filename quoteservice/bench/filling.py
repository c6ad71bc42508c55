"""Stores of invented quotes, written as an ingest writes them but without reading: the words are known already."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, closing
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
ARTICLES_AT_ONCE = 256  # in one transaction and one call of the encoder: about 2,000 quotes

# Quotes whose vectors are the encoder's; at about 100 a second, more would take longer than all measurements. Those of
# later ones are copies of these, moved by noise.
MOST_ENCODED = 10_000
# Batches that another process reads ahead, so that neither waits for the other.
READ_AHEAD = 4
# Length of the noise beside a unit vector: cosine 0.9 with the original, as two sentences on one subject have.
NOISE = 0.48

NOW = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with the texts that have a vector each, and their digests."""

    statement: Statement
    texts: tuple[str, ...]
    digests: tuple[str, ...]


_Read = tuple[list[InventedArticle], list[_Said]]


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
            for batch, said in _read(number):
                found = iter(list(zip(said, source.indexed(said), strict=True)))
                with store.writing() as writer:
                    for article in batch:
                        _write(writer, article, list(islice(found, len(article.quotes))), speakers)
                        text_bytes += len(article.text.encode())
                shown.update(len(said))
    finally:
        store.close()
    return Filled(path, number, text_bytes)


def _read(number: int) -> Iterator[_Read]:
    """The articles of that many quotes in batches, with what is said in them; of a large store read ahead beside us."""
    batches = _batches(articles(quotes(number, seed=SEED), seed=SEED))
    with ExitStack() as stack:
        waiting: deque[tuple[list[InventedArticle], Future[list[_Said]]]] = deque()
        reader = None
        if number > MOST_ENCODED:
            reader = stack.enter_context(ProcessPoolExecutor(1, multiprocessing.get_context("spawn")))
        for batch in batches:
            if reader is None:
                yield batch, _said(batch)
                continue
            waiting.append((batch, reader.submit(_said, batch)))
            if len(waiting) > READ_AHEAD:
                first, coming = waiting.popleft()
                yield first, coming.result()
        for first, coming in waiting:
            yield first, coming.result()


def _batches(found: Iterator[InventedArticle]) -> Iterator[list[InventedArticle]]:
    while batch := list(islice(found, ARTICLES_AT_ONCE)):
        yield batch


def _said(batch: Sequence[InventedArticle]) -> list[_Said]:
    found = []
    for article in batch:
        for statement in _statements(article):
            texts = recorded_texts(statement)
            found.append(_Said(statement, tuple(texts), tuple(dict.fromkeys(map(digest, texts)))))
    return found


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
    said: Sequence[tuple[_Said, Indexed]],
    speakers: dict[InventedSpeaker, Speaker],
) -> None:
    key = hashlib.sha256(article.text.encode()).hexdigest()
    source = Source(key[:32], key, article.title, article.publisher, published_on=article.published_on, received_at=NOW)
    writer.add_source(source, article.text)
    for number, (quote, (each, indexed)) in enumerate(zip(article.quotes, said, strict=True)):
        speaker = speakers.get(quote.speaker)
        if speaker is None:
            speaker = speakers[quote.speaker] = Speaker(f"speaker-{len(speakers)}", quote.speaker.name)
            writer.add_speaker(speaker)
        writer.add_role(speaker.id, Role(quote.speaker.role, None, article.published_on, source.id))
        writer.add_quote(Quote(f"{key[:28]}{number:04}", source, each.statement, speaker), indexed)
    writer.audit("ingested", source.id, NOW)


class _Vectors:
    """The encoder's vectors for the first quotes, and moved copies of them for all later ones."""

    def __init__(self, encoder: Encoder, number: int) -> None:
        self._encoder = encoder
        self._chance = np.random.default_rng(SEED)
        self._kept: list[Vectors] = []
        self._keeps = number > MOST_ENCODED
        self._seen = 0

    def indexed(self, said: Sequence[_Said]) -> list[Indexed]:
        """What retrieval needs of each statement."""
        encoded = said[: max(0, MOST_ENCODED - self._seen)]
        vectors = self._encoder.encode([text for each in encoded for text in each.texts])
        ends = np.cumsum([len(each.texts) for each in encoded])
        groups = np.split(vectors, ends[:-1]) if encoded else []
        if self._keeps:
            self._kept += groups
        groups = [*groups, *(self._moved(len(each.texts)) for each in said[len(encoded) :])]
        self._seen += len(said)
        return [
            Indexed(each.digests, each.statement.content, found, self._encoder.name)
            for each, found in zip(said, groups, strict=True)
        ]

    def _moved(self, rows: int) -> Vectors:
        original = self._kept[int(self._chance.integers(len(self._kept)))]
        base = original[np.arange(rows) % len(original)]
        noise = self._chance.standard_normal(base.shape).astype(np.float32)
        moved = base + noise * np.float32(NOISE / np.sqrt(base.shape[1]))
        unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
        return unit
