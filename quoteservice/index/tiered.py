"""Every vector on record: the old ones in a base on disk, what came since in memory.

A small store is searched in memory alone, exactly. A larger one has a base, which nominates quotes from vectors in few
bits; those are weighed with the store's own. Whichever tier finds a quote, its similarity is the same.
"""

from __future__ import annotations

import heapq
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

import numpy as np

from quoteservice.errors import Unavailable
from quoteservice.index.base import Base, Files, VectorHistory, opened, read_seal
from quoteservice.index.flat import DECIMALS, FlatIndex
from quoteservice.ports import Hit, Vectors

# Quotes in memory from which a base pays: the exact scan takes about 4 ms a query then, the lists about one.
LEAST_QUOTES = 20_000
# Quotes since the base was built, as a share of it, from which it is built anew.
SHARE_NEW = 20
# Seconds between two tries, so that a disk without space is not asked at every search.
SECONDS_BETWEEN = 30.0

# Vectors that the base nominates, of which several may be of one quote, and which it puts in order only roughly.
ROWS_PER_QUOTE = 5
LEAST_ROWS = 100

log = logging.getLogger("quoteservice.index")


@dataclass(frozen=True, slots=True)
class _Tiers:
    base: Base | None
    recent: FlatIndex


class TieredIndex:
    """The index of a store; `files` are where its base is kept.

    Each search sees what the store has acknowledged, whichever process wrote it. A base that is missing, damaged,
    of another store or too old is rebuilt behind, while the exact scan answers. Safe for many threads.
    """

    def __init__(
        self,
        history: VectorHistory,
        dimension: int,
        files: Files,
        rebuild: Callable[[], object],
        least_quotes: int = LEAST_QUOTES,
        encoder: str = "",
    ) -> None:
        """`rebuild` writes the files anew and returns when it has; it may take minutes, and may do nothing.

        `encoder` names the one whose vectors the history gives: files of another one are not used.
        """
        self._history = history
        self._dimension = dimension
        self._files = files
        self._encoder = encoder
        self._least = least_quotes
        self._rebuild = rebuild
        self._renewing = Lock()
        self._not_before = 0.0
        self._tiers = self._open()

    def nearest(self, queries: Vectors, limit: int) -> tuple[tuple[Hit, ...], ...]:
        """For each query the `limit` quotes with the highest cosine of any of their vectors, best first, then by id."""
        tiers = self._tiers
        recent = tiers.recent.nearest(queries, limit)
        self._renew(tiers)
        if tiers.base is None or limit < 1 or not len(queries):
            return recent
        nominated = tiers.base.candidates(queries, max(LEAST_ROWS, ROWS_PER_QUOTE * limit))
        # Withdrawn quotes have no vectors any more; what came since is in the other tier.
        weighed = self._weighed(list(dict.fromkeys(id_ for ids in nominated for id_ in ids)), queries)
        return tuple(
            _best([*hits, *(Hit(id_, weighed[id_][at]) for id_ in ids if id_ in weighed)], limit)
            for at, (hits, ids) in enumerate(zip(recent, nominated, strict=True))
        )

    def similarities(self, query: Vectors, quote_ids: Sequence[str]) -> dict[str, float]:
        """The highest cosine of each quote with any row of `query`; ids unknown or withdrawn are left out."""
        tiers = self._tiers
        found = tiers.recent.similarities(query, quote_ids)
        rest = [id_ for id_ in dict.fromkeys(quote_ids) if id_ not in found]
        if tiers.base is not None and rest:
            found |= {id_: max(each) for id_, each in self._weighed(rest, np.atleast_2d(query)).items()}
        return found

    def vectors(self, quote_id: str) -> Vectors | None:
        """A copy of the vectors of a quote as they were added; None if it is unknown or withdrawn."""
        tiers = self._tiers
        found = tiers.recent.vectors(quote_id)
        if found is None and tiers.base is not None:
            return self._history.vectors_with_ids([quote_id]).get(quote_id)
        return found

    def _weighed(self, quote_ids: Sequence[str], queries: Vectors) -> dict[str, list[float]]:
        """The similarity of each quote on record with each query, as the exact scan weighs what it found."""
        vectors = self._history.vectors_with_ids(quote_ids)
        if not vectors:
            return {}
        products = np.concatenate(list(vectors.values())).astype(np.float64) @ queries.astype(np.float64).T
        starts = np.cumsum([0, *map(len, vectors.values())])[:-1]
        best = np.maximum.reduceat(products, starts, axis=0).round(DECIMALS)
        return dict(zip(vectors, best.tolist(), strict=True))

    def _open(self) -> _Tiers:
        base = opened(self._files, self._history, self._dimension, self._encoder)
        return _Tiers(base, FlatIndex(self._history, self._dimension, after=base.sequence if base else 0))

    def _renew(self, tiers: _Tiers) -> None:
        """Starts a thread that has the base built anew, if it is time and none does."""
        due = max(self._least, tiers.base.quotes // SHARE_NEW if tiers.base else 0)
        if tiers.recent.quotes < due or time.monotonic() < self._not_before:
            return
        if self._renewing.acquire(blocking=False):
            self._not_before = time.monotonic() + SECONDS_BETWEEN
            Thread(target=self._renewed, args=(tiers,), name="index", daemon=True).start()

    def _renewed(self, tiers: _Tiers) -> None:
        try:
            newer = self._newer(tiers.base)
            if newer is None:
                self._rebuild()
                newer = self._newer(tiers.base)
            if newer is not None:
                # What came since is read now, and not by whoever asks next.
                newer.recent.nearest(np.zeros((1, self._dimension), dtype=np.float32), 1)
                self._tiers = newer
        # Nobody waits for this thread; a disk that is full or a store that was closed is no reason not to answer.
        except (OSError, Unavailable) as error:
            log.warning("no index built", extra={"fields": {"error": type(error).__name__}})
        finally:
            self._renewing.release()

    def _newer(self, base: Base | None) -> _Tiers | None:
        """What is on disk, if it is sound and of a later step: built for this process or for another one."""
        try:
            if read_seal(self._files).sequence <= (base.sequence if base else 0):
                return None
        except (OSError, ValueError, TypeError):
            return None
        tiers = self._open()
        return tiers if tiers.base else None


def _best(hits: Sequence[Hit], limit: int) -> tuple[Hit, ...]:
    once = {hit.quote_id: hit for hit in hits}
    return tuple(heapq.nsmallest(limit, once.values(), key=lambda hit: (-hit.similarity, hit.quote_id)))
