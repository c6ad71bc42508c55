"""quoteservice bench: measures the service beside a baseline, prints the table and writes the figures."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quoteservice.bench import measure, report
from quoteservice.config import Config


def run(chosen: argparse.Namespace, config: Config) -> int:
    """Measures, prints and writes; 0."""
    kept = contextlib.nullcontext(chosen.stores) if chosen.stores else tempfile.TemporaryDirectory()
    with _ending_in_order(), kept as folder:
        plan = measure.Plan(tuple(dict.fromkeys(chosen.quotes)), chosen.seconds, Path(folder).resolve())
        results = measure.run(plan, config)
    print(report.page(results))
    if chosen.results:
        report.write(results, chosen.results)
    return 0


@contextlib.contextmanager
def _ending_in_order() -> Iterator[None]:
    """On SIGTERM unwinds as on Ctrl-C, so that no server outlives the measurement."""
    before = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
