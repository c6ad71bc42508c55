"""Writes `quoteservice/matching/wordnet.py` from the files of WordNet 3.0: `python -m quoteservice.training.words`.

The card in `models/wordnet-3.0` says what is chosen and why.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from quoteservice.matching import lexicon

# Where Debian's package wordnet-base puts the files.
FOLDER = Path("/usr/share/wordnet")
MODULE = Path(__file__).parent.parent / "matching" / "wordnet.py"
LICENCE = Path(__file__).parent.parent.parent / "models" / "wordnet-3.0" / "LICENSE"

# A sense counts if it is the word's first or second, was ever seen in WordNet's tagged texts, and makes up so much of
# all its uses there. Of two synonyms one must mean the thing first of all.
LAST_SENSE = 2
LEAST_SHARE_OF_SYNONYM = 0.3
LEAST_SHARE_OF_ANTONYM = 0.15
LEAST_LETTERS = 3
# What words stand for themselves in the rules, whatever else is like them.
RULED = (
    lexicon.FUNCTION_WORDS | lexicon.MODALS | lexicon.QUANTIFIERS | lexicon.COMPARATIVES | lexicon.HEDGES
    | lexicon.NEGATORS | lexicon.IMPLICIT_NEGATORS | lexicon.UNIT_WORDS | lexicon.DATE_WORDS | lexicon.CONDITION_WORDS
    | lexicon.NATIONALITIES
)  # fmt: skip
# Read by eye: near in a dictionary, but other people, bodies, deeds or sums in the news.
_APART = (
    "coach manager", "director manager", "minister pastor", "commission committee", "agency bureau", "shooting shot",
    "earnings salary", "earnings wage", "earnings profit", "earnings profits", "province state", "doctor physician",
    "authorities government", "opposition resistance", "cows oxen", "cattle oxen", "frog toad", "cultural ethnic",
    "colony settlement", "castle palace", "commonwealth country", "commonwealth nation", "democracy republic",
    "militia reserves", "instructor teacher", "evidence grounds", "manpower men", "consist dwell", "squad team",
    "discount dismiss", "discount ignore", "contend postulate", "dictate prescribe", "away forth", "heretofore yet",
    "conquer inhibit", "die expire", "comparative relative", "given granted", "battle engagement", "city metropolis",
    "diversion recreation", "flavor spirit", "gay sunny", "cheery gay", "pretty reasonably", "children minors",
)  # fmt: skip
APART = frozenset(tuple(pair.split()) for pair in _APART)

_POS = {"noun": "1", "verb": "2", "adj": "35", "adv": "4"}
_LETTERS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_ANTONYM = "!"
Pair = tuple[str, str]


class Sense(NamedTuple):
    """One word in one of its meanings: which of its senses this is, and its share of all tagged uses of the word."""

    word: str
    rank: int
    share: float


class WordNet:
    """The files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counts = self._tagged()
        self._totals: Counter[str] = Counter()
        for (word, _, _), count in self._counts.items():
            self._totals[word] += count
        self._ranks = dict(self._ranked())

    def groups(self) -> Iterator[list[Sense]]:
        """The plain words of each meaning."""
        for pos, offset, words, _ in self._meanings():
            yield [self._sense(pos, offset, word) for word in words if _plain(word)]

    def opposites(self) -> Iterator[tuple[Sense, Sense]]:
        """Each two words that the files call antonyms."""
        meanings = {(pos, offset): (words, links) for pos, offset, words, links in self._meanings()}
        for (pos, offset), (words, links) in meanings.items():
            for target, one, other in links:
                pair = words[one - 1], meanings[target][0][other - 1]
                if all(_plain(word) for word in pair):
                    yield self._sense(pos, offset, pair[0]), self._sense(*target, pair[1])

    def _sense(self, pos: str, offset: str, word: str) -> Sense:
        rank = self._ranks[(pos, word, offset)]
        count = self._counts[(word, pos, rank)]
        return Sense(word, rank, count / self._totals[word] if count else 0.0)

    def _tagged(self) -> Counter[tuple[str, str, int]]:
        counts: Counter[tuple[str, str, int]] = Counter()
        for line in self._lines("cntlist.rev"):
            key, rank, count = line.split()
            word, _, rest = key.partition("%")
            pos = next(name for name, digits in _POS.items() if rest[0] in digits)
            counts[(word, pos, int(rank))] += int(count)
        return counts

    def _ranked(self) -> Iterator[tuple[tuple[str, str, str], int]]:
        for pos in _POS:
            for line in self._lines(f"index.{pos}"):
                fields = line.split()
                senses = fields[-int(fields[2]) :]
                yield from (((pos, fields[0], offset), rank) for rank, offset in enumerate(senses, start=1))

    def _meanings(self) -> Iterator[tuple[str, str, list[str], list[tuple[tuple[str, str], int, int]]]]:
        """Part of speech, offset, words, and antonyms as (meaning, which of our words, which of theirs)."""
        for pos in _POS:
            for line in self._lines(f"data.{pos}"):
                fields = line.partition(" | ")[0].split()
                at = 4 + 2 * int(fields[3], 16)
                links = [fields[i : i + 4] for i in range(at + 1, at + 1 + 4 * int(fields[at]), 4)]
                opposed = [
                    ((_LETTERS[letter], offset), int(places[:2], 16), int(places[2:], 16))
                    for symbol, offset, letter, places in links
                    if symbol == _ANTONYM
                ]
                yield pos, fields[0], [word.partition("(")[0] for word in fields[4:at:2]], opposed

    def _lines(self, name: str) -> Iterable[str]:
        text = (self._folder / name).read_text(encoding="utf-8")
        return (line for line in text.splitlines() if not line.startswith(" "))


def _plain(word: str) -> bool:
    return word.isalpha() and word.islower() and word.isascii()


def synonyms(files: WordNet) -> set[Pair]:
    """Pairs of common words that mainly mean one thing."""
    found = set()
    for group in files.groups():
        senses = [s for s in group if s.share >= LEAST_SHARE_OF_SYNONYM and len(s.word) >= LEAST_LETTERS]
        for one, other in combinations(senses, 2):
            near = one.rank + other.rank <= 1 + LAST_SENSE and not {one.word, other.word} & RULED
            if near and one.word != other.word:
                found.add(_pair(one.word, other.word))
    return found - APART


def antonyms(files: WordNet) -> set[Pair]:
    """Pairs of common words that mean the opposite."""
    return {
        _pair(one.word, other.word)
        for one, other in files.opposites()
        if min(one.share, other.share) >= LEAST_SHARE_OF_ANTONYM
        and max(one.rank, other.rank) <= LAST_SENSE
        and not {one.word, other.word} & lexicon.FUNCTION_WORDS
    }


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def module(alike: set[Pair], opposed: set[Pair], licence: str) -> str:
    """The module's text: one line for each first letter, "first second,third; ..."."""
    notice = "".join(f"# {line}".rstrip() + "\n" for line in licence.splitlines())
    return (
        '"""Words of one meaning, and of opposite ones; made from WordNet 3.0 by quoteservice.training.words.\n\n'
        'Not to be edited: change what chooses them and make it again.\n"""\n\n'
        f"from __future__ import annotations\n\n{notice}\n"
        f"SYNONYM_LINES = (\n{_table(alike)})\nANTONYM_LINES = (\n{_table(opposed)})\n"
    )


def _table(pairs: set[Pair]) -> str:
    by_word: dict[str, list[str]] = {}
    for one, other in sorted(pairs):
        by_word.setdefault(one, []).append(other)
    by_letter: dict[str, list[str]] = {}
    for word, others in by_word.items():
        by_letter.setdefault(word[0], []).append(f"{word} {','.join(others)}")
    return "".join(f'    "{"; ".join(entries)}",\n' for entries in by_letter.values())


def main(arguments: list[str]) -> None:
    """Makes the module from the files in the folder given, or in that of Debian's package."""
    files = WordNet(Path(arguments[0]) if arguments else FOLDER)
    MODULE.write_text(module(synonyms(files), antonyms(files), LICENCE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
