"""What `quoteservice evaluate` can be told; light, because the whole command line reads it."""

from __future__ import annotations

import argparse
from pathlib import Path

WHAT = ("verify", "generated", "pairs", "extraction", "names", "documents", "meaning")

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "cases"
GOLD = ROOT / "tests" / "extraction" / "gold"
NAMES = ROOT / "tests" / "speakers" / "cases"
DOSSIERS = ROOT / "models" / "meaning" / "written"
FLOORS = ROOT / "results" / "floors.json"
EXTRACTION_FLOORS = ROOT / "results" / "extraction-floors.json"

SAMPLE = 200
"""Quotes or pairs drawn from each set: the rate of a rare error is then known to about one percent."""

SEED = 20

BELOW_FLOOR = 1
DONE = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be chosen on the command line."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=WHAT,
        default="verify",
        help="labelled cases, variants, labelled pairs, articles, names, pages, or claims in other words",
    )
    parser.add_argument("--cases", type=Path, metavar="FOLDER", help="labelled cases; annotated articles; dossiers")
    parser.add_argument("--names", type=Path, default=NAMES, metavar="FOLDER", help="the tables of labelled names")
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="quotes to vary, labelled pairs, PolNeAR, lists of names, or pages"
    )
    parser.add_argument("--sample", type=int, default=SAMPLE, metavar="N", help=f"most of each set (default: {SAMPLE})")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="what draws the sample and the variants")
    parser.add_argument("--results", type=Path, metavar="FILE", help="write FILE.json and FILE.md")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write the cases of the dev half that went wrong")
    parser.add_argument("--gate", action="store_true", help=f"end with {BELOW_FLOOR} if a measure is below its floor")
    parser.add_argument("--floors", type=Path, metavar="FILE", help="the floors of the gate")
    parser.add_argument("--peers", action="store_true", help="put the cases to other matchers as well")
