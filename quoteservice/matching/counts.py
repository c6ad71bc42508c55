"""Numbers that a text states without a figure: "twice", "both", "one in two", the months from February to June."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quoteservice.text.words import Word, WordKind

_SAYING = {
    "once": 1, "single": 1, "twice": 2, "both": 2, "couple": 2, "pair": 2, "double": 2, "doubled": 2, "doubles": 2,
    "doubling": 2, "thrice": 3, "triple": 3, "tripled": 3, "treble": 3, "trebled": 3, "trio": 3, "dozen": 12,
}  # fmt: skip
_HALVING = frozenset("halve halves halved halving".split())
_MONTHS = {
    month: number
    for number, month in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}


def stated(words: Sequence[Word]) -> list[tuple[int, frozenset[str]]]:
    """Where numbers stand, by index of the word, with every form that would say the same: `canon` of a number."""
    found: list[tuple[int, frozenset[str]]] = []
    at = 0
    while at < len(words):
        if (share := _share(words, at)) is not None:
            form, last = share
            found.append((at, frozenset({form})))
            at = last + 1
            continue
        if words[at].kind is WordKind.NUMBER:
            # "Two weeks" are not "two days".
            forms = {*(tuple(_time(words, at + 1)) or (words[at].canon,)), *_months_in(words, at), *_day(words, at)}
            found.append((at, frozenset(forms)))
        at += 1
    return found


def told(words: Sequence[Word]) -> frozenset[str]:
    """Every number or date that a text states or that its words come to, as the `canon` of one."""
    forms = {form for _, each in stated(words) for form in each}
    forms |= {word.canon for word in words if word.kind is WordKind.NUMBER}
    forms |= {f"#{_SAYING[word.canon]}" for word in words if word.canon in _SAYING}
    if any(word.canon in _HALVING for word in words):
        forms.add("#50%")
    canons = [word.canon for word in words]
    if any(canons[at : at + len(_CENTURY)] == _CENTURY for at in range(len(canons))):
        forms.add("#2100")
    forms |= {word.canon for word in words if word.kind is WordKind.DATE}
    forms |= {form for at in range(len(words)) for form in _time(words, at)}
    # "The second half" is a half, and "Game 6" the sixth.
    forms |= {"#50%" for canon in canons if canon in ("half", "halves")}
    forms |= {f"{one.canon}th" for before, one in pairwise(words) if before.capital and one.canon[1:].isdigit()}
    return frozenset(forms | set(_between_months(words)) | set(_parts(words)))


def months(words: Sequence[Word]) -> frozenset[str]:
    """The names of the months in which the dates of a text lie."""
    found = {word.canon.split("-")[1] for word in words if word.kind is WordKind.DATE and word.canon.count("-") > 1}
    return frozenset(month for month, number in _MONTHS.items() if f"{number:02}" in found)


_CENTURY = ["end", "of", "the", "century"]
_AMOUNT = re.compile(r"#(\d+(?:\.\d+)?)(\D*)")


def _parts(words: Sequence[Word]) -> Iterator[str]:
    """ "Half of the £30,000" is £15,000."""
    for at, word in enumerate(words):
        share = _AMOUNT.fullmatch(word.canon)
        if share is None or share.group(2) != "%":
            continue
        for behind in words[at + 1 : at + 4]:
            whole = _AMOUNT.fullmatch(behind.canon)
            if whole is not None and whole.group(2) != "%":
                yield f"#{float(share.group(1)) * float(whole.group(1)) / 100:.10g}{whole.group(2)}"
                break
            if behind.canon not in ("of", "the", "its", "their", "his", "her"):
                break


# "One of the older traders in two": so far may "in" stand from "one".
_LONGEST_SHARE = 3
# "One in 2019" is no share.
_MOST_OF_SHARE = 1000


def _share(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """ "One in two" and "one trader in two" are a half, with the index of the last word; None if no share begins."""
    if words[at].canon != "#1":
        return None
    joint = next(
        (i for i in range(at + 1, min(at + 1 + _LONGEST_SHARE, len(words) - 1)) if words[i].canon == "in"), None
    )
    many = words[joint + 1].canon.removeprefix("#") if joint is not None else ""
    if joint is None or not many.isdigit() or not 1 < int(many) <= _MOST_OF_SHARE:
        return None
    return _percent(1 / int(many)), joint + 1


# Minutes of a unit of time; a month is the twelfth part of a year.
_UNITS = {
    "minute": 1, "hour": 60, "day": 1_440, "week": 10_080, "fortnight": 20_160, "month": 43_800, "year": 525_600,
    "decade": 5_256_000, "century": 52_560_000,
}  # fmt: skip
_ONE = frozenset("a an one each every per within last next past".split())


def _time(words: Sequence[Word], at: int) -> Iterator[str]:
    """The length of time whose unit stands at a place: "48 hours" is "two days", "half an hour" 30 minutes."""
    if not 0 < at < len(words):
        return
    unit = _UNITS.get(words[at].canon) or _UNITS.get(words[at].canon.removesuffix("s"))
    before = words[at - 1].canon
    earlier = words[at - 2].canon if at > 1 else ""
    if unit is None:
        return
    if before[:1] == "#" and before[1:].isdigit():
        yield f"~{int(before[1:]) * unit}"
    elif before in ("half", "#50%") or (before in _ONE and earlier in ("half", "#50%")):
        yield f"~{unit / 2:.10g}"
    elif before in _ONE:
        yield f"~{unit}"


def _percent(share: float) -> str:
    return f"#{f'{100 * share:.2f}'.rstrip('0').rstrip('.')}%"


def _months_in(words: Sequence[Word], at: int) -> Iterator[str]:
    """ "A third of a year" is four months."""
    behind = [word.canon for word in words[at + 1 : at + 4]]
    figure = words[at].canon.removeprefix("#").removesuffix("%")
    if behind[:3] == ["of", "a", "year"] and words[at].canon.endswith("%"):
        yield f"#{round(12 * float(figure) / 100)}"


def _day(words: Sequence[Word], at: int) -> Iterator[str]:
    """ "The twelfth of December" is the day that "Dec. 12" is."""
    behind = [word.canon for word in words[at + 1 : at + 3]]
    ordinal = _ORDINAL.fullmatch(words[at].canon)
    if ordinal is not None and len(behind) > 1 and behind[0] == "of" and behind[1] in _MONTHS:
        yield f"@?-{_MONTHS[behind[1]]:02}-{int(ordinal.group(1)):02}"


_ORDINAL = re.compile(r"#(\d{1,2})(?:st|nd|rd|th)")


def _between_months(words: Sequence[Word]) -> Iterator[str]:
    """The months from one named month to the next of the text."""
    named = [_MONTHS[word.canon] for word in words if word.canon in _MONTHS and (word.capital or word.canon != "may")]
    for first, last in pairwise(named):
        between = (last - first) % 12
        yield from (f"#{between}", f"~{between * _UNITS['month']}")
