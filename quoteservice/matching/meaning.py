"""Whether a record in other words says the same as a claim, the opposite, or neither.

Words open the question and can close it: numbers, names, order and strength must leave a meaning possible. Which of
the possible ones is meant, a model and the negations of both are weighed for; neither confirms anything alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import exp, log

from quoteservice.domain.claim import Bearing
from quoteservice.domain.quote import Quote
from quoteservice.matching import lexicon
from quoteservice.matching.compare import recorded_words
from quoteservice.matching.forms import base, opposite, synonymous
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.record import recorded as record_of
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
# Cosine of all-MiniLM-L6-v2 under which no record was found to bear on a claim.
LEAST_SIMILARITY = 0.4
# Probabilities from which the model is believed where the words see it as it does, chosen on the development half of
# the labelled cases.
SURE_OF_SUPPORT = 0.7
SURE_OF_CONTRADICTION = 0.7
# Otherwise model and words are weighed together: probabilities that the record says the same, chosen there too.
LEAST_TO_SUPPORT, MOST_TO_CONTRADICT = 0.75, 0.25
# What it takes to confirm against negators and opposites that seem to say otherwise.
LEAST_AGAINST_WORDS = 0.85
# What the model must give to "supports" on the whole, however well a sentence of it fits.
LEAST_FOR_THE_WHOLE = 0.3
# How sure the model must be that the record is about the claim at all; a wrong confirmation is the worse error.
ABOUT_TO_SUPPORT, ABOUT_TO_CONTRADICT = 0.9, 0.6
# From this share of common words on, a claim is a changed quotation and not a statement of its own.
SAME_WORDS = 0.85
# Swapped words keep a high cosine (median 0.98 on PAWS); below this one says something else with the same words.
LEAST_SIMILARITY_REWORKED = 0.7


@dataclass(frozen=True, slots=True)
class Meaning:
    """`overlap` is the share, 0 to 1, of the claim's content words that the record has in some form.

    `reworked` is True if the claim uses nearly only words of the record and still does not say the same; `sureness` is
    the probability that the model gives to `relation`, 0 where it was not asked or not believed.
    """

    relation: Relation
    similarity: float
    overlap: float
    reworked: bool = False
    sureness: float = 0.0


@dataclass(frozen=True, slots=True)
class Wording:
    """What words alone tell of a claim and an utterance.

    `open` is False where they rule out that the one is about the other; `may_support` where they rule out that it
    says the same. `opposed` is True if one denies what the other says, as far as negators and opposites tell; `overlap`
    is the share of the claim's content words that stand near each other in the record, `near` the sentence that has
    most of them.
    """

    open: bool
    may_support: bool
    opposed: bool
    overlap: float
    near: Sequence[Word]


def wording(prepared: PreparedClaim, quote: Quote, similarity: float) -> Wording:
    """What words leave possible; `similarity` is the cosine of claim and record, -1 to 1."""
    claimed, whole = prepared.words, recorded_words(quote.content)
    ours = _content(claimed)
    passages = _passages(quote)
    # Of passages that hold as much of the claim the shortest is what it is about.
    nearest = max(passages[::-1], key=lambda passage: _overlap(ours, _content(passage)))
    overlap = _overlap(ours, _content(nearest))
    turned = overlap >= SAME_WORDS and _rearranged(claimed, nearest)
    return Wording(
        open=similarity >= LEAST_SIMILARITY and not _unsupported(claimed, whole),
        may_support=len(claimed) >= LEAST_WORDS and not turned and not is_stronger(claimed, nearest),
        opposed=_flips(claimed, nearest) % 2 == 1,
        overlap=overlap,
        near=_nearest_sentence(ours, passages),
    )


def meaning(prepared: PreparedClaim, quote: Quote, similarity: float, bearings: Sequence[Bearing] = ()) -> Meaning:
    """How a recorded utterance bears on the claim, as words and model see it.

    `bearings` are what the model says of the texts that `spoken` gives; none if it was not asked.
    """
    said = wording(prepared, quote, similarity)
    plain = said.open and said.may_support and not said.opposed
    reworked = (
        said.overlap >= SAME_WORDS and len(prepared.words) >= LEAST_WORDS and similarity >= LEAST_SIMILARITY_REWORKED
    )
    found = Meaning(Relation.NEITHER, similarity, said.overlap, reworked and not plain)
    if not bearings or not said.open:
        return found
    relation, sureness = _weighed(prepared, quote, said, bearings)
    return replace(found, relation=relation, sureness=sureness)


def _weighed(
    prepared: PreparedClaim, quote: Quote, said: Wording, bearings: Sequence[Bearing]
) -> tuple[Relation, float]:
    """What the record says to the claim, and how surely, 0 to 1."""
    whole, about = bearings[0], 1 - bearings[0].neither
    same = says_the_same(prepared.words, said.near, bearings)
    if about >= ABOUT_TO_CONTRADICT and same <= MOST_TO_CONTRADICT:
        return Relation.CONTRADICTS, about * (1 - same)
    denied = _polarity(prepared.words) > 0 and _polarity(recorded_words(quote.content)) > 0
    if said.opposed and not denied and whole.contradicts >= SURE_OF_CONTRADICTION:
        return Relation.CONTRADICTS, whole.contradicts
    enough = LEAST_AGAINST_WORDS if said.opposed else LEAST_TO_SUPPORT
    doubted = same < enough or whole.supports < LEAST_FOR_THE_WHOLE
    if said.may_support and about >= ABOUT_TO_SUPPORT and not doubted:
        return Relation.SUPPORTS, about * same
    if said.may_support and not said.opposed and whole.supports >= SURE_OF_SUPPORT:
        return Relation.SUPPORTS, whole.supports
    return Relation.NEITHER, 0.0


def says_the_same(claimed: Sequence[Word], near: Sequence[Word], bearings: Sequence[Bearing]) -> float:
    """Probability, 0 to 1, that a record which is about the claim says the same and not the opposite.

    `near` is the sentence that the claim is about; the last of the `bearings` is of it, the first of the whole.
    """
    odds = WEIGHTS["same"] + sum(WEIGHTS[name] * value for name, value in evidence(claimed, near, bearings).items())
    return 1 / (1 + exp(-odds))


def evidence(claimed: Sequence[Word], near: Sequence[Word], bearings: Sequence[Bearing]) -> dict[str, float]:
    """What `says_the_same` weighs, by name."""
    ours, theirs = _polarity(claimed), _polarity(near)
    return {
        "whole": _odds(bearings[0]),
        "near": _odds(bearings[-1]),
        "both deny": float(ours > 0 and theirs > 0 and (ours + theirs) % 2 == 0),
        "record denies": float(theirs > 0 and not ours),
        "stronger": float(is_stronger(claimed, near)),
    }


def _odds(bearing: Bearing) -> float:
    return log((bearing.supports + LEAST_PROBABILITY) / (bearing.contradicts + LEAST_PROBABILITY))


# A thousandth more or less says nothing about a pair.
LEAST_PROBABILITY = 0.001
# Found by quoteservice.training.weights, which tells on what; logarithms of odds.
WEIGHTS = {"same": 0.79, "whole": 0.28, "near": 0.3, "both deny": 1.93, "record denies": -0.65, "stronger": -0.88}


def spoken(prepared: PreparedClaim, quote: Quote) -> tuple[str, ...]:
    """What the model reads: what was said, and, of several sentences, the one that the claim is about by itself.

    Sentences end in a mark; of a long utterance only those near what the claim may be about are read.
    """
    spans = sentences(quote.content, quote.statement.joints)
    parts = [span.cut(quote.content) for span in spans]
    closed = [part if part[-1:] in _CLOSING else part.rstrip(",;") + "." for part in parts]
    ours = _content(prepared.words)
    if len(recorded_words(quote.content)) > MOST_WORDS_WEIGHED and len(closed) > MOST_SENTENCES_WEIGHED:
        windows = [closed[at : at + MOST_SENTENCES_WEIGHED] for at in range(len(closed) - MOST_SENTENCES_WEIGHED + 1)]
        closed = max(windows, key=lambda window: len(ours & _content(recorded_words(" ".join(window)))))
    if len(closed) < 2:
        return (" ".join(closed),)
    words_of = {each: recorded_words(each) for each in closed}
    nearest = max(closed, key=lambda each: (_overlap(ours, _content(words_of[each])), -len(words_of[each])))
    return " ".join(closed), nearest


# More words than this are weighed in part, because a model dilutes what it reads: so many sentences at once.
MOST_WORDS_WEIGHED, MOST_SENTENCES_WEIGHED = 70, 3
_CLOSING = (".", "!", "?", "…", "”", "’", '"')


def _nearest_sentence(ours: set[str], passages: Sequence[Sequence[Word]]) -> Sequence[Word]:
    """The sentence that has most of the claim, the shortest of several; `passages` as of `_passages`."""
    parts = passages[1:] or passages
    return max(parts, key=lambda part: (_overlap(ours, _content(part)), -len(part)))


def _passages(quote: Quote) -> list[Sequence[Word]]:
    """The whole utterance and, if it has several, each of its sentences."""
    whole = record_of(quote)
    if len(whole.sentences) < 2:
        return [whole.words]
    parts = (whole.within(sentence) for sentence in whole.sentences)
    return [whole.words, *(part for part in parts if part)]


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
    for at, word in enumerate(claimed):
        exact = word.kind in (WordKind.NUMBER, WordKind.DATE) or word.canon in lexicon.NATIONALITIES
        if word.key == "one" or (word.key == "two" and at and claimed[at - 1].canon == "the"):
            continue  # rather a pronoun, "a small one", and a name, "the two sides", than numbers
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
