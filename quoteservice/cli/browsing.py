"""quoteservice speakers and quotes: what is on record."""

from __future__ import annotations

import sys

from quoteservice.cli import exits
from quoteservice.cli.command import Command, print_json
from quoteservice.cli.terminal import Terminal
from quoteservice.domain.quote import Form, PageRequest, QuoteFilter


def speakers(command: Command) -> int:
    """Lists everybody, or those whom a name means."""
    if command.chosen.name is None:
        return _everybody(command)
    return _meant(command)


def _everybody(command: Command) -> int:
    chosen = command.chosen
    with command.service() as service:
        page = service.speakers(PageRequest(chosen.cursor, chosen.limit))
    if chosen.json:
        from quoteservice.api.schemas.speaker import SpeakersSchema

        print_json(SpeakersSchema().dump({"speakers": page.items, "next": page.next}))
    else:
        Terminal.of(sys.stdout).speakers(page)
    return exits.OK


def _meant(command: Command) -> int:
    chosen = command.chosen
    with command.service() as service:
        found = service.resolve(chosen.name)
    if chosen.json:
        from quoteservice.api.schemas.speaker import ResolutionSchema

        candidates = found.candidates[: chosen.limit]
        answer = {"speakers": candidates, "resolution": found.status, "resolved": found.resolved}
        print_json(ResolutionSchema().dump(answer))
    else:
        Terminal.of(sys.stdout).resolution(chosen.name, found)
    return exits.OK


def quotes(command: Command) -> int:
    """Lists the quotes that fit."""
    chosen = command.chosen
    which = QuoteFilter(
        form=Form(chosen.form) if chosen.form else None,
        role=chosen.role,
        publisher=chosen.publisher,
        published_from=chosen.published_from,
        published_to=chosen.published_to,
    )
    with command.service() as service:
        page = service.quotes(which, PageRequest(chosen.cursor, chosen.limit), speaker=chosen.speaker, q=chosen.q)
    if chosen.json:
        from quoteservice.api.schemas.quote import QuotesSchema

        print_json(QuotesSchema().dump(page))
    else:
        Terminal.of(sys.stdout).quotes(page)
    return exits.OK
