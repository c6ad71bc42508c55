"""Articles whose statements people have marked: PolNeAR's from outside, and our own, which are the specification.

An article of our own is one readable file:

    kind: what it tries
    title: its headline

    The text, as a newspaper prints it.

    == statements
    form | speaker | mention | role | content, its parts apart by "||"

    == not quotes
    words in quotation marks that are nobody's statement

A field that is null is "-"; "~" stands between fields that an editor could defend. A form with "?" marks a statement
that may be left out: an order or praise of which the text prints no words.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.errors import InvalidInput
from quoteservice.evaluation.cases import Part

SALT = "3"
"""Chosen on counts alone: with it the halves differ by two articles at most."""

STATEMENTS = "== statements"
NOT_QUOTES = "== not quotes"
NULL = "-"
PARTS = "||"
OR = " ~ "
OPTIONAL = "?"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as people marked it; `source` is where the speaker is printed, where the set marks spans.

    `speakers`, `mention` and `roles` are marked in our own articles alone; any of the speakers, and of the roles, is
    right.
    """

    form: Form
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    speakers: tuple[str | None, ...] = ()
    mention: str | None = None
    roles: tuple[str | None, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """`not_quotes` are words in quotation marks that nobody said."""

    name: str
    text: str
    said: tuple[Said, ...]
    not_quotes: tuple[Span, ...] = ()
    kind: str = ""

    @property
    def part(self) -> Part:
        """The half that the article is in, by a hash of its name."""
        digest = hashlib.sha256(f"{SALT} {self.name}".encode()).digest()
        return Part.DEV if digest[0] % 2 else Part.REPORT


def own(folder: Path) -> tuple[Annotated, ...]:
    """Our own articles, by name. Raises InvalidInput where a file does not hold to the form, with the line."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise InvalidInput(
            "There are no annotated articles", where=str(folder), remedy="Give the folder of *.txt files."
        )
    return tuple(_own(file.stem, file.read_text(encoding="utf-8")) for file in files)


def _own(name: str, page: str) -> Annotated:
    head, _, rest = page.partition("\n\n")
    text, _, rest = rest.partition(f"\n{STATEMENTS}\n")
    rows, _, refused = rest.partition(f"\n{NOT_QUOTES}\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    title = fields.get("title")
    text = f"{title}\n\n{text}" if title else text
    said: list[Said] = []
    at = 0
    for row in filter(None, map(str.strip, rows.splitlines())):
        one = _statement(name, text, row, at)
        at = one.content[0].start
        said.append(one)
    not_quotes = tuple(_spans(name, text, line, 0)[0] for line in filter(None, map(str.strip, refused.splitlines())))
    return Annotated(name, text, tuple(said), not_quotes, fields.get("kind", ""))


def _statement(name: str, text: str, row: str, at: int) -> Said:
    cells = [cell.strip() for cell in row.split(" | ", 4)]
    if len(cells) != 5:
        raise InvalidInput(f"A statement has five fields, not {len(cells)}", where=f"{name}: {row}", remedy="Add them.")
    form, *words, content = cells
    speakers, mentions, roles = (tuple(None if each == NULL else each for each in word.split(OR)) for word in words)
    for printed in (*mentions, *roles):
        if printed is not None and printed not in " ".join(text.split()):
            raise InvalidInput(f"{printed!r} is not in the text", where=f"{name}: {row}", remedy="Write it as printed.")
    spans = _spans(name, text, content, at)
    return Said(Form(form.strip(OPTIONAL)), spans, (), speakers, mentions[0], roles, form.endswith(OPTIONAL))


def _spans(name: str, text: str, content: str, at: int) -> tuple[Span, ...]:
    """Where the parts stand: in order, behind `at` if they stand there, else anywhere."""
    found: list[Span] = []
    for part in (each.strip() for each in content.split(PARTS)):
        start = text.find(part, at)
        start = start if start >= 0 or found else text.find(part)
        if start < 0:
            raise InvalidInput(f"{part!r} is not in the text", where=name, remedy="Write the words as printed.")
        found.append(Span(start, start + len(part)))
        at = found[-1].end
    return tuple(found)


def polnear(folder: Path, part: str = "dev") -> tuple[Annotated, ...]:
    """The PolNeAR articles of a part, in the order of the set; of several annotators the first by name counts.

    Raises InvalidInput if the files are not there.
    """
    place = next(
        (each for each in (folder, folder / "polnear") if (each / f"articles.{part}.jsonl.gz").is_file()), None
    )
    if place is None:
        raise InvalidInput(
            "PolNeAR is not there",
            where=str(folder),
            remedy=f"Give a folder that holds articles.{part}.jsonl.gz and attributions.{part}.jsonl.gz.",
        )
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in _lines(place / f"attributions.{part}.jsonl.gz"):
        rows.setdefault(row["doc"], []).append(row)
    return tuple(
        Annotated(article["doc"], article["text"], tuple(_of_one_annotator(rows.get(article["doc"], []))))
        for article in _lines(place / f"articles.{part}.jsonl.gz")
    )


def _of_one_annotator(rows: list[Mapping[str, Any]]) -> Iterator[Said]:
    chosen = min((row["annotator"] for row in rows), default=None)
    for row in rows:
        if row["annotator"] == chosen and row.get("content_spans"):
            yield Said(_form(row.get("type_heur")), _of(row["content_spans"]), _of(row.get("source_spans") or []))


def _of(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(sorted(Span(start, end) for start, end in spans))


def _form(name: str | None) -> Form:
    """PolNeAR's form is told by its marks: "direct_or_broken" is direct with its cue in the middle."""
    if name in ("direct", "direct_or_broken"):
        return Form.DIRECT
    return Form.MIXED if name == "mixed" else Form.INDIRECT


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
