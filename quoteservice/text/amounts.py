"""Tokens that are one thing together: a date, an amount of money, a spoken number, a share, a unit.

Each function reads what begins at one token and returns how many tokens it takes and the words they make, or None.
"""

from __future__ import annotations

from decimal import Decimal

from quoteservice.domain.span import Span
from quoteservice.text import dates, numbers
from quoteservice.text.marks import INVISIBLE
from quoteservice.text.tokens import Token, glued
from quoteservice.text.word import Word, WordKind

Made = tuple[int, list[Word]]

_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
_CURRENCIES = frozenset({"$", "€", "£", "¥", "₹", "us$", "a$", "c$", "nz$", "hk$", "s$"})
_CURRENCY_WORDS = {
    "dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£", "yen": "¥",
    "rupee": "₹", "rupees": "₹", "usd": "$", "eur": "€", "gbp": "£",
}  # fmt: skip
_CURRENCY_CODES = {"usd": "$", "eur": "€", "gbp": "£"}
_SCALES = {"c": "degrees-celsius", "f": "degrees-fahrenheit", "celsius": "degrees-celsius",
           "fahrenheit": "degrees-fahrenheit"}  # fmt: skip
_SPEEDS = frozenset("km kms kilometers kilometres miles mi".split())
_SHARES = frozenset({"third", "quarter", "fifth", "tenth"})
_BEFORE_SHARES = frozenset("by about nearly almost over than only around roughly least most".split())
# "A drop of a third in accidents", and not "the opinion of a third doctor".
_BEHIND_SHARES = frozenset(("in", "since", "from", "over", "on", ""))
_AFTER_HALF = frozenset("of the all its their our his her".split())
# "3m homes", "3m people": what can be counted by the million, and not measured in metres.
_COUNTED = frozenset("people men women children".split())
# Number words that a fraction takes as its count: "three quarters", and not "15 thirds".
_MOST_PARTS = 10
_HALF = Decimal("0.5")
# Tokens that a spoken number can take: "nine hundred and ninety nine thousand nine hundred and ninety nine".
_LONGEST_SPOKEN = 12

# Words that a date, a number or a unit can begin with; all others stand for themselves.
OPENERS = (
    frozenset(dates.MONTHS) | frozenset(numbers.UNITS) | frozenset(numbers.TENS) | frozenset(numbers.ORDINALS)
    | _CURRENCIES | frozenset(_CURRENCY_CODES) | frozenset(_SCALES)
    | {"the", "a", "an", "half", "degree", "degrees", "h", "per", "hundred", "thousand"}
)  # fmt: skip

# Words that may become part of a date, a number or a unit, wherever they stand in it.
NUMERATING = (
    OPENERS | frozenset(numbers.MAGNITUDES) | frozenset(numbers.SHORT_MAGNITUDES) | frozenset(numbers.FRACTIONS)
    | frozenset(_CURRENCY_WORDS) | _SPEEDS | {"percent", "pct", "cent", "hour"}
)  # fmt: skip


def read(tokens: list[Token], at: int) -> Made | None:
    """What begins at a token; None if the token stands for itself."""
    return _date(tokens, at) or _money(tokens, at) or _number(tokens, at) or _unit(tokens, at)


def shared_percent(found: list[Word]) -> None:
    """In "between 2 and 3 per cent" both numbers are percentages: sets the first one."""
    for at in range(len(found) - 2):
        one = found[at]
        if one.kind is not WordKind.NUMBER or found[at + 2].kind is not WordKind.NUMBER:
            continue
        if (
            found[at + 2].canon.endswith("%")
            and one.canon[-1:].isdigit()
            and found[at + 1].canon in ("and", "to", "or")
        ):
            found[at] = one._replace(canon=f"{one.canon}%")


def _key(token: Token) -> str:
    return f"[{token.key}]" if token.edited else token.key


def word(token: Token, canon: str, kind: WordKind = WordKind.WORD) -> Word:
    """One token as one word."""
    visible = token.text.lstrip(INVISIBLE + "[")
    return Word(token.text, _key(token), canon, token.span, kind, capital=visible[:1].isupper())


def joined(tokens: list[Token], canon: str, kind: WordKind) -> Made:
    """Several tokens as one word."""
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    key = " ".join(_key(token) for token in tokens)
    text = " ".join(token.text for token in tokens)
    return len(tokens), [Word(text, key, canon, span, kind)]


def _date(tokens: list[Token], at: int) -> Made | None:
    token = tokens[at]
    if token.key == "the" and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
        inner = _date(tokens, at + 1)
        return joined(tokens[at : at + 1 + inner[0]], inner[1][0].canon, WordKind.DATE) if inner else None
    if token.kind == "iso":
        return 1, [word(token, f"@{token.key}", WordKind.DATE)]
    month = _month(token)
    if month is not None:
        day, taken = _day(tokens, at + 1)
        year = _year(tokens, at + 1 + taken)
        if day is None and not year:
            return None
        end = at + 1 + taken + (1 if year else 0)
        return joined(tokens[at:end], dates.printed(year, month, day), WordKind.DATE)
    day, taken = _day(tokens, at)
    if day is None:
        return None
    after = at + taken
    if after < len(tokens) and tokens[after].key == "of":
        after += 1
    month = _month(tokens[after]) if after < len(tokens) else None
    if month is None:
        return None
    year = _year(tokens, after + 1)
    end = after + (2 if year else 1)
    return joined(tokens[at:end], dates.printed(year, month, day), WordKind.DATE)


def _month(token: Token) -> int | None:
    month = dates.MONTHS.get(token.key)
    if token.key in dates.AMBIGUOUS_MONTHS and not token.text[:1].isupper():
        return None
    return month


def _day(tokens: list[Token], at: int) -> tuple[int | None, int]:
    if at >= len(tokens) or tokens[at].kind != "number" or not tokens[at].key.isdecimal():
        return None, 0
    if not 1 <= int(tokens[at].key) <= dates.MOST_DAYS:
        return None, 0
    suffixed = at + 1 < len(tokens) and tokens[at + 1].key in _ORDINAL_ENDINGS and glued(tokens, at)
    return int(tokens[at].key), 2 if suffixed else 1


def _year(tokens: list[Token], at: int) -> int | None:
    if at < len(tokens) and tokens[at].kind == "number" and tokens[at].text.isdecimal():
        year = int(tokens[at].text)
        return year if year in dates.YEARS else None
    return None


def _number(tokens: list[Token], at: int) -> Made | None:
    value, taken = _amount(tokens, at)
    if value is None:
        return _article_amount(tokens, at)
    nxt = at + taken
    if nxt < len(tokens) and tokens[nxt].key in _ORDINAL_ENDINGS and glued(tokens, nxt - 1):
        return joined(tokens[at : nxt + 1], f"#{numbers.printed(value)}th", WordKind.NUMBER)
    percent = _percent(tokens, nxt)
    if percent:
        return joined(tokens[at : nxt + percent], f"#{numbers.printed(value)}%", WordKind.NUMBER)
    parts = numbers.FRACTIONS.get(tokens[nxt].key) if nxt < len(tokens) else None
    counts = value == value.to_integral_value() and value < _MOST_PARTS
    if parts is not None and counts and (tokens[nxt].key.endswith("s") or value == 1):
        return joined(tokens[at : nxt + 1], _share(value, parts), WordKind.NUMBER)
    return joined(tokens[at:nxt], f"#{numbers.printed(value)}", WordKind.NUMBER)


def _share(count: Decimal, parts: int) -> str:
    return f"#{numbers.printed((count * 100 / parts).quantize(Decimal('0.01')))}%"


def _money(tokens: list[Token], at: int) -> Made | None:
    """ "€85 million" and "85 million euros" as one amount."""
    sign = _CURRENCY_CODES.get(tokens[at].key, tokens[at].key.removeprefix("us"))
    if sign in _CURRENCIES:
        if at + 1 < len(tokens) and tokens[at + 1].kind == "number":
            value, taken = _amount(tokens, at + 1)
            if value is not None:
                canon = f"#{numbers.printed(value)}{sign}"
                return joined(tokens[at : at + 1 + taken], canon, WordKind.NUMBER)
        return None
    value, taken = _amount(tokens, at)
    if value is None or at + taken >= len(tokens):
        return None
    named = _CURRENCY_WORDS.get(tokens[at + taken].key)
    if named is None:
        return None
    return joined(tokens[at : at + taken + 1], f"#{numbers.printed(value)}{named}", WordKind.NUMBER)


def _unit(tokens: list[Token], at: int) -> Made | None:
    """Units as signs and as words: "350 °C" and "350 degrees Celsius", "30 km/h" and "30 kilometres an hour"."""
    before = tokens[at - 1].key if at else ""
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if tokens[at].key in ("°", "degree", "degrees"):
        scale = _SCALES.get(following)
        return joined(tokens[at : at + 2], scale, WordKind.WORD) if scale else (1, [word(tokens[at], "degrees")])
    if tokens[at].key in ("c", "f") and tokens[at - 1].kind == "number" and at and glued(tokens, at - 1):
        return 1, [word(tokens[at], _SCALES[tokens[at].key])]
    if (
        before in _SPEEDS
        and tokens[at].key in ("h", "an", "per", "a")
        and (tokens[at].key == "h" or following == "hour")
    ):
        return joined(tokens[at : at + (1 if tokens[at].key == "h" else 2)], "per-hour", WordKind.WORD)
    return None


def _amount(tokens: list[Token], at: int) -> tuple[Decimal | None, int]:
    """The value that begins at a token, and how many tokens it takes; None if none begins there."""
    token = tokens[at]
    if token.kind == "time":
        return numbers.decimal(token.key.replace(":", ".")), 1
    if token.kind == "number":
        return _with_magnitudes(tokens, at)
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if token.key in ("a", "an") and following in numbers.MAGNITUDES:
        return Decimal(numbers.MAGNITUDES[following]), 2
    if token.key == "half" and [each.key for each in tokens[at + 1 : at + 3]] in (["a", "million"], ["a", "billion"],
                                                                                  ["a", "dozen"]):  # fmt: skip
        return numbers.MAGNITUDES[tokens[at + 2].key] * _HALF, 3
    if token.key not in numbers.UNITS and token.key not in numbers.TENS:
        return None, 0
    spoken = numbers.spoken([each.key for each in tokens[at : at + _LONGEST_SPOKEN]])
    if spoken is None:
        return None, 0
    value, taken = spoken
    if [each.key for each in tokens[at + taken : at + taken + 3]] == ["and", "a", "half"]:
        magnitude = numbers.MAGNITUDES.get(tokens[at + taken + 3].key) if at + taken + 3 < len(tokens) else None
        return (value + _HALF) * (magnitude or 1), taken + (4 if magnitude else 3)
    return value, taken


def _with_magnitudes(tokens: list[Token], at: int) -> tuple[Decimal | None, int]:
    value = numbers.decimal(tokens[at].key)
    money = at > 0 and tokens[at - 1].key in _CURRENCIES
    taken = 1
    while value is not None and at + taken < len(tokens):
        key = tokens[at + taken].key
        after = tokens[at + taken + 1].key if at + taken + 1 < len(tokens) else ""
        counted = after.endswith("s") or after in _COUNTED
        short = money or key in ("bn", "tn", "mn") or after in _CURRENCY_WORDS or (key == "m" and counted)
        if key in numbers.MAGNITUDES:
            value *= numbers.MAGNITUDES[key]
        elif short and key in numbers.SHORT_MAGNITUDES and glued(tokens, at + taken - 1):
            value *= numbers.SHORT_MAGNITUDES[key]
        else:
            break
        taken += 1
    return value, taken


def _article_amount(tokens: list[Token], at: int) -> Made | None:
    """ "half", "a third of", "first": amounts that are not spelled as a plain number."""
    key = tokens[at].key
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    after = tokens[at + 2].key if at + 2 < len(tokens) else ""
    before = tokens[at - 1].key if at else ""
    is_share = after == "of" or before in _BEFORE_SHARES or (before == "of" and after in _BEHIND_SHARES)
    if key == "a" and following in _SHARES and is_share:
        return joined(tokens[at : at + 2], _share(Decimal(1), numbers.FRACTIONS[following]), WordKind.NUMBER)
    if key == "half" and following in _AFTER_HALF:
        return 1, [word(tokens[at], "#50%", WordKind.NUMBER)]
    if key in ("hundred", "thousand"):
        return 1, [word(tokens[at], f"#{numbers.MAGNITUDES[key]}", WordKind.NUMBER)]
    if key in numbers.ORDINALS:
        return 1, [word(tokens[at], f"#{numbers.ORDINALS[key]}th", WordKind.NUMBER)]
    return None


def _percent(tokens: list[Token], at: int) -> int:
    """How many tokens say per cent at this place."""
    if at >= len(tokens):
        return 0
    if tokens[at].key in ("%", "percent", "pct"):
        return 1
    if tokens[at].key == "per" and at + 1 < len(tokens) and tokens[at + 1].key == "cent":
        return 2
    return 0
