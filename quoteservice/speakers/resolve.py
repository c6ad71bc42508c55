"""Which speaker on record a name means, on a day.

Every profile that the store nominates is placed in a tier; the best tier that is not empty decides: one profile in
it is the answer, several are an ambiguity. Nothing is guessed across tiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import IntEnum

from quoteservice.domain.speaker import Resolution, ResolutionStatus, SpeakerKind, SpeakerProfile
from quoteservice.speakers.bodies import bare, is_kind_of, same_body, stands_for
from quoteservice.speakers.identity import known_names, known_offices, names_of
from quoteservice.speakers.likeness import Likeness, likeness
from quoteservice.speakers.names import Name, name, names_alone, title_words
from quoteservice.speakers.offices import Office, Tie, office, tie
from quoteservice.speakers.roles import holders, holds
from quoteservice.speakers.spelling import folded
from quoteservice.speakers.titles import COURTESY, INDEFINITE, MILITARY, PARTICLES, WITH_GIVEN


class Tier(IntEnum):
    """How well a typed name fits a profile, best first.

    `TITLED` and `PART` are a surname, with and without an office that fits; `LOOSE` a surname with another office of
    the same walk of life, a full name with any other office, or one whose bearer is on record by the surname alone.
    """

    SAME = 0
    FORM = 1
    TITLED = 2
    PART = 3
    ROLE = 4
    LOOSE = 5
    NOT = 6


_SURNAME_ALONE = (Tier.TITLED, Tier.PART)


def resolve(typed: str, profiles: Sequence[SpeakerProfile], on: date | None = None) -> Resolution:
    """Whom `typed` means among `profiles`; a description of an office means who held it on the day `on`, or last."""
    tiers = [(tier(typed, profile), profile) for profile in profiles]
    fitting = sorted(((t, p) for t, p in tiers if t is not Tier.NOT), key=lambda pair: (pair[0], _order(pair[1])))
    if not fitting:
        for alone in names_alone(typed):
            found = resolve(alone, profiles, on)
            if found.candidates:
                return found
        return Resolution(ResolutionStatus.UNKNOWN, maybe=_of_same_title(typed, profiles))
    top = fitting[0][0]
    best = [profile for each, profile in fitting if each is top]
    loose = [profile for each, profile in fitting if each is Tier.LOOSE]
    if top is Tier.ROLE:
        return _by_role(typed, best, on)
    if top is Tier.LOOSE:
        return Resolution(ResolutionStatus.AMBIGUOUS, None, tuple(best))
    if top in _SURNAME_ALONE:
        full = [profile for profile in best if not _is_bare(profile)]
        if len(full) == 1:
            loose, best = [*loose, *(profile for profile in best if profile is not full[0])], full
    if len(best) > 1:
        best = _of_surname(typed, best) if top in _SURNAME_ALONE else _of_generation(typed, best)
    if len(best) > 1:
        return Resolution(ResolutionStatus.AMBIGUOUS, None, tuple(best))
    others = tuple(profile for _, profile in fitting if profile is not best[0])
    found = Resolution(ResolutionStatus.RESOLVED, best[0], (best[0], *others))
    return _with_bare(found, [each for each in loose if _is_bare(each)], profiles)


def _of_same_title(typed: str, profiles: Sequence[SpeakerProfile]) -> tuple[SpeakerProfile, ...]:
    """Who holds an office that is called like the described one, whatever it is of: they may be meant."""
    described = None if name(typed).surname else office(typed)
    if described is None:
        return ()
    held = ((profile, known_offices(profile)) for profile in profiles)
    return tuple(profile for profile, every in held if any(each.head == described.head for each in every))


def _of_generation(typed: str, best: list[SpeakerProfile]) -> list[SpeakerProfile]:
    """Of father and son the one who is printed as typed, with "Jr" or without; all if that tells nobody apart."""
    generation = name(typed).generation
    return [each for each in best if any(known.generation == generation for known in known_names(each))] or best


def _of_surname(typed: str, best: list[SpeakerProfile]) -> list[SpeakerProfile]:
    """Of "Cruz" and "De La Cruz" the one that was typed; all if nobody is printed so."""
    asked = tuple(map(folded, name(typed).full))
    return [p for p in best if any(asked == tuple(map(folded, each.surname)) for each in known_names(p))] or best


def _with_bare(
    found: Resolution, bare_ones: Sequence[SpeakerProfile], profiles: Sequence[SpeakerProfile]
) -> Resolution:
    """The resolution with entries of a surname alone: they are the person's if nobody else on record bears it."""
    forms: list[SpeakerProfile] = []
    maybe: list[SpeakerProfile] = []
    for each in bare_ones:
        if found.resolved is None or tie(known_offices(found.resolved), known_offices(each)) is Tie.APART:
            continue
        bearers = [other for other in profiles if not _is_bare(other) and _bears(other, each)]
        (forms if bearers == [found.resolved] else maybe).append(each)
    return replace(found, forms=tuple(forms), maybe=tuple(maybe))


def _bears(profile: SpeakerProfile, bare_one: SpeakerProfile) -> bool:
    if profile.speaker.kind is not SpeakerKind.PERSON:
        return False
    return any(
        likeness(one, other) is not Likeness.NONE for one in known_names(bare_one) for other in known_names(profile)
    )


def _by_role(typed: str, best: list[SpeakerProfile], on: date | None) -> Resolution:
    """Those who hold the office on the day; without a day the last, but others may be meant."""
    described = office(typed)
    held = holders(described, best, on) if described else best
    if len(held) > 1:
        return Resolution(ResolutionStatus.AMBIGUOUS, None, tuple(held))
    others = tuple(profile for profile in best if profile is not held[0])
    return Resolution(ResolutionStatus.RESOLVED, held[0], (held[0], *others), maybe=others if on is None else ())


def _order(profile: SpeakerProfile) -> tuple[int, str, str]:
    return (-profile.quotes, profile.speaker.name, profile.speaker.id)


def _is_bare(profile: SpeakerProfile) -> bool:
    """True for a person of whom only one word of the name is on record."""
    known = known_names(profile)
    return profile.speaker.kind is SpeakerKind.PERSON and bool(known) and not any(each.given for each in known)


def tier(typed: str, profile: SpeakerProfile) -> Tier:
    """How well `typed` fits one profile."""
    if profile.speaker.kind is SpeakerKind.PERSON:
        asked = name(typed)
        # "Chief executive of Fernhill" is an office, whatever its last word looks like.
        is_office = not asked.surname or asked.titles[-1:] in (("of",), ("for",))
        return _described(typed, profile) if is_office else _person(asked, profile)
    names = names_of(profile)
    if any(is_kind_of(typed, each) for each in names):
        return Tier.ROLE
    if profile.speaker.kind is SpeakerKind.ANONYMOUS:
        if not any(bare(each) == bare(typed) or same_body(typed, each) for each in names):
            is_form = any(_is_less_of(typed, each) or _is_same_office(typed, each) for each in names)
            return Tier.FORM if is_form else Tier.NOT
        # "The spokesman" may be one with a name; "a spokesman" is the one that a source left without.
        definite = typed.strip().casefold().startswith("the ")
        return Tier.ROLE if definite and not any(each.casefold().startswith("the ") for each in names) else Tier.SAME
    if any(bare(each) == bare(typed) or same_body(typed, each) for each in names):
        return Tier.SAME
    return Tier.FORM if any(stands_for(typed, each) or stands_for(each, typed) for each in names) else Tier.NOT


def _is_less_of(typed: str, printed: str) -> bool:
    """True for "a western diplomat" if one "in the capital" is on record; one word says too little."""
    ours, theirs = bare(typed), bare(printed)
    return len(ours) > 1 and theirs[: len(ours)] == ours and theirs[len(ours)] in _ADDING


def _is_same_office(typed: str, printed: str) -> bool:
    """True for "Fernhill spokeswoman" and "a spokesperson for Fernhill"; not for a mere "spokesman"."""
    one, other = office(typed), office(printed)
    return one is not None and other is not None and bool(one.words) and one == other


_ADDING = frozenset("in at of from with for close familiar who near by to on".split())


def _described(typed: str, profile: SpeakerProfile) -> Tier:
    """A person by an office, or by a description that somebody printed as the name."""
    if any(bare(each) == bare(typed) and not name(each).surname for each in names_of(profile)):
        return Tier.SAME
    if typed.split()[0].casefold() in INDEFINITE:
        return Tier.NOT
    # Who speaks for a house says what it says.
    voices = (role for role in profile.roles if "spokes" in role.title.casefold())
    if any(is_kind_of(typed, role.organisation or role.title) for role in voices):
        return Tier.ROLE
    described = office(typed)
    return Tier.ROLE if described and holds(described, profile) else Tier.NOT


def _person(asked: Name, profile: SpeakerProfile) -> Tier:
    known = known_names(profile)
    titles = [title for title in asked.titles if title not in COURTESY]
    claimed = office(" ".join(titles)) if titles else None
    tied = tie((claimed,), known_offices(profile)) if claimed else Tie.FREE
    like = min((likeness(asked, each) for each in known), default=Likeness.NONE)
    if like is Likeness.NONE:
        if tied in (Tie.TIED, Tie.FREE) and _by_given_name(asked, known, profile):
            return Tier.TITLED
        # "Sir Colm", whom no source on record prints so, may be any Colm.
        may_be = WITH_GIVEN & set(asked.titles) and any(each.given[:1] == asked.surname for each in known)
        return Tier.LOOSE if may_be and not asked.given else Tier.NOT
    if tied is Tie.APART:
        return _namesake(claimed) if like is Likeness.SAME and asked.given else Tier.NOT
    if like in (Likeness.SAME, Likeness.FORM):
        return Tier.SAME if like is Likeness.SAME else Tier.FORM
    if asked.given and folded(asked.given[0]) not in PARTICLES:
        return Tier.LOOSE
    return _surname_alone(claimed, tied)


def _namesake(claimed: Office | None) -> Tier:
    """Who bears the full name with another office: an officer may be a spokesman, but no spokesman is a general."""
    if claimed is None or claimed.head == "spokesperson":
        return Tier.FORM
    return Tier.NOT if claimed.head in MILITARY else Tier.LOOSE


def _by_given_name(asked: Name, known: Sequence[Name], profile: SpeakerProfile) -> bool:
    """True for "Prince Adewale" or "Sir Colm" if somebody of that given name was ever printed with the title."""
    styles = WITH_GIVEN & set(asked.titles)
    if asked.given or not styles:
        return False
    printed = {title for each in names_of(profile) for title in name(each).titles}
    printed |= {word for role in profile.roles for word in title_words(role.title)}
    return bool(styles & printed) and any(each.given[:1] == asked.surname for each in known)


def _surname_alone(claimed: Office | None, tied: Tie) -> Tier:
    if claimed is None or tied is Tie.FREE:
        return Tier.PART
    if tied is Tie.TIED:
        return Tier.TITLED
    return Tier.LOOSE if tied in (Tie.CAREER, Tie.UNSURE) else Tier.NOT
