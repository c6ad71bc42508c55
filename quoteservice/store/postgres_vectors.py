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
    SELECT v.quote FROM vectors v WHERE v.live AND {made} AND v.dimension = {dimension}
    ORDER BY v.vector::halfvec({dimension}) <=> asked.vector LIMIT ?
) near JOIN quotes q ON q.number = near.quote
"""


def make_index(db: PostgresDatabase, encoder: int, dimension: int) -> None:
    """Makes the index of all vectors of this encoder, if there is none yet: 80 s per 100,000 vectors on record."""
    db.execute(
        f"""CREATE INDEX IF NOT EXISTS {_named(encoder, dimension)} ON vectors
            USING hnsw ((vector::halfvec({dimension})) halfvec_cosine_ops)
            WITH (m = {LINKS}, ef_construction = {LINKED_AMONG})
            WHERE live AND encoder = {encoder} AND dimension = {dimension}"""
    )


def has_index(db: PostgresDatabase, encoder: int, dimension: int) -> bool:
    """Whether make_index was called for this encoder and dimension."""
    row = db.execute("SELECT to_regclass(?) IS NOT NULL", [_named(encoder, dimension)]).fetchone()
    return bool(row[0])


def drop_other_indexes(db: PostgresDatabase, encoder: int) -> None:
    """Undoes make_index for every other encoder, and what an earlier release made for all together."""
    others = """SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'vectors'
                AND starts_with(indexname, 'vectors_near_') AND NOT starts_with(indexname, ?)"""
    for (name,) in db.execute(others, [_named(encoder, "")]).fetchall():
        db.execute(f"DROP INDEX IF EXISTS {name}")


def _named(encoder: int, dimension: int | str) -> str:
    return f"vectors_near_e{encoder}_{dimension}"


def vector_rows(number: int, vectors: Vectors, encoder: int, renewed: int | None) -> list[Row]:
    """The vectors of quote `number`, as rows to be added."""
    return [
        (number, place, len(vector), True, HalfVector(vector), encoder, renewed) for place, vector in enumerate(vectors)
    ]


def add_vectors(db: PostgresDatabase, rows: Sequence[Row]) -> None:
    """Keeps rows of vectors."""
    db.insert_all("vectors", ("quote", "place", "dimension", "live", "vector", "encoder", "renewed"), rows)


def dimension_on_record(db: PostgresDatabase, made: str) -> int | None:
    """Of the vectors of which `made` holds; None if there are none."""
    row = db.execute(f"SELECT dimension FROM vectors v WHERE {made} LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def nearest_ids(db: PostgresDatabase, queries: Vectors, rows: int, made: str) -> list[list[str]]:
    """For each query the ids of the quotes of about `rows` vectors near it of which `made` holds, in no order."""
    found: list[dict[str, None]] = [{} for _ in queries]
    asked = [HalfVector(query) for query in queries]
    if rows > SEARCHED:
        db.execute(f"SET LOCAL hnsw.ef_search = {rows}")
    for place, quote_id in db.execute(NEAREST.format(dimension=queries.shape[1], made=made), [asked, rows]):
        found[place - 1][quote_id] = None
    return [list(ids) for ids in found]


def vectors_by_id(db: PostgresDatabase, quote_ids: Iterable[str], made: str) -> dict[str, Vectors]:
    """The vectors, if `made` holds, of those quotes that are on record and not withdrawn, in the order of the ids."""
    asked = list(dict.fromkeys(quote_ids))
    rows = db.in_binary(
        f"""SELECT q.id, v.vector FROM quotes q JOIN vectors v ON v.quote = q.number
            WHERE q.id = ANY(?) AND v.live AND {made} ORDER BY v.quote, v.place""",
        [asked],
    )
    found: dict[str, list[HalfVector]] = {}
    for quote_id, vector in rows:
        found.setdefault(quote_id, []).append(vector)
    return {id_: matrix(found[id_]) for id_ in asked if id_ in found}


def changes(db: PostgresDatabase, after: int, limit: int, made: str) -> list[VectorChange]:
    """The first steps of the history after that sequence number, with the vectors of which `made` holds."""
    rows = db.in_binary(
        f"""SELECT c.sequence, q.id, c.op, ARRAY(
                SELECT v.vector FROM vectors v WHERE v.quote = c.quote AND {made}
                AND coalesce(v.renewed, c.sequence) = c.sequence ORDER BY v.place)
            FROM changes c JOIN quotes q ON q.number = c.quote WHERE c.sequence > ? ORDER BY c.sequence LIMIT ?""",
        [after, limit],
    )
    return [
        VectorChange(sequence, quote_id, None if op == "withdraw" else matrix(vectors))
        for sequence, quote_id, op, vectors in rows
    ]


def matrix(vectors: Sequence[HalfVector]) -> Vectors:
    """Unit vectors of shape (n, dimension); (0, 0) for none."""
    if not vectors:
        return np.zeros((0, 0), dtype=np.float32)
    return unit(np.stack([each.to_numpy() for each in vectors]).astype(np.float32))
