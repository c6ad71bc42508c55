"""Fixtures that all tests share, each made once: a real service over a SQLite file, a real PostgreSQL server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from quoteservice.service import Service
from quoteservice.store.postgres import PostgresStore
from quoteservice.workflows.ingest import Ingested
from tests.postgres import PostgresServer, running_server

SEED = Path(__file__).parent.parent / "seeds" / "000_144e62c6aa327b5b.txt"

# Files that take longest: they are begun first, so that where several processes share the tests none is left with one
# at the end.
LONGEST = (
    "workflows/test_retrieve.py",
    "evaluation/test_floors.py",
    "test_server.py",
    "test_examples.py",
    "bench/test_bench.py",
    "embedding/test_export.py",
    "bulk/test_run.py",
    "test_scale.py",
)

# Every table but those of one row: the version of the store, its revision, and the total of the vocabulary, which
# counts nothing then.
EMPTY = """DO $$ BEGIN
    EXECUTE (SELECT 'TRUNCATE ' || string_agg(format('%I', tablename), ', ') || ' RESTART IDENTITY' FROM pg_tables
             WHERE schemaname = 'public' AND tablename NOT IN ('store_version', 'revision', 'vocabulary_total'));
    UPDATE vocabulary_total SET documents = 0, words = 0;
END $$"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/api --engine postgres`: the same tests of the HTTP API, over the other store."""
    parser.addoption("--engine", choices=["sqlite", "postgres"], default="sqlite", help="store of the shared service")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first; the others stay as they were found."""
    places = {Path(__file__).parent / file: place for place, file in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says why tests were skipped, each reason once: where no browser or no PostgreSQL server runs there are many."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason, number in Counter(report.longrepr[2] for report in skipped).items():
        terminalreporter.write_line(f"{number} skipped: {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session")
def config(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The defaults, over a store of its own."""
    if request.config.getoption("--engine") == "postgres":
        return Config(store=request.getfixturevalue("postgres").address())
    return Config(store=f"sqlite:///{tmp_path_factory.mktemp('store')}/quoteservice.db")


@pytest.fixture(scope="session")
def service(config: Config) -> Iterator[Service]:
    """The service as it is served; what one test adds, the next one finds."""
    made = build(config)
    yield made
    made.close()


@pytest.fixture(scope="session")
def seed(service: Service) -> Ingested:
    """The seed article, on record."""
    text = SEED.read_text(encoding="utf-8")
    return service.ingest(Document(text=text, publisher="CBC News", published_on=date(2020, 1, 4)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server, running; its database `postgres` is the tests' own."""
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_address(postgres: PostgresServer) -> str:
    """A database that is as good as new: without tables it takes 0.2 s to make, with empty ones 0.02 s to clear."""
    PostgresStore(postgres.address()).close()
    postgres.execute(EMPTY)
    return postgres.address()


@pytest.fixture
def postgres_store(postgres_address: str) -> PostgresStore:
    """An empty store in PostgreSQL; whoever asks for it closes it."""
    return PostgresStore(postgres_address)
