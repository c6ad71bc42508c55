"""Files, standard input and an index, read into documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput, UnreadableText

STANDARD_INPUT = "-"
HTML_ENDINGS = (".html", ".htm")

# What an index may say of a file.
KNOWN = tuple(each.name for each in fields(Document) if each.name not in ("text", "html"))

Notes = Mapping[str, Any]
"""What is known about a document: fields of Document by name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read, and what is known about it."""

    file: str
    notes: Notes

    def document(self, *, html: bool = False) -> Document:
        """The file as a document. Raises InvalidInput."""
        content = read_text(self.file)
        is_html = html or self.file.lower().endswith(HTML_ENDINGS)
        document = Document(html=content) if is_html else Document(text=content)
        return replace(document, **self.notes)


def read_text(file: str) -> str:
    """The text of a file, or of standard input for `-`. Raises InvalidInput if it cannot be read as UTF-8."""
    name = "standard input" if file == STANDARD_INPUT else file
    try:
        content = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"The file cannot be read: {error.strerror}", where=name, remedy="Check the name and the permissions."
        ) from None
    try:
        # A byte order mark is how some editors say UTF-8; it is no part of the text.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableText("The text is not UTF-8", where=name, remedy="Save it as UTF-8 first.") from None


def entries(files: list[str], index: str | None, given: Notes) -> list[Entry]:
    """The files to read with what `index` says of them; `given` wins. All files of the index if none is named.

    Names in an index are relative to its folder. Raises InvalidInput.
    """
    indexed = dict(_indexed(index)) if index else {}
    if not files and not index:
        raise InvalidInput("There is nothing to read", remedy="Name a file, - for standard input, or --index.")
    named = files or list(indexed)
    return [Entry(file, {**indexed.get(_place(file), {}), **given}) for file in named]


def _place(file: str) -> str:
    return file if file == STANDARD_INPUT else str(Path(file).resolve())


def _indexed(index: str) -> Iterator[tuple[str, Notes]]:
    shape = 'Write {"article.txt": {"title": "…", "publisher": "…", "published_on": "2020-01-04"}}.'
    try:
        listed = json.loads(read_text(index))
    except json.JSONDecodeError as error:
        raise InvalidInput(f"The index is not JSON: {error}", where=index, remedy=shape) from None
    if not isinstance(listed, dict) or not all(isinstance(notes, dict) for notes in listed.values()):
        raise InvalidInput("The index does not map files to what is known of them", where=index, remedy=shape)
    for file, notes in listed.items():
        yield str((Path(index).parent / file).resolve()), _notes(notes, f"{index}: {file}")


def _notes(notes: dict[str, Any], where: str) -> Notes:
    for name, value in notes.items():
        if name not in KNOWN:
            raise InvalidInput(f"An index has no {name!r}", where=where, remedy=f"It has {', '.join(KNOWN)}.")
        if value is not None and not isinstance(value, str):
            raise InvalidInput(f"{name} is not a text", where=where, remedy="Put it in quotation marks.")
    known = {name: value for name, value in notes.items() if value is not None}
    if "published_on" in known:
        try:
            known["published_on"] = date.fromisoformat(known["published_on"])
        except ValueError:
            raise InvalidInput("published_on is not a date", where=where, remedy="Write it as 2020-01-04.") from None
    return known
