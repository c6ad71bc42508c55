"""Nearest vectors where the store finds them: in PostgreSQL, through pgvector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from quoteservice.errors import InvalidSetting
from quoteservice.index.flat import DECIMALS
from quoteservice.ports import Hit, Vectors

# Vectors asked for where so many quotes are wanted: a quote of several sentences may be near with each of them, and the
# index finds its last ones least surely.
VECTORS_PER_QUOTE = 3
MOST_VECTORS = 1_000  # as many as pgvector finds in one search


class NearVectors(Protocol):
    """What the index asks of the store."""

    def make_index(self, encoder: str, dimension: int) -> None: ...
    def dimension(self, encoder: str) -> int | None: ...
    def near(self, queries: Vectors, rows: int, encoder: str) -> list[dict[str, Vectors]]: ...
    def vectors_with_ids(self, quote_ids: Sequence[str], encoder: str | None = None) -> dict[str, Vectors]: ...


class PostgresIndex:
    """Every vector on record that this encoder made, in the store: nothing to build, and what is written is found.

    The store's index nominates, at half precision and with a recall of about 0.999; what it finds is weighed as the
    exact index weighs it, so that a quote has the same similarity in both. Raises InvalidSetting if those vectors
    have another dimension.
    """

    def __init__(self, store: NearVectors, encoder: str, dimension: int) -> None:
        self._store = store
        self._encoder = encoder
        kept = store.dimension(encoder)
        if kept not in (None, dimension):
            raise InvalidSetting(
                f"The store holds vectors of {kept} numbers, the encoder gives {dimension}",
                where="encoder_model",
                remedy="Set the encoder that the store was filled with.",
            )
        store.make_index(encoder, dimension)

    def nearest(self, queries: Vectors, limit: int) -> tuple[tuple[Hit, ...], ...]:
        """For each query about the `limit` quotes with the highest cosine of any vector, best first, then by id."""
        if len(queries) == 0 or limit < 1:
            return tuple(() for _ in queries)
        rows = min(VECTORS_PER_QUOTE * limit, MOST_VECTORS)
        return tuple(
            _best(quotes, query, limit)
            for quotes, query in zip(self._store.near(queries, rows, self._encoder), queries, strict=True)
        )

    def similarities(self, query: Vectors, quote_ids: Sequence[str]) -> dict[str, float]:
        """The highest cosine of each quote with any row of `query`; ids unknown or withdrawn are left out."""
        return _weighed(self._store.vectors_with_ids(quote_ids, self._encoder), np.atleast_2d(query))

    def vectors(self, quote_id: str) -> Vectors | None:
        """The vectors of a quote as they were added; None if it is unknown or withdrawn."""
        return self._store.vectors_with_ids([quote_id], self._encoder).get(quote_id)


def _best(quotes: dict[str, Vectors], query: NDArray[np.float32], limit: int) -> tuple[Hit, ...]:
    hits = (Hit(id_, similarity) for id_, similarity in _weighed(quotes, np.atleast_2d(query)).items())
    return tuple(sorted(hits, key=lambda hit: (-hit.similarity, hit.quote_id))[:limit])


def _weighed(quotes: dict[str, Vectors], queries: Vectors) -> dict[str, float]:
    """The highest cosine of each quote with any of the queries, in double precision to DECIMALS."""
    if not quotes:
        return {}
    rows = np.concatenate(list(quotes.values())).astype(np.float64)
    best = (rows @ queries.T.astype(np.float64)).max(axis=1)
    counts = [len(each) for each in quotes.values()]
    firsts = np.cumsum([0, *counts[:-1]])
    return dict(zip(quotes, np.maximum.reduceat(best, firsts).round(DECIMALS).tolist(), strict=True))
