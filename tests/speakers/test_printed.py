"""The titles that an article prints beside a name."""

from __future__ import annotations

import pytest

from quoteservice.speakers.printed import titles_beside


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("Harbour Minister Hugo Steen promised piers.", "Hugo Steen", ("Harbour Minister",)),
        ("The new harbour minister, Rosa Vintner, has dropped them.", "Rosa Vintner", ("new harbour minister",)),
        ("She met Hugo Steen, the mayor of Vell, on Monday.", "Hugo Steen", ("mayor of Vell",)),
        ("On Monday Prime Minister Ada Lund resigned.", "Ada Lund", ("Prime Minister",)),
        ("Maj.-Gen. Anya Petrova said so.", "Anya Petrova", ("Maj.-Gen.",)),
        ("Ada Lund, acting port spokeswoman, spoke. Spokeswoman Ada Lund", "Ada Lund", ("acting port spokeswoman",)),
        ("The mayor of Vell, Cllr Ada Lund, opened the hall.", "Ada Lund", ("Cllr", "mayor of Vell")),
        ("They met Ada Lund, and the mayor, Tom Poe, left.", "Ada Lund", ()),
        ("Ada Lund, who is 43, and Mr. Tom Poe said hello.", "Tom Poe", ()),
        ("Ada Lund, 43, said so.", "Ada Lund", ()),
        ("The mayor thanked Lund.", "Lund", ()),
    ],
)
def test_titles_beside_when_printed_anywhere(text: str, name: str, titles: tuple[str, ...]) -> None:
    """Before the name, in front of it or behind it with a comma; courtesy, age and other people are no titles."""
    assert titles_beside(text, name) == titles
