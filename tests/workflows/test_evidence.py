"""Copies of one story, titles over time, and what later articles print against words, on the real service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.claim import Claim
from quoteservice.domain.quote import Document
from quoteservice.domain.verdict import Finding
from quoteservice.service import Service
from quoteservice.workflows.ingest import Ingested

DAY = date(2024, 3, 7)
STORY = """Quarry blast cracks windows

A blast at the Hollow Hill quarry cracked windows in three villages on Thursday, the county said.

“We used exactly the charge that the permit allows, and not a gram more,” said Jonah Pell, the manager of the quarry.

Nobody was hurt. Engineers from the county will look at the cracks in the coming week and report to the council.

“My kettle jumped off the stove,” said Ida Crewe, who lives in the nearest village.
"""
COPY = STORY.replace("Quarry blast cracks windows", "Three villages shaken by blast").replace(" Nobody was hurt.", "")
OTHER = """Council to talk about quarry

“We used exactly the charge that the permit allows, and not a gram more,” Jonah Pell told the council on Friday.

Councillor Ann Rowe said she would like to see the log of the blast, and the council voted to ask for it.
"""
CHARGE = "We used exactly the charge that the permit allows, and not a gram more"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Service]:
    """A service over an empty store of its own."""
    made = build(Config(store=f"sqlite:///{tmp_path}/store.db"))
    yield made
    made.close()


def ingest(service: Service, text: str, publisher: str, on: date | None = DAY) -> Ingested:
    """An article of that day."""
    return service.ingest(Document(text=text, publisher=publisher, published_on=on))


def test_sources_when_copies_are_read(fresh: Service) -> None:
    """Copies of a story share the cluster of the first and count once; another report of the words does not."""
    first = ingest(fresh, STORY, "Agency").source
    copy = ingest(fresh, COPY, "The Post", DAY + timedelta(days=1)).source
    late = ingest(fresh, f"{STORY}\nRead on.", "The Almanac", DAY + timedelta(days=300)).source
    other = ingest(fresh, OTHER, "The Echo").source
    assert (first.cluster, copy.cluster, late.cluster, other.cluster) == (None, first.id, None, None)
    assert fresh.source(copy.id).source.cluster == first.id
    answer = fresh.verify(Claim(CHARGE, "Jonah Pell")).judgement
    assert answer.finding is Finding.VERBATIM
    assert {each.independent_sources for each in answer.evidence} == {3}


@pytest.mark.parametrize("late", [False, True])
def test_verify_when_a_denial_was_read_before_or_after(fresh: Service, late: bool) -> None:
    """A denial makes the words disputed whichever of the two articles was read first, and gives its day."""
    denial = (
        "Quarry manager denies remark\n\nJonah Pell denied on Saturday having said that the quarry had used exactly "
        "the charge that the permit allows.\n"
    )
    texts = [(OTHER, "The Echo", DAY), (denial, "The Post", DAY + timedelta(days=2))]
    for each in texts if late else texts[::-1]:
        ingest(fresh, *each)
    answer = fresh.verify(Claim(CHARGE, "Jonah Pell")).judgement
    assert answer.finding is Finding.DISPUTED
    assert "2024-03-09" in answer.explanation
    (challenge,) = answer.challenges
    text = fresh.source(challenge.source.id).text
    assert challenge.span.cut(text) == challenge.text


def test_speaker_when_a_title_is_printed_away_from_the_words(fresh: Service) -> None:
    """Titles are kept with the day of the article that printed them, and the one held on a day is told."""
    ingest(fresh, "Harbour Minister Ada Lund left.\n\n“I shall not be back before Easter,” Lund said.", "A", DAY)
    later = DAY + timedelta(days=400)
    ingest(fresh, "The new trade minister, Ada Lund, came.\n\n“I am glad to be here again,” Lund said.", "B", later)
    found = fresh.resolve("Ada Lund").resolved
    assert found is not None
    assert [(role.title, role.on) for role in found.roles] == [("Harbour Minister", DAY), ("new trade minister", later)]
    for on, title in ((DAY, "Harbour Minister"), (later - timedelta(days=30), "Harbour Minister")):
        role = fresh.role_on(found.speaker.id, on)
        assert role is not None
        assert role.title == title
    assert fresh.resolve("the trade minister", later).resolved == found


def test_speakers_when_namesakes_are_read(fresh: Service) -> None:
    """Two people of one name and two walks of life stay two, and the name alone is ambiguous."""
    ingest(fresh, "Senator Paul Dray spoke.\n\n“The budget is a bad joke on the poor,” Dray said.", "A")
    ingest(fresh, "Paul Dray, a goalkeeper, spoke.\n\n“I saw the ball much too late again,” Dray said.", "B")
    assert len(fresh.resolve("Paul Dray").candidates) == 2
    budget = Claim("The budget is a bad joke on the poor", "the goalkeeper Paul Dray")
    assert fresh.verify(budget).judgement.finding is Finding.MISATTRIBUTED
    assert fresh.verify(Claim(budget.text, "Senator Dray")).judgement.finding is Finding.VERBATIM
