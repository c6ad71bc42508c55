"""Says a sentence in other words: denied, opposed, with like words, or reported. Chance comes from outside."""

from __future__ import annotations

import random
import re

from quoteservice.training.verbs import OPPOSITES, PAST, PRESENT, SYNONYMS, THIRD

AUXILIARIES = frozenset(
    "is are was were will would can could should must has have had does do did may might am shall".split()
)
NEGATORS = frozenset("not never no cannot nobody none nothing n't neither nor without hardly".split())
# After these a denial would fall on a side remark and not on what the sentence says.
SUBORDINATORS = frozenset(
    "who which that if when because while after as whose where whether although until than".split()
)
SUBJECTS = frozenset("he she it we they i you".split())

_CONTRACTIONS = (
    (r"\bcan'?t\b", "can not"), (r"\bcannot\b", "can not"), (r"\bwon't\b", "will not"), (r"\bshan't\b", "shall not"),
    (r"\bain't\b", "is not"), (r"n't\b", " not"), (r"\b(i)'m\b", r"\1 am"), (r"'re\b", " are"), (r"'ve\b", " have"),
    (r"'ll\b", " will"), (r"\b(he|she|it|that|there|what)'s\b", r"\1 is"),
)  # fmt: skip


def expand(text: str) -> str:
    """The text with its contractions written out and quotation marks straight."""
    text = text.replace("’", "'").replace("“", '"').replace("”", '"')
    for pattern, full in _CONTRACTIONS:
        text = re.sub(pattern, full, text, flags=re.IGNORECASE)
    return text


def key(word: str) -> str:
    """The word without case and marks."""
    return word.strip(".,;:!?\"'()[]").lower()


def negated(text: str, chance: random.Random) -> str | None:
    """The text with its main statement denied, or with its only denial taken back; None where that is not safe."""
    words = expand(text).split()
    keys = [key(word) for word in words]
    denials = [at for at, each in enumerate(keys) if each in NEGATORS]
    if text.rstrip().endswith("?") or len(denials) > 1:
        return None
    return _affirmed(words, keys, denials[0]) if denials else _denied(words, keys, chance)


def _affirmed(words: list[str], keys: list[str], at: int) -> str | None:
    if keys[at] not in ("not", "never") or keys[at + 1 : at + 2] in (["only"], ["just"], ["even"]):
        return None
    if keys[at] == "not" and at and keys[at - 1] in ("do", "does", "did") and at + 1 < len(words):
        verb = keys[at + 1]
        forms = {"do": verb, "does": _form(THIRD, verb), "did": PRESENT.get(verb)}
        if (form := forms[keys[at - 1]]) is None:
            return None
        return " ".join([*words[: at - 1], form + _tail(words[at + 1]), *words[at + 2 :]])
    if keys[at] == "not" and (not at or keys[at - 1] not in AUXILIARIES):
        return None
    return " ".join([*words[:at], *(["always"] if keys[at] == "never" else []), *words[at + 1 :]])


def _denied(words: list[str], keys: list[str], chance: random.Random) -> str | None:
    for at, each in enumerate(keys[:-1]):
        if each in SUBORDINATORS:
            return None
        if each in AUXILIARIES and at:
            if each == "may":
                return " ".join([*words[:at], "cannot", *words[at + 1 :]])
            never = chance.random() < 0.2 and each not in ("do", "does", "did", "shall")
            return " ".join([*words[: at + 1], "never" if never else "not", *words[at + 1 :]])
        if each in PAST and at and keys[at - 1] not in ("the", "a", "an", "by", "of", "to"):
            way = chance.choice(("did not {}", "did not {}", "never {past}", "refused to {}", "failed to {}"))
            return " ".join([*words[:at], way.format(PAST[each], past=each) + _tail(words[at]), *words[at + 1 :]])
        if each in THIRD and at and keys[at - 1] not in ("the", "a", "an", "of", "in", "his", "her", "their", "its"):
            way = chance.choice(("does not {}", "does not {}", "never {}", "refuses to {}"))
            filled = way.format(each if way == "never {}" else THIRD[each])
            return " ".join([*words[:at], filled + _tail(words[at]), *words[at + 1 :]])
        if each in PRESENT and at and keys[at - 1] in ("they", "we", "i", "you", "people"):
            return " ".join([*words[:at], f"do not {each}" + _tail(words[at]), *words[at + 1 :]])
    return None


def opposed(text: str, chance: random.Random) -> str | None:
    """The text with one word turned into its opposite; None if it has none, or a denial that may be about it."""
    return None if _denies(text) else _swapped(text, OPPOSITES, chance, 1)


def reworded(text: str, chance: random.Random) -> str | None:
    """The text with up to three words replaced by words of like meaning; None if there are none."""
    return _swapped(text, SYNONYMS, chance, chance.randint(1, 3))


def doubly_denied(text: str, chance: random.Random) -> str | None:
    """ "Is safe" as "is not dangerous"; None where no auxiliary stands right before such a word."""
    words = expand(text).split()
    keys = [key(word) for word in words]
    for at in range(1, len(words)):
        if keys[at] in OPPOSITES and keys[at - 1] in ("is", "are", "was", "were") and not _denies(text):
            other = chance.choice(OPPOSITES[keys[at]])
            return " ".join([*words[:at], "not", other + _tail(words[at]), *words[at + 1 :]])
    return None


def reported(text: str, chance: random.Random) -> str:
    """The text as somebody else would report it: third person, mostly one tense back, without its marks."""
    he = chance.choice((("he", "him", "his"), ("she", "her", "her"), ("they", "them", "their")))
    back = chance.random() < 0.6
    words = expand(text).strip().strip('"').split()
    told = []
    for at, word in enumerate(words):
        before = key(words[at - 1]) if at else ""
        told.append(_third_person(word, he, before, back))
    sentence = " ".join(told).rstrip(".,;")
    return sentence if chance.random() < 0.7 else f"{he[0]} said {chance.choice(('that ', ''))}{sentence}"


def _third_person(word: str, he: tuple[str, str, str], before: str, back: bool) -> str:
    each = key(word)
    singular = before == "i" and he[0] != "they"
    persons = {"i": he[0], "me": he[1], "my": he[2], "mine": he[2], "myself": he[1], "we": "they", "us": "them",
               "our": "their", "ours": "theirs"}  # fmt: skip
    pasts = {"am": "was", "is": "was", "are": "were", "will": "would", "can": "could", "has": "had", "have": "had",
             "may": "might", "do": "did", "does": "did"}  # fmt: skip
    presents = {"am": "is" if he[0] != "they" else "are", "have": "has" if singular else "have",
                "do": "does" if singular else "do"}  # fmt: skip
    if each in persons:
        return persons[each] + _tail(word)
    if each in pasts and before not in ("to", "would", "could", "should", "might", "must"):
        if each == "have" and before not in SUBJECTS and not back:
            return word
        return (pasts[each] if back else presents.get(each, each)) + _tail(word)
    if before in ("i", "we", "they", "he", "she") and each in PRESENT and (back or singular):
        return (PRESENT[each] if back else _form(THIRD, each) or each) + _tail(word)
    return word


def _form(table: dict[str, str], base: str) -> str | None:
    return next((form for form, of in table.items() if of == base), None)


def _swapped(text: str, table: dict[str, tuple[str, ...]], chance: random.Random, most: int) -> str | None:
    words = expand(text).split()
    places = [at for at, word in enumerate(words) if key(word) in table]
    if not places:
        return None
    for at in chance.sample(places, min(most, len(places))):
        other = chance.choice(table[key(words[at])])
        words[at] = (other.capitalize() if words[at][:1].isupper() else other) + _tail(words[at])
    return " ".join(words)


def _denies(text: str) -> bool:
    return any(key(word) in NEGATORS for word in expand(text).split())


def _tail(word: str) -> str:
    return word[len(word.rstrip(".,;:!?\"')]")) :]
