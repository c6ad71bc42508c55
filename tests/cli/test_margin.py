"""A checked draft in lines, with the statements that begin in each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoteservice.cli.margin import Line, lines
from quoteservice.web.markup import Piece, paragraphs
from tests.web.builders import quote

TEXT = "The quay was full. “We close,” Keeper said. “It hurts,” Wick added.\n\nRain fell."


def shown(line: Line) -> str:
    return " ".join("".join(run.text for run in word.runs) for word in line.words)


def test_lines_when_statements_begin_in_them() -> None:
    """Each line knows the statements that begin in it, by the marks before them; paragraphs are parted."""
    quotes = [quote(TEXT, "We close,"), quote(TEXT, "It hurts,", number=2)]
    found = list(lines(paragraphs(TEXT, quotes), 30))
    assert [(shown(line), line.starts) for line in found] == [
        ("The quay was full. “We close,”", (1,)),
        ("Keeper said. “It hurts,” Wick", (2,)),
        ("added.", ()),
        ("", ()),
        ("Rain fell.", ()),
    ]


def test_lines_when_a_word_is_only_partly_of_a_statement() -> None:
    """Marks before a statement do not take its colour, and stay with its first word."""
    (line,) = lines(paragraphs("“We close,” he said.", [quote("“We close,” he said.", "We close,")]), 40)
    assert [[(run.text, run.mark) for run in word.runs] for word in line.words] == [
        [("“", None), ("We", 1)],
        [("close,", 1), ("”", None)],
        [("he", None)],
        [("said.", None)],
    ]


@given(st.lists(st.text(alphabet="ab \n", min_size=1, max_size=8), max_size=6), st.integers(1, 12))
def test_lines_keep_every_word(texts: list[str], width: int) -> None:
    """Whatever the pieces are, the words of all lines are those of the text, and only one word may be too long."""
    found = list(lines([[Piece(text) for text in texts]], width))
    assert " ".join(map(shown, found)).split() == "".join(texts).split()
    assert all(len(shown(line)) <= width or len(line.words) == 1 for line in found)
