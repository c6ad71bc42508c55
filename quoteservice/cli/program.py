"""Runs one command and turns what becomes of it into an exit code; an error is one line, never a traceback."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import cast

from quoteservice.cli import arguments, exits
from quoteservice.cli.arguments import settings
from quoteservice.cli.command import Command
from quoteservice.config import Config
from quoteservice.errors import QuoteserviceError


def main(words: Sequence[str] | None = None) -> int:
    """The exit code of the command that `words` (by default those of the shell) name."""
    chosen = arguments.parser().parse_args(words)
    # A terminal that cannot show a character gets an escape for it instead of no answer at all.
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        code = _function(chosen.run)(Command(chosen, Config.from_environment(os.environ, **settings(chosen))))
        sys.stdout.flush()
        return code
    except QuoteserviceError as error:
        print(f"quoteservice: {error}", file=sys.stderr)
        return exits.for_error(error)
    except KeyboardInterrupt:
        print("quoteservice: interrupted", file=sys.stderr)
        return exits.INTERRUPTED
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE


def _function(name: str) -> Callable[[Command], int]:
    module, _, function = name.partition(":")
    return cast(Callable[[Command], int], getattr(importlib.import_module(module), function))
