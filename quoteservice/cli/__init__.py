"""The command line: what the service answers, for people at a terminal and for scripts."""

from quoteservice.cli.program import main

__all__ = ["main"]
