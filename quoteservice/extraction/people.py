"""Whom a mention means within one article: the fullest name or description that it prints for that speaker.

1. the names of the whole text are collected once, with the offices printed beside them
2. a surname means the one person of that name; a pronoun or "the minister" the one who fits and was named last
3. where two fit, nobody is chosen
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quoteservice.domain.span import Span
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.extraction.bodies import Bodies
from quoteservice.extraction.focus import PRONOUN_REACH, Focus
from quoteservice.extraction.known import SINGLE, Heard, Known, agrees
from quoteservice.extraction.lexicon import (
    ALSO_CALLED,
    CALLINGS,
    COLLECTIVES,
    DEMONYMS,
    FIRMS,
    GROUPS,
    HONORIFICS,
    NATIONS,
    OFFICES_OF_COMPANIES,
    ORGANISATION_WORDS,
    POSTNOMINALS,
    TRADES,
    YOUNG,
)
from quoteservice.extraction.mentions import Mention, Sort
from quoteservice.extraction.names import (
    first_name_gender,
    is_role,
    is_same,
    is_shorter_form,
    spelt,
    unpossessive,
    without_nicknames,
)
from quoteservice.extraction.paragraphs import Paragraph
from quoteservice.extraction.roster import Person, Roster, head_of_family
from quoteservice.extraction.subjects import BEARERS

# How near a person must have been the subject of a sentence to be meant rather than the last speaker, in characters.
RIVAL_REACH = 350

# How soon after a quotation its speaker must be named, in characters, if the text names nobody before it.
INTRODUCTION_REACH = 250

# Headline, byline, dateline and lead: there stands what an article is about.
LEADING_PARAGRAPHS = 5

# Words of "a spokesman"; more of them tell for whom he speaks.
LEAST_SPOKESMAN = 2

# How far behind a description ("the captain") the one person of that office may be named, in characters.
DESCRIPTION_REACH = 1_500


class People:
    """The names of one article; `meant` is asked in the order of the text."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._roster = Roster(paragraphs)
        self._named_bodies = Bodies(paragraphs)
        self._starts = [each.span.start for each in paragraphs]
        self._focus = Focus(self._roster, self._starts)
        self._bodies: list[tuple[Mention, int]] = []
        # Who a description without a name turned out to be: "a nurse told the inquiry" above "Nuala Corry said".
        self.named_later: dict[str, Known] = {}

    def leave_out(self, spans: Iterable[Span]) -> None:
        """Names inside these reported words are talked about: a pronoun outside them does not mean them first."""
        self._focus.reported.extend(spans)

    def meant(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        """Who the mention at this offset of the text is, given who was heard before."""
        if mention.sort is Sort.NAME or (mention.sort in _MISREAD and self._is_surname(mention.text)):
            return self._named(mention, at, heard)
        if mention.sort is Sort.PRONOUN:
            return self._pronoun(mention, at, heard)
        if mention.sort is Sort.PAIR:
            return Known(mention.text, SpeakerKind.COLLECTIVE)
        if mention.sort is Sort.PLURAL:
            return Known(_bare(mention.text), SpeakerKind.COLLECTIVE)
        if mention.noun in BEARERS and (heard_of := self._giver(at, heard)) is not None:
            return heard_of
        if mention.sort is Sort.ORGANISATION:
            return self._organisation(mention, at, heard)
        if mention.sort is Sort.INDEFINITE:
            house = self._house_of(mention, at, heard)
            text = f"{mention.text} for {house}" if house else mention.text
            return Known(text, SpeakerKind.ANONYMOUS, mention.gender)
        return self._definite(mention, at, heard)

    def _house_of(self, mention: Mention, at: int, heard: Sequence[Heard]) -> str | None:
        """For whom a mere "spokesman" speaks: the house that spoke right before; None if it is printed or unclear."""
        last = heard[-1] if heard else None
        if last is None or not mention.noun.startswith("spokes") or len(mention.text.split()) > LEAST_SPOKESMAN:
            return None
        is_house = last.known.kind is SpeakerKind.ORGANISATION and at - last.at <= RIVAL_REACH
        return re.sub(r"^The ", "the ", last.known.speaker) if is_house and last.known.speaker else None

    def _giver(self, at: int, heard: Sequence[Heard]) -> Known | None:
        """Whose statement or letter goes on: "Roe denied it in a statement. '...,' the statement read"."""
        last = heard[-1] if heard else None
        return last.known if last is not None and at - last.at <= RIVAL_REACH else None

    def _is_surname(self, text: str) -> bool:
        """True for a capitalised word that somebody in the article is called: Banks, Fields, Tavares."""
        people = self._roster.by_last.get(text.lower(), ())
        return text[:1].isupper() and any(len(person.words) > 1 for person in people)

    def _named(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        words = _name_words(mention.text)
        if not words:
            return Known(None, None)
        candidates = self._roster.by_last.get(unpossessive(words[-1]).lower(), [])
        if len(words) == 1 and all(len(each.words) == 1 for each in candidates):
            # "Vázquez" is Wanda Vázquez Garced.
            longer = [each for each in self._roster.people.values() if words[0] in each.words[1:-1]]
            candidates = longer if len(longer) == 1 else candidates
        if len(words) > 1:
            same = [person for person in candidates if person.words == words or is_shorter_form(words, person.words)]
            same = same or [each for each in candidates if is_same(words, each.words)]
            if len(same) == 1:
                return Known(same[0].name, SpeakerKind.PERSON, mention.gender or same[0].gender)
            return Known(" ".join(words), SpeakerKind.PERSON, mention.gender or first_name_gender(words[0]))
        return self._surname(words[0], candidates, mention, at, heard)

    def _surname(
        self, word: str, candidates: Sequence[Person], mention: Mention, at: int, heard: Sequence[Heard]
    ) -> Known:
        fitting = [person for person in candidates if agrees(person.gender, mention.gender)]
        fitting = [person for person in fitting if len(person.words) > 1] or fitting
        if len(fitting) > 1:
            earlier = [person for person in fitting if min(person.at) < at]
            fitting = earlier or fitting
        if len(fitting) > 1 and mention.role:
            titled = [person for person in fitting if person.roles & {each.lower() for each in mention.role.split()}]
            fitting = titled or fitting
        if len(fitting) > 1 and heard and mention.styled:
            # "Her niece, Marva Roe, said", then "Ms Roe said".
            fitting = [person for person in fitting if person.name == heard[-1].known.speaker] or fitting
        head = head_of_family(fitting)
        last = heard[-1].known.speaker if heard else None
        # Right behind what her brother said, "Roe" may be he, unless the article is about her.
        if head is not None and (head.leads or not any(last == each.name for each in fitting if each is not head)):
            fitting = [head]
        if len(fitting) == 1:
            return Known(fitting[0].name, SpeakerKind.PERSON, mention.gender or fitting[0].gender)
        if len(fitting) > 1:
            return Known(None, SpeakerKind.PERSON)
        by_first = [person for person in self._roster.people.values() if person.words[0].lower() == word.lower()]
        if len(by_first) == 1:
            return Known(by_first[0].name, SpeakerKind.PERSON, by_first[0].gender)
        styled = {
            each.known.speaker: each.known
            for each in heard
            if each.known.kind is SpeakerKind.PERSON and (each.known.speaker or "").endswith(f" {word}")
        }
        if len(styled) == 1:
            return next(iter(styled.values()))
        if word.lower() in NATIONS or word.isupper():
            return Known(word, SpeakerKind.ORGANISATION)
        if word.lower() in self._roster.organisations and not mention.role:
            return Known(self._roster.organisations[word.lower()], SpeakerKind.ORGANISATION)
        return Known(word, SpeakerKind.PERSON, mention.gender)

    def _pronoun(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        if mention.noun in ("they", "it", "we", "who", "which", "that"):
            last = heard[-1] if heard else None
            plural = (SpeakerKind.COLLECTIVE, SpeakerKind.ORGANISATION)
            if mention.noun in ("they", "it") and last and last.known.kind in plural and at - last.at < PRONOUN_REACH:
                return last.known
            body = next((each for each in reversed(self._bodies) if 0 < at - each[1] <= RIVAL_REACH), None)
            if mention.noun in ("it", "they") and body is not None and (last is None or last.at < body[1]):
                return self._organisation(*body, heard)
            return Known(None, None)
        if mention.gender is None:
            return Known(None, None)
        found = self._latest(at, heard, mention.gender) or Known(None, SpeakerKind.PERSON, mention.gender)
        if found.speaker is not None:
            self._focus.shown.setdefault(found.speaker, mention.gender)
        return found

    def _latest(self, at: int, heard: Sequence[Heard], gender: str) -> Known | None:
        """Whom "he" or "she" means: who spoke last, unless somebody else was the subject since; None if unclear."""
        last = next((each for each in reversed(heard) if each.at < at and self._could_be(each.known, gender)), None)
        if last is not None and at - last.at > PRONOUN_REACH:
            last = None
        named = self._focus.nearest(at, gender)
        since = last.at if last is not None else -1
        rival = next(
            (
                (person, where)
                for person, where in named
                if where > since
                and self._focus.is_subject(person, where)
                and (last is None or person.name != last.known.speaker)
            ),
            None,
        )
        if rival is not None and (last is None or at - rival[1] <= RIVAL_REACH):
            is_sure = rival[0].gender == gender or len(rival[0].words) > 1 or last is None or last.known.gender is None
            return Known(rival[0].name, SpeakerKind.PERSON, gender) if is_sure else None
        if last is not None:
            return last.known if rival is None else None
        sure = [each for each in named if each[0].gender == gender] or named
        if len({person.name for person, _ in sure}) == 1:
            return Known(sure[0][0].name, SpeakerKind.PERSON, gender)
        return None if named else self._next_named(at, gender)

    def _could_be(self, known: Known, gender: str) -> bool:
        if known.kind not in SINGLE or known.speaker is None:
            return False
        return agrees(known.gender or self._focus.shown.get(known.speaker), gender)

    def _next_named(self, at: int, gender: str) -> Known | None:
        """The one person who is introduced right behind words that were printed before the name."""
        ahead = [
            person
            for person in self._roster.people.values()
            if any(at < where <= at + INTRODUCTION_REACH for where in person.at) and agrees(person.gender, gender)
        ]
        return Known(ahead[0].name, SpeakerKind.PERSON, gender) if len(ahead) == 1 else None

    def labelled(self, label: str) -> Known:
        """Who a transcript's label means: a name, or the office that one person of the text holds."""
        words = [word for word in re.sub(r"\([^)]*\)", "", label).split() if word]
        bare = [word for word in words if word.lower().strip(".") not in HONORIFICS]
        titles = [word for word in bare if is_role(word.lower())]
        names = [word for word in bare if not is_role(word.lower())]
        if names:
            name = " ".join(names)
            printed = name.title() if name.isupper() else name
            candidates = self._roster.by_last.get(printed.split()[-1].lower(), [])
            fitting = [person for person in candidates if len(person.words) > 1 and printed.split()[0] in person.words]
            return Known(fitting[0].name if len(fitting) == 1 else printed, SpeakerKind.PERSON)
        holders = [person for person in self._roster.people.values() if titles and titles[-1].lower() in person.roles]
        if len(holders) == 1:
            return Known(holders[0].name, SpeakerKind.PERSON)
        return Known(label, SpeakerKind.ANONYMOUS)

    def bearers(self, text: str) -> tuple[Known, ...]:
        """Those whom a surname in the plural means, as in "both Roes"; () for any other word."""
        if " " in text or not text.endswith("s") or self._is_surname(text):
            return ()
        people = [person for person in self._roster.by_last.get(text[:-1].lower(), ()) if len(person.words) > 1]
        both = people if len(people) > 1 else []
        return tuple(Known(person.name, SpeakerKind.PERSON, person.gender) for person in both)

    def office_of(self, name: str) -> str | None:
        """The office that the article prints before somebody's name, wherever it does."""
        person = next((each for each in self._roster.people.values() if each.name == name), None)
        if person is None or person.office is not None or person.title is None:
            return person.office if person is not None else None
        # A captain's rank is printed with what he says or not at all; who leads a company is asked for by the office.
        return person.title if person.title.casefold() in OFFICES_OF_COMPANIES else None

    def introduced_before(self, at: int) -> Known:
        """Whom an interview is with: the one person named before it, of several who talks or is in the headline."""
        early = [person for person in self._roster.people.values() if len(person.words) > 1 and min(person.at) < at]
        if len(early) > 1:
            early = [person for person in early if person.talks] or [person for person in early if person.leads]
        return Known(early[0].name, SpeakerKind.PERSON) if len(early) == 1 else Known(None, None)

    def add_subjects(self, subjects: Iterable[tuple[str, int, bool]]) -> None:
        """Names that are the subject of a sentence, with their offsets; a lone surname becomes a person by it.

        A word that is not surely a name counts if it is somebody's surname.
        """
        for word, at, is_name in subjects:
            if not is_name and not self._is_surname(word):
                continue
            self._focus.subjects.append(at)
            # "Fame did not agree with her": a capital of the sentence, and nowhere else.
            once = self._roster.surnames.get(word.lower(), ())
            if len(once) == 1 and once[0] in self._roster.initial and first_name_gender(word) is None:
                continue
            is_body = word.lower() in NATIONS or word.lower() in self._roster.organisations or word.isupper()
            is_called = word.lower() in DEMONYMS or is_role(word.lower()) or self._is_surname(word.removesuffix("s"))
            if (
                is_body
                or is_called
                or word.lower() in self._roster.by_last
                or any(word == person.words[0] for person in self._roster.people.values())
            ):
                continue
            self._roster.add(word, at)

    @property
    def company(self) -> str | None:
        """The one company that the first paragraphs have as a subject, which the article is about; None if unclear."""
        end = self._starts[LEADING_PARAGRAPHS] if len(self._starts) > LEADING_PARAGRAPHS else None
        texts = [mention.text for mention, at in self._bodies if end is None or at < end]
        named = {text for text in texts if any(word[0].isupper() for word in text.removeprefix("The ").split()[-1:])}
        # "Power was cut": a sentence begins with it.
        named = {text for text in named if not set(text.lower().split()) <= ORGANISATION_WORDS}
        return next(iter(named)) if len(named) == 1 else None

    def add_bodies(self, bodies: Iterable[tuple[Mention, int]]) -> None:
        """Organisations that are the subject of a sentence, with their offsets: "it" may mean them."""
        self._bodies.extend(bodies)

    def names_another(self, start: int, end: int, speaker: str | None) -> bool:
        """True if the text from one offset to another, outside reported words, names somebody else."""
        return self._focus.names_another(start, end, speaker)

    def _definite(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        age = re.search(r"\b(\d{1,3})-year-old", mention.text)
        if age:
            aged = [person for person in self._roster.people.values() if person.age == age.group(1)]
            if len(aged) == 1:
                return Known(aged[0].name, SpeakerKind.PERSON, aged[0].gender)
            if not aged and (subject := self._focus.in_focus(at, heard)) is not None:
                return subject
        if mention.noun in YOUNG:
            young = [person for person in self._roster.people.values() if _is_young(person)]
            if len(young) == 1:
                return Known(young[0].name, SpeakerKind.PERSON, young[0].gender)
        if mention.noun in DEMONYMS | YOUNG or self._is_calling(mention):
            return self._focus.in_focus(at, heard) or Known(mention.text, SpeakerKind.ANONYMOUS, mention.gender)
        if mention.noun in ORGANISATION_WORDS:
            return self._organisation(mention, at, heard)
        if mention.noun in ("man", "woman", "boy", "girl", "old"):
            gender = "female" if mention.noun in ("woman", "girl") else "male" if mention.noun != "old" else None
            last = next((each for each in reversed(heard) if each.known.kind in SINGLE), None)
            here = self._focus.subject_of_paragraph(at)
            if here is not None and (gender is None or agrees(here.gender, gender)):
                return here
            if last is not None and (gender is None or agrees(last.known.gender, gender)):
                return last.known
        holders = self._holders(mention)
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
            return self._named_next(spoke[0], heard) or spoke[-1].known
        if len(holders) > 1 or len(names) > 1:
            return Known(None, SpeakerKind.PERSON)
        if mention.noun in GROUPS:
            return Known(mention.text, SpeakerKind.COLLECTIVE)
        return Known(mention.text, SpeakerKind.ANONYMOUS, mention.gender)

    def _is_calling(self, mention: Mention) -> bool:
        is_bare = mention.text.lower() == f"the {mention.noun}"
        return is_bare and mention.noun in CALLINGS and not self._holders(mention)

    def _holders(self, mention: Mention) -> list[Person]:
        nouns = {mention.noun, *ALSO_CALLED.get(mention.noun, ())}
        return [person for person in self._roster.people.values() if nouns & person.roles]

    def _named_next(self, described: Heard, heard: Sequence[Heard]) -> Known | None:
        """The person whom an article that began with an office without a name named next, and who spoke last.

        "... the farm minister confirmed", then "Tamsin Oller told the Assembly", then "the minister said". None if the
        person has another office, or is not the only one who was named.
        """
        if described is not heard[0] or described.known.kind is not SpeakerKind.ANONYMOUS:
            return None
        others = [each for each in heard if each.known.speaker != described.known.speaker]
        if not others or {each.known.speaker for each in others} != {heard[-1].known.speaker}:
            return None
        found = heard[-1].known
        person = next((each for each in self._roster.people.values() if each.name == found.speaker), None)
        if person is None or len(person.words) < 2 or person.roles or any(each.mention.role for each in others):
            return None
        if described.known.speaker is not None:
            self.named_later[described.known.speaker] = found
        return found

    def _organisation(self, mention: Mention, at: int, heard: Sequence[Heard]) -> Known:
        """The one named organisation that is meant; else the words as printed.

        "The company" may be the only one that spoke before under a name that does not say what it is.
        """
        named = self._named_bodies.meant(mention.text, at)
        if named is None and mention.noun in FIRMS and mention.text.lower().startswith("the "):
            spoke = {each.known.speaker for each in heard if each.known.kind is SpeakerKind.ORGANISATION}
            brands = [each for each in spoke if each and not _says_what_it_is(each)]
            brands = brands or [each for each in spoke if each and _is_of_trade(each)]
            named = brands[0] if len(brands) == 1 else self.company if not spoke else None
        return Known(named or mention.text, SpeakerKind.ORGANISATION)


# What the parser may take a surname for.
_MISREAD = (Sort.PRONOUN, Sort.PLURAL, Sort.ORGANISATION)


def _name_words(text: str) -> tuple[str, ...]:
    """The words of a name without what stands before and behind it: "Ms", "KC", a nickname."""
    words = [word for word in spelt(without_nicknames(text)).split() if word.lower().strip(".") not in HONORIFICS]
    while len(words) > 1 and words[-1].lower().strip(".") in POSTNOMINALS:
        words.pop()
    return tuple(words)


def _says_what_it_is(name: str) -> bool:
    return any(word in ORGANISATION_WORDS for word in name.lower().split()) or name[:1].islower()


def _is_of_trade(name: str) -> bool:
    """True for "Northforge Power" and "Harbour Airlines"; not for a council or a union."""
    known = {word for word in name.lower().split() if word in ORGANISATION_WORDS}
    return name[:1].isupper() and bool(known) and known <= TRADES


def _is_young(person: Person) -> bool:
    return person.age is not None and 12 < int(person.age) < 20


def _content_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z'-]+", text.lower()) if word not in ("the", "a", "an", "of", "for", "in")]


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", text) if text.lower().removeprefix("the ") in COLLECTIVES else text
