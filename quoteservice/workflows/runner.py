"""Does jobs in threads of its own, beside those that answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event, Thread

from quoteservice.errors import QuoteserviceError
from quoteservice.ports import Ids
from quoteservice.workflows.jobs import LEASE, Run

# Seconds between two looks for jobs that other processes accepted; those of this one wake it.
LOOK_SECONDS = 2.0

# Seconds between two signs of life.
RENEW_SECONDS = LEASE.total_seconds() / 3

# Seconds between two rounds in which what is no longer to be kept is erased.
FORGET_SECONDS = 3_600.0

# Seconds that a stop waits for each thread, within what a server has to end in: a stop is heeded after each few claims.
STOP_SECONDS = 5.0

log = logging.getLogger("quoteservice.jobs")


class Runner:
    """Runs `threads` threads, each of which does one job at a time; none at all for 0.

    `run` does the next job under a name that no runner had before and that `renew` gives a sign of life for; see Jobs.
    """

    def __init__(
        self,
        run: Callable[[str, Callable[[], bool]], Run | None],
        renew: Callable[[str], None],
        forget: Callable[[], None],
        ids: Ids,
        threads: int,
    ) -> None:
        self._run = run
        self._renew = renew
        self._forget = forget
        self._ids = ids
        self._stop = Event()
        self._woken = Event()
        self._busy: set[str] = set()
        self._threads = [Thread(target=self._work, name=f"jobs-{n}", daemon=True) for n in range(threads)]
        if threads:
            self._threads.append(Thread(target=self._keep, name="jobs-lease", daemon=True))

    def start(self) -> None:
        """Begins to look for jobs."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Looks for jobs at once."""
        self._woken.set()

    def stop(self) -> None:
        """Ends; a job in hand waits again, for the next runner."""
        self._stop.set()
        self._woken.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(STOP_SECONDS)

    def _work(self) -> None:
        while not self._stop.is_set():
            if self._did_one():
                continue
            self._woken.wait(LOOK_SECONDS)
            if not self._stop.is_set():
                self._woken.clear()

    def _did_one(self) -> bool:
        name, begun = self._ids(), time.perf_counter()
        self._busy.add(name)
        try:
            done = self._run(name, self._stop.is_set)
        except QuoteserviceError as error:
            # A store that cannot be read now is asked again.
            log.warning("no look for jobs", exc_info=error)
            return False
        # A thread that ended would leave every job undone, and nobody would be told.
        except Exception as error:
            log.error("failure", exc_info=error)
            return False
        finally:
            self._busy.discard(name)
        if done is None:
            return False
        seen = {
            "job_id": done.job.id,
            "kind": done.job.kind.value,
            "attempts": done.job.attempts,
            "outcome": "none" if done.outcome is None else "failed" if done.outcome.failure else "done",
            "ms": round((time.perf_counter() - begun) * 1000, 1),
        }
        log.info("job", extra={"fields": seen})
        return done.outcome is not None

    def _keep(self) -> None:
        forgot = -FORGET_SECONDS
        while not self._stop.wait(RENEW_SECONDS):
            try:
                for name in tuple(self._busy):
                    self._renew(name)
                if time.monotonic() - forgot >= FORGET_SECONDS:
                    self._forget()
                    forgot = time.monotonic()
            # The next round comes soon; without one every job of this process would be taken for dead.
            except Exception as error:
                log.warning("no sign of life", exc_info=error)
