"""Jobs as JSON."""

from __future__ import annotations

from marshmallow import fields

from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.api.schemas.health import ProblemSchema
from quoteservice.domain.job import JobKind, JobState


class JobSchema(AnswerSchema):
    """A request that is done later."""

    id = fields.String(required=True, metadata={"description": "The job's id."})
    kind = fields.Enum(JobKind, by_value=fields.String, required=True, metadata={"description": "What was asked for."})
    state = fields.Enum(
        JobState,
        by_value=fields.String,
        required=True,
        metadata={"description": "How far it is; `done` and `failed` are final."},
    )
    done = fields.Integer(required=True, metadata={"description": "Claims or statements that are done.", "minimum": 0})
    total = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "How many there are; null until that is known.", "minimum": 0},
    )
    made_at = fields.DateTime(required=True, metadata={"description": "When it was accepted."})
    ended_at = fields.DateTime(
        required=True, allow_none=True, metadata={"description": "When it was done, or failed; null before."}
    )
    result = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "Where the answer is, once it is `done`: the one that the request would have had at once.",
            "examples": ["/v1/jobs/3f2c7f0b7d1a4d0c9d5b8a6a3f6c1e22/result"],
        },
    )
    problem = fields.Nested(
        ProblemSchema, required=True, allow_none=True, metadata={"description": "Why it `failed`; null otherwise."}
    )
