"""What is seen of each request from outside: its id, one line in the log, the metrics; never what was in it."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from http import HTTPStatus
from typing import cast

from flask import Flask, Response, current_app, g, request
from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from quoteservice.api.json_log import trail
from quoteservice.api.shared import Shared
from quoteservice.domain.access import Key
from quoteservice.domain.claim import Claim
from quoteservice.domain.draft import CheckedDraft
from quoteservice.domain.job import JobState, Queue
from quoteservice.domain.quote import Document
from quoteservice.domain.verdict import Finding, Verification
from quoteservice.errors import Unavailable
from quoteservice.service import Run, Service, answers_of

EXTENSION = "quoteservice.metrics"
METRICS_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REQUEST_ID_HEADER = "X-Request-ID"

# What a proxy's ids look like (UUIDs, hex, ULIDs, W3C trace ids); anything else could forge or swell the log.
SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

# Route of a request that no route fits; a path in a label would let anybody grow the metrics without end.
NO_ROUTE = "none"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

# Upper bounds in seconds: an exact hit takes milliseconds, a long article seconds.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

# A stage is a part of that.
STAGE_SECONDS = (0.0005, 0.001, *SECONDS[:9])

# Asked every few seconds by whatever runs the service: a line for each would bury all others.
PROBES = frozenset({"/healthz", "/readyz"})

log = logging.getLogger("quoteservice.request")


@dataclass(frozen=True, slots=True)
class Metrics:
    """The counters of one application, and the registry of what is told of them."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram
    verifications: Counter
    stages: Histogram
    # How each probe was answered last; what is not there yet was answered well.
    probed: dict[str, int] = field(default_factory=dict)


class Record(Collector):
    """What is on record and what answers, looked up when somebody asks for the metrics."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        """The versions, and the size of the store; without a size, and `quoteservice_store_up` 0, if it is gone."""
        versions = self._service.versions
        named = GaugeMetricFamily(
            "quoteservice_versions", "What answers; always 1.", labels=[each.name for each in fields(versions)]
        )
        named.add_metric([getattr(versions, each.name) for each in fields(versions)], 1)
        yield named
        try:
            found, queue = self._service.coverage(), self._service.queue()
            left = self._service.left_to_renew()
        except Unavailable:
            yield GaugeMetricFamily("quoteservice_store_up", "1 if the store answers.", 0)
            return
        yield GaugeMetricFamily("quoteservice_store_up", "1 if the store answers.", 1)
        yield GaugeMetricFamily("quoteservice_store_quotes", "Quotes on record that are evidence.", found.quotes)
        yield GaugeMetricFamily("quoteservice_store_sources", "Sources that they stand in.", found.sources)
        yield GaugeMetricFamily(
            "quoteservice_quotes_to_renew", "Quotes that meaning does not find until their vectors are renewed.", left
        )
        yield from _of_queue(queue)


def _of_queue(queue: Queue) -> Iterator[Metric]:
    jobs = GaugeMetricFamily("quoteservice_jobs", "Jobs that wait, and that are being done.", labels=["state"])
    jobs.add_metric([JobState.QUEUED.value], queue.queued)
    jobs.add_metric([JobState.RUNNING.value], queue.running)
    yield jobs
    waits = (datetime.now(UTC) - queue.oldest).total_seconds() if queue.oldest else 0.0
    yield GaugeMetricFamily("quoteservice_job_wait_seconds", "How long the first job in the queue has waited.", waits)


class CountedService(Service):
    """A service that counts its answers by their finding, whichever door asked."""

    def __init__(self, service: Service, answers: Counter) -> None:
        super().__init__(**{part.name: getattr(service, part.name) for part in fields(service)})
        # Past the lock of the frozen class: this is the one thing that counting adds.
        object.__setattr__(self, "_counter", answers)

    def verify_batch(self, claims: Sequence[Claim], *, key: Key | None = None) -> tuple[Verification, ...]:
        """The answers to several claims, or to one, each counted."""
        return self._counted(super().verify_batch(claims, key=key))

    def check(self, draft: Document) -> CheckedDraft:
        """The checked draft, with the answer to each statement counted."""
        checked = super().check(draft)
        self._counted(tuple(statement.verification for statement in checked.statements))
        return checked

    def run_job(self, runner: str, stopping: Callable[[], bool]) -> Run | None:
        """The job that was done, with the answers that it gave counted."""
        run = super().run_job(runner, stopping)
        if run is not None and run.outcome is not None:
            self._counted(answers_of(run.outcome))
        return run

    def _counted(self, verifications: tuple[Verification, ...]) -> tuple[Verification, ...]:
        answers: Counter = self._counter  # type: ignore[attr-defined]
        for verification in verifications:
            answers.labels(verification.judgement.finding.value).inc()
        return verifications


def observe(app: Flask, service: Service, shared: Shared | None = None) -> Service:
    """Gives every request of `app` an id, a line in the log and its place in the metrics; the service, counted.

    With `shared` the metrics are those of all processes together, without what only one of them has: its memory.
    """
    metrics = _metrics(shared)
    app.extensions[EXTENSION] = metrics
    app.before_request(_begin)
    app.after_request(_end)
    service.stages.listen(lambda stage, seconds: metrics.stages.labels(stage).observe(seconds))
    metrics.registry.register(Record(service))
    return CountedService(service, metrics.verifications)


def exposition() -> bytes:
    """The metrics in the text format of Prometheus."""
    return generate_latest(cast(Metrics, current_app.extensions[EXTENSION]).registry)


def failed(error: Exception) -> None:
    """Logs where an unexpected error came from; its message is left out, because it may hold what was sent.

    Of probes that fail one after the other only the first is an error in the log.
    """
    level = logging.DEBUG if _last_probed(HTTPStatus.OK) >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.ERROR
    log.log(level, "failure", extra={"fields": {"request_id": g.get("request_id", ""), **trail(error)}})


def _metrics(shared: Shared | None) -> Metrics:
    # When each counter was made would double the metrics and tell nothing.
    disable_created_metrics()  # type: ignore[no-untyped-call]
    registry = told = CollectorRegistry()
    if shared:
        shared.count_together()
        told = CollectorRegistry()
        MultiProcessCollector(told, path=str(shared.metrics))  # type: ignore[no-untyped-call]
    else:
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)
    labels = ("method", "route")
    verifications = Counter(
        "quoteservice_verifications", "Claims answered, by finding.", ("finding",), registry=registry
    )
    for finding in Finding:
        verifications.labels(finding.value)
    return Metrics(
        registry=told,
        requests=Counter("quoteservice_requests", "Requests answered.", (*labels, "status"), registry=registry),
        seconds=Histogram(
            "quoteservice_request_seconds", "Time to answer.", labels, buckets=SECONDS, registry=registry
        ),
        verifications=verifications,
        stages=Histogram(
            "quoteservice_stage_seconds",
            "Time of each stage of answering: prepare, gather, judge, keep.",
            ("stage",),
            buckets=STAGE_SECONDS,
            registry=registry,
        ),
    )


def _begin() -> None:
    g.started = time.perf_counter()
    asked = request.headers.get(REQUEST_ID_HEADER, "")
    g.request_id = asked if SANE_REQUEST_ID.fullmatch(asked) else uuid.uuid4().hex


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.started
    route = request.url_rule.rule if request.url_rule else NO_ROUTE
    method = request.method if request.method in METHODS else "OTHER"
    metrics = cast(Metrics, current_app.extensions[EXTENSION])
    metrics.requests.labels(method, route, str(response.status_code)).inc()
    metrics.seconds.labels(method, route).observe(seconds)
    response.headers[REQUEST_ID_HEADER] = g.request_id
    seen = {
        "request_id": g.request_id,
        "method": method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    level = logging.INFO
    if route in PROBES:
        level = logging.DEBUG if response.status_code == _last_probed(HTTPStatus.OK) else logging.INFO
        metrics.probed[route] = response.status_code
    log.log(level, "request", extra={"fields": seen})
    return response


def _last_probed(otherwise: int) -> int:
    """The status that this probe had the last time; `otherwise` at its first, and for all that is no probe."""
    route = request.url_rule.rule if request.url_rule else NO_ROUTE
    return cast(Metrics, current_app.extensions[EXTENSION]).probed.get(route, otherwise)
