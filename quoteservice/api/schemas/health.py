"""Health and problems as JSON."""

from __future__ import annotations

from marshmallow import fields

from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.api.schemas.verification import VersionsSchema


class AliveSchema(AnswerSchema):
    """The process answers."""

    status = fields.Constant(
        "alive", required=True, metadata={"description": "Always this word.", "type": "string", "enum": ["alive"]}
    )


class ReadySchema(AnswerSchema):
    """Store and model answer."""

    status = fields.Constant(
        "ready", required=True, metadata={"description": "Always this word.", "type": "string", "enum": ["ready"]}
    )
    versions = fields.Nested(VersionsSchema, required=True, metadata={"description": "What answers."})


class FieldProblemSchema(AnswerSchema):
    """What is wrong with one field."""

    detail = fields.String(
        required=True, metadata={"description": "What is wrong with it.", "examples": ["There is no letter in it."]}
    )
    pointer = fields.String(metadata={"description": "JSON pointer into the body.", "examples": ["#/claims/3/text"]})
    parameter = fields.String(metadata={"description": "Name of the query parameter.", "examples": ["limit"]})


class ProblemSchema(AnswerSchema):
    """Why a request was refused, after RFC 9457."""

    type = fields.String(
        required=True,
        metadata={"description": "Address of its explanation.", "examples": ["/docs/problems#blank-text"]},
    )
    title = fields.String(required=True, metadata={"description": "The type in words; the same for all of that type."})
    status = fields.Integer(required=True, metadata={"description": "The HTTP status."})
    detail = fields.String(required=True, metadata={"description": "What is wrong with this request."})
    instance = fields.String(required=True, metadata={"description": "The path that was asked for."})
    remedy = fields.String(required=True, metadata={"description": "What to do about it."})
    errors = fields.List(
        fields.Nested(FieldProblemSchema), required=True, metadata={"description": "One entry for each wrong field."}
    )
    request_id = fields.String(required=True, metadata={"description": "The same as in the header X-Request-ID."})
