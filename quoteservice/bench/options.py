"""What `quoteservice bench` can be told; light, because the whole command line reads it."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

QUOTES = (1_000, 10_000, 100_000)
SECONDS = 4.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be chosen on the command line."""
    parser.add_argument(
        "--quotes",
        type=_number,
        nargs="+",
        default=QUOTES,
        metavar="N",
        help="sizes of the stores (default: 1000 10000 100000; 1000000 takes some ten minutes to fill)",
    )
    parser.add_argument(
        "--seconds", type=_seconds, default=SECONDS, metavar="S", help=f"of each measurement (default: {SECONDS:g})"
    )
    parser.add_argument("--results", type=Path, metavar="FILE", help="write FILE.json, FILE.md and FILE.svg")
    parser.add_argument(
        "--stores", type=Path, metavar="FOLDER", help="keep the filled stores here, for the next run to start with"
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return seconds
