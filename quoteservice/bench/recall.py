"""What is found: candidates by meaning beside an exact scan, and a claim's own record by meaning, by words, by both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from quoteservice.bench.invented import InventedQuote
from quoteservice.bootstrap import open_index, open_store
from quoteservice.ports import Encoder, QuoteStore, Vectors
from quoteservice.text.words import digest
from quoteservice.workflows.retrieve import MOST_BY_MEANING, MOST_BY_WORDS, best_of_each, rounded

# Claims of each kind, spread over the store: a share of them is known to within some 3 per cent.
MOST_CLAIMS = 200
# Candidates that are compared with the exact scan's.
COMPARED = 10
# A similarity this near to the last one of the exact scan ties with it.
TIE = 1e-5
QUOTES_AT_ONCE = 2_000

DECIMALS = 4


def found(store_path: Path, asked: Sequence[InventedQuote], encoder: Encoder) -> dict[str, Any]:
    """Shares of 0 to 1: `recall_at_10` of all claims together, and by kind the own record among the candidates."""
    chosen = asked[:: max(1, len(asked) // MOST_CLAIMS)][:MOST_CLAIMS]
    texts = {"edited": [each.edited for each in chosen], "paraphrase": [each.paraphrase for each in chosen]}
    store = open_store(f"sqlite:///{store_path}")
    try:
        own = [store.quotes_with_digests([digest(each.text)], 1)[0] for each in chosen]
        index = open_index(store, encoder)
        every = [text for kind in texts.values() for text in kind]
        vectors = rounded(encoder.encode(every))
        hits = index.nearest(vectors, MOST_BY_MEANING)
        least = _tenth_best(store, vectors)
        recalled = [
            sum(hit.similarity >= limit - TIE for hit in mine[:COMPARED]) / COMPARED
            for mine, limit in zip(hits, least, strict=True)
        ]
        by_meaning = [[hit.quote_id for hit in mine] for mine in hits]
        by_words = [list(store.quotes_with_words(text, MOST_BY_WORDS)) for text in every]
    finally:
        store.close()
    return {
        "claims": len(every),
        "recall_at_10": round(float(np.mean(recalled)), DECIMALS),
        "own": {
            kind: _own(own, by_meaning[at : at + len(own)], by_words[at : at + len(own)])
            for kind, at in zip(texts, (0, len(own)), strict=True)
        },
    }


def _own(
    own: Sequence[str], by_meaning: Sequence[Sequence[str]], by_words: Sequence[Sequence[str]]
) -> dict[str, float]:
    """How often a claim's own record is found; `candidates` are those of both that are compared in the end."""
    ways = {
        "meaning": by_meaning,
        "words": by_words,
        "either": [[*one, *other] for one, other in zip(by_meaning, by_words, strict=True)],
        "candidates": [best_of_each(both, known=()) for both in zip(by_words, by_meaning, strict=True)],
    }
    return {
        way: round(sum(id_ in ids for id_, ids in zip(own, lists, strict=True)) / len(own), DECIMALS)
        for way, lists in ways.items()
    }


def _tenth_best(store: QuoteStore, queries: Vectors) -> list[float]:
    """The similarity of the tenth nearest quote to each query, by a scan of every vector in the store."""
    best = np.full((len(queries), COMPARED), -1.0, dtype=np.float32)
    block: list[Vectors] = []

    def taken() -> None:
        starts = np.cumsum([0, *map(len, block)])[:-1]
        products = np.maximum.reduceat(queries @ np.concatenate(block).T, starts, axis=1)
        best[:] = -np.sort(-np.concatenate([best, products], axis=1), axis=1)[:, :COMPARED]

    for change in store.vector_changes(0):
        if change.vectors is not None:
            block.append(change.vectors)
        if len(block) == QUOTES_AT_ONCE:
            taken()
            block = []
    if block:
        taken()
    least: list[float] = best[:, -1].tolist()
    return least
