"""Articles and drafts as JSON."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import Schema, fields, post_load, validates_schema

from quoteservice.api.fields import Text
from quoteservice.api.schemas.answer import AnswerSchema
from quoteservice.api.schemas.quote import NEXT, WARNINGS, QuoteSchema, SourceNoteSchema, SourceSchema
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from quoteservice.service import HTML_PER_CHARACTER

ONE_OF_TWO: tuple[dict[str, Any], ...] = ({"required": ["text"]}, {"required": ["html"]})


class DraftSchema(Schema):
    """A text to read: either `text` or `html`."""

    text = Text(
        limit="max_article_characters",
        letters=True,
        metadata={"description": "Plain text; all offsets point into it, as it was sent."},
    )
    html = Text(
        limit="max_article_characters",
        times=HTML_PER_CHARACTER,
        letters=True,
        metadata={"description": "A page of HTML; its article is read, and offsets point into that readable text."},
    )

    @classmethod
    def described(cls, config: Config) -> dict[str, Any]:
        """What the fields alone do not say: one thing to read."""
        return {"oneOf": list(ONE_OF_TWO)}

    @validates_schema
    def one_of_two(self, data: dict[str, Any], **_: Any) -> None:
        """Refuses a body with both, or neither."""
        if not self.is_told(data):
            raise ma.ValidationError("Send exactly one of `text` and `html`.")

    def is_told(self, data: dict[str, Any]) -> bool:
        """True if there is one thing to read."""
        return ("text" in data) != ("html" in data)

    @post_load
    def document(self, data: dict[str, Any], **_: Any) -> Document:
        """The value that the service takes."""
        return Document(**data)


class ArticleSchema(DraftSchema, SourceNoteSchema):
    """An article to read and keep; with its `url` alone the page is fetched, where the service may do that."""

    @classmethod
    def described(cls, config: Config) -> dict[str, Any]:
        """What the fields alone do not say: one thing to read, or an address where pages are fetched."""
        if config.fetch.lower() != "on":
            return super().described(config)
        # null is no address.
        address = {"required": ["url"], "properties": {"url": {"type": "string"}}}
        return {"anyOf": [*ONE_OF_TWO, address], "not": {"required": ["text", "html"]}}

    def is_told(self, data: dict[str, Any]) -> bool:
        """True if there is one thing to read, or an address and nothing else to read."""
        alone = "text" not in data and "html" not in data
        return super().is_told(data) or (alone and data.get("url") is not None)


class ReadArticleSchema(AnswerSchema):
    """A source and the statements that were found in it, in order of the text."""

    source = fields.Nested(SourceSchema, required=True, metadata={"description": "The article."})
    quotes = fields.List(fields.Nested(QuoteSchema), required=True, metadata={"description": "What is said in it."})
    warnings = fields.List(fields.String(), required=True, metadata={"description": WARNINGS})


class KeptArticleSchema(ReadArticleSchema):
    """A source with its text and its statements."""

    text = fields.String(required=True, metadata={"description": "The text that the offsets point into."})


class SourcesSchema(AnswerSchema):
    """One page of sources."""

    sources = fields.List(
        fields.Nested(SourceSchema), attribute="items", required=True, metadata={"description": "The articles."}
    )
    next = fields.String(required=True, allow_none=True, metadata={"description": NEXT})
