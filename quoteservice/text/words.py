"""A text as words that can be compared: each with its place in the text and one form for all its spellings.

1. `_tokens` cuts the text into letters, numbers and signs that carry meaning; punctuation falls away.
2. `words` joins what is one thing (a date, a spoken number, "per cent") and parts what is two ("can't").
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from quoteservice.domain.span import Span
from quoteservice.text import dates, numbers
from quoteservice.text.marks import BRACKETED, DASHES, ELLIPSIS, INVISIBLE, QUOTATION_MARKS
from quoteservice.text.spelling import one_spelling, typographic


class WordKind(StrEnum):
    """What a word stands for."""

    WORD = "word"
    NUMBER = "number"
    DATE = "date"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Word:
    """One comparable word.

    `key` is what stands there, typography aside; `canon` is one form for all accepted spellings and equal values
    ("#2000" for 2,000 and two thousand). `bracketed` words stand in square brackets: an editor's words. `capital`
    words begin with a capital letter; `initial` words begin a sentence, where a capital says nothing.
    """

    text: str
    key: str
    canon: str
    span: Span
    kind: WordKind = WordKind.WORD
    bracketed: bool = False
    capital: bool = False
    initial: bool = False

    @property
    def named(self) -> bool:
        """True if the capital is the word's own."""
        return self.capital and not self.initial


_MARK = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_IN_WORD = _MARK + re.escape(INVISIBLE)
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_IN_WORD}])*"
# "don ´ t", "it ' s": some archives print the parts of a short form apart.
_APART = r"\s?['’ʼ‘`´]\s(?:t|s|re|ve|ll|m|d)(?![^\W_])|\s['’ʼ‘`´]\s?(?:t|s|re|ve|ll|m|d)(?![^\W_])"
# "co-operate" and "cooperate", "e-mail" and "email" are one word each.
_PREFIXES = "[Cc]o|[Rr]e|[Pp]re|[Nn]on|[Ee]|[Mm]ulti|[Ii]nter|[Ss]emi|[Ss]ub"
_TOKEN = re.compile(
    rf"""
    (?P<iso>(?<!\d)\d{{4}}-\d\d-\d\d(?!\d))
  | (?P<abbreviation>(?<![^\W_])(?:[^\W\d_]\.){{2,}}|(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_]))
  | (?P<number>(?:(?<![\w.)%])[-−+](?=[$€£¥]?\.?\d))?
        (?:\d{{1,3}}(?:[,\u2009\u202f\u00a0]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|(?<![\w.])\.\d+)
  | (?P<compound>(?<![^\W_])(?:{_PREFIXES})[{re.escape(DASHES[:3])}]{_LETTERS})
  | (?P<letters>(?:{_LETTERS}\d+[^\W_]*)|{_LETTERS}(?:['’ʼ‘]{_LETTERS})*(?:{_APART})?)
  | (?P<sign>[%‰$€£¥₹°<>=≤≥±×÷&½⅓⅔¼¾]|\#(?=\d)|(?<=\d)/(?=\d))
    """,
    re.VERBOSE,
)
_SIGNS = {"%": "percent", "&": "and", "−": "-"}
_CONTRACTIONS = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "are", "'m": "am"}
_IRREGULAR = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}
_SPOKEN = {("gon", "na"): ("going", "to"), ("wan", "na"): ("want", "to"), ("got", "ta"): ("got", "to")}
# After these, 's is "is" or "has"; after any other word it is the possessive.
_TAKES_IS = frozenset("it he she that this there here what who where how when everybody everyone nobody".split())
# After these, 'd is read as "would"; it may stand for "had".
_TAKES_WOULD = frozenset("i you he she it we they that there who".split())


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    key: str
    span: Span
    kind: str


def words(text: str) -> tuple[Word, ...]:
    """All comparable words of `text` in order; empty if it has no letter, digit or meaningful sign."""
    tokens = _tokens(text)
    brackets = [Span(*match.span()) for match in BRACKETED.finditer(text) if not ELLIPSIS.fullmatch(match.group())]
    found: list[Word] = []
    index = 0
    while index < len(tokens):
        taken, made = (
            _date(tokens, index) or _money(tokens, index) or _number(tokens, index) or _unit(tokens, index)
        ) or _plain(tokens, index)
        found.extend(made)
        index += taken
    found = _shared_percent(found)
    return tuple(_placed(word, text, brackets) for word in found)


def _shared_percent(found: list[Word]) -> list[Word]:
    """In "between 2 and 3 per cent" both numbers are percentages."""
    for at in range(len(found) - 2):
        one, joint, other = found[at : at + 3]
        plain = one.kind is other.kind is WordKind.NUMBER and other.canon.endswith("%") and one.canon[-1:].isdigit()
        if plain and joint.canon in ("and", "to", "or"):
            found[at] = replace(one, canon=f"{one.canon}%")
    return found


def canons(text: str) -> tuple[str, ...]:
    """The `canon` of every word."""
    return tuple(word.canon for word in words(text))


def digest(text: str) -> str:
    """32 hex digits that are equal for texts of the same words, typography aside (128 bits of SHA-256)."""
    keys = " ".join(word.key for word in words(text))
    return hashlib.sha256(keys.encode("utf-8", "surrogatepass")).hexdigest()[:32]


# How far before a word its sentence can have begun: a stop, closing marks, spaces and opening marks.
_LOOK_BACK = 8


def _placed(word: Word, text: str, brackets: list[Span]) -> Word:
    """The word, told where it stands."""
    inside = any(each.start <= word.span.start and word.span.end <= each.end for each in brackets)
    before = text[max(0, word.span.start - _LOOK_BACK) : word.span.start].rstrip(_BETWEEN_SENTENCES)
    starts = word.span.start <= _LOOK_BACK and not before
    if not (inside or starts or before[-1:] in _STOPS):
        return word
    return replace(word, bracketed=inside, initial=starts or before[-1:] in _STOPS)


_BETWEEN_SENTENCES = " \t\r\n\u00a0([" + QUOTATION_MARKS
_STOPS = frozenset(".!?:…")


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    # "[T]he" is one word whose case an editor changed: the brackets around a single letter fall away in place.
    flat = text.replace("º", "°")
    flat = re.sub(r"\[([^\W\d_])\](?=[^\W\d_])", "\u200b\\1\u200b", flat)
    for match in _TOKEN.finditer(flat):
        kind = match.lastgroup or "letters"
        span = Span(*match.span())
        key = typographic(match.group())
        if "]" in text[span.start : span.end]:
            # The brackets are an edit to be listed, so the words are not the same to the letter.
            key = f"[{key}]"
        if kind == "letters":
            key = "".join(key.split())
        if kind == "abbreviation":
            key = key.replace(".", "")
        tokens.append(_Token(text[span.start : span.end], key, span, kind))
    return tokens


def _word(token: _Token, canon: str, kind: WordKind = WordKind.WORD) -> Word:
    visible = token.text.lstrip(INVISIBLE + "[")
    return Word(token.text, token.key, canon, token.span, kind, capital=visible[:1].isupper())


def _joined(tokens: list[_Token], canon: str, kind: WordKind) -> tuple[int, list[Word]]:
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    key = " ".join(token.key for token in tokens)
    text = " ".join(token.text for token in tokens)
    return len(tokens), [Word(text, key, canon, span, kind)]


def _date(tokens: list[_Token], at: int) -> tuple[int, list[Word]] | None:
    token = tokens[at]
    if token.key == "the" and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
        inner = _date(tokens, at + 1)
        return _joined(tokens[at : at + 1 + inner[0]], inner[1][0].canon, WordKind.DATE) if inner else None
    if token.kind == "iso":
        return 1, [_word(token, f"@{token.key}", WordKind.DATE)]
    month = _month(token)
    if month is not None:
        used = [token]
        day = _day(tokens, at + 1)
        used += tokens[at + 1 : at + 1 + day[1]]
        year = _year(tokens, at + 1 + day[1])
        if year:
            used.append(tokens[at + 1 + day[1]])
        if day[0] is None and not year:
            return None
        return _joined(used, dates.printed(year, month, day[0]), WordKind.DATE)
    day = _day(tokens, at)
    if day[0] is None:
        return None
    after = at + day[1]
    if after < len(tokens) and tokens[after].key == "of":
        after += 1
    month = _month(tokens[after]) if after < len(tokens) else None
    if month is None:
        return None
    year = _year(tokens, after + 1)
    end = after + (2 if year else 1)
    return _joined(tokens[at:end], dates.printed(year, month, day[0]), WordKind.DATE)


def _month(token: _Token) -> int | None:
    month = dates.MONTHS.get(token.key)
    if token.key in dates.AMBIGUOUS_MONTHS and not token.text[:1].isupper():
        return None
    return month


def _day(tokens: list[_Token], at: int) -> tuple[int | None, int]:
    if at >= len(tokens) or tokens[at].kind != "number" or not tokens[at].key.isdigit():
        return None, 0
    if not 1 <= int(tokens[at].key) <= 31:
        return None, 0
    suffixed = at + 1 < len(tokens) and tokens[at + 1].key in ("st", "nd", "rd", "th") and _glued(tokens, at)
    return int(tokens[at].key), 2 if suffixed else 1


def _year(tokens: list[_Token], at: int) -> int | None:
    if at < len(tokens) and tokens[at].kind == "number" and tokens[at].text.isdigit():
        year = int(tokens[at].text)
        return year if year in dates.YEARS else None
    return None


def _glued(tokens: list[_Token], at: int) -> bool:
    """True if the token after `at` follows without any character between."""
    return at + 1 < len(tokens) and tokens[at].span.end == tokens[at + 1].span.start


def _number(tokens: list[_Token], at: int) -> tuple[int, list[Word]] | None:
    value, taken = _amount(tokens, at)
    if value is None:
        return _article_amount(tokens, at)
    nxt = at + taken
    if nxt < len(tokens) and tokens[nxt].key in ("st", "nd", "rd", "th") and _glued(tokens, nxt - 1):
        return _joined(tokens[at : nxt + 1], f"#{numbers.printed(value)}th", WordKind.NUMBER)
    percent = _percent(tokens, nxt)
    if percent:
        return _joined(tokens[at : nxt + percent], f"#{numbers.printed(value)}%", WordKind.NUMBER)
    if nxt < len(tokens) and tokens[nxt].key in numbers.FRACTIONS and value == value.to_integral_value() and value < 10:
        parts = numbers.FRACTIONS[tokens[nxt].key]
        if tokens[nxt].key.endswith("s") or value == 1:
            share = numbers.printed((value * 100 / parts).quantize(Decimal("0.01")))
            return _joined(tokens[at : nxt + 1], f"#{share}%", WordKind.NUMBER)
    return _joined(tokens[at:nxt], f"#{numbers.printed(value)}", WordKind.NUMBER)


def _money(tokens: list[_Token], at: int) -> tuple[int, list[Word]] | None:
    """ "€85 million" and "85 million euros" as one amount."""
    if tokens[at].key in _CURRENCIES and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
        value, taken = _amount(tokens, at + 1)
        if value is not None:
            canon = f"#{numbers.printed(value)}{tokens[at].key}"
            return _joined(tokens[at : at + 1 + taken], canon, WordKind.NUMBER)
    value, taken = _amount(tokens, at)
    if value is None or at + taken >= len(tokens):
        return None
    sign = _CURRENCY_WORDS.get(tokens[at + taken].key)
    if sign is None:
        return None
    return _joined(tokens[at : at + taken + 1], f"#{numbers.printed(value)}{sign}", WordKind.NUMBER)


_CURRENCIES = frozenset("$€£¥₹")
_CURRENCY_WORDS = {
    "dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£", "yen": "¥",
    "rupee": "₹", "rupees": "₹",
}  # fmt: skip


def _unit(tokens: list[_Token], at: int) -> tuple[int, list[Word]] | None:
    """Units as signs and as words: "350 °C" and "350 degrees Celsius", "30 km/h" and "30 kilometres an hour"."""
    before = tokens[at - 1].key if at else ""
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if tokens[at].key in ("°", "degree", "degrees"):
        scale = {"c": "celsius", "f": "fahrenheit"}.get(following)
        head = _word(tokens[at], "degrees")
        return (2, [head, _word(tokens[at + 1], scale)]) if scale else (1, [head])
    if (
        before in _SPEEDS
        and tokens[at].key in ("h", "an", "per", "a")
        and (tokens[at].key == "h" or following == "hour")
    ):
        return _joined(tokens[at : at + (1 if tokens[at].key == "h" else 2)], "per-hour", WordKind.WORD)
    return None


_SPEEDS = frozenset("km kms kilometers kilometres miles mi".split())


def _amount(tokens: list[_Token], at: int) -> tuple[Decimal | None, int]:
    """The value that begins at a token, and how many tokens it takes; None if none begins there."""
    token = tokens[at]
    if token.kind == "number":
        value = numbers.decimal(token.key)
        taken = 1
        while value is not None and at + taken < len(tokens):
            key = tokens[at + taken].key
            glued = _glued(tokens, at + taken - 1)
            money = at > 0 and tokens[at - 1].kind == "sign" and tokens[at - 1].key in "$€£¥₹"
            if key in numbers.MAGNITUDES:
                value *= numbers.MAGNITUDES[key]
            elif glued and key in numbers.SHORT_MAGNITUDES and (money or key in ("bn", "tn", "mn")):
                value *= numbers.SHORT_MAGNITUDES[key]
            else:
                break
            taken += 1
        return value, taken
    if token.kind == "sign" and token.key in numbers.VULGAR_FRACTIONS:
        return None, 0
    spoken = numbers.spoken([each.key for each in tokens[at : at + 12]])
    if spoken is None:
        return None, 0
    return spoken


def _article_amount(tokens: list[_Token], at: int) -> tuple[int, list[Word]] | None:
    """ "a million", "half", "a third of", "first": amounts that are not spelled as a plain number."""
    key = tokens[at].key
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    after = tokens[at + 2].key if at + 2 < len(tokens) else ""
    if key in ("a", "an") and following in numbers.MAGNITUDES:
        value = Decimal(numbers.MAGNITUDES[following])
        return _joined(tokens[at : at + 2], f"#{numbers.printed(value)}", WordKind.NUMBER)
    before = tokens[at - 1].key if at else ""
    if key == "a" and following in _SHARES and (after == "of" or before in _BEFORE_SHARES):
        share = (Decimal(100) / numbers.FRACTIONS[following]).quantize(Decimal("0.01"))
        return _joined(tokens[at : at + 2], f"#{numbers.printed(share)}%", WordKind.NUMBER)
    if key == "half" and following in ("of", "the", "all", "its", "their", "our", "his", "her"):
        return 1, [_word(tokens[at], "#50%", WordKind.NUMBER)]
    if key in numbers.ORDINALS:
        return 1, [_word(tokens[at], f"#{numbers.ORDINALS[key]}th", WordKind.NUMBER)]
    return None


_SHARES = frozenset({"third", "quarter", "fifth", "tenth"})
_BEFORE_SHARES = frozenset("by about nearly almost over than only around roughly least most".split())


def _percent(tokens: list[_Token], at: int) -> int:
    """How many tokens say per cent at this place."""
    if at >= len(tokens):
        return 0
    if tokens[at].key in ("%", "percent", "pct"):
        return 1
    if tokens[at].key == "per" and at + 1 < len(tokens) and tokens[at + 1].key == "cent":
        return 2
    return 0


def _plain(tokens: list[_Token], at: int) -> tuple[int, list[Word]]:
    token = tokens[at]
    if token.kind == "sign":
        canon = _SIGNS.get(token.key, token.key)
        return 1, [_word(token, canon, WordKind.SIGN)]
    if token.key in ("cannot", "gonna", "wanna", "gotta"):
        head, tail = {"cannot": ("can", "not"), "gonna": ("going", "to"), "wanna": ("want", "to"),
                      "gotta": ("got", "to")}[token.key]  # fmt: skip
        return 1, _parted(token, 3, head, tail)
    if token.kind == "compound":
        return 1, [_word(token, one_spelling("".join(c for c in token.key if c not in DASHES)))]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text == "No" and following is not None and following.kind == "number":
        return 1, [_word(token, "number")]
    if following is not None and (token.key, following.key) in _SPOKEN:
        head, tail = _SPOKEN[(token.key, following.key)]
        return 2, [_word(token, head), _word(following, tail)]
    if "'" in token.key:
        return 1, _contraction(token)
    return 1, [_word(token, one_spelling(token.key.strip("[]")))]


def _contraction(token: _Token) -> list[Word]:
    key = token.key
    for ending, full in _CONTRACTIONS.items():
        if key.endswith(ending) and len(key) > len(ending):
            head = _IRREGULAR.get(key, key[: -len(ending)])
            return _parted(token, len(token.text) - len(ending), one_spelling(head), full)
    if key.endswith("'d") and key[:-2] in _TAKES_WOULD:
        return _parted(token, len(token.text) - 2, key[:-2], "would")
    if key.endswith("'s") and key[:-2] in _TAKES_IS:
        return _parted(token, len(token.text) - 2, key[:-2], "is")
    if key == "let's":
        return _parted(token, 3, "let", "us")
    return [_word(token, one_spelling(key.replace("'", "")) if key[:1] == "'" else _possessive(key))]


def _possessive(key: str) -> str:
    return f"{one_spelling(key[:-2])}'s" if key.endswith("'s") else one_spelling(key)


def _parted(token: _Token, at: int, head: str, tail: str) -> list[Word]:
    middle = token.span.start + at
    first, second = token.text[:at], token.text[at:]
    capital = first[:1].isupper()
    return [
        Word(first, typographic(first), head, Span(token.span.start, middle), capital=capital),
        Word(second, typographic(second), tail, Span(middle, token.span.end)),
    ]
