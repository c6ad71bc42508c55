"""Answers that were worked out before, good for as long as the record is as it was."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.verdict import Judgement

Answer = tuple[Judgement, Coverage]

# Answers in memory; one with five pieces of evidence takes about 20 kB, so 40 MB at the very most.
MOST_REMEMBERED = 2_048


class Remembered:
    """The answers to the claims asked last, all of one revision of the record; safe for many threads.

    Whoever wrote since, in this process or another, has made a new revision, and then nothing is remembered.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """At most `most` answers; 0 remembers none."""
        self._most = most
        self._revision = 0
        self._answers: OrderedDict[Claim, Answer] = OrderedDict()
        self._lock = Lock()

    def recall(self, claim: Claim, revision: int) -> Answer | None:
        """The answer to an equal claim at that revision; None if there is none."""
        with self._lock:
            if revision != self._revision or claim not in self._answers:
                return None
            self._answers.move_to_end(claim)
            return self._answers[claim]

    def remember(self, claim: Claim, revision: int, answer: Answer) -> None:
        """Remembers an answer that was worked out at that revision, forgetting all of earlier ones."""
        with self._lock:
            if revision < self._revision or not self._most:
                return
            if revision > self._revision:
                self._answers.clear()
                self._revision = revision
            self._answers[claim] = answer
            self._answers.move_to_end(claim)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
