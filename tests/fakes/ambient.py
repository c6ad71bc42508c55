"""What a process is given from outside: a fixed clock, counted ids."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class FixedClock:
    """Always the same moment, until it is set to another."""

    now: datetime = datetime(2020, 1, 6, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class CountingIds:
    """id-1, id-2, ... in order, from many threads too."""

    prefix: str = "id-"
    given: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> str:
        with self._lock:
            self.given += 1
            return f"{self.prefix}{self.given}"
