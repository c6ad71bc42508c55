"""Ways to falsify a quotation, each with what it does to the meaning; every one is a function of text and chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from quoteservice.domain.verdict import ChangeKind, Finding

AUXILIARIES = "is are was were will would can could should must has have had does do did".split()
NEGATIVE = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|neither|nor|without|cannot|\w+n['’]t|hardly|barely)\b", re.I
)
HEDGES = "probably perhaps maybe possibly likely apparently about around roughly nearly almost approximately".split()

MODALITY = {
    "will": "may", "would": "must", "can": "must", "could": "will", "may": "will", "might": "must", "must": "may",
    "should": "might", "shall": "might",
}  # fmt: skip
QUANTIFIER = {
    "all": "some", "every": "hardly any", "each": "no", "most": "few", "many": "few", "some": "all", "several": "all",
    "few": "many", "none": "most", "everyone": "nobody", "everybody": "nobody", "nobody": "everybody",
    "half": "all", "always": "sometimes",
}  # fmt: skip
COMPARATIVE = {
    "more": "less", "less": "more", "fewer": "more", "better": "worse", "worse": "better", "higher": "lower",
    "lower": "higher", "larger": "smaller", "smaller": "larger", "bigger": "smaller", "stronger": "weaker",
    "weaker": "stronger", "faster": "slower", "slower": "faster", "older": "younger", "younger": "older",
    "longer": "shorter", "shorter": "longer", "earlier": "later", "later": "earlier", "greater": "lesser",
    "increased": "decreased", "increase": "decrease", "rose": "fell", "fell": "rose", "rising": "falling",
    "best": "worst", "worst": "best",
}  # fmt: skip
TENSE = {"is": "was", "are": "were", "was": "is", "were": "are", "has": "had", "have": "had", "had": "has"}
ANTONYM = {
    "good": "bad", "bad": "good", "great": "terrible", "strong": "weak", "safe": "dangerous", "dangerous": "safe",
    "easy": "hard", "hard": "easy", "possible": "impossible", "impossible": "possible", "important": "unimportant",
    "happy": "unhappy", "true": "false", "false": "true", "right": "wrong", "wrong": "right", "win": "lose",
    "won": "lost", "lost": "won", "support": "oppose", "oppose": "support", "accept": "reject", "love": "hate",
    "rich": "poor", "open": "closed", "success": "failure", "failure": "success", "legal": "illegal",
    "peace": "war", "friends": "enemies", "before": "after", "after": "before", "first": "last", "proud": "ashamed",
}  # fmt: skip
HEDGE_DROPPERS = r"\b(?:" + "|".join(HEDGES) + r")\s+"
MONTHS = "January February March April June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NAMES = "Hartwell Okonjo Lindgren Ferreira Castellane Dunmore Yevtush Abernathy".split()
UNNAMED = {"I", *MONTHS, *DAYS, "May", "God", "OK", "Mr", "Mrs", "Ms", "Dr"}
DENIALS = re.compile(
    r"^(?:I|We) (?:do not|don['’]t|never) (?:think|believe|say|said|claim|accept) (?:that )?+(?P<rest>.{25,})$", re.I
)
CONDITION_LAST = re.compile(r"^(?P<rest>.{30,}?),? (?:if|unless|provided that|only if) [^,;.]{8,}[.,]?$", re.I)
CONDITION_FIRST = re.compile(r"^(?:If|Unless) [^,;.]{8,}, (?P<rest>.{30,})$")
CLAUSES = re.compile(r"^(?P<first>[^,;.?!]{18,}), (?P<link>but|and) (?P<second>[^,;.?!]{18,})(?P<end>[.,?!]*)$")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A way to falsify: `apply` gives the false words, or None where the text offers no hold.

    `also` are findings that name the same fault.
    """

    name: str
    finding: Finding
    apply: Callable[[str, Random], str | None]
    kind: ChangeKind | None = None
    also: tuple[Finding, ...] = ()
    kinds_also: tuple[ChangeKind, ...] = ()


def add_negation(text: str, chance: Random) -> str | None:
    """A "not" after an auxiliary of a sentence that has no negative word."""
    sentences = _sentences(text)
    found = [
        (number, match)
        for number, sentence in enumerate(sentences)
        if not NEGATIVE.search(sentence) and not sentence.rstrip().endswith("?")
        for match in re.finditer(rf"\b(?:{'|'.join(AUXILIARIES[:11])})\b(?= [a-z])", sentence)
    ]
    if not found:
        return None
    number, match = chance.choice(found)
    sentence = sentences[number]
    changed = f"{sentence[: match.end()]} not{sentence[match.end() :]}"
    return "".join([*sentences[:number], changed, *sentences[number + 1 :]])


def remove_negation(text: str, chance: Random) -> str | None:
    """One "not" or "n't" less."""
    found = list(re.finditer(r"(?<=[a-z]) (?:not|never)(?= [a-z])(?! only)|(?<=[a-z])n['’]t(?= [a-z])", text))
    found = [match for match in found if not re.search(r"\b(?:ca|wo|sha|ai)$", text[: match.start()])]
    return _cut(text, chance.choice(found)) if found else None


def change_number(text: str, chance: Random) -> str | None:
    """Another value for one number in digits, not a year."""
    found = [
        match
        for match in re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])", text)
        if not re.fullmatch(r"(?:1[5-9]|20)\d\d", match[0].rstrip(","))
    ]
    if not found:
        return None
    match = chance.choice(found)
    number = match[0].rstrip(",")
    first = str(int(number[0]) % 9 + 1)
    return text[: match.start()] + first + number[1:] + text[match.start() + len(number) :]


def change_date(text: str, chance: Random) -> str | None:
    """Another month, weekday or year."""
    names = "|".join([*MONTHS, *DAYS])
    found = list(re.finditer(rf"\b(?:(?:{names})|(?:19|20)\d\d)\b(?!s)", text))
    if not found:
        return None
    match = chance.choice(found)
    old = match[0]
    pool = MONTHS if old in MONTHS else DAYS if old in DAYS else [str(int(old) - 7), str(int(old) - 3)]
    return _put(text, match, chance.choice([each for each in pool if each != old]))


def swap_name(text: str, chance: Random) -> str | None:
    """Another surname for a capitalised word inside a sentence."""
    found = [
        match
        for match in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?!['’-])", text)
        if match[0] not in UNNAMED and not re.match(r" [A-Z]", text[match.end() :])
    ]
    return _put(text, chance.choice(found), chance.choice(NAMES)) if found else None


def drop_hedge(text: str, chance: Random) -> str | None:
    """One hedge less, without a mark."""
    found = [
        match
        for match in re.finditer(HEDGE_DROPPERS, text)
        if match[0].strip() not in {"about", "around"} or re.match(r"\d", text[match.end() :])
    ]
    found = [match for match in found if not re.search(r"\b(?:most|very|more|not)\s$", text[: match.start()])]
    return _cut(text, chance.choice(found)) if found else None


def swap_clauses(text: str, chance: Random) -> str | None:
    """The two halves of "A, but B." the other way round."""
    del chance
    match = CLAUSES.match(text)
    if not match:
        return None
    first, second = match["first"], match["second"]
    return f"{second[0].upper()}{second[1:]}, {match['link']} {_lowered(first)}{match['end']}"


def swap_arguments(text: str, chance: Random) -> str | None:
    """Two nouns around "than" the other way round."""
    del chance
    match = re.search(r"\b(?P<a>[a-z]{4,}) (?P<middle>(?:is|are|was|were) \w+er than) (?P<b>[a-z]{4,})\b", text)
    return _put(text, match, f"{match['b']} {match['middle']} {match['a']}") if match else None


def swap_words(text: str, chance: Random) -> str | None:
    """Two long words of one sentence in each other's place."""
    found = [
        (one, two)
        for one, two in _pairs(list(re.finditer(r"\b[a-z]{6,}\b", text)))
        if one[0] != two[0] and not re.search(r"[.?!;]", text[one.end() : two.start()])
    ]
    if not found:
        return None
    one, two = chance.choice(found)
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def cut_denial(text: str, chance: Random) -> str | None:
    """What was denied, without the denial."""
    del chance
    match = DENIALS.match(text)
    return match["rest"] if match else None


def cut_condition(text: str, chance: Random) -> str | None:
    """What was said under a condition, without it."""
    del chance
    match = CONDITION_LAST.match(text) or CONDITION_FIRST.match(text)
    return match["rest"] if match else None


def swallow_negation(text: str, chance: Random) -> str | None:
    """An ellipsis in the place of "not"."""
    found = list(re.finditer(r"(?<=[a-z] )not(?= [a-z]+ [a-z]+)(?! only)", text))
    return _put(text, chance.choice(found), "...") if found else None


def replacing(table: Mapping[str, str]) -> Callable[[str, Random], str | None]:
    """A function that puts one word of the table in place of another."""
    words = re.compile(rf"(?<![\w'’-])(?:{'|'.join(table)})(?![\w'’-])")

    def replace(text: str, chance: Random) -> str | None:
        found = list(words.finditer(text))
        if not found:
            return None
        match = chance.choice(found)
        return _put(text, match, table[match[0]])

    return replace


MUTATIONS: tuple[Mutation, ...] = (
    Mutation("negation added", Finding.ALTERED, add_negation, ChangeKind.NEGATION),
    Mutation("negation removed", Finding.ALTERED, remove_negation, ChangeKind.NEGATION),
    Mutation("number changed", Finding.ALTERED, change_number, ChangeKind.NUMBER, kinds_also=(ChangeKind.DATE,)),
    Mutation("date changed", Finding.ALTERED, change_date, ChangeKind.DATE, kinds_also=(ChangeKind.NUMBER,)),
    Mutation("name swapped", Finding.ALTERED, swap_name, ChangeKind.NAME, kinds_also=(ChangeKind.WORD,)),
    Mutation("modality changed", Finding.ALTERED, replacing(MODALITY), ChangeKind.MODALITY),
    Mutation("quantifier changed", Finding.ALTERED, replacing(QUANTIFIER), ChangeKind.QUANTIFIER,
             kinds_also=(ChangeKind.NEGATION, ChangeKind.WORD)),
    Mutation("comparative changed", Finding.ALTERED, replacing(COMPARATIVE), ChangeKind.COMPARATIVE,
             kinds_also=(ChangeKind.WORD, ChangeKind.QUANTIFIER)),
    Mutation("antonym", Finding.ALTERED, replacing(ANTONYM), ChangeKind.WORD,
             kinds_also=(ChangeKind.NEGATION, ChangeKind.COMPARATIVE, ChangeKind.NUMBER)),
    Mutation("tense changed", Finding.ALTERED, replacing(TENSE), ChangeKind.TENSE),
    Mutation("hedge dropped", Finding.ALTERED, drop_hedge, ChangeKind.HEDGE, also=(Finding.TRUNCATED,)),
    Mutation("words swapped", Finding.ALTERED, swap_words, ChangeKind.WORD, also=(Finding.SPLICED,)),
    Mutation("arguments swapped", Finding.ALTERED, swap_arguments, ChangeKind.WORD, also=(Finding.SPLICED,)),
    Mutation("clauses swapped", Finding.SPLICED, swap_clauses, also=(Finding.ALTERED,)),
    Mutation("denial cut", Finding.TRUNCATED, cut_denial, also=(Finding.ALTERED,)),
    Mutation("condition cut", Finding.TRUNCATED, cut_condition),
    Mutation("negation swallowed", Finding.TRUNCATED, swallow_negation, also=(Finding.ALTERED,)),
)  # fmt: skip


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!] )", text)


def _pairs(found: Sequence[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str]]]:
    return list(pairwise(found))


def _put(text: str, match: re.Match[str], word: str) -> str:
    return text[: match.start()] + word + text[match.end() :]


def _cut(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + text[match.end() :]


def _lowered(clause: str) -> str:
    return clause if re.match(r"I\b|[A-Z]{2}", clause) else clause[0].lower() + clause[1:]
