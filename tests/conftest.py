"""Fixtures that all tests share: one real service over a SQLite file, with the real models, made once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from quoteservice.service import Service
from quoteservice.workflows.ingest import Ingested

SEED = Path(__file__).parent.parent / "seeds" / "000_144e62c6aa327b5b.txt"


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The defaults, over a store in a folder of its own."""
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
