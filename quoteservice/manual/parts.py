"""Made parts of a page: what stands between `<!-- made: NAME -->` and `<!-- end -->` is written by a maker."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

PART = re.compile(r"(?P<open><!-- made: (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)

Makers = Mapping[str, Callable[[], str]]


def pages(root: Path = ROOT) -> tuple[Path, ...]:
    """The README and every page of docs/, in order."""
    return (root / "README.md", *sorted((root / "docs").rglob("*.md")))


def filled(page: str, makers: Makers) -> str:
    """The page with each made part as its maker writes it today. Raises KeyError for a part that nobody makes."""
    return PART.sub(lambda part: f"{part['open']}\n{makers[part['name']]().strip()}\n\n{part['close']}", page)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table of Markdown; a bar within a cell is escaped, a line break becomes a blank."""
    body = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in body)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
