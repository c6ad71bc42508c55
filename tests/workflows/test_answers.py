"""How answers reach the disk: before they are acknowledged, several at once where several wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quoteservice.domain.verdict import Verification
from quoteservice.errors import StoreUnavailable
from quoteservice.ports import StoreWriter
from quoteservice.workflows.answers import Answers
from tests.contracts.test_store_verifications import BARE
from tests.fakes import MemoryStore

PATIENCE = 60  # seconds
NOW = datetime(2021, 5, 6, tzinfo=UTC)


class SlowStore(MemoryStore):
    """Counts transactions, and holds the first one until the test lets it go on."""

    def __init__(self) -> None:
        super().__init__()
        self.transactions = 0
        self.begun, self.go_on = threading.Event(), threading.Event()

    @contextmanager
    def writing(self) -> Iterator[StoreWriter]:  # type: ignore[override]
        with super().writing() as writer:
            self.transactions += 1
            yield writer
            if self.transactions == 1:
                self.begun.set()
                assert self.go_on.wait(PATIENCE)


def answer(number: int) -> Verification:
    """An answer with an id of its own."""
    return replace(BARE, id=f"v-{number}", checked_at=NOW)


def kept_while_one_is_written(store: SlowStore, *others: Verification) -> list[BaseException | None]:
    """Keeps one answer, and while it is being written all the others; what each of those raised."""
    answers = Answers(store, 30, lambda: NOW)
    with ThreadPoolExecutor(len(others) + 1) as pool:
        first = pool.submit(answers.keep, [answer(0)])
        assert store.begun.wait(PATIENCE)
        waiting = [pool.submit(answers.keep, [each]) for each in others]
        while len(answers._waiting) < len(others):
            pass
        store.go_on.set()
        first.result(PATIENCE)
        return [each.exception(PATIENCE) for each in waiting]


def test_keep_when_several_wait() -> None:
    """Those that came while one was being written share the next transaction, and all are on record."""
    store = SlowStore()
    others = [answer(number) for number in range(1, 6)]
    assert kept_while_one_is_written(store, *others) == [None] * 5
    assert store.transactions == 2
    assert all(store.verification(each.id) for each in others)


def test_keep_when_one_of_several_cannot_be_kept() -> None:
    """Only its own request gets the error; the others are on record."""
    store = SlowStore()
    others = [answer(1), answer(0), answer(2)]
    errors = kept_while_one_is_written(store, *others)
    assert [type(each) for each in errors] == [type(None), ValueError, type(None)]
    assert all(store.verification(f"v-{number}") for number in range(3))


class BreakingStore(SlowStore):
    """Keeps what the second transaction writes, and breaks before it says so."""

    @contextmanager
    def writing(self) -> Iterator[StoreWriter]:  # type: ignore[override]
        with super().writing() as writer:
            yield writer
        if self.transactions == 2:
            raise StoreUnavailable("The connection broke", remedy="Try again.")


def test_keep_when_the_store_breaks_under_several() -> None:
    """All of them are told that the store cannot be used, once, whether or not their answers are on record."""
    store = BreakingStore()
    errors = kept_while_one_is_written(store, answer(1), answer(2), answer(3))
    assert [type(each) for each in errors] == [StoreUnavailable] * 3
    assert store.transactions == 2


def test_keep_when_alone_and_refused() -> None:
    """The error is told to whoever asked."""
    answers = Answers(MemoryStore(), 30, lambda: NOW)
    answers.keep([answer(0)])
    with pytest.raises(ValueError, match="v-0"):
        answers.keep([answer(0)])
