"""Questions put to two servers in turn, so that whatever else the machine does hits both alike."""

from __future__ import annotations

import contextlib
import json
import math
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import cycle
from threading import Lock
from typing import Any, Protocol

PATH = "/v1/verify"
HEADERS = {"Content-Type": "application/json"}

# Turns of each server within one measurement: short enough to share what the machine does, long enough that the first
# request of a turn, with its cold caches, is one of many.
TURNS = 4

MILLISECONDS = 1_000


class Asked(Protocol):
    """A server, or several that share the questions."""

    def connected(self) -> HTTPConnection: ...


@dataclass
class Tally:
    """What came of the questions: milliseconds of each, seconds in all, and how often each answer was given."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def per_second(self) -> float:
        """Questions answered in a second."""
        return len(self.milliseconds) / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds within which that share, 0 to 1, of the questions was answered (nearest rank)."""
        ordered = sorted(self.milliseconds)
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


class Questions:
    """Bodies for a path in a fixed order, again from the first after the last; many threads may take them."""

    def __init__(self, claims: Sequence[Mapping[str, Any]], path: str = PATH) -> None:
        self.path = path
        self._bodies: Iterator[bytes] = cycle([json.dumps(claim).encode() for claim in claims])
        self._lock = Lock()

    def next(self) -> bytes:
        """The body that is due."""
        with self._lock:
            return next(self._bodies)


def measure(
    servers: Mapping[str, Asked],
    claims: Sequence[Mapping[str, Any]],
    clients: int,
    seconds: float,
    path: str = PATH,
) -> dict[str, Tally]:
    """Puts the same questions to each server for `seconds`, in TURNS turns, by that many clients at the same time."""
    tallies = {name: Tally() for name in servers}
    questions = {name: Questions(claims, path) for name in servers}
    for _ in range(TURNS):
        for name, server in servers.items():
            _turn(server, questions[name], clients, seconds / TURNS, tallies[name])
    return tallies


def _turn(server: Asked, questions: Questions, clients: int, seconds: float, tally: Tally) -> None:
    begun = time.perf_counter()
    end = begun + seconds
    with ThreadPoolExecutor(clients) as pool:
        for found in pool.map(lambda _: _ask_until(server, questions, end), range(clients)):
            for milliseconds, answer in found:
                tally.milliseconds.append(milliseconds)
                tally.answers[answer] += 1
    tally.seconds += time.perf_counter() - begun


def _ask_until(server: Asked, questions: Questions, end: float) -> list[tuple[float, str]]:
    """At least one question, so that a slow server is not left out."""
    found = []
    with contextlib.closing(server.connected()) as connection:
        while True:
            found.append(_ask(connection, questions.path, questions.next()))
            if time.perf_counter() >= end:
                return found


def _ask(connection: HTTPConnection, path: str, body: bytes) -> tuple[float, str]:
    begun = time.perf_counter()
    connection.request("POST", path, body, HEADERS)
    response = connection.getresponse()
    answer = response.read()
    milliseconds = (time.perf_counter() - begun) * MILLISECONDS
    if response.status != 200:
        raise RuntimeError(f"A question was answered with status {response.status}.")
    found = json.loads(answer)
    return milliseconds, str(found.get("finding") or found.get("verdict") or "checked")


def ingest(server: Asked, texts: Sequence[str], seconds: float) -> tuple[int, float]:
    """Articles read and kept, one after the other, until the seconds are over or all are; and the seconds taken."""
    begun = time.perf_counter()
    done = 0
    with contextlib.closing(server.connected()) as connection:
        for text in texts:
            connection.request("POST", "/v1/articles", json.dumps({"text": text}).encode(), HEADERS)
            response = connection.getresponse()
            response.read()
            if response.status != 201:
                raise RuntimeError(f"An article was answered with status {response.status}.")
            done += 1
            if time.perf_counter() - begun >= seconds:
                break
    return done, time.perf_counter() - begun
