"""Cases are put to the real service one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from quoteservice.domain.verdict import ChangeKind, Finding
from quoteservice.evaluation.cases import Case, Part
from quoteservice.evaluation.run import ask, read_in
from quoteservice.service import Service

ARTICLE = """Ferry to sail all winter

"The ferry will sail every day this winter, and fares will stay as they are," said Ada Lund, who runs the line.
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own, with one article on record."""
    service = build(Config(store=f"sqlite:///{tmp_path_factory.mktemp('store')}/ferry.db"))
    assert read_in(service, [Document(text=ARTICLE), Document(text=ARTICLE)]) >= 1
    yield service
    service.close()


def test_each_case_gets_its_own_answer_when_asked(ferry: Service) -> None:
    """Outcomes come in the order of the cases, with what was found and how long it took."""
    words = "The ferry will sail every day this winter, and fares will stay as they are"
    cases = [
        Case("a", Part.DEV, words, Finding.VERBATIM, speaker="Ada Lund"),
        Case("b", Part.DEV, words.replace("every", "every other"), Finding.ALTERED, speaker="Ada Lund"),
        Case("c", Part.DEV, words.replace("will stay", "may stay"), Finding.ALTERED, speaker="Ada Lund"),
    ]
    outcomes = ask(ferry, cases)
    assert [each.case for each in outcomes] == cases
    assert [each.finding for each in outcomes] == [Finding.VERBATIM, Finding.ALTERED, Finding.ALTERED]
    assert outcomes[2].kinds == {ChangeKind.MODALITY}
    assert all(each.milliseconds > 0 for each in outcomes)


def test_progress_is_told_after_each_case_when_asked(ferry: Service) -> None:
    """Long runs can show how far they are."""
    told: list[int] = []
    ask(ferry, [Case(name, Part.DEV, "no comment", Finding.TOO_SHORT) for name in "ab"], told.append)
    assert told == [1, 2]


def test_the_articles_of_the_cases_exist_when_the_index_is_read() -> None:
    """Every article that lies in the folder is in the index, so that none is forgotten."""
    folder = Path(__file__).resolve().parent.parent / "cases" / "articles"
    index = (folder / "index.jsonl").read_text(encoding="utf-8")
    assert [each.name for each in folder.glob("*.txt") if f'"{each.name}"' not in index] == []
