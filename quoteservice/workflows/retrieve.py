"""Gathers what a claim may be about: by the same words, by some of its words, and by meaning.

The claimed speaker plays no part in what is looked up; otherwise a quotation under a wrong name could not be found.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest

import numpy as np

from quoteservice.domain.claim import Candidate, Claim, Coverage, Dossier
from quoteservice.domain.quote import Quote, Statement
from quoteservice.domain.speaker import Resolution
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.relevance import relevant
from quoteservice.ports import Encoder, QuoteStore, SimilarityIndex, Vectors
from quoteservice.speakers.keys import look_up
from quoteservice.speakers.names import name
from quoteservice.speakers.resolve import resolve
from quoteservice.text.sentences import sentences
from quoteservice.text.words import digest
from quoteservice.workflows.remembered import Remembered

# Per look-up; they bound the work for one claim, whatever the size of the store.
MOST_BY_DIGEST = 50
MOST_BY_WORDS = 30
MOST_BY_MEANING = 20

# Of the last two together, over all queries of a claim.
MOST_NEAR = 40
# Candidates by whose words challenges are looked for, and the most that are found.
MOST_TOLD = 3
MOST_CHALLENGES = 20
# Names whose bearers are kept, each with profiles of some 10 kB.
MOST_PEOPLE = 512


@dataclass(frozen=True, slots=True)
class Leads:
    """What is known of a claim before its meaning is asked.

    `same_words` are quotes of the same words, or of a sentence of them; `by_words` what quotes say that share the
    rarest of its words, by id, best first.
    """

    claim: PreparedClaim
    resolution: Resolution | None
    coverage: Coverage
    same_words: tuple[Quote, ...]
    by_words: Mapping[str, str]


class Retrieve:
    """The only reader of the store while claims are answered."""

    def __init__(
        self,
        store: QuoteStore,
        index: SimilarityIndex,
        encoder: Encoder,
        people: Remembered[tuple[str, date | None], tuple[Resolution, Coverage]] | None = None,
    ) -> None:
        """`people` keeps whom names were found to mean."""
        self._store = store
        self._people = people if people is not None else Remembered(0)
        self._index = index
        self._encoder = encoder

    def snapshot(self) -> AbstractContextManager[None]:
        """Within it all that is gathered is of one state of the record; it is to be short."""
        return self._store.snapshot()

    def leads(self, claim: PreparedClaim) -> Leads:
        """Whom a claim names, and what its words alone find."""
        resolution, coverage = self._person(claim.claim)
        by_words = self._store.contents_with_words(claim.queries[0], MOST_BY_WORDS) if claim.words else {}
        return Leads(claim, resolution, coverage, self._same_words(claim), by_words)

    def worded(self, leads: Leads) -> Dossier:
        """What has the words of a claim, a piece of them, or takes words back: all that matters if it is on record.

        Whoever else has the words or denies them has their rarest words, and is found by these.
        """
        matters = relevant(leads.claim, leads.by_words.values())
        ids = [id_ for id_, chosen in zip(leads.by_words, matters, strict=True) if chosen]
        found = self._found(leads, ids)
        have = self._on_record(leads.claim, leads.same_words).get(leads.claim.queries[0])
        near = {} if have is None else self._index.similarities(have, list(found))
        return self._dossier(leads, [Candidate(quote, near.get(quote.id)) for quote in found.values()])

    def dossiers(self, claims: Sequence[Leads]) -> tuple[Dossier, ...]:
        """One dossier for each claim, with all that is near it; at most one call of the encoder for all of them."""
        known = [self._on_record(leads.claim, leads.same_words) for leads in claims]
        new = dict.fromkeys(
            q for leads, have in zip(claims, known, strict=True) for q in leads.claim.queries if q not in have
        )
        encoded = dict(zip(new, rounded(self._encoder.encode(list(new))), strict=True)) if new else {}
        return tuple(
            self._near(leads, np.stack([have[q] if q in have else encoded[q] for q in leads.claim.queries]))
            for leads, have in zip(claims, known, strict=True)
        )

    def revision(self) -> int:
        """The state of the record: as long as it is the same, so is every dossier."""
        return self._store.revision()

    def resolution(self, typed: str, on: date | None = None) -> Resolution:
        """Whom a name means, an office on that day; `UNKNOWN` if nobody on record fits."""
        return resolve(typed, self._store.speakers_named(look_up(typed)), on)

    def _same_words(self, claim: PreparedClaim) -> tuple[Quote, ...]:
        ids = self._store.quotes_with_digests(claim.digests, MOST_BY_DIGEST)
        return self._store.quotes_with_ids(ids) if ids else ()

    def _on_record(self, claim: PreparedClaim, quotes: Sequence[Quote]) -> dict[str, Vectors]:
        """The vectors of those queries whose words are on record, by query: the encoder need not be asked for them.

        Typography aside the words are the same, so the record's own printing stands for the query's.
        """
        found: dict[str, Vectors] = {}
        printed = [
            (text, quote.id, row) for quote in quotes for row, text in enumerate(recorded_texts(quote.statement))
        ]
        for query, hashed in zip(claim.queries, claim.digests, strict=True):
            # Of several printings the same one is taken whatever the order of arrival.
            same = sorted(each for each in printed if each[0] == query) or sorted(
                each for each in printed if _letters(each[0]) == _letters(query) and digest(each[0]) == hashed
            )
            if same:
                _, quote_id, row = same[0]
                vectors = self._index.vectors(quote_id)
                if vectors is not None and row < len(vectors):
                    found[query] = vectors[row]
        return found

    def _near(self, leads: Leads, vectors: Vectors) -> Dossier:
        """What may bear on the claim: by words and by meaning, of the whole and of its pieces."""
        known = {quote.id for quote in leads.same_words}
        of_pieces = [self._store.quotes_with_words(query, MOST_BY_WORDS) for query in leads.claim.queries[1:]]
        by_meaning = self._index.nearest(vectors, MOST_BY_MEANING)
        rankings = [list(leads.by_words), *of_pieces, *([hit.quote_id for hit in hits] for hits in by_meaning)]
        found = self._found(leads, best_of_each(rankings, known))
        near = self._index.similarities(vectors[0], list(found))
        return self._dossier(leads, [Candidate(quote, near.get(quote.id, 0.0)) for quote in found.values()])

    def _found(self, leads: Leads, ids: Sequence[str]) -> dict[str, Quote]:
        """The quotes with the same words and those of `ids`, by id."""
        found = {quote.id: quote for quote in leads.same_words}
        others = [id_ for id_ in ids if id_ not in found]
        return found | ({quote.id: quote for quote in self._store.quotes_with_ids(others)} if others else {})

    def _dossier(self, leads: Leads, candidates: Sequence[Candidate]) -> Dossier:
        claim = leads.claim.claim
        # A challenge repeats the words on record, which the claim may tell in others.
        near_words = [each.quote.content for each in sorted(candidates, key=_nearest)[:MOST_TOLD]]
        challenges = self._store.challenges_with_words(" ".join([claim.text, *near_words]), MOST_CHALLENGES)
        return Dossier(claim, leads.resolution, tuple(candidates), leads.coverage, challenges)

    def _person(self, claim: Claim) -> tuple[Resolution | None, Coverage]:
        """Whom the claim names and what is on record by them; the same names are asked for again and again."""
        if not claim.speaker:
            return None, self._store.coverage(None)
        revision, asked = self.revision(), (claim.speaker, claim.said_on)
        found = self._people.recall(asked, revision)
        if found is None:
            # On which days a title was printed tells who an office is, and nothing of a name.
            once = bool(name(claim.speaker).surname)
            people = self._store.speakers_named(look_up(claim.speaker), titles_once=once)
            resolution = resolve(claim.speaker, people, claim.said_on)
            found = resolution, self._store.coverage([profile.speaker.id for profile in resolution.meant])
            if self.revision() == revision:
                self._people.remember(asked, revision, found)
        return found


def recorded_texts(statement: Statement) -> list[str]:
    """What a statement has a vector for, in their order: the utterance, and its sentences if it has several."""
    content = statement.content
    spans = sentences(content, statement.joints)
    return [content, *(span.cut(content) for span in spans)] if len(spans) > 1 else [content]


def rounded(vectors: Vectors) -> Vectors:
    """The vectors in the precision of those on record, so that equal texts have equal ones wherever they are from."""
    halves: Vectors = vectors.astype(np.float16).astype(np.float32)
    lengths = np.linalg.norm(halves, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    halves /= lengths
    return halves


def best_of_each(rankings: Sequence[Sequence[str]], known: Container[str]) -> list[str]:
    """The MOST_NEAR best ids that are not `known`: first the best of every ranking, then the second of every one."""
    ranked = (id_ for row in zip_longest(*rankings) for id_ in row if id_ is not None and id_ not in known)
    return list(islice(dict.fromkeys(ranked), MOST_NEAR))


def _nearest(candidate: Candidate) -> tuple[float, str]:
    return (-round(candidate.nearness, 6), candidate.quote.id)


def _letters(text: str) -> str:
    """What texts of the same words share in nearly all cases; a hundred times cheaper than their words."""
    return "".join(filter(str.isalnum, text)).casefold()
