"""How like two names are: one person's beyond doubt, a form of one another, a surname in common, or neither."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from quoteservice.speakers.names import Name, readings
from quoteservice.speakers.nicknames import short_form
from quoteservice.speakers.spelling import folded, same_spelling


class Likeness(IntEnum):
    """Best first.

    `SAME`: the same given names and surname, in any spelling. `FORM`: one can be a form of the other: an initial, a
    short form, a middle name left out, one half of a double surname. `SURNAME`: one of them is a surname alone.
    """

    SAME = 0
    FORM = 1
    SURNAME = 2
    NONE = 3


@lru_cache(maxsize=65536)
def likeness(asked: Name, known: Name) -> Likeness:
    """How like the two are; the order of the two makes no difference to SAME and NONE."""
    if not asked.surname or not known.surname:
        return Likeness.NONE
    if asked.generation and known.generation and asked.generation != known.generation:
        return Likeness.NONE
    if (asked.given or known.given) and _joined(asked.full) & _joined(known.full):
        return Likeness.SAME if asked.generation == known.generation else Likeness.FORM
    if asked.given and known.given and _joined(asked.full) & _joined(known.surname):
        # "Van Hollen" alone could be somebody called Van.
        return Likeness.SURNAME
    return min(_likeness(one, other) for one in readings(asked) for other in readings(known))


def certain(one: Name, other: Name) -> bool:
    """True if the two are one name beyond doubt, if not one person: given names and surname in full on both sides.

    An initial, a doubled letter, half of a double surname or a "Jr" on one side leave room for somebody else.
    """
    if not one.surname or not other.surname or one.generation != other.generation:
        return False
    if not one.given or not other.given:
        return one.given == other.given and _joined(one.surname) == _joined(other.surname)
    if _joined(one.full) == _joined(other.full):
        return True
    if not (_spelt(one.surname, other.surname) or _spelt(one.core, other.core)):
        return False
    first = min(len(folded(one.given[0])), len(folded(other.given[0])))
    strict = same_spelling(one.given[0], other.given[0], loose=False)
    short = short_form(folded(one.given[0]), folded(other.given[0]))
    return first > 1 and (strict or short) and _given(one, other) is not Likeness.NONE


def _spelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(one) == len(other) and all(same_spelling(a, b, loose=False) for a, b in zip(one, other, strict=True))


def _likeness(asked: Name, known: Name) -> Likeness:
    surname = _surnames(asked, known)
    if surname is Likeness.NONE:
        return Likeness.NONE
    if not asked.given or not known.given:
        return Likeness.SURNAME if surname is Likeness.SAME else Likeness.NONE
    given = _given(asked, known)
    if asked.generation != known.generation:
        given = max(given, Likeness.FORM)
    return max(surname, given)


def _surnames(asked: Name, known: Name) -> Likeness:
    if _agree(asked.surname, known.surname) or _agree(asked.core, known.core):
        return Likeness.SAME
    if not (asked.given and known.given) or 1 in (len(folded(asked.given[0])), len(folded(known.given[0]))):
        # Half a surname and no given name, or an initial, say too little.
        return Likeness.NONE
    half = any(_agree(asked.core, each) for each in _halves(known)) or any(
        _agree(known.core, each) for each in _halves(asked)
    )
    return Likeness.FORM if half else Likeness.NONE


def _halves(found: Name) -> list[tuple[str, ...]]:
    """What a bearer may also be known by: half of a double surname, an earlier surname, a surname before the last."""
    before = found.given[1:][-1:]
    long = [half for half in (before,) if half and len(folded(half[0])) > 1]
    barrels = [found.surname[:1], found.surname[-1:]] if found.hyphened else []
    return [half for half in (*barrels, found.born, *long) if half]


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    if len(one) == len(other):
        return all(same_spelling(a, b) for a, b in zip(one, other, strict=True))
    return bool(_joined(one) & _joined(other))


def _joined(words: tuple[str, ...]) -> frozenset[str]:
    """The letters of the words without their breaks: "Ocasio Cortez" and "Ocasio-Cortez", "Jong Un" and "Jong-un"."""
    return frozenset({"".join(folded(word) for word in words)})


def _given(asked: Name, known: Name) -> Likeness:
    ours, theirs = asked.given, known.given
    if _joined(ours) & _joined(theirs):
        return Likeness.SAME
    first = _word(ours[0], theirs[0])
    if first is Likeness.NONE:
        return _by_another(asked, known)
    middle = _middles(ours[1:], theirs[1:])
    return Likeness.NONE if middle is Likeness.NONE else max(first, middle)


def _middles(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Likeness:
    """Middle names: whole ones may be left out on one side, but an initial stands for the one in its place.

    "George W." is not "George H. W.".
    """
    short, long = sorted((ours, theirs), key=len)
    found = Likeness.SAME if len(short) == len(long) else Likeness.FORM
    at = 0
    for word in short:
        whole = len(folded(word)) > 1
        places = [place for place in range(at, len(long)) if _word(word, long[place]) is not Likeness.NONE]
        if not places or (places[0] != at and not (whole and len(folded(long[places[0]])) > 1)):
            return Likeness.NONE
        found, at = max(found, _word(word, long[places[0]])), places[0] + 1
    return found


def _by_another(asked: Name, known: Name) -> Likeness:
    """Given names that stand behind another one, or a nickname: "Boris Johnson" has "Alexander" before it."""
    for one, other in ((asked, known), (known, asked)):
        behind = other.given[-len(one.given) :] if len(one.given) < len(other.given) else ()
        if behind and len(folded(behind[0])) > 1 and len(folded(one.given[0])) > 1 and _agree(one.given, behind):
            return Likeness.FORM
        whole = [each for each in (*other.given[1:], *other.called) if len(folded(each)) > 1]
        if len(one.given) == 1 and len(one.given[0]) > 1 and any(_is_one(one.given[0], each) for each in whole):
            return Likeness.FORM
    return Likeness.NONE


def _is_one(one: str, other: str) -> bool:
    return same_spelling(one, other) or short_form(folded(one), folded(other))


def _word(one: str, other: str) -> Likeness:
    """How like two given names are."""
    if same_spelling(one, other):
        return Likeness.SAME
    ours, theirs = folded(one), folded(other)
    if min(len(ours), len(theirs)) == 1:
        return Likeness.FORM if ours[:1] == theirs[:1] else Likeness.NONE
    alike = short_form(ours, theirs) or _sound(ours) == _sound(theirs) or _begins(ours, theirs)
    return Likeness.FORM if alike else Likeness.NONE


# "Rafa" and "Rafael"; but "Paul" and "Paula" are two.
_LEAST_BEGINNING = 3
_LEAST_MORE = 2


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    more = len(long) - len(short)
    return len(short) >= _LEAST_BEGINNING and more >= _LEAST_MORE and long.startswith(short) and long[-1] not in "ae"


def _sound(given: str) -> str:
    """One key for the spellings of an English given name: "Eric" and "Erik", "Sara" and "Sarah"."""
    key = re.sub(r"ck|c(?![hiey])|q", "k", given).replace("ph", "f").replace("y", "i").replace("ue", "u")
    key = re.sub(r"(?<=[aeio])h(?![aeiou])", "", key)
    return re.sub(r"(.)\1", r"\1", key)
