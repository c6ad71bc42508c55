"""Builds the files of a base out of the history of a store.

1. All vectors are read once to count them and to draw a sample, from which the centres of the lists are learnt.
2. They are read again and put into the lists, a block at a time, so that memory holds no second copy of the store.
3. The files are written, flushed and sealed; the seal is put in its place last, in one step.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from quoteservice.index.base import FORMAT, Files, Seal, VectorHistory, seal_text, sha256_of
from quoteservice.ports import VectorChange, Vectors

# Lists for n vectors, twice the root of n. A centre takes as long as ten vectors in few bits: with twice the lists a
# search takes half as long again, finds no more, and building takes six times as long.
LISTS_PER_ROOT = 2
# Vectors of the sample for each list: fewer make poor centres (faiss warns below 39), more only take time.
SAMPLED_PER_LIST = 40
MOST_SAMPLED = 200_000  # 150 MB in half precision
# For each two numbers of a vector: 96 bytes for 384. Twice as many find 3 of 10,000 neighbours more.
BITS = 4
ROUNDS = 10  # of k-means: the centres hardly move any more
BLOCK = 20_000  # vectors added at once, 30 MB
SEED = 1

log = logging.getLogger("quoteservice.index")


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the first reading found; `sample` has at most MOST_SAMPLED vectors."""

    sequence: int
    quote_id: str
    rows: int
    withdrawn: frozenset[str]
    sample: Vectors


def build(history: VectorHistory, files: Files, encoder: str = "") -> bool:
    """Builds the base of all that `encoder` made; False if there is nothing, or somebody else builds it now."""
    with _alone(files) as alone:
        if not alone:
            return False
        counted = _counted(history)
        if not counted.rows:
            return False
        lists = _learnt(counted)
        ids = _filled(lists, history, counted)
        _write(files, lists, ids, counted, encoder)
    log.info("index built", extra={"fields": {"quotes": len(ids), "vectors": lists.ntotal}})
    return True


@contextmanager
def _alone(files: Files) -> Iterator[bool]:
    """Whether no other process builds; the system lets go of the lock of a process that was killed."""
    with files.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _counted(history: VectorHistory) -> _Counted:
    chance = np.random.default_rng(SEED)
    sample: list[NDArray[np.float16]] = []
    rows, sequence, quote_id = 0, 0, ""
    withdrawn: set[str] = set()
    for change in history.vector_changes(0):
        sequence, quote_id = change.sequence, change.quote_id
        if change.vectors is None:
            withdrawn.add(quote_id)
            continue
        # Reservoir sampling: every vector has the same chance, however many come.
        for vector in change.vectors:
            rows += 1
            if len(sample) < MOST_SAMPLED:
                sample.append(vector.astype(np.float16))
            elif (place := int(chance.integers(rows))) < MOST_SAMPLED:
                sample[place] = vector.astype(np.float16)
    drawn = np.stack(sample).astype(np.float32) if sample else np.empty((0, 0), dtype=np.float32)
    return _Counted(sequence, quote_id, rows, frozenset(withdrawn), drawn)


def _learnt(counted: _Counted) -> faiss.IndexIVFPQFastScan:
    """Empty lists with their centres, and the codes for what lies in them."""
    dimension = counted.sample.shape[1]
    number = max(1, min(LISTS_PER_ROOT * int(counted.rows**0.5), len(counted.sample) // SAMPLED_PER_LIST))
    pieces = dimension // 2 if dimension % 2 == 0 else dimension
    lists = faiss.IndexIVFPQFastScan(
        faiss.IndexFlatIP(dimension), dimension, number, pieces, BITS, faiss.METRIC_INNER_PRODUCT
    )
    # Codes for the vectors themselves and not for what they lie beside a centre: one table a query, not one a list.
    lists.by_residual = False
    for learnt in (lists.cp, lists.pq.cp):
        learnt.niter, learnt.seed = ROUNDS, SEED
        learnt.min_points_per_centroid = 1  # of a store this small there is nothing to warn about
    faiss.omp_set_num_threads(1)
    # Evenly, because the sample is in order of arrival.
    enough = min(len(counted.sample), SAMPLED_PER_LIST * number)
    drawn = counted.sample[np.linspace(0, len(counted.sample) - 1, enough).astype(np.intp)]
    lists.train(np.concatenate([drawn, _anything(dimension)]))
    return lists


def _anything(dimension: int) -> Vectors:
    """As many vectors as there are codes: where the store has fewer, or one over and over, codes still differ."""
    drawn = np.random.default_rng(SEED).standard_normal((2**BITS, dimension), dtype=np.float32)
    unit: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


def _filled(lists: faiss.IndexIVFPQFastScan, history: VectorHistory, counted: _Counted) -> NDArray[np.bytes_]:
    """Puts every vector into its list, by the number of its quote; the ids of the quotes in that order."""
    ids: list[bytes] = []
    vectors: list[Vectors] = []
    numbers: list[int] = []
    for change in _steps(history, counted.sequence):
        if change.vectors is None or not len(change.vectors) or change.quote_id in counted.withdrawn:
            continue
        vectors.append(change.vectors)
        numbers += [len(ids)] * len(change.vectors)
        ids.append(change.quote_id.encode())
        if len(numbers) >= BLOCK:
            lists.add_with_ids(np.concatenate(vectors), np.array(numbers, dtype=np.int64))
            vectors, numbers = [], []
    if numbers:
        lists.add_with_ids(np.concatenate(vectors), np.array(numbers, dtype=np.int64))
    return np.array(ids, dtype=np.bytes_)


def _steps(history: VectorHistory, last: int) -> Iterator[VectorChange]:
    for change in history.vector_changes(0):
        if change.sequence > last:
            return
        yield change


def _write(
    files: Files, lists: faiss.IndexIVFPQFastScan, ids: NDArray[np.bytes_], counted: _Counted, encoder: str
) -> None:
    before = files.all()
    made = files.lists(counted.sequence), files.ids(counted.sequence)
    # Others may have files of the same name open: those stay as they are, and the name leads to the new ones.
    for path in made:
        path.unlink(missing_ok=True)
    faiss.write_index(lists, str(made[0]))
    np.save(made[1], ids)
    digests = {path.name: sha256_of(path) for path in made}
    seal = Seal(FORMAT, encoder, lists.d, counted.sequence, counted.quote_id, len(ids), int(lists.ntotal), digests)
    draft = files.seal.with_suffix(".tmp")
    draft.write_text(seal_text(seal), encoding="utf-8")
    for path in (*made, draft):
        _flush(path)
    draft.replace(files.seal)
    _flush(files.seal.parent)
    for path in before:
        if path not in (*made, files.seal):
            path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
