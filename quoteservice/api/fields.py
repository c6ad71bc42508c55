"""Fields that know the service's limits: text, days, addresses, spans; and how OpenAPI describes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import marshmallow as ma
from marshmallow import fields

from quoteservice.api import context
from quoteservice.api.parser import Complaint
from quoteservice.config import Config
from quoteservice.domain.characters import ADDRESS, REORDERING, UNREADABLE, is_web_address
from quoteservice.domain.span import Span
from quoteservice.errors import BlankText, InvalidInput, TextTooLong, UnreadableText

# Longest title, publisher, author, role or filter, in characters: several times the longest that newspapers print.
LONGEST_LABEL = 1_000

# Longest web address, in characters: what browsers and proxies all still pass on.
LONGEST_ADDRESS = 2_000

# Longest cursor or query, in characters: both stand in the address, which the server takes up to 8,190 bytes of.
LONGEST_PARAMETER = 1_000

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# In the words of JSON Schema: a letter, or a letter or digit, among nothing that is unreadable.
_READABLE = r"[^\u0000-\u0008\u000e-\u001f]*"
_IN_ORDER = r"[^\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069]*"
WITH_LETTER = rf"^{_READABLE}\p{{L}}{_READABLE}$"
NOT_BLANK = rf"^{_READABLE}[\p{{L}}\p{{N}}]{_READABLE}$"
LABEL = rf"^{_IN_ORDER}[\p{{L}}\p{{N}}]{_IN_ORDER}$"
MAY_BE_BLANK = rf"^\s*$|{NOT_BLANK}"


def refuse(kind: type[InvalidInput], what: str, remedy: str) -> ma.ValidationError:
    """The error that makes marshmallow report `what` under the type of `kind`."""
    return ma.ValidationError([Complaint(what, kind=kind, remedy=remedy)])


class Text(fields.String):
    """A string that can be stored and shown, within its limit, with a letter in it if `letters`, not blank at all.

    `limit` is a number of characters, or the name of the setting that holds it; there may be `times` as many. A `label`
    is a name or a title, in which nothing may turn the order of the letters.
    """

    def __init__(
        self, *, limit: int | str, times: int = 1, letters: bool = False, label: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.limit = limit
        self.times = times
        self.letters = letters
        self.label = label
        # What the text matches, as JSON Schema says it.
        self.pattern = WITH_LETTER if letters else LABEL if label else NOT_BLANK

    def characters(self, config: Config) -> int:
        """The longest text that is taken, in characters."""
        limit = self.limit if isinstance(self.limit, int) else int(getattr(config, self.limit))
        return limit * self.times

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        longest = self.characters(context.config())
        if len(text) > longest:
            raise refuse(
                TextTooLong, f"{len(text):,} characters are too long.", f"Send at most {longest:,} characters."
            )
        if UNREADABLE.search(text):
            raise refuse(
                UnreadableText,
                "A control character (such as NUL) or a lone surrogate stands in it.",
                "Take it out, or encode the text as UTF-8 once more from its source.",
            )
        if self.label and (turning := REORDERING.search(text)):
            raise refuse(
                UnreadableText,
                f"Character {turning.start()} is U+{ord(turning.group()):04X}, which turns the letters around it.",
                "Take it out: no name or title has one.",
            )
        if self.letters and not any(map(str.isalpha, text)):
            raise refuse(BlankText, "There is no letter in it.", "Send the words that are meant.")
        if not any(map(str.isalnum, text)):
            raise refuse(BlankText, "There is no letter or digit in it.", "Fill it in, or leave the field out.")
        return text


class Day(fields.Date):
    """A day as `YYYY-MM-DD` and in no other way that ISO 8601 knows."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if not isinstance(value, str) or not DAY.fullmatch(value):
            raise ma.ValidationError("Not a day in the form YYYY-MM-DD.")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ma.ValidationError("There is no such day in the calendar.") from None


class Address(Text):
    """A web address with http or https: others would make a link on the page do something else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=LONGEST_ADDRESS, **kwargs)
        self.pattern = ADDRESS

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not is_web_address(text):
            raise ma.ValidationError("Not a web address that starts with http:// or https://.")
        return text


class Offsets(fields.Field[Span]):
    """A span as `[start, end]`."""

    def _serialize(self, value: Span | None, attr: str | None, obj: Any, **kwargs: Any) -> list[int] | None:
        return None if value is None else [value.start, value.end]


class Probability(fields.Float):
    """A number to four decimal places, beyond which nothing is known."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> float | None:
        return None if value is None else round(float(value), 4)


class Few(fields.List[Any]):
    """A list within the limit that the named setting gives; counted before its members are read."""

    def __init__(self, inner: Any, *, limit: str, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.limit = limit

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        most = int(getattr(context.config(), self.limit))
        if isinstance(value, list) and len(value) > most:
            raise ma.ValidationError(f"{len(value):,} are too many; send at most {most:,} at a time.")
        return super()._deserialize(value, attr, data, **kwargs)


def describe(config: Config) -> Any:
    """The function by which apispec describes these fields, with the limits of `config`."""

    def properties(_converter: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
        if isinstance(field, Text):
            return {"minLength": 1, "maxLength": field.characters(config), "pattern": field.pattern}
        if isinstance(field, Few):
            return {"maxItems": int(getattr(config, field.limit))}
        if isinstance(field, Offsets):
            pair = {"items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
            return {"type": "array", **pair}
        return {}

    return properties
