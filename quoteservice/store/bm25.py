"""The rows of an FTS5 table that share most with a few words, by BM25 as FTS5 reckons it, but a tenth of its time.

FTS5 weighs every row that has one of the words, each with a look-up of its length. Here the words' lists of rows are
added up first, and lengths are looked up only of rows that can still be among the best. Of frequent words only those
rows count that rarer words look up. A word that a row has more than once counts once. What is read is FTS5's own: its
lists, its lengths and its averages (sqlite.org/fts5.html, 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from quoteservice.store.asked import Asked, rarity
from quoteservice.store.database import Database

# As in FTS5.
K1, B = 1.2, 0.75

# Rows whose lengths are looked up, as a multiple of those wanted: at first, and at most, since each takes 3 us. Behind
# the most are rows that share less with the words than so many others, and can only be among the best by being short.
AT_ONCE, MOST_MEASURED = 2, 8
# Sums of the same numbers in another order differ by less.
ROUNDING = 1e-9

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows an FTS5 table has, and how many words a row has on average."""

    rows: int
    length: float

    @classmethod
    def of(cls, db: Database, table: str) -> Self:
        """As FTS5 keeps it; rows that the open transaction itself wrote are not reckoned with."""
        block = db.execute(f"SELECT block FROM {table}_data WHERE id = 1").fetchone()
        rows, words = _varints(block[0])[:2] if block and block[0] else (0, 0)
        return cls(rows, words / rows if rows and words else 1.0)


def best_rows(db: Database, table: str, asked: Asked, size: Size, limit: int) -> dict[int, float]:
    """Scores, the higher the better, of the `limit` best rows and of whatever ties with the last of them."""
    numbers, sums = _summed(_lists(db, table, asked), asked, size)
    order = np.argsort(-sums, kind="stable")
    numbers, sums = numbers[order], sums[order]
    scores = np.zeros(0)
    # A row without length would have the score of its sum times this.
    most = (K1 + 1) / (1 + K1 * (1 - B))
    end, most_rows = (min(times * limit, len(numbers)) for times in (AT_ONCE, MOST_MEASURED))
    while len(scores) < end:
        lengths = _lengths(db, table, numbers[len(scores) : end])
        shares = (K1 + 1) / (1 + K1 * (1 - B + B * lengths / size.length))
        scores = np.concatenate([scores, sums[len(scores) : end] * shares])
        least = np.partition(scores, -limit)[-limit] if limit < len(scores) else 0.0
        end = min(int(np.searchsorted(-sums * most, -least, side="right")), most_rows)
    least = np.partition(scores, -limit)[-limit] if limit < len(scores) else 0.0
    chosen = np.flatnonzero(scores >= least - ROUNDING)
    return dict(zip(numbers[chosen].tolist(), scores[chosen].tolist(), strict=True))


def _lists(db: Database, table: str, asked: Asked) -> Mapping[str, Numbers]:
    """For each word the numbers of the rows that have it and are looked up.

    As one text each, because a row at a time takes four times as long; of all in one statement, for the same reason.
    """
    looked_up = " OR ".join(f"({' AND '.join(map(_quoted, group))})" for group in asked.groups)
    matches = {
        word: _quoted(word) if (word,) in asked.groups else f"{_quoted(word)} AND ({looked_up})"
        for word, _ in asked.words
    }
    one = f"SELECT ?, group_concat(rowid) FROM {table} WHERE {table} MATCH ?"
    query = " UNION ALL ".join(one for _ in matches)
    found = db.execute(query, [value for each in matches.items() for value in each]).fetchall()
    return {word: np.fromstring(rows or "", dtype=np.int64, sep=",") for word, rows in found}


def _quoted(word: str) -> str:
    return f'"{word}"'


def _summed(lists: Mapping[str, Numbers], asked: Asked, size: Size) -> tuple[Numbers, Scores]:
    """The rows with the weights of their words added up."""
    weights = [rarity(documents, size.rows) for _, documents in asked.words]
    rows = [lists[word] for word, _ in asked.words]
    numbers, places = np.unique(np.concatenate(rows), return_inverse=True)
    each_weight = np.repeat(weights, [len(each) for each in rows])
    sums = np.bincount(places, each_weight, len(numbers)).astype(np.float64)
    return numbers, sums


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
