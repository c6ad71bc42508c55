"""How much of one text stands in another."""

from __future__ import annotations

import pytest

from quoteservice.text.shingles import shared

STORY = "The ferry ran aground in thick fog on Thursday and all the passengers were taken off by lifeboat before noon."


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (STORY, STORY, 1.0, 1.0),
        (STORY, STORY.upper().replace(".", " !"), 1.0, 1.0),
        (STORY, f"Fog alarm. {STORY} Divers will come.", 1.0, 1.0),
        (STORY, STORY.replace("Thursday", "Friday"), 0.6, 0.8),
        (STORY, "The council met on Monday and talked about the budget for the new school and its roof.", 0.0, 0.0),
        (STORY, "Short text", 0.0, 0.0),
        ("", "", 0.0, 0.0),
    ],
)
def test_shared_when_texts_are_compared(one: str, other: str, least: float, most: float) -> None:
    """Copies share all of the shorter one, an edited word costs five runs of words, and other texts share nothing."""
    assert least <= shared(one, other) == shared(other, one) <= most
