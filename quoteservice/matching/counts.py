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
            found.append((at, frozenset({share})))
            at += _WORDS_OF_SHARE
            continue
        if words[at].kind is WordKind.NUMBER:
            found.append((at, frozenset({words[at].canon, *_months_in(words, at), *_day(words, at)})))
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
    return frozenset(forms | set(_between_months(words)) | set(_parts(words)))


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


_WORDS_OF_SHARE = 3


def _share(words: Sequence[Word], at: int) -> str | None:
    """ "One in two" is a half; None where no such share begins."""
    part = words[at : at + _WORDS_OF_SHARE]
    if len(part) < _WORDS_OF_SHARE or part[1].canon != "in" or part[0].canon != "#1":
        return None
    many = part[2].canon.removeprefix("#")
    return _percent(1 / int(many)) if many.isdigit() and int(many) > 1 else None


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
        yield f"#{(last - first) % 12}"
