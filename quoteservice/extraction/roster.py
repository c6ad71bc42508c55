"""The people and organisations that an article names, with the offices, ages and genders that it prints beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.lexicon import FEMALE_WORDS, HONORIFICS, MALE_WORDS, ORGANISATION_WORDS, PARTICLES, PLACES
from quoteservice.extraction.names import (
    first_name_gender,
    has_office_behind,
    is_called_like_a_body,
    is_role,
    is_same,
    is_shorter_form,
    name_in,
    spelt,
    without_nicknames,
)
from quoteservice.extraction.paragraphs import Layout, Paragraph

# Most words of a person's name.
LONGEST_NAME = 5

# Most people of one surname who are compared with each other; no article has more.
MOST_NAMESAKES = 40

# A namesake who is called by the whole name so often behind where the other was brought in is told apart by it.
LEAST_TOLD_APART = 2

# How far behind a name its office and age may be printed, in characters.
DESCRIPTION_ROOM = 140

_WORD = rf"(?:[{CAPITALS}][\w'’-]*[\w]|[{CAPITALS}])"
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}\.?(?:[ -]+(?:(?:{'|'.join(sorted(PARTICLES))})\s+){{0,2}}{_WORD}\.?)*")
_AFTER_NAME = re.compile(
    r"\s*(?:\([^)]{1,40}\))?,?\s*(?:(\d{1,3}),\s*)?(?:who (?:is|was|heads|leads|runs)|is|was|became)?\s*(?:now\s+)?"
    r"((?:an?|the|its|his|her)?\s*[^,.;\"]{3,90})"
)
_BEFORE_NAME = re.compile(r"([\w'’./ -]{0,60}(?:,\s*)?)$")
_OFFICE_BEFORE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[\w-]+['’]s?)\s+((?:[\w'’-]+\s+){0,7}[\w'’-]+),\s*$")
_OF = re.compile(r"\b(?:of|for|at|from|by|with)\s+(?:the\s+)?$", re.IGNORECASE)
_IN_THE_CHAIR = re.compile(r"\s+(?:in the chair|presiding|chairs|chaired)\b")
_AGED = re.compile(r",\s*(?:aged\s+)?(\d{1,3})\b(?=[,.;])")
# "Kim Roe said she was", "Roe, who sings, tells me by email that she is": whatever the first name is like, that is who
# Roe is.
_OF_SELF = re.compile(
    r"(?:,\s+(?:who|which)\s+[^,.]{1,80},)?,?\s+(?:(?:said|says|added|insisted|admitted|hopes|hoped|believes|believed)"
    r"|(?:told|tells)\s+(?:me|us|reporters|journalists|lawmakers|this \w+)\s+(?:[a-z]+\s+){0,3}?that)"
    r"\s+(?:that\s+)?(he|she)\b"
)
# ", her publisher": what somebody is to another; the pronoun means the other.
_TIED = re.compile(r",\s+(?:his|her)\b")
_TALKS = re.compile(r"(?:,[^.,]{1,60},)?\s+(?:talks|talked|speaks|spoke)\s+(?:to|with)\b")
# "born at Morne Grise", "in Port Haldane": a place, if nothing else shows a person of that name.
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near)\s+$")
# "an analyst at Fenn Doyle", "of brokers Corrie Blyth": where somebody works.
_HOUSE_BEFORE = re.compile(
    r"\b(?:analyst|manager|partner|lawyer|solicitor|economist|strategist|director|fund|researcher|consultant|trader"
    r"|president|fellow|scientist|doctor|surgeon|nurse|teacher|counsel|architect|planner)\s+(?:at|with)\s+$"
    r"|\b[Tt]he\s+(?:[\w-]+\s+)?(?:contractor|company|firm|club|operator|charity|developer|supplier|manufacturer|agency"
    r"|retailer|publisher|bank|insurer|airline),\s+$"
    r"|\b(?:of|at|from|with)\s+(?:the\s+)?(?:[\w-]+\s+)?(?:brokers|brokerage|solicitors|consultants|consultancy"
    r"|auctioneers|accountants|insurers|publishers|bookmakers|architects|lawyers|advisers|analysts)\s+$"
)
# ", widely seen as his successor,": what somebody is to another.
_DESCRIBED = re.compile(r",\s+(?!who\b|whose\b|his\b|her\b)(?:\w+\s+){1,4}(?:his|her)\b")
_KIN = (
    "nephew|niece|son|daughter|brother|sister|wife|husband|widow|widower|father|mother|cousin|uncle|aunt|grandson"
    "|granddaughter|grandfather|grandmother|stepson|stepdaughter|partner|parents"
)
# "her nephew, Hugo Stannard": somebody of whom the article tells for the sake of another.
_KIN_BEFORE = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[\w-]+['’]s?)\s+(?:[\w-]+\s+){{0,2}}(?:{_KIN})(?:\s+and\s+[\w-]+)?,?\s*(?:the\s+[\w-]+\s+)?$"
)
_QUOTED = re.compile(r"\"[^\"]*\"?")
_BEGINS = re.compile(r"(?:^|[.!?:][\"'’”)]*\s+|[\"'‘“—–-]\s*)$")
_PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
# Whom somebody asks or tells is somebody else, who would be "herself".
_ADDRESSED = re.compile(
    r"\b(?:asked|told|urged|warned|pressed|accused|thanked|invited|questioned|interrupted|reminded|assured|beat|succeeded"
    r"|replaced|followed)\s+(?:him|her|(?:an?|the|his|its|their)\s+\w+)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Person:
    """One full name of the article and all that stands beside it; `at` are the offsets of its mentions, `in_full` of
    those by the whole name.

    `votes` are the genders of the pronouns behind it, `told` of those by which this person reports about themselves.
    `office` is what is printed before the name for it: "Fernhill's chief executive", `title` the same with capitals:
    "Chief Financial Officer". `is_kin` is True if the article
    brings the person in as a relative of somebody, `leads` if it begins with the name, `talks` if it says that the
    person talks to somebody.
    """

    name: str
    words: tuple[str, ...]
    at: list[int] = field(default_factory=list)
    in_full: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    office: str | None = None
    title: str | None = None
    age: str | None = None
    gender: str | None = None
    votes: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    is_kin: bool = False
    leads: bool = False
    talks: bool = False


class Roster:
    """Every name of an article.

    `surnames` are lone names with their offsets, `introduced` where relatives are, `initial` what begins a sentence.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.people: dict[tuple[str, ...], Person] = {}
        self.organisations: dict[str, str] = {}
        self.surnames: dict[str, list[int]] = {}
        self.by_last: dict[str, list[Person]] = {}
        self.ages: dict[str, str] = {}
        self.introduced: set[int] = set()
        self.initial: set[int] = set()
        self._places: list[tuple[tuple[str, ...], int]] = []
        read = [each for each in paragraphs if each.layout is not Layout.BYLINE]
        for paragraph in read:
            self._collect(paragraph)
        for words, at in self._places:
            # "Confidence in Jane Roe": named elsewhere as a person.
            if words in self.people:
                self.people[words].at.append(at)
        self._join_relatives()
        end = read[0].span.end if read else 0
        self._lead(end)
        self._fold(end)
        for person in self.people.values():
            self.by_last.setdefault(person.words[-1].lower(), []).append(person)
            person.in_full = list(person.at)
        for person in self.people.values():
            person.at = sorted({*person.at, *self._later_mentions(person)})
            if len(self.by_last[person.words[-1].lower()]) == 1:
                person.age = person.age or self.ages.get(person.words[-1].lower())
            voted = next(iter(person.votes)) if len(person.votes) == 1 else None
            told = next(iter(person.told)) if len(person.told) == 1 else None
            person.gender = person.gender or told or first_name_gender(person.words[0]) or voted

    def add(self, word: str, offset: int) -> None:
        """A lone surname becomes a person, because it is the subject of a sentence."""
        person = Person(word, (word,), sorted(self.surnames.get(word.lower(), [offset])))
        person.gender = first_name_gender(word)
        self.people[(word,)] = person
        self.by_last.setdefault(word.lower(), []).append(person)

    def _collect(self, paragraph: Paragraph) -> None:
        text = without_nicknames(paragraph.plain)
        found: list[tuple[Person, int, int]] = []
        places = self._places
        for match in _RUN.finditer(text):
            named = name_in(match.group(), text, match.start())
            if named is None:
                continue
            name, offset, titles = spelt(named[0]), *named[1:]
            at = paragraph.span.start + match.start() + offset
            words = tuple(name.split())
            if len(words) == 1:
                if aged := _AGED.match(text, match.end()):
                    self.ages[words[0].lower()] = aged.group(1)
                self.surnames.setdefault(words[0].lower(), []).append(at)
                if _BEGINS.search(text[: match.start()]):
                    self.initial.add(at)
                self._introduce(words[0], text[: match.start()], at)
                continue
            start = match.start() + offset
            close = text[max(0, start - DESCRIPTION_ROOM) : start]
            # "The Health Minister, Dr. Roe,": the office stands before the title.
            before = _BEFORE_NAME.search(text[max(0, match.start() - DESCRIPTION_ROOM) : match.start()])
            is_thing = not titles and (re.search(r"\b(?:the|The|its|their)\s+$", close) or _HOUSE_BEFORE.search(close))
            is_body = any(word.lower().strip(".") in ORGANISATION_WORDS for word in words)
            if is_body and is_called_like_a_body(words) and has_office_behind(text, match.end()):
                is_body = False
            if is_thing or is_body:
                self.organisations.setdefault(words[-1].lower(), name)
                continue
            if name.lower() in PLACES or len(words) > LONGEST_NAME:
                continue
            if not titles and words not in self.people and _PLACE_BEFORE.search(close):
                places.append((words, at))
                continue
            person = self.people.setdefault(words, Person(name, words))
            person.at.append(at)
            person.talks = person.talks or _TALKS.match(text, match.end()) is not None
            person.is_kin = person.is_kin or _KIN_BEFORE.search(close) is not None
            found.append((person, match.start(), match.end()))
            after = text[match.end() : match.end() + DESCRIPTION_ROOM]
            _describe(person, titles, before.group(1) if before else "", after)
            if any(is_role(word) for word in titles):
                person.title = person.title or " ".join(match.group()[:offset].split())
        _vote(text, found)

    def _introduce(self, name: str, before: str, at: int) -> None:
        """A relative who is called by the given name alone: "her father, Steve, a roofer"."""
        kin = _KIN_BEFORE.search(before[-DESCRIPTION_ROOM:])
        gender = first_name_gender(name)
        if kin is not None and gender is not None and before.rstrip().endswith(","):
            self.people.setdefault((name,), Person(name, (name,), [at], gender=gender, is_kin=True))
            self.introduced.add(at)

    def _join_relatives(self) -> None:
        """Gives "Steve" back to Steve Roe if the article has the whole name somewhere."""
        for words in [words for words in self.people if len(words) == 1]:
            fuller = [person for other, person in self.people.items() if len(other) > 1 and other[0] == words[0]]
            if fuller:
                short = self.people.pop(words)
                if len(fuller) == 1:
                    fuller[0].at.extend(short.at)

    def _lead(self, end: int) -> None:
        named = [person for person in self.people.values() if min(person.at) < end]
        surnames = Counter(person.words[-1].lower() for person in named)
        for person in named:
            person.leads = surnames[person.words[-1].lower()] == 1

    def _fold(self, headline: int) -> None:
        """Joins "J. Roe" and "Jane A. Roe" to "Jane Roe" where only one person fits, and "Skipper Roe" above her."""
        alike: dict[str, list[tuple[str, ...]]] = {}
        for words in self.people:
            alike.setdefault(words[-1].lower(), []).append(words)
        for words in sorted(self.people, key=len):
            if words not in self.people:
                continue
            others = alike[words[-1].lower()]
            if len(others) > MOST_NAMESAKES:
                continue
            fuller = [
                other
                for other in others
                if other != words
                and other in self.people
                and (is_shorter_form(words, other) or is_same(words, other) or self._is_called(words, other, headline))
            ]
            if len(fuller) == 1:
                short = self.people.pop(words)
                full = self.people[fuller[0]]
                full.at.extend(short.at)
                full.roles |= short.roles
                full.office = full.office or short.office
                full.title = full.title or short.title
                full.votes |= short.votes
                full.told |= short.told
                full.is_kin = full.is_kin or short.is_kin
                full.leads = full.leads or short.leads
                full.talks = full.talks or short.talks
                full.age = full.age or short.age
                full.gender = full.gender or short.gender

    def _is_called(self, words: tuple[str, ...], other: tuple[str, ...], headline: int) -> bool:
        """True for what a headline alone calls somebody: "Qualifier Roe", "Ex-boss Roe"."""
        is_name = first_name_gender(words[0]) is not None
        return not is_name and max(self.people[words].at) < headline <= min(self.people[other].at)

    def _later_mentions(self, person: Person) -> Iterable[int]:
        """Where the surname alone means the person, or the given name, as popular papers have it."""
        alone: list[int] = []
        if head_of_family(self.by_last[person.words[-1].lower()]) is person:
            alone += self.surnames.get(person.words[-1].lower(), ())
        given = person.words[0].lower()
        if given not in self.by_last and sum(other.words[0].lower() == given for other in self.people.values()) == 1:
            alone += self.surnames.get(given, ())
        first = min(person.at)
        return [at for at in alone if at > first]


def head_of_family(namesakes: Sequence[Person]) -> Person | None:
    """Whom the surname alone means: the only one of the name, or who was named first if all others are kin."""
    own = [person for person in namesakes if not person.is_kin]
    if len(namesakes) == 1:
        return namesakes[0]
    if len(own) != 1:
        return None
    head, met = own[0], min(min(each.at) for each in namesakes if each is not own[0])
    # Whoever goes on being called by the whole name is not who the surname alone means.
    is_told_apart = sum(at > met for at in head.in_full) >= LEAST_TOLD_APART
    return head if head.leads or (min(head.at) < met and not is_told_apart) else None


def _describe(person: Person, titles: Sequence[str], before: str, after: str) -> None:
    words = [*titles, *_office(before)]
    person.office = person.office or _printed_office(before)
    if _IN_THE_CHAIR.match(after):
        words.append("chair")
    close = _AFTER_NAME.match(after)
    if close and after[:1] in (",", " ", "("):
        if close.group(1):
            person.age = close.group(1)
        # "The Speaker, Grace Roe, thanked the minister": behind an office before the name the sentence goes on.
        is_framed = before.rstrip().endswith(",") and bool(_office(before)) and not _EXPLAINS.match(after)
        is_own = not after.startswith(", whose ") and not is_framed
        if is_own and (after.startswith((",", " is ", " was ", " (")) or " who " in after[:8]):
            words.extend(word for word in re.findall(r"[a-z'-]+", close.group(2).lower())[:9] if word not in HONORIFICS)
    aged = re.search(r"\b(\d{1,3})-year-old\b[^,.;]*$", before)
    if aged:
        person.age = person.age or aged.group(1)
    person.roles.update(word.strip(".") for word in words if is_role(word))
    if any(word in FEMALE_WORDS or word.endswith("woman") for word in words):
        person.gender = "female"
    elif any(word in MALE_WORDS for word in words):
        person.gender = "male"


def _office(before: str) -> list[str]:
    """The words of an office right before a name: "police chief", "the Minister for Roads,"; not "head of"."""
    if _OF.search(before):
        return []
    if not before.rstrip().endswith(","):
        return re.findall(r"[a-z'-]+", before.lower())[-3:]
    match = _OFFICE_BEFORE.search(before)
    words = match.group(1).lower().split() if match else []
    first = next((at for at, word in enumerate(words) if is_role(word)), None)
    while first is not None and first + 1 < len(words) and is_role(words[first + 1]):
        first += 1
    if first is None or not (first == len(words) - 1 or words[first + 1] in ("of", "for", "at")):
        return []
    return words[: first + 1]


def _printed_office(before: str) -> str | None:
    """The office before a name and a comma with whose it is: "Fernhill's chief executive"; None for any other words."""
    match = _OFFICE_BEFORE.search(before)
    if match is None or not _office(before):
        return None
    owner = match.group().split()[0]
    words = " ".join(match.group(1).split())
    return words if owner.lower() in _ARTICLES else f"{owner} {words}"


_ARTICLES = frozenset("the its their our".split())
_EXPLAINS = re.compile(r",\s*(?:an?|the|its|his|her|who)\b|\s+(?:is|was)\b|\s*\(")


def _vote(text: str, found: Sequence[tuple[Person, int, int]]) -> None:
    """Takes the pronoun behind the only name of a sentence for a sign of that person's gender."""
    unquoted = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    for start, end in _sentences(unquoted):
        here = [(person, first, last) for person, first, last in found if start <= first < end]
        if len({person.name for person, *_ in here}) != 1:
            continue
        person, first, last = here[0]
        earlier = list(_PRONOUN.finditer(unquoted, start, first))
        other = _RUN.search(unquoted, last, end)
        stop = other.start() if other else end
        addressed = _ADDRESSED.search(unquoted, last, stop)
        if _DESCRIBED.match(unquoted, last):
            continue
        tied = _TIED.match(unquoted, last)
        pronoun = _PRONOUN.search(unquoted, tied.end() if tied else last, addressed.start() if addressed else stop)
        # "She called Roe a thief, who had a hit with her song": whom the sentence spoke of before.
        if pronoun is not None and not any(_gender(pronoun) == _gender(each) for each in earlier):
            person.votes.add(_gender(pronoun))
        if of_self := _OF_SELF.match(unquoted, last, end):
            person.told.add("male" if of_self.group(1) == "he" else "female")


def _gender(pronoun: re.Match[str]) -> str:
    return "male" if pronoun.group(1) else "female"


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(rf"[a-z\d)]{{2}}[.!?][\"')]*\s+(?=[\"'{CAPITALS}])", text):
        yield at, match.end()
        at = match.end()
    yield at, len(text)
