"""What the flags of all commands share: settings, days, numbers, choices, pages of a list."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import Field, fields
from datetime import date
from typing import Any

from quoteservice.cli import exits
from quoteservice.config import PREFIX, Config

# Rows of a list, as many as a terminal scrolls back comfortably.
ROWS = 50

Commands = Any
"""The object that `add_subparsers` returns; argparse gives its class no public name."""


def command(
    commands: Commands, name: str, takes: str, run: str, does: str, *, answers: bool = True
) -> argparse.ArgumentParser:
    """A command with all settings as flags, and `--json` if it `answers` something."""
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        # All settings in the usage would bury what the command is for.
        usage=f"quoteservice {takes} [OPTION ...]",
        # A script must not break when a later version adds a flag.
        allow_abbrev=False,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=exits.MEANINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=f"quoteservice.cli.{run}")
    if answers:
        made.add_argument("--json", action="store_true", help="print the JSON of the HTTP API")
    group = made.add_argument_group("settings", f"also read from the environment, as {PREFIX}NAME")
    for each in fields(Config):
        _setting(group, each)
    return made


def _setting(group: Any, each: Field[Any]) -> None:
    meaning = each.metadata["meaning"].replace("`", "").replace("%", "%%")
    group.add_argument(
        f"--{each.name.replace('_', '-')}",
        metavar="N" if each.type in (int, "int") else "VALUE",
        type=whole(each.metadata["least"]) if each.type in (int, "int") else str,
        # Absent unless given, so that the environment counts.
        default=argparse.SUPPRESS,
        help=f"{meaning} (default: {str(each.default).replace('%', '%%')})",
    )


def whole(least: int) -> Callable[[str], int]:
    """Reads a whole number that is not below `least`."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= least):
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} on")
        return int(text)

    return number


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2020-01-04") from None


def choices(kind: Any) -> dict[str, Any]:
    return {"choices": [each.value for each in kind], "type": str}


def paged(made: argparse.ArgumentParser) -> None:
    made.add_argument("--limit", type=whole(1), default=ROWS, metavar="N", help=f"most rows (default: {ROWS})")
    made.add_argument("--cursor", metavar="CURSOR", help="where the page before ended")
