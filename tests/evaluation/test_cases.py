"""Tables of cases are read, and refused with the place of the fault."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.verdict import ChangeKind, Finding, Verdict
from quoteservice.errors import InvalidInput
from quoteservice.evaluation.cases import Case, Part, load, part_of, verdict_of

ROW = {"id": "a-1", "part": "dev", "text": "The pier is shut.", "finding": "altered", "changes": ["word"]}


def folder(path: Path, *rows: object) -> Path:
    """A folder of cases with one article and the given rows."""
    (path / "articles").mkdir()
    (path / "articles" / "pier.txt").write_text("The pier is open, she said.", encoding="utf-8")
    index = {"file": "pier.txt", "title": "Pier", "publisher": "Echo", "published_on": "2021-02-03"}
    (path / "articles" / "index.jsonl").write_text(json.dumps(index) + "\n", encoding="utf-8")
    (path / "altered.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_a_row_becomes_a_case_with_defaults_when_fields_are_left_out(tmp_path: Path) -> None:
    """Fields that are left out mean: nobody, any form, no date, the strict profile."""
    book = load(folder(tmp_path, ROW))
    assert book.cases == (Case("a-1", Part.DEV, "The pier is shut.", Finding.ALTERED, changes=(ChangeKind.WORD,)),)
    assert book.cases[0].claim == Claim("The pier is shut.")


def test_a_row_becomes_the_claim_it_describes_when_all_is_given(tmp_path: Path) -> None:
    """Speaker, form, date and profile reach the claim."""
    row = ROW | {"speaker": "Ada Lund", "form": "direct", "said_on": "2021-02-03", "profile": "clean-up"}
    claim = load(folder(tmp_path, row)).cases[0].claim
    assert claim == Claim("The pier is shut.", "Ada Lund", ClaimForm.DIRECT, date(2021, 2, 3), Profile.CLEAN_UP)


def test_documents_carry_what_the_index_says_when_loaded(tmp_path: Path) -> None:
    """Each line of the index gives one document with its text, title, publisher and date."""
    (document,) = load(folder(tmp_path, ROW)).documents
    assert (document.text, document.publisher, document.published_on) == (
        "The pier is open, she said.",
        "Echo",
        date(2021, 2, 3),
    )


@pytest.mark.parametrize(
    "row",
    [
        ROW | {"finding": "wrong"},
        ROW | {"speeker": "Ada Lund"},
        {key: ROW[key] for key in ROW if key != "text"},
        ROW | {"said_on": "yesterday"},
    ],
)
def test_a_faulty_row_is_refused_with_its_place_when_loaded(tmp_path: Path, row: dict[str, object]) -> None:
    """An unknown word, field or date is refused by file and line, not read in silence."""
    with pytest.raises(InvalidInput, match=r"altered\.jsonl:2"):
        load(folder(tmp_path, ROW, row))


def test_a_folder_without_tables_is_refused_when_loaded(tmp_path: Path) -> None:
    """No cases is an error, not a perfect score."""
    with pytest.raises(InvalidInput, match="no cases"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("finding", "form", "verdict"),
    [
        (Finding.VERBATIM, ClaimForm.DIRECT, Verdict.CONFIRMED),
        (Finding.PARAPHRASE, ClaimForm.ANY, Verdict.CONFIRMED),
        (Finding.PARAPHRASE, ClaimForm.INDIRECT, Verdict.CONFIRMED),
        (Finding.PARAPHRASE, ClaimForm.DIRECT, Verdict.REJECTED),
        (Finding.SPLICED, ClaimForm.ANY, Verdict.REJECTED),
        (Finding.CONTRADICTED, ClaimForm.ANY, Verdict.REJECTED),
        (Finding.DISPUTED, ClaimForm.ANY, Verdict.UNVERIFIED),
        (Finding.NOT_FOUND, ClaimForm.DIRECT, Verdict.UNVERIFIED),
    ],
)
def test_the_verdict_follows_from_finding_and_form(finding: Finding, form: ClaimForm, verdict: Verdict) -> None:
    """Each finding carries one verdict; a paraphrase in quotation marks is rejected."""
    assert verdict_of(finding, form) is verdict


def test_twins_share_a_half_when_they_are_split() -> None:
    """A bad case goes where its honest twin goes."""
    assert all(part_of(f"altered-{n}", "verbatim-7") is part_of("verbatim-7", None) for n in range(50))


def test_both_halves_fill_when_many_cases_are_split() -> None:
    """The hash puts about as many cases in one half as in the other."""
    share = sum(part_of(f"case-{n}", None) is Part.DEV for n in range(1000)) / 1000
    assert 0.45 < share < 0.55
