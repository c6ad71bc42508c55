"""Files, standard input and an index, read into documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quoteservice.bulk.files import HTML_ENDINGS, text_document
from quoteservice.bulk.item import Notes, index_of
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput, UnreadableText
from quoteservice.text.encodings import html_text

STANDARD_INPUT = "-"
ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read, and what is known about it."""

    file: str
    notes: Notes

    def document(self, *, html: bool = False) -> Document:
        """The file as a document. Raises InvalidInput."""
        if is_address(self.file):
            return replace(Document(url=self.file), **self.notes)
        is_html = html or self.file.lower().endswith(HTML_ENDINGS)
        document = Document(html=html_text(_content(self.file))) if is_html else self._text()
        return replace(document, **self.notes)

    def _text(self) -> Document:
        text = read_text(self.file)
        return text_document(text, "" if self.file == STANDARD_INPUT else self.file)


def is_address(file: str) -> bool:
    """True for a page of the web, which is fetched, instead of a file."""
    return file.lower().startswith(ADDRESSES)


def read_text(file: str) -> str:
    """The text of a file, or of standard input for `-`. Raises InvalidInput if it cannot be read as UTF-8."""
    try:
        # A byte order mark is how some editors say UTF-8; it is no part of the text.
        return _content(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableText("The text is not UTF-8", where=name_of(file), remedy="Save it as UTF-8 first.") from None


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"The file cannot be read: {error.strerror}",
            where=name_of(file),
            remedy="Check the name and the permissions.",
        ) from None


def name_of(file: str) -> str:
    """The file as a person would call it."""
    return "standard input" if file == STANDARD_INPUT else file


def warn(warnings: Sequence[str], file: str) -> None:
    """Prints what a person should know of how a file was read."""
    for each in warnings:
        print(f"quoteservice: {name_of(file)}: {each}", file=sys.stderr)


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
    return file if file == STANDARD_INPUT or is_address(file) else str(Path(file).resolve())


def _indexed(index: str) -> Iterator[tuple[str, Notes]]:
    for file, notes in index_of(read_text(index), index).items():
        yield str((Path(index).parent / file).resolve()), notes
