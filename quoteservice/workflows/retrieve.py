"""Gathers what a claim may be about: by the same words, by some of its words, and by meaning.

The claimed speaker plays no part in what is looked up; otherwise a quotation under a wrong name could not be found.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.domain.claim import Candidate, Coverage, Dossier
from quoteservice.domain.speaker import Resolution
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.ports import Encoder, QuoteStore, SimilarityIndex, Vectors
from quoteservice.speakers.names import name_words
from quoteservice.speakers.resolve import resolve
from quoteservice.text.words import words

# Per look-up; they bound the work for one claim, whatever the size of the store.
MOST_BY_DIGEST = 50
MOST_BY_WORDS = 30
MOST_BY_MEANING = 20


class Retrieve:
    """The only reader of the store while claims are answered."""

    def __init__(self, store: QuoteStore, index: SimilarityIndex, encoder: Encoder) -> None:
        self._store = store
        self._index = index
        self._encoder = encoder

    def dossiers(self, claims: Sequence[PreparedClaim]) -> tuple[Dossier, ...]:
        """One dossier for each claim, with a single call of the encoder for all of them."""
        queries = [query for claim in claims for query in claim.queries]
        vectors = self._encoder.encode(queries)
        found: list[Dossier] = []
        at = 0
        for claim in claims:
            found.append(self._dossier(claim, vectors[at : at + len(claim.queries)]))
            at += len(claim.queries)
        return tuple(found)

    def resolution(self, name: str, claim: PreparedClaim | None = None) -> Resolution:
        """Whom a name means; `UNKNOWN` if nobody on record fits."""
        profiles = self._store.speakers_named(look_up_words(name))
        return resolve(name, profiles, claim.claim.said_on if claim else None)

    def _dossier(self, claim: PreparedClaim, vectors: Vectors) -> Dossier:
        resolution = self.resolution(claim.claim.speaker, claim) if claim.claim.speaker else None
        ids = dict.fromkeys(self._store.quotes_with_digests(claim.digests, MOST_BY_DIGEST))
        for query in claim.queries:
            ids.update(dict.fromkeys(self._store.quotes_with_words(query, MOST_BY_WORDS)))
        for hits in self._index.nearest(vectors, MOST_BY_MEANING):
            ids.update(dict.fromkeys(hit.quote_id for hit in hits))
        quotes = self._store.quotes_with_ids(tuple(ids))
        near = self._index.similarities(vectors[0], [quote.id for quote in quotes])
        candidates = tuple(Candidate(quote, near.get(quote.id, 0.0)) for quote in quotes)
        return Dossier(claim.claim, resolution, candidates, self._coverage(resolution))

    def _coverage(self, resolution: Resolution | None) -> Coverage:
        if resolution is None:
            return self._store.coverage(None)
        whose = [resolution.resolved] if resolution.resolved else list(resolution.candidates)
        return self._store.coverage([profile.speaker.id for profile in whose])


def look_up_words(name: str) -> tuple[str, ...]:
    """The words by which the store nominates speakers for a name: as typed, and in one spelling."""
    return tuple(dict.fromkeys((*(word.key for word in words(name)), *name_words(name))))
