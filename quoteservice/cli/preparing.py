"""quoteservice models prepare: fetches the models and makes them ready."""

from __future__ import annotations

from pathlib import Path

from quoteservice.cli import exits
from quoteservice.cli.command import Command


def prepare(command: Command) -> int:
    """Prepares every model of the models folder; done once."""
    from quoteservice.embedding.prepare import prepare as prepare_models

    prepare_models(Path(command.config.models), lambda line: print(line, flush=True))
    return exits.OK
