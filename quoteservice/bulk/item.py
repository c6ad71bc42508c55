"""One article among many: where it was found, what it holds, or why it cannot be read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput, QuoteserviceError

# What may be known of a document beside its words: the fields of POST /v1/articles.
KNOWN = tuple(each.name for each in fields(Document) if each.name not in ("text", "html"))
FIELDS = ("text", "html", *KNOWN)

Notes = Mapping[str, Any]
"""What is known about a document: fields of Document by name."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article was not read; `kind` is the type of the problem, as the HTTP API names it."""

    kind: str
    what: str
    where: str | None
    remedy: str

    @classmethod
    def of(cls, error: QuoteserviceError) -> Failure:
        """The error as a value, which can go from one process to another."""
        return cls(_HUMP.sub("-", type(error).__name__).lower(), error.what, error.where, error.remedy)

    def __str__(self) -> str:
        return f"{self.what}{f' ({self.where})' if self.where else ''}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Item:
    """A document, or the reason why there is none; `place` tells a person where it came from."""

    place: str
    document: Document = field(default_factory=Document)
    failure: Failure | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of all that was handed in, as 64 hex digits: the same article with another title has another."""
        values = [str(getattr(self.document, name) or "") for name in FIELDS]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def unusable(place: str, what: str, remedy: str) -> Item:
    """The item for something that holds no article."""
    return Item(place, failure=Failure.of(InvalidInput(what, remedy=remedy)))


def notes_of(given: Mapping[str, Any], where: str | None, known: tuple[str, ...] = KNOWN) -> dict[str, Any]:
    """The fields that are given, checked; null says nothing. Raises InvalidInput for an unknown one, or no text."""
    for name, value in given.items():
        if name not in known:
            raise InvalidInput(f"There is no field {name!r}", where=where, remedy=f"There are {', '.join(known)}.")
        if value is not None and not isinstance(value, str):
            raise InvalidInput(f"{name} is not a text", where=where, remedy="Put it in quotation marks.")
    notes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if "published_on" in notes:
        try:
            notes["published_on"] = date.fromisoformat(notes["published_on"])
        except ValueError:
            raise InvalidInput("published_on is not a date", where=where, remedy="Write it as 2020-01-04.") from None
    return notes


def index_of(content: str, where: str) -> dict[str, Notes]:
    """What an index says of each file that it names. Raises InvalidInput."""
    shape = 'Write {"article.txt": {"title": "…", "publisher": "…", "published_on": "2020-01-04"}}.'
    try:
        listed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"The index is not JSON: {error}", where=where, remedy=shape) from None
    if not isinstance(listed, dict) or not all(isinstance(notes, dict) for notes in listed.values()):
        raise InvalidInput("The index does not map files to what is known of them", where=where, remedy=shape)
    return {file: notes_of(notes, f"{where}: {file}") for file, notes in listed.items()}
