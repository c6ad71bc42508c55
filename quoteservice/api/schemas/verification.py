"""Claims and their verifications as JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load

from quoteservice.api.fields import Day, Few, Offsets, Probability, Text
from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.api.schemas.quote import QuoteSchema
from quoteservice.api.schemas.speaker import SpeakerSchema
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.verdict import ChangeKind, DiffOp, Finding, Severity, Verdict

FORM = "`direct` claims exact words, `indirect` their meaning, `any` either."
PROFILE = (
    "The house style: `strict` (nothing may change), `deletions` (marked cuts may), `clean-up` (slips of speech may)."
)


class ClaimSchema(Schema):
    """A quotation to check."""

    text = Text(
        limit="max_claim_characters",
        letters=True,
        required=True,
        metadata={
            "description": "The words as quoted, with or without quotation marks.",
            "examples": ["The safety of our personnel in Iraq is paramount."],
        },
    )
    speaker = Text(
        limit="max_speaker_characters",
        allow_none=True,
        metadata={
            "description": "Who is said to have said it, as you would type it; leave it out to ask who did.",
            "examples": ["NATO spokesman Dylan White"],
        },
    )
    form = fields.Enum(
        ClaimForm, by_value=fields.String, load_default=ClaimForm.ANY, metadata={"description": FORM, "default": "any"}
    )
    said_on = Day(allow_none=True, metadata={"description": "The day it was said.", "examples": ["2020-01-04"]})
    profile = fields.Enum(
        Profile,
        by_value=fields.String,
        load_default=Profile.STRICT,
        metadata={"description": PROFILE, "default": "strict"},
    )

    @post_load
    def claim(self, data: dict[str, Any], **_: Any) -> Claim:
        """The value that the service takes."""
        return Claim(**data)


class ClaimsSchema(Schema):
    """Several quotations to check."""

    claims = Few(fields.Nested(ClaimSchema), limit="max_batch_claims", required=True)


class AnsweredClaimSchema(AnswerSchema):
    """The claim that was answered."""

    text = fields.String(required=True)
    speaker = fields.String(required=True, allow_none=True)
    form = fields.Enum(ClaimForm, by_value=fields.String, required=True, metadata={"description": FORM})
    said_on = fields.Date(required=True, allow_none=True)
    profile = fields.Enum(Profile, by_value=fields.String, required=True, metadata={"description": PROFILE})


class ChangeSchema(AnswerSchema):
    """One typed difference between claimed and recorded words."""

    kind = fields.Enum(ChangeKind, by_value=fields.String, required=True)
    severity = fields.Enum(
        Severity, by_value=fields.String, required=True, metadata={"description": "Whether it alters what was said."}
    )
    claimed = fields.String(required=True, metadata={"description": "The claimed words; empty if they are missing."})
    recorded = fields.String(required=True, metadata={"description": "The recorded words; empty if they were added."})
    claimed_span = Offsets(required=True, metadata={"description": "Where they stand in the claim's text."})
    recorded_span = Offsets(required=True, metadata={"description": "Where they stand in the quote's content."})


class DiffPartSchema(AnswerSchema):
    """One step from the recorded words to the claimed ones."""

    op = fields.Enum(
        DiffOp,
        by_value=fields.String,
        required=True,
        metadata={"description": "`insert`: only in the claim; `delete`: only on record."},
    )
    claimed = fields.String(required=True)
    recorded = fields.String(required=True)


class SelectorSchema(AnswerSchema):
    """Where the quote stands in its source: a TextQuoteSelector of the W3C's Web Annotation model, with offsets."""

    type = fields.Constant(
        "TextQuoteSelector", required=True, metadata={"type": "string", "enum": ["TextQuoteSelector"]}
    )
    exact = fields.String(attribute="content", required=True, metadata={"description": "The words on record."})
    prefix = fields.String(required=True, metadata={"description": "Up to 32 characters before them."})
    suffix = fields.String(required=True, metadata={"description": "Up to 32 characters behind them."})
    start = fields.Integer(attribute="statement.span.start", required=True, metadata={"minimum": 0})
    end = fields.Integer(attribute="statement.span.end", required=True, metadata={"minimum": 0})


class EvidenceSchema(AnswerSchema):
    """A quote that bears on the claim."""

    quote = fields.Nested(QuoteSchema, required=True)
    similarity = Probability(
        required=True,
        metadata={"description": "Cosine of the two meanings; it decides nothing.", "minimum": -1, "maximum": 1},
    )
    diff = fields.List(
        fields.Nested(DiffPartSchema),
        required=True,
        metadata={"description": "`claimed` of all parts joined is the claim, `recorded` the record."},
    )
    # Only written: a field that is read may not share its attribute with another.
    selector = fields.Nested(SelectorSchema, attribute="quote", required=True, dump_only=True)


class CoverageSchema(AnswerSchema):
    """What was searched: the claimed speaker's statements, or all if none was named."""

    quotes = fields.Integer(required=True, metadata={"minimum": 0})
    sources = fields.Integer(required=True, metadata={"minimum": 0})
    first = fields.Date(
        data_key="from", required=True, allow_none=True, metadata={"description": "Day of the earliest source."}
    )
    last = fields.Date(
        data_key="to", required=True, allow_none=True, metadata={"description": "Day of the latest source."}
    )


class VersionsSchema(AnswerSchema):
    """Under which code and models an answer was given."""

    service = fields.String(required=True)
    encoder = fields.String(required=True)
    rules = fields.String(required=True)


class VerificationSchema(AnswerSchema):
    """The answer to one claim."""

    id = fields.String(required=True, metadata={"description": "Ask for this answer again under this id."})
    verdict = fields.Enum(Verdict, by_value=fields.String, attribute="judgement.verdict", required=True)
    finding = fields.Enum(
        Finding,
        by_value=fields.String,
        attribute="judgement.finding",
        required=True,
        metadata={"description": "The reason for the verdict."},
    )
    confidence = Probability(
        attribute="judgement.confidence",
        required=True,
        metadata={"description": "Probability that the finding is right.", "minimum": 0, "maximum": 1},
    )
    explanation = fields.String(
        attribute="judgement.explanation", required=True, metadata={"description": "The finding in one sentence."}
    )
    claim = fields.Nested(AnsweredClaimSchema, required=True)
    speaker = fields.Nested(
        SpeakerSchema,
        attribute="judgement.speaker",
        required=True,
        allow_none=True,
        metadata={"description": "Whom the claimed name means; null if nobody was claimed or it is not clear."},
    )
    said_by = fields.List(
        fields.Nested(SpeakerSchema),
        attribute="judgement.said_by",
        required=True,
        metadata={"description": "Who is on record with the words, where that is the answer."},
    )
    changes = fields.List(fields.Nested(ChangeSchema), attribute="judgement.changes", required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), attribute="judgement.evidence", required=True)
    coverage = fields.Nested(CoverageSchema, required=True)
    versions = fields.Nested(VersionsSchema, required=True)
    checked_at = fields.DateTime(required=True)


class VerificationsSchema(AnswerSchema):
    """The answers to several claims, in their order."""

    verifications = fields.List(fields.Nested(VerificationSchema), required=True)


class CheckedStatementSchema(AnswerSchema):
    """A statement of a draft and the answer to it; neither is stored."""

    quote = fields.Nested(QuoteSchema, required=True)
    verification = fields.Nested(VerificationSchema, required=True)


class SummarySchema(AnswerSchema):
    """How many statements got which verdict."""

    confirmed = fields.Integer(required=True, metadata={"minimum": 0})
    rejected = fields.Integer(required=True, metadata={"minimum": 0})
    unverified = fields.Integer(required=True, metadata={"minimum": 0})


class CheckedDraftSchema(AnswerSchema):
    """Every attributed statement of a draft, in order of the text."""

    statements = fields.List(fields.Nested(CheckedStatementSchema), required=True)
    summary = fields.Nested(SummarySchema, required=True)
