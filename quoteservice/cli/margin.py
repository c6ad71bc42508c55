"""A checked draft as lines of text, with the statements that begin in each line for its margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quoteservice.web.markup import Piece


@dataclass(frozen=True, slots=True)
class Run:
    """Characters without a break; `mark` is the number of the statement that they belong to, or None."""

    text: str
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two spaces; `starts` are the statements that begin in it."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """Its length in characters."""
        return sum(len(run.text) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line of the draft."""

    words: tuple[Word, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """The statements that begin in it."""
        return tuple(number for word in self.words for number in word.starts)


def lines(paragraphs: Iterable[Sequence[Piece]], width: int) -> Iterator[Line]:
    """The draft in lines of at most `width` characters, an empty one between paragraphs.

    Words that are longer stay whole.
    """
    for number, pieces in enumerate(paragraphs):
        if number:
            yield Line(())
        yield from _filled(_words(pieces), width)


def _filled(words: Iterable[Word], width: int) -> Iterator[Line]:
    line: list[Word] = []
    taken = 0
    for word in words:
        if line and taken + 1 + word.width > width:
            yield Line(tuple(line))
            line, taken = [], 0
        taken += word.width + (1 if line else 0)
        line.append(word)
    if line:
        yield Line(tuple(line))


def _words(pieces: Sequence[Piece]) -> Iterator[Word]:
    runs: list[Run] = []
    starts: list[int] = []
    for piece in pieces:
        starts += piece.starts
        mark = piece.marks[-1] if piece.marks else None
        for number, text in enumerate(_split(piece.text)):
            if number and runs:
                yield Word(tuple(runs), tuple(starts))
                runs, starts = [], []
            if text:
                runs.append(Run(text, mark))
    if runs:
        yield Word(tuple(runs), tuple(starts))


def _split(text: str) -> list[str]:
    """The text at its spaces; an empty string stands at an end that is one."""
    words = text.split()
    if not words:
        return ["", ""] if text else []
    return [*([""] if text[0].isspace() else []), *words, *([""] if text[-1].isspace() else [])]
