"""How well articles are found in real pages: the words of the body, and what the page says about itself.

A folder holds `manifest.jsonl`, one page a line: `page` (a file beside it, gzipped or not), `set`, and where there is
one the body as people marked it (`gold_body`) and the one that trafilatura alone finds (`trafilatura_text`).
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from quoteservice.domain.quote import Document
from quoteservice.errors import NoArticle

MANIFEST = "manifest.jsonl"
FIELDS = ("title", "publisher", "author", "published_on", "url")

# Share of a body's words from which on it counts as found whole.
WHOLE = 0.95

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `gold` is its body as people marked it, `plain` what trafilatura alone finds."""

    kind: str
    html: str
    gold: str | None
    plain: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read from a page in `ms` milliseconds of the processor; None if it was refused as no article."""

    page: Page
    document: Document | None
    ms: float


def pages(folder: Path) -> list[Page]:
    """The pages of a folder, or of its folder `html`, in the order of the manifest."""
    home = folder if (folder / MANIFEST).is_file() else folder / "html"
    rows = map(json.loads, (home / MANIFEST).read_text(encoding="utf-8").splitlines())
    return [
        Page(row["set"], _text(home / Path(row["page"]).name), row.get("gold_body"), row.get("trafilatura_text"))
        for row in rows
    ]


def _text(file: Path) -> str:
    content = file.read_bytes()
    return (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8", "replace")


def read(article: Callable[[str], Document], listed: Iterable[Page]) -> list[Found]:
    """What `article` finds in each page, in order."""
    found = []
    for page in listed:
        start = time.process_time()
        try:
            document = article(page.html)
        except NoArticle:
            document = None
        found.append(Found(page, document, (time.process_time() - start) * 1000))
    return found


def shares(found: Sequence[Found]) -> dict[str, dict[str, Any]]:
    """The figures of each set and of all together; rates and token F1 in percent, None where there is no gold."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.page.kind, []).append(each)
    return {name: _row(group) for name, group in [*sorted(groups.items()), ("all", list(found))]}


def _row(group: Sequence[Found]) -> dict[str, Any]:
    known = [each.document for each in group if each.document]
    marked = [each for each in group if each.page.gold]
    ours = [token_f1(each.document.text or "" if each.document else "", each.page.gold or "") for each in marked]
    plain = [token_f1(each.page.plain or "", each.page.gold or "") for each in marked]
    return {
        "pages": len(group),
        "refused": len(group) - len(known),
        "with_gold": len(marked),
        "body_f1": _percent(ours),
        "body_whole": _percent([float(each >= WHOLE) for each in ours]),
        "trafilatura_f1": _percent(plain),
        **{field: _percent([float(getattr(each, field) is not None) for each in known]) for field in FIELDS},
        "ms": round(mean(each.ms for each in group)),
    }


def token_f1(found: str, gold: str) -> float:
    """The harmonic mean of precision and recall of the words, each counted as often as it stands there; 0 to 1."""
    ours, theirs = Counter(_WORD.findall(found.casefold())), Counter(_WORD.findall(gold.casefold()))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def _percent(values: Sequence[float]) -> float | None:
    return round(100 * mean(values), 1) if values else None
