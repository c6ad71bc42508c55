"""What the outside must offer: a store, keys, jobs, an index of vectors, an encoder, a reader and a fetcher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from quoteservice.domain.access import Key
from quoteservice.domain.challenge import Challenge
from quoteservice.domain.claim import Coverage
from quoteservice.domain.job import Job, Outcome, Queue, Work
from quoteservice.domain.quote import Document, Page, PageRequest, Quote, QuoteFilter, RecordChange, Source, Statement
from quoteservice.domain.request import Repeat, SentRequest
from quoteservice.domain.speaker import Role, Speaker, SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification

Vectors = NDArray[np.float32]
"""One unit vector a row: shape (n, dimension)."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What retrieval needs of a quote.

    `digests` are hashes of its normalised words, whole and by sentence (`text.words.digest`); `words` is the text
    for full-text search; `vectors` holds the utterance first, then each of its sentences. `encoder` is the name of the
    one that made them: where nobody says it, they are found by no encoder and renewed.
    """

    digests: tuple[str, ...]
    words: str
    vectors: Vectors
    encoder: str = ""


@dataclass(frozen=True, slots=True)
class VectorChange:
    """One step of the history of vectors, in order of `sequence`: those that a quote has from now on.

    `vectors` is None for a withdrawal, and empty where the quote's are of another encoder or come with a later step.
    """

    sequence: int
    quote_id: str
    vectors: Vectors | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote near a query; `similarity` is a cosine, the best of the quote's vectors."""

    quote_id: str
    similarity: float


class StoreWriter(Protocol):
    """One open transaction: all of it lands, or none, and nobody else writes meanwhile.

    An id, or an article's digest, that is on record already and one that refers to nothing on record raise ValueError;
    text that UTF-8 cannot hold raises UnreadableText. `withdraw_quote` is False if there was nothing to withdraw.
    Erased verifications leave nothing behind, also not in the answers to requests and the outcomes of jobs that name
    them by id; `erase_verifications` is how many were given before that moment and are no more, and erases the claims
    and drafts of jobs made before it too.
    `renew_vectors` replaces the vectors of a quote, unless it is withdrawn or that encoder made them already.
    `link_speaker` makes one speaker count as another wherever the store is read, until `unlink_speaker` undoes it.
    """

    def speakers_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]: ...
    def source_with_digest(self, sha256: str) -> Source | None: ...
    def articles_with_digests(self, digests: Iterable[str], limit: int) -> tuple[Source, ...]: ...
    def source_text(self, source_id: str) -> str | None: ...
    def add_source(self, source: Source, text: str) -> None: ...
    def add_speaker(self, speaker: Speaker) -> None: ...
    def add_alias(self, speaker_id: str, alias: str) -> None: ...
    def add_keys(self, speaker_id: str, keys: Iterable[str]) -> None: ...
    def add_role(self, speaker_id: str, role: Role) -> None: ...
    def link_speaker(self, speaker_id: str, to_id: str) -> None: ...
    def unlink_speaker(self, speaker_id: str) -> None: ...
    def move_quotes(self, quote_ids: Sequence[str], to_id: str) -> None: ...
    def move_alias(self, alias: str, of_id: str, to_id: str) -> None: ...
    def add_speaker_change(self, change: SpeakerChange) -> None: ...
    def add_quote(self, quote: Quote, indexed: Indexed) -> None: ...
    def renew_vectors(self, quote_id: str, indexed: Indexed) -> None: ...
    def add_challenge(self, challenge: Challenge) -> None: ...
    def withdraw_quote(self, quote_id: str, at: datetime) -> bool: ...
    def add_verification(self, verification: Verification) -> None: ...
    def erase_verifications(self, before: datetime) -> int: ...
    def erase_verification(self, verification_id: str) -> bool: ...
    def audit(self, action: str, subject: str, at: datetime) -> None: ...


class QuoteStore(Protocol):
    """Keeps everything that is on record; the only truth, everything else is a cache of it.

    Raises StoreUnavailable or StoreFull when it cannot read or write. Lists are in order of arrival, those of quotes
    in that of the page; a cursor of one order is refused by another. Withdrawn quotes are left out of everything but
    `quote` and `changes`, which gives the quotes that came and went after that sequence number, oldest first.
    `revision` never falls, and grows with every transaction that could alter an answer: all but those that only keep
    or erase verifications, or add to the audit trail. `speakers_named` gives each title of a speaker but
    once, without its source, if that is enough. Within `snapshot` all that a thread reads is of one state, and
    reading is cheaper; it must not write meanwhile. `vector_changes` gives the vectors of one encoder; with
    None, of any.
    """

    def writing(self) -> AbstractContextManager[StoreWriter]: ...
    def snapshot(self) -> AbstractContextManager[None]: ...

    def source(self, source_id: str) -> Source | None: ...
    def source_text(self, source_id: str) -> str | None: ...
    def source_with_digest(self, sha256: str) -> Source | None: ...
    def sources(self, page: PageRequest) -> Page[Source]: ...

    def quote(self, quote_id: str) -> Quote | None: ...
    def quotes(self, which: QuoteFilter, page: PageRequest) -> Page[Quote]: ...
    def quotes_with_ids(self, quote_ids: Sequence[str]) -> tuple[Quote, ...]: ...
    def quotes_with_digests(self, digests: Iterable[str], limit: int) -> tuple[str, ...]: ...
    def quotes_with_words(self, text: str, limit: int) -> tuple[str, ...]: ...
    def contents_with_words(self, text: str, limit: int) -> dict[str, str]: ...

    def challenges_with_words(self, text: str, limit: int) -> tuple[Challenge, ...]: ...

    def speaker(self, speaker_id: str) -> SpeakerProfile | None: ...
    def speaker_members(self, speaker_id: str) -> tuple[SpeakerProfile, ...]: ...
    def speaker_history(self, speaker_id: str) -> tuple[SpeakerChange, ...]: ...
    def speakers(self, page: PageRequest) -> Page[SpeakerProfile]: ...
    def speakers_named(self, words: Iterable[str], *, titles_once: bool = False) -> tuple[SpeakerProfile, ...]: ...

    def coverage(self, speaker_ids: Sequence[str] | None) -> Coverage: ...
    def verification(self, verification_id: str) -> Verification | None: ...

    def revision(self) -> int: ...
    def last_change(self) -> int: ...
    def changes(self, after: int, limit: int) -> tuple[RecordChange, ...]: ...
    def vector_changes(self, after: int, encoder: str | None = None) -> Iterator[VectorChange]: ...
    def close(self) -> None: ...


class KeyStore(Protocol):
    """Keeps keys under the digest of their secret, which it never sees; each call lands by itself.

    An id or a digest that is on record already raises ValueError. Lists are in order of arrival and hold revoked keys
    too, as `key_with_digest` gives them. `revoke_key` is False if there is no such key; of two revocations the first
    moment stays. Raises StoreUnavailable or StoreFull.
    """

    def add_key(self, key: Key, digest: str) -> None: ...
    def key_with_digest(self, digest: str) -> Key | None: ...
    def keys(self) -> tuple[Key, ...]: ...
    def revoke_key(self, key_id: str, at: datetime) -> bool: ...


class RequestStore(Protocol):
    """Remembers for a while which requests were begun and how they were answered; each call lands by itself.

    `begin_request` first forgets what was begun or answered before `answered_before`, and what has no answer and was
    begun before `begun_before`. Then it is None if no request has that key, which from then on is known as begun; else
    it says what is known, and nothing changes. `end_request` keeps the answer, or with None forgets the request.
    """

    def begin_request(
        self, sent: SentRequest, at: datetime, answered_before: datetime, begun_before: datetime
    ) -> Repeat | None: ...
    def end_request(self, key: str, answer: bytes | None) -> None: ...


class JobStore(Protocol):
    """Keeps work until it is done, and what came of it until it is erased; each call lands by itself.

    `add_job` is False, and keeps nothing, if `most` jobs wait already. `take_job` gives the job that waits longest, or
    one whose lease has run out before `now`, to `runner` alone, until the lease ends at `until`; None if there is
    none. `advance_job` and `end_job` are False, and change nothing, if the job is not that runner's any more: erased,
    or given to another one. `end_job` keeps the outcome and forgets the work; `release_job` lets the job wait again.
    `forget_jobs` erases those made before that moment that have ended. Whoever erases claims erases the jobs that hold
    them: see StoreWriter.
    """

    def add_job(self, job: Job, work: Work, most: int) -> bool: ...
    def take_job(self, runner: str, now: datetime, until: datetime) -> tuple[Job, Work] | None: ...
    def renew_lease(self, runner: str, until: datetime) -> None: ...
    def advance_job(self, job_id: str, runner: str, done: int, total: int) -> bool: ...
    def end_job(self, job_id: str, runner: str, outcome: Outcome, at: datetime) -> bool: ...
    def release_job(self, job_id: str, runner: str) -> None: ...
    def job(self, job_id: str) -> Job | None: ...
    def job_outcome(self, job_id: str) -> Outcome | None: ...
    def erase_job(self, job_id: str) -> bool: ...
    def forget_jobs(self, before: datetime) -> int: ...
    def queue(self) -> Queue: ...


class EncoderStore(Protocol):
    """Knows which encoder made the vectors of each quote; each call lands by itself.

    `choose_encoder` says of which all are to be. `lease_renewal` lets `holder` alone renew those of others until that
    moment; it is False while somebody else may, and for an encoder that is not the one chosen last. `unrenewed` gives
    the ids of quotes to be renewed, those of one encoder after the other's, oldest first. `end_renewal` is called when
    there are none.
    """

    def choose_encoder(self, name: str) -> None: ...
    def present_encoder(self) -> str: ...
    def count_unrenewed(self, encoder: str) -> int: ...
    def unrenewed(self, encoder: str, limit: int) -> tuple[str, ...]: ...
    def lease_renewal(self, encoder: str, holder: str, now: datetime, until: datetime) -> bool: ...
    def end_renewal(self, encoder: str) -> None: ...


class Store(QuoteStore, KeyStore, RequestStore, JobStore, EncoderStore, Protocol):
    """One place that keeps all of them."""


class SimilarityIndex(Protocol):
    """Finds the quotes whose vectors are nearest; sees every write that the store has acknowledged."""

    def nearest(self, queries: Vectors, limit: int) -> tuple[tuple[Hit, ...], ...]: ...
    def similarities(self, query: Vectors, quote_ids: Sequence[str]) -> dict[str, float]: ...
    def vectors(self, quote_id: str) -> Vectors | None: ...


class Encoder(Protocol):
    """Turns sentences into unit vectors; equal texts give equal vectors. No text gives shape (0, dimension)."""

    @property
    def name(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Entailment(Protocol):
    """Says how a recorded text bears on a claimed one, in other words."""

    def relate(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities of supports, contradicts, neither for each (recorded, claimed): shape (n, 3)."""
        ...


class Reader(Protocol):
    """Finds the attributed statements of a text; and the article in a page of HTML."""

    def read(self, text: str) -> tuple[Statement, ...]: ...
    def article(self, html: str) -> Document: ...


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What was at an address: where it was found in the end, and its content as the server described it."""

    url: str
    content: bytes
    media_type: str
    charset: str | None


class Fetcher(Protocol):
    """Fetches a page of the public web, and of nothing else.

    Raises AddressRefused, RobotsRefusal, PageUnreachable, PageUnusable, or Unavailable if it is busy.
    """

    def fetch(self, url: str) -> FetchedPage: ...


class Clock(Protocol):
    """The time now, with its zone."""

    def __call__(self) -> datetime: ...


class Ids(Protocol):
    """A new identifier, never given before."""

    def __call__(self) -> str: ...
