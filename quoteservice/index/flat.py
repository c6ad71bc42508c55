"""Exact search over all vectors in memory, kept in step with the store's history."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from quoteservice.errors import InvalidSetting
from quoteservice.ports import Hit, VectorChange, Vectors

FIRST_ROWS = 1_024  # rows; the arrays double when they are full, so a row is copied about twice in all

# The last bits of a product depend on where its row stands in the matrix; six decimals do not, and no rule needs more.
DECIMALS = 6


S = TypeVar("S", bound=np.generic)


class VectorHistory(Protocol):
    """What the index follows: the store."""

    def last_change(self) -> int: ...
    def vector_changes(self, after: int) -> Iterator[VectorChange]: ...


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """One state of the index. Later additions lie behind its ends, so that a search needs no lock.

    Quote i has the rows starts[i] to starts[i + 1]; `live[i]` is False once it was withdrawn.
    """

    matrix: Vectors
    starts: NDArray[np.intp]
    live: NDArray[np.bool_]
    ids: Sequence[str]

    @property
    def quotes(self) -> int:
        return len(self.live)


class FlatIndex:
    """Every vector of every quote on record; it is built from `history` and never the only copy.

    Each search first takes in what the store has acknowledged since, whichever process wrote it. Raises InvalidSetting
    if the store holds vectors of another dimension. Safe for many threads.
    """

    def __init__(self, history: VectorHistory, dimension: int) -> None:
        self._history = history
        self._dimension = dimension
        self._lock = threading.Lock()
        self._seen = 0
        self._matrix = np.zeros((FIRST_ROWS, dimension), dtype=np.float32)
        self._starts = np.zeros(FIRST_ROWS, dtype=np.intp)
        self._live = np.zeros(FIRST_ROWS, dtype=np.bool_)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._rows = 0

    def nearest(self, queries: Vectors, limit: int) -> tuple[tuple[Hit, ...], ...]:
        """For each query the `limit` quotes with the highest cosine of any of their vectors, best first, then by id."""
        state = self._current()
        if state.quotes == 0 or limit < 1:
            return tuple(() for _ in queries)
        best = np.maximum.reduceat(state.matrix @ queries.T, state.starts, axis=0)
        best[~state.live] = -np.inf
        return tuple(_best(state.ids, best[:, each], limit) for each in range(len(queries)))

    def similarities(self, query: Vectors, quote_ids: Sequence[str]) -> dict[str, float]:
        """The highest cosine of each quote with any row of `query`; ids unknown or withdrawn are left out."""
        state = self._current()
        rows = np.atleast_2d(query).T
        found: dict[str, float] = {}
        for quote_id in quote_ids:
            place = self._places.get(quote_id)
            if place is not None and place < state.quotes and state.live[place]:
                end = state.starts[place + 1] if place + 1 < state.quotes else len(state.matrix)
                found[quote_id] = _rounded((state.matrix[state.starts[place] : end] @ rows).max())
        return found

    def _current(self) -> _Snapshot:
        with self._lock:
            if self._history.last_change() != self._seen:
                for change in self._history.vector_changes(self._seen):
                    self._take(change)
                    self._seen = change.sequence
            quotes = len(self._ids)
            return _Snapshot(self._matrix[: self._rows], self._starts[:quotes], self._live[:quotes], self._ids)

    def _take(self, change: VectorChange) -> None:
        if change.vectors is None:
            place = self._places.pop(change.quote_id, None)
            if place is not None:
                # A copy, because searches that are under way look at the old array.
                self._live = self._live.copy()
                self._live[place] = False
        elif len(change.vectors):
            self._append(change.quote_id, change.vectors)

    def _append(self, quote_id: str, vectors: Vectors) -> None:
        if vectors.shape[1] != self._dimension:
            raise InvalidSetting(
                f"The store holds vectors of {vectors.shape[1]} numbers, the encoder gives {self._dimension}",
                where="encoder_model",
                remedy="Set the encoder that the store was filled with.",
            )
        place, end = len(self._ids), self._rows + len(vectors)
        self._matrix = _with_room(self._matrix, end)
        self._starts = _with_room(self._starts, place + 1)
        self._live = _with_room(self._live, place + 1)
        self._matrix[self._rows : end] = vectors
        self._starts[place] = self._rows
        self._live[place] = True
        self._ids.append(quote_id)
        self._places[quote_id] = place
        self._rows = end


def _with_room(array: NDArray[S], rows: int) -> NDArray[S]:
    if rows <= len(array):
        return array
    grown = np.zeros((max(rows, 2 * len(array)), *array.shape[1:]), dtype=array.dtype)
    grown[: len(array)] = array
    return grown


def _best(ids: Sequence[str], similarities: NDArray[np.float32], limit: int) -> tuple[Hit, ...]:
    """The `limit` best; all that tie with the last one are weighed, so that the order of arrival decides nothing."""
    chosen: NDArray[np.intp] = np.arange(len(similarities))
    if limit < len(similarities):
        least = np.partition(similarities, -limit)[-limit]
        chosen = np.flatnonzero(similarities >= least - 10.0**-DECIMALS)
    hits = (Hit(ids[each], _rounded(similarities[each])) for each in chosen.tolist() if np.isfinite(similarities[each]))
    return tuple(sorted(hits, key=lambda hit: (-hit.similarity, hit.quote_id))[:limit])


def _rounded(similarity: np.float32) -> float:
    return round(float(similarity), DECIMALS)
