"""One run: stores are filled, all servers are started, and each kind of question is put to them side by side.

1. Stores of each size are filled, or taken from an earlier run.
2. The servers are started in turn, several times; the last start of each stays.
3. Every kind of question is asked of all, by one client and by several.
4. Memory is read, then articles are ingested, since that changes the store.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from quoteservice import __version__
from quoteservice.bench import baseline, floor, load, recall, servers
from quoteservice.bench.filling import MOST_ENCODED, SEED, fill
from quoteservice.bench.invented import InventedQuote, articles, quotes, unrecorded
from quoteservice.bench.servers import Server
from quoteservice.bootstrap import build_index
from quoteservice.config import Config
from quoteservice.embedding import open_encoder
from quoteservice.index.tiered import LEAST_QUOTES
from quoteservice.ports import Encoder
from quoteservice.progress import watched

SERVICE, BASELINE, STRONGER = "service", "baseline", "baseline_onnx"
# What the baselines encode with.
BACKENDS = {BASELINE: "sentence-transformers", STRONGER: "onnx"}
KINDS = ("again", "exact", "edited", "paraphrase", "not_found")
CLIENTS = (1, 4, 16)

# Different questions of a kind: more than either server answers in a measurement, so that none is met twice.
MOST_QUESTIONS = 4_000
# Starts of each server; the median is given.
STARTS = 3
# Questions that were asked before, with nothing written since.
AGAIN = KINDS[0]
# Articles that are ready to be ingested, and what they are drawn by: none of them is in a store.
MOST_ARTICLES = 200
OTHER_SEED = SEED + 1

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes of the stores in quotes, seconds of each measurement, and the folder that keeps stores for later runs."""

    quotes: tuple[int, ...]
    seconds: float
    stores: Path


def run(plan: Plan, config: Config) -> dict[str, Any]:
    """The figures, ready for JSON; milliseconds, seconds and bytes as their names say."""
    return {
        "settings": {
            "baseline_threshold": baseline.THRESHOLD,
            "clients": list(CLIENTS),
            "encoder_threads": config.encoder_threads,
            "seconds_each": plan.seconds,
            "threads": config.threads,
            "vectors_encoded_up_to": MOST_ENCODED,
        },
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
        "versions": {"service": __version__},
        "stores": {str(number): _store(number, plan, config) for number in plan.quotes},
    }


def questions(number: int) -> dict[str, list[dict[str, str]]]:
    """Claims of each kind about a store of `number` quotes, at most MOST_QUESTIONS of each."""
    asked = list(spread(number))
    names = [quote.speaker.name for quote in asked]
    invented = unrecorded(len(asked), seed=OTHER_SEED)
    texts = {
        # As many as a warm-up asks, so that each of them was asked before.
        "again": [quote.text for quote in asked[: load.TURNS]],
        "exact": [quote.text for quote in asked],
        "edited": [quote.edited for quote in asked],
        "paraphrase": [quote.paraphrase for quote in asked],
        "not_found": list(invented),
    }
    return {
        kind: [{"text": text, "speaker": name} for text, name in zip(texts[kind], names, strict=False)]
        for kind in KINDS
    }


def spread(number: int) -> Iterator[InventedQuote]:
    """Quotes from all over the store, of those whose vectors are the encoder's."""
    known = min(number, MOST_ENCODED)
    step = max(1, known // MOST_QUESTIONS)
    return islice(quotes(number, seed=SEED), 0, known, step)


def _store(number: int, plan: Plan, config: Config) -> dict[str, Any]:
    folder = plan.stores / f"quotes-{number}"
    disk = filled(folder, number, config)
    encoder = _encoder(config)
    with ExitStack() as stack:
        # A copy, because answers and articles are written to it.
        copy = stack.enter_context(copied(folder))
        asked_of = list(spread(number))
        recalled = recall.found(copy / "store.db", asked_of, encoder)
        fastest = floor.floor([each.paraphrase for each in asked_of[: floor.TIMES]], encoder, copy)
        openers: dict[str, Callable[[], AbstractContextManager[Server]]] = {
            SERVICE: partial(servers.service, copy / "store.db", config),
            **{name: partial(servers.baseline, copy / "baseline", config, each) for name, each in BACKENDS.items()},
        }
        starts: dict[str, list[float]] = {name: [] for name in openers}
        for _ in range(STARTS - 1):
            for name, opener in openers.items():
                with opener() as server:
                    starts[name].append(server.start_seconds)
        running = {name: stack.enter_context(opener()) for name, opener in openers.items()}
        for name, server in running.items():
            starts[name].append(server.start_seconds)
        answered = asked(running, questions(number), plan.seconds)
        figures: dict[str, Any] = {
            name: {
                "start_seconds": rounded(statistics.median(starts[name])),
                "resident_bytes": server.resident_bytes(),
                "disk_bytes_per_quote": rounded(disk[SERVICE if name == SERVICE else BASELINE] / number),
                "questions": answered[name],
            }
            for name, server in running.items()
        }
        figures[SERVICE]["text_bytes_per_quote"] = rounded(disk["text"] / number)
        figures["recall"], figures["floor"] = recalled, fastest
        figures[SERVICE]["ingest_articles_per_second"] = ingested(running[SERVICE], plan.seconds)
        return figures | {"ratios": _ratios(figures, BASELINE), "ratios_onnx": _ratios(figures, STRONGER)}


def filled(folder: Path, number: int, config: Config) -> dict[str, int]:
    """Bytes on disk of the service's store and the baseline's files, and of the texts; filled unless it was before."""
    sizes = folder / "text-bytes"
    if not sizes.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        filled = fill(folder / "store.db", number, _encoder(config))
        baseline.export(folder / "store.db", folder / "baseline")
        if number >= LEAST_QUOTES:
            build_index(replace(config, store=f"sqlite:///{folder / 'store.db'}"))
        # Written last: a run that was interrupted leaves a store that is filled anew.
        sizes.write_text(str(filled.text_bytes))
    return {
        SERVICE: sum(each.stat().st_size for each in folder.glob("store.db*")),
        BASELINE: sum(each.stat().st_size for each in (folder / "baseline").iterdir()),
        "text": int(sizes.read_text()),
    }


def _encoder(config: Config) -> Encoder:
    return open_encoder(
        config.encoder, config.encoder_model, models=Path(config.models), threads=config.encoder_threads
    )


@contextlib.contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """A copy of a folder beside it, removed at the end."""
    copy = folder.with_name(f"{folder.name}-in-use-{os.getpid()}")
    shutil.rmtree(copy, ignore_errors=True)
    try:
        yield Path(shutil.copytree(folder, copy))
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def asked(
    running: Mapping[str, Server], claims: Mapping[str, list[dict[str, str]]], seconds: float
) -> dict[str, dict[str, Any]]:
    """For each server, kind of question and number of clients, what came of questions put to them in turns."""
    found: dict[str, dict[str, Any]] = {name: {} for name in running}
    for kind, clients in watched([(kind, clients) for kind in KINDS for clients in CLIENTS], "rounds of questions"):
        these = claims[kind]
        load.measure(running, these[-load.TURNS :], 1, 0)
        # More clients go on where fewer have stopped, or a store would answer what it was asked before.
        size = len(these) // len(CLIENTS)
        part = these[size * CLIENTS.index(clients) :][:size] if kind != AGAIN else these
        for name, tally in load.measure(running, part or these, clients, seconds).items():
            found[name].setdefault(kind, {})[str(clients)] = figures_of(tally)
    return found


def figures_of(tally: load.Tally) -> dict[str, Any]:
    """What came of a measurement."""
    return {
        "answered": len(tally.milliseconds),
        "answers": dict(sorted(tally.answers.items())),
        "per_second": rounded(tally.per_second),
        "p50_ms": rounded(tally.percentile(0.50)),
        "p95_ms": rounded(tally.percentile(0.95)),
        "p99_ms": rounded(tally.percentile(0.99)),
    }


def ingested(server: Server, seconds: float) -> float:
    """Articles that a server reads and keeps in a second, one after the other."""
    texts = [each.text for each in articles(quotes(MOST_ARTICLES * 8, seed=OTHER_SEED), seed=OTHER_SEED)]
    # The first article waits for the parser, which the server loads while it answers claims.
    load.ingest(server, texts[:1], 0)
    done, taken = load.ingest(server, texts[1:], seconds)
    return rounded(done / taken)


def _ratios(figures: Mapping[str, Any], name: str) -> dict[str, dict[str, float]]:
    """Questions per second of the service to those of a baseline, by kind and clients."""
    ours, theirs = figures[SERVICE]["questions"], figures[name]["questions"]
    return {
        kind: {
            clients: rounded(ours[kind][clients]["per_second"] / theirs[kind][clients]["per_second"])
            for clients in ours[kind]
        }
        for kind in ours
    }


def rounded(value: float) -> float:
    """A figure as it is written."""
    return round(value, DECIMALS)
