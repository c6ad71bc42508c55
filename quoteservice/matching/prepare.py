"""Reads a claim once and fixes every query that will be made for it."""

from __future__ import annotations

from dataclasses import dataclass

from quoteservice.domain.claim import Claim
from quoteservice.domain.span import Span
from quoteservice.matching import lexicon
from quoteservice.text.fragments import fragments
from quoteservice.text.sentences import sentences
from quoteservice.text.words import Word, digest, words

# Queries of one claim: the whole and its pieces. More pieces than this are longer than any quotation in print.
MOST_QUERIES = 12
# Pieces of fewer words say too little to be looked up on their own.
LEAST_WORDS_OF_QUERY = 3


@dataclass(frozen=True, slots=True)
class PreparedClaim:
    """A claim as words.

    `fragments` are the ranges of `words` between marked omissions; `queries` the texts to look up, the whole claim
    first; `digests` the hashes of the whole and of its sentences; `distinctive` counts the words that carry meaning.
    """

    claim: Claim
    words: tuple[Word, ...]
    fragments: tuple[tuple[int, int], ...]
    queries: tuple[str, ...]
    digests: tuple[str, ...]
    distinctive: int

    @property
    def canons(self) -> tuple[str, ...]:
        """The words in their one spelling."""
        return tuple(word.canon for word in self.words)


def prepare(claim: Claim) -> PreparedClaim:
    """The claim, ready to be looked up and judged; a claim without words has no fragments."""
    text = claim.text
    found = words(text)
    pieces = fragments(text)
    ranges = tuple(r for r in (_range(found, piece) for piece in pieces) if r[0] < r[1])
    queries = [text.strip()]
    for span in (*pieces, *sentences(text)):
        piece = span.cut(text).strip()
        if piece not in queries and len(words(piece)) >= LEAST_WORDS_OF_QUERY:
            queries.append(piece)
    queries = queries[:MOST_QUERIES]
    distinctive = len({word.canon for word in found if word.canon not in lexicon.FUNCTION_WORDS})
    return PreparedClaim(claim, found, ranges, tuple(queries), tuple(digest(query) for query in queries), distinctive)


def _range(found: tuple[Word, ...], piece: Span) -> tuple[int, int]:
    inside = [index for index, word in enumerate(found) if piece.start <= word.span.start < piece.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
