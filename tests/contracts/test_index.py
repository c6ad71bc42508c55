"""What every SimilarityIndex gives: the nearest quotes, in step with the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from quoteservice.bootstrap import open_index
from quoteservice.domain.quote import Form, Quote, Statement
from quoteservice.domain.span import Span
from quoteservice.errors import InvalidSetting
from quoteservice.index.flat import FlatIndex
from quoteservice.ports import Encoder, Hit, Indexed, SimilarityIndex, Store, Vectors
from quoteservice.store.postgres import PostgresStore
from quoteservice.store.sqlite import SqliteStore
from tests.contracts.records import (
    ENCODER,
    NOW,
    keep_quote,
    keep_sentences,
    keep_source,
    source_of,
    statement_of,
    withdraw,
)
from tests.store.articles import ENCODER as SMALL_ENCODER
from tests.store.articles import QUOTES, write_article

DIMENSION = ENCODER.dimension


def indexed_by(store: Store, encoder: Encoder = ENCODER) -> SimilarityIndex:
    """The index that serves a store."""
    if isinstance(store, SqliteStore | PostgresStore):
        return open_index(store, encoder)
    return FlatIndex(store, encoder.dimension)


@pytest.fixture
def index(store: Store) -> SimilarityIndex:
    """The index over the empty store."""
    return indexed_by(store)


def keep_vectors(store: Store, quotes: dict[str, Vectors]) -> None:
    """Puts quotes with these vectors on record."""
    keep_source(store, source_of("x", "s-x"), "x")
    statement = Statement("x", (Span(0, 1),), Form.DIRECT)
    with store.writing() as writer:
        for id_, vectors in quotes.items():
            writer.add_quote(
                Quote(id_, source_of("x", "s-x"), statement, None), Indexed((), "x", vectors, ENCODER.name)
            )


def directions(*rows: int) -> Vectors:
    """Vectors along axes."""
    return np.eye(DIMENSION, dtype=np.float32)[list(rows)]


def clustered(generator: np.random.Generator, number: int) -> dict[str, Vectors]:
    """Quotes of one to three vectors around a few centres, as those on one subject are, in half precision."""
    centres = generator.normal(size=(20, DIMENSION))
    found = {}
    for at in range(number):
        rows = centres[at % len(centres)] + 0.7 * generator.normal(size=(1 + at % 3, DIMENSION))
        halves = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)
        found[f"q-{at}"] = halves / np.linalg.norm(halves, axis=1, keepdims=True)
    return found


def test_nearest_when_compared_with_brute_force(store: Store, index: SimilarityIndex) -> None:
    """Nearly all of the ten nearest quotes of each query are found, and each has its exact similarity."""
    generator = np.random.default_rng(7)
    quotes = clustered(generator, 500)
    keep_vectors(store, quotes)
    near = np.concatenate([rows[:1] for rows in list(quotes.values())[:40]])
    moved = near + generator.normal(scale=0.5 / np.sqrt(DIMENSION), size=near.shape)
    queries = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    recalled = 0
    for query, hits in zip(queries, index.nearest(queries, 10), strict=True):
        exact = {id_: float((rows.astype(float) @ query.astype(float)).max()) for id_, rows in quotes.items()}
        recalled += len({hit.quote_id for hit in hits} & set(sorted(exact, key=lambda id_: -exact[id_])[:10]))
        assert [hit.similarity for hit in hits] == sorted((hit.similarity for hit in hits), reverse=True)
        for hit in hits:
            assert hit.similarity == pytest.approx(exact[hit.quote_id], abs=2e-6)
    assert recalled >= 0.98 * 10 * len(queries)


def test_nearest_when_a_quote_has_several_near_vectors(store: Store, index: SimilarityIndex) -> None:
    """A quote is one hit, with the best of its vectors."""
    keep_vectors(store, {"q-1": directions(0, 1, 0), "q-2": directions(2)})
    assert index.nearest(directions(1), 5) == ((Hit("q-1", 1.0), Hit("q-2", 0.0)),)


def test_nearest_when_quotes_are_equally_near(store: Store, index: SimilarityIndex) -> None:
    """Equal quotes come in order of their ids, whatever the order of arrival."""
    keep_vectors(store, {f"q-{letter}": directions(0) for letter in "fbdace"} | {"q-z": directions(1)})
    assert [hit.quote_id for hit in index.nearest(directions(0), 6)[0]] == [f"q-{letter}" for letter in "abcdef"]


def test_nearest_when_nothing_is_stored_or_asked(store: Store, index: SimilarityIndex) -> None:
    """An empty index gives no hits to each query; no query and no room give no answers."""
    assert index.nearest(directions(0, 1), 5) == ((), ())
    keep_vectors(store, {"q-1": directions(0)})
    assert index.nearest(directions(), 5) == ()
    assert index.nearest(directions(0), 0) == ((),)


@pytest.mark.parametrize("limit", [1, 3, 4, 1_000])
def test_nearest_when_limited(store: Store, index: SimilarityIndex, limit: int) -> None:
    """There are never more hits than the limit, nor than quotes."""
    keep_vectors(store, {"q-1": directions(0, 1), "q-2": directions(2, 3), "q-3": directions(4)})
    assert len(index.nearest(directions(0), limit)[0]) == min(limit, 3)


def test_nearest_when_most_quotes_were_withdrawn(store: Store, index: SimilarityIndex) -> None:
    """Withdrawn quotes take no places: those that are left are found, however many near ones went."""
    generator = np.random.default_rng(9)
    quotes = clustered(generator, 300)
    keep_vectors(store, quotes)
    left = {"q-0", "q-299"}
    with store.writing() as writer:
        for id_ in quotes.keys() - left:
            writer.withdraw_quote(id_, NOW)
    for query in (quotes["q-0"][:1], quotes["q-150"][:1]):
        assert {hit.quote_id for hit in index.nearest(query, 10)[0]} == left


def test_similarities_when_some_are_unknown_or_withdrawn(store: Store, index: SimilarityIndex) -> None:
    """Each quote that is asked for gets its best cosine with any row of the query; others are left out."""
    keep_vectors(store, {"q-1": directions(0, 1), "q-2": directions(2), "q-3": directions(3), "q-none": directions()})
    withdraw(store, "q-3")
    asked = ["q-2", "q-1", "q-3", "q-none", "nobody", "q-1"]
    assert index.similarities(directions(1), asked) == {"q-2": 0.0, "q-1": 1.0}
    assert index.similarities(directions(2, 5), asked) == {"q-2": 1.0, "q-1": 0.0}
    assert index.similarities(directions(1)[0], ["q-1"]) == {"q-1": 1.0}
    assert index.similarities(directions(1), []) == {}


def test_similarities_when_nearest_found_the_same(store: Store, index: SimilarityIndex) -> None:
    """Both questions give a quote the same similarity."""
    quotes = clustered(np.random.default_rng(11), 60)
    keep_vectors(store, quotes)
    query = quotes["q-7"][:1]
    hits = {hit.quote_id: hit.similarity for hit in index.nearest(query, 20)[0]}
    assert index.similarities(query, list(hits)) == hits


def test_vectors_when_a_quote_is_on_record_or_not(store: Store, index: SimilarityIndex) -> None:
    """The vectors of a quote are those that were added; one that is unknown or withdrawn has none."""
    quotes = clustered(np.random.default_rng(13), 3)
    keep_vectors(store, quotes)
    found = index.vectors("q-2")
    assert found is not None
    np.testing.assert_allclose(found, quotes["q-2"], atol=2.0**-11)
    assert index.vectors("nobody") is None
    withdraw(store, "q-2")
    assert index.vectors("q-2") is None


def test_index_when_it_follows_a_store(store: Store, index: SimilarityIndex) -> None:
    """Every write that the store has acknowledged is seen by the next search, withdrawals included."""
    query = ENCODER.encode(["The ferry sank at noon"])
    assert index.nearest(query, 2) == ((),)
    keep_sentences(store, "The ferry sank at noon.", "A goat won the race.")
    assert index.nearest(query, 2)[0][0] == Hit("q-1", 1.0)
    source = source_of("The ferry sank at noon, again.", "s-2")
    keep_source(store, source, "The ferry sank at noon, again.")
    keep_quote(store, "q-3", statement_of("The ferry sank at noon", "The ferry sank at noon, again."), source)
    assert index.nearest(query, 2)[0] == (Hit("q-1", 1.0), Hit("q-3", 1.0))
    withdraw(store, "q-1")
    assert [hit.quote_id for hit in index.nearest(query, 2)[0]] == ["q-3", "q-2"]


def test_index_when_queries_come_together(store: Store, index: SimilarityIndex) -> None:
    """However many queries come together, each gets what it gets alone."""
    quotes = clustered(np.random.default_rng(15), 80)
    keep_vectors(store, quotes)
    queries = np.concatenate([rows[:1] for rows in list(quotes.values())[:20]])
    assert index.nearest(queries, 5) == tuple(index.nearest(query[np.newaxis], 5)[0] for query in queries)


def test_index_when_it_is_opened_later(store: Store) -> None:
    """An index that is opened over a filled store answers as the one that grew with it."""
    index = indexed_by(store, SMALL_ENCODER)
    query = SMALL_ENCODER.encode(["she said perhaps", "in article 3"])
    for number in range(6):
        write_article(store, f"article {number}")
        index.nearest(query, 3)
    withdraw(store, "article 3-2")
    assert indexed_by(store, SMALL_ENCODER).nearest(query, 6 * QUOTES) == index.nearest(query, 6 * QUOTES)


def test_index_when_the_encoder_has_another_dimension(store: Store) -> None:
    """Vectors of another length mean that another model filled the store; the error says so."""
    write_article(store, "first")
    with pytest.raises(InvalidSetting, match=f"{SMALL_ENCODER.dimension}.*{DIMENSION}"):
        indexed_by(store).nearest(directions(0), 1)


@pytest.fixture(params=["sqlite", "postgres"])
def opened_twice(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two openings of one store, as two worker processes have them."""
    if request.param == "postgres":
        address = request.getfixturevalue("postgres_address")
        with closing(PostgresStore(address)) as one, closing(PostgresStore(address)) as other:
            yield one, other
    else:
        with closing(SqliteStore(tmp_path / "twice.db")) as one, closing(SqliteStore(tmp_path / "twice.db")) as other:
            yield one, other


def test_index_when_another_process_writes(opened_twice: tuple[Store, Store]) -> None:
    """What is written through another opening of the store is seen, as from another worker process."""
    mine, other = opened_twice
    index = indexed_by(mine, SMALL_ENCODER)
    query = SMALL_ENCODER.encode(["she said no"])
    for number in range(4):
        write_article(other, f"a{number}")
        assert len(index.nearest(query, 100)[0]) == QUOTES * (number + 1)
