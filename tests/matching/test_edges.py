"""What stands just outside a cut, and whether leaving it out turns the words that were kept."""

from __future__ import annotations

import pytest

from quoteservice.domain.span import Span
from quoteservice.matching.edges import lost_at_edges, lost_in_gap

# (recorded, kept)
TURNED = [
    ("I do not believe that the wall is safe.", "the wall is safe"),
    ("It is not true that the wall is safe.", "the wall is safe"),
    ("We will rebuild the wall, if the court allows it.", "We will rebuild the wall"),
    ("If the court allows it, we will rebuild the wall.", "we will rebuild the wall"),
    ("We will rebuild the wall unless it rains.", "We will rebuild the wall"),
    ("The critics say the wall is unsafe.", "the wall is unsafe"),
    ("I think the wall is safe.", "the wall is safe"),
    ("I begged her not to. She goes, ‘I slept in a van for nine years.’", "I slept in a van for nine years"),
    ("My father told me: “Never trust a quiet engine.”", "trust a quiet engine"),
    ("I used to think of the wall as a friend.", "think of the wall as a friend"),
    ("We might rebuild the wall.", "rebuild the wall"),
    ("We will not, under any circumstances, rebuild the wall.", "rebuild the wall"),
    ("That the wall is safe is a lie.", "the wall is safe"),
    ("The wall is safe, according to the builder.", "The wall is safe"),
    ("We will accept no plan that endangers the wall.", "We will accept no plan"),
    ("Who says that the wall is safe?", "the wall is safe"),
    ("We are probably at the end of it.", "at the end of it"),
    ("My father told me himself, the year before he died, that the wall was safe.", "the wall was safe"),
    ("I thought, they will pull the wall down.", "they will pull the wall down"),
    ("He'd say, you can lean on the wall.", "you can lean on the wall"),
    ("We thought the wall was safe, and we were wrong.", "We thought the wall was safe"),
    ("I will mend my wall when she mends hers.", "I will mend my wall"),
    ("I will mend my wall the minute she mends hers.", "I will mend my wall"),
    ("People say I was brave. I wasn't brave.", "People say I was brave."),
    ("Ann told me on the telephone that the wall is safe.", "the wall is safe"),
    ("My guess is that the wall is safe.", "the wall is safe"),
    ("But for the rain, you would have a wall.", "you would have a wall"),
    ("We will not sell the wall because the bank wants us to.", "We will not sell the wall"),
    ("We will not sell the wall under a threat.", "We will not sell the wall"),
    ("I will sell it when the mason has come and the court has spoken.", "I will sell it when the mason has come"),
    ("They will lose the wall. I am so pleased to be wrong.", "They will lose the wall."),
]
KEPT = [
    ("We did not sleep, but the wall is safe.", "the wall is safe"),
    ("Nobody was hurt. The wall is safe.", "The wall is safe."),
    ("I said, “The wall is safe.”", "The wall is safe."),
    ("No, uh, no cause is known.", "no cause is known"),
    ("The wall is safe, but the road is not.", "The wall is safe"),
    ("The wall is safe. If it rains, we will see.", "The wall is safe."),
    ("There is not only the wall, but the road needs repair too.", "but the road needs repair too"),
    ("You are no hero, you can get hurt like the others.", "you can get hurt like the others"),
    ("Even if it rains, we will rebuild the wall.", "we will rebuild the wall"),
    ("We will rebuild the wall -- not one stone is lost.", "We will rebuild the wall"),
    ("We will rebuild the wall in the spring.", "We will rebuild the wall"),
    ("I told him, that day, that the wall is safe.", "the wall is safe"),
    ("The wall was safe when we came.", "The wall was safe"),
    ("The wall is safe. The road is not.", "The wall is safe."),
]


def around(recorded: str, kept: str) -> Span:
    """Where the kept words stand."""
    start = recorded.index(kept)
    return Span(start, start + len(kept))


@pytest.mark.parametrize(("recorded", "kept"), TURNED)
def test_lost_at_edges_when_the_cut_turns_the_words(recorded: str, kept: str) -> None:
    """A negation, condition, hedge, question or somebody else's "say" that governs the kept words is reported."""
    (change,) = lost_at_edges(recorded, around(recorded, kept))
    assert change.recorded == change.recorded_span.cut(recorded)
    assert change.recorded


@pytest.mark.parametrize(("recorded", "kept"), KEPT)
def test_lost_at_edges_when_the_words_stand_by_themselves(recorded: str, kept: str) -> None:
    """What belongs to another clause or sentence turns nothing."""
    assert lost_at_edges(recorded, around(recorded, kept)) == ()


def test_lost_at_edges_when_two_printed_pieces_meet() -> None:
    """A cue between two pieces ended the first sentence, so that its negation does not reach the second."""
    recorded = "We did not sleep The wall is safe."
    assert lost_at_edges(recorded, around(recorded, "The wall is safe."), (17,)) == ()


@pytest.mark.parametrize(
    ("recorded", "gap", "turned"),
    [
        ("We will never rebuild the wall.", " never ", True),
        ("They are beaten. In either case, they are no problem.", " In either case, ", True),
        ("We will rebuild it, if it rains less, in the spring.", ", if it rains less, ", True),
        ("It works in nine of ten, and we saw no harm. It is no cure.", ", and we saw no harm. ", False),
        ("A driver feels it in his feet. They felt it, they wrote it down.", ". They felt it, ", False),
        ("We bought it. The lamp is not old. It shines.", " The lamp is not old. ", False),
        ("We will rebuild it in the spring with new stones.", " in the spring ", False),
        ("It was close. I can't stress enough that walls need care.", " I can't stress enough that ", False),
        ("I thought of it. But for your age, you would be in prison.", " But for your age, ", True),
    ],
)
def test_lost_in_gap_when_words_are_left_out(recorded: str, gap: str, turned: bool) -> None:
    """Of what an ellipsis hides, only what governs the kept words on either side counts."""
    assert bool(lost_in_gap(recorded, around(recorded, gap))) is turned
