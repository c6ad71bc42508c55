"""Quotes of a folder, put on record: rows that are quotes are recorded, rows that are articles are read."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from quoteservice.domain.quote import Document, Form, QuoteRecord
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.errors import InvalidInput
from quoteservice.evaluation.generate import Spoken
from quoteservice.service import Service

TEXT_FIELDS = ("quotation", "text", "quote")
ID_FIELDS = ("quoteID", "id")
SUFFIXES = (".jsonl", ".jsonl.gz", ".csv", ".csv.gz")

LONGEST = 500
"""Characters; what is longer is a speech and no quotation."""


def files(folder: Path) -> list[Path]:
    """The tables of quotes in `folder`, by name; raises InvalidInput if there are none."""
    found = sorted(each for each in folder.iterdir() if each.name.endswith(SUFFIXES)) if folder.is_dir() else []
    if not found:
        raise InvalidInput(
            "There are no tables of quotes", where=str(folder), remedy=f"Name a folder with {', '.join(SUFFIXES)}."
        )
    return found


def rows(file: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of one table, gzipped or not."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    if ".csv" in file.suffixes:
        yield from csv.DictReader(io.StringIO(text))
    else:
        yield from (json.loads(line) for line in text.splitlines() if line.strip())


def sample(file: Path, size: int, seed: int) -> list[Spoken]:
    """Up to `size` quotes of named speakers, drawn by `seed`; no text twice."""
    found: dict[str, Spoken] = {}
    for row in rows(file):
        text = next((row[field] for field in TEXT_FIELDS if row.get(field)), None)
        speaker = row.get("speaker")
        if text and speaker and len(text) <= LONGEST:
            found.setdefault(text, Spoken(next(str(row[field]) for field in ID_FIELDS if field in row), speaker, text))
    drawn = list(found.values())
    Random(seed).shuffle(drawn)
    return drawn[:size]


def articles(file: Path, size: int, seed: int) -> list[Document]:
    """Up to `size` whole articles (rows with a title and a text, but no speaker), drawn by `seed`."""
    found = [row for row in rows(file) if row.get("title") and row.get("text") and "speaker" not in row]
    Random(seed).shuffle(found)
    return [Document(text=row["text"], title=row["title"], url=row.get("url")) for row in found[:size]]


def read(service: Service, documents: Iterable[Document], size: int, seed: int) -> list[Spoken]:
    """Reads the articles; up to `size` of the direct quotes of persons that were found in them, drawn by `seed`."""
    found = [
        Spoken(f"{quote.source.sha256[:8]}:{quote.statement.span.start}", quote.speaker.name, quote.content)
        for document in documents
        for quote in service.ingest(document).quotes
        if quote.speaker and quote.speaker.kind is SpeakerKind.PERSON and quote.form is Form.DIRECT
    ]
    drawn = [each for each in found if len(each.text) <= LONGEST]
    Random(seed).shuffle(drawn)
    return drawn[:size]


def record(service: Service, quotes: Sequence[Spoken], progress: Callable[[int], None] = lambda _: None) -> None:
    """Keeps every quote as one that was recorded by hand."""
    for number, quote in enumerate(quotes, start=1):
        service.record(QuoteRecord(quote.text, quote.speaker))
        progress(number)
