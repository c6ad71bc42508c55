"""/v1/speakers: people, organisations and collectives, and what they said."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from flask import Response, jsonify

from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.examples import MERGE, SPLIT
from quoteservice.api.schemas.query import DayQuerySchema, QuotesPageQuerySchema, SpeakersQuerySchema
from quoteservice.api.schemas.quote import QuotesSchema
from quoteservice.api.schemas.speaker import (
    MergeSchema,
    ProfileSchema,
    ResolutionSchema,
    SpeakerHistorySchema,
    SpeakerOnSchema,
    SpeakersSchema,
    SplitSchema,
    SplitSpeakersSchema,
)
from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter
from quoteservice.domain.speaker import SpeakerChange, SpeakerProfile
from quoteservice.service import SplitOrder, SplitSpeakers

blueprint = Blueprint(
    "speakers", __name__, url_prefix="/v1/speakers", description="Who is on record: names, aliases, roles over time."
)

# Which of the two shapes comes depends on `q`, so the route dumps it itself and this only documents them.
EITHER = {"oneOf": [SpeakersSchema, ResolutionSchema]}


@blueprint.at("")
@blueprint.takes(SpeakersQuerySchema, "query")
@blueprint.gives(200, EITHER, description="Without `q` one page in order of arrival; with `q` whom the name means.")
@blueprint.refuses(422, 503)
def speakers(query: tuple[str | None, date | None, PageRequest]) -> Response:
    """List the speakers, or resolve a name

    A name is resolved as verification does it: `resolved` only if exactly one speaker fits. An office ("the defence
    minister") means who held it on the day `on`, or last.
    """
    name, on, page = query
    if name is None:
        listed = service().speakers(page)
        return jsonify(SpeakersSchema().dump({"speakers": listed.items, "next": listed.next}))
    found = service().resolve(name, on)
    named = {"speakers": found.candidates[: page.limit], "resolution": found.status, "resolved": found.resolved}
    return jsonify(ResolutionSchema().dump(named))


@blueprint.at("/<speaker_id>")
@blueprint.takes(DayQuerySchema, "query")
@blueprint.gives(200, SpeakerOnSchema, description="The speaker, with aliases and roles.")
@blueprint.refuses(404, 422, 503)
def speaker(query: dict[str, date], speaker_id: str) -> SpeakerProfile | dict[str, Any]:
    """Look up one speaker

    With `on` also the title that the speaker held on that day, as far as it was printed. The id of a speaker who was
    merged into another one leads to that one.
    """
    profile = service().speaker(speaker_id)
    if "on" not in query:
        return profile
    known = {each.name: getattr(profile, each.name) for each in fields(profile)}
    return {**known, "on": query["on"], "role_on": service().role_on(speaker_id, query["on"])}


@blueprint.at("/<speaker_id>/merge", "POST")
@blueprint.takes(MergeSchema, example=MERGE)
@blueprint.gives(200, ProfileSchema, description="The speaker, with all of the other.")
@blueprint.refuses(400, 404, 413, 415, 422, 503, 507)
def merge_speakers(order: dict[str, str], speaker_id: str) -> SpeakerProfile:
    """Say that two speakers are one

    The other counts as this one from now on, in every answer; its id still leads here. A split undoes it. Merging what
    is one already changes nothing.
    """
    return service().merge_speakers(speaker_id, order["other"])


@blueprint.at("/<speaker_id>/split", "POST")
@blueprint.takes(SplitSchema, example=SPLIT)
@blueprint.gives(200, SplitSpeakersSchema, description="Who stayed and who left.")
@blueprint.refuses(400, 404, 413, 415, 422, 503, 507)
def split_speaker(order: SplitOrder, speaker_id: str) -> SplitSpeakers:
    """Say that some names or quotes are somebody else's

    Somebody who was merged in leaves under the id of old, with what was read under that name since; names and quotes
    that were never anybody else's go to a new speaker. A merge undoes it.
    """
    return service().split_speaker(speaker_id, order)


@blueprint.at("/<speaker_id>/history")
@blueprint.gives(200, SpeakerHistorySchema, description="The merges and splits, oldest first.")
@blueprint.refuses(404, 503)
def speaker_history(speaker_id: str) -> dict[str, tuple[SpeakerChange, ...]]:
    """List what was merged and split by hand"""
    return {"history": service().speaker_history(speaker_id)}


@blueprint.at("/<speaker_id>/quotes")
@blueprint.takes(QuotesPageQuerySchema, "query")
@blueprint.gives(200, QuotesSchema, description="One page of the speaker's quotes, in the order of `sort`.")
@blueprint.refuses(404, 422, 503)
def speaker_quotes(page: PageRequest, speaker_id: str) -> Page[Quote]:
    """List what one speaker said"""
    known = service().speaker(speaker_id)
    return service().quotes(QuoteFilter(speaker_ids=(known.speaker.id,)), page)
