"""quoteservice bench: how fast the answers are."""

from __future__ import annotations

from quoteservice.cli.command import Command


def bench(command: Command) -> int:
    """Measures the speed; what it can be told is in quoteservice.bench.options."""
    from quoteservice.bench.command import run

    return run(command.chosen, command.config)
