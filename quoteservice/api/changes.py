"""GET /v1/changes: what came onto the record or was withdrawn since, so that clients can verify again."""

from __future__ import annotations

from typing import Any

from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.schemas.change import ChangesQuerySchema, RecordChangesSchema

blueprint = Blueprint("changes", __name__, url_prefix="/v1/changes", description="What became of the record.")


@blueprint.at("")
@blueprint.takes(ChangesQuerySchema, "query")
@blueprint.gives(200, RecordChangesSchema, description="The changes after that one, oldest first.")
@blueprint.refuses(422, 503)
def changes(query: dict[str, int]) -> dict[str, Any]:
    """Follow the record

    Keep `last` and send it as `since` the next time. An answer to a claim may be another one as soon as a quote was
    added or withdrawn; one that names the quote or the speaker most likely is.
    """
    since, limit = query["since"], query["limit"]
    found = service().changes(since, limit + 1)
    shown = found[:limit]
    return {"changes": shown, "last": shown[-1].sequence if shown else since, "more": len(found) > limit}
