"""Real but small stand-ins for the ports: a store in memory, an encoder by words, a fixed clock, counted ids."""

from __future__ import annotations

import hashlib
import math
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import TypeVar

import numpy as np

from quoteservice.domain.access import Key
from quoteservice.domain.challenge import Challenge
from quoteservice.domain.claim import Coverage
from quoteservice.domain.job import Job, JobKind, JobState, Outcome, Queue, Work
from quoteservice.domain.quote import (
    Order,
    Page,
    PageRequest,
    Quote,
    QuoteFilter,
    RecordAction,
    RecordChange,
    Source,
    SourceKind,
)
from quoteservice.domain.request import Repeat, SentRequest
from quoteservice.domain.speaker import Role, Speaker, SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.errors import UnreadableText
from quoteservice.ports import Indexed, VectorChange, Vectors
from quoteservice.store.cursors import cursor_at, number_at
from quoteservice.store.search import GRAMMAR
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
    keys: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    speaker_changes: list[SpeakerChange] = field(default_factory=list)
    challenges: dict[str, Challenge] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    indexed: dict[str, Indexed] = field(default_factory=dict)
    verifications: dict[str, Verification] = field(default_factory=dict)
    changes: list[VectorChange] = field(default_factory=list)
    audit: list[tuple[str, str, datetime]] = field(default_factory=list)
    renewed: dict[int, str] = field(default_factory=dict)
    revision: int = 1

    def copied(self) -> _State:
        return _State(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})

    def answers_otherwise_than(self, before: _State) -> bool:
        # Arrays have no one answer to whether they are equal; each new one is a step of the changes too.
        names = {each.name for each in fields(self)} - {"verifications", "audit", "indexed"}
        return any(getattr(self, name) != getattr(before, name) for name in names)

    def root(self, speaker_id: str) -> str:
        """Whom a speaker counts as."""
        while speaker_id in self.links:
            speaker_id = self.links[speaker_id]
        return speaker_id

    def members(self, speaker_id: str) -> list[str]:
        kept = self.root(speaker_id)
        return [kept, *(each for each in self.speakers if each != kept and self.root(each) == kept)]

    def seen(self, quote: Quote) -> Quote:
        """The quote with the speaker that its own counts as."""
        if quote.speaker is None:
            return quote
        return replace(quote, speaker=self.speakers[self.root(quote.speaker.id)].speaker)

    def live(self) -> list[Quote]:
        return [self.seen(quote) for quote in self.quotes.values() if not quote.withdrawn]

    def member(self, speaker_id: str) -> SpeakerProfile:
        mine = [q for q in self.quotes.values() if not q.withdrawn and q.speaker and q.speaker.id == speaker_id]
        return replace(self.speakers[speaker_id], quotes=len(mine))

    def profile(self, speaker_id: str) -> SpeakerProfile:
        kept, *others = map(self.member, self.members(speaker_id))
        if not others:
            return kept
        names = [*kept.aliases, *(name for each in others for name in (each.speaker.name, *each.aliases))]
        roles = dict.fromkeys(role for each in (kept, *others) for role in each.roles)
        return SpeakerProfile(
            kept.speaker,
            tuple(name for name in dict.fromkeys(names) if name != kept.speaker.name),
            tuple(sorted(roles, key=lambda each: each.on.isoformat() if each.on else "")),
            sum(each.quotes for each in (kept, *others)),
            tuple(each.speaker.id for each in others),
        )

    def profiles_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        asked = {word for each in words for word in words_of(each)}
        found = {
            self.root(id_)
            for id_, profile in self.speakers.items()
            if asked & (_words_of_profile(profile) | self.keys.get(id_, set()))
        }
        return tuple(self.profile(id_) for id_ in self.speakers if id_ in found)

    def source_with_digest(self, sha256: str) -> Source | None:
        found = [source for source in self.sources.values() if source.sha256 == sha256]
        return min(found, key=lambda source: source.kind is not SourceKind.ARTICLE, default=None)


class _MemoryWriter:
    def __init__(self, state: _State, jobs: MemoryJobs) -> None:
        self._state = state
        self._jobs = jobs

    def speakers_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        return self._state.profiles_named(words)

    def source_with_digest(self, sha256: str) -> Source | None:
        return self._state.source_with_digest(sha256)

    def articles_with_digests(self, digests: Iterable[str], limit: int) -> tuple[Source, ...]:
        asked, state = set(digests), self._state
        ids = {q.source.id for q in state.quotes.values() if asked & set(state.indexed[q.id].digests)}
        found = [each for each in state.sources.values() if each.id in ids and each.kind is SourceKind.ARTICLE]
        return tuple(found[:limit])

    def source_text(self, source_id: str) -> str | None:
        return self._state.texts.get(source_id)

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

    def add_keys(self, speaker_id: str, keys: Iterable[str]) -> None:
        _known(self._state.speakers, speaker_id)
        known = self._state.keys.get(speaker_id, set())
        self._state.keys[speaker_id] = known | {word for key in keys for word in words_of(key)}

    def add_role(self, speaker_id: str, role: Role) -> None:
        _readable(role)
        profile = _known(self._state.speakers, speaker_id)
        if role.source_id is not None:
            _known(self._state.sources, role.source_id)
        if role not in profile.roles:
            roles = sorted((*profile.roles, role), key=lambda each: each.on.isoformat() if each.on else "")
            self._state.speakers[speaker_id] = replace(profile, roles=tuple(roles))

    def link_speaker(self, speaker_id: str, to_id: str) -> None:
        _known(self._state.speakers, speaker_id)
        kept = self._state.root(_known(self._state.speakers, to_id).speaker.id)
        if self._state.root(speaker_id) == kept or speaker_id in self._state.links:
            raise ValueError("they count as one already, or it counts as another one")
        self._state.links[speaker_id] = kept

    def unlink_speaker(self, speaker_id: str) -> None:
        _known(self._state.links, speaker_id)
        del self._state.links[speaker_id]

    def move_quotes(self, quote_ids: Sequence[str], to_id: str) -> None:
        target = _known(self._state.speakers, to_id)
        for id_ in quote_ids:
            quote = self._state.quotes[id_]
            self._state.quotes[id_] = replace(quote, speaker=target.speaker)
            self._move_role(quote, to_id)

    def _move_role(self, quote: Quote, to_id: str) -> None:
        printed = (quote.source.id, quote.statement.role)
        if quote.speaker is None or quote.speaker.id == to_id:
            return
        of_id = quote.speaker.id
        staying = [q for q in self._state.quotes.values() if q.speaker and q.speaker.id == of_id]
        if printed in [(each.source.id, each.statement.role) for each in staying]:
            return
        profile = self._state.speakers[of_id]
        for role in [each for each in profile.roles if (each.source_id, each.title) == printed]:
            profile = replace(profile, roles=tuple(each for each in profile.roles if each != role))
            self._state.speakers[of_id] = profile
            self.add_role(to_id, role)

    def move_alias(self, alias: str, of_id: str, to_id: str) -> None:
        members = self._state.members(_known(self._state.speakers, of_id).speaker.id)
        for id_ in members:
            profile = self._state.speakers[id_]
            if id_ != to_id:
                self._state.speakers[id_] = replace(
                    profile, aliases=tuple(each for each in profile.aliases if each != alias)
                )
        self.add_alias(to_id, alias)

    def add_speaker_change(self, change: SpeakerChange) -> None:
        _readable(change)
        for id_ in (change.speaker_id, change.other_id):
            _known(self._state.speakers, id_)
        self._state.speaker_changes.append(change)

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

    def renew_vectors(self, quote_id: str, indexed: Indexed) -> None:
        kept = self._state.indexed[quote_id]
        if not self._state.quotes[quote_id].withdrawn and kept.encoder != indexed.encoder:
            self._state.indexed[quote_id] = replace(kept, vectors=indexed.vectors.copy(), encoder=indexed.encoder)
            self._change(quote_id, indexed.vectors.copy())
            self._state.renewed[len(self._state.changes)] = quote_id

    def add_challenge(self, challenge: Challenge) -> None:
        _readable(challenge)
        _known(self._state.sources, challenge.source.id)
        _add(self._state.challenges, challenge.id, challenge)

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

    def erase_verifications(self, before: datetime) -> int:
        self._jobs.forget_claims(before)
        old = [id_ for id_, each in self._state.verifications.items() if each.checked_at < before]
        return sum(map(self.erase_verification, old))

    def erase_verification(self, verification_id: str) -> bool:
        self._jobs.forget_answer(verification_id)
        return self._state.verifications.pop(verification_id, None) is not None

    def audit(self, action: str, subject: str, at: datetime) -> None:
        _readable(action, subject)
        self._state.audit.append((action, subject, at))

    def _change(self, quote_id: str, vectors: Vectors | None) -> None:
        self._state.changes.append(VectorChange(len(self._state.changes) + 1, quote_id, vectors))


@dataclass
class _KeptJob:
    job: Job
    work: Work | None
    runner: str | None = None
    until: datetime | None = None
    outcome: Outcome | None = None


class MemoryJobs:
    """The port JobStore without a file."""

    def __init__(self) -> None:
        self._jobs: dict[str, _KeptJob] = {}
        self._jobs_lock = threading.Lock()

    def add_job(self, job: Job, work: Work, most: int) -> bool:
        with self._jobs_lock:
            if self.queue().queued >= most:
                return False
            _readable(work)
            _add(self._jobs, job.id, _KeptJob(job, work))
            return True

    def take_job(self, runner: str, now: datetime, until: datetime) -> tuple[Job, Work] | None:
        with self._jobs_lock:
            for kept in self._jobs.values():
                lapsed = kept.job.state is JobState.RUNNING and kept.until is not None and kept.until < now
                if kept.job.state is JobState.QUEUED or lapsed:
                    kept.job = replace(kept.job, state=JobState.RUNNING, attempts=kept.job.attempts + 1)
                    kept.runner, kept.until = runner, until
                    assert kept.work is not None
                    return kept.job, kept.work
        return None

    def renew_lease(self, runner: str, until: datetime) -> None:
        for kept in self._jobs.values():
            if kept.runner == runner and kept.job.state is JobState.RUNNING:
                kept.until = until

    def advance_job(self, job_id: str, runner: str, done: int, total: int) -> bool:
        kept = self._held(job_id, runner)
        if kept is not None:
            kept.job = replace(kept.job, done=done, total=total)
        return kept is not None

    def end_job(self, job_id: str, runner: str, outcome: Outcome, at: datetime) -> bool:
        kept = self._held(job_id, runner)
        if kept is not None:
            state = JobState.FAILED if outcome.failure else JobState.DONE
            kept.job = replace(kept.job, state=state, ended_at=at)
            kept.work, kept.outcome = None, outcome
        return kept is not None

    def release_job(self, job_id: str, runner: str) -> None:
        kept = self._held(job_id, runner)
        if kept is not None:
            kept.job = replace(kept.job, state=JobState.QUEUED, attempts=kept.job.attempts - 1)

    def job(self, job_id: str) -> Job | None:
        return self._jobs[job_id].job if job_id in self._jobs else None

    def job_outcome(self, job_id: str) -> Outcome | None:
        return self._jobs[job_id].outcome if job_id in self._jobs else None

    def erase_job(self, job_id: str) -> bool:
        return self._jobs.pop(job_id, None) is not None

    def forget_jobs(self, before: datetime) -> int:
        old = [id_ for id_, kept in self._jobs.items() if kept.job.made_at < before and kept.job.ended_at]
        return sum(map(self.erase_job, old))

    def queue(self) -> Queue:
        jobs = [kept.job for kept in self._jobs.values()]
        waiting = [job.made_at for job in jobs if job.state is JobState.QUEUED]
        running = [job for job in jobs if job.state is JobState.RUNNING]
        return Queue(len(waiting), len(running), min(waiting, default=None))

    def forget_claims(self, before: datetime) -> None:
        """What erasing claims of before that moment means for jobs."""
        for id_, kept in list(self._jobs.items()):
            if kept.job.made_at < before and kept.job.kind is not JobKind.INGEST:
                del self._jobs[id_]

    def forget_answer(self, verification_id: str) -> None:
        """What erasing an answer means for jobs."""
        for id_, kept in list(self._jobs.items()):
            if kept.outcome and any(each.id == verification_id for each in kept.outcome.verifications):
                del self._jobs[id_]

    def _held(self, job_id: str, runner: str) -> _KeptJob | None:
        kept = self._jobs.get(job_id)
        held = kept is not None and kept.runner == runner and kept.job.state is JobState.RUNNING
        return kept if held else None


class MemoryStore(MemoryJobs):
    """The port QuoteStore without a file: writers take turns on a copy, which replaces the state when all went well."""

    def __init__(self) -> None:
        super().__init__()
        self._state = _State()
        self._keys: dict[str, Key] = {}
        self._requests: dict[str, tuple[str, datetime, bytes | None]] = {}
        self._lock = threading.Lock()
        self._chosen: list[str] = []
        self._leases: dict[str, tuple[str, datetime]] = {}

    @contextmanager
    def writing(self) -> Iterator[_MemoryWriter]:
        with self._lock:
            state = self._state.copied()
            yield _MemoryWriter(state, self)
            state.revision += state.answers_otherwise_than(self._state)
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

    def snapshot(self) -> AbstractContextManager[None]:
        return nullcontext()

    def contents_with_words(self, text: str, limit: int) -> dict[str, str]:
        state = self._state
        contents = {quote.id: quote.content for quote in state.live()}
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

    def speakers_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        return self._state.profiles_named(words)

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
