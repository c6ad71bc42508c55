"""quoteservice evaluate: how good the answers are."""

from __future__ import annotations

from quoteservice.cli.command import Command


def evaluate(command: Command) -> int:
    """Measures the answers; what it can be told is in quoteservice.evaluation.options."""
    from quoteservice.evaluation.command import run

    return run(command.chosen, command.config)
