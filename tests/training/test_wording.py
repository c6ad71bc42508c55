from __future__ import annotations

import random

import pytest

from quoteservice.training.wording import doubly_denied, expand, negated, opposed, reported, reworded


@pytest.fixture
def chance() -> random.Random:
    return random.Random(4)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The bridge is not safe.", "The bridge is safe."),
        ("They don't accept the offer.", "They accept the offer."),
        ("She did not sell the boat.", "She sold the boat."),
        ("He can't come to the meeting.", "He can come to the meeting."),
        ("We have never seen a wolf here.", "We have always seen a wolf here."),
        ("You may park here.", "You cannot park here."),
    ],
)
def test_negated_turns_a_statement_when_its_denial_is_plain(text: str, other: str, chance: random.Random) -> None:
    """One denial is taken back; permission is taken away."""
    assert negated(text, chance) == other


@pytest.mark.parametrize("text", ["The harbour is open.", "The mayor sold the boat.", "They want more money."])
def test_negated_denies_when_nothing_was_denied(text: str, chance: random.Random) -> None:
    """A plain statement gets one denial, in its main clause."""
    turned = negated(text, chance)
    assert turned is not None
    assert any(f" {word} " in turned for word in ("not", "never", "refused", "failed"))


@pytest.mark.parametrize(
    "text",
    ["Is the harbour open?", "Not only the mayor came.", "It is not true that he never came.", "Because it is late."],
)
def test_negated_leaves_alone_what_it_may_get_wrong(text: str, chance: random.Random) -> None:
    """Questions, "not only", two denials and side clauses are not turned."""
    assert negated(text, chance) is None


def test_opposed_and_reworded_keep_form_and_marks(chance: random.Random) -> None:
    """A word becomes its opposite, or one of like meaning, in the same form and with its marks."""
    assert opposed("The council accepted it.", chance) == "The council rejected it."
    assert reworded("They purchased it.", chance) == "They bought it."
    assert opposed("They did not accept it.", chance) is None


def test_doubly_denied_says_the_same_when_the_opposite_is_denied(chance: random.Random) -> None:
    """ "Is safe" becomes "is not dangerous"."""
    assert doubly_denied("The dam is safe.", chance) == "The dam is not dangerous."


def test_reported_tells_it_of_somebody_else(chance: random.Random) -> None:
    """The first person becomes the third, and the verb agrees with it."""
    for _ in range(20):
        told = reported("I'm sure that we will win my seat.", chance)
        assert not {"i", "we", "my"} & set(told.lower().split())
        assert "he are" not in f" {told} ".replace("they are", "").replace("she are", "he are")


def test_expand_writes_contractions_out() -> None:
    """Contractions are written out, whatever the apostrophe."""
    assert expand("I’m sure they won't, can't and didn't") == "I am sure they will not, can not and did not"
