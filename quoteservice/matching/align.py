"""Which words of a claim answer to which words of a record.

Semi-global edit distance (Sellers 1980): the whole claim against the part of the record that it fits best, words
before and after that part being free. One row of the table at a time in numpy, so a claim of n words against a
record of m costs n vector operations of length m.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from quoteservice.matching.forms import base
from quoteservice.matching.lexicon import DENIALS, FUNCTION_WORDS
from quoteservice.text.words import Word

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
Costs = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

# Sums of costs in float32 differ by less than this, and different sums by more.
ROUNDING = 1e-3

# Costs. Replacing a word costs less than dropping one and adding another, so that a changed word shows as one
# change, also at the end. Recorded words left out in a row cost once for the gap and little for its length (affine
# gap, Gotoh 1982): a cut passage is one decision, and must not tear the words on its two sides from their places.
# Another form of the same word is its likeliest partner, and a "do not" is added more easily than any other word.
REPLACE = 1.0
INFLECT = 0.6
INSERT = 1.05
INSERT_DENIAL = 0.85
OPEN_GAP = 0.7
EXTEND_GAP = 0.1


class StepKind(StrEnum):
    """`INSERT`: words only the claim has; `DELETE`: words only the record has."""

    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """Words `claimed[c0:c1]` answer to `recorded[r0:r1]`."""

    kind: StepKind
    c0: int
    c1: int
    r0: int
    r1: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a claim answers to `recorded[start:end]`; `equal` words agree.

    `steps` are the runs of equal and unequal words in order; `pairs` the same word by word.
    """

    steps: tuple[Step, ...]
    pairs: tuple[Step, ...]
    start: int
    end: int
    equal: int


def align(claimed: Sequence[Word], recorded: Sequence[Word]) -> Alignment:
    """The cheapest alignment; the same words always give the same one.

    A record that is much longer than the claim is searched for the stretch that shares most words with it, and the
    claim is laid along that; a claim too long for that has no alignment, as if no word agreed.
    """
    start, end = _window(claimed, recorded)
    if len(claimed) * (end - start) > MOST_CELLS:
        return Alignment((), (), 0, 0, 0)
    found = _aligned(claimed, recorded[start:end])
    if not start:
        return found
    steps, pairs = (tuple(_later(step, start) for step in each) for each in (found.steps, found.pairs))
    return Alignment(steps, pairs, found.start + start, found.end + start, found.equal)


# Pairs of places that are worked out at most, 18 bytes each: two texts of 10,000 characters, three times over.
MOST_CELLS = 8_000_000
# Records up to this many times as long as the claim, and so many words, are laid along it whole.
WHOLE_UP_TO = 3
SPARE_WORDS = 100


def _window(claimed: Sequence[Word], recorded: Sequence[Word]) -> tuple[int, int]:
    """The part of a long record that shares most of the claim's words; the whole of a shorter one."""
    width = WHOLE_UP_TO * len(claimed) + SPARE_WORDS
    if len(recorded) <= width:
        return 0, len(recorded)
    wanted = {word.canon for word in claimed} - FUNCTION_WORDS
    shared = np.array([word.canon in wanted for word in recorded], dtype=np.int64)
    sums = np.concatenate(([0], np.cumsum(shared)))
    start = int(np.argmax(sums[width:] - sums[:-width]))
    return start, start + width


def _later(step: Step, by: int) -> Step:
    return Step(step.kind, step.c0, step.c1, step.r0 + by, step.r1 + by)


def _aligned(claimed: Sequence[Word], recorded: Sequence[Word]) -> Alignment:
    groups = _groups(claimed)
    lefts, rights = [_literal(claimed[a:b]) for a, b in groups], [word.canon for word in recorded]
    left, right = _numbered(lefts, rights)
    bases = _numbered([base(word) for word in lefts], [base(word) for word in rights])
    inserts = np.array([INSERT_DENIAL if word in DENIALS else INSERT for word in lefts], dtype=np.float32)
    table = _Table(left, right, *bases, inserts)
    places = [*(a for a, _ in groups), len(claimed)]
    steps = [Step(step.kind, places[step.c0], places[step.c1], step.r0, step.r1) for step in table.trace()]
    merged = _merged(_without_head(steps, claimed, recorded))
    if not merged:
        return Alignment((), (), 0, 0, 0)
    equal = sum(step.c1 - step.c0 for step in merged if step.kind is StepKind.EQUAL)
    return Alignment(merged, tuple(steps), merged[0].r0, merged[-1].r1, equal)


def _without_head(steps: list[Step], claimed: Sequence[Word], recorded: Sequence[Word]) -> list[Step]:
    """An editor's words at the head of a claim stand for nothing of the sentence before the one that they open."""
    first = steps[0] if steps else None
    bracket = first is not None and first.kind is StepKind.REPLACE and claimed[first.c0].bracketed
    if first is not None and bracket and first.r1 < len(recorded) and recorded[first.r1].initial:
        steps[0] = Step(StepKind.INSERT, first.c0, first.c1, first.r1, first.r1)
    return steps


def _groups(claimed: Sequence[Word]) -> list[tuple[int, int]]:
    """Each word by itself, but an editor's words in brackets together: they stand for one thing."""
    found: list[tuple[int, int]] = []
    for at, word in enumerate(claimed):
        if found and word.bracketed and claimed[at - 1].bracketed:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _literal(words: Sequence[Word]) -> str:
    """An editor's words in brackets agree with no recorded word: they show as an edit, permitted or not."""
    text = " ".join(word.canon for word in words)
    return f"[{text}]" if words[0].bracketed else text


def _numbered(claimed: Sequence[str], recorded: Sequence[str]) -> tuple[Numbers, Numbers]:
    numbers: dict[str, int] = {}
    left = np.array([numbers.setdefault(word, len(numbers)) for word in claimed], dtype=np.int32)
    right = np.array([numbers.setdefault(word, len(numbers)) for word in recorded], dtype=np.int32)
    return left, right


class _Table:
    """Least costs at each pair of places: of all ways there, and of those that do not end in a gap."""

    def __init__(
        self, left: Numbers, right: Numbers, left_bases: Numbers, right_bases: Numbers, inserts: Costs
    ) -> None:
        self._left, self._right = left, right
        self._left_bases, self._right_bases = left_bases, right_bases
        same, related = left[:, None] == right, left_bases[:, None] == right_bases
        # What it costs to put each claimed word in the place of each recorded word, all at once.
        exchange = np.where(same, np.float32(0), np.where(related, np.float32(INFLECT), np.float32(REPLACE)))
        slope = np.arange(len(right) + 1, dtype=np.float32) * np.float32(EXTEND_GAP)
        self._costs = np.zeros((len(left) + 1, len(right) + 1), dtype=np.float32)
        self._gapless = np.zeros_like(self._costs)
        for row in range(1, len(left) + 1):
            above, best = self._costs[row - 1], self._gapless[row]
            np.add(above, inserts[row - 1], out=best)
            np.minimum(best[1:], above[:-1] + exchange[row - 1], out=best[1:])
            # A gap runs along the row: the least of best[k] + OPEN_GAP + (j - k) * EXTEND_GAP over k < j.
            reach = np.minimum.accumulate(best - slope) + slope + np.float32(OPEN_GAP)
            self._costs[row] = np.minimum(best, reach)

    def trace(self) -> list[Step]:
        """The cheapest way through, word by word."""
        costs, gapless = self._costs, self._gapless
        row, column = len(self._left), int(np.argmin(gapless[-1]))
        steps: list[Step] = []
        while row > 0:
            if costs[row, column] < gapless[row, column] - ROUNDING:
                ways = gapless[row, :column] + OPEN_GAP + EXTEND_GAP * (column - np.arange(column, dtype=np.float32))
                start = int(np.flatnonzero(ways < costs[row, column] + ROUNDING)[-1])
                steps += [Step(StepKind.DELETE, row, row, at, at + 1) for at in range(column - 1, start - 1, -1)]
                column = start
            steps.append(self._step(row, column))
            row, column = steps[-1].c0, steps[-1].r0
        steps.reverse()
        return steps

    def _step(self, row: int, column: int) -> Step:
        """The last step of the cheapest way to a place that does not end in a gap."""
        if column > 0:
            equal = self._left[row - 1] == self._right[column - 1]
            inflected = self._left_bases[row - 1] == self._right_bases[column - 1]
            cost = 0.0 if equal else INFLECT if inflected else REPLACE
            if abs(self._gapless[row, column] - self._costs[row - 1, column - 1] - cost) < ROUNDING:
                return Step(StepKind.EQUAL if equal else StepKind.REPLACE, row - 1, row, column - 1, column)
        return Step(StepKind.INSERT, row - 1, row, column, column)


def _merged(steps: list[Step]) -> tuple[Step, ...]:
    """Neighbouring steps of one kind as one; a mix of other kinds between two equal stretches as one replacement."""
    groups: list[list[Step]] = []
    for step in steps:
        same = groups and (groups[-1][-1].kind is StepKind.EQUAL) == (step.kind is StepKind.EQUAL)
        if same:
            groups[-1].append(step)
        else:
            groups.append([step])
    merged: list[Step] = []
    for group in groups:
        first, last = group[0], group[-1]
        kinds = {step.kind for step in group}
        kind = kinds.pop() if len(kinds) == 1 else StepKind.REPLACE
        merged.append(Step(kind, first.c0, last.c1, first.r0, last.r1))
    return tuple(merged)
