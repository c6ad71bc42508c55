"""Speakers as JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from quoteservice.api.fields import LONGEST_PARAMETER, Text
from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.config import Config
from quoteservice.domain.speaker import ResolutionStatus, SpeakerAction, SpeakerKind
from quoteservice.service import SplitOrder

# Names or quotes that leave in one order: more than any speaker is seen to have of names.
MOST_SPLIT = 1_000


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
    merged = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Ids of speakers that were merged into this one by hand; they still lead here."},
    )


class SpeakerOnSchema(ProfileSchema):
    """All that is known of a speaker; with `on` also the title that was held on that day."""

    on = fields.Date(metadata={"description": "The day that was asked about; left out if none was."})
    role_on = fields.Nested(
        RoleSchema,
        allow_none=True,
        metadata={
            "description": "The title last printed by that day, or first within a week after it; null if none was, or "
            "if it says what the speaker no longer is. Left out without `on`."
        },
    )


class MergeSchema(Schema):
    """Which speaker is the same as this one."""

    other = Text(
        limit=LONGEST_PARAMETER,
        required=True,
        metadata={"description": "Id of the speaker that is to count as this one from now on."},
    )


class SplitSchema(Schema):
    """What leaves a speaker; exactly one of the three."""

    aliases = fields.List(
        Text(limit="max_speaker_characters"),
        validate=validate.Length(1, MOST_SPLIT),
        metadata={
            "description": "Names as printed. A speaker of that name who was merged in leaves under the id of old; "
            "otherwise the quotes printed under them go to a new speaker."
        },
    )
    speaker = Text(limit=LONGEST_PARAMETER, metadata={"description": "Id of a speaker that was merged in (`merged`)."})
    quotes = fields.List(
        Text(limit=LONGEST_PARAMETER),
        validate=validate.Length(1, MOST_SPLIT),
        metadata={"description": "Ids of quotes that are somebody else's of the same name."},
    )

    @classmethod
    def described(cls, _config: Config) -> dict[str, Any]:
        """What the fields alone do not say: one of the three."""
        return {"oneOf": [{"required": [name]} for name in ("aliases", "speaker", "quotes")]}

    @validates_schema
    def one_way(self, data: dict[str, Any], **_: Any) -> None:
        """Refuses an order that says nothing, or two things."""
        if len(data) != 1:
            raise ValidationError("Give exactly one of `aliases`, `speaker` and `quotes`.", "aliases")

    @post_load
    def order(self, data: dict[str, Any], **_: Any) -> SplitOrder:
        """The value that the service takes."""
        return SplitOrder(tuple(data.get("aliases", ())), data.get("speaker"), tuple(data.get("quotes", ())))


class SplitSpeakersSchema(AnswerSchema):
    """Who stayed and who left."""

    speaker = fields.Nested(
        ProfileSchema, attribute="kept", required=True, metadata={"description": "The speaker, without what left."}
    )
    split = fields.List(
        fields.Nested(ProfileSchema), required=True, metadata={"description": "Who they are that left."}
    )


class SpeakerChangeSchema(AnswerSchema):
    """One line of the audit trail of speakers."""

    at = fields.DateTime(required=True, metadata={"description": "When it was done."})
    action = fields.Enum(
        SpeakerAction,
        by_value=fields.String,
        required=True,
        metadata={"description": "`merge`: `other` counts as `speaker` from then on; `split`: `other` left `speaker`."},
    )
    speaker = fields.String(
        attribute="speaker_id", required=True, metadata={"description": "Id of the speaker that was kept."}
    )
    other = fields.String(
        attribute="other_id", required=True, metadata={"description": "Id of the one merged in or split off."}
    )
    aliases = fields.List(
        fields.String(), required=True, metadata={"description": "Names as printed that came or left with it."}
    )
    quotes = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of quotes that moved by a split."}
    )


class SpeakerHistorySchema(AnswerSchema):
    """What was done by hand to a speaker and to all that count as the same, oldest first."""

    history = fields.List(
        fields.Nested(SpeakerChangeSchema), required=True, metadata={"description": "The changes; none are left out."}
    )


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
