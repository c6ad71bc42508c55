"""make chaos and make soak: what they find when nothing is lost, and that they would say so if something were."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quoteservice.bench import chaos, soak
from quoteservice.bench.chaos import Acknowledged, Failed
from quoteservice.bootstrap import build, index_files, open_store
from quoteservice.config import Config
from quoteservice.domain.claim import Claim
from quoteservice.domain.quote import QuoteRecord


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A store with two quotes, one of them withdrawn, and an answer."""
    return Config(store=f"sqlite:///{tmp_path}/store.db")


@pytest.fixture
def done(config: Config) -> Acknowledged:
    service = build(config, reader_at_once=False)
    stays = service.record(QuoteRecord("The bridge will open in June.", "Robin Sample"))
    goes = service.record(QuoteRecord("The tunnel will open in July.", "Robin Sample"))
    service.withdraw(goes.id)
    answer = service.verify(Claim("The bridge will open in June.", "Robin Sample"))
    service.close()
    return Acknowledged({stays.id, goes.id}, {goes.id}, {goes.id}, {answer.id})


def test_check_when_nothing_is_lost(tmp_path: Path, config: Config, done: Acknowledged) -> None:
    """A sound store passes, and has an index afterwards."""
    chaos._check(tmp_path / "store.db", config, done)
    store = open_store(config.store)
    assert index_files(store).seal.exists()
    store.close()


LOSSES: dict[str, Callable[[Acknowledged], object]] = {
    "quote .* is lost": lambda done: done.quotes.add("q-gone"),
    "is back": lambda done: done.withdrawn.update(done.quotes),
    "answer .* is lost": lambda done: done.answers.add("v-gone"),
    "quote [0-9a-f]+ is lost": lambda done: done.asked_to_go.clear(),
}


@pytest.mark.parametrize("told", LOSSES)
def test_check_when_something_is_lost(tmp_path: Path, config: Config, done: Acknowledged, told: str) -> None:
    """Whatever was acknowledged and is not there is told."""
    LOSSES[told](done)
    with pytest.raises(Failed, match=told):
        chaos._check(tmp_path / "store.db", config, done)


def test_run_when_the_service_is_killed(tmp_path: Path) -> None:
    """After a kill under load everything acknowledged is on record."""
    done = chaos.run(tmp_path / "store.db", 1, random.Random(3))
    assert done.quotes >= done.withdrawn


def test_soak_when_it_lasts_seconds() -> None:
    """Eight clients get nothing but documented statuses, which are counted by route."""
    command = [sys.executable, "-m", "quoteservice.bench.soak", "--seconds", "3"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert "failed: [" not in run.stderr
    for route in ("POST /v1/verify 200", "POST /v1/quotes 201", "GET /v1/verifications/* 200"):
        assert route in run.stdout


def test_documented_statuses_when_read_from_a_document() -> None:
    """Parameters of a route stand for any id; what is no status is left out."""
    operation = {"responses": {"200": {}, "404": {}, "default": {}}}
    document = {"paths": {"/v1/quotes/{quote_id}": {"get": operation, "parameters": []}}}
    assert soak.documented_statuses(document) == {("GET", "/v1/quotes/*"): {200, 404}}
