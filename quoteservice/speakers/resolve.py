"""Which speaker on record a name means, on a day.

Every profile that the store nominates is placed in a tier; the best tier that is not empty decides: one profile in
it is the answer, several are an ambiguity. Nothing is guessed across tiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from quoteservice.domain.speaker import Resolution, ResolutionStatus, Role, SpeakerKind, SpeakerProfile
from quoteservice.speakers.names import ARTICLES, COURTESY, MILITARY, Name, fits, name, name_words


class Tier(IntEnum):
    """How well a typed name fits a profile, best first."""

    SAME = 0
    TITLED = 1
    PART = 2
    ROLE = 3
    NOT = 4


def resolve(typed: str, profiles: Sequence[SpeakerProfile], on: date | None = None) -> Resolution:
    """Whom `typed` means among `profiles`; a description of an office means who held it on the day `on`, or last."""
    tiers = [(tier(typed, profile), profile) for profile in profiles]
    fitting = sorted(((t, p) for t, p in tiers if t is not Tier.NOT), key=lambda pair: (pair[0], _order(pair[1])))
    candidates = tuple(profile for _, profile in fitting)
    if not fitting:
        return Resolution(ResolutionStatus.UNKNOWN)
    best = [profile for t, profile in fitting if t is fitting[0][0]]
    if fitting[0][0] is Tier.ROLE and len(best) > 1:
        best = _holding(typed, best, on)
    if len(best) == 1:
        others = tuple(each for each in candidates if each is not best[0])
        return Resolution(ResolutionStatus.RESOLVED, best[0], (best[0], *others))
    return Resolution(ResolutionStatus.AMBIGUOUS, None, tuple(best))


def _order(profile: SpeakerProfile) -> tuple[int, str, str]:
    return (-profile.quotes, profile.speaker.name, profile.speaker.id)


def tier(typed: str, profile: SpeakerProfile) -> Tier:
    """How well `typed` fits one profile."""
    words = _bare(name_words(typed))
    printed = {_bare(name_words(each)) for each in (profile.speaker.name, *profile.aliases)}
    if words and words in printed:
        return Tier.SAME
    if profile.speaker.kind is not SpeakerKind.PERSON:
        return Tier.SAME if _same_body(words, printed) else Tier.NOT
    asked = name(typed)
    if asked.described:
        return Tier.ROLE if any(_is_role(asked.described, role) for role in profile.roles) else Tier.NOT
    return _person(asked, profile)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in ARTICLES)


def _same_body(words: tuple[str, ...], printed: set[tuple[str, ...]]) -> bool:
    """The name of a body is also taken without its country or legal form: "German military" for "the military" not."""
    legal = {"inc", "ltd", "corporation", "corp", "co", "plc", "llc", "company"}
    bare = tuple(word for word in words if word not in legal)
    return bool(bare) and any(bare == tuple(w for w in each if w not in legal) for each in printed)


def _person(asked: Name, profile: SpeakerProfile) -> Tier:
    known = [name(each) for each in (profile.speaker.name, *profile.aliases)]
    known = [each for each in known if not each.described]
    if not any(fits(asked, each) or fits(each, asked) for each in known):
        return Tier.NOT
    titles = tuple(title for title in asked.titles if title not in COURTESY)
    if titles and not _title_fits(titles, profile, known):
        return Tier.NOT
    full = any(each.full == asked.full or (asked.given and each.given and fits(asked, each)) for each in known)
    if full:
        return Tier.SAME
    return Tier.TITLED if titles and profile.roles else Tier.PART


def _title_fits(titles: tuple[str, ...], profile: SpeakerProfile, known: list[Name]) -> bool:
    """A rank or office must be among those on record, unless none is; a full name needs no title."""
    on_record = {word for role in profile.roles for word in _role_words(role)}
    on_record |= {title for each in known for title in each.titles if title not in COURTESY}
    if not on_record:
        return True
    if set(titles) & on_record:
        return True
    # A rank is part of how its bearer is always printed; other offices change, so they only weigh.
    return not set(titles) & MILITARY and not on_record & MILITARY and not _other_office(titles)


def _other_office(titles: tuple[str, ...]) -> bool:
    heads = {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "minister",
        "senator",
        "president",
        "judge",
        "justice",
        "mayor",
    }
    return bool(set(titles) & heads)


def _role_words(role: Role) -> tuple[str, ...]:
    return _bare(name_words(f"{role.title} {role.organisation or ''}"))


def _is_role(described: tuple[str, ...], role: Role) -> bool:
    """True if every word of the description is in the role, which may say more: "acting", a country."""
    words = set(described) - ARTICLES - _JOINING
    return bool(words) and words <= set(_role_words(role))


_JOINING = frozenset("of for at in with and from to".split())


def _holding(typed: str, profiles: list[SpeakerProfile], on: date | None) -> list[SpeakerProfile]:
    """Of those who held the role at some time, those printed with it nearest before the day asked about."""
    described = name(typed).described
    dated: list[tuple[date, SpeakerProfile]] = []
    for profile in profiles:
        days = [role.on for role in profile.roles if role.on and _is_role(described, role)]
        past = [day for day in days if on is None or day <= on]
        if past:
            dated.append((max(past), profile))
    if not dated:
        return profiles
    latest = max(day for day, _ in dated)
    return [profile for day, profile in dated if day == latest]
