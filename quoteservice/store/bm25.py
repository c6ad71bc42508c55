"""The rows of an FTS5 table that share most with a few words, by BM25 as FTS5 reckons it, but a tenth of its time.

FTS5 weighs every row that has one of the words, each with a look-up of its length. Here the words' lists of rows are
added up first, and lengths are looked up only of rows that can still be among the best. A word that a row has more
than once counts once. What is read is FTS5's own: its lists, its lengths and its averages (sqlite.org/fts5.html, 4).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoteservice.store.database import Database

# As in FTS5.
K1, B = 1.2, 0.75
# A word that nearly every row has counts for something all the same, as in FTS5.
LEAST_IDF = 1e-6

# Rows whose lengths are looked up, as a multiple of those wanted: at first, and at most, since each takes 3 us. Behind
# the most are rows that share less with the words than so many others, and can only be among the best by being short.
AT_ONCE, MOST_MEASURED = 2, 8
# Sums of the same numbers in another order differ by less.
ROUNDING = 1e-9

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


def best_rows(db: Database, table: str, words: Sequence[str], limit: int) -> dict[int, float]:
    """Scores, the higher the better, of the `limit` best rows and of whatever ties with the last of them.

    Rows that the open transaction itself wrote are not reckoned with.
    """
    lists = _lists(db, table, words)
    numbers, sums, total, average = _summed(db, table, lists)
    order = np.argsort(-sums, kind="stable")
    numbers, sums = numbers[order], sums[order]
    scores = np.zeros(0)
    # A row without length would have the score of its sum times this.
    most = (K1 + 1) / (1 + K1 * (1 - B))
    end, most_rows = (min(times * limit, len(numbers)) for times in (AT_ONCE, MOST_MEASURED))
    while total and len(scores) < end:
        lengths = _lengths(db, table, numbers[len(scores) : end])
        shares = (K1 + 1) / (1 + K1 * (1 - B + B * lengths / average))
        scores = np.concatenate([scores, sums[len(scores) : end] * shares])
        least = np.partition(scores, -limit)[-limit] if limit < len(scores) else 0.0
        end = min(int(np.searchsorted(-sums * most, -least, side="right")), most_rows)
    least = np.partition(scores, -limit)[-limit] if limit < len(scores) else 0.0
    chosen = np.flatnonzero(scores >= least - ROUNDING)
    return dict(zip(numbers[chosen].tolist(), scores[chosen].tolist(), strict=True))


def _lists(db: Database, table: str, words: Sequence[str]) -> list[Numbers]:
    """For each word the numbers of the rows that have it.

    As one text each, because a row at a time takes four times as long; of all in one statement, for the same reason.
    """
    one = f"SELECT %d, group_concat(rowid) FROM {table} WHERE {table} MATCH ?"
    query = " UNION ALL ".join(one % at for at in range(len(words)))
    found = dict(db.execute(query, [f'"{word}"' for word in words]).fetchall())
    return [np.fromstring(found[at] or "", dtype=np.int64, sep=",") for at in range(len(words))]


def _summed(db: Database, table: str, lists: Sequence[Numbers]) -> tuple[Numbers, Scores, int, float]:
    """The rows with the weights of their words added up; how many rows there are, and their average length."""
    block = db.execute(f"SELECT block FROM {table}_data WHERE id = 1").fetchone()
    total, length = _varints(block[0])[:2] if block and block[0] else (0, 0)
    weights = [max(LEAST_IDF, np.log((total - len(each) + 0.5) / (len(each) + 0.5))) for each in lists]
    numbers, places = np.unique(np.concatenate(lists), return_inverse=True)
    each_weight = np.repeat(weights, [len(each) for each in lists])
    sums = np.bincount(places, each_weight, len(numbers)).astype(np.float64)
    return numbers, sums, total, length / total if total and length else 1.0


def _lengths(db: Database, table: str, numbers: Numbers) -> Scores:
    found = dict(db.execute(f"SELECT id, sz FROM {table}_docsize WHERE id = ANY(?)", [numbers.tolist()]).fetchall())
    # Nearly all are shorter than 128 words, which one byte holds.
    lengths = (blob[0] if len(blob) == 1 else _varints(blob)[0] for blob in map(found.__getitem__, numbers.tolist()))
    return np.fromiter(lengths, dtype=np.float64, count=len(numbers))


def _varints(blob: bytes) -> list[int]:
    """SQLite's integers of 7 bits a byte, the highest first; those of nine bytes, beyond 2^56, do not occur here."""
    found, value = [], 0
    for byte in blob:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            found.append(value)
            value = 0
    return found
