"""Whom a typed name means."""

from __future__ import annotations

from datetime import date

import pytest

from quoteservice.domain.speaker import ResolutionStatus, Role, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.speakers.identity import same_speaker
from quoteservice.speakers.resolve import resolve

PERSON, BODY, NOBODY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.ANONYMOUS


def profile(name: str, *roles: str, kind: SpeakerKind = PERSON, on: date = date(2020, 1, 4)) -> SpeakerProfile:
    """A speaker with roles printed on one day."""
    return SpeakerProfile(Speaker(name, name, kind), (), tuple(Role(role, on=on) for role in roles), 1)


SAJJAN = profile("Harjit Sajjan", "Defence Minister")
WHITE = profile("Dylan White", "acting NATO spokesman")
GENERAL = profile("Pat White", "Lieutenant General")
MILITARY = profile("the German military", kind=BODY)
UNION = profile("The union", kind=BODY)
OFFICER = profile("a senior German officer", "senior German officer", kind=NOBODY)
LEYEN = profile("Ursula von der Leyen", "Commission President")
EVERYBODY = (SAJJAN, WHITE, GENERAL, MILITARY, OFFICER, LEYEN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sajjan", SAJJAN),
        ("harjit sajjan", SAJJAN),
        ("Mr. Sajjan", SAJJAN),
        ("Defence Minister Harjit Sajjan", SAJJAN),
        ("Defense Minister Sajjan", SAJJAN),
        ("the defence minister", SAJJAN),
        ("H. Sajjan", SAJJAN),
        ("Dylan White", WHITE),
        ("NATO spokesman Dylan White", WHITE),
        ("the NATO spokesman", WHITE),
        ("Gen. White", GENERAL),
        ("Patrick White", GENERAL),
        ("German military", MILITARY),
        ("a senior German officer", OFFICER),
        ("von der Leyen", LEYEN),
        ("Ursula von der Leyen", LEYEN),
    ],
)
def test_resolve_when_one_speaker_fits(typed: str, meant: SpeakerProfile) -> None:
    """Parts of a name, titles, roles and short forms lead to the one speaker they fit."""
    resolution = resolve(typed, EVERYBODY)
    assert (resolution.status, resolution.resolved) == (ResolutionStatus.RESOLVED, meant)


def test_resolve_when_two_share_a_surname() -> None:
    """A bare surname that two people bear is ambiguous, and both are listed."""
    resolution = resolve("White", EVERYBODY)
    assert resolution.status is ResolutionStatus.AMBIGUOUS
    assert set(resolution.candidates) == {WHITE, GENERAL}


@pytest.mark.parametrize(
    "typed", ["Jane Roe", "Senator White", "Sergeant Sajjan", "Peter Sajjan", "the pope", "Gen. Dylan White"]
)
def test_resolve_when_nobody_fits(typed: str) -> None:
    """Another given name, or a rank that the person never had, is not that person."""
    assert resolve(typed, EVERYBODY).status is ResolutionStatus.UNKNOWN


def test_resolve_when_a_role_changed_hands() -> None:
    """A role means who held it on the day asked about, and the last one if no day is given."""
    before = profile("Jason Oakes", "Defence Minister", on=date(2015, 3, 1))
    people = (before, SAJJAN)
    assert resolve("the defence minister", people, date(2016, 1, 1)).resolved == before
    assert resolve("the defence minister", people, date(2020, 2, 1)).resolved == SAJJAN
    assert resolve("the defence minister", people).resolved == SAJJAN


def test_resolve_when_the_order_of_profiles_differs() -> None:
    """The order in which speakers were stored decides nothing."""
    assert resolve("White", EVERYBODY) == resolve("White", EVERYBODY[::-1])


@pytest.mark.parametrize(
    ("printed", "kind", "known", "same"),
    [
        ("Harjit Sajjan", PERSON, SAJJAN, True),
        ("Harjit S. Sajjan", PERSON, SAJJAN, True),
        ("Sajjan", PERSON, SAJJAN, False),
        ("Peter Sajjan", PERSON, SAJJAN, False),
        ("H. Sajjan", PERSON, SAJJAN, False),
        ("German military", BODY, MILITARY, True),
        ("the German military", PERSON, MILITARY, False),
        ("the union", BODY, UNION, False),
        ("a senior German officer", NOBODY, OFFICER, False),
    ],
)
def test_same_speaker_when_an_article_names_one(
    printed: str, kind: SpeakerKind, known: SpeakerProfile, same: bool
) -> None:
    """Only a full name, or a body's name, ties two articles together; descriptions never do."""
    assert (same_speaker(printed, kind, [known]) is known) is same


def test_resolve_when_two_houses_have_the_office() -> None:
    """Two mayors of no town in print do not follow each other: either may be meant, on any day."""
    ruth, olu = profile("Ruth Lane", "Mayor", on=date(2019, 1, 1)), profile("Olu Pike", "mayor", on=date(2021, 1, 1))
    for on in (None, date(2021, 2, 1)):
        assert set(resolve("the mayor", (ruth, olu), on).candidates) == {ruth, olu}
        assert resolve("the mayor", (ruth, olu), on).resolved is None


def test_resolve_when_the_holder_of_another_day_may_be_meant() -> None:
    """Without a day the last holder is meant, and those before may be; with a day nobody else."""
    before = profile("Jason Oakes", "Defence Minister", on=date(2015, 3, 1))
    assert resolve("the defence minister", (before, SAJJAN)).maybe == (before,)
    assert resolve("the defence minister", (before, SAJJAN), date(2020, 2, 1)).maybe == ()


def test_resolve_when_somebody_is_on_record_by_the_surname_too() -> None:
    """An entry of the surname alone counts as the one who bears it, and only may if several do."""
    alone = profile("Sajjan")
    assert resolve("Harjit Sajjan", (SAJJAN, alone)).forms == (alone,)
    assert resolve("Sajjan", (SAJJAN, alone)).resolved == SAJJAN
    cousin = profile("Amar Sajjan")
    found = resolve("Harjit Sajjan", (SAJJAN, alone, cousin))
    assert (found.resolved, found.forms, found.maybe) == (SAJJAN, (), (alone,))
    stranger = resolve("Priya Sajjan", (alone,))
    assert (stranger.resolved, stranger.candidates) == (None, (alone,))


VOICE = profile("a spokeswoman for the Ferry Board", "spokeswoman", kind=NOBODY)
DIPLOMAT = profile("a European Union diplomat", kind=NOBODY)
CLIVE = profile("Clive Parr")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ferry Board spokeswoman", VOICE),
        ("an EU diplomat", DIPLOMAT),
        ("Harjit Sajjan of Fernhill Partners", SAJJAN),
        ("Harjit Sajjan MP", SAJJAN),
        ("the defence minister of Vessland", SAJJAN),
    ],
)
def test_resolve_when_the_house_is_typed_with_the_office(typed: str, meant: SpeakerProfile) -> None:
    """Office and house are known in either order; a country that no table has is left out in its own papers."""
    assert resolve(typed, (*EVERYBODY, VOICE, DIPLOMAT)).resolved == meant


@pytest.mark.parametrize(("typed", "other"), [("Northern Ferry Board spokeswoman", VOICE), ("Sir Clive", CLIVE)])
def test_resolve_when_somebody_may_be_meant(typed: str, other: SpeakerProfile) -> None:
    """Another house's voice is not meant; a knight whom no source prints so may be."""
    found = resolve(typed, (other,))
    assert found.resolved is None
    assert (other in found.candidates) is (other is CLIVE)


def test_resolve_when_an_office_fits_by_its_title_alone() -> None:
    """Who holds an office of that title may be meant, though not of what was typed."""
    found = resolve("Fernhill defence minister", (SAJJAN,))
    assert (found.status, found.maybe) == (ResolutionStatus.UNKNOWN, (SAJJAN,))


@pytest.mark.parametrize(
    ("typed", "printed", "expected"),
    [
        ("the ministry", "the ferry ministry", ResolutionStatus.RESOLVED),
        ("The ministry", "A spokesman for the ferry ministry", ResolutionStatus.RESOLVED),
        ("the ministry", "Ministry of Ferries", ResolutionStatus.RESOLVED),
        ("the council", "a spokeswoman for Tarn Valley Council", ResolutionStatus.RESOLVED),
        ("ministry", "the ferry ministry", ResolutionStatus.UNKNOWN),
        ("the ministry", "the ferry minister", ResolutionStatus.UNKNOWN),
    ],
)
def test_resolve_when_a_house_is_called_by_its_kind(typed: str, printed: str, expected: ResolutionStatus) -> None:
    """What articles call a house by means the only one of its kind."""
    kind = SpeakerKind.ANONYMOUS if "spokes" in printed else SpeakerKind.ORGANISATION
    house = SpeakerProfile(Speaker("s-1", printed, kind), quotes=1)
    assert resolve(typed, [house]).status is expected


def test_resolve_when_several_houses_are_of_one_kind() -> None:
    """Of two ministries neither is meant for sure."""
    houses = [
        SpeakerProfile(Speaker(f"s-{at}", name, SpeakerKind.ORGANISATION), quotes=1)
        for at, name in enumerate(("the ferry ministry", "the Ministry of Health"))
    ]
    found = resolve("the ministry", houses)
    assert found.status is ResolutionStatus.AMBIGUOUS
    assert len(found.candidates) == len(houses)
