"""A name as printed or typed, taken apart: titles, given names, surname, and the words of a description."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoteservice.domain.speaker import SpeakerKind
from quoteservice.text.spelling import one_spelling, typographic, without_marks

# Before a name, these say nothing about which person is meant.
COURTESY = frozenset(
    "mr mrs ms miss mx sir dame lord lady madam doctor dr prof professor hon honourable honorable the".split()
)
MILITARY = frozenset(
    "general lieutenant major colonel captain sergeant corporal private admiral commander commodore brigadier "
    "marshal ensign warrant officer maj-gen lt-gen gen lt maj col capt sgt cpl adm cmdr brig".split()
)
OFFICES = frozenset(
    "minister president senator governor mayor secretary chancellor premier representative congressman "
    "congresswoman ambassador judge justice chief director chairman chairwoman chair commissioner king queen "
    "prince princess pope bishop archbishop cardinal rabbi imam reverend father sister councillor councilor "
    "deputy vice prime foreign defense finance health home interior justice education police superintendent "
    "inspector detective constable sheriff coach captain spokesman spokeswoman spokesperson attorney lawyer "
    "analyst adviser advisor acting former us uk un eu nato canadian american british german french professor "
    "speaker leader head mp msp".split()
)
PARTICLES = frozenset("van von der den de da di du del della la le bin ibn al el ben st mac o ter ten dos das".split())
# Of these, none is a given name too ("Al", "Ben", "Van").
LEADING_PARTICLES = frozenset("von der den de di du del della dos das ter ten".split())
SUFFIXES = frozenset("jr sr ii iii iv phd md qc kc mp esq obe cbe".split())
ARTICLES = frozenset({"a", "an", "the", "one", "some", "this", "that", "his", "her", "their", "its"})
# Nouns that head a description without a name.
_DESCRIBING = frozenset(
    "source official spokesman spokeswoman spokesperson officer minister president secretary mayor witness "
    "resident adviser aide diplomat analyst expert man woman lawyer judge police neighbour neighbor teacher "
    "doctor nurse coach player manager executive employee worker student colleague friend relative member leader "
    "chief director commander general soldier governor senator premier chancellor ambassador".split()
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f.'’ʼ-])*|\d+")

# William and Bill: each line is one name. From common English usage.
_NICKNAMES = (
    "william bill billy will willie liam", "robert bob bobby rob robbie", "richard dick rick ricky rich",
    "james jim jimmy jamie", "john johnny jack", "thomas tom tommy", "michael mike mick mickey", "joseph joe joey",
    "charles charlie chuck", "edward ed eddie ted teddy", "henry harry hank", "george georgie", "david dave davey",
    "daniel dan danny", "samuel sam sammy", "benjamin ben benny", "alexander alex sandy", "andrew andy drew",
    "anthony tony", "christopher chris", "stephen steve steven stevie", "matthew matt", "nicholas nick", "peter pete",
    "patrick pat paddy", "philip phil phillip", "timothy tim", "kenneth ken kenny", "ronald ron ronnie",
    "donald don donnie", "lawrence larry", "gerald gerry jerry", "frederick fred freddie", "gregory greg",
    "jeffrey jeff geoffrey geoff", "raymond ray", "walter walt", "albert al bert", "francis frank frankie",
    "elizabeth liz beth betty eliza lizzie", "margaret maggie meg peggy", "katherine kate katie kathy catherine cathy",
    "patricia pat patty trish", "jennifer jen jenny", "susan sue suzie", "deborah deb debbie", "barbara barb",
    "rebecca becky", "jessica jess", "victoria vicky", "alexandra alex sandra", "samantha sam", "christine chris tina",
    "theresa terry tess", "dorothy dot dottie", "judith judy", "pamela pam", "abigail abby", "joshua josh",
    "zachary zach", "nathaniel nathan nate", "leonard len lenny", "douglas doug", "vincent vince", "eugene gene",
)  # fmt: skip
_SAME_GIVEN = tuple(frozenset(line.split()) for line in _NICKNAMES)


@dataclass(frozen=True, slots=True)
class Name:
    """`titles` before the name, the `given` names and initials, the `surname` (with its particles) or "".

    A description ("the defence minister") has no surname, and its words in `described`.
    """

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    described: tuple[str, ...] = ()

    @property
    def full(self) -> tuple[str, ...]:
        """Given names and surname."""
        return (*self.given, self.surname) if self.surname else self.given


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name as compared: one spelling, no case, no diacritics, no full stops."""
    found = []
    for match in _WORD.finditer(text):
        word = without_marks(typographic(match.group())).replace(".", "").replace("'s", "")
        for part in word.split("-") if _is_title("-".join(word.split("-")[:1])) else [word]:
            if part:
                found.append(one_spelling(part))
    return tuple(found)


def _is_title(word: str) -> bool:
    return one_spelling(word) in MILITARY | OFFICES | COURTESY


def name(text: str, kind: SpeakerKind | None = None) -> Name:
    """The parts of a name; of an organisation or a description only the words are kept."""
    words = [word for word in name_words(text) if word not in SUFFIXES]
    if not words:
        return Name((), (), "")
    if kind not in (None, SpeakerKind.PERSON) or _is_description(text, words):
        return Name((), (), "", tuple(word for word in words if word not in ARTICLES))
    titles = []
    while len(words) > 1 and _is_title(words[0]):
        titles.append(words.pop(0))
    titles, words = _leading_description(text, titles, words)
    at = len(words) - 1
    while at > 0 and words[at - 1] in (PARTICLES if at > 1 else LEADING_PARTICLES):
        at -= 1
    return Name(tuple(titles), tuple(words[:at]), " ".join(words[at:]))


def _leading_description(text: str, titles: list[str], words: list[str]) -> tuple[list[str], list[str]]:
    """In "NATO spokesman Dylan White" and "alliance spokesman Roe" all up to the last title word is title."""
    last = max((at for at, word in enumerate(words[:-1]) if _is_title(word) and word not in ("us",)), default=-1)
    return [*titles, *words[: last + 1]], words[last + 1 :]


def _is_description(text: str, words: list[str]) -> bool:
    first = text.strip().split()[0].casefold() if text.strip() else ""
    if first in ARTICLES and words[-1] in _DESCRIBING | MILITARY | OFFICES:
        return True
    if words[-1] in _DESCRIBING | OFFICES and words[-1] not in ("king", "prince", "pope", "father", "head", "bishop"):
        return True
    # "a source at National Defence HQ": an article and a noun without a capital.
    printed = text.split()
    return first in ARTICLES - {"the"} and len(printed) > 1 and printed[1][:1].islower()


def same_given(one: str, other: str) -> bool:
    """True if two given names can be one: equal, an initial of the other, or a known short form."""
    if one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1]):
        return True
    return any(one in names and other in names for names in _SAME_GIVEN)


def fits(short: Name, full: Name) -> bool:
    """True if `short` can be a form of `full`: the same surname, and no given name against another."""
    if not short.surname or not full.surname:
        return False
    if short.surname != full.surname and not _tail(short, full):
        return False
    if not short.given or not full.given:
        return True
    if not same_given(short.given[0], full.given[0]):
        return any(same_given(short.given[0], middle) for middle in full.given[1:]) and len(short.given) == 1
    return all(any(same_given(one, other) for other in full.given) for one in short.given[1:]) or len(full.given) == 1


def _tail(short: Name, full: Name) -> bool:
    """ "Leyen" or "von der Leyen" for "Ursula von der Leyen"; "Garcia" for "Garcia-Lopez" is not taken."""
    one, other = short.surname.split(), full.surname.split()
    return bool(one) and (other[-len(one) :] == one or one[-len(other) :] == other)


def is_name(text: str) -> bool:
    """True if the text is the name of somebody: not a pronoun, and not a description such as "the minister"."""
    words = name_words(text)
    if not words or not any(character.isupper() for character in text):
        return False
    return bool(name(text).surname) and not set(words) <= _PRONOUNS


_PRONOUNS = frozenset("he she they it i we you him her them who".split())
