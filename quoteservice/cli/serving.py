"""quoteservice serve: the page and the API."""

from __future__ import annotations

from quoteservice.cli import exits
from quoteservice.cli.command import Command


def serve(command: Command) -> int:
    """Serves until it is told to stop."""
    from quoteservice.server import serve as serve_until_stopped

    serve_until_stopped(command.config)
    return exits.OK
