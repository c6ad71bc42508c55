"""quoteservice mcp: answers assistants over the Model Context Protocol."""

from __future__ import annotations

from quoteservice.cli import exits
from quoteservice.cli.command import Command
from quoteservice.errors import InvalidInput


def mcp(command: Command) -> int:
    """Answers over standard input and output until the assistant hangs up."""
    try:
        from quoteservice.mcp import server
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("mcp", "pydantic")):
            raise
        raise InvalidInput(
            "The SDK of the Model Context Protocol is not installed",
            where="mcp",
            remedy="Install it with: pip install 'quoteservice[mcp]'.",
        ) from None
    with command.service() as service:
        server(service).run("stdio")
    return exits.OK
