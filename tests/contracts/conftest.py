"""Every implementation of a port, for the suites that hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteservice.ports import Store
from quoteservice.store.sqlite import SqliteStore
from tests.fakes import MemoryStore

STORES = ("sqlite", "postgres", "memory")


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made: Store
    if request.param == "postgres":
        made = request.getfixturevalue("postgres_store")
    elif request.param == "sqlite":
        made = SqliteStore(tmp_path / "store.db")
    else:
        made = MemoryStore()
    yield made
    made.close()
