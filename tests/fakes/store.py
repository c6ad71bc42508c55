"""A store in memory."""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from quoteservice.domain.access import Key
from quoteservice.domain.challenge import Challenge
from quoteservice.domain.claim import Coverage
from quoteservice.domain.quote import Order, Page, PageRequest, Quote, QuoteFilter, RecordAction, RecordChange, Source
from quoteservice.domain.request import Repeat, SentRequest
from quoteservice.domain.speaker import Role, SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.ports import VectorChange
from quoteservice.store.asked import GRAMMAR
from quoteservice.store.cursors import cursor_at, number_at
from quoteservice.store.words import words_of
from tests.fakes.jobs import MemoryJobs
from tests.fakes.state import State
from tests.fakes.writer import MemoryWriter

T = TypeVar("T")


class MemoryStore(MemoryJobs):
    """The port QuoteStore without a file: writers take turns on a copy, which replaces the state when all went well."""

    def __init__(self) -> None:
        super().__init__()
        self._latest = State()
        self._shown = threading.local()
        self._keys: dict[str, Key] = {}
        self._requests: dict[str, tuple[str, datetime, bytes | None]] = {}
        self._lock = threading.Lock()
        self._chosen: list[str] = []
        self._leases: dict[str, tuple[str, datetime]] = {}

    @property
    def _state(self) -> State:
        held: State | None = getattr(self._shown, "state", None)
        return held or self._latest

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        before = getattr(self._shown, "state", None)
        self._shown.state = self._state
        try:
            yield
        finally:
            self._shown.state = before

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter]:
        with self._lock:
            state = self._state.copied()
            yield MemoryWriter(state, self)
            state.revision += state.answers_otherwise_than(self._state)
            self._latest = state

    def source(self, source_id: str) -> Source | None:
        return self._state.sources.get(source_id)

    def source_text(self, source_id: str) -> str | None:
        return self._state.texts.get(source_id)

    def source_with_digest(self, sha256: str) -> Source | None:
        return self._state.source_with_digest(sha256)

    def sources(self, page: PageRequest) -> Page[Source]:
        return _page("sources", list(self._state.sources.values()), lambda _: True, page)

    def quote(self, quote_id: str) -> Quote | None:
        quote = self._state.quotes.get(quote_id)
        return None if quote is None else self._state.seen(quote)

    def quotes(self, which: QuoteFilter, page: PageRequest) -> Page[Quote]:
        state = self._state
        if which.speaker_ids is not None:
            which = replace(which, speaker_ids=tuple(map(state.root, which.speaker_ids)))
        listing = "quotes" if page.order is Order.ARRIVED else f"quotes {page.order}"
        after = number_at(listing, page.cursor)
        numbered = list(enumerate(map(state.seen, state.quotes.values()), start=1))
        if page.order in (Order.PUBLISHED, Order.LAST_PUBLISHED):
            numbered.sort(key=lambda each: (str(each[1].source.published_on or ""), each[0]))
        if page.order in (Order.LAST_ARRIVED, Order.LAST_PUBLISHED):
            numbered.reverse()
        if after:
            numbered = numbered[[number for number, _ in numbered].index(after) + 1 :]
        rows = [(number, quote) for number, quote in numbered if _fits(quote, which)]
        shown = rows[: page.limit]
        following = cursor_at(listing, shown[-1][0]) if len(rows) > len(shown) else None
        return Page(tuple(quote for _, quote in shown), following)

    def quotes_with_ids(self, quote_ids: Sequence[str]) -> tuple[Quote, ...]:
        known = {quote.id: quote for quote in self._state.live()}
        return tuple(known[each] for each in dict.fromkeys(quote_ids) if each in known)

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

    def contents_with_words(self, text: str, limit: int) -> dict[str, str]:
        contents = {quote.id: quote.content for quote in self._state.live()}
        return {id_: contents[id_] for id_ in self.quotes_with_words(text, limit)}

    def challenges_with_words(self, text: str, limit: int) -> tuple[Challenge, ...]:
        asked = set(words_of(text)) - GRAMMAR
        words = {each.id: Counter(words_of(each.context)) for each in self._state.challenges.values()}
        scores = {
            id_: _bm25(asked, counts, list(words.values())) for id_, counts in words.items() if asked & set(counts)
        }
        best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:limit]
        return tuple(self._state.challenges[id_] for id_ in best)

    def speaker(self, speaker_id: str) -> SpeakerProfile | None:
        state = self._state
        return state.profile(speaker_id) if speaker_id in state.speakers else None

    def speakers(self, page: PageRequest) -> Page[SpeakerProfile]:
        state = self._state
        everybody = [state.profile(each) for each in state.speakers]
        rows = list(zip(state.speakers, everybody, strict=True))
        found = _page("speakers", rows, lambda row: row[0] == row[1].speaker.id, page)
        return Page(tuple(profile for _, profile in found.items), found.next)

    def speaker_members(self, speaker_id: str) -> tuple[SpeakerProfile, ...]:
        state = self._state
        return tuple(map(state.member, state.members(speaker_id))) if speaker_id in state.speakers else ()

    def speaker_history(self, speaker_id: str) -> tuple[SpeakerChange, ...]:
        state = self._state
        if speaker_id not in state.speakers:
            return ()
        kept = state.root(speaker_id)
        return tuple(
            each
            for each in state.speaker_changes
            if speaker_id in (each.speaker_id, each.other_id)
            or kept in (state.root(each.speaker_id), state.root(each.other_id))
        )

    def speakers_named(self, words: Iterable[str], *, titles_once: bool = False) -> tuple[SpeakerProfile, ...]:
        found = self._state.profiles_named(words)
        return tuple(replace(each, roles=_once(each.roles)) for each in found) if titles_once else found

    def coverage(self, speaker_ids: Sequence[str] | None) -> Coverage:
        ids = None if speaker_ids is None else tuple(map(self._state.root, speaker_ids))
        quotes = [quote for quote in self._state.live() if _fits(quote, QuoteFilter(speaker_ids=ids))]
        days = [quote.source.published_on for quote in quotes if quote.source.published_on]
        sources = {quote.source.id for quote in quotes}
        return Coverage(len(quotes), len(sources), min(days, default=None), max(days, default=None))

    def verification(self, verification_id: str) -> Verification | None:
        return self._state.verifications.get(verification_id)

    def changes(self, after: int, limit: int) -> tuple[RecordChange, ...]:
        found = []
        steps = [step for step in self._state.changes[after:] if step.sequence not in self._state.renewed]
        for step in steps[:limit]:
            quote = self._state.seen(self._state.quotes[step.quote_id])
            action = RecordAction.WITHDRAW if step.vectors is None else RecordAction.ADD
            speaker_id = quote.speaker.id if quote.speaker else None
            found.append(RecordChange(step.sequence, action, quote.id, speaker_id, quote.source.id))
        return tuple(found)

    def revision(self) -> int:
        return self._state.revision

    def last_change(self) -> int:
        return len(self._state.changes)

    def vector_changes(self, after: int, encoder: str | None = None) -> Iterator[VectorChange]:
        last = {id_: sequence for sequence, id_ in self._state.renewed.items()}
        for step in self._state.changes[after:]:
            made = self._state.indexed[step.quote_id].encoder
            mine = encoder in (None, made) and last.get(step.quote_id, step.sequence) == step.sequence
            yield step if mine or step.vectors is None else replace(step, vectors=step.vectors[:0])

    def choose_encoder(self, name: str) -> None:
        self._chosen = [each for each in self._chosen if each != name] + [name]

    def present_encoder(self) -> str:
        return self._chosen[-1] if self._chosen else ""

    def count_unrenewed(self, encoder: str) -> int:
        return len(self.unrenewed(encoder, len(self._state.quotes)))

    def unrenewed(self, encoder: str, limit: int) -> tuple[str, ...]:
        live = (quote.id for quote in self._state.live())
        return tuple(id_ for id_ in live if self._state.indexed[id_].encoder != encoder)[:limit]

    def lease_renewal(self, encoder: str, holder: str, now: datetime, until: datetime) -> bool:
        mine, end = self._leases.get(encoder, (holder, now))
        if encoder != self.present_encoder() or (mine != holder and end > now):
            return False
        self._leases[encoder] = holder, until
        return True

    def end_renewal(self, encoder: str) -> None:
        """Nothing served other encoders alone."""

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

    def begin_request(
        self, sent: SentRequest, at: datetime, answered_before: datetime, begun_before: datetime
    ) -> Repeat | None:
        self._requests = {
            key: known
            for key, known in self._requests.items()
            if known[1] >= (begun_before if known[2] is None else answered_before)
        }
        if sent.key in self._requests:
            digest, _, answer = self._requests[sent.key]
            return Repeat(digest == sent.digest, answer)
        self._requests[sent.key] = (sent.digest, at, None)
        return None

    def end_request(self, key: str, answer: bytes | None) -> None:
        digest, at, _ = self._requests.pop(key)
        if answer is not None:
            self._requests[key] = (digest, at, answer)

    def close(self) -> None:
        """Nothing to release."""


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


def _once(roles: Sequence[Role]) -> tuple[Role, ...]:
    first: dict[tuple[str, str | None], Role] = {}
    for role in roles:
        known = first.setdefault((role.title, role.organisation), replace(role, source_id=None))
        days = [each for each in (known.on, role.on) if each]
        first[role.title, role.organisation] = replace(known, on=min(days, default=None))
    return tuple(first.values())
