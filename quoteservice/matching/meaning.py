"""Whether a record in other words says the same as a claim, the opposite, or neither.

Similar vectors only nominate; what decides is agreement in content words, numbers, names and polarity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from quoteservice.domain.quote import Quote
from quoteservice.matching import lexicon
from quoteservice.matching.compare import recorded_words
from quoteservice.matching.forms import base, opposite, synonymous
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.strength import is_stronger
from quoteservice.text.sentences import sentences
from quoteservice.text.words import Word, WordKind


class Relation(StrEnum):
    """What a record says to a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEITHER = "neither"


# Under this many words a claim identifies no utterance by its meaning; chosen, as fact-checkers do, not measured.
LEAST_WORDS = 8
# Cosines of all-MiniLM-L6-v2 and shares of content words, chosen on the development half of the labelled cases for
# few false confirmations. With more shared content words a lower cosine is enough.
SURE_SIMILARITY = 0.80
LIKELY_SIMILARITY = 0.62
LIKELY_OVERLAP = 0.5
LEAST_OVERLAP = 0.34
# From this share of common words on, a claim is a changed quotation and not a statement of its own.
SAME_WORDS = 0.85
# Swapped words keep a high cosine (median 0.98 on PAWS); below this one says something else with the same words.
LEAST_SIMILARITY_REWORKED = 0.7
OPPOSITE_SIMILARITY = 0.75
OPPOSITE_OVERLAP = 0.8


@dataclass(frozen=True, slots=True)
class Meaning:
    """`overlap` is the share, 0 to 1, of the claim's content words that the record has in some form.

    `reworked` is True if the claim uses nearly only words of the record and still does not say the same.
    """

    relation: Relation
    similarity: float
    overlap: float
    reworked: bool = False


def meaning(prepared: PreparedClaim, quote: Quote, similarity: float) -> Meaning:
    """How a recorded utterance bears on the claim; `similarity` is the cosine of the two, -1 to 1."""
    best = Meaning(Relation.NEITHER, similarity, 0.0)
    opposed = 0.0
    for recorded in _passages(quote):
        here = _relation(prepared.words, recorded, similarity)
        if _flips(prepared.words, recorded) % 2:
            opposed = max(opposed, here.overlap)
        if (here.relation is not Relation.NEITHER, here.overlap) > (
            best.relation is not Relation.NEITHER,
            best.overlap,
        ):
            best = here
    # A sentence that holds as much of the claim and denies it outweighs the others that make up for its "not".
    if best.relation is Relation.SUPPORTS and opposed >= best.overlap:
        return replace(best, relation=Relation.NEITHER)
    return best


def _passages(quote: Quote) -> list[Sequence[Word]]:
    """The whole utterance and each of its sentences."""
    whole = recorded_words(quote.content)
    spans = sentences(quote.content, quote.statement.joints)
    if len(spans) < 2:
        return [whole]
    parts = [[word for word in whole if span.start <= word.span.start < span.end] for span in spans]
    return [whole, *(part for part in parts if part)]


def _relation(claimed: Sequence[Word], recorded: Sequence[Word], similarity: float) -> Meaning:
    ours, theirs = _content(claimed), _content(recorded)
    overlap = _overlap(ours, theirs)
    if _unsupported(claimed, recorded):
        return Meaning(Relation.NEITHER, similarity, overlap)
    if _flips(claimed, recorded) % 2:
        opposed = similarity >= OPPOSITE_SIMILARITY and overlap >= OPPOSITE_OVERLAP
        return Meaning(Relation.CONTRADICTS if opposed else Relation.NEITHER, similarity, overlap)
    sure = similarity >= SURE_SIMILARITY and overlap >= LEAST_OVERLAP
    likely = similarity >= LIKELY_SIMILARITY and overlap >= LIKELY_OVERLAP
    enough = (sure or likely) and len(claimed) >= LEAST_WORDS
    turned = overlap >= SAME_WORDS and _rearranged(claimed, recorded)
    supported = enough and not turned and not is_stronger(claimed, recorded)
    if supported:
        return Meaning(Relation.SUPPORTS, similarity, overlap)
    reworked = overlap >= SAME_WORDS and len(claimed) >= LEAST_WORDS and similarity >= LEAST_SIMILARITY_REWORKED
    return Meaning(Relation.NEITHER, similarity, overlap, reworked)


def _flips(claimed: Sequence[Word], recorded: Sequence[Word]) -> int:
    """How often one of the two denies what the other says: negators on both sides, and one pair of opposites."""
    ours, theirs = _content(claimed), _content(recorded)
    # What has its like on the other side is no opposite there: "paused" where the record has "suspended".
    alone = [one for one in ours if not _has_like(one, theirs)]
    apart = [other for other in theirs if not _has_like(other, ours)]
    opposed = any(opposite(one, other) for one in alone for other in apart)
    return _polarity(claimed) + _polarity(recorded) + int(opposed)


def _has_like(word: str, others: set[str]) -> bool:
    return word in others or any(synonymous(word, other) for other in others)


def _content(found: Sequence[Word]) -> set[str]:
    kinds = (WordKind.WORD,)
    skipped = lexicon.FUNCTION_WORDS | lexicon.NEGATORS | lexicon.INTENSIFIERS
    return {base(word.canon) for word in found if word.kind in kinds and word.canon not in skipped}


def _overlap(ours: set[str], theirs: set[str]) -> float:
    if not ours:
        return 0.0
    return sum(_has_like(one, theirs) for one in ours) / len(ours)


def _polarity(found: Sequence[Word]) -> int:
    canons = [word.canon for word in found]
    return sum(
        (canon in lexicon.NEGATORS and canons[at + 1 : at + 2] != ["only"])
        or (canon in lexicon.IMPLICIT_NEGATORS and canons[at + 1 : at + 2] == ["to"])
        or tuple(canons[at : at + 2]) in _NEGATING
        or canon == "unless"
        for at, canon in enumerate(canons)
    )


# Two words that deny what follows.
_NEGATING = frozenset(
    {("rule", "out"), ("rules", "out"), ("ruled", "out"), ("ruling", "out"), ("free", "of"), ("free", "from")}
)


def _unsupported(claimed: Sequence[Word], recorded: Sequence[Word]) -> bool:
    """True if the claim names a number, date or name that the record does not."""
    canons = {word.canon for word in recorded}
    for word in claimed:
        exact = word.kind in (WordKind.NUMBER, WordKind.DATE) or word.canon in lexicon.NATIONALITIES
        if word.key == "one":
            continue  # a pronoun more often than a number: "a small one"
        if (exact or word.named) and word.canon not in canons and base(word.canon) not in {base(c) for c in canons}:
            return True
    return False


def _rearranged(claimed: Sequence[Word], recorded: Sequence[Word]) -> bool:
    """True if the same words stand in another order without a passive to account for it, or with one and in the same.

    "The rebels attacked the convoy" is not "The convoy attacked the rebels", but "was attacked by".
    """
    theirs = [base(word.canon) for word in recorded]
    places = [theirs.index(base(w.canon)) for w in claimed if _tells(w) and theirs.count(base(w.canon)) == 1]
    turned = any(after < before for before, after in pairwise(places))
    twice = [base(w.canon) for w in claimed if _tells(w) and theirs.count(base(w.canon)) > 1]
    if len(twice) > 1 and twice != [base(w.canon) for w in recorded if base(w.canon) in twice][: len(twice)]:
        turned = True
    if _turned_about(places) and {w.canon for w in claimed} & {w.canon for w in recorded} & _SUBORDINATORS:
        turned = False
    shared = len(places) + len(twice)
    voice = _passive(claimed) != _passive(recorded)
    return shared >= LEAST_SHARED_ORDER and turned != voice


def _turned_about(places: Sequence[int]) -> bool:
    """True if the words stand in two blocks that changed places: "B if A" for "If A, B"."""
    return sum(after < before for before, after in pairwise(places)) == 1 and places[-1] < places[0]


_SUBORDINATORS = frozenset("if unless when while because although though since after before until once".split())

# Fewer shared words have no order that says anything.
LEAST_SHARED_ORDER = 3


def _tells(word: Word) -> bool:
    return word.kind is WordKind.WORD and word.canon not in lexicon.FUNCTION_WORDS


def _passive(found: Sequence[Word]) -> bool:
    """True if an agent stands after "by" behind a form of "be"."""
    canons = [word.canon for word in found]
    return any(
        canon == "by" and any(base(before) == "be" for before in canons[max(0, at - 5) : at])
        for at, canon in enumerate(canons)
    )
