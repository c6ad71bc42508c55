"""Whom a mention means within one article: the fullest name or description that it prints for that speaker.

1. the names of the whole text are collected once, with the offices printed beside them
2. a surname means the one person of that name; a pronoun or "the minister" the one who fits and was named last
3. where two fit, nobody is chosen
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quoteservice.domain.span import Span
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.extraction.lexicon import (
    COLLECTIVES,
    FEMALE_WORDS,
    HONORIFICS,
    MALE_WORDS,
    NATIONS,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACES,
)
from quoteservice.extraction.mentions import Mention, Sort
from quoteservice.extraction.names import first_name_gender, is_role, is_shorter_form, name_in, unpossessive
from quoteservice.extraction.paragraphs import Layout, Paragraph

# How far back a pronoun reaches, in characters of the text: about four paragraphs of news prose.
PRONOUN_REACH = 1_200

# How near a person must have been the subject of a sentence to be meant rather than the last speaker, in characters.
RIVAL_REACH = 350

# How soon after a quotation its speaker must be named, in characters, if the text names nobody before it.
INTRODUCTION_REACH = 250

# How far behind a description ("the captain") the one person of that office may be named, in characters.
DESCRIPTION_REACH = 1_500

_WORD = r"(?:[A-Z][\w'’-]*[\w]|[A-Z])"
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}\.?(?:[ -]+(?:(?:{'|'.join(sorted(PARTICLES))})\s+){{0,2}}{_WORD}\.?)*")
_AFTER_NAME = re.compile(
    r"\s*(?:\([^)]{1,40}\))?,?\s*(?:(\d{1,3}),\s*)?(?:who (?:is|was|heads|leads|runs)|is|was|became)?\s*(?:now\s+)?"
    r"((?:an?|the|its|his|her)?\s*[^,.;\"]{3,90})"
)
_BEFORE_NAME = re.compile(r"([\w'’./ -]{0,60}?)$")


@dataclass(slots=True)
class _Person:
    """One full name of the article and all that stands beside it."""

    name: str
    words: tuple[str, ...]
    at: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    age: str | None = None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Who a mention is: `speaker` is None where it is not clear."""

    speaker: str | None
    kind: SpeakerKind | None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker met earlier in the text, and where."""

    known: Known
    mention: Mention
    at: int


class People:
    """The names of one article; `meant` is asked in the order of the text."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._people: dict[tuple[str, ...], _Person] = {}
        self._organisations: dict[str, str] = {}
        self._surnames: dict[str, list[int]] = {}
        self._reported: list[Span] = []
        self._subjects: list[int] = []
        for paragraph in paragraphs:
            if paragraph.layout is not Layout.BYLINE:
                self._collect(paragraph)
        self._by_last: dict[str, list[_Person]] = {}
        self._fold()
        for person in self._people.values():
            self._by_last.setdefault(person.words[-1].lower(), []).append(person)
        for person in self._people.values():
            person.at = sorted({*person.at, *self._later_mentions(person)})
            person.gender = person.gender or first_name_gender(person.words[0])

    def _collect(self, paragraph: Paragraph) -> None:
        text = paragraph.plain
        for match in _RUN.finditer(text):
            found = name_in(match.group(), text, match.start())
            if found is None:
                continue
            name, offset, titles = found
            at = paragraph.span.start + match.start() + offset
            words = tuple(name.split())
            if len(words) == 1:
                self._surnames.setdefault(words[0].lower(), []).append(at)
                continue
            before = _BEFORE_NAME.search(text[: match.start() + offset])
            is_thing = re.search(r"\b(?:the|The|its|their)\s+$", text[: match.start() + offset]) and not titles
            if is_thing or any(word.lower().strip(".") in ORGANISATION_WORDS for word in words):
                self._organisations.setdefault(words[-1].lower(), name)
                continue
            if name.lower() in PLACES or len(words) > 5:
                continue
            person = self._people.setdefault(words, _Person(name, words))
            person.at.append(at)
            self._describe(person, titles, before.group(1) if before else "", text[match.end() : match.end() + 140])

    def _describe(self, person: _Person, titles: Sequence[str], before: str, after: str) -> None:
        words = [*titles, *re.findall(r"[a-z'-]+", before.lower())[-3:]]
        close = _AFTER_NAME.match(after)
        if close and after[:1] in (",", " ", "("):
            if close.group(1):
                person.age = close.group(1)
            if after.startswith((",", " is ", " was ", " (")) or " who " in after[:8]:
                words.extend(re.findall(r"[a-z'-]+", close.group(2).lower())[:9])
        person.roles.update(word.strip(".") for word in words if is_role(word))
        if any(word in FEMALE_WORDS or word.endswith("woman") for word in words):
            person.gender = "female"
        elif any(word in MALE_WORDS for word in words):
            person.gender = "male"

    def _fold(self) -> None:
        """Joins "J. Roe" and "Jane A. Roe" to "Jane Roe" where only one person fits."""
        for words in sorted(self._people, key=len):
            if words not in self._people:
                continue
            fuller = [other for other in self._people if other != words and is_shorter_form(words, other)]
            if len(fuller) == 1:
                short = self._people.pop(words)
                full = self._people[fuller[0]]
                full.at.extend(short.at)
                full.roles |= short.roles
                full.age = full.age or short.age
                full.gender = full.gender or short.gender

    def _later_mentions(self, person: _Person) -> Iterable[int]:
        if len(self._by_last[person.words[-1].lower()]) > 1:
            return ()
        first = min(person.at)
        return [at for at in self._surnames.get(person.words[-1].lower(), ()) if at > first]

    def leave_out(self, spans: Iterable[Span]) -> None:
        """Names inside these reported words are talked about: a pronoun outside them does not mean them first."""
        self._reported.extend(spans)

    def meant(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        """Who the mention at this offset of the text is, given who was heard before."""
        if mention.sort is Sort.NAME:
            return self._named(mention, at, heard)
        if mention.sort is Sort.PRONOUN:
            return self._pronoun(mention, at, heard)
        if mention.sort is Sort.PAIR:
            return Known(mention.text, SpeakerKind.COLLECTIVE)
        if mention.sort is Sort.PLURAL:
            return Known(_bare(mention.text), SpeakerKind.COLLECTIVE)
        if mention.sort is Sort.ORGANISATION:
            return Known(self._organisation(mention), SpeakerKind.ORGANISATION)
        if mention.sort is Sort.INDEFINITE:
            return Known(mention.text, SpeakerKind.ANONYMOUS, mention.gender)
        return self._definite(mention, at, heard)

    def _named(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        words = tuple(word for word in mention.text.split() if word.lower().strip(".") not in HONORIFICS)
        if not words:
            return Known(None, None)
        candidates = self._by_last.get(unpossessive(words[-1]).lower(), [])
        if len(words) > 1:
            same = [person for person in candidates if person.words == words or is_shorter_form(words, person.words)]
            if len(same) == 1:
                return Known(same[0].name, SpeakerKind.PERSON, mention.gender or same[0].gender)
            return Known(" ".join(words), SpeakerKind.PERSON, mention.gender or first_name_gender(words[0]))
        return self._surname(words[0], candidates, mention, at, heard)

    def _surname(
        self, word: str, candidates: Sequence[_Person], mention: Mention, at: int, heard: Sequence[Heard]
    ) -> Known:
        fitting = [person for person in candidates if _agrees(person.gender, mention.gender)]
        fitting = [person for person in fitting if len(person.words) > 1] or fitting
        if len(fitting) > 1:
            earlier = [person for person in fitting if min(person.at) < at]
            fitting = earlier or fitting
        if len(fitting) > 1 and mention.role:
            titled = [person for person in fitting if person.roles & {each.lower() for each in mention.role.split()}]
            fitting = titled or fitting
        if len(fitting) == 1:
            return Known(fitting[0].name, SpeakerKind.PERSON, mention.gender or fitting[0].gender)
        if len(fitting) > 1:
            return Known(None, SpeakerKind.PERSON)
        by_first = [person for person in self._people.values() if person.words[0].lower() == word.lower()]
        if len(by_first) == 1:
            return Known(by_first[0].name, SpeakerKind.PERSON, by_first[0].gender)
        if word.lower() in NATIONS or word.isupper():
            return Known(word, SpeakerKind.ORGANISATION)
        if word.lower() in self._organisations and not mention.role:
            return Known(self._organisations[word.lower()], SpeakerKind.ORGANISATION)
        return Known(word, SpeakerKind.PERSON, mention.gender)

    def _pronoun(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        if mention.noun in ("they", "it", "we", "who", "which", "that"):
            last = heard[-1] if heard else None
            plural = (SpeakerKind.COLLECTIVE, SpeakerKind.ORGANISATION)
            if mention.noun in ("they", "it") and last and last.known.kind in plural and at - last.at < PRONOUN_REACH:
                return last.known
            return Known(None, None)
        if mention.gender is None:
            return Known(None, None)
        return self._latest(at, heard, mention.gender) or Known(None, SpeakerKind.PERSON, mention.gender)

    def _latest(self, at: int, heard: Sequence[Heard], gender: str) -> Known | None:
        """Whom "he" or "she" means: who spoke last, unless somebody else was the subject since; None if unclear."""
        last = next((each for each in reversed(heard) if each.at < at and _could_be(each.known, gender)), None)
        if last is not None and at - last.at > PRONOUN_REACH:
            last = None
        named = self._nearest(at, gender)
        since = last.at if last is not None else -1
        rival = next(
            (
                (person, where)
                for person, where in named
                if where > since
                and self._is_subject(person, where)
                and (last is None or person.name != last.known.speaker)
            ),
            None,
        )
        if rival is not None and (last is None or at - rival[1] <= RIVAL_REACH):
            return Known(rival[0].name, SpeakerKind.PERSON, gender)
        if last is not None:
            return last.known if rival is None else None
        if len({person.name for person, _ in named}) == 1:
            return Known(named[0][0].name, SpeakerKind.PERSON, gender)
        return None if named else self._next_named(at, gender)

    def _next_named(self, at: int, gender: str) -> Known | None:
        """The one person who is introduced right behind words that were printed before the name."""
        ahead = [
            person
            for person in self._people.values()
            if any(at < where <= at + INTRODUCTION_REACH for where in person.at) and _agrees(person.gender, gender)
        ]
        return Known(ahead[0].name, SpeakerKind.PERSON, gender) if len(ahead) == 1 else None

    def labelled(self, label: str) -> Known:
        """Who a transcript's label means: a name, or the office that one person of the text holds."""
        words = [word for word in re.sub(r"\([^)]*\)", "", label).split() if word]
        titles = [word for word in words if is_role(word.lower())]
        names = [word for word in words if not is_role(word.lower()) and word.lower().strip(".") not in HONORIFICS]
        if names:
            name = " ".join(names)
            spelt = name.title() if name.isupper() else name
            candidates = self._by_last.get(spelt.split()[-1].lower(), [])
            fitting = [person for person in candidates if len(person.words) > 1 and spelt.split()[0] in person.words]
            return Known(fitting[0].name if len(fitting) == 1 else spelt, SpeakerKind.PERSON)
        holders = [person for person in self._people.values() if titles and titles[-1].lower() in person.roles]
        if len(holders) == 1:
            return Known(holders[0].name, SpeakerKind.PERSON)
        return Known(label, SpeakerKind.ANONYMOUS)

    def introduced_before(self, at: int) -> Known:
        """The one person whom the text names before an offset: whom an interview is with; nobody if there are more."""
        early = [person for person in self._people.values() if len(person.words) > 1 and min(person.at) < at]
        return Known(early[0].name, SpeakerKind.PERSON) if len(early) == 1 else Known(None, None)

    def add_subjects(self, subjects: Iterable[tuple[str, int]]) -> None:
        """Names that are the subject of a sentence, with their offsets; a lone surname becomes a person by it."""
        for word, at in subjects:
            self._subjects.append(at)
            is_body = word.lower() in NATIONS or word.lower() in self._organisations or word.isupper()
            if (
                is_body
                or word.lower() in self._by_last
                or any(word == person.words[0] for person in self._people.values())
            ):
                continue
            person = _Person(word, (word,), sorted(self._surnames.get(word.lower(), [at])))
            person.gender = first_name_gender(word)
            self._people[(word,)] = person
            self._by_last.setdefault(word.lower(), []).append(person)

    def _is_reported(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in reversed(self._reported))

    def _is_subject(self, person: _Person, where: int) -> bool:
        return any(where <= at <= where + len(person.name) for at in reversed(self._subjects))

    def _nearest(self, at: int, gender: str) -> list[tuple[_Person, int]]:
        """Where people of this gender are named within reach, latest first; sure genders before unknown ones."""
        near: list[tuple[_Person, int]] = []
        for person in self._people.values():
            near.extend(
                (person, each)
                for each in person.at
                if at - PRONOUN_REACH < each < at and _agrees(person.gender, gender) and not self._is_reported(each)
            )
        near.sort(key=lambda each: -each[1])
        sure = [each for each in near if each[0].gender == gender]
        return sure or near

    def _definite(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        age = re.search(r"\b(\d{1,3})-year-old", mention.text)
        if age:
            aged = [person for person in self._people.values() if person.age == age.group(1)]
            if len(aged) == 1:
                return Known(aged[0].name, SpeakerKind.PERSON, aged[0].gender)
        if mention.noun in ORGANISATION_WORDS:
            return Known(self._organisation(mention), SpeakerKind.ORGANISATION)
        if mention.noun in ("man", "woman", "boy", "girl", "old"):
            gender = "female" if mention.noun in ("woman", "girl") else "male" if mention.noun != "old" else None
            last = next((each for each in reversed(heard) if each.known.kind in _SINGLE), None)
            if last is not None and (gender is None or _agrees(last.known.gender, gender)):
                return last.known
        holders = [person for person in self._people.values() if mention.noun in person.roles]
        earlier = [person for person in holders if min(person.at) < at]
        near = [person for person in holders if min(person.at) < at + DESCRIPTION_REACH]
        holders = earlier or (
            near if not any(mention.noun in _content_words(each.mention.text) for each in heard) else []
        )
        told_apart = set(_content_words(mention.text)) - {mention.noun}
        if told_apart and len(holders) > 1:
            closer = [person for person in holders if told_apart <= person.roles]
            holders = closer or holders
        if len(holders) == 1:
            return Known(holders[0].name, SpeakerKind.PERSON, holders[0].gender)
        spoke = [
            each for each in heard if mention.noun in _content_words(f"{each.mention.text} {each.mention.role or ''}")
        ]
        names = {each.known.speaker for each in spoke if each.known.speaker}
        if len(names) == 1:
            return spoke[-1].known
        if len(holders) > 1 or len(names) > 1:
            return Known(None, SpeakerKind.PERSON)
        return Known(mention.text, SpeakerKind.ANONYMOUS, mention.gender)

    def _organisation(self, mention: Mention) -> str:
        full = self._organisations.get(mention.noun)
        words = mention.text.split()
        if full and len(words) == 2 and words[0].lower() in ("the", "its"):
            return full
        return mention.text


_SINGLE = (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS)


def _agrees(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _could_be(known: Known, gender: str) -> bool:
    return known.kind in _SINGLE and known.speaker is not None and _agrees(known.gender, gender)


def _content_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z'-]+", text.lower()) if word not in ("the", "a", "an", "of", "for", "in")]


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", text) if text.lower().removeprefix("the ") in COLLECTIVES else text
