"""What every store knows of who made its vectors."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from quoteservice.ports import Indexed, Store
from tests.contracts.records import ENCODER, NOW, keep_sentences, withdraw

NEW = "new words"
SENTENCES = ("The bridge held.", "A goat won.", "The ferry sank.")
MINUTE = timedelta(minutes=1)


def renew(store: Store, quote_id: str, encoder: str = NEW, dimension: int = 8) -> None:
    """Gives a quote the first direction of a space of `dimension` as its vector."""
    with store.writing() as writer:
        writer.renew_vectors(quote_id, Indexed((), "", np.eye(1, dimension, dtype=np.float32), encoder))


def shapes(store: Store, encoder: str | None) -> list[tuple[str, int]]:
    """Each step of the history with how many numbers its vectors have; 0 for none, -1 for a withdrawal."""
    changes = store.vector_changes(0, encoder)
    return [
        (each.quote_id, -1 if each.vectors is None else each.vectors.shape[1] if len(each.vectors) else 0)
        for each in changes
    ]


def test_unrenewed_when_another_encoder_filled_the_store(store: Store) -> None:
    """Every quote but those withdrawn is to be renewed, oldest first, and none for the encoder that made them."""
    keep_sentences(store, *SENTENCES)
    withdraw(store, "q-2")
    assert (store.unrenewed(NEW, 9), store.count_unrenewed(NEW)) == (("q-1", "q-3"), 2)
    assert store.unrenewed(NEW, 1) == ("q-1",)
    assert (store.unrenewed(ENCODER.name, 9), store.count_unrenewed(ENCODER.name)) == ((), 0)


def test_renew_vectors_when_another_dimension_comes(store: Store) -> None:
    """A renewed quote has the new vectors alone, from a new step of the history on; others keep theirs."""
    keep_sentences(store, *SENTENCES)
    before = store.last_change()
    renew(store, "q-2")
    assert shapes(store, NEW) == [("q-1", 0), ("q-2", 0), ("q-3", 0), ("q-2", 8)]
    assert shapes(store, ENCODER.name) == [("q-1", 256), ("q-2", 0), ("q-3", 256), ("q-2", 0)]
    assert [each.quote_id for each in store.vector_changes(before, NEW)] == ["q-2"]
    assert store.unrenewed(NEW, 9) == ("q-1", "q-3")
    assert store.unrenewed(ENCODER.name, 9) == ("q-2",)


def test_renew_vectors_when_it_comes_again_and_back(store: Store) -> None:
    """The same encoder changes nothing twice; going back to the first one is a renewal like any other."""
    keep_sentences(store, "The bridge held.")
    renew(store, "q-1")
    steps = store.last_change()
    renew(store, "q-1")
    assert store.last_change() == steps
    renew(store, "q-1", ENCODER.name, 256)
    assert shapes(store, ENCODER.name) == [("q-1", 0), ("q-1", 0), ("q-1", 256)]
    assert shapes(store, NEW) == [("q-1", 0)] * 3
    assert store.count_unrenewed(ENCODER.name) == 0


def test_renew_vectors_when_the_quote_is_withdrawn(store: Store) -> None:
    """A quote that went out of evidence meanwhile stays as it is; one that goes later takes its new vectors along."""
    keep_sentences(store, *SENTENCES)
    withdraw(store, "q-1")
    renew(store, "q-1")
    assert shapes(store, NEW) == [("q-1", 0), ("q-2", 0), ("q-3", 0), ("q-1", -1)]
    renew(store, "q-2")
    withdraw(store, "q-2")
    assert (shapes(store, NEW)[-1], store.unrenewed(NEW, 9)) == (("q-2", -1), ("q-3",))


def test_renew_vectors_when_readers_follow_the_record(store: Store) -> None:
    """Whoever follows what came and went hears nothing of it; whoever remembers answers hears that they may change."""
    keep_sentences(store, *SENTENCES)
    told, revision = store.changes(0, 9), store.revision()
    renew(store, "q-1")
    assert store.changes(0, 9) == told
    assert store.revision() > revision
    keep = [each.sequence for each in told]
    withdraw(store, "q-3")
    assert [each.quote_id for each in store.changes(keep[-1], 1)] == ["q-3"]


def test_renew_vectors_when_the_transaction_fails(store: Store) -> None:
    """Of a batch that was cut off nothing is renewed."""
    keep_sentences(store, *SENTENCES)

    def cut_off() -> None:
        with store.writing() as writer:
            writer.renew_vectors("q-1", Indexed((), "", np.eye(1, 8, dtype=np.float32), NEW))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_off()
    assert store.count_unrenewed(NEW) == 3


def test_unrenewed_when_nobody_said_who_made_them(store: Store) -> None:
    """Vectors of an unknown encoder are to be renewed, whichever the present one is."""
    keep_sentences(store, "The bridge held.")
    renew(store, "q-1", "")
    assert store.unrenewed(ENCODER.name, 9) == store.unrenewed(NEW, 9) == ("q-1",)


def test_lease_renewal_when_two_ask(store: Store) -> None:
    """One at a time may renew, until it lets go or is heard of no more."""
    store.choose_encoder(NEW)
    assert store.lease_renewal(NEW, "a", NOW, NOW + MINUTE)
    assert not store.lease_renewal(NEW, "b", NOW, NOW + MINUTE)
    assert store.lease_renewal(NEW, "a", NOW, NOW + 2 * MINUTE)
    assert not store.lease_renewal(NEW, "b", NOW + MINUTE, NOW + 2 * MINUTE)
    assert store.lease_renewal(NEW, "b", NOW + 2 * MINUTE, NOW + 3 * MINUTE)
    assert store.lease_renewal(NEW, "b", NOW, NOW)
    assert store.lease_renewal(NEW, "a", NOW, NOW + MINUTE)


def test_lease_renewal_when_another_encoder_was_chosen(store: Store) -> None:
    """Services of an earlier encoder renew nothing, so that two never undo each other's work; choosing again does."""
    store.choose_encoder("old")
    assert store.present_encoder() == "old"
    store.choose_encoder(NEW)
    store.choose_encoder(NEW)
    assert store.present_encoder() == NEW
    assert not store.lease_renewal("old", "a", NOW, NOW + MINUTE)
    assert store.lease_renewal(NEW, "b", NOW, NOW + MINUTE)
    store.choose_encoder("old")
    assert store.lease_renewal("old", "a", NOW, NOW + MINUTE)


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_present_encoder_when_none_was_chosen(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Failing a choice it is the one that wrote; one that only wrote never takes the place of one that was chosen."""
    from quoteservice.store.sqlite import SqliteStore

    made = request.getfixturevalue("postgres_store") if engine == "postgres" else SqliteStore(tmp_path / "store.db")
    assert made.present_encoder() == ""
    keep_sentences(made, "The bridge held.")
    assert made.present_encoder() == ENCODER.name
    made.choose_encoder(ENCODER.name)
    renew(made, "q-1")
    assert made.present_encoder() == ENCODER.name
    made.close()
