"""quoteservice migrate: moves a store to another engine."""

from __future__ import annotations

from quoteservice.cli import exits
from quoteservice.cli.command import Command


def migrate(command: Command) -> int:
    """Moves all or nothing, and tells what was moved."""
    from quoteservice.bootstrap import move_store

    move_store(command.chosen.source, command.chosen.target, lambda line: print(line, flush=True))
    print("Everything is moved; set QUOTESERVICE_STORE to the new store to serve it.")
    return exits.OK
