from __future__ import annotations

import pytest

from quoteservice.matching.strength import is_stronger
from quoteservice.text.words import words


@pytest.mark.parametrize(
    ("claimed", "recorded"),
    [
        ("the ferry sails again on Friday", "the ferry will probably sail again on Friday"),
        ("the pool closes", "the pool is closed for the time being"),
        ("the fair was a success for everyone", "most stalls did well at the fair"),
        ("the school will move", "the school will move if the parents agree"),
        ("fifty people came", "about fifty people came"),
        ("every road is open", "the main roads are open"),
        ("the council must pay", "the council should pay"),
        ("only nurses are paid", "nurses are paid"),
        ("they will sell the mill", "they would not rule out selling the mill"),
    ],
)
def test_claim_is_stronger_when_it_says_more_than_the_record(claimed: str, recorded: str) -> None:
    """A hedge, a condition or a rough figure was dropped, or something is said of all, only, or as a must."""
    assert is_stronger(words(claimed), words(recorded))


@pytest.mark.parametrize(
    ("claimed", "recorded"),
    [
        ("perhaps the ferry sails again on Friday", "the ferry will probably sail again on Friday"),
        ("the pool is shut for now", "the pool is closed temporarily"),
        ("the school will move as long as the parents agree", "the school will move if the parents agree"),
        ("roughly fifty people came", "about fifty people came"),
        ("nobody was hurt, all of them are safe", "no one was hurt, everyone is safe"),
        ("the town has to pay", "the town has to pay"),
        ("she spoke about the road", "she talked of the road"),
    ],
)
def test_claim_is_no_stronger_when_it_keeps_the_reservation_in_other_words(claimed: str, recorded: str) -> None:
    """Reservations of one kind stand for each other, and words that reserve nothing do not count."""
    assert not is_stronger(words(claimed), words(recorded))
