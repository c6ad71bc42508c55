"""Real but small stand-ins for the ports: a store in memory, an encoder by words, a fixed clock, counted ids."""

from __future__ import annotations

import hashlib
import math
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import TypeVar

import numpy as np

from quoteservice.domain.access import Key
from quoteservice.domain.claim import Coverage
from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter, Source, SourceKind
from quoteservice.domain.speaker import Role, Speaker, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.errors import UnreadableText
from quoteservice.ports import Indexed, VectorChange, Vectors
from quoteservice.store.cursors import cursor_at, number_at
from quoteservice.store.words import words_of

T = TypeVar("T")

CONTEXT = 32


class FakeEncoder:
    """Texts that share words get near vectors: each word is a fixed direction, a text the unit vector of their sum."""

    name = "words"

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text; a text without words is the first direction."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words_of(text):
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                # Two directions a word, so that two words that share one are still told apart.
                row[int.from_bytes(digest[:4]) % self.dimension] += 1
                row[int.from_bytes(digest[4:]) % self.dimension] += 0.5
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return vectors


@dataclass
class FixedClock:
    """Always the same moment, until it is set to another."""

    now: datetime = datetime(2020, 1, 6, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class CountingIds:
    """id-1, id-2, ... in order, from many threads too."""

    prefix: str = "id-"
    given: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> str:
        with self._lock:
            self.given += 1
            return f"{self.prefix}{self.given}"


@dataclass
class _State:
    """All that is on record; dictionaries keep the order of arrival. A writer works on a copy."""

    sources: dict[str, Source] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, SpeakerProfile] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    indexed: dict[str, Indexed] = field(default_factory=dict)
    verifications: dict[str, Verification] = field(default_factory=dict)
    changes: list[VectorChange] = field(default_factory=list)
    audit: list[tuple[str, str, datetime]] = field(default_factory=list)

    def copied(self) -> _State:
        return _State(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})

    def live(self) -> list[Quote]:
        return [quote for quote in self.quotes.values() if not quote.withdrawn]

    def profile(self, speaker_id: str) -> SpeakerProfile:
        count = sum(quote.speaker is not None and quote.speaker.id == speaker_id for quote in self.live())
        return replace(self.speakers[speaker_id], quotes=count)

    def profiles_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        asked = {word for each in words for word in words_of(each)}
        return tuple(self.profile(id_) for id_, profile in self.speakers.items() if asked & _words_of_profile(profile))

    def source_with_digest(self, sha256: str) -> Source | None:
        found = [source for source in self.sources.values() if source.sha256 == sha256]
        return min(found, key=lambda source: source.kind is not SourceKind.ARTICLE, default=None)


class _MemoryWriter:
    def __init__(self, state: _State) -> None:
        self._state = state

    def speakers_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        return self._state.profiles_named(words)

    def source_with_digest(self, sha256: str) -> Source | None:
        return self._state.source_with_digest(sha256)

    def add_source(self, source: Source, text: str) -> None:
        _readable(source, text)
        known = self._state.source_with_digest(source.sha256)
        if source.kind is SourceKind.ARTICLE and known and known.kind is SourceKind.ARTICLE:
            raise ValueError(f"an article with the digest {source.sha256!r} is on record")
        _add(self._state.sources, source.id, source)
        self._state.texts[source.id] = text

    def add_speaker(self, speaker: Speaker) -> None:
        _readable(speaker)
        _add(self._state.speakers, speaker.id, SpeakerProfile(speaker))

    def add_alias(self, speaker_id: str, alias: str) -> None:
        _readable(alias)
        profile = _known(self._state.speakers, speaker_id)
        if alias not in profile.aliases:
            self._state.speakers[speaker_id] = replace(profile, aliases=(*profile.aliases, alias))

    def add_role(self, speaker_id: str, role: Role) -> None:
        _readable(role)
        profile = _known(self._state.speakers, speaker_id)
        if role.source_id is not None:
            _known(self._state.sources, role.source_id)
        if role not in profile.roles:
            roles = sorted((*profile.roles, role), key=lambda each: each.on.isoformat() if each.on else "")
            self._state.speakers[speaker_id] = replace(profile, roles=tuple(roles))

    def add_quote(self, quote: Quote, indexed: Indexed) -> None:
        _readable(quote)
        text = self._state.texts[_known(self._state.sources, quote.source.id).id]
        if quote.speaker is not None:
            _known(self._state.speakers, quote.speaker.id)
        prefix = suffix = ""
        if quote.statement.parts:
            span = quote.statement.span
            prefix, suffix = text[: span.start][-CONTEXT:], text[span.end :][:CONTEXT]
        kept = replace(quote, prefix=prefix, suffix=suffix, withdrawn=False)
        _add(self._state.quotes, quote.id, kept)
        self._state.indexed[quote.id] = replace(indexed, vectors=indexed.vectors.copy())
        self._change(quote.id, indexed.vectors.copy())

    def withdraw_quote(self, quote_id: str, at: datetime) -> bool:
        quote = self._state.quotes.get(quote_id)
        if quote is None or quote.withdrawn:
            return False
        self._state.quotes[quote_id] = replace(quote, withdrawn=True)
        self._change(quote_id, None)
        self.audit("withdraw quote", quote_id, at)
        return True

    def add_verification(self, verification: Verification) -> None:
        _readable(verification)
        _add(self._state.verifications, verification.id, verification)

    def audit(self, action: str, subject: str, at: datetime) -> None:
        _readable(action, subject)
        self._state.audit.append((action, subject, at))

    def _change(self, quote_id: str, vectors: Vectors | None) -> None:
        self._state.changes.append(VectorChange(len(self._state.changes) + 1, quote_id, vectors))


class MemoryStore:
    """The port QuoteStore without a file: writers take turns on a copy, which replaces the state when all went well."""

    def __init__(self) -> None:
        self._state = _State()
        self._keys: dict[str, Key] = {}
        self._lock = threading.Lock()

    @contextmanager
    def writing(self) -> Iterator[_MemoryWriter]:
        with self._lock:
            state = self._state.copied()
            yield _MemoryWriter(state)
            self._state = state

    def source(self, source_id: str) -> Source | None:
        return self._state.sources.get(source_id)

    def source_text(self, source_id: str) -> str | None:
        return self._state.texts.get(source_id)

    def source_with_digest(self, sha256: str) -> Source | None:
        return self._state.source_with_digest(sha256)

    def sources(self, page: PageRequest) -> Page[Source]:
        return _page("sources", list(self._state.sources.values()), lambda _: True, page)

    def quote(self, quote_id: str) -> Quote | None:
        return self._state.quotes.get(quote_id)

    def quotes(self, which: QuoteFilter, page: PageRequest) -> Page[Quote]:
        return _page("quotes", list(self._state.quotes.values()), lambda quote: _fits(quote, which), page)

    def quotes_with_ids(self, quote_ids: Sequence[str]) -> tuple[Quote, ...]:
        known = self._state.quotes
        return tuple(known[each] for each in dict.fromkeys(quote_ids) if each in known and not known[each].withdrawn)

    def quotes_with_digests(self, digests: Iterable[str], limit: int) -> tuple[str, ...]:
        asked, state = set(digests), self._state
        return tuple(quote.id for quote in state.live() if asked & set(state.indexed[quote.id].digests))[:limit]

    def quotes_with_words(self, text: str, limit: int) -> tuple[str, ...]:
        state, asked = self._state, set(words_of(text))
        words = {quote.id: Counter(words_of(state.indexed[quote.id].words)) for quote in state.live()}
        scores = {
            id_: _bm25(asked, counts, list(words.values())) for id_, counts in words.items() if asked & set(counts)
        }
        return tuple(sorted(scores, key=lambda id_: (-scores[id_], id_))[:limit])

    def speaker(self, speaker_id: str) -> SpeakerProfile | None:
        state = self._state
        return state.profile(speaker_id) if speaker_id in state.speakers else None

    def speakers(self, page: PageRequest) -> Page[SpeakerProfile]:
        state = self._state
        return _page("speakers", [state.profile(each) for each in state.speakers], lambda _: True, page)

    def speakers_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        return self._state.profiles_named(words)

    def coverage(self, speaker_ids: Sequence[str] | None) -> Coverage:
        quotes = [quote for quote in self._state.live() if _fits(quote, QuoteFilter(speaker_ids=_ids(speaker_ids)))]
        days = [quote.source.published_on for quote in quotes if quote.source.published_on]
        sources = {quote.source.id for quote in quotes}
        return Coverage(len(quotes), len(sources), min(days, default=None), max(days, default=None))

    def verification(self, verification_id: str) -> Verification | None:
        return self._state.verifications.get(verification_id)

    def last_change(self) -> int:
        return len(self._state.changes)

    def vector_changes(self, after: int) -> Iterator[VectorChange]:
        yield from self._state.changes[after:]

    def add_key(self, key: Key, digest: str) -> None:
        if digest in self._keys or any(each.id == key.id for each in self._keys.values()):
            raise ValueError(f"{key.id!r} is on record")
        self._keys[digest] = key

    def key_with_digest(self, digest: str) -> Key | None:
        return self._keys.get(digest)

    def keys(self) -> tuple[Key, ...]:
        return tuple(self._keys.values())

    def revoke_key(self, key_id: str, at: datetime) -> bool:
        for digest, key in self._keys.items():
            if key.id == key_id:
                self._keys[digest] = replace(key, revoked_at=key.revoked_at or at)
                return True
        return False

    def close(self) -> None:
        """Nothing to release."""


def _ids(speaker_ids: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if speaker_ids is None else tuple(speaker_ids)


def _words_of_profile(profile: SpeakerProfile) -> set[str]:
    roles = (part for role in profile.roles for part in (role.title, role.organisation or ""))
    return {word for text in (profile.speaker.name, *profile.aliases, *roles) for word in words_of(text)}


def _fits(quote: Quote, which: QuoteFilter) -> bool:
    source, role, day = quote.source, quote.statement.role, quote.source.published_on
    return (
        not quote.withdrawn
        and (which.speaker_ids is None or (quote.speaker is not None and quote.speaker.id in which.speaker_ids))
        and (which.quote_ids is None or quote.id in which.quote_ids)
        and which.source_id in (None, source.id)
        and which.form in (None, quote.form)
        and (which.role is None or (role is not None and which.role.casefold() in role.casefold()))
        and (which.publisher is None or _same(which.publisher, source.publisher))
        and (which.published_from is None or (day is not None and day >= which.published_from))
        and (which.published_to is None or (day is not None and day <= which.published_to))
    )


def _same(asked: str, publisher: str | None) -> bool:
    return publisher is not None and asked.casefold() == publisher.casefold()


def _bm25(asked: set[str], words: Counter[str], everything: list[Counter[str]]) -> float:
    """Okapi BM25 with the constants that SQLite's FTS5 uses."""
    mean = sum(counts.total() for counts in everything) / len(everything)
    score = 0.0
    for word in sorted(asked & set(words)):
        documents = sum(word in counts for counts in everything)
        rarity = max(math.log((len(everything) - documents + 0.5) / (documents + 0.5)), 1e-6)
        score += rarity * words[word] * 2.2 / (words[word] + 1.2 * (0.25 + 0.75 * words.total() / mean))
    return score


def _page(listing: str, items: list[T], fits: Callable[[T], bool], page: PageRequest) -> Page[T]:
    after = number_at(listing, page.cursor)
    rows = [(number, item) for number, item in enumerate(items, start=1) if number > after and fits(item)]
    shown = rows[: page.limit]
    return Page(tuple(item for _, item in shown), cursor_at(listing, shown[-1][0]) if len(rows) > len(shown) else None)


def _add(table: dict[str, T], id_: str, item: T) -> None:
    if id_ in table:
        raise ValueError(f"{id_!r} is on record")
    table[id_] = item


def _known(table: dict[str, T], id_: str) -> T:
    if id_ not in table:
        raise ValueError(f"{id_!r} is not on record")
    return table[id_]


def _readable(*values: object) -> None:
    for value in values:
        if any(0xD800 <= ord(each) <= 0xDFFF for each in _characters(value)):
            raise UnreadableText("The text has half of a surrogate pair", remedy="Send well-formed Unicode.")


def _characters(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value
    elif isinstance(value, tuple):
        for each in value:
            yield from _characters(each)
    elif hasattr(value, "__dataclass_fields__"):
        for each in fields(value):  # type: ignore[arg-type]
            yield from _characters(getattr(value, each.name))
