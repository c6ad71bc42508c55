"""A text cut into letters, numbers and signs that carry meaning; punctuation falls away."""

from __future__ import annotations

import re
from typing import NamedTuple

from quoteservice.domain.span import Span
from quoteservice.text.marks import DASHES, INVISIBLE
from quoteservice.text.spelling import typographic


class Token(NamedTuple):
    """A stretch of the text.

    `key` is what stands there, typography aside; `kind` the name of its group in the pattern; `edited` is True if an
    editor's brackets stand inside it: "[T]he", "mean[s]"; `plain` for letters from A to Z alone, two or more.
    """

    text: str
    key: str
    span: Span
    kind: str
    edited: bool = False
    plain: bool = False


# Longest number in characters: decimal arithmetic keeps 28 digits, and what is longer counts nothing in the news. It
# stands for its own digits, as a word does.
LONGEST_NUMBER = 24

_MARK = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_IN_WORD = _MARK + re.escape(INVISIBLE)
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_IN_WORD}])*"
# "don ´ t", "it ' s": some archives print the parts of a short form apart.
_SHORT = "t|s|re|ve|ll|m|d"
_APART = rf"\s?['’ʼ‘`´]\s(?:{_SHORT})(?![^\W_])|\s['’ʼ‘`´]\s?(?:{_SHORT})(?![^\W_])"
# "co-operate" and "cooperate", "e-mail" and "email" are one word each.
_PREFIXES = "[Cc]o|[Rr]e|[Pp]re|[Nn]on|[Ee]|[Mm]ulti|[Ii]nter|[Ss]emi|[Ss]ub"
_DASH = re.escape(DASHES)
# A word of plain letters that nothing is joined to: most of any text, and told apart from all others at a glance.
_PLAIN = r"[A-Za-z]{2,}(?=[,;.!?:)\"”]|\s(?!['’ʼ‘`´])|$)"
_TOKEN = re.compile(
    rf"""
    (?P<plain>{_PLAIN})
  | (?P<iso>(?<!\d)\d{{4}}-\d\d-\d\d(?!\d))
  | (?P<time>(?<![\d:.,])\d{{1,2}}:[0-5]\d(?![\d:]))
  | (?P<abbreviation>(?<![^\W_])(?:[^\W\d_]\.){{2,}}|(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_]))
  | (?P<number>(?:(?<![\w.)%])(?<![A-Z]{{2}}\s)[-−+](?=[$€£¥]?\.?\d))?
        (?:\d{{1,3}}(?:[,\u2009\u202f\u00a0]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|(?<![\w.])\.\d+)
  | (?P<compound>(?<![^\W_])(?:{_PREFIXES})[{re.escape(DASHES[:3])}]{_LETTERS})
  | (?P<sign>(?:US|A|C|NZ|HK|S)\$(?=\s?\d)|[%‰$€£¥₹°<>=≤≥±×÷&½⅓⅔¼¾]|\#(?=\d)|(?<=\d)/(?=\s?\d)|(?<=\d\s)/(?=\s?\d)
        |(?<=\d)[{_DASH}](?=[$€£¥]?\d))
  | (?P<letters>(?:{_LETTERS}\d+[^\W_]*)|{_LETTERS}(?:['’ʼ‘]{_LETTERS})?(?:['’ʼ‘](?:{_SHORT})(?![^\W_]))*(?:{_APART})?)
    """,
    re.VERBOSE,
)
# Marks of another character table that some archives kept, and the ordinal sign for degrees; one for one.
_MISREAD = {0x91: "'", 0x92: "'", 0x93: '"', 0x94: '"', 0x96: "–", 0x97: "—", 0xBA: "°"}
# "[T]he" and "mean[s]" are one word each, in which an editor changed letters: the brackets fall away in place.
_INSIDE = re.compile(r"\[([^\W\d_]+)\](?=[^\W\d_])|(?<=[^\W\d_])\[([^\W\d_]+)\]")


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, in order."""
    flat = text.translate(_MISREAD)
    edited = "[" in flat
    if edited:
        flat = _INSIDE.sub(lambda match: f"\u200b{match.group(1) or match.group(2)}\u200b", flat)
    found: list[Token] = []
    for match in _TOKEN.finditer(flat):
        kind = match.lastgroup or "letters"
        start, end = match.span()
        if kind == "plain":
            printed = match[0]
            found.append(Token(printed, printed.lower(), Span(start, end), "letters", False, True))
            continue
        key = typographic(match.group())
        if kind == "number" and end - start > LONGEST_NUMBER:
            kind = "letters"
        if kind == "letters" and " " in key:
            key = "".join(key.split())
        elif kind == "abbreviation":
            key = key.replace(".", "")
        printed = text[start:end]
        found.append(Token(printed, key, Span(start, end), kind, edited and ("]" in printed or "[" in printed)))
    return found


def glued(found: list[Token], at: int) -> bool:
    """True if the token after `at` follows without any character between."""
    return at + 1 < len(found) and found[at].span.end == found[at + 1].span.start
