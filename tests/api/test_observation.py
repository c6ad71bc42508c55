"""What is seen of a request from outside: its id, one line in the log, the metrics; never what was in it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from quoteservice.api.json_log import JsonLines, log_to_stderr
from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.service import Service

TEXT = "Seventeen zebras crossed the frozen lagoon before breakfast"
NAME = "Philippa Oystercatcher"


@pytest.fixture
def fresh(service: Service, config: Config) -> Flask:
    """An application of its own, so that its metrics start at nought."""
    return create_app(service, config)


def sample(client: FlaskClient, name: str, **labels: str) -> float:
    """The value of one sample of the metrics; nought if it is not there."""
    for family in text_string_to_metric_families(client.get("/metrics").text):
        for each in family.samples:
            if each.name == name and labels.items() <= each.labels.items():
                return each.value
    return 0.0


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """The records so far, as the lines that are written."""
    return [json.loads(JsonLines().format(record)) for record in caplog.records]


@pytest.mark.parametrize("asked", ["7f1c", "a" * 64, "01J9ZK3V8T.web-2_x", "4bf92f3577b34da6a3ce929d0e0e4736"])
def test_request_id_when_it_is_sane(client: FlaskClient, asked: str) -> None:
    """An id that a proxy gave is kept, so that one request has one id everywhere."""
    assert client.get("/healthz", headers={"X-Request-ID": asked}).headers["X-Request-ID"] == asked


@pytest.mark.parametrize("asked", ["", "a" * 65, "two words", "a;b", '{"forged": 1}', "é", "-", "a/b"])
def test_request_id_when_it_is_not(client: FlaskClient, asked: str) -> None:
    """An id that could forge or swell the log is replaced."""
    given = client.get("/healthz", headers={"X-Request-ID": asked}).headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", given)


def test_request_id_when_none_was_sent(client: FlaskClient) -> None:
    """Each request without an id gets one of its own, errors too."""
    ids = [client.get(path).headers["X-Request-ID"] for path in ("/healthz", "/healthz", "/v1/nowhere", "/")]
    assert len(set(ids)) == 4


def test_log_when_a_request_is_answered(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """One line: method, route as written in the code, status, milliseconds, request id."""
    with caplog.at_level(logging.INFO, "quoteservice"):
        client.get("/v1/quotes/some-id", headers={"X-Request-ID": "trace-1"})
    (line,) = lines(caplog)
    assert line["event"] == "request"
    assert line["method"] == "GET"
    assert line["route"] == "/v1/quotes/<quote_id>"
    assert line["status"] == 404
    assert line["request_id"] == "trace-1"
    assert isinstance(line["ms"], float)
    assert {"time", "level", "logger"} <= line.keys()


def test_log_when_a_probe_is_answered_as_before(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Probes come every few seconds and are told of when their answer changes, at the first of several failures."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    service = build(config, reader_at_once=False)
    client = create_app(service, config).test_client()
    with caplog.at_level(logging.INFO, "quoteservice"):
        for path in ("/healthz", "/readyz", "/readyz"):
            assert client.get(path).status_code == 200
        assert lines(caplog) == []
        service.close()
        for _ in range(3):
            assert client.get("/readyz").status_code == 503
        assert [(line["event"], line.get("status")) for line in lines(caplog)] == [("failure", None), ("request", 503)]
        client.get("/v1/quotes")
    assert [line["event"] for line in lines(caplog)][2:] == ["failure", "request"]


def test_log_when_texts_and_names_are_sent(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """No log of any logger at any level holds a claim, a name, a draft or a query, be it answered or refused."""
    words = [*TEXT.split(), *NAME.split()]
    with caplog.at_level(logging.DEBUG):
        client.post("/v1/verify", json={"text": TEXT, "speaker": NAME})
        client.post("/v1/verify", json={"text": TEXT, "speaker": NAME, "form": TEXT})
        client.post("/v1/verify", data=TEXT.encode(), content_type="application/json")
        client.post("/v1/verify/batch", json={"claims": [{"text": TEXT}]})
        client.post("/v1/check", json={"text": f"“{TEXT},” said {NAME}."})
        client.get("/v1/quotes", query_string={"q": TEXT, "speaker": NAME})
        client.get("/v1/speakers", query_string={"q": NAME})
        client.get(f"/v1/{TEXT}")
        client.get(f"/v1/quotes/{TEXT}")
        client.post("/", data={"text": TEXT, "speaker": NAME})
    written = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert written.count('"event": "request"') == 10
    assert not [word for word in words if word in written]


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root of all loggers, put back afterwards."""
    found = logging.getLogger()
    kept, level, ours = found.handlers[:], found.level, logging.getLogger("quoteservice").level
    yield found
    found.handlers[:] = kept
    found.setLevel(level)
    logging.getLogger("quoteservice").setLevel(ours)


def test_log_when_libraries_tell_a_debugger_what_they_read(
    root: logging.Logger, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the most talkative level our own records are written, and nothing that a library was given to read."""
    log_to_stderr("DEBUG")
    page = f"<html><body><article><p>“{TEXT},” said {NAME}.</p></article></body></html>"
    assert client.post("/v1/check", json={"html": page}).status_code == 200
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "request"
    assert len(root.handlers) == 1


def test_log_when_an_exception_is_logged() -> None:
    """Of an exception the line has the kind and the places, and not the message, which may hold what was sent."""
    try:
        raise ValueError(TEXT)
    except ValueError as error:
        record = logging.LogRecord("any", logging.ERROR, __file__, 1, "trouble", (), (type(error), error, None))
    line = JsonLines().format(record)
    assert TEXT not in line
    assert json.loads(line)["error"] == "ValueError"
    assert "\n" not in line


def test_metrics_when_requests_are_answered(fresh: Flask) -> None:
    """Requests are counted by method, route and status, and their seconds by method and route."""
    client = fresh.test_client()
    for _ in range(3):
        client.get("/v1/quotes/none")
    labels = {"method": "GET", "route": "/v1/quotes/<quote_id>"}
    assert sample(client, "quoteservice_requests_total", **labels, status="404") == 3
    assert sample(client, "quoteservice_request_seconds_count", **labels) == 3
    assert 0 < sample(client, "quoteservice_request_seconds_sum", **labels) < 60


def test_metrics_when_addresses_and_methods_are_made_up(fresh: Flask) -> None:
    """What no route and no standard method fits is counted under one name, so that nobody can swell the metrics."""
    client = fresh.test_client()
    for number in range(20):
        client.open(f"/made/up/{number}", method=f"BREW{number}")
    text = client.get("/metrics").text
    assert "made" not in text
    assert "BREW" not in text
    assert sample(client, "quoteservice_requests_total", method="OTHER", route="none", status="404") == 20


@pytest.mark.usefixtures("seed")
def test_metrics_when_claims_are_answered(fresh: Flask) -> None:
    """Verifications are counted by finding, whether asked one by one, in a batch, in a draft or on the page."""
    client = fresh.test_client()
    claim = {"text": TEXT, "speaker": "Dylan White"}
    counted = "quoteservice_verifications_total"
    assert sample(client, counted, finding="not_found") == 0
    client.post("/v1/verify", json=claim)
    client.post("/v1/verify/batch", json={"claims": [claim, claim]})
    client.post("/v1/check", json={"text": f"“{TEXT},” said Dylan White."})
    client.post("/", data={"text": TEXT, "speaker": "Dylan White"})
    assert sample(client, counted, finding="not_found") == 5
    assert sample(client, counted, finding="verbatim") == 0


def test_metrics_when_asked_for(client: FlaskClient) -> None:
    """The metrics are in the text format of Prometheus, with those of the process."""
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert sample(client, "process_resident_memory_bytes") > 0
