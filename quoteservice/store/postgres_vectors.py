"""Vectors in PostgreSQL: half precision, found through an index of pgvector (HNSW)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from pgvector import HalfVector

from quoteservice.ports import VectorChange, Vectors
from quoteservice.store.postgres_database import SEARCHED, PostgresDatabase
from quoteservice.store.rows import Row, unit

# Links of a vector to its neighbours, and candidates for them while it is linked in: at 100,000 vectors of 384
# dimensions recall@10 was 0.999, and 117 MB were taken.
LINKS = 16
LINKED_AMONG = 100

NEAREST = """
SELECT asked.place, q.id FROM unnest(?::halfvec[]) WITH ORDINALITY AS asked (vector, place)
CROSS JOIN LATERAL (
    SELECT v.quote FROM vectors v WHERE v.live AND v.dimension = {dimension}
    ORDER BY v.vector::halfvec({dimension}) <=> asked.vector LIMIT ?
) near JOIN quotes q ON q.number = near.quote
"""


def make_index(db: PostgresDatabase, dimension: int) -> None:
    """Makes the index of all vectors of this dimension, if there is none yet: 80 s per 100,000 vectors on record."""
    db.execute(
        f"""CREATE INDEX IF NOT EXISTS vectors_near_{dimension} ON vectors
            USING hnsw ((vector::halfvec({dimension})) halfvec_cosine_ops)
            WITH (m = {LINKS}, ef_construction = {LINKED_AMONG}) WHERE live AND dimension = {dimension}"""
    )


def vector_rows(number: int, vectors: Vectors) -> list[Row]:
    """The vectors of quote `number`, as rows to be added."""
    return [(number, place, len(vector), True, HalfVector(vector)) for place, vector in enumerate(vectors)]


def has_index(db: PostgresDatabase, dimension: int) -> bool:
    """Whether make_index was called for this dimension."""
    row = db.execute("SELECT to_regclass(?) IS NOT NULL", [f"vectors_near_{dimension}"]).fetchone()
    return bool(row[0])


def add_vectors(db: PostgresDatabase, rows: Sequence[Row]) -> None:
    """Keeps rows of vectors."""
    db.insert_all("vectors", ("quote", "place", "dimension", "live", "vector"), rows)


def dimension_on_record(db: PostgresDatabase) -> int | None:
    """Of the vectors that were added last; None if there are none."""
    row = db.execute("SELECT dimension FROM vectors ORDER BY quote DESC LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def nearest_ids(db: PostgresDatabase, queries: Vectors, rows: int) -> list[list[str]]:
    """For each query the ids of the quotes of about `rows` vectors near it, in no order."""
    found: list[dict[str, None]] = [{} for _ in queries]
    asked = [HalfVector(query) for query in queries]
    if rows > SEARCHED:
        db.execute(f"SET LOCAL hnsw.ef_search = {rows}")
    for place, quote_id in db.execute(NEAREST.format(dimension=queries.shape[1]), [asked, rows]):
        found[place - 1][quote_id] = None
    return [list(ids) for ids in found]


def vectors_by_id(db: PostgresDatabase, quote_ids: Iterable[str]) -> dict[str, Vectors]:
    """The vectors of those quotes that are on record and not withdrawn, in the order of the ids."""
    asked = list(dict.fromkeys(quote_ids))
    rows = db.in_binary(
        """SELECT q.id, v.vector FROM quotes q JOIN vectors v ON v.quote = q.number
           WHERE q.id = ANY(?) AND v.live ORDER BY v.quote, v.place""",
        [asked],
    )
    found: dict[str, list[HalfVector]] = {}
    for quote_id, vector in rows:
        found.setdefault(quote_id, []).append(vector)
    return {id_: matrix(found[id_]) for id_ in asked if id_ in found}


def changes(db: PostgresDatabase, after: int, limit: int) -> list[VectorChange]:
    """The first steps of the history after that sequence number."""
    rows = db.in_binary(
        """SELECT c.sequence, q.id, c.op, ARRAY(SELECT v.vector FROM vectors v WHERE v.quote = c.quote ORDER BY v.place)
           FROM changes c JOIN quotes q ON q.number = c.quote WHERE c.sequence > ? ORDER BY c.sequence LIMIT ?""",
        [after, limit],
    )
    return [
        VectorChange(sequence, quote_id, matrix(vectors) if op == "add" else None)
        for sequence, quote_id, op, vectors in rows
    ]


def matrix(vectors: Sequence[HalfVector]) -> Vectors:
    """Unit vectors of shape (n, dimension); (0, 0) for none."""
    if not vectors:
        return np.zeros((0, 0), dtype=np.float32)
    return unit(np.stack([each.to_numpy() for each in vectors]).astype(np.float32))
