"""quoteservice ingest of a folder, a table or an archive: many articles, by several processes, to be gone on with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from math import ceil
from pathlib import Path
from typing import Any

from tqdm import tqdm

from quoteservice.bulk.files import Reading
from quoteservice.bulk.item import Failure, Item
from quoteservice.bulk.places import count, gather
from quoteservice.bulk.pool import Pool
from quoteservice.bulk.report import Report
from quoteservice.bulk.run import AT_ONCE, Run, Summary
from quoteservice.cli import exits
from quoteservice.cli.command import Command, print_json
from quoteservice.errors import InvalidInput
from quoteservice.progress import progress
from quoteservice.web import wording

# Failures that a terminal is told of one by one; the rest is in the report.
TOLD = 20

# Where the report is when the store is no file that it could stand beside.
REPORT = Path("ingest-report.jsonl")


def ingest_many(command: Command, given: dict[str, Any]) -> int:
    """Reads every article at the places; those that cannot be used are in the report and make the exit code."""
    chosen = command.chosen
    if chosen.index:
        raise InvalidInput(
            "An index of its own goes with single files",
            where="--index",
            remedy="Put it into the folder as index.json.",
        )
    reading = Reading(given, dict(chosen.rename), chosen.html)
    total = _total(chosen.places)
    processes = chosen.processes or len(os.sched_getaffinity(0))
    if total is not None:
        # A process takes seconds to start: one that would get nothing is not started.
        processes = max(1, min(processes, ceil(total / AT_ONCE)))
    told = 0

    def failed(item: Item, failure: Failure) -> None:
        nonlocal told
        told += 1
        if told <= TOLD:
            with tqdm.external_write_mode():
                print(f"quoteservice: {item.place}: {failure}", file=sys.stderr)

    shown = progress("articles", total)

    def passed(articles: int) -> None:
        shown.update(articles)

    with (
        command.service() as service,
        Report(_report(command), service.is_on_record) as report,
        closing(shown),
        Pool(command.config, processes) as pool,
    ):
        summary = Run(service, pool, report, passed, failed)(_all(chosen.places, reading))
    _tell(summary, report.path, as_json=chosen.json)
    return exits.INPUT if summary.failed else exits.OK


def _total(places: list[str]) -> int | None:
    counts = [count(place) for place in places]
    return None if None in counts else sum(each or 0 for each in counts)


def _all(places: list[str], reading: Reading) -> Iterator[Item]:
    for place in places:
        yield from gather(place, reading)


def _report(command: Command) -> Path:
    if command.chosen.report:
        return Path(command.chosen.report)
    kind, _, path = command.config.store.partition(":///")
    return Path(f"{path}.ingest.jsonl") if kind == "sqlite" else REPORT


def _tell(summary: Summary, report: Path, *, as_json: bool) -> None:
    if as_json:
        seconds = round(summary.seconds, 3)
        print_json(asdict(summary) | {"articles": summary.articles, "seconds": seconds, "report": str(report)})
        return
    rate = (summary.added + summary.failed) / summary.seconds if summary.seconds else 0.0
    print(
        f"{wording.count(summary.articles, 'article')}: {summary.added} added with "
        f"{wording.count(summary.statements, 'statement')}, {summary.known + summary.done} on record before, "
        f"{summary.failed} not read; {summary.seconds:.1f} s ({rate:.1f} articles a second)"
    )
    if summary.failed > TOLD:
        print(f"quoteservice: and {summary.failed - TOLD} more that were not read", file=sys.stderr)
    print(f"Report: {report}")
