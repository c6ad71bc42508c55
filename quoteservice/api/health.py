"""/healthz, /readyz, /metrics: for those who run the service."""

from __future__ import annotations

from typing import Any

from flask import Response

from quoteservice.api.blueprint import KEYS, Blueprint
from quoteservice.api.context import service
from quoteservice.api.observation import METRICS_MEDIA_TYPE, exposition
from quoteservice.api.schemas.health import AliveSchema, ReadySchema

blueprint = Blueprint("health", __name__, description="For those who run the service.")


@blueprint.at("/healthz")
@blueprint.gives(200, AliveSchema, description="The process answers.")
@blueprint.refuses()
def healthz() -> dict[str, Any]:
    """Is it alive?

    The process answers; nothing else is looked at. A process that does not should be started again.
    """
    return {}


@blueprint.at("/readyz")
@blueprint.gives(200, ReadySchema, description="Store and model answer.")
@blueprint.refuses(503)
def readyz() -> dict[str, Any]:
    """Can it answer?

    The store was read and the model was run. One that is not ready should get no requests, and mends itself when the
    store is back; starting it again helps nobody.
    """
    return {"versions": service().ready()}


@blueprint.at("/metrics")
@blueprint.gives(
    200,
    {"type": "string"},
    content_type=METRICS_MEDIA_TYPE,
    description="Requests by route and status, seconds by route and by stage, findings, what is on record.",
)
@blueprint.refuses(*KEYS)
def metrics() -> Response:
    """Metrics for Prometheus"""
    return Response(exposition(), content_type=METRICS_MEDIA_TYPE)
