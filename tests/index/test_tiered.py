"""The index of a large store: a base on disk and what came since, as one, whatever happens to the files."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from quoteservice.index import tiered
from quoteservice.index.base import Files, opened, read_seal, seal_text
from quoteservice.index.building import build
from quoteservice.index.flat import FlatIndex
from quoteservice.index.tiered import TieredIndex
from quoteservice.ports import Vectors
from tests.index.test_flat import DIMENSION, History, unit_vectors

PATIENCE = 60  # seconds
QUOTES = 600
LEAST = 500  # quotes from which these tests want a base
CLUSTERS = 40


class Record(History):
    """A history that also gives the vectors of quotes by id, as a store does."""

    def vectors_with_ids(self, quote_ids: Sequence[str]) -> dict[str, Vectors]:
        state = {change.quote_id: change.vectors for change in self.changes}
        return {id_: vectors for id_ in quote_ids if (vectors := state.get(id_)) is not None}


def clustered(number: int, seed: int) -> Vectors:
    """Vectors around a few centres, as sentences on a few subjects have."""
    chance = np.random.default_rng(seed)
    centres = unit_vectors(np.random.default_rng(3), CLUSTERS)[chance.integers(CLUSTERS, size=number)]
    moved = centres + chance.normal(scale=0.15, size=centres.shape).astype(np.float32)
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.fixture
def record() -> Record:
    """Some hundred quotes of one or two vectors, a few of them withdrawn."""
    made = Record()
    vectors = clustered(2 * QUOTES, seed=1)
    for number in range(QUOTES):
        made.add(f"q-{number}", vectors[2 * number : 2 * number + 1 + number % 2])
    for number in range(0, QUOTES, 50):
        made.add(f"q-{number}", None)
    return made


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Where the base is kept."""
    return Files(tmp_path / "store.db-index")


def index_of(record: Record, files: Files, rebuild: Callable[[], object] = lambda: None) -> TieredIndex:
    """The index, which wants a base from LEAST quotes on."""
    return TieredIndex(record, DIMENSION, files, rebuild, least_quotes=LEAST)


def recall(index: TieredIndex, record: Record, limit: int = 10) -> float:
    """The share of the truly nearest quotes that the index finds."""
    queries = clustered(50, seed=2)
    exact = FlatIndex(record, DIMENSION).nearest(queries, limit)
    found = index.nearest(queries, limit)
    shared = [
        len({a.quote_id for a in one} & {b.quote_id for b in other}) for one, other in zip(exact, found, strict=True)
    ]
    return sum(shared) / (limit * len(queries))


def until(condition: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_nearest_when_compared_with_the_exact_scan(record: Record, files: Files) -> None:
    """The base finds 98 of 100 nearest quotes and gives each the very similarity that the exact scan gives."""
    assert build(record, files)
    index = index_of(record, files)
    assert index._tiers.base is not None
    assert index._tiers.recent.quotes == 0
    assert recall(index, record) >= 0.98
    queries = clustered(20, seed=4)
    for query, hits in zip(queries, index.nearest(queries, 5), strict=True):
        exact = FlatIndex(record, DIMENSION).similarities(query, [hit.quote_id for hit in hits])
        assert {hit.quote_id: hit.similarity for hit in hits} == exact
        assert [hit.similarity for hit in hits] == sorted((hit.similarity for hit in hits), reverse=True)


def test_nearest_when_quotes_came_and_went_since(record: Record, files: Files) -> None:
    """What was added or withdrawn after the base was built is in the next answer; other methods agree."""
    assert build(record, files)
    index = index_of(record, files)
    query = clustered(1, seed=5)
    first = index.nearest(query, 1)[0][0]
    record.add(first.quote_id, None)
    record.add("q-new", query)
    hits = index.nearest(query, 10)[0]
    assert hits[0].quote_id == "q-new"
    assert first.quote_id not in {hit.quote_id for hit in hits}
    assert index.vectors(first.quote_id) is None
    old = index.vectors("q-1")
    assert old is not None
    np.testing.assert_array_equal(old, record.vectors_with_ids(["q-1"])["q-1"])
    asked = ["q-new", "q-1", first.quote_id, "q-unknown"]
    assert index.similarities(query[0], asked) == FlatIndex(record, DIMENSION).similarities(query[0], asked)
    assert set(index.similarities(query[0], asked)) == {"q-new", "q-1"}


@pytest.fixture
def damage(files: Files) -> dict[str, Callable[[], object]]:
    """What can be wrong with the files of a base."""

    def zeroed(path: Path) -> None:
        content = path.read_bytes()
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes(64) + content[middle + 64 :])

    def resealed(**fields: object) -> None:
        files.seal.write_text(json.dumps(json.loads(files.seal.read_text()) | fields))

    lists, ids = (lambda: files.lists(read_seal(files).sequence)), (lambda: files.ids(read_seal(files).sequence))
    return {
        "zeroed lists": lambda: zeroed(lists()),
        "zeroed ids": lambda: zeroed(ids()),
        "cut off": lambda: lists().write_bytes(lists().read_bytes()[:1000]),
        "gone": lambda: lists().unlink(),
        "seal cut off": lambda: files.seal.write_text(files.seal.read_text()[:40]),
        "seal of another kind": lambda: files.seal.write_text("[]"),
        "another format": lambda: resealed(format=0),
        "another dimension": lambda: resealed(dimension=DIMENSION + 1),
        "another history": lambda: resealed(quote_id="q-nobody"),
        "later than the store": lambda: resealed(sequence=10_000),
    }


@pytest.mark.parametrize(
    "what",
    [
        "zeroed lists", "zeroed ids", "cut off", "gone", "seal cut off", "seal of another kind", "another format",
        "another dimension", "another history", "later than the store",
    ],
)  # fmt: skip
def test_open_when_the_files_are_not_sound(
    record: Record, files: Files, damage: dict[str, Callable[[], object]], what: str
) -> None:
    """They are not used: every answer is exact, and the base is built anew behind."""
    assert build(record, files)
    damage[what]()
    index = index_of(record, files, lambda: build(record, files))
    assert index._tiers.base is None
    assert recall(index, record) == 1.0
    until(lambda: index._tiers.base is not None)
    assert recall(index, record) >= 0.98


def test_nearest_when_there_is_no_base_yet(record: Record, files: Files) -> None:
    """The exact scan answers while the base is built, and the base after that."""
    go_on = threading.Event()

    def rebuild() -> None:
        assert go_on.wait(PATIENCE)
        build(record, files)

    index = index_of(record, files, rebuild)
    assert recall(index, record) == 1.0
    assert index._tiers.base is None
    record.add("q-meanwhile", clustered(1, seed=9))
    go_on.set()
    until(lambda: index._tiers.base is not None)
    assert index.nearest(clustered(1, seed=9), 1)[0][0].quote_id == "q-meanwhile"
    assert index._tiers.recent.quotes <= 1


def test_nearest_when_the_store_is_small(record: Record, files: Files) -> None:
    """No base is built for a store that is scanned in no time."""
    index = TieredIndex(record, DIMENSION, files, lambda: build(record, files), least_quotes=QUOTES + 1)
    assert recall(index, record) == 1.0
    assert files.all() == []


def test_nearest_when_another_process_built_the_base(record: Record, files: Files) -> None:
    """It is taken over, and not built again."""
    index = index_of(record, files, lambda: pytest.fail("built again"))
    assert build(record, files)
    assert recall(index, record) == 1.0
    until(lambda: index._tiers.base is not None)
    assert recall(index, record) >= 0.98


def test_nearest_when_the_base_cannot_be_built(record: Record, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer is exact, and it is not tried again at every search."""
    tries: list[int] = []

    def full() -> None:
        tries.append(1)
        raise OSError(28, "No space left on device")

    index = index_of(record, files, full)
    for _ in range(3):
        assert recall(index, record) == 1.0
    until(lambda: not index._renewing.locked())
    assert tries == [1]
    monkeypatch.setattr(tiered, "SECONDS_BETWEEN", 0.0)
    index._not_before = 0.0
    assert recall(index, record) == 1.0
    until(lambda: len(tries) > 1)


def test_build_when_somebody_else_builds(record: Record, files: Files) -> None:
    """One builds at a time; the other leaves it to them."""

    class Slow(Record):
        def vector_changes(self, after: int) -> Iterator[object]:  # type: ignore[override]
            begun.set()
            assert go_on.wait(PATIENCE)
            return iter(record.changes[after:])

    begun, go_on = threading.Event(), threading.Event()
    slow = threading.Thread(target=build, args=(Slow(), files))
    slow.start()
    assert begun.wait(PATIENCE)
    assert not build(record, files)
    go_on.set()
    slow.join(PATIENCE)
    assert read_seal(files).quotes == QUOTES - QUOTES // 50


def test_build_when_a_base_is_in_use(record: Record, files: Files) -> None:
    """A newer base takes the place of the older one, which whoever has it open goes on using; no old file stays."""
    assert build(record, files)
    older = index_of(record, files)
    before = recall(older, record)
    record.add("q-new", clustered(1, seed=6))
    assert build(record, files)
    assert recall(older, record) == pytest.approx(before, abs=0.02)
    sequence = read_seal(files).sequence
    assert sequence == record.last_change()
    assert {each.name for each in files.all()} == {
        path.name for path in (files.seal, files.lists(sequence), files.ids(sequence))
    }


def test_build_when_nothing_is_on_record(files: Files) -> None:
    """No file is made."""
    assert not build(Record(), files)
    assert files.all() == []


def test_seal_when_written_and_read(record: Record, files: Files) -> None:
    """A seal says what it was given."""
    assert build(record, files)
    assert seal_text(read_seal(files)) == files.seal.read_text()


@pytest.mark.parametrize("different", [1, 5])
def test_candidates_when_few_vectors_differ(files: Files, different: int) -> None:
    """A store of a quote or two, or of the same words over and over, has a base that finds them."""
    few, record = clustered(different, seed=6), Record()
    for number in range(different):
        record.add(f"q-{number}", few[number : number + 1])
    assert build(record, files)
    base = opened(files, record, DIMENSION)
    assert base is not None
    assert sorted(base.candidates(few[:1], 9)[0]) == sorted(f"q-{number}" for number in range(different))
