"""What a title or a description says: which office, of what, and whether it is held; and which offices go together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from quoteservice.domain.speaker import Role
from quoteservice.speakers.fields import FIELDS, GENERIC, PLACED, WORKPLACES
from quoteservice.speakers.names import title_words
from quoteservice.speakers.places import COUNTRIES
from quoteservice.speakers.titles import ARTICLES, COURTESY, MILITARY

# Words that leave the office to somebody else than its holder, or to its holder of another day.
OTHER = frozenset(
    "former ex late retired deputy vice assistant associate shadow opposition designate elect aspiring "
    "incoming onetime honorary emeritus".split()
)
PAST = frozenset("former ex late retired onetime emeritus".split())
NEUTRAL = frozenset(
    "acting interim new current senior longtime outgoing then veteran top long serving caretaker".split()
)
_PREPOSITIONS = frozenset("of for at in to on with from under over by".split())
_STOPS = re.compile(r"\b(?:who|which|and|that|whose)\b|[,;(]", re.IGNORECASE)
_PROPER = re.compile(r"\b(?:of|for)\s+([A-Z][\w-]+)|\b([A-Z][\w-]+)['’]s?\s")
_PHRASES = (
    ("chief executive officer", "ceo"), ("chief executive", "ceo"), ("prime minister", "primeminister"),
    ("attorney general", "attorneygeneral"), ("secretary general", "secretarygeneral"),
    ("general secretary", "secretarygeneral"), ("director general", "directorgeneral"),
    ("governor general", "governorgeneral"), ("surgeon general", "surgeongeneral"),
    ("inspector general", "inspectorgeneral"), ("managing director", "ceo"), ("head coach", "coach"),
    ("member of parliament", "mp"), ("member of congress", "representative"), ("chief of staff", "chiefofstaff"),
    ("chief financial officer", "cfo"), ("lieutenant governor", "lieutenantgovernor"), ("vice chair", "vice chair"),
    ("taoiseach", "primeminister"), ("chief constable", "police head"), ("press secretary", "spokesperson"),
)  # fmt: skip
_HEADS = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
    "chairperson": "chair", "congressman": "representative", "congresswoman": "representative",
    "councilor": "councillor", "councilman": "councillor", "councilwoman": "councillor", "actress": "actor",
    "leader": "head", "chief": "head", "boss": "head", "lawmaker": "legislator", "aide": "advisor",
    "policeman": "officer", "policewoman": "officer", "businesswoman": "businessman", "barrister": "lawyer",
    "solicitor": "lawyer", "physician": "doctor", "neighbour": "neighbor", "premier": "primeminister",
}  # fmt: skip


# What somebody is for a while beside an office.
_NO_OFFICES = frozenset("incumbent challenger candidate rival frontrunner winner loser".split())
_VOICES = frozenset("spokesman spokeswoman spokesperson".split())


@dataclass(frozen=True, slots=True)
class Office:
    """`head` is the noun ("minister"), `words` what it is of ("defense", "party"), `places` its countries.

    `other` are the words that leave it to somebody else: "former", "deputy", "shadow"; `proper` stand behind "of" or
    in the genitive with a capital.
    """

    head: str
    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    proper: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def past(self) -> bool:
        """True if it says what somebody no longer is."""
        return bool(self.other & PAST)


class Tie(IntEnum):
    """How the offices of two namesakes go together, closest first.

    `TIED`: the same office or house. `CAREER`: one walk of life. `FREE`: of one nothing is known. `UNSURE`: it cannot
    be told what one of them is.
    """

    TIED = 0
    CAREER = 1
    FREE = 2
    UNSURE = 3
    APART = 4


@lru_cache(maxsize=8192)
def office(text: str, organisation: str | None = None) -> Office | None:
    """The office that a title as printed, or a description, names; None if it names none."""
    cut = _STOPS.split(text, maxsplit=1)[0] or text
    words = " ".join(word for word in title_words(cut.replace("-", " ")) if word not in ARTICLES | COURTESY)
    for phrase, one in _PHRASES:
        words = re.sub(rf"\b{phrase}\b", one, words)
    found = words.split()
    if not found:
        return None
    if len(found) > 1 and found[-1] in _VOICES:
        # "Department for Transport spokesman": a spokesman for the department.
        found = [found[-1], "for", *found[:-1]]
    at = next((place for place, word in enumerate(found) if word in _PREPOSITIONS), len(found))
    noun = [word for word in found[:at] if not word.isdigit()]
    tail = [word for word in found[at:] if word not in _PREPOSITIONS]
    # "the minister-designate", "the president-elect": what limits the office stands behind it.
    other = frozenset(word for word in noun if word in OTHER)
    noun = [word for word in noun if word not in OTHER]
    if not noun or noun[-1] in _NO_OFFICES:
        return None
    head = _HEADS.get(noun[-1], noun[-1])
    limits = [*noun[:-1], *tail, *(title_words(organisation) if organisation else ())]
    limits = [each for each in limits if each not in NEUTRAL | ARTICLES | _PREPOSITIONS]
    places = frozenset(COUNTRIES[each] for each in limits if each in COUNTRIES)
    names = {each for word in (organisation or "").split() for each in title_words(word)}
    names |= {each for word in cut.split() if word.isupper() and len(word) > 1 for each in title_words(word)}
    return Office(
        head,
        frozenset(each for each in limits if each not in COUNTRIES),
        places,
        other,
        frozenset(each for each in names if each not in COUNTRIES and each not in _PREPOSITIONS | ARTICLES),
        frozenset(each for match in _PROPER.finditer(cut) for each in title_words(match.group(1) or match.group(2))),
    )


def role_office(role: Role) -> Office | None:
    """The office of a role on record."""
    return office(role.title, role.organisation)


def describes(described: Office, held: Office) -> bool:
    """True if every word of the description is in the office, which may say more: "acting", a house."""
    if described.head != held.head or described.other != held.other:
        return False
    if described.places and held.places and not described.places & held.places:
        return False
    missing = [word for word in described.words if not _among(word, held.words)]
    # Papers leave their own country out: "the Ruthenian minister" is their "minister".
    of_place = all(_is_adjective_of_place(word) or _is_land(word, described) for word in missing)
    return of_place and not (missing and (held.places or held.names))


def _is_land(word: str, described: Office) -> bool:
    """True for "Ruthenia" of "the interior minister of Ruthenia", a country that no table has."""
    return described.head in _OF_LANDS and word in described.proper


_OF_LANDS = frozenset("minister president primeminister chancellor foreignminister ambassador king queen".split())


def same_office(one: Office, other: Office) -> bool:
    """True if the two can be one office, perhaps of former days; one may say more than the other."""
    if one.head != other.head or (one.other ^ other.other) - PAST:
        return False
    if one.places and other.places and not one.places & other.places:
        return False
    ours, theirs = one.words, other.words
    return all(_among(word, theirs) for word in ours) or all(_among(word, ours) for word in theirs)


def same_title(title: str, role: Role) -> bool:
    """True if a title as printed says no other office than a role on record."""
    one, other = office(title), role_office(role)
    return one is not None and other is not None and one.other == other.other and same_office(one, other)


def _among(word: str, words: frozenset[str]) -> bool:
    """True if the word, or the country of which it is the adjective, is one of the words."""
    return word in words or any(_same_place(word, other) for other in words)


# "Ruthenia" and "Ruthenian", of countries and towns that no table has.
_LEAST_STEM = 4
_ENDINGS = ("ian", "ean", "an", "n", "ese", "ish", "i", "er", "ic")


def _same_place(one: str, other: str) -> bool:
    return _is_adjective_of(one, other) or _is_adjective_of(other, one)


def _is_adjective_of(adjective: str, place: str) -> bool:
    stems = (adjective.removesuffix(ending) for ending in _ENDINGS)
    return any(
        stem != adjective and len(stem) >= _LEAST_STEM and place.startswith(stem) and len(place) - len(stem) < 3
        for stem in stems
    )


def _is_adjective_of_place(word: str) -> bool:
    return word.endswith(("ian", "ean", "ese", "ish"))


def tie(ours: Sequence[Office], theirs: Sequence[Office]) -> Tie:
    """How the offices of two bearers of one name go together."""
    if not ours or not theirs:
        return Tie.FREE
    pairs = [(one, other) for one in ours for other in theirs]
    if any(same_office(one, other) or one.names & other.names for one, other in pairs):
        return Tie.TIED
    if any(_clash(one, other) for one, other in pairs):
        return Tie.APART
    if any(walks(one) & walks(other) for one, other in pairs):
        return Tie.CAREER
    return Tie.APART if all(walks(one) and walks(other) for one, other in pairs) else Tie.UNSURE


def _clash(one: Office, other: Office) -> bool:
    """True if one person would hardly be both: mayor of two towns, ministers of two countries."""
    if one.places and other.places and not one.places & other.places:
        return True
    if one.head != other.head or one.head not in PLACED:
        return False
    # "Bank" and "party" are what the house is, not which.
    ours, theirs = one.words - WORKPLACES.keys(), other.words - WORKPLACES.keys()
    if bool(ours) != bool(theirs) and one.words and other.words:
        # "The union's general secretary" and "general secretary of the SHWU".
        return False
    return bool(ours and theirs and not ours & theirs) or not (one.words & other.words)


def walks(held: Office) -> frozenset[str]:
    """The walks of life in which the office is held; empty if that cannot be told."""
    if held.head in MILITARY:
        return frozenset({"army"})
    if held.other & {"opposition", "shadow"}:
        return frozenset({"politics"})
    found = frozenset(FIELDS.get(held.head, ()))
    if held.head in GENERIC:
        found = frozenset(field for word in held.words for field in WORKPLACES.get(word, ())) or found
    return found


def offices(roles: Iterable[Role], titles: Iterable[Sequence[str]] = ()) -> tuple[Office, ...]:
    """The offices of roles on record and of titles printed before a name."""
    found = [role_office(role) for role in roles]
    found += [office(" ".join(each)) for each in titles]
    return tuple(dict.fromkeys(each for each in found if each is not None))
