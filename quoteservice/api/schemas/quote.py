"""Quotes and their sources as JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load

from quoteservice.api.fields import LONGEST_LABEL, Address, Day, Offsets, Text
from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.api.schemas.speaker import KindSpeakerSchema
from quoteservice.domain.quote import Document, Form, QuoteRecord

WARNINGS = "What may be missing, in words: of a text that is not in English little is found. Mostly empty."
NEXT = "The cursor of the next page; null at the end."


class SourceSchema(AnswerSchema):
    """One published document."""

    id = fields.String(required=True, metadata={"description": "The source's id."})
    title = fields.String(required=True, allow_none=True, metadata={"description": "Its headline."})
    publisher = fields.String(
        required=True, allow_none=True, metadata={"description": "Who published it.", "examples": ["CBC News"]}
    )
    author = fields.String(required=True, allow_none=True, metadata={"description": "Its byline."})
    published_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "Its day.", "examples": ["2020-01-04"]}
    )
    url = fields.String(required=True, allow_none=True, metadata={"description": "Where it was published."})
    cluster = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "Shared by copies of one agency story, which count as one source: the id of the copy that "
            "was read first. Null if none was on record before."
        },
    )
    sha256 = fields.String(
        required=True, metadata={"description": "SHA-256 of the text as received, in UTF-8, as 64 hex digits."}
    )


class QuoteSchema(AnswerSchema):
    """One attributed statement in one source."""

    id = fields.String(required=True, metadata={"description": "The quote's id."})
    content = fields.String(
        required=True, metadata={"description": "The words on record; printed parts are joined by one space."}
    )
    form = fields.Enum(
        Form,
        by_value=fields.String,
        required=True,
        metadata={
            "description": "`direct`: in quotation marks; `indirect`: reported; `mixed`: reported with quoted words."
        },
    )
    speaker = fields.Nested(
        KindSpeakerSchema, required=True, allow_none=True, metadata={"description": "Whose words; null if not clear."}
    )
    mention = fields.String(
        attribute="statement.mention",
        required=True,
        allow_none=True,
        metadata={"description": "The speaker as printed beside the words.", "examples": ["he"]},
    )
    role = fields.String(
        attribute="statement.role", required=True, allow_none=True, metadata={"description": "The title as printed."}
    )
    organisation = fields.String(
        attribute="statement.organisation",
        required=True,
        allow_none=True,
        metadata={"description": "The organisation within the title."},
    )
    cue = fields.String(
        attribute="statement.cue",
        required=True,
        allow_none=True,
        metadata={"description": "The reporting words.", "examples": ["said"]},
    )
    channel = fields.String(
        attribute="statement.channel",
        required=True,
        allow_none=True,
        metadata={"description": "How it was said, if printed.", "examples": ["in a statement"]},
    )
    start = fields.Integer(
        attribute="statement.span.start",
        required=True,
        metadata={"description": "Offset of its first character in the source text.", "minimum": 0},
    )
    end = fields.Integer(
        attribute="statement.span.end",
        required=True,
        metadata={"description": "Offset behind its last character in the source text.", "minimum": 0},
    )
    parts = fields.List(
        Offsets(),
        attribute="statement.parts",
        required=True,
        metadata={"description": "Offsets of its printed parts: two if the reporting words stand between them."},
    )
    relayed_by = fields.List(
        fields.String(),
        attribute="statement.relayed_by",
        required=True,
        metadata={"description": "Who passed a second-hand statement on, outermost first."},
    )
    chain = fields.List(
        fields.String(),
        attribute="statement.chain",
        required=True,
        metadata={
            "description": "Second-hand words: everybody through whom they came, outermost first and whoever said them "
            "last. Empty if they were printed first-hand.",
            "examples": [["Jane Roe", "John Doe"]],
        },
    )
    withdrawn = fields.Boolean(
        required=True, metadata={"description": "True if it was withdrawn and is no longer evidence."}
    )
    source = fields.Nested(SourceSchema, required=True, metadata={"description": "What printed it."})


class QuotesSchema(AnswerSchema):
    """One page of quotes."""

    quotes = fields.List(
        fields.Nested(QuoteSchema), attribute="items", required=True, metadata={"description": "The quotes."}
    )
    next = fields.String(required=True, allow_none=True, metadata={"description": NEXT})


class SourceNoteSchema(Schema):
    """What is known about the document that printed a quote."""

    title = Text(limit=LONGEST_LABEL, label=True, allow_none=True, metadata={"description": "Its headline."})
    publisher = Text(
        limit=LONGEST_LABEL,
        label=True,
        allow_none=True,
        metadata={"description": "Who published it.", "examples": ["CBC News"]},
    )
    author = Text(limit=LONGEST_LABEL, label=True, allow_none=True, metadata={"description": "Its byline."})
    published_on = Day(allow_none=True, metadata={"description": "Its day.", "examples": ["2020-01-04"]})
    url = Address(allow_none=True, metadata={"description": "Where it was published."})

    @post_load
    def document(self, data: dict[str, Any], **_: Any) -> Document:
        """The value that the service takes."""
        return Document(**data)


class QuoteRecordSchema(Schema):
    """One quote as a user records it by hand."""

    text = Text(
        limit="max_claim_characters",
        letters=True,
        required=True,
        metadata={"description": "The words, without the outer quotation marks."},
    )
    speaker = Text(
        limit="max_speaker_characters",
        label=True,
        required=True,
        metadata={"description": "Who said them.", "examples": ["Dylan White"]},
    )
    role = Text(
        limit="max_speaker_characters",
        label=True,
        allow_none=True,
        metadata={"description": "The title as printed."},
    )
    form = fields.Enum(
        Form, by_value=fields.String, load_default=Form.DIRECT, metadata={"description": "How the words are printed."}
    )
    source = fields.Nested(
        SourceNoteSchema, load_default=Document, metadata={"description": "What printed or sent them."}
    )

    @post_load
    def record(self, data: dict[str, Any], **_: Any) -> QuoteRecord:
        """The value that the service takes."""
        return QuoteRecord(**data)
