"""Answers that were worked out before: given again only while the record is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.quote import QuoteRecord
from quoteservice.domain.verdict import Finding, Judgement, Verdict
from quoteservice.service import Service
from quoteservice.workflows.remembered import Remembered

WALL = "The harbour wall will be finished in May."
CLAIM = Claim(WALL, "Jane Roe")
ANSWER = (Judgement(Verdict.UNVERIFIED, Finding.NOT_FOUND, 0.5, "Nothing."), Coverage())


@pytest.fixture
def services(tmp_path: Path) -> Iterator[tuple[Service, Service]]:
    """Two services over one store, as two processes have it."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    made = build(config, reader_at_once=False), build(config, reader_at_once=False)
    yield made
    for each in made:
        each.close()


def judged(service: Service) -> list[str]:
    """The stages that an answer to CLAIM went through, and its finding last."""
    seen: list[str] = []
    service.stages.listen(lambda stage, _: seen.append(stage))
    finding = service.verify(CLAIM).judgement.finding.value
    return [*(["words"] if "words" in seen else []), finding]


def test_verify_when_the_record_is_as_it_was(services: tuple[Service, Service]) -> None:
    """An equal claim is not judged again; its answer has an id of its own, under which it is kept."""
    service, _ = services
    service.record(QuoteRecord(WALL, "Jane Roe"))
    first = service.verify(CLAIM)
    assert judged(service) == ["verbatim"]
    again = service.verify(CLAIM)
    assert (again.judgement, again.coverage) == (first.judgement, first.coverage)
    assert again.id != first.id
    assert service.verification(again.id).judgement == first.judgement


def test_verify_when_another_process_wrote(services: tuple[Service, Service]) -> None:
    """What another service recorded, withdrew or merged is in the very next answer."""
    asking, writing = services
    assert judged(asking) == ["words", "not_found"]
    quote = writing.record(QuoteRecord(WALL, "Jane Roe"))
    assert judged(asking) == ["words", "verbatim"]
    assert judged(asking) == ["verbatim"]
    writing.withdraw(quote.id)
    assert judged(asking) == ["words", "not_found"]
    other = writing.record(QuoteRecord(WALL, "Robin Sample"))
    assert judged(asking) == ["words", "misattributed"]
    assert quote.speaker is not None
    assert other.speaker is not None
    writing.merge_speakers(other.speaker.id, quote.speaker.id)
    assert judged(asking) == ["words", "verbatim"]


def test_verify_when_claims_are_equal_in_one_batch(services: tuple[Service, Service]) -> None:
    """Each gets an answer with an id of its own, in order."""
    service, _ = services
    answers = service.verify_batch([CLAIM, Claim("Nobody said this in any year."), CLAIM])
    assert [each.claim.text for each in answers] == [WALL, "Nobody said this in any year.", WALL]
    assert len({each.id for each in answers}) == 3


def test_recall_when_the_revision_is_another() -> None:
    """An answer is good for its own revision alone, neither for a later nor for an earlier one."""
    remembered = Remembered()
    remembered.remember(CLAIM, 5, ANSWER)
    assert remembered.recall(CLAIM, 5) == ANSWER
    assert remembered.recall(CLAIM, 4) is None
    assert remembered.recall(CLAIM, 6) is None
    remembered.remember(CLAIM, 4, ANSWER)
    assert remembered.recall(CLAIM, 4) is None


def test_recall_when_more_was_asked_than_is_remembered() -> None:
    """The claim that was asked longest ago is forgotten first."""
    remembered = Remembered(2)
    first, second, third = (Claim(f"Claim number {number}") for number in range(3))
    remembered.remember(first, 1, ANSWER)
    remembered.remember(second, 1, ANSWER)
    assert remembered.recall(first, 1) == ANSWER
    remembered.remember(third, 1, ANSWER)
    assert [remembered.recall(each, 1) is None for each in (first, second, third)] == [False, True, False]


def test_verify_when_no_claim_is_to_be_kept(tmp_path: Path) -> None:
    """Nothing is remembered in memory either."""
    service = build(Config(store=f"sqlite:///{tmp_path}/store.db", keep_claims_days=0), reader_at_once=False)
    assert [judged(service), judged(service)] == [["words", "not_found"]] * 2
    service.close()
