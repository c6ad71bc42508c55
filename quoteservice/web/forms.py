"""What a browser posts, as it was typed, and the claim or document that it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.quote import Document, Form, QuoteRecord
from quoteservice.errors import InvalidInput

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class VerifyForm:
    """A claim as typed; shown again when something is wrong with it."""

    text: str = ""
    speaker: str = ""
    form: str = ClaimForm.ANY
    said_on: str = ""
    profile: str = Profile.STRICT

    @classmethod
    def posted(cls, fields: Mapping[str, str]) -> VerifyForm:
        """The form as posted; what is missing keeps its default."""
        return cls(
            text=_lines(fields.get("text", "")),
            speaker=fields.get("speaker", ""),
            form=fields.get("form", ClaimForm.ANY),
            said_on=fields.get("said_on", ""),
            profile=fields.get("profile", Profile.STRICT),
        )

    @classmethod
    def asked(cls, claim: Claim) -> VerifyForm:
        """The form that asks `claim` again."""
        said_on = claim.said_on.isoformat() if claim.said_on else ""
        return cls(claim.text, claim.speaker or "", claim.form, said_on, claim.profile)

    def claim(self) -> Claim:
        """What is asked. Raises InvalidInput."""
        return Claim(
            text=self.text,
            speaker=_optional(self.speaker),
            form=_choice(self.form, ClaimForm, "form"),
            said_on=_day(self.said_on, "said_on"),
            profile=_choice(self.profile, Profile, "profile"),
        )


@dataclass(frozen=True, slots=True)
class ArticleForm:
    """An article or a draft as pasted; `format` is `text` or `html`."""

    content: str = ""
    format: str = "text"
    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: str = ""
    url: str = ""

    @classmethod
    def posted(cls, fields: Mapping[str, str]) -> ArticleForm:
        """The form as posted; what is missing keeps its default."""
        return cls(
            content=_lines(fields.get("content", "")),
            format=fields.get("format", "text"),
            title=fields.get("title", ""),
            publisher=fields.get("publisher", ""),
            author=fields.get("author", ""),
            published_on=fields.get("published_on", ""),
            url=fields.get("url", ""),
        )

    def document(self, *, fetching: bool = False) -> Document:
        """What is handed in; where pages are fetched, an address alone is one. Raises InvalidInput."""
        if self.format not in ("text", "html"):
            raise InvalidInput("This is neither text nor HTML", where="format", remedy="Choose one of the two.")
        is_html = self.format == "html"
        content = None if fetching and self.url.strip() and not self.content.strip() else self.content
        return Document(
            text=None if is_html else content,
            html=content if is_html else None,
            title=_optional(self.title),
            publisher=_optional(self.publisher),
            author=_optional(self.author),
            published_on=_day(self.published_on, "published_on"),
            url=_optional(self.url),
        )


@dataclass(frozen=True, slots=True)
class RecordForm:
    """One quote as recorded by hand."""

    text: str = ""
    speaker: str = ""
    role: str = ""
    form: str = Form.DIRECT
    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: str = ""
    url: str = ""

    @classmethod
    def posted(cls, fields: Mapping[str, str]) -> RecordForm:
        """The form as posted; what is missing keeps its default."""
        given = {each.name: fields[each.name] for each in dataclass_fields(cls) if each.name in fields}
        return cls(**{**given, "text": _lines(given.get("text", ""))})

    def record(self) -> QuoteRecord:
        """What is recorded. Raises InvalidInput."""
        return QuoteRecord(
            text=self.text.strip(),
            speaker=self.speaker.strip(),
            role=_optional(self.role),
            form=_choice(self.form, Form, "form"),
            source=Document(
                title=_optional(self.title),
                publisher=_optional(self.publisher),
                author=_optional(self.author),
                published_on=_day(self.published_on, "published_on"),
                url=_optional(self.url),
            ),
        )


def _lines(text: str) -> str:
    """Browsers send every line break of a text area as CR LF; the same text by the API has what was typed."""
    return text.replace("\r\n", "\n")


def _optional(text: str) -> str | None:
    return text.strip() or None


def _day(text: str, where: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(
            "This is not a date", where=where, remedy="Write year, month and day, such as 2020-01-04."
        ) from None


def _choice(text: str, choices: type[Choice], where: str) -> Choice:
    try:
        return choices(text)
    except ValueError:
        known = ", ".join(choices)
        raise InvalidInput("This is not one of the choices", where=where, remedy=f"Choose one of {known}.") from None
