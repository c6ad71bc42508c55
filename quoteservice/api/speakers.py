"""/v1/speakers: people, organisations and collectives, and what they said."""

from __future__ import annotations

from flask import Response, jsonify

from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.schemas.query import PageQuerySchema, SpeakersQuerySchema
from quoteservice.api.schemas.quote import QuotesSchema
from quoteservice.api.schemas.speaker import ProfileSchema, ResolutionSchema, SpeakersSchema
from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter
from quoteservice.domain.speaker import SpeakerProfile

blueprint = Blueprint(
    "speakers", __name__, url_prefix="/v1/speakers", description="Who is on record: names, aliases, roles over time."
)

# Which of the two shapes comes depends on `q`, so the route dumps it itself and this only documents them.
EITHER = {"oneOf": [SpeakersSchema, ResolutionSchema]}


@blueprint.at("")
@blueprint.takes(SpeakersQuerySchema, "query")
@blueprint.gives(200, EITHER, description="Without `q` one page in order of arrival; with `q` whom the name means.")
@blueprint.refuses(422, 503)
def speakers(query: tuple[str | None, PageRequest]) -> Response:
    """List the speakers, or resolve a name

    A name is resolved as verification does it: `resolved` only if exactly one speaker fits.
    """
    name, page = query
    if name is None:
        listed = service().speakers(page)
        return jsonify(SpeakersSchema().dump({"speakers": listed.items, "next": listed.next}))
    found = service().resolve(name)
    named = {"speakers": found.candidates[: page.limit], "resolution": found.status, "resolved": found.resolved}
    return jsonify(ResolutionSchema().dump(named))


@blueprint.at("/<speaker_id>")
@blueprint.gives(200, ProfileSchema, description="The speaker, with aliases and roles.")
@blueprint.refuses(404, 503)
def speaker(speaker_id: str) -> SpeakerProfile:
    """Look up one speaker"""
    return service().speaker(speaker_id)


@blueprint.at("/<speaker_id>/quotes")
@blueprint.takes(PageQuerySchema, "query")
@blueprint.gives(200, QuotesSchema, description="One page of the speaker's quotes, in order of arrival.")
@blueprint.refuses(404, 422, 503)
def speaker_quotes(page: PageRequest, speaker_id: str) -> Page[Quote]:
    """List what one speaker said"""
    known = service().speaker(speaker_id)
    return service().quotes(QuoteFilter(speaker_ids=(known.speaker.id,)), page)
