"""Labelled cases: a claim, the finding that is right, and the articles that it is held against."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.quote import Document
from quoteservice.domain.verdict import ChangeKind, Finding, Verdict
from quoteservice.errors import InvalidInput

ARTICLES = "articles"
INDEX = "index.jsonl"

SALT = "235"
"""Chosen on counts alone: with it each finding and each kind of change has two fifths of its cases in each half."""

CONFIRMING = frozenset(
    {Finding.VERBATIM, Finding.EXCERPT, Finding.ELIDED, Finding.EDITED, Finding.PARAPHRASE},
)
UNSETTLED = frozenset({Finding.DISPUTED, Finding.AMBIGUOUS_SPEAKER, Finding.NOT_FOUND, Finding.TOO_SHORT})


class Part(StrEnum):
    """`DEV`: may be looked at while rules are made; `REPORT`: only counted."""

    DEV = "dev"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Case:
    """One claim and its right answer.

    `also` are other findings that can be defended; `changes` the kinds that must be named, `changes_also` kinds that
    name the same change. `twin` is the id of the honest case about the same words.
    """

    id: str
    part: Part
    text: str
    finding: Finding
    speaker: str | None = None
    form: ClaimForm = ClaimForm.ANY
    said_on: date | None = None
    profile: Profile = Profile.STRICT
    also: tuple[Finding, ...] = ()
    changes: tuple[ChangeKind, ...] = ()
    changes_also: tuple[ChangeKind, ...] = ()
    twin: str | None = None
    note: str | None = None

    @property
    def claim(self) -> Claim:
        """What the service is asked."""
        return Claim(self.text, self.speaker, self.form, self.said_on, self.profile)

    @property
    def findings(self) -> frozenset[Finding]:
        """Every finding that counts as right."""
        return frozenset({self.finding, *self.also})

    @property
    def verdict(self) -> Verdict:
        """The verdict that follows from the finding and the form."""
        return verdict_of(self.finding, self.form)

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """Every verdict that counts as right."""
        return frozenset(verdict_of(finding, self.form) for finding in self.findings)


@dataclass(frozen=True, slots=True)
class CaseBook:
    """All cases of a folder, in order of file and line, and the documents that they are held against."""

    cases: tuple[Case, ...]
    documents: tuple[Document, ...]


def verdict_of(finding: Finding, form: ClaimForm) -> Verdict:
    """The verdict that a finding carries; quotation marks claim exact words, so a direct paraphrase is rejected."""
    if finding is Finding.PARAPHRASE and form is ClaimForm.DIRECT:
        return Verdict.REJECTED
    if finding in CONFIRMING:
        return Verdict.CONFIRMED
    return Verdict.UNVERIFIED if finding in UNSETTLED else Verdict.REJECTED


def part_of(case_id: str, twin: str | None) -> Part:
    """The half that a case belongs to: by SHA-256 of its twin's id, with a salt, so that twins are never apart."""
    digest = hashlib.sha256(f"{SALT}/{twin or case_id}".encode()).digest()
    return Part.DEV if digest[0] % 2 == 0 else Part.REPORT


def load(folder: Path) -> CaseBook:
    """Everything in `folder`; raises InvalidInput if there are no cases or a line is not one."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise InvalidInput("There are no cases", where=str(folder), remedy="Name a folder that holds *.jsonl tables.")
    cases = tuple(_case(row, where) for file in files for where, row in _rows(file))
    return CaseBook(cases, _documents(folder / ARTICLES))


def _documents(folder: Path) -> tuple[Document, ...]:
    return tuple(
        Document(
            text=(folder / row["file"]).read_text(encoding="utf-8"),
            title=row["title"],
            publisher=row["publisher"],
            published_on=date.fromisoformat(row["published_on"]),
        )
        for _, row in _rows(folder / INDEX)
    )


def _rows(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield f"{file.name}:{number}", json.loads(line)


def _case(row: Mapping[str, Any], where: str) -> Case:
    known = set(Case.__dataclass_fields__)
    if unknown := set(row) - known:
        raise InvalidInput(f"Unknown fields {sorted(unknown)}", where=where, remedy=f"Fields are {sorted(known)}.")
    try:
        return Case(
            id=row["id"],
            part=Part(row["part"]),
            text=row["text"],
            finding=Finding(row["finding"]),
            speaker=row.get("speaker"),
            form=ClaimForm(row.get("form", ClaimForm.ANY)),
            said_on=date.fromisoformat(row["said_on"]) if "said_on" in row else None,
            profile=Profile(row.get("profile", Profile.STRICT)),
            also=tuple(Finding(each) for each in row.get("also", ())),
            changes=tuple(ChangeKind(each) for each in row.get("changes", ())),
            changes_also=tuple(ChangeKind(each) for each in row.get("changes_also", ())),
            twin=row.get("twin"),
            note=row.get("note"),
        )
    except (KeyError, ValueError) as error:
        raise InvalidInput(f"Not a case: {error!r}", where=where, remedy="See README.md in the folder.") from error
