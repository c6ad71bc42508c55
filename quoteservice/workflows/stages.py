"""How long the stages of an answer take, for whoever listens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, float], None]
"""Told the name of a stage and the seconds that it took."""


class Stages:
    """Measures what runs within it and tells the listeners, of which there may be none."""

    def __init__(self) -> None:
        self._listeners: tuple[Listener, ...] = ()

    def listen(self, listener: Listener) -> None:
        """Tells `listener` of every stage from now on."""
        self._listeners = (*self._listeners, listener)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Measures the block as `stage`; one that ends in an error is not told of."""
        begun = time.perf_counter()
        yield
        seconds = time.perf_counter() - begun
        for listener in self._listeners:
            listener(stage, seconds)
