"""Numbers as newspapers print them: digits, words, magnitudes, fractions and per cent, as one value."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
MAGNITUDES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
# Letters glued to digits: "5bn" always, "5m" and "5k" only where money or people are counted (the caller knows).
SHORT_MAGNITUDES = {
    "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10,
}  # fmt: skip
VULGAR_FRACTIONS = {"½": "0.5", "⅓": "1/3", "⅔": "2/3", "¼": "0.25", "¾": "0.75"}


def decimal(digits: str) -> Decimal | None:
    """The value of digits with thousands separators; None if it is not a number."""
    plain = digits.replace(",", "").replace("\u202f", "").replace("\u00a0", "").replace("\u2009", "")
    plain = plain.replace("−", "-").replace("–", "-")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def printed(value: Decimal) -> str:
    """One form for equal values: "2000", "0.5", "-3"."""
    if value == value.to_integral_value():
        return str(int(value))
    normal = value.quantize(Decimal("0.0001")).normalize() if abs(value) < Decimal("1e12") else value.normalize()
    return f"{normal:f}"


def spoken(words: list[str]) -> tuple[Decimal, int] | None:
    """The value that number words begin with, and how many words that takes; None if they begin with none.

    Reads "two thousand five hundred", "twenty five", "one hundred and five"; "and" counts only between parts.
    """
    total, group, taken, index = 0, 0, 0, 0
    seen = False
    last = ""
    while index < len(words):
        word = words[index]
        if word in UNITS:
            if last == "unit" or (last == "ten" and UNITS[word] > 9):
                break
            group, last = group + UNITS[word], "unit"
        elif word in TENS:
            if last in ("unit", "ten"):
                break
            group, last = group + TENS[word], "ten"
        elif word in MAGNITUDES and seen:
            size = MAGNITUDES[word]
            if size <= MAGNITUDES["hundred"]:
                group *= size
            else:
                total, group = total + max(group, 1) * size, 0
            last = "magnitude"
        elif word == "and" and last == "magnitude" and index + 1 < len(words) and words[index + 1] in (UNITS | TENS):
            index += 1
            continue
        else:
            break
        seen = True
        index += 1
        taken = index
    return (Decimal(total + group), taken) if seen else None
