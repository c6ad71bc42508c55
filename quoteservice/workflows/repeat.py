"""Sees to it that a request which a client sends again, because no answer reached it, is done once."""

from __future__ import annotations

from datetime import timedelta

from quoteservice.domain.request import SentRequest
from quoteservice.errors import RequestInProgress, RequestKeyReused
from quoteservice.ports import Clock, RequestStore

# How long an answer is remembered: a client that tries again does so within minutes, a queue within a night.
REMEMBERED = timedelta(hours=24)

# After this a request that has no answer is taken to have died with its process; none takes a tenth of it.
ABANDONED = timedelta(minutes=10)


class RepeatOnce:
    """Remembers requests by the key that a client gives them."""

    def __init__(self, store: RequestStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def begin(self, sent: SentRequest) -> bytes | None:
        """The answer that was given before, or None if the request is to be done now.

        Raises RequestKeyReused if the key was another request's, RequestInProgress if that is being answered.
        """
        now = self._clock()
        earlier = self._store.begin_request(sent, now, now - REMEMBERED, now - ABANDONED)
        if earlier is None:
            return None
        if not earlier.same:
            raise RequestKeyReused(
                "This key was sent with another request before",
                where="Idempotency-Key",
                remedy="Give each request a key of its own, such as a UUID.",
            )
        if earlier.answer is None:
            raise RequestInProgress("A request with this key is being answered", remedy="Wait a moment, then repeat.")
        return earlier.answer

    def end(self, sent: SentRequest, answer: bytes | None) -> None:
        """Remembers the answer; None forgets the request, so that it can be tried again."""
        self._store.end_request(sent.key, answer)
