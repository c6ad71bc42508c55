"""A store that one encoder filled, served by another one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from quoteservice.bootstrap import open_index, open_store
from quoteservice.domain.quote import Document, Quote, Statement
from quoteservice.ports import Encoder, Vectors
from quoteservice.store.postgres import PostgresStore
from quoteservice.store.sqlite import SqliteStore
from quoteservice.workflows.admission import Limits
from quoteservice.workflows.prepare import Prepare
from quoteservice.workflows.renew import BATCH, LEASE, Renew, Renewal
from tests.contracts.records import keep_quote, keep_sentences, keep_source, source_of, statement_of
from tests.fakes import FakeEncoder, FixedClock

SENTENCES = tuple(f"Ferry{number} and boat{number // 4} sank in bay{number // 9}." for number in range(2 * BATCH + 5))


class Mirrored(FakeEncoder):
    """Another model: near texts are near for it too, but its vectors mean nothing to the first one."""

    name = "mirrored words"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The same numbers in the opposite order."""
        return np.ascontiguousarray(super().encode(texts)[:, ::-1])


class Nobody:
    """A reader that is never asked: renewing reads no text anew."""

    def read(self, text: str) -> tuple[Statement, ...]:
        raise AssertionError(text)

    def article(self, html: str) -> Document:
        raise AssertionError(html)


@dataclass
class Place:
    """A store of one engine, and how another process opens it."""

    store: SqliteStore | PostgresStore
    address: str


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A store that the first encoder filled."""
    if request.param == "postgres":
        request.getfixturevalue("postgres_store").close()
        address = request.getfixturevalue("postgres_address")
    else:
        address = f"sqlite:///{tmp_path / 'store.db'}"
    with closing(open_store(address)) as store:
        keep_sentences(store, *SENTENCES)
        yield Place(store, address)


def preparing(encoder: Encoder) -> Prepare:
    """What makes vectors."""
    return Prepare(Nobody(), encoder, Limits(1_000, 1_000, 100))


def renewing(
    store: SqliteStore | PostgresStore, encoder: Encoder, holder: str = "a", clock: FixedClock | None = None
) -> Renew:
    """What renews for an encoder."""
    return Renew(store, preparing(encoder), encoder.name, holder, clock or FixedClock())


def assert_all_found(store: SqliteStore | PostgresStore, encoder: Encoder) -> None:
    """Every sentence is among what is nearest to itself."""
    hits = open_index(store, encoder).nearest(encoder.encode(SENTENCES), 5)
    assert [n for n, found in enumerate(hits, 1) if f"q-{n}" not in {hit.quote_id for hit in found}] == []


@pytest.mark.parametrize("dimension", [256, 64])
def test_renew_when_the_encoder_has_changed(place: Place, dimension: int) -> None:
    """At once words find every quote and meaning none; after each batch meaning finds its quotes, in the end all."""
    new = Mirrored(dimension)
    index, renew = open_index(place.store, new), renewing(place.store, new)
    last = new.encode([SENTENCES[-1]])
    assert index.nearest(last, 3) == ((),)
    assert index.similarities(last, ["q-1"]) == {}
    assert index.vectors("q-1") is None
    assert place.store.quotes_with_words("ferry7", 1) == ("q-8",)
    assert renew.batch() == BATCH
    found = {hit.quote_id for hits in index.nearest(new.encode(SENTENCES), 5) for hit in hits}
    assert found == {f"q-{n}" for n in range(1, BATCH + 1)}
    assert renew.left() == len(SENTENCES) - BATCH
    assert [renew.batch() for _ in range(3)] == [BATCH, 5, 0]
    assert_all_found(place.store, new)
    vectors = index.vectors(f"q-{len(SENTENCES)}")
    assert vectors is not None
    np.testing.assert_allclose(vectors, last, atol=2.0**-11)


def test_renew_when_a_quote_is_written_meanwhile(place: Place) -> None:
    """What is written while the rest waits has the vectors of the encoder that wrote it, and is found at once."""
    new = Mirrored()
    index, renew = open_index(place.store, new), renewing(place.store, new)
    renew.batch()
    text = "A heron came to the harbour."
    source = source_of(text, "s-heron")
    keep_source(place.store, source, text)
    ((made,),) = preparing(new).indexed([[statement_of(text, text)]])
    with place.store.writing() as writer:
        writer.add_quote(Quote("q-heron", source, statement_of(text, text), None), made)
    assert index.nearest(new.encode([text]), 1)[0][0].quote_id == "q-heron"
    assert "q-heron" not in place.store.unrenewed(new.name, 1_000)
    # A process of the earlier encoder that still runs writes with that one, and is put right in its turn.
    keep_quote(place.store, "q-late", statement_of(text, text), source)
    while renew.batch():
        pass
    assert [hit.quote_id for hit in index.nearest(new.encode([text]), 2)[0]] == ["q-heron", "q-late"]


def test_renew_when_two_processes_are_there(place: Place) -> None:
    """One renews while the other waits, which goes on when the first one has ended or died."""
    clock = FixedClock()
    with closing(open_store(place.address)) as again:
        first = renewing(place.store, Mirrored(), "a", clock)
        second = renewing(again, Mirrored(), "b", clock)
        assert (first.batch(), second.batch()) == (BATCH, 0)
        clock.now += LEASE + timedelta(seconds=1)
        assert (second.batch(), first.batch()) == (BATCH, 0)
        second.release()
        assert (first.batch(), first.left(), second.left()) == (5, 0, 0)


def test_renew_when_a_service_of_the_earlier_encoder_runs(place: Place) -> None:
    """It renews nothing once another encoder was chosen, and finds no vector that it could not compare."""
    old = FakeEncoder()
    earlier, index = renewing(place.store, old, "a"), open_index(place.store, old)
    assert earlier.batch() == 0
    query = old.encode([SENTENCES[0]])
    assert index.nearest(query, 1)[0][0].quote_id == "q-1"
    later = renewing(place.store, Mirrored(), "b")
    assert later.batch() == BATCH
    assert earlier.batch() == 0
    assert (earlier.rival(), later.rival()) == (Mirrored().name, None)
    assert {hit.quote_id for hit in index.nearest(query, 200)[0]}.isdisjoint(f"q-{n}" for n in range(1, BATCH + 1))


def test_renew_when_its_process_is_killed(place: Place) -> None:
    """Of the batch at hand nothing is renewed, what came before stays, and the next process ends it."""
    killed = subprocess.run(
        [sys.executable, "-m", "tests.workflows.test_renew", place.address],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    new, clock = Mirrored(), FixedClock()
    renew = renewing(place.store, new, "b", clock)
    assert renew.left() == len(SENTENCES) - BATCH
    assert renew.batch() == 0
    clock.now += LEASE + timedelta(seconds=1)
    while renew.batch():
        pass
    assert renew.left() == 0
    assert_all_found(place.store, new)


def test_renewal_when_it_runs_beside_a_service(place: Place) -> None:
    """The thread renews all without being asked, and one that fails once goes on."""
    renew = renewing(place.store, Mirrored())
    done, calls = Event(), []

    def batch() -> int:
        calls.append(1)
        made = renew.batch()
        if not renew.left():
            done.set()
        return made

    renewal = Renewal(batch, renew.release)
    renewal.start()
    assert done.wait(60)
    renewal.stop()
    assert len(calls) >= 3
    assert_all_found(place.store, Mirrored())


def test_index_when_its_files_are_of_another_encoder(tmp_path: Path) -> None:
    """Files that were built of another encoder's vectors are not used, though step and dimension fit."""
    from quoteservice.index.base import Files, MadeBy, opened
    from quoteservice.index.building import build

    with closing(SqliteStore(tmp_path / "store.db")) as store:
        keep_sentences(store, *SENTENCES)
        files, old, new = Files(tmp_path / "index"), FakeEncoder(), Mirrored()
        assert not build(MadeBy(store, new.name), files, new.name)
        assert build(MadeBy(store, old.name), files, old.name)
        assert opened(files, MadeBy(store, old.name), 256, old.name) is not None
        assert opened(files, MadeBy(store, new.name), 256, new.name) is None
        renew = renewing(store, new)
        renew.batch()
        assert build(MadeBy(store, new.name), files, new.name)
        base = opened(files, MadeBy(store, new.name), 256, new.name)
        assert base is not None
        assert base.quotes == BATCH


class Dying(Mirrored):
    """An encoder whose process dies when it is asked for the second time."""

    asked = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors, once."""
        self.asked += 1
        if self.asked > 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)


if __name__ == "__main__":
    with closing(open_store(sys.argv[1])) as opened_store:
        killed_later = renewing(opened_store, Dying(), "killed")
        while killed_later.batch():
            pass
