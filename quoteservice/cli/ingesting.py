"""quoteservice ingest: reads articles and keeps who said what in them."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm

from quoteservice.bulk.places import is_collection
from quoteservice.cli import exits
from quoteservice.cli.command import Command, print_json
from quoteservice.cli.documents import Entry, entries, is_address, warn
from quoteservice.cli.terminal import Terminal
from quoteservice.errors import InvalidInput, QuoteserviceError
from quoteservice.progress import watched
from quoteservice.service import Ingested, Service


def ingest(command: Command) -> int:
    """Reads every article; one that cannot be used does not stop the others, and is named at the end."""
    if any(is_collection(place) and not is_address(place) for place in command.chosen.places):
        # Imported here, because a single article needs none of it.
        from quoteservice.cli.bulk import ingest_many

        return ingest_many(command, given(command.chosen))
    return _ingest_each(command)


def given(chosen: Any) -> dict[str, Any]:
    """What the flags say of every article."""
    names = ("title", "publisher", "author", "published_on", "url")
    return {name: getattr(chosen, name) for name in names if getattr(chosen, name) is not None}


def _ingest_each(command: Command) -> int:
    chosen = command.chosen
    listed = entries(chosen.places, chosen.index, given(chosen))
    failed: list[tuple[str, InvalidInput]] = []
    with command.service() as service:
        # A bar says nothing about a single file.
        for entry in watched(listed, "articles") if len(listed) > 1 else listed:
            try:
                _answer(_read(service, entry, chosen.html), entry.file, as_json=chosen.json)
            except InvalidInput as error:
                failed.append((entry.file, error))
    for file, reason in failed:
        print(f"quoteservice: {file}: {reason}", file=sys.stderr)
    if failed and len(listed) > 1:
        print(f"quoteservice: {len(failed)} of {len(listed)} articles were not read", file=sys.stderr)
    return exits.INPUT if failed else exits.OK


def _read(service: Service, entry: Entry, html: bool) -> Ingested:
    try:
        return service.ingest(entry.document(html=html))
    except InvalidInput:
        raise
    except QuoteserviceError:
        print(f"quoteservice: stopped at {entry.file}", file=sys.stderr)
        raise


def _answer(ingested: Ingested, file: str, *, as_json: bool) -> None:
    with tqdm.external_write_mode():
        warn(ingested.warnings, file)
    if as_json:
        from quoteservice.api.schemas.article import ReadArticleSchema

        print_json(ReadArticleSchema().dump(ingested), indent=None)
    else:
        with tqdm.external_write_mode():
            Terminal.of(sys.stdout).ingested(ingested, file)
