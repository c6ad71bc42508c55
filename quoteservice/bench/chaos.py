"""python -m quoteservice.bench.chaos: kills the service while it is written to, many times, and counts what is lost.

1. The service is started; several clients record quotes, verify and withdraw, and note what was acknowledged.
2. At a random moment the service, and a build of its index that may run beside it, are killed with SIGKILL.
3. Without any repair the store is opened: everything that was acknowledged must be there, and the index, with files and
   without, must agree with the store. Then it all begins again on the same store.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import numpy as np

from quoteservice.bench import servers
from quoteservice.bench.invented import InventedQuote, quotes
from quoteservice.bench.servers import Server
from quoteservice.bootstrap import build_index, index_files
from quoteservice.config import Config
from quoteservice.index.base import opened
from quoteservice.index.flat import FlatIndex
from quoteservice.index.tiered import TieredIndex
from quoteservice.ports import SimilarityIndex
from quoteservice.store.sqlite import SqliteStore

KILLS = 20
WRITERS = 3
SEED = 11
# Seconds of load before a kill, at most.
LONGEST_LOAD = 3.0
# Of the quotes that a writer recorded, every so many is withdrawn again.
WITHDRAWN_EACH = 5
MOST_QUOTES = 100_000
HEADERS = {"Content-Type": "application/json"}
NEAREST = 3


@dataclass
class Acknowledged:
    """Ids of what the service said was done; `asked_to_go` are withdrawals that it may have done unsaid."""

    quotes: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    asked_to_go: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)


class Failed(Exception):
    """Something that was acknowledged is lost, or the index does not agree with the store."""


def main() -> int:
    """Kills as often as was asked; 0 if nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m quoteservice.bench.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, metavar="N", help=f"how often (default: {KILLS})")
    parser.add_argument("--seed", type=int, default=SEED, help="what the moments are drawn by")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder) / "store.db", chosen.kills, random.Random(chosen.seed))
    print(
        f"{chosen.kills} kills: {len(done.quotes)} quotes, {len(done.withdrawn)} withdrawals and {len(done.answers)} "
        "answers were acknowledged; all are there, and the index agrees with the store."
    )
    return 0


def run(store: Path, kills: int, chance: random.Random) -> Acknowledged:
    """What was acknowledged over all kills; raises Failed at the first loss."""
    done = Acknowledged()
    said = quotes(MOST_QUOTES, seed=SEED)
    config = Config.from_environment(os.environ, store=f"sqlite:///{store}")
    for number in range(kills):
        _load_and_kill(store, config, said, chance.uniform(0.05, LONGEST_LOAD), done)
        _check(store, config, done)
        print(f"kill {number + 1}: {len(done.quotes)} quotes, {len(done.answers)} answers", flush=True)
    return done


def _load_and_kill(
    store: Path, config: Config, said: Iterator[InventedQuote], seconds: float, done: Acknowledged
) -> None:
    with servers.service(store, config) as server:
        mine = [[next(said) for _ in range(MOST_QUOTES // 1000)] for _ in range(WRITERS)]
        command = [sys.executable, "-m", "quoteservice", "index", "--store", config.store]
        builder = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with ThreadPoolExecutor(WRITERS) as pool:
            writers = [pool.submit(_write, server, each, done) for each in mine]
            time.sleep(seconds)
            for process in (*servers.tree(server.process.pid), builder.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
        builder.wait()
        for writer in writers:
            writer.result()


def _write(server: Server, said: list[InventedQuote], done: Acknowledged) -> None:
    """Records, verifies and withdraws until nobody answers any more."""
    with contextlib.closing(server.connected()) as connection, contextlib.suppress(OSError, HTTPException):
        for number, quote in enumerate(said):
            claim = {"text": quote.text, "speaker": quote.speaker.name}
            quote_id = _answered(connection, "POST", "/v1/quotes", claim, 201)["id"]
            done.quotes.add(quote_id)
            done.answers.add(_answered(connection, "POST", "/v1/verify", claim, 200)["id"])
            if number % WITHDRAWN_EACH == 0:
                done.asked_to_go.add(quote_id)
                _answered(connection, "DELETE", f"/v1/quotes/{quote_id}", None, 204)
                done.withdrawn.add(quote_id)


def _answered(connection: HTTPConnection, method: str, path: str, body: Any, expected: int) -> dict[str, Any]:
    connection.request(method, path, json.dumps(body).encode() if body else None, HEADERS)
    response = connection.getresponse()
    content = response.read()
    if response.status != expected:
        raise Failed(f"{method} {path} was answered with {response.status}: {content[:200]!r}")
    found: dict[str, Any] = json.loads(content) if content else {}
    return found


def _check(path: Path, config: Config, done: Acknowledged) -> None:
    store = SqliteStore(path)
    try:
        for id_ in done.quotes:
            quote = store.quote(id_)
            if quote is None or (quote.withdrawn and id_ not in done.asked_to_go):
                raise Failed(f"quote {id_} is lost")
            if id_ in done.withdrawn and not quote.withdrawn:
                raise Failed(f"quote {id_} was withdrawn and is back")
        for id_ in done.answers:
            if store.verification(id_) is None:
                raise Failed(f"answer {id_} is lost")
        _check_index(store, config)
    finally:
        store.close()


def _check_index(store: SqliteStore, config: Config) -> None:
    """The quotes of the index are those of the store, each found by its own vector, with the files and without."""
    live = {change.quote_id: change.vectors for change in store.vector_changes(0)}
    vectors = {id_: each for id_, each in live.items() if each is not None}
    if not vectors:
        return
    dimension = next(iter(vectors.values())).shape[1]
    files = index_files(store)
    # What the killed build left, if it is sound; then what a new one makes of it.
    encoder = store.present_encoder()
    indexes: list[SimilarityIndex] = [
        FlatIndex(store, dimension),
        TieredIndex(store, dimension, files, lambda: None, 1, encoder),
    ]
    build_index(config)
    if opened(files, store, dimension, encoder) is None:
        raise Failed("the index cannot be built any more")
    indexes.append(TieredIndex(store, dimension, files, lambda: None, 1, encoder))
    queries = np.stack([each[0] for each in vectors.values()])
    for index in indexes:
        for id_, hits in zip(vectors, index.nearest(queries, NEAREST), strict=True):
            known = index.vectors(id_)
            if known is None or not hits or hits[0].similarity < 1 - 1e-3:
                raise Failed(f"quote {id_} is not in the index")
            if any(hit.quote_id not in vectors for hit in hits):
                raise Failed("the index has a quote that is not on record")


if __name__ == "__main__":
    sys.exit(main())
