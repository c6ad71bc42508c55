"""/v1/quotes.csv and /v1/quotes.jsonl: everything that fits a filter, as it is read from the store."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Response

from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.schemas.query import ExportQuerySchema
from quoteservice.api.schemas.quote import QuoteSchema
from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter
from quoteservice.service import Service

CSV = "text/csv; charset=utf-8"
JSON_LINES = "application/jsonl"

# Quotes that are read and sent at a time: enough to be quick, few enough to be nothing in memory.
AT_ONCE = 500

COLUMNS = (
    "id", "content", "form", "speaker_id", "speaker", "speaker_kind", "mention", "role", "organisation", "cue",
    "channel", "start", "end", "source_id", "title", "publisher", "author", "published_on", "url", "sha256",
)  # fmt: skip

# What a spreadsheet takes for a formula, and runs, when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Query = tuple[QuoteFilter, PageRequest, dict[str, str | None]]

blueprint = Blueprint("exports", __name__, url_prefix="/v1", description="Everything that fits, in one file.")


@blueprint.at("/quotes.csv")
@blueprint.takes(ExportQuerySchema, "query")
@blueprint.gives(
    200, {"type": "string"}, content_type="text/csv", description="One line a quote, under a line of names."
)
@blueprint.refuses(422, 503)
def export_csv(query: Query) -> Response:
    """Export quotes for a spreadsheet

    The same filters as for the list. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    return _streamed(csv_lines(pages(service(), query)), CSV, "quotes.csv")


@blueprint.at("/quotes.jsonl")
@blueprint.takes(ExportQuerySchema, "query")
@blueprint.gives(200, {"type": "string"}, content_type=JSON_LINES, description="One quote a line, as JSON.")
@blueprint.refuses(422, 503)
def export_json_lines(query: Query) -> Response:
    """Export quotes as lines of JSON

    The same filters as for the list, and each quote in the same shape.
    """
    return _streamed(json_lines(pages(service(), query)), JSON_LINES, "quotes.jsonl")


def pages(answering: Service, query: Query) -> Iterator[Page[Quote]]:
    """The pages of the list; the first is read at once, so that what is wrong with the query is still a problem.

    The rest is read as it is asked for, when a request is no longer at hand.
    """
    which, page, look_up = query
    first = answering.quotes(which, replace(page, limit=AT_ONCE), speaker=look_up["speaker"])

    def read() -> Iterator[Page[Quote]]:
        found = first
        yield found
        while found.next is not None:
            following = replace(page, cursor=found.next, limit=AT_ONCE)
            found = answering.quotes(which, following, speaker=look_up["speaker"])
            yield found

    return read()


def csv_lines(pages: Iterator[Page[Quote]]) -> Iterator[bytes]:
    """A line of names, and one for each quote."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for page in pages:
        writer.writerows([_cell(value) for value in _row(quote)] for quote in page.items)
        yield lines.getvalue().encode()
        lines.seek(0)
        lines.truncate()


def _row(quote: Quote) -> tuple[Any, ...]:
    statement, source, speaker = quote.statement, quote.source, quote.speaker
    whose = (speaker.id, speaker.name, speaker.kind.value) if speaker else (None, None, None)
    said = (statement.mention, statement.role, statement.organisation, statement.cue, statement.channel)
    where = (source.id, source.title, source.publisher, source.author, source.published_on, source.url, source.sha256)
    return (quote.id, quote.content, quote.form.value, *whose, *said, statement.span.start, statement.span.end, *where)


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def json_lines(pages: Iterator[Page[Quote]]) -> Iterator[bytes]:
    """One line of JSON for each quote."""
    schema = QuoteSchema()
    for page in pages:
        yield b"".join(json.dumps(schema.dump(quote), ensure_ascii=False).encode() + b"\n" for quote in page.items)


def _streamed(parts: Iterator[bytes], media_type: str, name: str) -> Response:
    return Response(parts, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
