"""How far a long task is: a bar at a terminal; elsewhere, where a bar would fill a log, a plain line now and then."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Protocol, TypeVar

from tqdm import tqdm

T = TypeVar("T")

# Seconds between two lines: few for a log of hours, and soon enough for whoever waits.
SECONDS_BETWEEN_LINES = 30.0


class Progress(Protocol):
    """What shows how far it is."""

    def update(self, number: int) -> object:
        """So many more are done."""

    def close(self) -> None:
        """No more will be."""


class Lines:
    """Progress in lines on standard error; a task that is over before the first is due says nothing."""

    def __init__(self, of: str, total: int | None, seconds_between: float = SECONDS_BETWEEN_LINES) -> None:
        self._of = of
        self._total = total
        self._between = seconds_between
        self._done = 0
        self._begun = self._told = monotonic()

    def update(self, number: int) -> None:
        """Counts, and says so when it is time."""
        self._done += number
        now = monotonic()
        if now - self._told >= self._between:
            self._told = now
            share = f" of {self._total:,} ({self._done / self._total:.0%})" if self._total else ""
            seconds = now - self._begun
            print(f"{self._of}: {self._done:,}{share} in {seconds:.0f} s", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Says nothing: the result does."""


def progress(of: str, total: int | None = None) -> Progress:
    """What shows how many of `total` things called `of` are done."""
    return tqdm(desc=of, total=total, file=sys.stderr) if sys.stderr.isatty() else Lines(of, total)


def watched(listed: Sequence[T], of: str) -> Iterator[T]:
    """Each of the things in turn, with its progress shown."""
    shown = progress(of, len(listed))
    try:
        for each in listed:
            yield each
            shown.update(1)
    finally:
        shown.close()
