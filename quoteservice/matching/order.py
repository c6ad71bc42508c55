"""Whether a claim has the words of a record in each other's places: "the dog bit the man" for "the man bit the dog".

Only words that tell something are looked at. Two clauses around an "if" may change places, a passive may turn subject
and object about, and a day or an adverb may stand elsewhere: none of these says anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from quoteservice.matching import lexicon
from quoteservice.matching.forms import base
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.record import Record
from quoteservice.text.word import Word, WordKind

# Fewer words have no order that says anything.
LEAST_WORDS = 3
LEAST_SENTENCES = 2
_SUBORDINATORS = frozenset("if unless when while because although though since after before until once".split())
_POINTING = frozenset("i we you he she they us me him her them".split())
# A record's sentence may have words that the claim leaves out, but not so many that the claim is another statement.
MOST_LEFT_OUT = 4

Range = tuple[int, int]


def swapped(claimed: Sequence[Word], whole: Record) -> tuple[Range, Range] | None:
    """The words of claim and record between which places were exchanged; None if they stand in order.

    The claim is held against each sentence of the record by itself, and against each two that follow one another.
    """
    ours = _telling(claimed, 0)
    if len(ours) < LEAST_WORDS:
        return None
    wanted = Counter(word for word, _ in ours)
    for one, other in _passages(whole):
        theirs = _telling(whole.words[one:other], one)
        more = len(theirs) - len(ours)
        if not 0 <= more <= MOST_LEFT_OUT or wanted - Counter(word for word, _ in theirs):
            continue
        if _same_order(ours, theirs):
            return None
        if not _turned_about(ours, theirs, claimed, whole.words[one:other]):
            return _range(ours, theirs)
    return None


def out_of_order(prepared: PreparedClaim, whole: Record) -> bool:
    """True if the sentences of a claim stand in the record word for word, in another order."""
    pieces = prepared.sentences
    if len(pieces) < LEAST_SENTENCES or len(prepared.fragments) > 1:
        return False
    if any(end - start < LEAST_WORDS for start, end in pieces):
        return False
    said = [prepared.canons[start:end] for start, end in pieces]
    if any(whole.find(sentence) < 0 for sentence in said):
        return False
    at = 0
    for sentence in said:
        # From where the last one ended: a sentence may be said twice.
        found = whole.find(sentence, at)
        if found < 0:
            return True
        at = found + len(sentence)
    return False


def _passages(whole: Record) -> list[Range]:
    """Where each sentence, and each two neighbours, begin and end as words."""
    edges = [0]
    for sentence in whole.sentences:
        edges.append(edges[-1] + len(whole.within(sentence)))
    return [*pairwise(edges), *zip(edges, edges[2:], strict=False)]


def _telling(words: Sequence[Word], start: int) -> list[tuple[str, int]]:
    """The words whose order says something, as bases, with their places."""
    found = []
    for at, word in enumerate(words, start=start):
        adverb = word.canon.endswith("ly") or word.canon in lexicon.DATE_WORDS or word.kind is WordKind.DATE
        if word.canon in _POINTING or not (adverb or word.canon in lexicon.FUNCTION_WORDS):
            found.append((base(word.canon), at))
    return found


def _same_order(ours: Sequence[tuple[str, int]], theirs: Sequence[tuple[str, int]]) -> bool:
    """True if the claim's words stand among the record's in the same order."""
    rest = iter(word for word, _ in theirs)
    return all(any(word == other for other in rest) for word, _ in ours)


def _turned_about(
    ours: Sequence[tuple[str, int]], theirs: Sequence[tuple[str, int]], claimed: Sequence[Word], there: Sequence[Word]
) -> bool:
    """True if the other order says the same: two clauses around a subordinator, or a passive for an active."""
    if _passive(claimed) != _passive(there):
        return True
    one = [word for word, _ in ours]
    # What the claim leaves out stands in no order to anything.
    other = [word for word, _ in theirs if word in one]
    rotated = any(one[at:] + one[:at] == other for at in range(1, len(one)))
    return (rotated and _same_subordinate(claimed, there)) or _one_moved_phrase(claimed, there)


def _same_subordinate(claimed: Sequence[Word], there: Sequence[Word]) -> bool:
    """True if the same clause follows the same subordinator: "B if A" for "If A, B", and not "A if B"."""
    one, other = _after_subordinator(claimed), _after_subordinator(there)
    return one is not None and one == other


def _after_subordinator(words: Sequence[Word]) -> tuple[str, str] | None:
    """The first subordinator and the first telling word after it that is no pronoun."""
    at = next((at for at, word in enumerate(words) if word.canon in _SUBORDINATORS), None)
    if at is None:
        return None
    following = (base(w.canon) for w in words[at + 1 :] if w.canon not in lexicon.FUNCTION_WORDS)
    return words[at].canon, next(following, "")


def _one_moved_phrase(claimed: Sequence[Word], there: Sequence[Word]) -> bool:
    """True if a prepositional phrase at one end stands at the other: "In Kenya I taught" for "I taught in Kenya"."""
    one, other = [w.canon for w in claimed], [w.canon for w in there]
    if sorted(one) != sorted(other):
        return False
    at = next((at for at in range(1, len(one)) if one[at:] + one[:at] == other), None)
    return at is not None and (one[0] in _PLACING or one[at] in _PLACING)


_PLACING = frozenset("in on at during under after before since until by".split())


def _passive(found: Sequence[Word]) -> bool:
    """True if an agent stands after "by" behind a form of "be"."""
    canons = [word.canon for word in found]
    return any(
        canon == "by" and any(base(before) == "be" for before in canons[max(0, at - 5) : at])
        for at, canon in enumerate(canons)
    )


def _range(ours: Sequence[tuple[str, int]], theirs: Sequence[tuple[str, int]]) -> tuple[Range, Range]:
    """From the first word to the last that stands elsewhere."""
    used = {word for word, _ in ours}
    there = [(word, at) for word, at in theirs if word in used]
    apart = [n for n, (one, other) in enumerate(zip(ours, there, strict=False)) if one[0] != other[0]]
    first, last = (apart[0], apart[-1]) if apart else (0, len(ours) - 1)
    end = min(last, len(there) - 1)
    return (ours[first][1], ours[last][1] + 1), (there[min(first, end)][1], there[end][1] + 1)
