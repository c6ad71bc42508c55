"""Keeps answers as long as the settings say, and erases them: a claim may say more about who asks than one wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from quoteservice.domain.verdict import Verification
from quoteservice.errors import Unavailable
from quoteservice.ports import Clock, QuoteStore


@dataclass(slots=True, eq=False)
class _Waiting:
    """Answers of one request that are to be written, or are."""

    answers: Sequence[Verification]
    written: bool = False
    failure: Unavailable | None = None


class Answers:
    """The answers of one store; `days` is how long each is kept, 0 for not at all."""

    def __init__(self, store: QuoteStore, days: int, clock: Clock) -> None:
        self._store = store
        self._days = days
        self._clock = clock
        self._lock = Lock()
        self._writing = Lock()
        self._waiting: list[_Waiting] = []

    def keep(self, answers: Sequence[Verification]) -> None:
        """Keeps answers under their ids, and erases those whose time is over; does nothing if none is to be kept.

        They are on the disk when this returns. Those that came while another was being written share one transaction.
        """
        if not self._days:
            return
        mine = _Waiting(answers)
        with self._lock:
            self._waiting.append(mine)
        with self._writing:
            if mine.written:
                return
            if mine.failure is not None:
                raise mine.failure
            with self._lock:
                group = [mine, *(each for each in self._waiting if each is not mine)]
                self._waiting = []
            try:
                self._write(group)
            # A store that broke while it confirmed them may have them all: trying again would find the ids taken.
            except Unavailable as error:
                for waiting in group:
                    waiting.failure = error
                raise
            # Whatever is wrong with one of them is no fault of the others: each tries by itself, and says what it is.
            except Exception:
                if len(group) == 1:
                    raise
                self._write([mine])

    def _write(self, group: Sequence[_Waiting]) -> None:
        with self._store.writing() as writer:
            writer.erase_verifications(self._clock() - timedelta(days=self._days))
            for waiting in group:
                for answer in waiting.answers:
                    writer.add_verification(answer)
        for waiting in group:
            waiting.written = True

    def forget(self) -> None:
        """Erases the answers whose time is over."""
        if self._days:
            self.erase_before(self._clock() - timedelta(days=self._days))

    def erase_before(self, moment: datetime) -> int:
        """Erases the answers that were given before that moment; how many there were."""
        with self._store.writing() as writer:
            return writer.erase_verifications(moment)

    def erase(self, verification_id: str) -> bool:
        """Erases one answer with its claim; False if there is none."""
        with self._store.writing() as writer:
            return writer.erase_verification(verification_id)
