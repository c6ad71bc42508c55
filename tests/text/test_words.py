"""A text as comparable words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteservice.text.words import canons, digest, words

SAME = [
    ("2,000 people", "two thousand people"),
    ("1.5 million", "1,500,000"),
    ("50 per cent", "50%"),
    ("50 percent", "fifty per cent"),
    ("between 2 and 3 per cent", "between 2% and 3%"),
    ("two-thirds of them", "two thirds of them"),
    ("a drop of a third in accidents", "a drop of one third in accidents"),
    ("half of the voters", "50% of the voters"),
    ("€85 million", "85 million euros"),
    ("$1.2bn", "1.2 billion dollars"),
    ("350 °C", "350 degrees Celsius"),
    ("30 km/h", "30 kilometres an hour"),
    ("4 January 2020", "January 4, 2020"),
    ("the 4th of January", "Jan. 4"),
    ("the Defence Minister", "the defense minister"),
    ("organised labour", "organized labor"),
    ("I can't", "I cannot"),
    ("we won’t go", "we will not go"),
    ("I'd rather stay", "I would rather stay"),
    ("the U.S. troops", "the US troops"),
    ("“NATO’s mission”", '"NATO\'s mission"'),
    ("Müller", "Muller"),
    ("soft\u00adhyphen", "softhyphen"),
    ("the 2nd time", "the second time"),
    ("twenty-five", "25"),
    ("I don ´ t know", "I don't know"),
    ("we can' t stay", "we can't stay"),
    ("the No. 1 problem", "the number one problem"),
    ("we're gon na stay", "we are going to stay"),
    ("350 ºC", "350 degrees Celsius"),
    ("#Budget", "budget"),
    ("co-operate by e-mail", "cooperate by email"),
    ("[t]here's a way", "there is a way"),
    ("it mean[s] that", "it means that"),
    ("at 7:15", "at 7.15"),
    ("two and a half million", "2.5 million"),
    ("half a dozen", "six"),
    ("two dozen", "24"),
    ("fourteen hundred men", "1,400 men"),
    ("5m euros", "€5 million"),
    ("US$5 million", "$5m"),
    ("USD 5 million", "$5m"),
    ("5 million EUR", "€5m"),
    ("3m homes", "three million homes"),
    ("warm by 2C", "warm by two degrees Celsius"),
    ("5–10 points", "five to 10 points"),
    ("the hundred-year flood", "the 100-year flood"),
    ("COVID -19", "COVID-19"),
    ("they couldn t stay", "they couldn't stay"),
    ("the anaesthetist and the paediatrician", "the anesthetist and the pediatrician"),
]
DIFFERENT = [
    ("500", "5,000"),
    ("1.2 million", "2 million"),
    ("-0.42", "0.42"),
    ("p < 0.05", "p = 0.05"),
    ("$5", "€5"),
    ("5 per cent", "5"),
    ("5%", "5 percentage points"),
    ("4 January", "5 January"),
    ("2nd", "2"),
    ("can", "can't"),
    ("7:15", "7:45"),
    ("A$5", "US$5"),
    ("3m", "3 million"),
    ("the -19 degrees", "the 19 degrees"),
    ("7:15", "715"),
    ("two and a half million", "two million"),
    ("a gram", "a kilogram"),
    ("of a third in all", "of a third doctor in all"),
    ("Michael", "Michel"),
    # Above the digits that Python makes a number of, and those that its decimals keep.
    ("0" * 9_999 + "1", "0" * 9_999 + "2"),
    (f"${'1' * 29}1 million", f"${'1' * 29}2 million"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_canons_when_only_the_spelling_differs(one: str, other: str) -> None:
    """Accepted spellings, number formats and typography of one word have one canon."""
    assert canons(one) == canons(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_canons_when_the_value_differs(one: str, other: str) -> None:
    """Digits, signs, per cent, currency and ordinals are never folded away."""
    assert canons(one) != canons(other)


def test_digest_when_typography_differs() -> None:
    """Case, quotation marks, dashes and end punctuation leave the digest as it is; a word does not."""
    assert digest("“We are safe,”") == digest("we are safe.")
    assert digest("We are safe") != digest("We are not safe")


def test_words_when_brackets_change_the_case() -> None:
    """ "[W]e" is the word "we", told from a "We" that nobody edited."""
    (edited,) = words("[W]e")
    (plain,) = words("We")
    assert (edited.canon, edited.bracketed) == (plain.canon, False)
    assert edited.key != plain.key


def test_words_when_brackets_stand_inside_a_word() -> None:
    """Letters changed in brackets leave one word, marked as edited; a contraction is still two."""
    there, short, means = words("[T]here's mean[s]")
    assert (there.canon, short.canon, means.canon) == ("there", "is", "means")
    assert (there.edited, short.edited, means.edited) == (True, False, True)


def test_words_when_an_utterance_is_printed_in_two_parts() -> None:
    """The second part begins a sentence unless a comma leads to it."""
    text = "we are safe Canada left"
    assert not words(text, joints=(12,))[3].named
    assert words("we are safe, Canada left", joints=(13,))[3].named


def test_words_when_an_editor_explains() -> None:
    """Words inside square brackets are marked as an editor's."""
    assert [(word.canon, word.bracketed) for word in words("he [the minister] left")] == [
        ("he", False), ("the", True), ("minister", True), ("left", False),
    ]  # fmt: skip


def test_words_when_a_sentence_begins() -> None:
    """A capital names something only inside a sentence."""
    named = [word.text for word in words("Training ended. Canada left Iraq.") if word.named]
    assert named == ["Iraq"]


@given(st.text(max_size=200))
def test_words_when_the_text_is_anything(text: str) -> None:
    """Spans are inside the text, in order, without overlap, and each cuts out its word."""
    end = 0
    for word in words(text):
        assert end <= word.span.start < word.span.end <= len(text)
        end = word.span.end


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z"]), max_size=80))
def test_canons_when_read_again(text: str) -> None:
    """Typography is folded in one step: upper case and curly marks give the words of the plain text."""
    curly = text.replace("'", "’")
    assert digest(curly) == digest(text)
