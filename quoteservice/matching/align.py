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

from quoteservice.text.words import Word

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
Costs = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

# Sums of costs in float32 differ by less than this, and different sums by more.
ROUNDING = 1e-3

# Costs. Replacing a word costs less than dropping one and adding another, so that a changed word shows as one
# change, also at the end. Recorded words left out in a row cost once for the gap and little for its length (affine
# gap, Gotoh 1982): a cut passage is one decision, and must not tear the words on its two sides from their places.
REPLACE = 1.0
INSERT = 1.05
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


def contains(claimed: Sequence[str], recorded: Sequence[str], start: int = 0) -> int:
    """Where `claimed` first stands as a whole in `recorded` from `start` on; -1 if nowhere or if it is empty."""
    if not claimed:
        return -1
    width = len(claimed)
    first = claimed[0]
    for at in range(start, len(recorded) - width + 1):
        if recorded[at] == first and list(recorded[at : at + width]) == list(claimed):
            return at
    return -1


def align(claimed: Sequence[Word], recorded: Sequence[Word]) -> Alignment:
    """The cheapest alignment; the same words always give the same one."""
    groups = _groups(claimed)
    left, right = _numbered([_literal(claimed[a:b]) for a, b in groups], [word.canon for word in recorded])
    places = [*(a for a, _ in groups), len(claimed)]
    steps = [
        Step(step.kind, places[step.c0], places[step.c1], step.r0, step.r1)
        for step in _trace(left, right, *_tables(left, right))
    ]
    merged = _merged(steps)
    if not merged:
        return Alignment((), (), 0, 0, 0)
    equal = sum(step.c1 - step.c0 for step in merged if step.kind is StepKind.EQUAL)
    return Alignment(merged, tuple(steps), merged[0].r0, merged[-1].r1, equal)


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


def _tables(left: Numbers, right: Numbers) -> tuple[Costs, Costs]:
    """Least costs at each pair of places: of all ways there, and of those that do not end in a gap."""
    slope = np.arange(len(right) + 1, dtype=np.float32) * np.float32(EXTEND_GAP)
    costs = np.zeros((len(left) + 1, len(right) + 1), dtype=np.float32)
    gapless = np.zeros_like(costs)
    for row, word in enumerate(left, start=1):
        above = costs[row - 1]
        best = gapless[row]
        np.add(above, np.float32(INSERT), out=best)
        np.minimum(best[1:], above[:-1] + np.where(right == word, 0.0, REPLACE).astype(np.float32), out=best[1:])
        # A gap runs along the row: the least of best[k] + OPEN_GAP + (j - k) * EXTEND_GAP over k < j.
        reach = np.minimum.accumulate(best - slope) + slope + np.float32(OPEN_GAP)
        costs[row] = np.minimum(best, reach)
    return costs, gapless


def _trace(left: Numbers, right: Numbers, costs: Costs, gapless: Costs) -> list[Step]:
    row, column = len(left), int(np.argmin(gapless[-1]))
    steps: list[Step] = []
    while row > 0:
        if costs[row, column] < gapless[row, column] - ROUNDING:
            ways = gapless[row, :column] + OPEN_GAP + EXTEND_GAP * (column - np.arange(column, dtype=np.float32))
            start = int(np.flatnonzero(ways < costs[row, column] + ROUNDING)[-1])
            steps += [Step(StepKind.DELETE, row, row, at, at + 1) for at in range(column - 1, start - 1, -1)]
            column = start
        equal = column > 0 and left[row - 1] == right[column - 1]
        cost = 0.0 if equal else REPLACE
        if column > 0 and abs(gapless[row, column] - costs[row - 1, column - 1] - cost) < ROUNDING:
            kind = StepKind.EQUAL if equal else StepKind.REPLACE
            steps.append(Step(kind, row - 1, row, column - 1, column))
            row, column = row - 1, column - 1
        else:
            steps.append(Step(StepKind.INSERT, row - 1, row, column, column))
            row -= 1
    steps.reverse()
    return steps


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
