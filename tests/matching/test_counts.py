"""Numbers that words come to without stating them."""

from __future__ import annotations

import pytest

from quoteservice.matching.compare import recorded_words
from quoteservice.matching.counts import months, stated, told

# claimed, recorded
SAME = [
    ("one in two of the sponges is new", "about half of them are new"),
    ("one in three of the pupils", "a third of the pupils"),
    ("on two occasions", "it was turned down twice"),
    ("for a third of a year", "food for four months"),
    ("four months after", "They learned of it in February but did not tell us until June"),
    ("three months later", "from December to March"),
    ("campaigners have £15,000", "they have raised half of the £30,000 they need"),
    ("it was cut by 50 per cent", "the rate was halved"),
    ("warmer by 2100", "warmer by the end of the century"),
    ("by the twelfth of December", "by Dec. 12 at the latest"),
    ("seven of them", "seven of the nine"),
    ("one baker in two will close", "half of them will close"),
    ("no later than two days after", "it was there within 48 hours"),
    ("for seven days or so", "for about a week"),
    ("thirty minutes late", "it was half an hour late"),
    ("higher than 12 months ago", "higher than a year earlier"),
    ("level in the back half of the year", "flat in the second half"),
    ("he may miss the sixth match", "he will not dress for Match 6"),
]
OTHER = [
    ("on three occasions", "it was turned down twice"),
    ("one in four of the pupils", "a third of the pupils"),
    ("five months after", "They learned of it in February but did not tell us until June"),
    ("campaigners have £20,000", "they have raised half of the £30,000 they need"),
    ("by the thirteenth of December", "by Dec. 12 at the latest"),
    ("sixteen of them", "six of the nine"),
    ("no later than three days after", "it was there within 48 hours"),
    ("forty minutes late", "it was half an hour late"),
    ("one baker in three will close", "half of them will close"),
    ("in 2 weeks", "in two days"),
]


def comes_to(claimed: str, recorded: str) -> bool:
    """True if the record comes to every number of the claim."""
    numbers = told(recorded_words(recorded))
    found = stated(recorded_words(claimed))
    assert found
    return all(forms & numbers for _, forms in found)


@pytest.mark.parametrize(("claimed", "recorded"), SAME)
def test_counts_when_words_come_to_the_number(claimed: str, recorded: str) -> None:
    """The same number, said in another way, is on record."""
    assert comes_to(claimed, recorded)


@pytest.mark.parametrize(("claimed", "recorded"), OTHER)
def test_counts_when_the_number_is_another(claimed: str, recorded: str) -> None:
    """Another number is not, however near."""
    assert not comes_to(claimed, recorded)


def test_months_of_dates() -> None:
    """A day names its month, and no other."""
    assert months(recorded_words("not past June 30 unless both agree")) == {"june"}
    assert months(recorded_words("not in 2030, and not in summer")) == frozenset()
