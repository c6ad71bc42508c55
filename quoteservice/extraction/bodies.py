"""The organisations that an article names, and which of them "the union" means.

1. every run of capitalised words with a noun for an organisation in it is a name, with what "of" and "for" add
2. a shorter form of one longer name is that name; so are the initials printed in brackets behind it
3. a description means the one name that it fits; where two fit, none is chosen
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.lexicon import HONORIFICS, ORGANISATION_WORDS, PAPERS, TITLES
from quoteservice.extraction.names import unpossessive
from quoteservice.extraction.paragraphs import Layout, Paragraph

# Most words of an organisation's name; a longer run of capitals is a headline.
LONGEST_NAME = 10

# Most organisations that are compared with each other; no article names more.
MOST_NAMES = 200

_WORD = rf"(?:(?:[{CAPITALS}]\.)+|St\.|[{CAPITALS}][\w'’&-]*)"
_PART = rf"{_WORD}(?: {_WORD})*"
_NAME = re.compile(rf"(?<![\w'’-]){_PART}(?: (?:of|for|and|&) (?:the )?{_PART})*")
_INITIALS = re.compile(r" \((?:the )?([A-Z][A-Za-z]{1,6})\)")
_JOINT = re.compile(r" (?:and|&) ")
_OF = re.compile(r" (?:of|for|and|&) ")
_BEFORE_NAMES = frozenset(
    "the a an this that these its his her their our in on at by for from to of with and but or so as if when while"
    " where after before since until because although though however meanwhile under over about against during despite"
    " monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)
_BARE = re.compile(r"^(?:the|this|that|its|their|his|her|our) ((?:[\w'’-]+ )*)([\w-]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Body:
    """`words` are in lower case; `noun` says what it is: "council"; `at` is where it is first named."""

    name: str
    words: tuple[str, ...]
    noun: str
    at: int


class Bodies:
    """Every organisation that a text names with a noun for what it is: "Hull City Council", not "Tesla"."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        found: dict[tuple[str, ...], _Body] = {}
        self._initials: dict[str, str] = {}
        for paragraph in paragraphs:
            if paragraph.layout is Layout.BYLINE:
                continue
            for body, end in _named(paragraph):
                found.setdefault(body.words, body)
                if match := _INITIALS.match(paragraph.plain, end):
                    self._initials.setdefault(match.group(1).lower(), body.name)
        self._bodies = _folded(list(found.values())[:MOST_NAMES])

    def meant(self, description: str, at: int) -> str | None:
        """The full name that a description at an offset of the text stands for; None where none or several fit."""
        plain = " ".join(description.split())
        bare = re.sub(r"^the ", "", plain, flags=re.IGNORECASE)
        if bare.lower() in self._initials:
            return self._initials[bare.lower()]
        match = _BARE.match(plain)
        if match is None or any(letter.isupper() for letter in plain[1:]):
            return self._shorter_form(bare)
        said = {_singular(word) for word in match.group(1).lower().split()}
        noun = _singular(match.group(2).lower())
        fitting = [each for each in self._bodies if each.noun == noun and said <= set(map(_singular, each.words))]
        earlier = [each for each in fitting if each.at < at]
        fitting = earlier or fitting
        return fitting[0].name if len(fitting) == 1 else None

    def _shorter_form(self, name: str) -> str | None:
        words = tuple(unpossessive(word).lower() for word in name.split())
        fuller = [each.name for each in self._bodies if _is_part(words, each.words)]
        return fuller[0] if len(fuller) == 1 and len(words) > 1 else None


def _named(paragraph: Paragraph) -> Iterator[tuple[_Body, int]]:
    """The organisations of a paragraph, and where each ends in it."""
    for match in _NAME.finditer(paragraph.plain):
        for start, run in _apart(match.group()):
            name = _without_people(run)
            words = tuple(unpossessive(word).lower() for word in name.split())
            head = _OF.split(name, maxsplit=1)[0].lower().split()
            nouns = [unpossessive(word) for word in head if _is_noun(unpossessive(word))]
            if not nouns or not 1 < len(words) <= LONGEST_NAME:
                continue
            at = match.start() + start + run.find(name)
            end = at + len(name)
            yield _Body(unpossessive(name), words, _singular(nouns[-1]), paragraph.span.start + at), end


def _apart(run: str) -> Iterator[tuple[int, str]]:
    """The names in a run: two banks that "and" joins are two, a department for this and that is one."""
    at = 0
    for joint in _JOINT.finditer(run):
        if any(_is_noun(word.lower()) for word in run[joint.end() :].split()):
            yield at, run[at : joint.start()]
            at = joint.end()
    yield at, run[at:]


def _without_people(run: str) -> str:
    """The run without words before the name, and without the officer named behind it: "Harbour Bank Chairman Roe"."""
    parts = _OF.split(run)
    if len(parts) > 1 and not any(_is_noun(word.lower()) for word in parts[0].split()):
        run = next((part for part in parts[1:] if any(_is_noun(word.lower()) for word in part.split())), run)
    words = run.split()
    while words and words[0].lower() in _BEFORE_NAMES:
        words.pop(0)
    title = next((at for at, word in enumerate(words) if at and _is_title(word)), len(words))
    return " ".join(words[:title]).rstrip(".,")


def _is_title(word: str) -> bool:
    plain = word.lower().strip(".")
    return plain in TITLES | HONORIFICS and plain not in ("general", "chief")


def _is_noun(word: str) -> bool:
    return _singular(word) in ORGANISATION_WORDS and word not in PAPERS


def _singular(word: str) -> str:
    plain = re.sub(r"['’]s?$", "", word)
    return plain if plain in ORGANISATION_WORDS or len(plain) < 4 else plain.removesuffix("s")


def _folded(bodies: list[_Body]) -> list[_Body]:
    """Without shorter forms of one longer name."""
    kept: list[_Body] = []
    for body in bodies:
        fuller = [each for each in bodies if each.noun == body.noun and _is_part(body.words, each.words)]
        if len(fuller) != 1:
            kept.append(body)
    return [_first(each, bodies) for each in kept]


def _first(body: _Body, bodies: Iterable[_Body]) -> _Body:
    """The name from where its first shorter form stands."""
    at = min(each.at for each in bodies if each is body or _is_part(each.words, body.words))
    return _Body(body.name, body.words, body.noun, at)


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True if the words stand together in the longer name."""
    room = len(full) - len(short)
    return room > 0 and any(full[at : at + len(short)] == short for at in range(room + 1))
