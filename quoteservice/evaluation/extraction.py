"""quoteservice evaluate extraction: what is read out of annotated articles, beside two other readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from quoteservice.bootstrap import READER_MODEL
from quoteservice.config import Config
from quoteservice.evaluation import readers
from quoteservice.evaluation.annotated import Annotated, own, polnear
from quoteservice.evaluation.cases import Part
from quoteservice.evaluation.metrics import PERCENT_DECIMALS
from quoteservice.evaluation.overlap import rates, segment_counts, statement_counts, word_counts
from quoteservice.evaluation.readers import Read

MILLISECONDS = 1000

OURS = "quoteservice"


def measure(config: Config, folder: Path, data: Path | None) -> dict[str, Any]:
    """The results on our own articles and, where `data` holds PolNeAR, on its development articles with other readers.

    Raises InvalidInput if a folder does not hold what it should, ModelMissing without the parser.
    """
    weights = Path(config.models) / READER_MODEL / "weights"
    read = readers.ours(weights)
    articles = own(folder)
    reading: dict[str, Any] = {
        "own": {part.value: _figures(read, [each for each in articles if each.part is part]) for part in Part}
    }
    about = (
        f"{len(articles)} annotated articles of our own, people and places invented; the rules were made with the "
        "`dev` half in view. The faults of the `report` half were mended after it was measured, so that it is no "
        "longer unseen. "
    )
    if data is not None:
        outside = polnear(data)
        reading["polnear"] = {OURS: _figures(read, outside)} | {
            name: _others(load, weights, outside) for name, load in readers.OTHERS.items()
        }
        about += (
            f"PolNeAR: its {len(outside)} development articles of political news; rules were chosen on its training "
            "articles. "
        )
    return {"title": "Reading the news", "about": about + "Rates in percent.", "parts": {}, "reading": reading}


def _others(load: Any, weights: Path, articles: Sequence[Annotated]) -> dict[str, Any] | str:
    try:
        return _figures(load(weights), articles)
    except ImportError as error:
        return f"skipped: {error.name} is not installed (pip install 'quoteservice[peers]')"


def _figures(read: Read, articles: Sequence[Annotated]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    seconds = 0.0
    for article in articles:
        start = process_time()
        found = read(article.text)
        seconds += process_time() - start
        for count in (segment_counts, statement_counts, word_counts):
            counts.update(count(article, found))
    wait = round(seconds * MILLISECONDS / len(articles), PERCENT_DECIMALS)
    return {"articles": len(articles), "ms": wait, **rates(counts)}


TABLES = {
    "own": ("Our own articles", ("statements", "words")),
    "polnear": ("PolNeAR, development articles", ("quoted", "statements")),
}
GROUPS = {
    "quoted": "words in quotation marks, of four tokens and more",
    "statements": "statements of every form",
    "words": "speaker, role and form of those found, and traps",
}


def tables(reading: dict[str, Any]) -> Iterable[tuple[str, list[str], list[list[Any]]]]:
    """Title, head and rows of each table of the results."""
    for name, lines in reading.items():
        title, groups = TABLES[name]
        measured = {line: figures for line, figures in lines.items() if not isinstance(figures, str)}
        for group in groups:
            columns = list(next(iter(measured.values()))[group])
            head = [name, *(column.replace("_", " ") for column in columns)]
            rows = [[line, *(figures[group][column] for column in columns)] for line, figures in measured.items()]
            yield f"{title}: {GROUPS[group]}", head, rows
        waits = [[line, figures if isinstance(figures, str) else figures["ms"]] for line, figures in lines.items()]
        yield f"{title}: processor time", [name, "ms an article"], waits
