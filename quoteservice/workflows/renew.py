"""Renews vectors that another encoder made, while the service answers from what is renewed already.

1. The encoder of this process is chosen: from then on services of an earlier one renew nothing.
2. Whoever has the lease makes the vectors of the oldest quotes anew, a batch at a time.
3. Each batch is one transaction, so that searches have it at once, and after a crash only the batch at hand is lost.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from quoteservice.errors import Unavailable
from quoteservice.ports import Clock, Store
from quoteservice.workflows.prepare import Prepare

# Quotes renewed at once: about a second of one core, which a request may have to share with it.
BATCH = 32

# How long the others wait for one that was killed; far longer than a batch takes.
LEASE = timedelta(seconds=60)

# Seconds between two looks for quotes that another process wrote with another encoder.
LOOK_SECONDS = 30.0

# Seconds that a stop waits for the batch at hand.
STOP_SECONDS = 5.0

log = logging.getLogger("quoteservice.renew")


class Renew:
    """Makes all vectors on record those of one encoder; `holder` is a name that no other process has."""

    def __init__(self, store: Store, prepare: Prepare, encoder: str, holder: str, clock: Clock) -> None:
        self._store = store
        self._prepare = prepare
        self._encoder = encoder
        self._holder = holder
        self._clock = clock
        self._chosen = False

    def left(self) -> int:
        """How many quotes are to be renewed."""
        return self._store.count_unrenewed(self._encoder)

    def batch(self) -> int:
        """Renews the oldest; how many, 0 if there are none, another process does it, or another encoder was chosen."""
        if not self._chosen:
            self._store.choose_encoder(self._encoder)
            self._chosen = True
        ids = self._store.unrenewed(self._encoder, BATCH)
        if not ids or not self._leased(LEASE):
            return 0
        quotes = self._store.quotes_with_ids(ids)
        (indexed,) = self._prepare.indexed([[quote.statement for quote in quotes]])
        with self._store.writing() as writer:
            for quote, made in zip(quotes, indexed, strict=True):
                writer.renew_vectors(quote.id, made)
        if not self._store.unrenewed(self._encoder, 1):
            self._store.end_renewal(self._encoder)
            self._leased(timedelta())
            log.info("all renewed", extra={"fields": {"encoder": self._encoder}})
        return len(quotes)

    def rival(self) -> str | None:
        """The encoder that was chosen after this one, for which everything is renewed now; None if there is none."""
        present = self._store.present_encoder()
        return present if self._chosen and present != self._encoder else None

    def release(self) -> None:
        """Lets another process go on."""
        self._leased(timedelta())

    def _leased(self, time_given: timedelta) -> bool:
        now = self._clock()
        return self._store.lease_renewal(self._encoder, self._holder, now, now + time_given)


class Renewal:
    """A thread that renews beside those that answer: it rests as long after each batch as the batch took."""

    def __init__(self, batch: Callable[[], int], release: Callable[[], None]) -> None:
        self._batch = batch
        self._release = release
        self._stop = Event()
        self._thread = Thread(target=self._work, name="renewal", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the batch at hand, with which another process may go on."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _work(self) -> None:
        rest, held = 0.0, False
        while not self._stop.wait(rest):
            begun = time.perf_counter()
            try:
                renewed = self._batch()
            # A store that cannot be written now is asked again; a thread that ended would leave the rest unfound.
            except Exception as error:
                log.warning("no vectors renewed", exc_info=error)
                renewed = 0
            held = held or renewed > 0
            rest = time.perf_counter() - begun if renewed else LOOK_SECONDS
        if held:
            try:
                self._release()
            except Unavailable as error:
                log.warning("the lease stays until it ends", exc_info=error)
