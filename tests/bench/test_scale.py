"""One record in two engines: the answers are the same; and what measures them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from quoteservice.bench.filling import fill
from quoteservice.bench.measure import CLIENTS, KINDS, questions
from quoteservice.bench.scale import Several
from quoteservice.bench.scale_report import page
from quoteservice.bootstrap import build, move_store
from quoteservice.config import Config
from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.verdict import Judgement
from quoteservice.embedding import open_encoder
from tests.postgres import PostgresServer

NUMBER = 100
ASKED = 5  # claims of each kind


def answers(config: Config) -> list[tuple[Judgement, Coverage]]:
    """What the service over a store says of claims of every kind."""
    claims = [Claim(**each) for kind in questions(NUMBER).values() for each in kind[:ASKED]]
    with closing(build(config, reader_at_once=False)) as service:
        return [(each.judgement, each.coverage) for each in service.verify_batch(claims)]


def test_answers_when_a_store_was_moved(postgres: PostgresServer, tmp_path: Path) -> None:
    """The service says the same of every claim on both engines, to the last figure."""
    postgres.execute("CREATE DATABASE measured")
    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    encoder = open_encoder(config.encoder, config.encoder_model, models=Path(config.models), threads=1)
    fill(tmp_path / "store.db", NUMBER, encoder)
    there = postgres.address("measured")
    move_store(config.store, there, lambda line: None)
    found = answers(config)
    assert {judgement.finding.value for judgement, _ in found} >= {"verbatim", "not_found"}
    assert answers(replace(config, store=there)) == found


class Named:
    """A server that only knows its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def connected(self) -> Any:
        return self.name


def test_connections_when_servers_share_the_questions() -> None:
    """Each new connection goes to the next server."""
    several = Several(Named("one"), Named("two"))
    assert [several.connected() for _ in range(4)] == ["one", "two", "one", "two"]


def test_page_when_there_are_figures() -> None:
    """Every question has its line with the ratio of both engines, and so has what two processes give."""
    fast, slow = ({"p50_ms": each, "p95_ms": 9.0, "per_second": 100.0} for each in (2.0, 3.0))
    shared = {"one": {"per_second": 4.0}, "two": {"per_second": 7.0}, "ratio": 1.75}
    told = page(
        {
            "quotes": 1_000,
            "questions": {
                "sqlite": {kind: {str(clients): fast for clients in CLIENTS} for kind in KINDS},
                "postgres": {kind: {str(clients): slow for clients in CLIENTS} for kind in KINDS},
            },
            "same_answers": dict.fromkeys(KINDS, 1.0),
            "processes": {"draft": shared, "paraphrase": shared},
            "bytes_per_quote": {"sqlite": 3_000, "postgres": 6_000, "index_of_vectors": 2_000, "index_of_words": 100},
            "resident_bytes": {"sqlite": 2**21, "postgres": None},
            "articles_per_second": {"sqlite": 2.0, "postgres": 1.9},
            "move_seconds": 80.0,
            "server": dict.fromkeys(
                ("postgresql", "pgvector", "shared_buffers", "fsync", "synchronous_commit"), "as set"
            ),
            "machine": {"cores": 2},
        }
    )  # fmt: skip
    assert told.count("| 1.50 | 2.0, 9.0 | 100.0 | 3.0, 9.0 | 100.0 |") == len(KINDS) * len(CLIENTS)
    assert told.count("| 4.0 | 7.0 | 1.75 |") == 2
    assert "| memory of a process of the service, MiB | 2 |  |" in told
    assert "exact 100%" in told
