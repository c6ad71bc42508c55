"""Claims and their verifications as JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load

from quoteservice.api.fields import Day, Few, Offsets, Probability, Text
from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.api.schemas.quote import WARNINGS, QuoteSchema, SourceSchema
from quoteservice.api.schemas.speaker import SpeakerSchema
from quoteservice.domain.challenge import ChallengeKind
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.verdict import ChangeKind, DiffOp, Finding, Severity, Verdict

FORM = "`direct` claims exact words, `indirect` their meaning, `any` either."
VERDICT = "`unverified` says only that the record does not decide: never that the words were not said."
FINDING = """The reason for the verdict.

- `verbatim`: the whole of one recorded utterance
- `excerpt`: a contiguous part of one, and nothing just outside the cut reverses it
- `elided`: its omissions are marked, in order, and nothing that was cut reverses or qualifies the meaning
- `edited`: permitted edits only, each listed in `changes`
- `paraphrase`: the same meaning in other words; rejected where `direct` claims exact ones
- `altered`: a word that carries meaning was changed, added, or dropped without a mark
- `truncated`: what was cut removes or reverses a negation, a condition, a hedge or an attribution
- `spliced`: parts of different utterances, or in another order, presented as one
- `misattributed`: the words are on record from somebody else, named in `said_by`
- `contradicted`: the opposite of what the speaker is on record as saying
- `disputed`: sources disagree on who said it, or the speaker denies it
- `ambiguous_speaker`: the name fits several people on record, and the words do not settle which
- `not_found`: nothing on record is near it
- `too_short`: too few distinctive words to identify an utterance
"""
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

    claims = Few(
        fields.Nested(ClaimSchema),
        limit="max_batch_claims",
        required=True,
        metadata={"description": "The claims, in the order of the answers."},
    )


class AnsweredClaimSchema(AnswerSchema):
    """The claim that was answered."""

    text = fields.String(required=True, metadata={"description": "The words as they were sent."})
    speaker = fields.String(required=True, allow_none=True, metadata={"description": "The name as it was sent."})
    form = fields.Enum(ClaimForm, by_value=fields.String, required=True, metadata={"description": FORM})
    said_on = fields.Date(required=True, allow_none=True, metadata={"description": "The day it was said, if sent."})
    profile = fields.Enum(Profile, by_value=fields.String, required=True, metadata={"description": PROFILE})


class ChangeSchema(AnswerSchema):
    """One typed difference between claimed and recorded words."""

    kind = fields.Enum(
        ChangeKind, by_value=fields.String, required=True, metadata={"description": "What kind of meaning differs."}
    )
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
    claimed = fields.String(
        required=True, metadata={"description": "This step in the claim; empty if it is not there."}
    )
    recorded = fields.String(required=True, metadata={"description": "This step on record; empty if it is not there."})


class SelectorSchema(AnswerSchema):
    """Where the quote stands in its source: a TextQuoteSelector of the W3C's Web Annotation model, with offsets."""

    type = fields.Constant(
        "TextQuoteSelector",
        required=True,
        metadata={"description": "Always this word.", "type": "string", "enum": ["TextQuoteSelector"]},
    )
    exact = fields.String(attribute="content", required=True, metadata={"description": "The words on record."})
    prefix = fields.String(required=True, metadata={"description": "Up to 32 characters before them."})
    suffix = fields.String(required=True, metadata={"description": "Up to 32 characters behind them."})
    start = fields.Integer(
        attribute="statement.span.start",
        required=True,
        metadata={"description": "Offset of their first character.", "minimum": 0},
    )
    end = fields.Integer(
        attribute="statement.span.end",
        required=True,
        metadata={"description": "Offset behind their last character.", "minimum": 0},
    )


class EvidenceSchema(AnswerSchema):
    """A quote that bears on the claim."""

    quote = fields.Nested(
        QuoteSchema, required=True, metadata={"description": "The words on record, and whose they are."}
    )
    similarity = Probability(
        required=True,
        allow_none=True,
        metadata={
            "description": "Cosine of the two meanings, which decides nothing; null where the words were enough and "
            "it was not reckoned.",
            "minimum": -1,
            "maximum": 1,
        },
    )
    diff = fields.List(
        fields.Nested(DiffPartSchema),
        required=True,
        metadata={"description": "`claimed` of all parts joined is the claim, `recorded` the record."},
    )
    independent_sources = fields.Integer(
        required=True,
        metadata={
            "description": "How many sources give the words to this speaker; copies of one agency story count once.",
            "minimum": 1,
        },
    )
    # Only written: a field that is read may not share its attribute with another.
    selector = fields.Nested(
        SelectorSchema, attribute="quote", required=True, dump_only=True, metadata={"description": "Where it stands."}
    )


class ChallengeSchema(AnswerSchema):
    """A passage that speaks against the words: a denial, a correction or a retraction."""

    kind = fields.Enum(
        ChallengeKind,
        by_value=fields.String,
        required=True,
        metadata={
            "description": "`denial`: not said, or not so; `correction`: by whoever printed it; `retraction`: said and "
            "taken back."
        },
    )
    text = fields.String(required=True, metadata={"description": "The passage as printed."})
    start = fields.Integer(
        attribute="span.start",
        required=True,
        metadata={"description": "Offset of its first character in the source text.", "minimum": 0},
    )
    end = fields.Integer(
        attribute="span.end",
        required=True,
        metadata={"description": "Offset behind its last character in the source text.", "minimum": 0},
    )
    source = fields.Nested(SourceSchema, required=True, metadata={"description": "What printed it, and when."})


class CoverageSchema(AnswerSchema):
    """What was searched: the claimed speaker's statements, or all if none was named."""

    quotes = fields.Integer(required=True, metadata={"description": "How many statements.", "minimum": 0})
    sources = fields.Integer(required=True, metadata={"description": "In how many sources.", "minimum": 0})
    first = fields.Date(
        data_key="from", required=True, allow_none=True, metadata={"description": "Day of the earliest source."}
    )
    last = fields.Date(
        data_key="to", required=True, allow_none=True, metadata={"description": "Day of the latest source."}
    )


class VersionsSchema(AnswerSchema):
    """Under which code and models an answer was given."""

    service = fields.String(required=True, metadata={"description": "Version of the service."})
    encoder = fields.String(required=True, metadata={"description": "The sentence embedding, with its digest."})
    rules = fields.String(required=True, metadata={"description": "Version of the rules that judge."})


class VerificationSchema(AnswerSchema):
    """The answer to one claim."""

    id = fields.String(required=True, metadata={"description": "Ask for this answer again under this id."})
    verdict = fields.Enum(
        Verdict, by_value=fields.String, attribute="judgement.verdict", required=True, metadata={"description": VERDICT}
    )
    finding = fields.Enum(
        Finding,
        by_value=fields.String,
        attribute="judgement.finding",
        required=True,
        metadata={"description": FINDING},
    )
    confidence = Probability(
        attribute="judgement.confidence",
        required=True,
        metadata={"description": "Probability that the finding is right.", "minimum": 0, "maximum": 1},
    )
    explanation = fields.String(
        attribute="judgement.explanation", required=True, metadata={"description": "The finding in one sentence."}
    )
    claim = fields.Nested(AnsweredClaimSchema, required=True, metadata={"description": "What was asked."})
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
    changes = fields.List(
        fields.Nested(ChangeSchema),
        attribute="judgement.changes",
        required=True,
        metadata={"description": "Every difference between claimed and recorded words."},
    )
    evidence = fields.List(
        fields.Nested(EvidenceSchema),
        attribute="judgement.evidence",
        required=True,
        metadata={"description": "What the finding rests on."},
    )
    challenges = fields.List(
        fields.Nested(ChallengeSchema),
        attribute="judgement.challenges",
        required=True,
        metadata={"description": "Denials, corrections and retractions that make the words disputed."},
    )
    coverage = fields.Nested(
        CoverageSchema, required=True, metadata={"description": "What was searched; nothing is said about the rest."}
    )
    versions = fields.Nested(VersionsSchema, required=True, metadata={"description": "What gave the answer."})
    checked_at = fields.DateTime(required=True, metadata={"description": "When it was given."})
    previous = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Id of the answer whose claim was asked again; null if it was new."},
    )
    changed = fields.Boolean(
        required=True,
        allow_none=True,
        metadata={"description": "Whether verdict, finding or people differ from `previous`; null without it."},
    )


class VerificationsSchema(AnswerSchema):
    """The answers to several claims, in their order."""

    verifications = fields.List(
        fields.Nested(VerificationSchema), required=True, metadata={"description": "The answers."}
    )


class CheckedStatementSchema(AnswerSchema):
    """A statement of a draft and the answer to it; neither is stored."""

    quote = fields.Nested(
        QuoteSchema,
        required=True,
        metadata={"description": "The statement as the draft has it; its ids mean nothing elsewhere."},
    )
    verification = fields.Nested(
        VerificationSchema, required=True, metadata={"description": "The answer to it; it cannot be looked up later."}
    )


class SummarySchema(AnswerSchema):
    """How many statements got which verdict."""

    confirmed = fields.Integer(required=True, metadata={"description": "Statements that are confirmed.", "minimum": 0})
    rejected = fields.Integer(required=True, metadata={"description": "Statements that are rejected.", "minimum": 0})
    unverified = fields.Integer(
        required=True, metadata={"description": "Statements that are unverified.", "minimum": 0}
    )


class CheckedDraftSchema(AnswerSchema):
    """Every attributed statement of a draft, in order of the text."""

    statements = fields.List(
        fields.Nested(CheckedStatementSchema), required=True, metadata={"description": "The statements."}
    )
    text = fields.String(
        required=True, metadata={"description": "The readable text of the draft, which `start` and `end` count in."}
    )
    summary = fields.Nested(SummarySchema, required=True, metadata={"description": "How many got which verdict."})
    warnings = fields.List(fields.String(), required=True, metadata={"description": WARNINGS})
