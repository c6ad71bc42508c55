"""Names as typed and as printed, and whom they mean: the project's own cases, and public lists of names."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from quoteservice.domain.speaker import Role, Speaker, SpeakerKind, SpeakerProfile


@dataclass(frozen=True, slots=True)
class TypedName:
    """A name as a user types it: `meant` are the ids of all whom it can mean, none if nobody on record.

    `resolved` is False where the only one who can be meant need not be.
    """

    typed: str
    meant: frozenset[str]
    on: date | None = None
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name as a new article prints it: `known` is the id of the one on record who it is, or None."""

    printed: str
    known: str | None
    kind: SpeakerKind = SpeakerKind.PERSON
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class NameBook:
    """Everybody on record, and the names to resolve among them."""

    people: tuple[SpeakerProfile, ...]
    typed: tuple[TypedName, ...] = ()
    printed: tuple[PrintedName, ...] = ()


def own(folder: Path) -> NameBook:
    """The cases in `folder`: people.jsonl, typed.jsonl and printed.jsonl."""
    people = tuple(_person(row) for row in _rows(folder / "people.jsonl"))
    typed = tuple(
        TypedName(
            row["typed"], frozenset(row["meant"]), _day(row.get("on")), row.get("resolved", len(row["meant"]) == 1)
        )
        for row in _rows(folder / "typed.jsonl")
    )
    printed = tuple(
        PrintedName(row["printed"], row["known"], SpeakerKind(row.get("kind", "person")), _printed_roles(row))
        for row in _rows(folder / "printed.jsonl")
    )
    return NameBook(people, typed, printed)


def aliases(file: Path) -> NameBook:
    """People with all forms in which one large corpus prints them; each but the commonest is typed."""
    people: list[SpeakerProfile] = []
    typed: list[TypedName] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            main = max(row["names"], key=row["names"].get)
            people.append(SpeakerProfile(Speaker(row["qid"], main)))
            typed += [TypedName(each, frozenset({row["qid"]})) for each in row["names"] if each != main]
    return NameBook(tuple(people), tuple(typed))


def pairs(file: Path) -> Iterator[tuple[str, str, SpeakerKind, bool]]:
    """Labelled pairs of names (one, other, kind, whether they match), each once."""
    kinds = {
        "Person": SpeakerKind.PERSON,
        "Company": SpeakerKind.ORGANISATION,
        "Organization": SpeakerKind.ORGANISATION,
    }
    seen: set[tuple[str, str]] = set()
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            pair = (row["name1"], row["name2"])
            if row["schema"] in kinds and pair not in seen:
                seen.add(pair)
                yield *pair, kinds[row["schema"]], row["is_match"] == "true"


def namesakes(file: Path) -> Iterator[tuple[str, int]]:
    """Names that several people bear, and how many do."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["name"], len(row["qids"])


def _person(row: Mapping[str, Any]) -> SpeakerProfile:
    roles = tuple(Role(each["title"], each.get("organisation"), _day(each.get("on"))) for each in row.get("roles", ()))
    speaker = Speaker(row["id"], row["name"], SpeakerKind(row.get("kind", "person")))
    return SpeakerProfile(speaker, tuple(row.get("aliases", ())), roles, 1)


def _printed_roles(row: Mapping[str, Any]) -> tuple[Role, ...]:
    return (Role(row["role"], row.get("organisation")),) if "role" in row else ()


def _rows(file: Path) -> Iterator[Mapping[str, Any]]:
    yield from map(json.loads, filter(str.strip, file.read_text(encoding="utf-8").splitlines()))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
