"""Looks up what is on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from quoteservice.domain.access import Key, Scope
from quoteservice.domain.claim import Coverage
from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter, RecordChange, Source
from quoteservice.domain.speaker import Resolution, Role, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.errors import UnknownSource, UnknownSpeaker, UnknownVerification
from quoteservice.ports import Encoder, QuoteStore, SimilarityIndex
from quoteservice.speakers.roles import role_on
from quoteservice.workflows.admission import Limits, admit, admit_optional
from quoteservice.workflows.ingest import quotes_of, unknown_quote
from quoteservice.workflows.prepare import warnings_of
from quoteservice.workflows.retrieve import Retrieve

# A search by words or meaning gives the best this many, on one page.
MOST_FOUND = 100
# Nearer than this, a quote is shown as one on the same subject (cosine of all-MiniLM-L6-v2).
LEAST_SIMILARITY = 0.35


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source with its text as stored and the quotes found in it, in order of the text; `warnings` of its reading."""

    source: Source
    text: str
    quotes: tuple[Quote, ...]
    warnings: tuple[str, ...] = ()


class Browse:
    """Reads the record; changes nothing."""

    def __init__(
        self, store: QuoteStore, retrieve: Retrieve, index: SimilarityIndex, encoder: Encoder, limits: Limits
    ) -> None:
        self._store = store
        self._retrieve = retrieve
        self._index = index
        self._encoder = encoder
        self._limits = limits

    def verification(self, verification_id: str, key: Key | None = None) -> Verification:
        """Raises UnknownVerification, also for one that the holder of another key asked for."""
        found = self._store.verification(verification_id)
        if found is None or not _may_see(found, key):
            raise UnknownVerification(
                f"There is no verification {verification_id!r}", where="id", remedy="Ask the claim again."
            )
        return found

    def quotes(
        self, which: QuoteFilter, page: PageRequest, *, speaker: str | None = None, q: str | None = None
    ) -> Page[Quote]:
        """Raises InvalidInput for a search or a name that cannot be read, InvalidCursor for an unknown cursor."""
        speaker = admit_optional(speaker, "speaker", self._limits.speaker)
        if speaker is not None:
            which = replace(which, speaker_ids=self._speaker_ids(speaker))
        if q is None:
            return self._store.quotes(which, page)
        return self._found(admit(q, "q", self._limits.claim), which, page)

    def quote(self, quote_id: str) -> Quote:
        """Raises UnknownQuote."""
        found = self._store.quote(quote_id)
        if found is None:
            raise unknown_quote(quote_id)
        return found

    def changes(self, after: int, limit: int) -> tuple[RecordChange, ...]:
        """What came and went after that step of the history, oldest first."""
        return self._store.changes(after, limit)

    def sources(self, page: PageRequest) -> Page[Source]:
        """Raises InvalidCursor."""
        return self._store.sources(page)

    def source(self, source_id: str) -> ReadSource:
        """Raises UnknownSource."""
        source, text = self._store.source(source_id), self._store.source_text(source_id)
        if source is None or text is None:
            raise UnknownSource(
                f"There is no source {source_id!r}", where="id", remedy="Find its id with GET /v1/articles."
            )
        return ReadSource(source, text, quotes_of(self._store, source_id), warnings_of(text))

    def speakers(self, page: PageRequest) -> Page[SpeakerProfile]:
        """Raises InvalidCursor."""
        return self._store.speakers(page)

    def speaker(self, speaker_id: str) -> SpeakerProfile:
        """Raises UnknownSpeaker."""
        found = self._store.speaker(speaker_id)
        if found is None:
            raise UnknownSpeaker(
                f"There is no speaker {speaker_id!r}", where="id", remedy="Find the id with GET /v1/speakers?q=NAME."
            )
        return found

    def role_on(self, speaker_id: str, on: date) -> Role | None:
        """Raises UnknownSpeaker."""
        return role_on(self.speaker(speaker_id), on)

    def resolve(self, name: str, on: date | None = None) -> Resolution:
        """Raises InvalidInput for a name that cannot be read."""
        return self._retrieve.resolution(admit(name, "q", self._limits.speaker), on)

    def coverage(self, speaker_id: str | None = None) -> Coverage:
        """How much is on record, by one speaker or by all. Raises UnknownSpeaker."""
        return self._store.coverage(None if speaker_id is None else [self.speaker(speaker_id).speaker.id])

    def probe(self) -> None:
        """Reads the store and runs the encoder once; raises Unavailable if one of them cannot."""
        self._store.last_change()
        self._encoder.encode(["ready"])

    def close(self) -> None:
        """Releases the store."""
        self._store.close()

    def _speaker_ids(self, speaker: str) -> tuple[str, ...]:
        by_id = self._store.speaker(speaker)
        if by_id is not None:
            return (by_id.speaker.id,)
        return tuple(profile.speaker.id for profile in self._retrieve.resolution(speaker).meant)

    def _found(self, q: str, which: QuoteFilter, page: PageRequest) -> Page[Quote]:
        """Quotes that a search finds and the filter lets through: those with its words first, then those near it."""
        ids = dict.fromkeys(self._store.quotes_with_words(q, MOST_FOUND))
        for hits in self._index.nearest(self._encoder.encode([q]), MOST_FOUND):
            ids.update(dict.fromkeys(hit.quote_id for hit in hits if hit.similarity >= LEAST_SIMILARITY))
        fitting = self._store.quotes(replace(which, quote_ids=tuple(ids)), PageRequest(None, 2 * MOST_FOUND))
        order = {quote_id: place for place, quote_id in enumerate(ids)}
        best = sorted(fitting.items, key=lambda quote: order[quote.id])
        return Page(tuple(best[: page.limit]))


def _may_see(verification: Verification, key: Key | None) -> bool:
    if verification.asked_by is None:
        return True
    return key is not None and (key.id == verification.asked_by or key.allows(Scope.ADMIN))
