"""python -m quoteservice.bench.scale: one record in SQLite and in PostgreSQL, and two processes beside one.

1. A store of invented quotes is filled, or taken from an earlier run, and moved to the database, which must be empty.
2. The service over each store answers the same questions, in turns.
3. One process and two on the database are sent the same drafts, and the same claims, in turns.
4. What both take of memory and disk is read; then articles are ingested, since that changes the stores.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, nullcontext
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from quoteservice import __version__
from quoteservice.bench import load, scale_report, servers
from quoteservice.bench.filling import SEED
from quoteservice.bench.invented import quotes, unrecorded
from quoteservice.bench.measure import KINDS, SERVICE, asked, copied, figures_of, filled, ingested, questions, rounded
from quoteservice.bench.servers import Server
from quoteservice.bootstrap import move_store, open_postgres
from quoteservice.config import Config

SQLITE, POSTGRES = "sqlite", "postgres"
ONE, TWO = "one", "two"
QUOTES = 100_000
SECONDS = 4.0

# Questions of each kind that are put to both stores one by one, to see whether the answers are the same.
COMPARED = 40
# What an answer has of its own time and place.
OWN_FIELDS = {"id", "checked_at"}

# So many clients ask one process or two: enough to keep two busy, few enough that none waits long for another.
CLIENTS_OF_PROCESSES = 4
# Measured for so many times the seconds of a question: a draft takes long, and the ratio is of interest, not the waits.
TURNS_OF_PROCESSES = 3
# Drafts that are sent to be checked: long, with few quotations, so that reading them is the work and the database has
# little to do. None of it is on record.
DRAFTS = 24
SENTENCES = 60
DRAFT_SEED = SEED + 2

# What the server is, and what the record takes there; searches read all over the two indexes.
SERVER = """SELECT current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'vector'),
                   current_setting('shared_buffers'), current_setting('fsync'), current_setting('synchronous_commit')"""
SIZES = """SELECT pg_database_size(current_database()), pg_relation_size('quote_words_words'),
                  (SELECT sum(pg_relation_size(indexrelid)) FROM pg_stat_user_indexes
                   WHERE indexrelname LIKE 'vectors_near_%')"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured, and where; `stores` keeps the filled SQLite store for later runs."""

    database: str
    quotes: int
    seconds: float
    stores: Path


class Several:
    """Servers that share the questions: each new connection goes to the next one, as behind a balancer."""

    def __init__(self, *each: load.Asked) -> None:
        self._turn: Iterator[load.Asked] = cycle(each)

    def connected(self) -> HTTPConnection:
        """A new connection to whichever is next."""
        return next(self._turn).connected()


def main() -> int:
    """Measures, prints and writes; 0."""
    parser = argparse.ArgumentParser(
        prog="python -m quoteservice.bench.scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--database", required=True, metavar="ADDRESS", help="an empty database: postgresql://…")
    parser.add_argument("--quotes", type=int, default=QUOTES, metavar="N", help=f"in the store (default: {QUOTES})")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="S", help="of each measurement")
    parser.add_argument("--stores", type=Path, metavar="FOLDER", help="keep the filled store here, for the next run")
    parser.add_argument("--results", type=Path, metavar="FILE", help="write FILE.json and FILE.md")
    chosen = parser.parse_args()
    with nullcontext(chosen.stores) if chosen.stores else tempfile.TemporaryDirectory() as folder:
        plan = Plan(chosen.database, chosen.quotes, chosen.seconds, Path(folder).resolve())
        results = run(plan, Config.from_environment(os.environ))
    print(scale_report.page(results))
    if chosen.results:
        scale_report.write(results, chosen.results)
    return 0


def run(plan: Plan, config: Config) -> dict[str, Any]:
    """The figures, ready for JSON; milliseconds, seconds and bytes as their names say."""
    folder = plan.stores / f"quotes-{plan.quotes}"
    disk = filled(folder, plan.quotes, config)
    with copied(folder) as copy, ExitStack() as stack:
        begun = time.perf_counter()
        move_store(f"sqlite:///{copy / 'store.db'}", plan.database, lambda line: print(line, file=sys.stderr))
        figures: dict[str, Any] = {
            "settings": {"seconds_each": plan.seconds, "encoder_threads": config.encoder_threads},
            "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
            "quotes": plan.quotes,
            "move_seconds": rounded(time.perf_counter() - begun),
            "service": __version__,
            "server": _server(plan.database),
            "bytes_per_quote": {
                name: rounded(size / plan.quotes)
                for name, size in ({SQLITE: disk[SERVICE]} | _sizes(plan.database)).items()
            },
        }
        running = {
            SQLITE: stack.enter_context(servers.service(copy / "store.db", config)),
            POSTGRES: stack.enter_context(servers.service_at(plan.database, config)),
        }
        claims = questions(plan.quotes)
        figures["same_answers"] = {kind: _same(running, claims[kind][-COMPARED:]) for kind in KINDS}
        figures["questions"] = asked(running, claims, plan.seconds)
        figures["resident_bytes"] = {name: server.resident_bytes() for name, server in running.items()}
        # The process on SQLite takes no processor while nobody asks it.
        second = stack.enter_context(servers.service_at(plan.database, config))
        processes: dict[str, load.Asked] = {ONE: running[POSTGRES], TWO: Several(running[POSTGRES], second)}
        figures["processes"] = _shared(processes, claims["paraphrase"], plan.seconds)
        figures["articles_per_second"] = {name: ingested(server, plan.seconds) for name, server in running.items()}
    return figures


def _server(address: str) -> dict[str, str]:
    names = ("postgresql", "pgvector", "shared_buffers", "fsync", "synchronous_commit")
    return dict(zip(names, _row(address, SERVER), strict=True))


def _sizes(address: str) -> dict[str, int]:
    return dict(zip((POSTGRES, "index_of_words", "index_of_vectors"), map(int, _row(address, SIZES)), strict=True))


def _row(address: str, query: str) -> Sequence[Any]:
    with closing(open_postgres(address)) as store, store.moving_out() as there:
        return next(there.rows(query))


def _same(running: Mapping[str, Server], claims: Sequence[Mapping[str, str]]) -> float:
    """The share of claims to which both give the same answer, to the last character."""
    answers = {name: [_answer(server, claim) for claim in claims] for name, server in running.items()}
    pairs = zip(answers[SQLITE], answers[POSTGRES], strict=True)
    return rounded(sum(one == other for one, other in pairs) / len(claims))


def _answer(server: Server, claim: Mapping[str, str]) -> dict[str, Any]:
    with closing(server.connected()) as connection:
        connection.request("POST", load.PATH, json.dumps(claim).encode(), load.HEADERS)
        found: dict[str, Any] = json.loads(connection.getresponse().read())
    return {name: value for name, value in found.items() if name not in OWN_FIELDS}


def _shared(
    processes: Mapping[str, load.Asked], claims: Sequence[Mapping[str, str]], seconds: float
) -> dict[str, dict[str, Any]]:
    """What one process and two answer: drafts, whose reading keeps a process busy with itself, and claims."""
    found: dict[str, dict[str, Any]] = {}
    for kind, bodies, path in (("draft", list(_drafts()), "/v1/check"), ("paraphrase", claims, load.PATH)):
        # The first draft waits for the parser, which a process loads while it answers claims.
        load.measure(processes, bodies, CLIENTS_OF_PROCESSES, 0, path)
        tallies = load.measure(processes, bodies, CLIENTS_OF_PROCESSES, seconds * TURNS_OF_PROCESSES, path)
        found[kind] = {name: figures_of(tally) for name, tally in tallies.items()}
        found[kind]["ratio"] = rounded(found[kind][TWO]["per_second"] / found[kind][ONE]["per_second"])
    return found


def _drafts() -> Iterator[dict[str, str]]:
    said = quotes(DRAFTS, seed=DRAFT_SEED)
    told = unrecorded(DRAFTS * SENTENCES, seed=DRAFT_SEED)
    for quote in said:
        printed = f"“{quote.text},” said {quote.speaker.name}, the {quote.speaker.role}."
        yield {"text": "\n\n".join([printed, *islice(told, SENTENCES)])}


if __name__ == "__main__":
    sys.exit(main())
