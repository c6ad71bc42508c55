"""Two texts side by side, word for word; joined again, the parts give both texts back."""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.domain.verdict import DiffOp, DiffPart
from quoteservice.text.words import Word

# (operation, first and last claimed word, first and last recorded word), half-open, in order, without holes.
WordStep = tuple[DiffOp, int, int, int, int]


def diff(
    claimed: str,
    recorded: str,
    claimed_words: Sequence[Word],
    recorded_words: Sequence[Word],
    steps: Sequence[WordStep],
) -> tuple[DiffPart, ...]:
    """The parts of a diff; spaces and punctuation go with the word before them, or the first one after."""
    claimed_cuts = _cuts(claimed, claimed_words, [(step[1], step[2]) for step in steps])
    recorded_cuts = _cuts(recorded, recorded_words, [(step[3], step[4]) for step in steps])
    return tuple(
        DiffPart(step[0], claimed[c0:c1], recorded[r0:r1])
        for step, (c0, c1), (r0, r1) in zip(steps, claimed_cuts, recorded_cuts, strict=True)
    )


def _cuts(text: str, words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Character ranges that together cover `text`, one for each range of words; an empty range gets nothing."""
    filled = [index for index, (start, end) in enumerate(ranges) if start < end]
    cuts = [(0, 0)] * len(ranges)
    for place, index in enumerate(filled):
        start = 0 if place == 0 else words[ranges[index][0]].span.start
        last = place == len(filled) - 1
        end = len(text) if last else words[ranges[filled[place + 1]][0]].span.start
        cuts[index] = (start, end)
    return cuts
