"""Brings many articles onto the record: several processes read, this one writes, and the report tells what is done."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from quoteservice.bulk.item import Failure, Item
from quoteservice.bulk.pool import Pool, Read, result
from quoteservice.bulk.report import ADDED, KNOWN, Report
from quoteservice.errors import InvalidInput
from quoteservice.service import Ingested, PreparedArticle, Service

# Articles that are read and embedded together: with sixteen the encoder takes a third less time than one by one,
# because texts of like length share a batch; more gain little, and are lost together when a run is killed.
AT_ONCE = 16

# Characters of one such group, so that long articles do not make it long.
CHARACTERS_AT_ONCE = 200_000

# Groups on the way for each process: one that is read, and one that waits, so that none idles.
WAITING = 2


@dataclass(slots=True)
class Summary:
    """How many articles came to what; `done` were on record from an earlier run."""

    added: int = 0
    known: int = 0
    done: int = 0
    failed: int = 0
    statements: int = 0
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """All that were found."""
        return self.added + self.known + self.done + self.failed


class Run:
    """One ingest of many articles; `failed` is told of each that cannot be read, `passed` of how many are through."""

    def __init__(
        self,
        service: Service,
        pool: Pool,
        report: Report,
        passed: Callable[[int], None],
        failed: Callable[[Item, Failure], None],
    ) -> None:
        self._service = service
        self._pool = pool
        self._report = report
        self._passed = passed
        self._tell = failed
        self._waiting: deque[tuple[list[Item], Future[list[Read]]]] = deque()
        self.summary = Summary()

    def __call__(self, items: Iterable[Item]) -> Summary:
        """Reads and keeps all of them, in their order; raises what ends the run, after which it can be run again."""
        start = time.monotonic()
        group: list[Item] = []
        for item in items:
            if self._is_settled(item):
                continue
            group.append(item)
            if len(group) == AT_ONCE or sum(map(_length, group)) >= CHARACTERS_AT_ONCE:
                self._send(group)
                group = []
        if group:
            self._send(group)
        while self._waiting:
            self._settle()
        self._report.flush()
        self.summary.seconds = time.monotonic() - start
        return self.summary

    def _is_settled(self, item: Item) -> bool:
        """True if nothing is left to do: the article cannot be read, or is on record."""
        if item.failure is not None:
            self._failed(item, item.failure)
        elif self._report.is_done(item):
            self.summary.done += 1
        elif (source := self._service.known(item.document)) is not None:
            self.summary.known += 1
            self._report.kept(item, KNOWN, source.id, None)
        else:
            return False
        self._passed(1)
        return True

    def _send(self, group: list[Item]) -> None:
        self._waiting.append((group, self._pool.read(group)))
        while len(self._waiting) > WAITING * self._pool.processes:
            self._settle()

    def _settle(self) -> None:
        """Keeps the group that was sent first, so that the order on record is that of the articles."""
        group, coming = self._waiting.popleft()
        read = result(coming)
        for item, came in zip(group, self._kept(read), strict=True):
            if isinstance(came, Failure):
                self._failed(item, came)
                continue
            if came.created:
                self.summary.added += 1
                self.summary.statements += len(came.quotes)
            else:
                self.summary.known += 1
            self._report.kept(item, ADDED if came.created else KNOWN, came.source.id, len(came.quotes))
        self._report.flush()
        self._passed(len(group))

    def _kept(self, read: Sequence[Read]) -> list[Ingested | Failure]:
        articles = [each for each in read if isinstance(each, PreparedArticle)]
        try:
            kept: list[Ingested | Failure] = list(self._service.keep(articles)) if articles else []
        except InvalidInput:
            # One of them cannot be written, and nothing was: so each for itself.
            kept = [self._kept_alone(each) for each in articles]
        came = iter(kept)
        return [next(came) if isinstance(each, PreparedArticle) else each for each in read]

    def _kept_alone(self, article: PreparedArticle) -> Ingested | Failure:
        try:
            return self._service.keep([article])[0]
        except InvalidInput as error:
            return Failure.of(error)

    def _failed(self, item: Item, failure: Failure) -> None:
        self.summary.failed += 1
        self._report.failed(item, failure)
        self._tell(item, failure)


def _length(item: Item) -> int:
    return len(item.document.text or item.document.html or "")
