"""What an operator looks at: the dashboard asks for metrics that there are."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quoteservice.api.access import OPENABLE, open_scopes
from quoteservice.api.json_log import TextLines
from quoteservice.app import create_app
from quoteservice.cli import main
from quoteservice.config import Config
from quoteservice.domain.claim import Claim
from quoteservice.domain.quote import PageRequest, QuoteFilter, QuoteRecord
from quoteservice.domain.verdict import Finding
from quoteservice.service import Service
from quoteservice.store.sqlite import SqliteStore

DASHBOARD = Path(__file__).parent.parent / "operations" / "grafana.json"
NOW = datetime(2020, 1, 6, tzinfo=UTC)


def client_of(service: Service, config: Config) -> FlaskClient:
    """Somebody who asks an application of its own."""
    return create_app(service, config).test_client()


def test_dashboard_when_compared_with_the_metrics(service: Service, config: Config) -> None:
    """Every metric and label that a panel asks for is exposed, and every metric of ours stands in some panel."""
    client = client_of(service, config)
    client.post("/v1/verify", json={"text": "The ferry sails at noon on Sundays"})
    exposed = client.get("/metrics").text
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    asked = " ".join(target["expr"] for panel in panels for target in panel["targets"])
    for name in set(re.findall(r"(?:quoteservice|process)_\w+", asked)):
        assert re.search(rf"^{name}(\{{| )", exposed, re.MULTILINE), name
    for target in (target for panel in panels for target in panel["targets"]):
        for label in re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]):
            assert f'{label}="' in exposed
    ours = set(re.findall(r"^# TYPE (quoteservice_\w+)", exposed, re.MULTILINE))
    assert {name for name in ours if name not in asked} == set()


def test_metrics_when_claims_are_answered(service: Service, config: Config) -> None:
    """Each stage of an answer is measured, what is on record is counted, and what answers is named."""
    client = client_of(service, config)
    # A claim of its own: one that was asked before is answered from memory, without these stages.
    client.post("/v1/verify", json={"text": "The ferry to the outer island sails at dusk on Mondays"})
    exposed = client.get("/metrics").text
    for stage in ("prepare", "gather", "words", "search", "weigh", "judge", "keep"):
        assert re.search(rf'quoteservice_stage_seconds_count{{stage="{stage}"}} [1-9]', exposed)
    assert f"quoteservice_store_quotes {float(service.coverage().quotes)}" in exposed
    assert f'rules="{service.versions.rules}"' in exposed
    assert "quoteservice_store_up 1.0" in exposed


def test_metrics_when_the_store_is_gone(tmp_path: Path) -> None:
    """The metrics are still there, and say that the store is not."""
    from quoteservice.bootstrap import build

    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    service = build(config, reader_at_once=False)
    client = client_of(service, config)
    service.close()
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert "quoteservice_store_up 0.0" in answer.text
    assert "quoteservice_store_quotes" not in answer.text


def test_backup_when_made_at_a_terminal(service: Service, config: Config, tmp_path: Path) -> None:
    """A copy of a running service's store, put back elsewhere, lists the same quotes."""
    from quoteservice.bootstrap import build

    copy = tmp_path / "copy.db"
    assert main(["backup", str(copy), "--store", config.store]) == 0
    assert main(["backup", str(copy), "--store", config.store]) == 2
    other = Config(store=f"sqlite:///{tmp_path}/other.db")
    assert main(["restore", str(copy), "--store", other.store]) == 0
    assert main(["restore", str(copy), "--store", other.store]) == 2
    made = build(other, reader_at_once=False)
    assert made.coverage() == service.coverage()
    made.close()
    assert main(["backup", str(copy), "--store", "postgresql://db/quotes"]) == 4


def test_log_when_it_is_for_people() -> None:
    """The text form has time, level, event and fields on one line, whatever is in them."""
    import logging

    record = logging.LogRecord("quoteservice", logging.INFO, __file__, 1, "request", (), None)
    record.fields = {"status": 200, "route": "/v1/\nverify"}
    line = TextLines().format(record)
    assert re.fullmatch(r'\S+ INFO request status=200 route="/v1/\\nverify"', line)


def test_image_when_its_settings_are_read() -> None:
    """The image and compose open what the page on Docker says that they open, and nothing more."""
    root = DASHBOARD.parent.parent
    image = re.findall(r'QUOTESERVICE_OPEN="([^"]+)"', (root / "Dockerfile").read_text(encoding="utf-8"))
    assert len(image) == 1
    for name, published in (("compose.yaml", "127.0.0.1:8000:8000"), ("compose.scale.yaml", "127.0.0.1:8000:8080")):
        text = (root / name).read_text(encoding="utf-8")
        compose = re.findall(r"QUOTESERVICE_OPEN: (.+)", text)
        assert len(compose) == 1
        for setting in (*image, *compose):
            assert open_scopes(Config(host="0.0.0.0", open=setting)) == OPENABLE
        assert re.findall(r"ports:\n(?: +#.*\n)* +- (.+)", text) == [f'"{published}"']


def test_settings_when_compose_files_name_them() -> None:
    """Every setting that a compose file gives is one that the service has: a misspelt one would do nothing."""
    root = DASHBOARD.parent.parent
    for name in ("compose.yaml", "compose.scale.yaml"):
        text = (root / name).read_text(encoding="utf-8")
        given = dict(re.findall(r'(QUOTESERVICE_\w+): "?([^"\n]+)"?\n', text))
        assert given
        Config.from_environment(given)


def test_constraints_when_pip_reads_them() -> None:
    """Every line of the constraints pins one package."""
    lines = (DASHBOARD.parent.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+]+", line)] == []


def test_reembed_when_another_encoder_filled_the_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A store whose vectors are of an unknown encoder answers in its own words at once, is ready, and is renewed."""
    from quoteservice.bootstrap import build

    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    text = "The ferry to the outer island sails at noon."
    with closing(build(config, reader_at_once=False)) as service:
        quote = service.record(QuoteRecord(text, "Mara Roe"))
        with closing(sqlite3.connect(tmp_path / "store.db")) as store, store:
            store.execute("UPDATE vectors SET encoder = 0")
    with closing(build(config, reader_at_once=False)) as service:
        client = client_of(service, config)
        assert "quoteservice_quotes_to_renew 1.0" in client.get("/metrics").text
        assert client.get("/readyz").status_code == 200
        assert service.verify(Claim(text, "Mara Roe")).judgement.finding is Finding.VERBATIM
        assert [each.id for each in service.quotes(QuoteFilter(), PageRequest(), q="boat trips").items] == []
        assert main(["reembed", "--store", config.store]) == 0
        assert capsys.readouterr().out == "Renewed 1 quotes.\n"
        assert "quoteservice_quotes_to_renew 0.0" in client.get("/metrics").text
        found = service.quotes(QuoteFilter(), PageRequest(), q="A boat leaves for that isle at midday")
        assert [each.id for each in found.items] == [quote.id]
    assert main(["reembed", "--store", config.store]) == 0
    assert capsys.readouterr().out == "Nothing is to be renewed.\n"


def test_reembed_when_a_service_of_another_encoder_starts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with what is the matter, instead of waiting for what nobody will do."""
    from quoteservice.bootstrap import build

    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    with closing(build(config, reader_at_once=False)) as service:
        service.record(QuoteRecord("The ferry to the outer island sails at noon.", "Mara Roe"))
        own = service.versions.encoder
    with closing(SqliteStore(tmp_path / "store.db")) as store:
        with closing(sqlite3.connect(tmp_path / "store.db")) as raw, raw:
            raw.execute("UPDATE vectors SET encoder = 0")
        # Another process renews for the same encoder, so that the command waits.
        store.choose_encoder(own)
        assert store.lease_renewal(own, "another process", NOW, NOW + timedelta(days=36_500))
        store.choose_encoder("earlier")

        def start_a_service() -> None:
            while store.present_encoder() != own:
                time.sleep(0.05)
            store.choose_encoder("later")

        service_starts = threading.Thread(target=start_a_service)
        service_starts.start()
        assert main(["reembed", "--store", config.store]) == 4
        service_starts.join()
    assert "renewed with later now" in capsys.readouterr().err
