"""What was worked out before, good for as long as the record is as it was."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

from quoteservice.domain.claim import Coverage
from quoteservice.domain.verdict import Judgement

Question = TypeVar("Question", bound=Hashable)
Found = TypeVar("Found")

Answer = tuple[Judgement, Coverage]

# Answers in memory; one with five pieces of evidence takes about 20 kB, so 40 MB at the very most.
MOST_REMEMBERED = 2_048


class Remembered(Generic[Question, Found]):
    """The answers to the questions asked last, all of one revision of the record; safe for many threads.

    Whoever wrote since, in this process or another, has made a new revision, and then nothing is remembered.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """At most `most` answers; 0 remembers none."""
        self._most = most
        self._revision = 0
        self._answers: OrderedDict[Question, Found] = OrderedDict()
        self._lock = Lock()

    def recall(self, asked: Question, revision: int) -> Found | None:
        """The answer to an equal question at that revision; None if there is none."""
        with self._lock:
            if revision != self._revision or asked not in self._answers:
                return None
            self._answers.move_to_end(asked)
            return self._answers[asked]

    def remember(self, asked: Question, revision: int, answer: Found) -> None:
        """Remembers an answer that was worked out at that revision, forgetting all of earlier ones."""
        with self._lock:
            if revision < self._revision or not self._most:
                return
            if revision > self._revision:
                self._answers.clear()
                self._revision = revision
            self._answers[asked] = answer
            self._answers.move_to_end(asked)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
