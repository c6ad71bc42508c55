"""Who held an office, and which office somebody held, on a day.

All that is known is on which days a title was printed: it is taken to hold from the first of them until another is
printed. What was said on a day is printed a little later, so a title counts from a few days before it appeared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from quoteservice.domain.speaker import Role, SpeakerProfile
from quoteservice.speakers.fields import PLACED
from quoteservice.speakers.offices import Office, describes, role_office, same_office

# Days from the saying to the printing: a week covers weekly papers.
LEAD_DAYS = 7


def holds(described: Office, profile: SpeakerProfile) -> bool:
    """True if the profile was ever printed with the office."""
    return bool(_fitting(described, profile))


def holders(described: Office, profiles: Sequence[SpeakerProfile], on: date | None) -> list[SpeakerProfile]:
    """Of those who were printed with the office, who held it on the day, or last if no day is given.

    All of them if they are offices of different houses, or if no date tells them apart.
    """
    if len(profiles) < 2:
        return list(profiles)
    found = {profile.speaker.id: _fitting(described, profile) for profile in profiles}
    if described.places:
        exact = [p for p in profiles if any(office.places for office, _ in found[p.speaker.id])]
        profiles = exact or list(profiles)
    held = [[office for office, _ in found[profile.speaker.id]] for profile in profiles]
    pairs = [(one, other) for ours, theirs in combinations(held, 2) for one in ours for other in theirs]
    if not all(_succeed(one, other) for one, other in pairs):
        return list(profiles)
    away: list[tuple[int, SpeakerProfile]] = []
    for profile in profiles:
        days = [role.on for _, role in found[profile.speaker.id] if role.on]
        near = [distance for day in days if (distance := _distance(day, on)) is not None]
        if near:
            away.append((min(near), profile))
    least = min((distance for distance, _ in away), default=None)
    return [profile for distance, profile in away if distance == least] or list(profiles)


def _succeed(one: Office, other: Office) -> bool:
    """True if the two are one office, whose holders follow each other; two mayors of no town in print are not."""
    return same_office(one, other) and (one.head not in PLACED or bool(one.words & other.words))


def role_on(profile: SpeakerProfile, on: date) -> Role | None:
    """The title that somebody held on the day: the last printed by then, or first within days after it; else None.

    Of several titles of one day the fullest; what somebody no longer was is not held.
    """
    near = [
        (distance, -len(role.title), role.title, role)
        for role in profile.roles
        if role.on and (distance := _distance(role.on, on)) is not None
    ]
    if not near:
        return None
    role = min(near, key=lambda each: each[:3])[3]
    held = role_office(role)
    return None if held is None or held.past else role


def _fitting(described: Office, profile: SpeakerProfile) -> list[tuple[Office, Role]]:
    offices = [(role_office(role), role) for role in profile.roles]
    return [(held, role) for held, role in offices if held is not None and describes(described, held)]


def _distance(printed: date, on: date | None) -> int | None:
    """Days between the day asked about and the printing; without a day, from the printing to the end of time."""
    if on is None:
        return (date.max - printed).days
    days = (on - printed).days
    if days < -LEAD_DAYS:
        return None
    return abs(days)
