"""One file of articles: a text, a page, or a table in JSON lines or CSV with one article a row."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, Any

from quoteservice.bulk.item import FIELDS, Failure, Item, Notes, notes_of, unusable
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput
from quoteservice.text.encodings import html_text
from quoteservice.text.headlines import headline

HTML_ENDINGS = (".html", ".htm", ".xhtml")
TEXT_ENDINGS = (".txt", ".text")
LINES_ENDINGS = (".jsonl", ".ndjson")
TABLE_ENDINGS = (".csv",)
ENDINGS = (*TEXT_ENDINGS, *HTML_ENDINGS, *LINES_ENDINGS, *TABLE_ENDINGS)

# Largest file of one article, and largest row, in bytes: several times the largest page that is read.
MOST_BYTES = 16 * 2**20

_TOO_LARGE = f"It has more than {MOST_BYTES // 2**20} MiB"
_SPLIT = "Split it, or leave it out."


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: what is given for every article, what columns are called, and whether all is HTML."""

    given: Notes = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    html: bool = False


def ending(name: str) -> str:
    """The ending that tells what a file is, without the `.gz` of a compressed one."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix


def items_in(place: str, stream: IO[bytes], notes: Notes, reading: Reading) -> Iterator[Item]:
    """The articles in a file, whose name is the end of `place`; what cannot be read is an item that says why."""
    kind = ending(place)
    if kind in LINES_ENDINGS:
        yield from _lines(place, stream, reading)
    elif kind in TABLE_ENDINGS:
        yield from _table(place, stream, reading)
    else:
        yield _whole(place, stream, notes, reading, is_html=reading.html or kind in HTML_ENDINGS)


def text_document(text: str, place: str) -> Document:
    """A plain text, with its headline as title; without one, with the name of its file."""
    name = PurePosixPath(place.removesuffix(".gz")).stem
    is_title = name.isprintable() and any(map(str.isalnum, name))
    return Document(text=text, title=headline(text) or (name if is_title else None))


def _whole(place: str, stream: IO[bytes], notes: Notes, reading: Reading, *, is_html: bool) -> Item:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return unusable(place, _TOO_LARGE, _SPLIT)
    known = {**notes, **reading.given}
    if is_html:
        return Item(place, replace(Document(html=html_text(content)), **known))
    try:
        # A byte order mark is how some editors say UTF-8; it is no part of the text.
        return Item(place, replace(text_document(content.decode("utf-8-sig"), place), **known))
    except UnicodeDecodeError:
        return unusable(place, "The text is not UTF-8", "Save it as UTF-8 first.")


def _lines(place: str, stream: IO[bytes], reading: Reading) -> Iterator[Item]:
    for number, line in enumerate(iter(lambda: stream.readline(MOST_BYTES + 1), b""), start=1):
        where = f"{place}:{number}"
        if len(line) > MOST_BYTES:
            # What follows is the rest of this line; where the next one begins is not worth finding out.
            yield unusable(where, _TOO_LARGE, f"{_SPLIT} Nothing behind it was read.")
            return
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            yield unusable(where, f"The line is not JSON: {error}", "Write one JSON object in UTF-8 a line.")
            continue
        if isinstance(row, dict):
            yield _row(where, row, reading)
        else:
            yield unusable(where, "The line is no JSON object", 'Write {"text": "…", "title": "…"}.')


def _table(place: str, stream: IO[bytes], reading: Reading) -> Iterator[Item]:
    csv.field_size_limit(MOST_BYTES)
    rows = csv.DictReader(_decoded(stream), strict=True)
    try:
        for row in rows:
            where = f"{place}:{rows.line_num}"
            if None in row or None in row.values():
                yield unusable(where, "The row has not as many cells as the head", "Quote cells that have commas.")
            else:
                yield _row(where, {name: cell if cell.strip() else None for name, cell in row.items()}, reading)
    except csv.Error as error:
        yield unusable(f"{place}:{rows.line_num}", f"The table breaks off: {error}", "Mend it from this line on.")


def _decoded(stream: IO[bytes]) -> Iterator[str]:
    """The lines of a table; what is no UTF-8 becomes characters that no text may have, so that its row is refused."""
    for number, line in enumerate(iter(lambda: stream.readline(MOST_BYTES + 1), b"")):
        if len(line) > MOST_BYTES:
            raise csv.Error(f"a line has more than {MOST_BYTES // 2**20} MiB")
        yield (line.removeprefix(codecs.BOM_UTF8) if number == 0 else line).decode("utf-8", "surrogateescape")


def _row(where: str, row: Mapping[str, Any], reading: Reading) -> Item:
    named = {reading.renamed.get(name, name): value for name, value in row.items()}
    named.pop("", None)
    try:
        known = {**notes_of(named, None, FIELDS), **reading.given}
    except InvalidInput as error:
        return Item(where, failure=Failure.of(error))
    return Item(where, Document(**known))
