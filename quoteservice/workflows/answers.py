"""Keeps answers as long as the settings say, and erases them: a claim may say more about who asks than one wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from quoteservice.domain.verdict import Verification
from quoteservice.ports import Clock, QuoteStore


class Answers:
    """The answers of one store; `days` is how long each is kept, 0 for not at all."""

    def __init__(self, store: QuoteStore, days: int, clock: Clock) -> None:
        self._store = store
        self._days = days
        self._clock = clock

    def keep(self, answers: Sequence[Verification]) -> None:
        """Keeps answers under their ids, and erases those whose time is over; does nothing if none is to be kept."""
        if not self._days:
            return
        with self._store.writing() as writer:
            writer.erase_verifications(self._clock() - timedelta(days=self._days))
            for answer in answers:
                writer.add_verification(answer)

    def erase_before(self, moment: datetime) -> int:
        """Erases the answers that were given before that moment; how many there were."""
        with self._store.writing() as writer:
            return writer.erase_verifications(moment)

    def erase(self, verification_id: str) -> bool:
        """Erases one answer with its claim; False if there is none."""
        with self._store.writing() as writer:
            return writer.erase_verification(verification_id)
