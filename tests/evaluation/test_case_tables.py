"""The labelled cases are sound: enough of each, each bad one with its honest twin, and the words as printed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from quoteservice.domain.verdict import ChangeKind, Finding, Verdict
from quoteservice.evaluation.cases import Case, CaseBook, Part, load, part_of

CASES = Path(__file__).resolve().parent.parent / "cases"
LEAST_PER_FINDING = 25
LEAST_PER_KIND = 12
NEEDS_TWIN = {Finding.ALTERED, Finding.TRUNCATED, Finding.SPLICED, Finding.MISATTRIBUTED, Finding.CONTRADICTED}


@pytest.fixture(scope="module")
def book() -> CaseBook:
    return load(CASES)


def letters(text: str) -> str:
    """Words alone, with quotation marks, cues between two parts, case and spacing taken out of sight."""
    return " ".join(re.findall(r"[\w$€£%.,]*\w%?", text.replace("’", "'").casefold()))


CUE_INSIDE = re.compile(r"""[,.]["”] [^"“”]{3,60}[,.] ["“]""")
"""A cue between two parts of one utterance."""


def printed(case: Case, book: CaseBook) -> bool:
    """True if every sentence of the claim stands in one article, letter for letter."""
    sentences = [letters(part) for part in re.split(r"(?<=[.!?])\s+", case.text)]
    texts = [document.text or "" for document in book.documents]
    return any(
        all(each in letters(text) or each in letters(CUE_INSIDE.sub(", ", text)) for each in sentences)
        for text in texts
    )


def test_every_finding_has_enough_cases_when_counted(book: CaseBook) -> None:
    """Each finding has at least 25 cases of its own."""
    counts = Counter(case.finding for case in book.cases)
    assert {finding.value: counts[finding] for finding in Finding if counts[finding] < LEAST_PER_FINDING} == {}


def test_every_kind_of_change_has_enough_cases_when_counted(book: CaseBook) -> None:
    """Each kind of change has at least 12 cases that must name it."""
    counts = Counter(kind for case in book.cases for kind in case.changes)
    assert {kind.value: counts[kind] for kind in ChangeKind if counts[kind] < LEAST_PER_KIND} == {}


def test_ids_and_claims_are_unique_when_all_tables_are_joined(book: CaseBook) -> None:
    """No id names two cases, and no table asks the same twice."""
    ids = Counter(case.id for case in book.cases)
    claims = Counter(case.claim for case in book.cases if not case.id.startswith("lighthouse"))
    assert [each for each, count in (ids + claims).items() if count > 1] == []


def test_bad_cases_have_an_honest_twin_when_words_are_on_record(book: CaseBook) -> None:
    """Each altered, cut, joined, misattributed or contradicted case names an honest case about the same words."""
    honest = {case.id for case in book.cases if case.verdict is Verdict.CONFIRMED}
    assert [case.id for case in book.cases if case.finding in NEEDS_TWIN and case.twin not in honest] == []


def test_altered_cases_name_a_kind_of_change_when_listed(book: CaseBook) -> None:
    """Each altered case says which kind of change must be named."""
    assert [case.id for case in book.cases if (case.finding is Finding.ALTERED) != bool(case.changes)] == []


def test_halves_follow_from_the_twin_when_recomputed(book: CaseBook) -> None:
    """The half of each case is the one that its hash gives, so nobody chose what is reported."""
    assert [case.id for case in book.cases if case.part is not part_of(case.id, case.twin)] == []


def test_both_halves_are_of_use_when_compared(book: CaseBook) -> None:
    """Neither half holds less than two fifths of the cases."""
    counts = Counter(case.part for case in book.cases)
    assert min(counts[Part.DEV], counts[Part.REPORT]) >= 0.4 * len(book.cases)


@pytest.mark.parametrize("finding", [Finding.VERBATIM, Finding.EXCERPT])
def test_honest_words_stand_in_an_article_when_claimed_exactly(book: CaseBook, finding: Finding) -> None:
    """Verbatim and excerpt cases are printed in one article, letter for letter."""
    cases = [case for case in book.cases if case.finding is finding]
    assert [case.id for case in cases if not printed(case, book)] == []


def test_altered_words_stand_in_no_article_when_claimed(book: CaseBook) -> None:
    """No altered, contradicted or unheard-of case is printed anywhere."""
    absent = {Finding.ALTERED, Finding.CONTRADICTED, Finding.NOT_FOUND}
    cases = [case for case in book.cases if case.finding in absent]
    assert [case.id for case in cases if printed(case, book)] == []
