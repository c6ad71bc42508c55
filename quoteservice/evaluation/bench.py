"""How fast the service is on this machine: start, memory, and the time of each kind of question over HTTP.

1. The seeds are read into a new store.
2. A server is started on it as a process of its own.
3. Each question is asked again and again over one connection, then by several at the same time.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

SPEAKER = "Dylan White"
PATH = "/v1/verify"

# One question of each kind that takes another way through the service, on the seed article.
CLAIMS = {
    "exact words": {"text": "The safety of our personnel in Iraq is paramount", "speaker": SPEAKER},
    "a word altered": {"text": "The safety of our personnel in Iraq is not paramount", "speaker": SPEAKER},
    "other words": {"text": "Nothing matters more than keeping our people in Iraq safe.", "speaker": SPEAKER},
    "not on record": {"text": "The harvest was the best that the valley had seen for years.", "speaker": SPEAKER},
}

# Questions of each kind asked one after the other; first ones that warm the caches up are not counted.
ROUNDS = 50
WARM_UP = 3

# Askers at the same time, and questions of each of them.
ASKERS = 8
QUESTIONS = 25

# Seconds after which a server that does not answer has failed.
PATIENCE = 120

POLL_SECONDS = 0.02
KIBIBYTES_PER_MEBIBYTE = 1024
MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of question."""

    question: str
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Bench:
    """Seconds to read the seeds and to start, resident MiB, milliseconds a question, and questions a second."""

    seeds_seconds: float
    start_seconds: float
    resident_mebibytes: float
    timings: tuple[Timing, ...]
    per_second: float


def bench(index: Path, *, rounds: int = ROUNDS) -> Bench:
    """Measures a server on a new store that holds the articles of `index`."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QUOTESERVICE_STORE": f"sqlite:///{folder}/bench.db"}
        begun = time.perf_counter()
        command = [sys.executable, "-m", "quoteservice", "ingest", "--index", str(index)]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        seeds_seconds = time.perf_counter() - begun
        with _server(environment) as (process, port):
            begun = time.perf_counter()
            _wait_until_ready(process, port)
            start_seconds = time.perf_counter() - begun
            timings = tuple(_time(port, question, claim, rounds) for question, claim in CLAIMS.items())
            per_second = _crowd(port)
            return Bench(seeds_seconds, start_seconds, _resident(process.pid), timings, per_second)


@contextlib.contextmanager
def _server(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "quoteservice", "serve", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process, port
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), _connected(port) as connection:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        time.sleep(POLL_SECONDS)
    raise RuntimeError("The server did not start; run `quoteservice serve` to see why.")


def _connected(port: int) -> contextlib.closing[HTTPConnection]:
    return contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE))


def _ask(connection: HTTPConnection, claim: dict[str, str]) -> float:
    begun = time.perf_counter()
    connection.request("POST", PATH, json.dumps(claim), {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise RuntimeError(f"A question was answered with status {response.status}.")
    return (time.perf_counter() - begun) * MILLISECONDS


def _time(port: int, question: str, claim: dict[str, str], rounds: int) -> Timing:
    with _connected(port) as connection:
        times = sorted([_ask(connection, claim) for _ in range(WARM_UP + rounds)][WARM_UP:])
    return Timing(question, statistics.median(times), times[int(len(times) * 0.95)])


def _crowd(port: int) -> float:
    def ask_all(_: int) -> None:
        with _connected(port) as connection:
            for number in range(QUESTIONS):
                _ask(connection, list(CLAIMS.values())[number % len(CLAIMS)])

    begun = time.perf_counter()
    with ThreadPoolExecutor(ASKERS) as askers:
        list(askers.map(ask_all, range(ASKERS)))
    return ASKERS * QUESTIONS / (time.perf_counter() - begun)


def _resident(master: int) -> float:
    """MiB that the server's process and its workers hold, what they share counted once (as Linux tells it)."""
    tree = [master, *(int(each) for each in Path(f"/proc/{master}/task/{master}/children").read_text().split())]
    lines = (line for each in tree for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines())
    kibibytes = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kibibytes / KIBIBYTES_PER_MEBIBYTE


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures of this machine; 0."""
    parser = argparse.ArgumentParser(prog="python -m quoteservice.evaluation.bench", description="Measures the speed.")
    parser.add_argument("--index", type=Path, default=Path("seeds/index.json"), help="articles that are read first")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="times that each question is asked")
    chosen = parser.parse_args(arguments)
    found = bench(chosen.index, rounds=chosen.rounds)
    print(f"seeds read     {found.seeds_seconds:8.1f} s, models loaded included")
    print(f"server ready   {found.start_seconds:8.1f} s")
    print(f"memory         {found.resident_mebibytes:8.0f} MiB")
    for each in found.timings:
        print(f"{each.question:<14} {each.p50:8.1f} ms p50 {each.p95:8.1f} ms p95")
    print(f"{ASKERS} at a time     {found.per_second:8.1f} questions a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
