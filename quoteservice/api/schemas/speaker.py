"""Speakers as JSON."""

from __future__ import annotations

from marshmallow import fields

from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.domain.speaker import ResolutionStatus, SpeakerKind


class SpeakerSchema(AnswerSchema):
    """A speaker where only the name matters."""

    id = fields.String(required=True, metadata={"description": "The speaker's id."})
    name = fields.String(
        required=True, metadata={"description": "The fullest form on record.", "examples": ["Dylan White"]}
    )


class KindSpeakerSchema(SpeakerSchema):
    """A speaker, and whether it is a person."""

    kind = fields.Enum(
        SpeakerKind,
        by_value=fields.String,
        required=True,
        metadata={
            "description": '`anonymous` is a description ("a senior officer"), never merged with a named person.'
        },
    )


class RoleSchema(AnswerSchema):
    """A title, as one source printed it."""

    title = fields.String(
        required=True, metadata={"description": "The title as printed.", "examples": ["acting NATO spokesman"]}
    )
    organisation = fields.String(
        required=True, allow_none=True, metadata={"description": "The part of the title that names an organisation."}
    )
    on = fields.Date(required=True, allow_none=True, metadata={"description": "The day that the source was published."})
    source_id = fields.String(required=True, allow_none=True, metadata={"description": "Which source printed it."})


class ProfileSchema(AnswerSchema):
    """All that is known of a speaker."""

    id = fields.String(attribute="speaker.id", required=True, metadata={"description": "The speaker's id."})
    name = fields.String(
        attribute="speaker.name",
        required=True,
        metadata={"description": "The fullest form on record.", "examples": ["Dylan White"]},
    )
    kind = fields.Enum(
        SpeakerKind,
        by_value=fields.String,
        attribute="speaker.kind",
        required=True,
        metadata={"description": "What it is."},
    )
    aliases = fields.List(
        fields.String(), required=True, metadata={"description": "Every form in which the name was printed."}
    )
    roles = fields.List(
        fields.Nested(RoleSchema), required=True, metadata={"description": "Titles as printed, oldest first."}
    )
    quotes = fields.Integer(required=True, metadata={"description": "How many statements are on record.", "minimum": 0})


class SpeakersSchema(AnswerSchema):
    """One page of speakers."""

    speakers = fields.List(fields.Nested(ProfileSchema), required=True, metadata={"description": "The speakers."})
    next = fields.String(
        required=True, allow_none=True, metadata={"description": "The cursor of the next page; null at the end."}
    )


class ResolutionSchema(AnswerSchema):
    """Whom a name means."""

    speakers = fields.List(
        fields.Nested(ProfileSchema), required=True, metadata={"description": "All whom it may mean, best match first."}
    )
    resolution = fields.Enum(
        ResolutionStatus,
        by_value=fields.String,
        required=True,
        metadata={"description": "`resolved` only if exactly one speaker fits; verification uses the same resolution."},
    )
    resolved = fields.Nested(
        ProfileSchema, required=True, allow_none=True, metadata={"description": "The one whom it means."}
    )
