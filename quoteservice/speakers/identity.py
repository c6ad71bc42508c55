"""Whether a speaker found in an article is one who is on record already."""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.domain.speaker import Role, SpeakerKind, SpeakerProfile
from quoteservice.speakers.bodies import same_body
from quoteservice.speakers.likeness import Likeness, certain, likeness
from quoteservice.speakers.names import Name, name
from quoteservice.speakers.offices import Office, Tie, offices, tie

# Only these are the same wherever they are named; descriptions and crowds belong to their article.
_LASTING = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)

# What an organisation without a name begins with: "the union" is another one in the next article.
_POINTING = frozenset("the a an its their his her our this that".split())


def same_speaker(
    printed: str, kind: SpeakerKind, profiles: Sequence[SpeakerProfile], roles: Sequence[Role] = ()
) -> SpeakerProfile | None:
    """The one profile that `printed`, with these `roles` in its article, names beyond doubt; None if there is none.

    A person is recognised by given name and surname, unless the offices are those of two people; a bare surname, an
    initial or half of a double surname only together with the same office.
    """
    if kind not in _LASTING:
        return None
    profiles = [profile for profile in profiles if profile.speaker.kind is kind]
    if kind is SpeakerKind.ORGANISATION:
        if _is_nameless(printed):
            return None
        found = [each for each in profiles if any(same_body(printed, known) for known in names_of(each))]
        return found[0] if len(found) == 1 else None
    asked = name(printed)
    held = offices(roles, [asked.titles] if asked.titles else [])
    ranked = [(rank, profile) for profile in profiles if (rank := _rank(asked, held, profile)) is not None]
    if not ranked:
        return None
    best = min(rank for rank, _ in ranked)
    found = [profile for rank, profile in ranked if rank == best]
    return found[0] if len(found) == 1 else None


def _is_nameless(printed: str) -> bool:
    first, _, rest = printed.strip().partition(" ")
    return first.casefold() in _POINTING and bool(rest) and rest == rest.lower()


def names_of(profile: SpeakerProfile) -> tuple[str, ...]:
    """Every form of the name on record."""
    return (profile.speaker.name, *profile.aliases)


def known_names(profile: SpeakerProfile) -> tuple[Name, ...]:
    """The forms of a person's name, taken apart; bare surnames only if no fuller form is on record."""
    found = [each for each in map(name, names_of(profile)) if each.surname]
    return tuple(dict.fromkeys([each for each in found if each.given] or found))


def known_offices(profile: SpeakerProfile) -> tuple[Office, ...]:
    """The offices that a person was printed with, in roles and in titles before the name."""
    titles = [each.titles for each in map(name, names_of(profile)) if each.surname and each.titles]
    return offices(profile.roles, titles)


def _rank(asked: Name, held: Sequence[Office], profile: SpeakerProfile) -> tuple[bool, bool, bool] | None:
    """How surely the profile is meant, best first; None if it is not.

    First those of the same office, then those of whom as little is known, then those of the same printed name.
    """
    known = known_names(profile)
    theirs = known_offices(profile)
    tied = tie(held, theirs)
    if tied in (Tie.UNSURE, Tie.APART):
        return None
    like = min((likeness(asked, each) for each in known), default=Likeness.NONE)
    sure = any(certain(asked, each) for each in known)
    if not sure and (tied is not Tie.TIED or like is Likeness.NONE):
        return None
    return (tied is not Tie.TIED, bool(held) != bool(theirs), like is not Likeness.SAME)
