"""Ways to print a quotation honestly: whole, in part, with marked omissions, with permitted edits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from quoteservice.domain.verdict import Finding
from quoteservice.evaluation.mutations import NEGATIVE

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
SPELLING = {
    "defence": "defense", "defense": "defence", "centre": "center", "center": "centre", "colour": "color",
    "color": "colour", "organise": "organize", "organisation": "organization", "organization": "organisation",
    "labour": "labor", "favour": "favor", "honour": "honor", "neighbours": "neighbors", "programme": "program",
    "recognise": "recognize", "realize": "realise", "realise": "realize", "travelling": "traveling",
    "behaviour": "behavior", "percent": "per cent", "grey": "gray", "analyse": "analyze", "theatre": "theater",
}  # fmt: skip
CONTRACTIONS = {
    "do not": "don't", "does not": "doesn't", "is not": "isn't", "are not": "aren't", "cannot": "can't",
    "will not": "won't", "don't": "do not", "doesn't": "does not", "isn't": "is not", "aren't": "are not",
    "can't": "cannot", "won't": "will not", "didn't": "did not", "I'm": "I am", "we're": "we are",
    "they're": "they are", "we've": "we have", "I've": "I have", "you're": "you are", "I am": "I'm",
}  # fmt: skip
# Cutting next to these may change what is meant; an excerpt keeps away from them.
HINGES = re.compile(r"\b(?:if|unless|but|however|although|though|except|only|until|because|not|no|never)\b", re.I)
LEAST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Permit:
    """An honest way to print a text; `apply` gives None where the text offers no hold."""

    name: str
    finding: Finding
    apply: Callable[[str, Random], str | None]
    also: tuple[Finding, ...] = ()


def identity(text: str, chance: Random) -> str | None:
    """The words themselves."""
    del chance
    return text


def dressed(text: str, chance: Random) -> str | None:
    """In curly quotation marks with a trailing comma, apostrophes curled the other way."""
    del chance
    turned = text.replace("’", "'") if "’" in text else text.replace("'", "’")
    return f"“{turned.rstrip('.,')},”"


def excerpt(text: str, chance: Random) -> str | None:
    """One whole sentence of several, next to nothing that could reverse it."""
    sentences = _sentences(text)
    whole = [
        each.strip()
        for number, each in enumerate(sentences)
        if len(sentences) > 1
        and len(each.split()) >= LEAST_WORDS
        and not each.rstrip().endswith("?")
        and not any(HINGES.match(other.strip()) for other in sentences[number + 1 : number + 2])
        and not _denied(sentences[number - 1] if number else "")
    ]
    return chance.choice(whole) if whole else None


def elided(text: str, chance: Random) -> str | None:
    """The first and the last sentence, with three dots for those between that deny nothing."""
    del chance
    sentences = [each.strip() for each in _sentences(text)]
    if len(sentences) < 3 or min(len(sentences[0].split()), len(sentences[-1].split())) < LEAST_WORDS // 2:
        return None
    cut = " ".join(sentences[1:-1])
    # What follows a cut "not" or "if" may lean on it, and so may a sentence that points back.
    if HINGES.search(cut) or NEGATIVE.search(cut) or re.match(r"(?:That|This|It|They|He|She|So|But)\b", sentences[-1]):
        return None
    return f"{sentences[0]} ... {sentences[-1]}"


def bracketed_case(text: str, chance: Random) -> str | None:
    """The first letter in brackets, in the other case."""
    del chance
    first = text[0]
    if not first.isalpha() or re.match(r"I\b|[A-Z]{2}", text):
        return None
    return f"[{first.swapcase()}]{text[1:]}"


def sic(text: str, chance: Random) -> str | None:
    """An editor's [sic] after a long word."""
    found = list(re.finditer(r"\b[a-z]{6,}\b(?= )", text))
    if not found:
        return None
    end = chance.choice(found).end()
    return f"{text[:end]} [sic]{text[end:]}"


def number_format(text: str, chance: Random) -> str | None:
    """A small number in words for one in digits, or the other way; a sign for per cent."""
    del chance
    if re.search(r"\d per ?cent\b", text):
        return re.sub(r"(?<=\d) per ?cent\b", "%", text)
    if re.search(r"\d%", text):
        return re.sub(r"(?<=\d)%", " percent", text)
    match = re.search(r"(?<![\w.,$€£-])(?:1[0-2]|[2-9])(?= [a-z]{3,})(?! (?:million|billion|trillion))", text)
    if match:
        return text[: match.start()] + NUMBERS[int(match[0])] + text[match.end() :]
    match = re.search(rf"\b(?:{'|'.join(NUMBERS[2:])})\b(?= (?:years|days|months|weeks|people|times|hours))", text)
    return text[: match.start()] + str(NUMBERS.index(match[0])) + text[match.end() :] if match else None


def spelling(text: str, chance: Random) -> str | None:
    """A word in the spelling of the other side of the Atlantic."""
    return _replaced(text, chance, SPELLING)


def contraction(text: str, chance: Random) -> str | None:
    """A contraction written out, or the other way."""
    return _replaced(text, chance, CONTRACTIONS)


PERMITS: tuple[Permit, ...] = (
    Permit("identity", Finding.VERBATIM, identity),
    Permit("typography", Finding.VERBATIM, dressed),
    Permit("excerpt", Finding.EXCERPT, excerpt),
    Permit("elided", Finding.ELIDED, elided),
    Permit("bracketed capital", Finding.EDITED, bracketed_case, also=(Finding.VERBATIM,)),
    Permit("[sic]", Finding.EDITED, sic, also=(Finding.VERBATIM,)),
    Permit("number format", Finding.EDITED, number_format, also=(Finding.VERBATIM,)),
    Permit("spelling", Finding.EDITED, spelling, also=(Finding.VERBATIM,)),
    Permit("contraction", Finding.EDITED, contraction, also=(Finding.VERBATIM,)),
)


def _replaced(text: str, chance: Random, table: dict[str, str]) -> str | None:
    found = list(re.finditer(rf"\b(?:{'|'.join(map(re.escape, table))})\b(?!['’-])", text))
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + table[match[0]] + text[match.end() :]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) (?=[A-Z“\"])", text)


def _denied(sentence: str) -> bool:
    return bool(NEGATIVE.search(sentence)) or sentence.rstrip().endswith("?")
