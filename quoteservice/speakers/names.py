"""A name as printed or typed, taken apart: titles, given names, surname, and the words of a description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quoteservice.domain.speaker import SpeakerKind
from quoteservice.speakers.spelling import folded
from quoteservice.speakers.titles import (
    ABBREVIATIONS,
    ARTICLES,
    COURTESY,
    DESCRIBING,
    GENERATIONS,
    LEADING_PARTICLES,
    MILITARY,
    NAMES_TOO,
    OFFICES,
    PARTICLES,
    POSTNOMINALS,
    PRONOUNS,
)
from quoteservice.text.spelling import one_spelling, typographic

__all__ = ["ARTICLES", "Name", "is_name", "name", "name_words", "title_words"]

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f.'’ʼ`‘-])*|\d+(?:st|nd|rd|th)?")
_POSSESSIVE = re.compile(r"['’ʼ]s$")
_CALLED = re.compile(r"""["“”‘'(]\s*([^"“”’'()]{2,20}?)\s*["“”’')](?=\s)""")
_BORN = re.compile(r"[,(]?\s*\b(?:née|nee|born|formerly|previously)\s+([^(),]+)\)?")
_ASIDE = re.compile(r"\([^()]*\)")
_HYPHENS = re.compile("[\u2010-\u2013\u2212]")
_PREPOSITIONS = frozenset("of for at in to on with from who by and".split())
# "JD Vance": capitals that are initials and not a name, up to this many.
_MOST_INITIALS = 3
# "Smith, John": longer pieces behind a comma describe.
_MOST_GIVEN = 3
_SURNAMES_FIRST = frozenset(
    "xi li wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie "
    "tang deng han cao peng zeng xiao tian dong yuan pan yu jiang cai jia ding wei xue ye yan su lu kim lee "
    "park choi jung kang cho yoon jang lim moon ban ri pak choe nguyen tran le pham hoang phan vu vo dang bui "
    "do ngo duong mao chiang tsai hun aung thein abe kishida suga koizumi ishiba aso".split()
)
# Of those, English given names: only before two more names of few letters, or a hyphened one, are they surnames.
_GIVEN_TOO = frozenset("kim lee park moon ban han he do ma su le jung dong lin lim jang abe".split())
_SYLLABLE = 5


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name, in lower case with their diacritics.

    `titles` stand before the name or, as an apposition, behind it; `called` is a nickname in marks or brackets, `born`
    an earlier surname, `generation` "jr" or "iii". A description ("the defence minister") has no surname, and its
    words in `described`. `hyphened` tells "Ocasio-Cortez" from two names.
    """

    titles: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    generation: str = ""
    hyphened: bool = False

    @property
    def full(self) -> tuple[str, ...]:
        """Given names and surname."""
        return (*self.given, *self.surname)

    @property
    def core(self) -> tuple[str, ...]:
        """The surname without its particles: "Leyen", "Assad"."""
        words = self.surname
        while len(words) > 1 and words[0] in PARTICLES:
            words = words[1:]
        return words


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name or title as compared: one spelling, no case, no diacritics, no full stops."""
    return tuple(one_spelling(part) for word in _words(text) for part in folded(word).split("-") if part)


def title_words(text: str) -> tuple[str, ...]:
    """The words of a title in one spelling, its abbreviations written out."""
    return tuple(part for word in name_words(text) for part in ABBREVIATIONS.get(word, word).split())


@lru_cache(maxsize=32_768)
def name(text: str, kind: SpeakerKind | None = None) -> Name:
    """The parts of a name; of an organisation or a description only the words are kept."""
    text = _HYPHENS.sub("-", " ".join(text.split()))
    born = _BORN.search(text)
    called = _CALLED.search(_BORN.sub(" ", text))
    plain = _ASIDE.sub(" ", _CALLED.sub(" ", _BORN.sub(" ", text)))
    pieces = [piece.strip() for piece in plain.split(",") if _words(piece)]
    if not pieces:
        return Name()
    if len(pieces) > 1 and _is_description(pieces[0]) and name(pieces[1]).given:
        # "The minister of defence, Jane Roe".
        pieces = [pieces[1], pieces[0], *pieces[2:]]
    if kind not in (None, SpeakerKind.PERSON) or _is_description(pieces[0]):
        return Name(described=tuple(word for word in title_words(pieces[0]) if word not in ARTICLES))
    first, behind = _turned(pieces)
    words = _words(first)
    generation = next((GENERATIONS[folded(w)] for piece in (first, *behind) for w in _words(piece) if _is_nth(w)), "")
    words = [word for at, word in enumerate(words) if at == 0 or not (_is_nth(word) or _is_postnominal(word, text))]
    titles, words = _without_titles(words)
    for piece in behind:
        if not all(_is_nth(word) or folded(word) in POSTNOMINALS for word in _words(piece)):
            titles += title_words(piece)
    given, surname = _parted(words)
    return Name(
        tuple(title for title in titles if title not in ARTICLES),
        given,
        surname,
        called=tuple(typographic(word) for word in _words(called.group(1))) if called else (),
        born=tuple(typographic(word) for word in _words(born.group(1))[-1:]) if born else (),
        generation=generation,
        hyphened="-" in (words[-1] if words else ""),
    )


def readings(found: Name) -> tuple[Name, ...]:
    """The name, and with the surname first where it is of a kind that stands first: "Xi Jinping"."""
    words = found.full
    if len(words) < 2 or not found.given:
        return (found,)
    if folded(words[0]) in _SURNAMES_FIRST and _given_behind(words):
        return (found, Name(found.titles, words[1:], words[:1]))
    if folded(words[-1]) in _SURNAMES_FIRST and folded(words[-1]) not in _GIVEN_TOO and len(words) == 2:
        return (found, Name(found.titles, words[1:], words[:1]))
    return (found,)


def stands_first(word: str) -> bool:
    """True if the word is a surname of those that stand before the given names."""
    return folded(word) in _SURNAMES_FIRST


def _given_behind(words: tuple[str, ...]) -> bool:
    if folded(words[0]) not in _GIVEN_TOO:
        return True
    return len(words) > 2 and all(len(folded(word)) <= _SYLLABLE for word in words[1:])


def _words(text: str) -> list[str]:
    """The words as printed, without possessive endings and full stops at their end."""
    return [word for match in _WORD.finditer(text) if (word := _POSSESSIVE.sub("", match.group()).rstrip(".-'’"))]


def _is_nth(word: str) -> bool:
    return folded(word) in GENERATIONS


def _is_postnominal(word: str, text: str) -> bool:
    """True for letters behind a name; "Ma" and "Ba" in lower letters are names."""
    return folded(word) in POSTNOMINALS and (word.isupper() or "." in word or word == "PhD") and not text.isupper()


def _turned(pieces: list[str]) -> tuple[str, list[str]]:
    """The name and what stands behind it; "Smith, John" is turned round."""
    if len(pieces) > 1:
        family, given = _words(pieces[0]), _words(pieces[1])
        known = {folded(word) for word in given}
        lower = any(word[:1].islower() and folded(word) not in PARTICLES for word in given)
        described = known & (OFFICES | DESCRIBING | POSTNOMINALS | ARTICLES | GENERATIONS.keys())
        single = len(_without_titles(family)[1]) == 1 or family[0].isupper()
        if single and 0 < len(given) <= _MOST_GIVEN and not lower and not described:
            return f"{pieces[1]} {pieces[0]}", pieces[2:]
    return pieces[0], pieces[1:]


def _is_description(text: str) -> bool:
    printed = text.split()
    words = [folded(word) for word in _words(text)]
    last = _last_lower(text)
    if last is not None and words[last] not in _PREPOSITIONS | ARTICLES and last + 1 < len(words):
        # "the conductor Rufus Adegoke": a name follows what describes.
        return words[-1] in DESCRIBING - NAMES_TOO
    if len(words) > 1 and words[0] in DESCRIBING | OFFICES and words[1] in _PREPOSITIONS:
        return True
    if words[0] in ARTICLES and "." not in printed[0] and (len(words) > 1 or words[0] != "the"):
        return not _names_follow(words[1:]) or (words[0] != "the" and len(printed) > 1 and printed[1][:1].islower())
    final = words[-1]
    if final in NAMES_TOO:
        # "Julie Bishop" is a name, "chief justice" is none.
        return text[:1].islower() if len(words) == 1 else all(word in OFFICES | MILITARY for word in words[:-1])
    return final in (DESCRIBING | OFFICES) - PARTICLES


def _names_follow(words: list[str]) -> bool:
    """True if titles lead and a name follows: "the Reverend Jane Roe"; "the Civic Party" is none."""
    at = 0
    while at < len(words) and (words[at] in OFFICES | MILITARY | COURTESY or words[at] in ABBREVIATIONS):
        at += 1
    tail = words[at:]
    return at > 0 and bool(tail) and tail[-1] not in DESCRIBING | OFFICES and not _PREPOSITIONS & set(tail)


def _last_lower(text: str) -> int | None:
    """The place of the last word without a capital, particles aside, if a word with one follows."""
    words = _words(text)
    lower = [
        at
        for at, word in enumerate(words)
        if word.islower() and folded(word) not in PARTICLES and not word.startswith(("al-", "el-"))
    ]
    if not lower or lower[-1] == len(words) - 1:
        return None
    return lower[-1]


def _without_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """What stands before the name, in one spelling, and the name; the last word is always of the name."""
    if not words:
        return [], []
    at = 0
    lower = _last_lower(" ".join(words))
    if lower is not None:
        at = lower + 1
    while at < len(words) - 1 and _is_title(words[at]):
        at += 1
    for place in range(len(words) - 2, at - 1, -1):
        # In "NATO spokesman Dylan White" and "Alliance Spokesman Roe" all up to the last title is title.
        if _is_title(words[place]) and (folded(words[place]) not in NAMES_TOO or _leads(words, place)):
            at = place + 1
            break
    while at < len(words) - 1 and _is_title(words[at]) and folded(words[at]) not in NAMES_TOO:
        at += 1
    titles = [part for word in words[:at] for part in title_words(word)]
    return titles, words[at:]


def _leads(words: list[str], place: int) -> bool:
    """True if a word that can be a name too is a title here: "Canadian Major Roe", but "Martin Dean Roe"."""
    return all(_is_title(word) for word in words[:place]) or len(words) - place > 3


def _is_title(word: str) -> bool:
    """True for a title, also one of hyphened parts: "Maj.-Gen."."""
    parts = [part for part in folded(word).split("-") if part]
    return bool(parts) and all(
        part in ABBREVIATIONS or one_spelling(part) in MILITARY | OFFICES | COURTESY for part in parts
    )


def _parted(printed: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given names and surname of a name without titles."""
    words: list[str] = []
    for at, word in enumerate(printed):
        last = at == len(printed) - 1
        if not last and _are_initials(word, printed):
            words.extend(letter for letter in folded(word) if letter.isalpha())
            continue
        words.extend(part for part in typographic(word).replace(".", "").split("-") if part)
    if not words:
        return (), ()
    hyphened = [part for part in typographic(printed[-1]).replace(".", "").split("-") if part]
    at = len(words) - max(1, len(hyphened))
    while at > 0 and folded(words[at - 1]) in _particles(words, at):
        at -= 1
    return tuple(words[:at]), tuple(words[at:])


def _particles(words: list[str], at: int) -> frozenset[str]:
    """The particles that can stand before word `at`; "Van" begins a surname only before another: "Van der Leyen"."""
    return PARTICLES if at > 1 or folded(words[at]) in LEADING_PARTICLES else LEADING_PARTICLES


def _are_initials(word: str, printed: list[str]) -> bool:
    letters = folded(word).replace("-", "")
    dotted = "." in word
    alone = word.isupper() and not all(each.isupper() for each in printed)
    return letters.isalpha() and len(letters) <= _MOST_INITIALS and (dotted or (alone and len(letters) > 1))


def names_alone(text: str) -> tuple[str, ...]:
    """What may be the name in "Jane Roe of Fernhill Partners", "Jane Roe MP" and "Commissioner of Police Jane Roe".

    Each of them may be an office as well.
    """
    ahead = _NAME_AND_MORE.match(text.strip())
    behind = _OFFICE_AND_NAME.search(text.strip())
    found = [match.group(1) for match in (ahead, behind) if match is not None]
    return tuple(each for each in found if name(each).given)


_OFFICE_AND_NAME = re.compile(r"\bof\s.*\s([^\W\d_a-z][\w.'’-]*\s+[^\W\d_a-z][\w'’-]+)$")
_NAME_AND_MORE = re.compile(
    r"((?:[^\W\d_a-z][\w.'’-]*\s+){1,3}?[^\W\d_a-z][\w'’-]+),?\s+"
    r"(?:(?:of|from|at)\s+(?:the\s+)?[A-Z].*|(?:MP|MEP|MSP|MLA|MPP|TD))$"
)


def is_name(text: str) -> bool:
    """True if the text is the name of somebody: not a pronoun, and not a description such as "the minister"."""
    words = name_words(text)
    if not words or not any(character.isupper() for character in text):
        return False
    return bool(name(text).surname) and not set(words) <= PRONOUNS
