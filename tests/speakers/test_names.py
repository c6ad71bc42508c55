"""A name taken apart."""

from __future__ import annotations

import pytest

from quoteservice.speakers.likeness import Likeness, certain, likeness
from quoteservice.speakers.names import Name, is_name, name
from quoteservice.speakers.spelling import same_spelling


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Maj.-Gen. Petra Lowe", Name(("major", "general"), ("petra",), ("lowe",))),
        ("Dr. Anna O'Neil QC", Name(("doctor",), ("anna",), ("o'neil",))),
        ("Sen. Reid", Name(("senator",), (), ("reid",))),
        ("Amartya Sen", Name((), ("amartya",), ("sen",))),
        ("Roe, Jane", Name((), ("jane",), ("roe",))),
        ("Jane Roe, acting port spokeswoman", Name(("acting", "port", "spokeswoman"), ("jane",), ("roe",))),
        ("the conductor Rufus Adegoke", Name(("conductor",), ("rufus",), ("adegoke",))),
        ("climate activist Mia Thorn", Name(("climate", "activist"), ("mia",), ("thorn",))),
        ("William “Bill” Harcourt", Name((), ("william",), ("harcourt",), called=("bill",))),
        ("Kate Hodge (née Penrose)", Name((), ("kate",), ("hodge",), born=("penrose",))),
        ("Martin Baptiste, Jr.", Name((), ("martin",), ("baptiste",), generation="jr")),
        ("Laura Bishop", Name((), ("laura",), ("bishop",))),
        ("John Major", Name((), ("john",), ("major",))),
        ("JD Carver", Name((), ("j", "d"), ("carver",))),
        ("Marijke van der Leeuwen", Name((), ("marijke",), ("van", "der", "leeuwen"))),
        ("van der Leeuwen", Name((), (), ("van", "der", "leeuwen"))),
        ("Neil deGrasse Roe", Name((), ("neil", "degrasse"), ("roe",))),
        ("A. Khamal", Name((), ("a",), ("khamal",))),
        ("the defence minister", Name(described=("defense", "minister"))),
        ("minister of defence", Name(described=("minister", "of", "defense"))),
        ("a source at National Defence HQ", Name(described=("source", "at", "national", "defense", "hq"))),
        ("", Name()),
        ("…", Name()),
    ],
)
def test_name_when_taken_apart(text: str, parts: Name) -> None:
    """Titles, names, nickname, birth name and generation are told apart; a description has no surname."""
    assert name(text) == parts


@pytest.mark.parametrize(
    ("one", "other", "like", "sure"),
    [
        ("Jane Roe", "JANE ROE", Likeness.SAME, True),
        ("Jane Roe", "Jane A. Roe", Likeness.FORM, True),
        ("Jane A. Roe", "Jane B. Roe", Likeness.NONE, False),
        ("George W. Roe", "George H. W. Roe", Likeness.NONE, False),
        ("J. Roe", "Jane Roe", Likeness.FORM, False),
        ("Bill Roe", "William Roe", Likeness.FORM, True),
        ("Bill Roe", "Will Roe", Likeness.NONE, False),
        ("Jürgen Möller", "Juergen Moeller", Likeness.SAME, True),
        ("Oleh Navolny", "Oleh Navolnyy", Likeness.SAME, True),
        ("Gary Philips", "Gary Phillips", Likeness.SAME, False),
        ("Jon Johnsen", "Jon Johnson", Likeness.NONE, False),
        ("Park Ji-hoon", "Park Jihoon", Likeness.SAME, True),
        ("Wenbin Xu", "Xu Wenbin", Likeness.SAME, False),
        ("Hans Friedrich", "Friedrich Hans", Likeness.NONE, False),
        ("Karin Lund", "Karin Lund-Berg", Likeness.FORM, False),
        ("Roe", "Jane Roe", Likeness.SURNAME, False),
        ("Martin Roe Jr.", "Martin Roe", Likeness.FORM, False),
        ("Martin Roe Jr.", "Martin Roe Sr.", Likeness.NONE, False),
        ("Paul Roe", "Paula Roe", Likeness.NONE, False),
        ("Rafa Roe", "Rafael Roe", Likeness.FORM, True),
    ],
)
def test_likeness_when_two_names_are_compared(one: str, other: str, like: Likeness, sure: bool) -> None:
    """The order makes no difference; what leaves room for somebody else is not certain."""
    assert likeness(name(one), name(other)) is likeness(name(other), name(one)) is like
    assert certain(name(one), name(other)) is certain(name(other), name(one)) is sure


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zelensky", "Zelenskyy", True),
        ("Qaddafi", "Gadhafi", True),
        ("Mohammed", "Muhammad", True),
        ("Hussein", "Hossein", True),
        ("Hassan", "Hussein", False),
        ("Dmitriy", "Dmitry", True),
        ("Yusuf", "Youssef", True),
        ("Han", "Khan", False),
        ("Lee", "Li", False),
        ("Smith", "Smyth", False),
        ("Gray", "Grey", False),
        ("Øberg", "Oberg", True),
    ],
)
def test_same_spelling_when_letters_differ(one: str, other: str, same: bool) -> None:
    """Diacritics and systems of transliteration are one name; what parts two English families parts two names."""
    assert same_spelling(one, other) is same


@pytest.mark.parametrize(
    ("text", "is_one"), [("Roe", True), ("Jane Roe", True), ("he", False), ("the minister", False), ("roe", False)]
)
def test_is_name_when_mentioned(text: str, is_one: bool) -> None:
    """Pronouns, descriptions and words without a capital are no names."""
    assert is_name(text) is is_one
