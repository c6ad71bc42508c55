"""A recorded utterance as words and sentences, read once however many claims are held against it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from quoteservice.domain.quote import Quote
from quoteservice.domain.span import Span
from quoteservice.matching.forms import base
from quoteservice.text.sentences import sentences
from quoteservice.text.word import Word, WordKind
from quoteservice.text.words import words

# Utterances kept as words: some 20 kB each, so about 160 MB if all were long; news quotes are a tenth of that.
MOST_KEPT = 8192


@dataclass(frozen=True)
class Record:
    """The words of an utterance and what is asked of them again and again, each worked out when it is first asked.

    `joints` are where two printed pieces of it meet.
    """

    content: str
    joints: tuple[int, ...]
    words: tuple[Word, ...]

    @cached_property
    def canons(self) -> tuple[str, ...]:
        """Every word in its one spelling."""
        return tuple(word.canon for word in self.words)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where the sentences stand."""
        return sentences(self.content, self.joints)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offsets of the words in the content."""
        return tuple(word.span.start for word in self.words)

    @cached_property
    def joined(self) -> str:
        """The canons between spaces."""
        return f" {' '.join(self.canons)} "

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The offsets of the words in `joined`."""
        return tuple(accumulate((len(canon) + 1 for canon in self.canons), initial=0))[:-1]

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every word in one spelling and as the base of its inflections."""
        return frozenset((*self.canons, *map(base, self.canons)))

    @cached_property
    def kinds(self) -> frozenset[WordKind]:
        """What there is among the words."""
        return frozenset(word.kind for word in self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words printed with a capital inside a sentence."""
        return named(self.words)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words printed without a capital."""
        return frozenset(word.canon for word in self.words if not word.capital)

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
    return Record(content, joints, words(content, joints))


def named(found: Sequence[Word]) -> frozenset[str]:
    """The words whose capital is their own."""
    return frozenset(word.canon for word in found if word.named)


def recorded(quote: Quote) -> Record:
    """The utterance of a quote read."""
    return record(quote.content, quote.statement.joints)
