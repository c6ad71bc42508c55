"""One comparable word of a text."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from quoteservice.domain.span import Span


class WordKind(StrEnum):
    """What a word stands for."""

    WORD = "word"
    NUMBER = "number"
    DATE = "date"
    SIGN = "sign"


class Word(NamedTuple):
    """One comparable word.

    `key` is what stands there, typography aside; `canon` is one form for all accepted spellings and equal values
    ("#2000" for 2,000 and two thousand). `bracketed` words stand in square brackets: an editor's words. `capital`
    words begin with a capital letter; `initial` words begin a sentence, where a capital says nothing. `aside` words
    stand in round brackets, which some papers use for an editor's words and some for a speaker's aside.
    """

    text: str
    key: str
    canon: str
    span: Span
    kind: WordKind = WordKind.WORD
    bracketed: bool = False
    capital: bool = False
    initial: bool = False
    aside: bool = False

    @property
    def named(self) -> bool:
        """True if the capital is the word's own."""
        return self.capital and not self.initial

    @property
    def edited(self) -> bool:
        """True if an editor changed letters of it in brackets: "[T]he", "mean[s]"."""
        return self.key[:1] == "[" and not self.bracketed
