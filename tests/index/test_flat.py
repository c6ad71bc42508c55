"""The exact index: what is nearest, in step with the store's history."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from quoteservice.errors import InvalidSetting
from quoteservice.index.flat import FEW_QUERIES, FIRST_ROWS, FlatIndex
from quoteservice.ports import Hit, QuoteStore, VectorChange, Vectors
from quoteservice.store.sqlite import SqliteStore
from tests.contracts.records import ENCODER, keep_quote, keep_sentences, keep_source, source_of, statement_of, withdraw
from tests.fakes import MemoryStore
from tests.store.articles import ENCODER as SMALL_ENCODER
from tests.store.articles import QUOTES, write_article

DIMENSION = 16
TOLERANCE = 2e-6  # similarities are rounded to six decimals


class History:
    """A history that the test writes step by step."""

    def __init__(self) -> None:
        self.changes: list[VectorChange] = []

    def add(self, quote_id: str, vectors: Vectors | None) -> None:
        self.changes.append(VectorChange(len(self.changes) + 1, quote_id, vectors))

    def last_change(self) -> int:
        return len(self.changes)

    def vector_changes(self, after: int) -> Iterator[VectorChange]:
        yield from self.changes[after:]


def unit_vectors(generator: np.random.Generator, number: int, dimension: int = DIMENSION) -> Vectors:
    """Random directions."""
    vectors: NDArray[np.float32] = generator.normal(size=(number, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def brute_force(quotes: dict[str, Vectors], query: Vectors) -> dict[str, float]:
    """The best cosine of each quote, in double precision."""
    return {id_: float((vectors.astype(float) @ query.astype(float)).max()) for id_, vectors in quotes.items()}


@pytest.fixture
def quotes() -> dict[str, Vectors]:
    """More quotes than the index has room for at first, of one to four vectors each."""
    generator = np.random.default_rng(7)
    return {f"q-{number}": unit_vectors(generator, 1 + number % 4) for number in range(FIRST_ROWS)}


def index_of(quotes: dict[str, Vectors]) -> tuple[FlatIndex, History]:
    """An index over a history that adds the quotes in their order."""
    history = History()
    for id_, vectors in quotes.items():
        history.add(id_, vectors)
    return FlatIndex(history, DIMENSION), history


def test_nearest_when_compared_with_brute_force(quotes: dict[str, Vectors]) -> None:
    """Each query gets the quotes with the highest cosine of any of their vectors, best first."""
    index, _ = index_of(quotes)
    queries = unit_vectors(np.random.default_rng(8), 20)
    for query, hits in zip(queries, index.nearest(queries, 10), strict=True):
        exact = brute_force(quotes, query)
        assert [hit.quote_id for hit in hits] == sorted(exact, key=lambda id_: -exact[id_])[:10]
        for hit in hits:
            assert hit.similarity == pytest.approx(exact[hit.quote_id], abs=TOLERANCE)


def test_nearest_when_a_quote_has_several_near_vectors() -> None:
    """A quote is one hit, with the best of its vectors."""
    axes = np.eye(DIMENSION, dtype=np.float32)
    index, _ = index_of({"q-1": axes[[0, 1, 0]], "q-2": axes[[2]]})
    assert index.nearest(axes[[1]], 5) == ((Hit("q-1", 1.0), Hit("q-2", 0.0)),)


def test_nearest_when_there_are_ties_at_the_limit() -> None:
    """Equal quotes come in order of their ids, at the limit too, whatever the order of arrival."""
    axes = np.eye(DIMENSION, dtype=np.float32)
    index, _ = index_of({f"q-{letter}": axes[[0]] for letter in "fbdace"} | {"q-z": axes[[1]]})
    assert [hit.quote_id for hit in index.nearest(axes[[0]], 3)[0]] == ["q-a", "q-b", "q-c"]


@settings(deadline=None, max_examples=50)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_nearest_when_quotes_arrive_in_another_order(random: object, limit: int) -> None:
    """The order of arrival changes no answer."""
    generator = np.random.default_rng(9)
    quotes = {f"q-{number}": unit_vectors(generator, 1 + number % 3) for number in range(40)}
    # Look-alikes: two quotes with equal vectors, and one that differs by less than rounding keeps.
    quotes["q-twin"] = quotes["q-1"]
    quotes["q-close"] = quotes["q-1"] + np.float32(1e-8)
    order = list(quotes)
    random.shuffle(order)  # type: ignore[attr-defined]
    queries = np.concatenate([unit_vectors(generator, 3), quotes["q-1"][:1]])
    first, _ = index_of(quotes)
    second, _ = index_of({id_: quotes[id_] for id_ in order})
    assert first.nearest(queries, limit) == second.nearest(queries, limit)


@pytest.mark.parametrize("limit", [0, 1, 3, 4, 1_000])
def test_nearest_when_limited(limit: int) -> None:
    """There are never more hits than the limit, nor than quotes."""
    index, _ = index_of({f"q-{number}": unit_vectors(np.random.default_rng(number), 2) for number in range(3)})
    (hits,) = index.nearest(unit_vectors(np.random.default_rng(3), 1), limit)
    assert len(hits) == min(limit, 3)


def test_nearest_when_nothing_is_stored_or_asked() -> None:
    """An empty index gives no hits to each query; no query gives no answers."""
    index, history = index_of({})
    queries = unit_vectors(np.random.default_rng(3), 2)
    assert index.nearest(queries, 5) == ((), ())
    history.add("q-1", queries[:1])
    assert index.nearest(queries[:0], 5) == ()


def test_nearest_when_quotes_were_withdrawn(quotes: dict[str, Vectors]) -> None:
    """A withdrawn quote is no hit and has no similarity from the next search on, and takes no place."""
    index, history = index_of(quotes)
    query = unit_vectors(np.random.default_rng(8), 1)
    for _ in range(5):
        best = index.nearest(query, 1)[0][0].quote_id
        history.add(best, None)
        del quotes[best]
        exact = brute_force(quotes, query[0])
        hits = index.nearest(query, 10)[0]
        assert [hit.quote_id for hit in hits] == sorted(exact, key=lambda id_: -exact[id_])[:10]
        assert index.similarities(query, [best]) == {}


def test_nearest_when_all_were_withdrawn() -> None:
    """When everything is withdrawn there are no hits."""
    axes = np.eye(DIMENSION, dtype=np.float32)
    index, history = index_of({"q-1": axes[[0]], "q-2": axes[[1]]})
    assert len(index.nearest(axes[[0]], 5)[0]) == 2
    history.add("q-1", None)
    history.add("q-2", None)
    history.add("q-unknown", None)
    assert index.nearest(axes[[0]], 5) == ((),)
    assert FlatIndex(history, DIMENSION).nearest(axes[[0]], 5) == ((),)


def test_nearest_when_a_quote_has_no_vectors() -> None:
    """A quote without vectors is never near."""
    axes = np.eye(DIMENSION, dtype=np.float32)
    index, _ = index_of({"q-1": axes[[0]], "q-none": axes[:0], "q-2": axes[[1]]})
    assert [hit.quote_id for hit in index.nearest(axes[[1]], 5)[0]] == ["q-2", "q-1"]
    assert index.similarities(axes[[1]], ["q-none"]) == {}


def test_similarities_when_compared_with_brute_force(quotes: dict[str, Vectors]) -> None:
    """Each quote that is asked for gets its best cosine; unknown ids are left out."""
    index, _ = index_of(quotes)
    query = unit_vectors(np.random.default_rng(8), 1)
    asked = [*list(quotes)[::97], list(quotes)[-1]]
    exact = brute_force(quotes, query[0])
    found = index.similarities(query, [*asked, "unknown"])
    assert found == pytest.approx({id_: exact[id_] for id_ in asked}, abs=TOLERANCE)
    assert index.similarities(query[0], asked) == found
    assert index.similarities(query, []) == {}


def test_similarities_when_nearest_found_the_same(quotes: dict[str, Vectors]) -> None:
    """Both questions give a quote the same similarity."""
    index, _ = index_of(quotes)
    query = unit_vectors(np.random.default_rng(8), 1)
    hits = {hit.quote_id: hit.similarity for hit in index.nearest(query, 20)[0]}
    assert index.similarities(query, list(hits)) == hits


def test_index_when_the_encoder_has_another_dimension() -> None:
    """Vectors of another length mean that another model filled the store; the error says so."""
    index, _ = index_of({"q-1": unit_vectors(np.random.default_rng(1), 1, DIMENSION + 1)})
    with pytest.raises(InvalidSetting, match=f"{DIMENSION + 1}.*{DIMENSION}"):
        index.nearest(unit_vectors(np.random.default_rng(1), 1), 1)


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[QuoteStore]:
    """An empty store."""
    made: QuoteStore = SqliteStore(tmp_path / "store.db") if request.param == "sqlite" else MemoryStore()
    yield made
    made.close()


def test_index_when_it_follows_a_store(store: QuoteStore) -> None:
    """Every write that the store has acknowledged is seen by the next search, withdrawals included."""
    index = FlatIndex(store, ENCODER.dimension)
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


def test_index_when_it_is_built_again(store: QuoteStore) -> None:
    """An index that is built from the store answers as the one that grew with it."""
    index = FlatIndex(store, SMALL_ENCODER.dimension)
    query = SMALL_ENCODER.encode(["she said perhaps", "in article 3"])
    for number in range(6):
        write_article(store, f"article {number}")
        index.nearest(query, 3)
    withdraw(store, "article 3-2")
    assert FlatIndex(store, SMALL_ENCODER.dimension).nearest(query, 18) == index.nearest(query, 18)


def test_index_when_another_process_writes(tmp_path: Path) -> None:
    """What is written through another opening of the file is seen, as from another worker process."""
    with closing(SqliteStore(tmp_path / "store.db")) as mine, closing(SqliteStore(tmp_path / "store.db")) as other:
        index = FlatIndex(mine, SMALL_ENCODER.dimension)
        query = SMALL_ENCODER.encode(["she said no"])
        for number in range(4):
            write_article(other, f"a{number}")
            assert len(index.nearest(query, 100)[0]) == QUOTES * (number + 1)


def test_index_when_threads_write_and_search(tmp_path: Path) -> None:
    """Each thread finds what it has just written, while others write, search and withdraw."""
    failures: list[object] = []
    with closing(SqliteStore(tmp_path / "store.db")) as store:
        index = FlatIndex(store, SMALL_ENCODER.dimension)

        def work(name: str) -> None:
            try:
                for number in range(15):
                    write_article(store, f"{name}{number}")
                    ids = [f"{name}{number}-{place}" for place in range(QUOTES)]
                    query = SMALL_ENCODER.encode([f"In {name}{number} she said no"])
                    found = index.similarities(query, ids)
                    near = {hit.quote_id for hit in index.nearest(query, 10_000)[0]}
                    withdraw(store, ids[0])
                    left = index.similarities(query, ids)
                    if list(found) != ids or not near.issuperset(ids) or list(left) != ids[1:]:
                        failures.append((name, number, found, left))
            except BaseException as error:  # noqa: BLE001  whatever it is, the test reports it
                failures.append(error)

        threads = [threading.Thread(target=work, args=[name]) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        built = FlatIndex(store, SMALL_ENCODER.dimension)
        query = SMALL_ENCODER.encode(["she said no"])
        assert set(built.nearest(query, 10_000)[0]) == set(index.nearest(query, 10_000)[0])
        assert len(built.nearest(query, 10_000)[0]) == 4 * 15 * (QUOTES - 1)


@pytest.mark.parametrize("number", [1, 2, FEW_QUERIES, FEW_QUERIES + 1])
def test_nearest_when_queries_come_together(quotes: dict[str, Vectors], number: int) -> None:
    """However many queries come together, each gets what it gets alone."""
    history = History()
    for quote_id, vectors in quotes.items():
        history.add(quote_id, vectors)
    index = FlatIndex(history, DIMENSION)
    queries = unit_vectors(np.random.default_rng(8), number)
    assert index.nearest(queries, 5) == tuple(index.nearest(query[np.newaxis], 5)[0] for query in queries)


def test_vectors_when_a_quote_is_on_record_or_not() -> None:
    """The vectors of a quote are those that were added; one that is unknown or withdrawn has none."""
    history = History()
    added = unit_vectors(np.random.default_rng(9), 3)
    history.add("q-1", added)
    index = FlatIndex(history, DIMENSION)
    found = index.vectors("q-1")
    assert found is not None
    assert np.array_equal(found, added)
    found[:] = 0
    assert np.array_equal(index.vectors("q-1"), added)
    assert index.vectors("q-2") is None
    history.add("q-1", None)
    assert index.vectors("q-1") is None
