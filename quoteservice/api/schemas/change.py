"""The history of the record as JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.api.schemas.query import MOST_PAGE_ROWS, PAGE_ROWS
from quoteservice.domain.quote import RecordAction

# SQLite's and PostgreSQL's largest whole number.
LAST_SEQUENCE = 2**63 - 1


class ChangesQuerySchema(Schema):
    """Which changes."""

    since = fields.Integer(
        load_default=0,
        validate=validate.Range(0, LAST_SEQUENCE),
        metadata={"description": "`last` of the answer before; leave it out to begin at the beginning."},
    )
    limit = fields.Integer(
        load_default=PAGE_ROWS,
        validate=validate.Range(1, MOST_PAGE_ROWS),
        metadata={"description": "Most changes in the answer."},
    )


class RecordChangeSchema(AnswerSchema):
    """One quote that came onto the record, or was withdrawn."""

    sequence = fields.Integer(required=True, metadata={"description": "Its place in the history.", "minimum": 1})
    action = fields.Enum(
        RecordAction, by_value=fields.String, required=True, metadata={"description": "What happened to the quote."}
    )
    quote_id = fields.String(required=True, metadata={"description": "The quote."})
    speaker_id = fields.String(
        required=True, allow_none=True, metadata={"description": "Whose words; null if not clear."}
    )
    source_id = fields.String(required=True, metadata={"description": "What printed it."})


class RecordChangesSchema(AnswerSchema):
    """A stretch of the history."""

    changes = fields.List(
        fields.Nested(RecordChangeSchema), required=True, metadata={"description": "The changes, oldest first."}
    )
    last = fields.Integer(
        required=True, metadata={"description": "Send it as `since` for what comes after.", "minimum": 0}
    )
    more = fields.Boolean(required=True, metadata={"description": "True if there are later changes already."})
