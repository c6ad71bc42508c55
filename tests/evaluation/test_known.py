"""Quotations that became known for being wrong, and those of one short article, all come out right."""

from __future__ import annotations

import pytest

from quoteservice.config import Config
from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.evaluation.cases import CaseBook, load
from quoteservice.evaluation.command import SHORT, empty_service
from quoteservice.evaluation.options import CASES
from quoteservice.evaluation.outcome import Outcome
from quoteservice.evaluation.run import ask, read_in

MISQUOTED = {
    "truncated-52": Finding.TRUNCATED,
    "altered-word-01": Finding.ALTERED,
    "spliced-42": Finding.SPLICED,
}
ARTICLES = {"Bush says terrorists are on the run", "Governor speaks of a duty to die"}
ARTICLES |= {"What the detective said to the doctor"}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """The answers of a service that has read the three articles and the one of the lighthouse."""
    book: CaseBook = load(CASES)
    cases = [case for case in book.cases if case.id in MISQUOTED or case.id.startswith(SHORT)]
    read = [each for each in book.documents if each.title in ARTICLES or "lighthouse" in (each.title or "").lower()]
    with empty_service(Config()) as service:
        read_in(service, read)
        return {each.case.id: each for each in ask(service, cases)}


@pytest.mark.parametrize("case_id", sorted(MISQUOTED))
def test_misquotation_when_claimed(outcomes: dict[str, Outcome], case_id: str) -> None:
    """What was left out of Bush's words, changed in Lamm's and joined in Holmes's is found, each as what it is."""
    assert (outcomes[case_id].verdict, outcomes[case_id].finding) == (Verdict.REJECTED, MISQUOTED[case_id])


def test_quotations_of_one_article_when_claimed(outcomes: dict[str, Outcome]) -> None:
    """Of 26 quotations the 8 honest ones are confirmed, and none of the 18 others."""
    short = [each for each in outcomes.values() if each.case.id.startswith(SHORT)]
    honest = [each for each in short if each.case.verdict is Verdict.CONFIRMED]
    assert (len(honest), len(short)) == (8, 26)
    assert [each.case.id for each in short if not each.finding_right] == []
