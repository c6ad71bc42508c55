"""What worker processes share: a limit holds for all of them together."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteservice.api.shared import NEW_SECONDS, PREFIX, Shared, SharedCounts

MINUTE = 60


class Moment:
    """A clock that stands until it is set."""

    def __init__(self, at: float) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Moment:
    """A moment at which a window begins."""
    return Moment(MINUTE * 10.0)


@pytest.fixture
def counts(clock: Moment) -> Iterator[SharedCounts]:
    """Counts with room for many."""
    counts = SharedCounts(clock=clock)
    yield counts
    counts.close()


def in_a_process(counts: SharedCounts, times: int, limit: int) -> int:
    """How many of `times` requests another process lets in."""
    child = os.fork()
    if not child:
        os._exit(sum(counts.acquire_sliding_window_entry("key", limit, MINUTE) for _ in range(times)))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_counts_when_processes_take_turns(counts: SharedCounts) -> None:
    """What one process has let in, another one does not let in again."""
    assert [in_a_process(counts, 7, 10), in_a_process(counts, 7, 10), in_a_process(counts, 7, 10)] == [7, 3, 0]
    assert counts.get_sliding_window("key", MINUTE)[2] == 10


def test_counts_when_time_goes_by(counts: SharedCounts, clock: Moment) -> None:
    """The window before counts by the part of it that is not over; two windows later nothing is left."""
    assert all(counts.acquire_sliding_window_entry("key", 10, MINUTE) for _ in range(10))
    clock.at += MINUTE * 1.5
    let_in = sum(counts.acquire_sliding_window_entry("key", 10, MINUTE) for _ in range(10))
    assert let_in == 5
    clock.at += MINUTE * 2
    assert counts.get_sliding_window("key", MINUTE)[::2] == (0, 0)


def test_counts_when_there_is_no_place(clock: Moment) -> None:
    """With more callers than places, whoever asks now is still counted."""
    counts = SharedCounts(slots=4, clock=clock)
    for number in range(50):
        assert counts.acquire_sliding_window_entry(f"key {number}", 1, MINUTE)
        assert not counts.acquire_sliding_window_entry(f"key {number}", 1, MINUTE)
    counts.close()


def test_counts_when_a_process_is_killed(counts: SharedCounts) -> None:
    """One that is killed while it counts holds up nobody."""
    child = os.fork()
    if not child:
        with counts._alone():
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    begun = time.monotonic()
    assert counts.acquire_sliding_window_entry("key", 1, MINUTE)
    assert time.monotonic() - begun < MINUTE


def test_shared_when_a_server_was_killed(tmp_path: Path) -> None:
    """The next one removes what it left, and neither what another one uses nor what has only just been made."""
    left, new = tmp_path / f"{PREFIX}left", tmp_path / f"{PREFIX}new"
    for each in (left, new):
        each.mkdir()
        (each / "counter_1.db").touch()
    used = Shared.made(tmp_path)
    long_ago = time.time() - 2 * NEW_SECONDS
    for each in (left, used.metrics):
        os.utime(each, (long_ago, long_ago))
    mine = Shared.made(tmp_path)
    assert not left.exists()
    assert new.exists()
    assert used.metrics.exists()
    mine.close()
    used.close()
    assert list(tmp_path.iterdir()) == [new]
