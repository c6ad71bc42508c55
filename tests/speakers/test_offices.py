"""What a title says, and which titles one person may have had."""

from __future__ import annotations

from datetime import date

import pytest

from quoteservice.domain.speaker import Role, Speaker, SpeakerProfile
from quoteservice.speakers.offices import Tie, describes, office, tie
from quoteservice.speakers.roles import role_on


@pytest.mark.parametrize(
    ("described", "held", "fits"),
    [
        ("the defence minister", "Defence Minister", True),
        ("the minister of defence", "Canadian defense minister", True),
        ("the Canadian defence minister", "Defence Minister", True),
        ("the Canadian defence minister", "French defence minister", False),
        ("the defence minister", "former defence minister", False),
        ("the former defence minister", "former defence minister", True),
        ("the defence minister", "deputy defence minister", False),
        ("the defence minister", "spokesman for the defence minister", False),
        ("the defence minister", "health minister", False),
        ("the PM", "prime minister", True),
        ("the police chief", "chief of police", True),
        ("the port spokesperson", "acting port spokeswoman", True),
        ("the CEO of Orbis", "chief executive of Orbis", True),
        ("the president of Ruthenia", "Ruthenian president", True),
    ],
)
def test_describes_when_an_office_is_named(described: str, held: str, fits: bool) -> None:
    """A description fits an office that says as much or more; who was, deputises or speaks for the holder does not."""
    one, other = office(described), office(held)
    assert one is not None
    assert other is not None
    assert describes(one, other) is fits


@pytest.mark.parametrize(
    ("one", "other", "tied"),
    [
        ("defence minister", "Defence Minister", Tie.TIED),
        ("general secretary of the union", "general secretary of the SHWU", Tie.CAREER),
        ("chair of the bank", "chair of the party", Tie.APART),
        ("defence minister", "former defence minister", Tie.TIED),
        ("defence minister", "health minister", Tie.CAREER),
        ("senator", "president", Tie.CAREER),
        ("the defence spokesman of the opposition", "Foreign Minister", Tie.CAREER),
        ("mayor of Vell", "mayor of Tarrow", Tie.APART),
        ("French minister", "German minister", Tie.APART),
        ("baker", "plumber", Tie.APART),
        ("mayor", "surgeon", Tie.APART),
        ("mayor", "lamplighter", Tie.UNSURE),
    ],
)
def test_tie_when_namesakes_hold_offices(one: str, other: str, tied: Tie) -> None:
    """One walk of life may be one person's; two trades, two towns and two countries are two people's."""
    ours, theirs = office(one), office(other)
    assert ours is not None
    assert theirs is not None
    assert tie([ours], [theirs]) is tie([theirs], [ours]) is tied
    assert tie([ours], []) is Tie.FREE


ROLES = (
    Role("Defence Minister", None, date(2016, 3, 1)),
    Role("minister", None, date(2019, 6, 11)),
    Role("Foreign Minister", None, date(2019, 6, 11)),
    Role("former foreign minister", None, date(2023, 1, 1)),
)
DUFRESNE = SpeakerProfile(Speaker("p", "Odette Dufresne"), (), ROLES)


@pytest.mark.parametrize(
    ("on", "role"),
    [
        (date(2016, 2, 1), None),
        (date(2016, 2, 27), ROLES[0]),
        (date(2018, 1, 1), ROLES[0]),
        (date(2019, 6, 8), ROLES[2]),
        (date(2020, 1, 1), ROLES[2]),
        (date(2024, 1, 1), None),
    ],
)
def test_role_on_when_titles_change(on: date, role: Role | None) -> None:
    """The last title printed by the day holds, or one printed within a week after; what somebody was is not held."""
    assert role_on(DUFRESNE, on) == role
