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

# The scan works in single precision, whose last bits depend on where a row stands in the matrix. What it finds is
# weighed again in double precision and rounded: then no answer depends on the order of arrival.
DECIMALS = 6
SCAN_ERROR = (
    2e-6  # how far the scan may be off, and what rounding adds: rows this near to the last place are weighed too
)
BLOCK = 512  # rows: 0.8 MB at 384 dimensions, which a core's own cache holds while all queries pass over it
FEW_QUERIES = 16  # up to here the blocks are faster: 45 ms CPU instead of 84 for 3 queries and 200,000 rows
PRODUCTS_AT_ONCE = 2**24  # similarities held by one pass of the scan: 64 MB, however many queries come together

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

    def scanned(self, queries: Vectors) -> NDArray[np.float32]:
        """The similarity of each query (row) and quote (column), to within the error of the scan; withdrawn: -inf."""
        products = self._products(queries) if 1 < len(queries) <= FEW_QUERIES else queries @ self.matrix.T
        best: NDArray[np.float32] = np.maximum.reduceat(products, self.starts[:-1], axis=1)
        best[:, ~self.live] = -np.inf
        return best

    def _products(self, queries: Vectors) -> NDArray[np.float32]:
        """Block by block, so that each row comes from memory once for all queries and not once for each."""
        products = np.empty((len(queries), len(self.matrix)), dtype=np.float32)
        for first in range(0, len(self.matrix), BLOCK):
            block = self.matrix[first : first + BLOCK]
            for query, row in zip(queries, products, strict=True):
                np.dot(block, query, out=row[first : first + BLOCK])
        return products

    def weighed(self, places: NDArray[np.intp], query: NDArray[np.float32]) -> list[float]:
        """The similarities of the quotes at these places and one query, exact to DECIMALS."""
        if len(places) == 0:
            return []
        counts = self.starts[places + 1] - self.starts[places]
        firsts = np.cumsum(counts) - counts
        rows = np.repeat(self.starts[places] - firsts, counts) + np.arange(counts.sum())
        products = self.matrix[rows].astype(np.float64) @ query.astype(np.float64)
        similarities: list[float] = np.maximum.reduceat(products, firsts).round(DECIMALS).tolist()
        return similarities

    def best(self, scanned: NDArray[np.float32], query: NDArray[np.float32], limit: int) -> tuple[Hit, ...]:
        """The `limit` nearest quotes, then by id; all that may tie with the last place are weighed for it."""
        least = np.partition(scanned, -limit)[-limit] if limit < len(scanned) else -np.inf
        places = np.flatnonzero((scanned >= least - SCAN_ERROR) & self.live)
        weighed = self.weighed(places, query)
        hits = (Hit(self.ids[place], value) for place, value in zip(places.tolist(), weighed, strict=True))
        return tuple(sorted(hits, key=lambda hit: (-hit.similarity, hit.quote_id))[:limit])


class FlatIndex:
    """Every vector of every quote on record; it is built from `history` and never the only copy.

    Each search first takes in what the store has acknowledged since, whichever process wrote it. Raises InvalidSetting
    if the store holds vectors of another dimension. Safe for many threads.
    """

    def __init__(self, history: VectorHistory, dimension: int, after: int = 0) -> None:
        """What the history has after step `after`."""
        self._history = history
        self._dimension = dimension
        self._lock = threading.Lock()
        self._seen = after
        self._matrix = np.zeros((FIRST_ROWS, dimension), dtype=np.float32)
        self._starts = np.zeros(FIRST_ROWS, dtype=np.intp)
        self._live = np.zeros(FIRST_ROWS, dtype=np.bool_)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._rows = 0

    @property
    def quotes(self) -> int:
        """Quotes in memory, those withdrawn since included."""
        return len(self._ids)

    def nearest(self, queries: Vectors, limit: int) -> tuple[tuple[Hit, ...], ...]:
        """For each query the `limit` quotes with the highest cosine of any of their vectors, best first, then by id."""
        state = self._current()
        if state.quotes == 0 or limit < 1:
            return tuple(() for _ in queries)
        at_once = max(1, PRODUCTS_AT_ONCE // len(state.matrix))
        return tuple(
            state.best(scanned, query, limit)
            for first in range(0, len(queries), at_once)
            for some in [queries[first : first + at_once]]
            for scanned, query in zip(state.scanned(some), some, strict=True)
        )

    def similarities(self, query: Vectors, quote_ids: Sequence[str]) -> dict[str, float]:
        """The highest cosine of each quote with any row of `query`; ids unknown or withdrawn are left out."""
        state = self._current()
        known = ((quote_id, self._places.get(quote_id)) for quote_id in dict.fromkeys(quote_ids))
        # A quote that came after the snapshot has a place behind its end.
        found = {id_: place for id_, place in known if place is not None and place < state.quotes and state.live[place]}
        places = np.fromiter(found.values(), dtype=np.intp, count=len(found))
        each_row = [state.weighed(places, row) for row in np.atleast_2d(query)]
        return dict(zip(found, map(max, *each_row) if len(each_row) > 1 else each_row[0], strict=True))

    def vectors(self, quote_id: str) -> Vectors | None:
        """A copy of the vectors of a quote as they were added; None if it is unknown or withdrawn."""
        state = self._current()
        place = self._places.get(quote_id)
        if place is None or place >= state.quotes or not state.live[place]:
            return None
        return state.matrix[state.starts[place] : state.starts[place + 1]].copy()

    def _current(self) -> _Snapshot:
        with self._lock:
            if self._history.last_change() != self._seen:
                for change in self._history.vector_changes(self._seen):
                    self._take(change)
                    self._seen = change.sequence
            quotes = len(self._ids)
            return _Snapshot(self._matrix[: self._rows], self._starts[: quotes + 1], self._live[:quotes], self._ids)

    def _take(self, change: VectorChange) -> None:
        # Those that a quote had before, if any, are over: it is withdrawn, or another encoder made new ones.
        place = self._places.pop(change.quote_id, None)
        if place is not None:
            # A copy, because searches that are under way look at the old array.
            self._live = self._live.copy()
            self._live[place] = False
        if change.vectors is not None and len(change.vectors):
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
        self._starts = _with_room(self._starts, place + 2)
        self._live = _with_room(self._live, place + 1)
        self._matrix[self._rows : end] = vectors
        self._starts[place + 1] = end
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
