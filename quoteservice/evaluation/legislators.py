"""Members of a parliament with their terms, as people on record, and the names by which reporters call them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from quoteservice.domain.speaker import Role, Speaker, SpeakerProfile
from quoteservice.evaluation.people import NameBook, TypedName

TITLES = {"sen": "Senator", "rep": "Representative"}
SHORT = {"sen": "Sen.", "rep": "Rep."}


def legislators(file: Path, chosen: random.Random, sample: int) -> dict[str, NameBook]:
    """By form of the name, a book of up to `sample` of them; {} where no reader of YAML is installed."""
    try:
        import yaml
    except ImportError:
        return {}
    with file.open(encoding="utf-8") as lines:
        rows = yaml.load(lines, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    people = tuple(map(_profile, rows))
    books: dict[str, list[TypedName]] = defaultdict(list)
    for row in chosen.sample(rows, min(sample, len(rows))):
        for form, typed in _typed(row, rows):
            books[form].append(typed)
    return {form: NameBook(people, tuple(names)) for form, names in books.items()}


def _profile(row: Mapping[str, Any]) -> SpeakerProfile:
    name = row["name"]
    roles = tuple(Role(TITLES[term["type"]], None, date.fromisoformat(str(term["start"]))) for term in row["terms"])
    full = name.get("official_full") or f"{name['first']} {name['last']}"
    return SpeakerProfile(Speaker(row["id"]["bioguide"], full), (), roles, 1)


def _typed(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, TypedName]]:
    """The forms of one name, each with all who bear it."""
    name, me = row["name"], row["id"]["bioguide"]
    last = name["last"]
    kind = row["terms"][-1]["type"]
    family = frozenset(each["id"]["bioguide"] for each in rows if each["name"]["last"] == last)
    titled = frozenset(
        each["id"]["bioguide"]
        for each in rows
        if each["name"]["last"] == last and any(term["type"] == kind for term in each["terms"])
    )
    mine = frozenset({me})
    yield "given name and surname", TypedName(f"{name['first']} {last}", mine)
    yield "title and full name", TypedName(f"{SHORT[kind]} {name['first']} {last}", mine)
    if "nickname" in name:
        yield "nickname and surname", TypedName(f"{name['nickname']} {last}", mine)
    initial = frozenset(
        each["id"]["bioguide"]
        for each in rows
        if each["name"]["last"] == last and each["name"]["first"][0] == name["first"][0]
    )
    yield "initial and surname", TypedName(f"{name['first'][0]}. {last}", initial, None, len(initial) == 1)
    yield "surname", TypedName(last, family, None, len(family) == 1)
    yield "title and surname", TypedName(f"{SHORT[kind]} {last}", titled, None, len(titled) == 1)
