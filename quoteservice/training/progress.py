"""Says how far fitting is."""

from __future__ import annotations


def say(line: str) -> None:
    """Prints at once, also into a file."""
    print(line, flush=True)
