"""A recorded utterance as words and sentences, read once however many claims are held against it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from quoteservice.domain.quote import Quote
from quoteservice.domain.span import Span
from quoteservice.matching.forms import base
from quoteservice.text.sentences import sentences
from quoteservice.text.word import Word, WordKind
from quoteservice.text.words import words

# Utterances kept as words: some 20 kB each, so about 160 MB if all were long; news quotes are a tenth of that.
MOST_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Record:
    """The words of an utterance and what is asked of them again and again.

    `starts` are the offsets of the words, `joined` their canons between spaces and `places` the offsets in that,
    `forms` every word in one spelling and as the base of its inflections.
    `names` were printed with a capital inside a sentence, `plain` without one.
    """

    content: str
    words: tuple[Word, ...]
    canons: tuple[str, ...]
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    joined: str
    places: tuple[int, ...]
    forms: frozenset[str]
    kinds: frozenset[WordKind]
    names: frozenset[str]
    plain: frozenset[str]

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that begin inside `span`."""
        return self.words[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def find(self, canons: Sequence[str], start: int = 0) -> int:
        """Where `canons` first stand as a whole from word `start` on; -1 if nowhere or if there are none."""
        if not canons or start >= len(self.words):
            return -1
        at = self.joined.find(f" {' '.join(canons)} ", self.places[start])
        return bisect_left(self.places, at) if at >= 0 else -1

    def sentence_at(self, at: int) -> int:
        """Which sentence the character `at` stands in, or the next one if it stands between two."""
        return min(bisect_right(self.sentences, at, key=lambda span: span.end), len(self.sentences) - 1)


@lru_cache(maxsize=MOST_KEPT)
def record(content: str, joints: tuple[int, ...] = ()) -> Record:
    """The utterance read; at `joints` two printed pieces of it meet."""
    found = words(content, joints)
    canons = tuple(word.canon for word in found)
    return Record(
        content=content,
        words=found,
        canons=canons,
        sentences=sentences(content, joints),
        starts=tuple(word.span.start for word in found),
        joined=f" {' '.join(canons)} ",
        places=tuple(accumulate((len(canon) + 1 for canon in canons), initial=0))[:-1],
        forms=frozenset(form for word in found for form in (word.canon, base(word.canon))),
        kinds=frozenset(word.kind for word in found),
        names=named(found),
        plain=frozenset(word.canon for word in found if not word.capital),
    )


def named(found: Sequence[Word]) -> frozenset[str]:
    """The words whose capital is their own."""
    return frozenset(word.canon for word in found if word.named)


def recorded(quote: Quote) -> Record:
    """The utterance of a quote read."""
    return record(quote.content, quote.statement.joints)
