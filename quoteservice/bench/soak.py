"""python -m quoteservice.bench.soak: eight clients write and read at once for minutes; statuses and memory are watched.

An answer with a status that the OpenAPI document does not have for its route, any 5xx, and memory that still grows in
the second half of the time are failures.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from quoteservice.bench import servers
from quoteservice.bench.invented import InventedQuote, articles, quotes
from quoteservice.bench.servers import Server
from quoteservice.config import Config

SECONDS = 120.0
WRITERS, READERS = 4, 4
SEED = 23
PREPARED = 4_000
HEADERS = {"Content-Type": "application/json"}
SAMPLES = 20
# Growth of memory in the second half that is told from noise: caches of bounded size have filled by then.
MOST_GROWTH = 0.15
MEBIBYTE = 2**20
IDS = re.compile(r"[0-9a-f]{32}")

Step = Callable[["Client", random.Random], None]


class Client:
    """One connection; counts what it was answered with, by route."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        self.statuses: Counter[tuple[str, str, int]] = Counter()
        self.recorded: list[str] = []
        self.answers: list[str] = []

    def ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """What was answered, {} if it was no success."""
        self._connection.request(method, path, json.dumps(body).encode() if body else None, HEADERS)
        response = self._connection.getresponse()
        content = response.read()
        self.statuses[(method, path.partition("?")[0], response.status)] += 1
        found: dict[str, Any] = json.loads(content) if content and response.status < 300 else {}
        return found


def main() -> int:
    """0 if every status was a documented one and memory did not grow."""
    parser = argparse.ArgumentParser(prog="python -m quoteservice.bench.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="S", help=f"how long (default: {SECONDS:g})")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = Config.from_environment(os.environ)
        with servers.service(Path(folder) / "store.db", config) as server:
            statuses, memory = run(server, chosen.seconds)
            with contextlib.closing(server.connected()) as connection:
                documented = documented_statuses(Client(connection).ask("GET", "/openapi.json"))
    wrong = sorted(each for each in statuses if each[2] >= 500 or each[2] not in documented.get(each[:2], {200}))
    middle, last = memory[len(memory) // 2], memory[-1]
    growth = (last - middle) / middle if middle else 0.0
    for (method, route, status), times in sorted(statuses.items()):
        print(f"{times:7} {method} {route} {status}")
    print(f"memory, MiB: {', '.join(f'{each / MEBIBYTE:.0f}' for each in memory)}; second half {growth:+.1%}")
    if wrong or growth > MOST_GROWTH:
        print(f"failed: {wrong or 'memory grows'}", file=sys.stderr)
        return 1
    return 0


def run(server: Server, seconds: float) -> tuple[Counter[tuple[str, str, int]], list[int]]:
    """How often each route was answered with each status, and the memory at SAMPLES moments, in bytes."""
    end = time.monotonic() + seconds
    said = list(quotes(PREPARED, seed=SEED))
    texts = [each.text for each in articles(said, seed=SEED)]
    jobs = [
        *((_writing(said, texts), each) for each in range(WRITERS)),
        *((_reading(said), each) for each in range(READERS)),
    ]
    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(_until, server, end, step, SEED + number) for number, (step, _) in enumerate(jobs)]
        memory = []
        for _ in range(SAMPLES):
            time.sleep(max(0.0, min(seconds / SAMPLES, end - time.monotonic())))
            memory.append(server.resident_bytes() or 0)
        return sum((each.result() for each in running), Counter()), memory


def documented_statuses(document: Mapping[str, Any]) -> dict[tuple[str, str], set[int]]:
    """By method and route, the statuses that the OpenAPI document has."""
    return {
        (method.upper(), re.sub(r"\{[a-z_]+\}", "*", route)): {
            int(status) for status in operation["responses"] if status.isdigit()
        }
        for route, operations in document["paths"].items()
        for method, operation in operations.items()
        if isinstance(operation, dict) and "responses" in operation
    }


def _until(server: Server, end: float, step: Step, seed: int) -> Counter[tuple[str, str, int]]:
    chance = random.Random(seed)
    with contextlib.closing(server.connected()) as connection:
        client = Client(connection)
        while time.monotonic() < end:
            step(client, chance)
    found: Counter[tuple[str, str, int]] = Counter()
    for (method, path, status), times in client.statuses.items():
        found[(method, IDS.sub("*", path), status)] += times
    return found


def _writing(said: list[InventedQuote], texts: list[str]) -> Step:
    def step(client: Client, chance: random.Random) -> None:
        quote = chance.choice(said)
        if chance.random() < 0.2:
            client.ask("POST", "/v1/articles", {"text": chance.choice(texts)})
        elif chance.random() < 0.2 and client.recorded:
            client.ask("DELETE", f"/v1/quotes/{client.recorded.pop()}")
        elif made := client.ask("POST", "/v1/quotes", {"text": quote.text, "speaker": quote.speaker.name}):
            client.recorded.append(made["id"])

    return step


def _reading(said: list[InventedQuote]) -> Step:
    def step(client: Client, chance: random.Random) -> None:
        quote = chance.choice(said)
        text = chance.choice([quote.text, quote.edited, quote.paraphrase])
        answer = client.ask("POST", "/v1/verify", {"text": text, "speaker": quote.speaker.name})
        client.ask("GET", f"/v1/verifications/{answer.get('id', 'none')}")
        client.ask("GET", "/v1/quotes?limit=20")
        client.ask("GET", f"/v1/speakers?q={quote.speaker.name.replace(' ', '+')}")

    return step


if __name__ == "__main__":
    sys.exit(main())
