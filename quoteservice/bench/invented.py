"""Invented news: quotes of many speakers, articles that print them, and questions about them; set by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count as counting

from quoteservice.bench import wordings
from quoteservice.domain.span import Span

QUOTES_PER_SPEAKER = 12  # on average: a few speakers have most of the quotes, as in the news
QUOTES_PER_ARTICLE = 8
FIRST_DAY = date(2015, 1, 1)
DAYS = 3_650
MOST_SPEAKERS = len(wordings.FIRST_NAMES) * len(wordings.SURNAME_STARTS) * len(wordings.SURNAME_ENDS)


@dataclass(frozen=True, slots=True)
class InventedSpeaker:
    """Somebody whose full name nobody else has."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class InventedQuote:
    """Words as recorded; with permitted edits alone (a marked omission, a share as a sign); and in other words."""

    speaker: InventedSpeaker
    text: str
    edited: str
    paraphrase: str


@dataclass(frozen=True, slots=True)
class InventedArticle:
    """A text that prints the quotes; `spans` tells where each stands, without its marks."""

    title: str
    publisher: str
    published_on: date
    text: str
    quotes: tuple[InventedQuote, ...]
    spans: tuple[Span, ...]


def speakers(number: int) -> tuple[InventedSpeaker, ...]:
    """That many speakers with names of their own, at most MOST_SPEAKERS."""
    firsts, starts, ends = wordings.FIRST_NAMES, wordings.SURNAME_STARTS, wordings.SURNAME_ENDS
    surnames = [start + end for end in ends for start in starts]
    found = []
    for at in range(min(number, MOST_SPEAKERS)):
        # Each round through the surnames begins with another first name.
        first = firsts[(at + at // len(surnames)) % len(firsts)]
        role = wordings.ROLES[at % len(wordings.ROLES)]
        found.append(InventedSpeaker(f"{first} {surnames[at % len(surnames)]}", role))
    return tuple(found)


def quotes(number: int, *, seed: int) -> Iterator[InventedQuote]:
    """That many quotes, no two of the same words."""
    chance = random.Random(seed)
    people = speakers(max(2, number // QUOTES_PER_SPEAKER))
    known: set[str] = set()
    while len(known) < number:
        # Squared, so that a quarter of the speakers say half of what is said.
        made = _quote(chance, people[int(len(people) * chance.random() ** 2)])
        if made.text not in known:
            known.add(made.text)
            yield made


def articles(found: Iterator[InventedQuote] | Sequence[InventedQuote], *, seed: int) -> Iterator[InventedArticle]:
    """The quotes in articles of QUOTES_PER_ARTICLE, the last one with what is left."""
    chance = random.Random(seed)
    waiting: list[InventedQuote] = []
    numbers = counting(1)
    for quote in found:
        waiting.append(quote)
        if len(waiting) == QUOTES_PER_ARTICLE:
            yield _article(chance, waiting, next(numbers))
            waiting = []
    if waiting:
        yield _article(chance, waiting, next(numbers))


def unrecorded(number: int, *, seed: int) -> Iterator[str]:
    """That many statements of which nothing is on record."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _filled(chance.choice(wordings.UNRECORDED), _blanks(chance)) + "."


def _quote(chance: random.Random, speaker: InventedSpeaker) -> InventedQuote:
    blanks = _blanks(chance)
    recorded, other_words = chance.choice(wordings.OPENINGS)
    aside = _filled(chance.choice(wordings.ASIDES), blanks)
    following = _filled(chance.choice(wordings.FOLLOWING), blanks) if chance.random() < 0.5 else ""
    opening = _filled(recorded, blanks | {"aside": aside})
    # What has no share in it is edited by leaving the aside out.
    cut = " ..." if chance.random() < 0.5 or "{share}" not in recorded else aside
    edited = _filled(recorded, blanks | {"aside": cut}).replace(" per cent", "%") + "."
    paraphrase = _filled(other_words, blanks)
    # The last stop is not the speaker's: in print a comma stands there.
    text = f"{opening}. {following}".rstrip(". ") if following else opening
    return InventedQuote(speaker, text, edited, f"{paraphrase[0].upper()}{paraphrase[1:]}.")


def _blanks(chance: random.Random) -> dict[str, str]:
    return {
        "share": str(chance.randint(11, 97)),
        "count": f"{chance.randint(1_001, 98_999):,}",
        "adjective": chance.choice(wordings.ADJECTIVES),
        "thing": chance.choice(wordings.THINGS),
        "place": chance.choice(wordings.PLACE_STARTS) + chance.choice(wordings.PLACE_ENDS),
        "month": chance.choice(wordings.MONTHS),
    }


def _filled(template: str, blanks: dict[str, str]) -> str:
    return template.format(**blanks)


def _article(chance: random.Random, printed: Sequence[InventedQuote], number: int) -> InventedArticle:
    # The number makes each text differ from all others, as the store keeps no text twice.
    paragraphs = [f"Report {number}. {_narration(chance)}"]
    spans = []
    at = len(paragraphs[0]) + 2
    for quote in printed:
        paragraph = f"“{quote.text},” said {quote.speaker.name}, the {quote.speaker.role}. {_narration(chance)}"
        spans.append(Span(at + 1, at + 1 + len(quote.text)))
        paragraphs.append(paragraph)
        at += len(paragraph) + 2
    return InventedArticle(
        f"Report {number}",
        chance.choice(wordings.PUBLISHERS),
        FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        "\n\n".join(paragraphs),
        tuple(printed),
        tuple(spans),
    )


def _narration(chance: random.Random) -> str:
    return _filled(chance.choice(wordings.NARRATION), _blanks(chance))
