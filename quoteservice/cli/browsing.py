"""quoteservice speakers, quotes and articles: what is on record."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from quoteservice.cli import exits
from quoteservice.cli.command import Command, print_json
from quoteservice.cli.terminal import Terminal
from quoteservice.domain.quote import Form, Order, Page, PageRequest, QuoteFilter
from quoteservice.errors import InvalidInput
from quoteservice.service import SplitOrder


def speakers(command: Command) -> int:
    """Lists everybody or those whom a name means; merges, splits, and tells what was merged and split."""
    words = command.chosen.words
    if not words:
        return _everybody(command)
    action, ids = words[0], words[1:]
    if ids and action in _ACTIONS:
        return _changed(command, action, ids)
    if ids:
        raise InvalidInput(
            f"{len(words)} names were given", where="NAME", remedy="Put a name of several words in marks."
        )
    return _meant(command, action)


_ACTIONS = {"merge": 2, "split": 1, "history": 1}
"""Each with the number of ids that it takes."""


def _changed(command: Command, action: str, ids: list[str]) -> int:
    if len(ids) != _ACTIONS[action]:
        raise InvalidInput(
            f"{action} takes {_ACTIONS[action]} ids, not {len(ids)}",
            where="ID",
            remedy="Find ids with: quoteservice speakers NAME --json.",
        )
    chosen = command.chosen
    order = SplitOrder(tuple(chosen.alias or ()), chosen.merged, tuple(chosen.quote or ()))
    with command.service() as service:
        if action == "merge":
            return _told(command, "ProfileSchema", service.merge_speakers(*ids), "merged")
        if action == "split":
            return _told(command, "SplitSpeakersSchema", service.split_speaker(ids[0], order), "split")
        return _told(command, "SpeakerHistorySchema", {"history": service.speaker_history(ids[0])}, "history")


def _told(command: Command, schema: str, answer: Any, shown: str) -> int:
    if command.chosen.json:
        from quoteservice.api.schemas import speaker

        print_json(getattr(speaker, schema)().dump(answer))
    else:
        getattr(Terminal.of(sys.stdout), shown)(answer)
    return exits.OK


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


def _meant(command: Command, name: str) -> int:
    chosen = command.chosen
    with command.service() as service:
        found = service.resolve(name, chosen.on)
    if chosen.json:
        from quoteservice.api.schemas.speaker import ResolutionSchema

        candidates = found.candidates[: chosen.limit]
        answer = {"speakers": candidates, "resolution": found.status, "resolved": found.resolved}
        print_json(ResolutionSchema().dump(answer))
    else:
        Terminal.of(sys.stdout).resolution(name, found)
    return exits.OK


def quotes(command: Command) -> int:
    """Lists the quotes that fit, or shows one."""
    chosen = command.chosen
    if chosen.id is not None:
        return _one_quote(command)
    which, order = chosen_quotes(chosen)
    with command.service() as service:
        page = service.quotes(
            which, PageRequest(chosen.cursor, chosen.limit, order), speaker=chosen.speaker, q=chosen.q
        )
    if chosen.json:
        from quoteservice.api.schemas.quote import QuotesSchema

        print_json(QuotesSchema().dump(page))
    else:
        Terminal.of(sys.stdout).quotes(page)
    return exits.OK


def chosen_quotes(chosen: argparse.Namespace) -> tuple[QuoteFilter, Order]:
    """Which quotes the flags mean, and in which order."""
    which = QuoteFilter(
        form=Form(chosen.form) if chosen.form else None,
        role=chosen.role,
        publisher=chosen.publisher,
        published_from=chosen.published_from,
        published_to=chosen.published_to,
    )
    return which, Order(chosen.sort)


def _one_quote(command: Command) -> int:
    with command.service() as service:
        quote = service.quote(command.chosen.id)
    if command.chosen.json:
        from quoteservice.api.schemas.quote import QuoteSchema

        print_json(QuoteSchema().dump(quote))
    else:
        Terminal.of(sys.stdout).quotes(Page((quote,)))
        if quote.withdrawn:
            print("It was withdrawn and is no evidence.")
    return exits.OK


def articles(command: Command) -> int:
    """Lists what was read, or shows one article with what is said in it."""
    chosen = command.chosen
    if chosen.id is not None:
        return _one_article(command)
    with command.service() as service:
        page = service.sources(PageRequest(chosen.cursor, chosen.limit))
    if chosen.json:
        from quoteservice.api.schemas.article import SourcesSchema

        print_json(SourcesSchema().dump(page))
    else:
        Terminal.of(sys.stdout).articles(page)
    return exits.OK


def _one_article(command: Command) -> int:
    with command.service() as service:
        read = service.source(command.chosen.id)
    if command.chosen.json:
        from quoteservice.api.schemas.article import KeptArticleSchema

        print_json(KeptArticleSchema().dump(read))
    else:
        Terminal.of(sys.stdout).article(read)
    return exits.OK
