"""What is seen of each request from outside: its id, one line in the log, the metrics; never what was in it."""

from __future__ import annotations

import logging
import re
import time
import uuid
from dataclasses import dataclass
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

from quoteservice.api.json_log import trail
from quoteservice.domain.verdict import Finding, Verification

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

log = logging.getLogger("quoteservice.request")


@dataclass(frozen=True, slots=True)
class Metrics:
    """The counters of one application."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram
    verifications: Counter


def observe(app: Flask) -> None:
    """Gives every request of `app` an id, a line in the log, and its place in the metrics."""
    app.extensions[EXTENSION] = _metrics()
    app.before_request(_begin)
    app.after_request(_end)


def answered(verification: Verification) -> Verification:
    """The same verification, counted by its finding when the request is over."""
    g.setdefault("findings", []).append(verification.judgement.finding)
    return verification


def exposition() -> bytes:
    """The metrics in the text format of Prometheus."""
    return generate_latest(cast(Metrics, current_app.extensions[EXTENSION]).registry)


def failed(error: Exception) -> None:
    """Logs where an unexpected error came from; its message is left out, because it may hold what was sent."""
    fields = {"request_id": g.get("request_id", ""), **trail(error)}
    log.error("failure", extra={"fields": fields})


def _metrics() -> Metrics:
    # When each counter was made would double the metrics and tell nothing.
    disable_created_metrics()  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=registry)
    labels = ("method", "route")
    verifications = Counter(
        "quoteservice_verifications", "Claims answered, by finding.", ("finding",), registry=registry
    )
    for finding in Finding:
        verifications.labels(finding.value)
    return Metrics(
        registry=registry,
        requests=Counter("quoteservice_requests", "Requests answered.", (*labels, "status"), registry=registry),
        seconds=Histogram(
            "quoteservice_request_seconds", "Time to answer.", labels, buckets=SECONDS, registry=registry
        ),
        verifications=verifications,
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
    for finding in g.get("findings", ()):
        metrics.verifications.labels(finding.value).inc()
    response.headers[REQUEST_ID_HEADER] = g.request_id
    fields = {
        "request_id": g.request_id,
        "method": method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    log.info("request", extra={"fields": fields})
    return response
