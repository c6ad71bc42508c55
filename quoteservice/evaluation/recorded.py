"""Measures on quotes of a folder: records them in a store of its own, then asks for variants or for their pairs."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from quoteservice.domain.quote import QuoteRecord
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


def record(service: Service, quotes: Sequence[Spoken], progress: Callable[[int], None] = lambda _: None) -> None:
    """Keeps every quote as one that was recorded by hand."""
    for number, quote in enumerate(quotes, start=1):
        service.record(QuoteRecord(quote.text, quote.speaker))
        progress(number)
