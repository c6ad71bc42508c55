"""Reads a claim once and fixes every query that will be made for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quoteservice.domain.claim import Claim, Profile
from quoteservice.domain.span import Span
from quoteservice.matching import lexicon
from quoteservice.matching.forms import base
from quoteservice.text.fragments import fragments
from quoteservice.text.letters import Letters, firm
from quoteservice.text.sentences import sentences
from quoteservice.text.words import Word, digest_of, words

# Queries of one claim: the whole and its pieces. More pieces than this are longer than any quotation in print.
MOST_QUERIES = 12
# Pieces of fewer words say too little to be looked up on their own.
LEAST_WORDS_OF_QUERY = 3
# A claim of more fragments is no quotation; it is read as if nothing were left out of it.
MOST_FRAGMENTS = 40
# A word that carries no meaning of its own counts this much of one that does.
FUNCTION_WEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class PreparedClaim:
    """A claim as words.

    `bases` and `weights` belong to the words: the base of the inflections, and how much each counts, 0 to 1.
    `fragments` are the ranges of `words` between marked omissions; `queries` the texts to look up, the whole claim
    first; `digests` the hashes of the whole and of its sentences; `distinctive` counts the words that carry meaning.
    `sentences` are ranges of `words` as well. `firm` are words that every utterance has which the claim quotes exactly,
    permitted edits included.
    """

    claim: Claim
    words: tuple[Word, ...]
    bases: tuple[str, ...]
    weights: tuple[float, ...]
    fragments: tuple[tuple[int, int], ...]
    queries: tuple[str, ...]
    digests: tuple[str, ...]
    distinctive: int
    firm: Letters = ()
    sentences: tuple[tuple[int, int], ...] = ()

    @property
    def canons(self) -> tuple[str, ...]:
        """The words in their one spelling."""
        return tuple(word.canon for word in self.words)


def prepare(claim: Claim) -> PreparedClaim:
    """The claim, ready to be looked up and judged; a claim without words has no fragments."""
    text = claim.text
    found = words(text)
    pieces = fragments(text)
    pieces = pieces if len(pieces) <= MOST_FRAGMENTS else (Span(0, len(text)),)
    queries = _queries(text, found, pieces)
    return PreparedClaim(
        claim=claim,
        words=found,
        bases=tuple(base(word.canon) for word in found),
        weights=tuple(_weight(word) for word in found),
        fragments=_ranges(found, pieces),
        queries=tuple(queries),
        digests=tuple(map(digest_of, queries.values())),
        distinctive=len({word.canon for word in found if word.canon not in lexicon.FUNCTION_WORDS}),
        firm=_firm(claim),
        sentences=_ranges(found, sentences(text)),
    )


def _firm(claim: Claim) -> Letters:
    """None where words of the claim may be an editor's, or mended."""
    edited = claim.profile is Profile.CLEAN_UP or "[" in claim.text or "(" in claim.text
    return () if edited else firm(claim.text, names=False)


def _weight(word: Word) -> float:
    """How much a claimed word counts; an editor's words in brackets are nobody's and count nothing."""
    if word.bracketed:
        return 0.0
    return FUNCTION_WEIGHT if word.canon in lexicon.FUNCTION_WORDS else 1.0


def _queries(text: str, found: Sequence[Word], pieces: Sequence[Span]) -> dict[str, Sequence[Word]]:
    """The texts to look up, with their words."""
    queries = {text.strip(): found}
    for span in (*pieces, *sentences(text)):
        piece = span.cut(text).strip()
        if piece not in queries and len(read := words(piece)) >= LEAST_WORDS_OF_QUERY:
            queries[piece] = read
        if len(queries) == MOST_QUERIES:
            break
    return queries


def _ranges(found: Sequence[Word], pieces: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """The words of each piece, of those that have any."""
    starts = [word.span.start for word in found]
    ranges = ((bisect_left(starts, piece.start), bisect_left(starts, piece.end)) for piece in pieces)
    return tuple((start, end) for start, end in ranges if start < end)
