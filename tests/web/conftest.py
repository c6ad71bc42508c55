"""The pages over the real service, with the seed article on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from quoteservice.service import Service
from quoteservice.workflows.ingest import Ingested

SEED = Path(__file__).parents[2] / "seeds" / "000_144e62c6aa327b5b.txt"
DAY = date(2020, 1, 4)


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The defaults, over a store of the pages' own."""
    return Config(store=f"sqlite:///{tmp_path_factory.mktemp('web')}/quoteservice.db")


@pytest.fixture(scope="session")
def service(config: Config) -> Iterator[Service]:
    """A service of the pages' own: what other doors' tests add would change the lists."""
    made = build(config)
    yield made
    made.close()


@pytest.fixture(scope="session")
def seed(service: Service) -> Ingested:
    """The seed article, on record here."""
    return service.ingest(Document(text=SEED.read_text(encoding="utf-8"), publisher="CBC News", published_on=DAY))


@pytest.fixture(scope="session")
def app(service: Service, config: Config, seed: Ingested) -> Flask:
    """The application, with something on record."""
    return create_app(service, config)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Something like a browser, that sends nothing of its own."""
    return app.test_client()


@pytest.fixture
def apart(config: Config, tmp_path: Path) -> Iterator[tuple[Service, FlaskClient]]:
    """A service with nothing on record, and a client of it."""
    own = Config(store=f"sqlite:///{tmp_path}/apart.db", models=config.models)
    made = build(own)
    yield made, create_app(made, own).test_client()
    made.close()
