"""A file of claims, one a row, in JSON lines or CSV with the fields of POST /v1/verify."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from quoteservice.cli.documents import STANDARD_INPUT, name_of, read_text
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.errors import InvalidInput

TABLE = ".csv"
LINES = (".jsonl", ".ndjson")

FIELDS = tuple(each.name for each in fields(Claim))

# What each field is made of; the rest are texts.
KINDS: dict[str, Callable[[str], Any]] = {"form": ClaimForm, "profile": Profile, "said_on": date.fromisoformat}

# How each is to be written, for whoever wrote it otherwise.
SHAPES = {
    "form": f"Write one of {', '.join(ClaimForm)}.",
    "profile": f"Write one of {', '.join(Profile)}.",
    "said_on": "Write it as 2020-01-04.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its line, and the claim, or why it is none."""

    line: int
    claim: Claim | None = None
    error: InvalidInput | None = None


def rows(file: str, given: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of a file, `-` being JSON lines on standard input; `given` stands where a row says nothing.

    Raises InvalidInput if the file cannot be read as a whole.
    """
    if file != STANDARD_INPUT and not file.lower().endswith((TABLE, *LINES)):
        raise InvalidInput(
            "It is not clear how the claims are written",
            where=name_of(file),
            remedy=f"Name a file that ends with {TABLE} or {LINES[0]}; - is JSON lines on standard input.",
        )
    text = read_text(file)
    for line, row in _table(text, file) if file.lower().endswith(TABLE) else _lines(text):
        yield _row(line, row, given)


def _table(text: str, file: str) -> Iterator[tuple[int, Any]]:
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if "text" not in (table.fieldnames or ()):
            raise InvalidInput(
                "The first line does not name a column `text`",
                where=name_of(file),
                remedy=f"Give the columns names, some of {', '.join(FIELDS)}.",
            )
        for row in table:
            whole = None not in row and None not in row.values()
            # An empty cell says nothing, as a field that is left out.
            named = {name: cell for name, cell in row.items() if cell and cell.strip()} if whole else None
            yield table.line_num, named
    except csv.Error as error:
        raise InvalidInput(
            f"The table breaks off after line {table.line_num}: {error}",
            where=name_of(file),
            remedy="Mend it from there on.",
        ) from None


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    # At line feeds alone: other separators of Unicode may stand in a JSON text.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _row(line: int, row: Any, given: Mapping[str, Any]) -> Row:
    where = f"line {line}"
    if not isinstance(row, dict):
        what = "This is not a row with a cell for each column, or not a JSON object"
        return Row(line, error=InvalidInput(what, where=where, remedy='Write {"text": "…", "speaker": "…"}.'))
    said = {name: value for name, value in row.items() if value is not None}
    unknown = [name for name in said if name not in FIELDS]
    if unknown:
        what = f"There is no field {unknown[0]!r}"
        return Row(line, error=InvalidInput(what, where=where, remedy=f"The fields are {', '.join(FIELDS)}."))
    try:
        return Row(line, Claim(**{**given, **{name: _value(name, value, where) for name, value in said.items()}}))
    except TypeError:
        return Row(line, error=InvalidInput("There is no `text`", where=where, remedy="Give the words."))
    except InvalidInput as error:
        return Row(line, error=error)


def _value(name: str, value: Any, where: str) -> Any:
    if not isinstance(value, str):
        raise InvalidInput(f"`{name}` is not a text", where=where, remedy="Put it in quotation marks.")
    try:
        return KINDS.get(name, str)(value.strip() if name in KINDS else value)
    except ValueError:
        raise InvalidInput(f"`{name}` cannot be {value!r}", where=where, remedy=SHAPES[name]) from None
