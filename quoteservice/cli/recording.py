"""quoteservice record, withdraw, changes and export: what came onto the record, and what was taken out of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from quoteservice.cli import exits
from quoteservice.cli.browsing import chosen_quotes
from quoteservice.cli.command import Command, print_json
from quoteservice.cli.documents import STANDARD_INPUT, read_text
from quoteservice.cli.terminal import Terminal
from quoteservice.domain.quote import Document, Form, Page, PageRequest, QuoteRecord
from quoteservice.errors import InvalidInput


def record(command: Command) -> int:
    """Records one quote by hand."""
    chosen = command.chosen
    source = Document(
        title=chosen.title,
        publisher=chosen.publisher,
        author=chosen.author,
        published_on=chosen.published_on,
        url=chosen.url,
    )
    text = read_text(STANDARD_INPUT).strip() if chosen.text == STANDARD_INPUT else chosen.text
    with command.service() as service:
        quote = service.record(QuoteRecord(text, chosen.speaker, chosen.role, Form(chosen.form), source))
    if chosen.json:
        from quoteservice.api.schemas.quote import QuoteSchema

        print_json(QuoteSchema().dump(quote))
    else:
        Terminal.of(sys.stdout).quotes(Page((quote,)))
        print(f"Recorded as {quote.id}.")
    return exits.OK


def withdraw(command: Command) -> int:
    """Takes a quote out of evidence."""
    with command.service() as service:
        service.withdraw(command.chosen.id)
    print(f"{command.chosen.id} is no longer evidence.")
    return exits.OK


def changes(command: Command) -> int:
    """Lists what came and went."""
    chosen = command.chosen
    with command.service() as service:
        found = service.changes(chosen.since, chosen.limit + 1)
    shown, more = found[: chosen.limit], len(found) > chosen.limit
    last = shown[-1].sequence if shown else chosen.since
    if chosen.json:
        from quoteservice.api.schemas.change import RecordChangesSchema

        print_json(RecordChangesSchema().dump({"changes": shown, "last": last, "more": more}))
        return exits.OK
    for each in shown:
        print(f"{each.sequence} {each.action} {each.quote_id}")
    if not shown:
        print("Nothing came or went.")
    elif more:
        print(f"There is more: --since {last}")
    return exits.OK


def export(command: Command) -> int:
    """Writes all quotes that fit, as they are read."""
    from quoteservice.api.exports import csv_lines, json_lines, pages

    chosen = command.chosen
    write = csv_lines if chosen.format == "csv" else json_lines
    with command.service() as service:
        which, order = chosen_quotes(chosen)
        lines = write(pages(service, (which, PageRequest(order=order), {"speaker": chosen.speaker, "q": None})))
        if chosen.output is None:
            for line in lines:
                sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        else:
            _written(chosen.output, lines)
    return exits.OK


def _written(file: str, lines: Iterable[bytes]) -> None:
    try:
        with Path(file).open("xb") as out:
            out.writelines(lines)
    except OSError as error:
        raise InvalidInput(
            f"The file cannot be written: {error.strerror}", where=file, remedy="Name one that is not there yet."
        ) from None
