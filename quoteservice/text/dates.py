"""Days and months as newspapers print them."""

from __future__ import annotations

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
# Months that are also other words when they are not capitalised.
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "dec", "sep"})
YEARS = range(1500, 2200)
MOST_DAYS = 31


def printed(year: int | None, month: int, day: int | None) -> str:
    """One form for equal dates: "@2020-01-04", with "?" for what is not said."""
    return f"@{year or '?'}-{month:02d}-{f'{day:02d}' if day else '?'}"
