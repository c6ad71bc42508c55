"""Whether a record in other words says the same as a claim, the opposite, or neither.

Words open the question and can close it: numbers, names, order and strength must leave a meaning possible. Which of
the possible ones is meant, a model and the negations of both are weighed for; neither confirms anything alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import exp, log

from quoteservice.domain.claim import Bearing
from quoteservice.domain.quote import Quote
from quoteservice.matching import counts, lexicon
from quoteservice.matching.compare import recorded_words
from quoteservice.matching.forms import base, opposite, synonymous
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.record import recorded as record_of
from quoteservice.matching.reporting import as_told
from quoteservice.matching.strength import is_stronger
from quoteservice.text.sentences import sentences
from quoteservice.text.words import Word, WordKind, canons


class Relation(StrEnum):
    """What a record says to a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEITHER = "neither"


# Under this many words a claim identifies no utterance by its meaning; chosen, as fact-checkers do, not measured.
LEAST_WORDS = 8
# Probability, of model and words weighed together, that a record which is about the claim says the same: from which on
# it does, and up to which it says the opposite. Chosen on the dossiers for the weights, on the development half of the
# labelled cases and on blind sets that were spent; a wrong confirmation is the worse error.
LEAST_TO_SUPPORT, MOST_TO_CONTRADICT = 0.8, 0.3
# From which on it does where words speak against it: negators and opposites, or a claim of more than was said.
LEAST_AGAINST_WORDS = 0.88
# What the model must give to "supports" on the whole, however well a sentence of it fits.
LEAST_FOR_THE_WHOLE = 0.3
# From which on the model is believed by itself that both, the whole and the sentence that fits best, say the opposite.
SURE_OF_CONTRADICTION, EVEN = 0.8, 0.5
# The same where the claim names what the record does not: it may be about something else.
SURE_OF_ANOTHER = 0.95
# How sure the model must be that the record, or a sentence of it, is about the claim at all.
ABOUT_TO_SUPPORT, ABOUT_TO_CONTRADICT = 0.6, 0.5
# From which on a sentence is taken to have nothing to do with the claim.
OF_NEITHER = 0.9
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

    `known` is False where the claim names what stands nowhere with the record, `may_support` where they rule out that
    it says the same. `plain` is True if nothing in them speaks against that: neither negators and opposites nor a claim
    of more than the record says. `overlap` is the share of the claim's content words that stand near each other in the
    record, `near` the sentence that has most of them.
    """

    known: bool
    may_support: bool
    plain: bool
    overlap: float
    near: Sequence[Word]


def wording(prepared: PreparedClaim, quote: Quote) -> Wording:
    """What words leave possible."""
    claimed, whole = prepared.words, recorded_words(quote.content)
    ours = _content(claimed)
    passages = _passages(quote)
    # Of passages that hold as much of the claim the shortest is what it is about.
    nearest = max(passages[::-1], key=lambda passage: _overlap(ours, _content(passage)))
    overlap = _overlap(ours, _content(nearest))
    known = not _unsupported(claimed, whole, _printed_about(quote))
    turned = overlap >= SAME_WORDS and _rearranged(claimed, nearest)
    may_support = known and len(claimed) >= LEAST_WORDS and not turned
    return Wording(
        known=known,
        may_support=may_support,
        plain=may_support and _flips(claimed, nearest) % 2 == 0 and not is_stronger(claimed, nearest),
        overlap=overlap,
        near=_nearest_sentence(ours, passages) if (told := as_told(quote)) == quote.content else recorded_words(told),
    )


def meaning(prepared: PreparedClaim, quote: Quote, similarity: float, bearings: Sequence[Bearing] = ()) -> Meaning:
    """How a recorded utterance bears on the claim, as words and model see it.

    `bearings` are what the model says of the texts that `spoken` gives; none if it was not asked.
    """
    said = wording(prepared, quote)
    reworked = (
        said.overlap >= SAME_WORDS and len(prepared.words) >= LEAST_WORDS and similarity >= LEAST_SIMILARITY_REWORKED
    )
    found = Meaning(Relation.NEITHER, similarity, said.overlap, reworked and not said.plain)
    if not bearings:
        return found
    relation, sureness = _weighed(prepared, said, bearings)
    return replace(found, relation=relation, sureness=sureness)


def _weighed(prepared: PreparedClaim, said: Wording, bearings: Sequence[Bearing]) -> tuple[Relation, float]:
    """What the record says to the claim, and how surely, 0 to 1."""
    whole, near = telling(bearings)
    about = 1 - min(bearing.neither for bearing in bearings)
    opposite = min(whole.contradicts, near.contradicts)
    same = says_the_same(prepared.words, said.near, bearings)
    denied = same <= MOST_TO_CONTRADICT or (same < EVEN and opposite >= SURE_OF_CONTRADICTION)
    if about >= ABOUT_TO_CONTRADICT and denied and (said.known or opposite >= SURE_OF_ANOTHER):
        return Relation.CONTRADICTS, about * (1 - same)
    least = LEAST_TO_SUPPORT if said.plain else LEAST_AGAINST_WORDS
    doubted = about < ABOUT_TO_SUPPORT or same < least or whole.supports < LEAST_FOR_THE_WHOLE
    if said.may_support and not doubted:
        return Relation.SUPPORTS, about * same
    return Relation.NEITHER, 0.0


def denies_something(claimed: Sequence[Word]) -> bool:
    """True if a claim has a word that denies: only such a claim says what somebody said by denying."""
    return _polarity(claimed) > 0 or any(word.canon in lexicon.IMPLICIT_NEGATORS for word in claimed)


def says_the_same(claimed: Sequence[Word], near: Sequence[Word], bearings: Sequence[Bearing]) -> float:
    """Probability, 0 to 1, that a record which is about the claim says the same and not the opposite.

    `near` is the sentence that the claim is about; the last of the `bearings` is of it, the first of the whole.
    """
    odds = WEIGHTS["same"] + sum(WEIGHTS[name] * value for name, value in evidence(claimed, near, bearings).items())
    return 1 / (1 + exp(-odds))


def evidence(claimed: Sequence[Word], near: Sequence[Word], bearings: Sequence[Bearing]) -> dict[str, float]:
    """What `says_the_same` weighs, by name."""
    ours, theirs = _polarity(claimed), _polarity(near)
    whole, near_one = telling(bearings)
    return {
        "whole": _odds(whole),
        "near": _odds(near_one),
        "both deny": float(ours > 0 and theirs > 0 and (ours + theirs) % 2 == 0),
        "record denies": float(theirs > 0 and not ours),
        "stronger": float(is_stronger(claimed, near)),
    }


def telling(bearings: Sequence[Bearing]) -> tuple[Bearing, Bearing]:
    """What the model says of the whole and of the sentence the claim is about: of the whole twice if it is of neither.

    A sentence with most words of the claim need not be the one that it is about.
    """
    whole, near = bearings[0], bearings[-1]
    return (whole, whole) if near.neither >= OF_NEITHER > whole.neither else (whole, near)


def _odds(bearing: Bearing) -> float:
    return log((bearing.supports + LEAST_PROBABILITY) / (bearing.contradicts + LEAST_PROBABILITY))


# A thousandth more or less says nothing about a pair.
LEAST_PROBABILITY = 0.001
# Found by quoteservice.training.weights, which tells on what; logarithms of odds.
WEIGHTS = {"same": 0.38, "whole": 0.35, "near": 0.27, "both deny": 1.41, "record denies": -0.42, "stronger": -0.86}


def spoken(prepared: PreparedClaim, quote: Quote) -> tuple[str, ...]:
    """What the model reads: what was said, and, of several sentences, the one that the claim is about by itself.

    Sentences end in a mark; of a long utterance only those near what the claim may be about are read. Words that only
    their cue gives a meaning are read with it.
    """
    if (told := as_told(quote)) != quote.content:
        return (_closed(told),)
    spans = sentences(quote.content, quote.statement.joints)
    parts = [span.cut(quote.content) for span in spans]
    closed = [_closed(part) for part in parts]
    ours = _content(prepared.words)
    if len(recorded_words(quote.content)) > MOST_WORDS_WEIGHED and len(closed) > MOST_SENTENCES_WEIGHED:
        windows = [closed[at : at + MOST_SENTENCES_WEIGHED] for at in range(len(closed) - MOST_SENTENCES_WEIGHED + 1)]
        closed = max(windows, key=lambda window: len(ours & _content(recorded_words(" ".join(window)))))
    if len(closed) < 2:
        return (" ".join(closed),)
    words_of = {each: recorded_words(each) for each in closed}
    nearest = max(closed, key=lambda each: (_overlap(ours, _content(words_of[each])), -len(words_of[each])))
    return " ".join(closed), nearest


def _closed(part: str) -> str:
    return part if part[-1:] in _CLOSING else part.rstrip(",;") + "."


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
        or canon in _DENYING
        for at, canon in enumerate(canons)
    )


_DENYING = frozenset("unless deny denies denied denying doubt doubts doubted".split())
# Two words that deny what follows.
_NEGATING = frozenset(
    {("rule", "out"), ("rules", "out"), ("ruled", "out"), ("ruling", "out"), ("free", "of"), ("free", "from")}
)


def _printed_about(quote: Quote) -> frozenset[str]:
    """Words that a source prints about a quote: who speaks, for whom, and under what headline."""
    statement = quote.statement
    printed = (statement.speaker, statement.mention, statement.role, statement.organisation, quote.source.title)
    return frozenset(canon for text in printed if text for canon in canons(text))


def _unsupported(claimed: Sequence[Word], recorded: Sequence[Word], about: Collection[str]) -> bool:
    """True if the claim has a number or date that the record does not come to, or a name that is not `about` it."""
    numbers = counts.told(recorded)
    for at, forms in counts.stated(claimed):
        # Rather a pronoun, "a small one", and a name, "the two sides", than numbers.
        is_one = claimed[at].key == "one" and forms == {claimed[at].canon}
        if is_one or (claimed[at].key == "two" and at and claimed[at - 1].canon == "the"):
            continue
        if not forms & numbers:
            return True
    written = {form for word in recorded for form in (word.canon, base(word.canon))} | counts.months(recorded)
    for word in claimed:
        exact = word.kind is WordKind.DATE or word.canon in lexicon.NATIONALITIES
        if word.kind is WordKind.NUMBER or (not exact and (not word.named or word.canon in about)):
            continue
        if word.canon not in written and base(word.canon) not in written:
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
