"""Rules without exceptions: offsets are exact, and no text makes the reading fail."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteservice.domain.quote import Form
from quoteservice.extraction.article import ArticleReader

PIECES = st.sampled_from(
    [
        "“We stay,” ",
        '"Go home" ',
        "‘It’s late’, ",
        "said Ada Quill. ",
        "Bo Marsh said that the pier was unsafe. ",
        "he added: ",
        "according to the union, ",
        "\n\n",
        "\r\n",
        "“",
        "”",
        '"',
        "'",
        "CHAIR: ",
        "who ",
        "\u00a0",
        "\u202e",
        "שלום ",
        "🙂",
        "e\u0301",
        "\ud800",
        "\x00",
        "...",
        "said ",
        "(",
        ")",
        "The minister told him ",
    ]
)
# Processor time for any text, in seconds: three times what the slowest takes on an ordinary machine.
LONGEST_READING = 25

ODD = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ODD)
def test_offsets_when_the_text_is_anything(reader: ArticleReader, text: str) -> None:
    """Content is its parts joined by one space; parts are in order, inside the text, and not empty."""
    for statement in reader.read(text):
        assert statement.content == " ".join(part.cut(text) for part in statement.parts)
        assert statement.content.strip()
        ends = [0, *(part.end for part in statement.parts)]
        assert all(end <= part.start < part.end <= len(text) for end, part in zip(ends, statement.parts, strict=False))
        assert all(0 <= span.start < span.end <= len(text) for span in statement.quoted)
        if statement.form is Form.DIRECT:
            assert statement.quoted == statement.parts
        if statement.form is Form.INDIRECT:
            assert statement.quoted == ()
        if statement.speaker is None:
            assert statement.kind is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "?!…—",
        "12 34 56",
        "“" * 500,
        "said " * 400,
        "\x00\ud800 said",
        "a" * 20_000,
        "(" * 300 + "“x” he said",
    ],
    ids=["empty", "blank", "marks", "digits", "opening marks", "cues", "broken", "one word", "brackets"],
)
def test_reading_when_there_is_nothing_to_read(reader: ArticleReader, text: str) -> None:
    """Text without statements, however odd, gives none or some, and never an error."""
    assert isinstance(reader.read(text), tuple)


def test_reading_when_one_paragraph_is_very_long(reader: ArticleReader) -> None:
    """A text of 100,000 characters without a single break is read to its end."""
    text = "Nothing happened in the town on that day. " * 2_400 + "“We stay,” said Ada Quill."
    found = reader.read(text)
    assert [(statement.speaker, statement.content) for statement in found] == [("Ada Quill", "We stay")]


def test_read_when_two_reports_nest_in_each_other(reader: ArticleReader) -> None:
    """Clauses that the parse puts inside each other are read once, and the reading ends."""
    text = (
        "The town also has the highest number of fires in the county, according to the brigade's figures; at least 500 "
        "barns burned down in the town as of May, with the number rising by over 10 barns per week according to the "
        "Gazette website."
    )
    assert all(len(statement.relayed_by) < 3 for statement in reader.read(text))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 60_000,
        "“" * 60_000,
        "“a” " * 60_000,
        "'a " * 60_000,
        "'abcd " * 12_000,
        '"We stay," said Ada Quill. ' * 2_000,
        " ".join(f"Ada{number} Quill{number} said" for number in range(4_000)),
        "\n\n".join(f"Ada Quill{number} said that it was {number}." for number in range(1_500)),
        "“We stay\n\n" * 4_000,
        "He said that " * 5_000,
    ],
    ids=[
        "marks",
        "opening",
        "pairs",
        "single",
        "single words",
        "quotations",
        "names",
        "namesakes",
        "left open",
        "clauses",
    ],
)
def test_time_when_a_text_is_made_to_take_long(reader: ArticleReader, text: str) -> None:
    """The time grows with the length of a text alone, so that none of the greatest length takes minutes."""
    start = process_time()
    reader.read(text)
    assert process_time() - start < LONGEST_READING
