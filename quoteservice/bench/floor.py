"""What no service can be faster than on this machine: a call of the encoder, a flush to the disk."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

from quoteservice.ports import Encoder

TIMES = 30
PAGE = b"\0" * 4096
MILLISECONDS = 1_000

# Operations of all-MiniLM-L6-v2 for a word piece: two for each weight of 6 layers of 4 * 384^2 and 2 * 384 * 1536.
OPERATIONS_PER_PIECE = 2 * 6 * (4 * 384**2 + 2 * 384 * 1536)
# Word pieces of a claim of the benchmark, about.
PIECES = 30


def floor(texts: Sequence[str], encoder: Encoder, folder: Path) -> dict[str, float]:
    """Milliseconds (medians, alone) of encoding a claim and of a flush, and the operations of the former in 10^9."""
    turns = cycle(texts)
    with (folder / "flushed").open("wb") as file:

        def flush() -> None:
            file.write(PAGE)
            file.flush()
            os.fsync(file.fileno())

        return {
            "encoder_ms": _median(lambda: encoder.encode([next(turns)])),
            "encoder_gigaoperations": round(OPERATIONS_PER_PIECE * PIECES / 1e9, 2),
            "flush_ms": _median(flush),
        }


def _median(what: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        what()
        taken.append((time.perf_counter() - begun) * MILLISECONDS)
    return round(statistics.median(taken), 2)
