"""What the worker processes of one server have in common: counts for limits, and files of metrics.

The master makes both before it forks, so that every worker has them, also one that takes the place of another.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import shutil
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import floor
from pathlib import Path
from threading import Lock

from limits.strategies import SlidingWindowCounterRateLimiter
from prometheus_client import values

# A slot: a digest of who is counted by which limit, the number of the present window, and the requests that were let
# in during that window and the one before.
SLOT = struct.Struct("=16sQQQ")
DIGEST_BYTES = 16

# Who is counted at the same time; with more, those who were silent for longest begin anew. 2.5 MB.
SLOTS = 65_536
# Slots that one of them may have: enough that a full neighbourhood is no accident.
NEIGHBOURS = 16

# Of the folders of metrics, and the seconds in which one that nobody holds may be another server's that starts.
PREFIX = "quoteservice-metrics-"
NEW_SECONDS = 60.0

# Where prometheus_client looks for the folder of its files.
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


class SharedCounts:
    """Counts in sliding windows, in memory that all processes forked later share; a storage as `limits` asks.

    A lock of the system guards them: it is free again when a process that held it is killed.
    """

    def __init__(self, slots: int = SLOTS, clock: Callable[[], float] = time.time) -> None:
        self._slots = slots
        self._clock = clock
        self._memory = mmap.mmap(-1, slots * SLOT.size)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # kept as long as the counts are
        self._threads = Lock()

    def limiter(self) -> SlidingWindowCounterRateLimiter:
        """What asks these counts."""
        return _Limiter(self)

    def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Counts `amount` more if that is within `limit` for `expiry` seconds; False otherwise."""
        now = self._clock()
        window, left = int(now // expiry), 1 - now / expiry % 1
        name = _digest(key)
        with self._alone():
            place, before, present = self._at(name, window)
            if floor(before * left + present) + amount > limit:
                return False
            SLOT.pack_into(self._memory, place, name, window, before, present + amount)
        return True

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """Requests of the window before and the seconds that they count, the same of the present one."""
        now = self._clock()
        left = (1 - now / expiry % 1) * expiry
        with self._alone():
            _, before, present = self._at(_digest(key), int(now // expiry))
        return before, left if before else 0.0, present, left + expiry

    def close(self) -> None:
        """Ends the counting in this process."""
        self._memory.close()
        self._file.close()

    def _at(self, name: bytes, window: int) -> tuple[int, int, int]:
        """The place of a slot, in bytes, with the counts of the window before and of the present one."""
        first = int.from_bytes(name[:8], "big")
        oldest, age = 0, None
        for step in range(NEIGHBOURS):
            place = (first + step) % self._slots * SLOT.size
            found, last, before, present = SLOT.unpack_from(self._memory, place)
            if found == name:
                if last == window:
                    return place, before, present
                return place, present if last == window - 1 else 0, 0
            if age is None or last < age:
                oldest, age = place, last
        return oldest, 0, 0

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # The system's lock is the process's, whose threads would all have it.
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


class _Limiter(SlidingWindowCounterRateLimiter):
    """The library's own, with a storage that has what this strategy asks of one and nothing else."""

    def __init__(self, counts: SharedCounts) -> None:
        self.storage = counts  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the processes share; `metrics` is the folder in which each keeps files of its own.

    `lock` is a descriptor that tells others, as long as one of the processes lives, that the folder is in use.
    """

    counts: SharedCounts
    metrics: Path
    lock: int | None

    @classmethod
    def made(cls, folder: Path | None) -> Shared:
        """Made in the master before it forks, within `folder` or where the system keeps what is temporary."""
        made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        _remove_left(made.parent)
        return cls(SharedCounts(), made, _locked(made))

    def count_together(self) -> None:
        """From now on the metrics that this process makes are in the folder, to be added to those of the others."""
        os.environ[FOLDER_VARIABLE] = str(self.metrics)
        # The library looks for its variable when it is imported, which is before there are settings.
        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Removes the files; for the master, at the end."""
        self.counts.close()
        if self.lock is not None:
            os.close(self.lock)
        shutil.rmtree(self.metrics, ignore_errors=True)


def _locked(folder: Path) -> int | None:
    """A descriptor that holds the folder, None if some process does; the system lets go when the last one ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _remove_left(parent: Path) -> None:
    """Removes what servers that were killed have left; one of this moment may only not have been locked yet."""
    for each in parent.glob(f"{PREFIX}*"):
        try:
            left = _locked(each) if time.time() - each.stat().st_mtime > NEW_SECONDS else None
        except OSError:
            continue
        if left is not None:
            shutil.rmtree(each, ignore_errors=True)
            os.close(left)


def _digest(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=DIGEST_BYTES).digest()
