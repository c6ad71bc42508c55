"""The words by which the store nominates speakers for a name."""

from __future__ import annotations

from quoteservice.speakers.bodies import initials
from quoteservice.speakers.names import name, name_words, names_alone, readings, stands_first, title_words
from quoteservice.speakers.offices import office
from quoteservice.speakers.spelling import spellings, transliterations
from quoteservice.speakers.titles import ARTICLES

# They stand in too many names and titles to nominate anybody.
_SKIPPED = ARTICLES | frozenset("of for at in to on with from and".split())


def keys(printed: str, title: str = "") -> tuple[str, ...]:
    """What a speaker is found by beside the words of name and title: other spellings, initials, one form of an office.

    They go on record with the speaker.
    """
    found = [key for word in name(printed).full for key in (*spellings(word), *transliterations(word))]
    found += initials(printed)
    found += _office_words(title)
    return tuple(sorted(set(found) - _SKIPPED))


def look_up(typed: str) -> tuple[str, ...]:
    """The words to ask the store for: of a name its surname, of anything else every word."""
    asked = name(typed)
    if asked.surname:
        words = [word for each in readings(asked) for word in (*each.surname, *each.born)]
        words += [word for word in asked.given[:1] if stands_first(word)]
        words += [word for alone in names_alone(typed) for word in name(alone).surname]
        found = [key for word in words for key in (word, *spellings(word), *transliterations(word))]
        return tuple(dict.fromkeys(found))
    words = [*name_words(typed), *title_words(typed), *initials(typed), *_office_words(typed)]
    return tuple(word for word in dict.fromkeys(words) if word not in _SKIPPED) or name_words(typed)


def _office_words(title: str) -> list[str]:
    held = office(title) if title else None
    return [] if held is None else [held.head, *held.words, *held.places]
