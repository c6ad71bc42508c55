"""A speaker's own words turned into reported speech, or back: "we will" into "the union would".

Reporting changes who is "I", moves verbs one step into the past, and says "there" for "here". What is left after
that has been undone must be the same word for word; "will" for "may" or "had closed" for "will close" is no retelling.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.domain.quote import Quote
from quoteservice.matching import lexicon
from quoteservice.matching.forms import base, irregular, same_word
from quoteservice.matching.kinds import Run, is_name
from quoteservice.matching.lexicon import ARTICLES
from quoteservice.text.word import Word, WordKind
from quoteservice.text.words import canons

# The persons of grammar. Reporting exchanges those who speak or are spoken to for others, and never one of the
# others for another: "he" told of "she" is somebody else. "Mine" is left out, which is where coal comes from.
_SPEAKING = {
    "i": "I", "me": "I", "my": "I", "myself": "I",
    "we": "we", "us": "we", "our": "we", "ours": "we", "ourselves": "we",
}  # fmt: skip
_SPOKEN_TO = frozenset("you your yours yourself yourselves".split())
_OTHERS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she",
    "herself": "she", "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
FIRST_PERSON = frozenset(_SPEAKING)
PERSONS = frozenset((*_SPEAKING, *_SPOKEN_TO, *_OTHERS))

_PRESENT = frozenset("is are am has have do does will can may shall must".split())
_PAST = frozenset("was were had did would could might".split())
# Words that reporting exchanges, as one of the two.
_ONE_OF_TWO = {
    "would": "will", "could": "can", "might": "may", "shall": "will", "then": "now", "there": "here",
    "that": "this", "those": "these", "before": "ago", "earlier": "ago", "go": "come", "following": "next",
    "previous": "last",
}  # fmt: skip
_DAYS = {
    ("the", "next", "day"): "tomorrow", ("the", "day", "before"): "yesterday", ("the", "last", "day"): "yesterday",
    ("that", "day"): "today", ("the", "day", "after"): "tomorrow", ("that", "night"): "tonight",
    ("had", "to"): "must", ("have", "to"): "must", ("has", "to"): "must",
}  # fmt: skip
# What only tells the time of a verb, or is said in one of the two alone.
_MARKS_OF_TIME = frozenset("have has had having do does did that".split())
_BE = frozenset("is are am was were be been".split())

# Houses that a speaker of the office speaks for as "we".
_HOUSES = {office: frozenset(houses.split()) for office, houses in {
    "minister": "government ministry country state", "secretary": "government department country ministry union",
    "president": "government country administration company club union", "chancellor": "government country",
    "premier": "government province state", "governor": "state government bank prison administration",
    "mayor": "city town council administration", "councillor": "council city town", "councilor": "council city town",
    "ambassador": "country government", "senator": "party state", "mp": "party", "leader": "party union group",
    "chairman": "board company party committee club", "chairwoman": "board company party committee club",
    "chair": "board company party committee club", "executive": "company firm group business",
    "director": "company firm organization charity museum agency institute hospital", "ceo": "company firm group",
    "owner": "company firm club family business", "founder": "company firm charity",
    "manager": "team club company firm",
    "coach": "team club side", "captain": "team side crew", "player": "team side", "striker": "team side",
    "headteacher": "school", "principal": "school", "teacher": "school", "professor": "university team researchers",
    "researcher": "team researchers", "scientist": "team researchers scientists", "doctor": "hospital team doctors",
    "nurse": "hospital nurses", "surgeon": "hospital team", "chief": "force department police company",
    "officer": "police force", "inspector": "police force", "superintendent": "police force",
    "sergeant": "police force",
    "general": "army military", "admiral": "navy", "colonel": "army", "farmer": "farmers family",
    "spokesman": "company government ministry", "spokeswoman": "company government ministry",
    "spokesperson": "company government ministry", "lawyer": "client family defense",
}.items()}  # fmt: skip
_ANY_HOUSE = frozenset("company firm organization group team".split())
# Where no office tells, any of them may be meant.
_ALL_HOUSES = frozenset(house for houses in _HOUSES.values() for house in houses)


def is_person(word: Word) -> bool:
    """True for a pronoun; "US" and "IT" are none."""
    return word.canon in PERSONS and not (len(word.text) > 1 and word.text.isupper())


def _speaks(words: Sequence[Word]) -> bool:
    return any(word.canon in FIRST_PERSON and is_person(word) for word in words)


def selves(quote: Quote) -> frozenset[str]:
    """The words that stand for the speaker of a quote, or for those who are "we" to them, as bases."""
    statement = quote.statement
    printed = (quote.speaker.name if quote.speaker else None, statement.speaker, statement.mention, statement.role,
               statement.organisation)  # fmt: skip
    own = {word for text in printed if text for word in canons(text)} - ARTICLES - {"of", "for", "and"}
    houses = {house for word in own | {base(word) for word in own} for house in _HOUSES.get(word, ())}
    return frozenset(base(word) for word in own | (houses or _ALL_HOUSES) | _ANY_HOUSE)


def is_retold(claimed: Sequence[Word], recorded: Sequence[Word], pairs: Sequence[tuple[Word, Word]]) -> bool:
    """True if a claim that shares words with quoted words reads as a report of them; `pairs` answer to each other.

    So it does if "I" and "we" are gone from it, or if each of two or more present verbs has become past; but not if a
    past verb has become present.
    """
    if any(_is_past(other.canon) and not _is_past(one.canon) and _is_tense(one, other) for one, other in pairs):
        return False
    if _speaks(recorded):
        return not _speaks(claimed)
    before, after = _present(recorded), _present(claimed)
    return len(before) >= LEAST_VERBS and not after


# One verb in another tense is another statement, as long as nothing else shows that it is a report.
LEAST_VERBS = 2


def _is_past(word: str) -> bool:
    return word in _PAST or word.endswith("ed") or (irregular(word) and not word.endswith(("s", "ing")))


def _is_tense(one: Word, other: Word) -> bool:
    """True for two forms of a verb, neither of which is a participle in "-ing"."""
    forms = (one.canon, other.canon)
    return same_word(*forms) and forms[0] != forms[1] and not any(each.endswith("ing") for each in forms)


def _present(words: Sequence[Word]) -> list[str]:
    return [word.canon for word in words if word.canon in _PRESENT]


def told_alike(claimed: Sequence[Word], recorded: Sequence[Word], who: frozenset[str]) -> bool:
    """True if one is the other in reported speech; `who` are the words that stand for the speaker."""
    one, other = _undone(claimed, who), _undone(recorded, who)
    return len(one) == len(other) and all(_alike(a, b) for a, b in zip(one, other, strict=True))


def is_told(run: Run) -> bool:
    """True if one side of the run is the other in reported speech."""
    if not (run.claimed and run.recorded):
        return all(word.canon in _MARKS_OF_TIME | _BE for word in run.both)
    return told_alike(run.claimed, run.recorded, run.selves | _named_by_report(run))


# Words of a report that can stand for "we" and "I": "the rail workers' union".
MOST_WORDS_FOR_A_PERSON = 4


def _named_by_report(run: Run) -> frozenset[str]:
    """ "The firefighters" for "we": a report says who that is. Only a name must be known to be the speaker's."""
    if not _speaks(run.recorded) or len(run.claimed) > MOST_WORDS_FOR_A_PERSON:
        return frozenset()
    return frozenset(base(word.canon) for word in run.claimed if _may_be_us(word, run))


def _may_be_us(word: Word, run: Run) -> bool:
    plain = word.kind is WordKind.WORD and word.canon not in _MORE_THAN_WHO
    return plain and not word.named and not is_name(word, run)


_MORE_THAN_WHO = (
    lexicon.FUNCTION_WORDS | lexicon.NEGATORS | lexicon.MODALS | lexicon.QUANTIFIERS | lexicon.HEDGES
    | lexicon.COMPARATIVES
)  # fmt: skip


def is_joint(claimed: Word, recorded: Sequence[Word]) -> bool:
    """True for "but" and "and" where the record begins another sentence of the same person: "They are not ..."."""
    subject = any(word.canon in PERSONS for word in recorded)
    rest = all(word.canon in PERSONS | _MARKS_OF_TIME | _BE | {"will", "would", "but", "and"} for word in recorded)
    return claimed.canon in ("but", "and") and subject and rest


def is_lead(words: Sequence[Word], who: frozenset[str]) -> bool:
    """True for "she said", "the union said that": a report's own mention of its speaker."""
    canons_ = [word.canon for word in words if word.canon not in ARTICLES and word.canon != "that"]
    speaking = canons_[:-1]
    told = bool(speaking) and canons_[-1] in _SAID
    return told and (speaking[0] in _OTHERS or all(base(word) in who for word in speaking))


_SAID = frozenset("said says added wrote stated say stressed insisted announced".split())


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if one[0] == other[0] == _PERSON:
        ours, theirs = one[1:], other[1:]
        if {ours, theirs} == {"it", "they"}:
            # A house is either.
            return True
        return (ours in _OWN) != (theirs in _OWN) or "you" in (ours, theirs)
    return one[0] != _PERSON != other[0] and same_word(one, other) and (_bends(one) or _bends(other))


# Marks what stands for a person, so that no word is taken for one.
_PERSON = "@"
_OWN = frozenset({"I", "we"})


def _bends(word: str) -> bool:
    """True for what is likelier a form of a verb than of a noun."""
    return word.endswith(("ed", "ing")) or irregular(word) or word.endswith("s")


def _undone(words: Sequence[Word], who: frozenset[str]) -> list[str]:
    """The words as the speaker may have said them: persons marked, days as seen from the day of speaking."""
    found: list[str] = []
    plain = [_ONE_OF_TWO.get(word.canon, word.canon) for word in words]
    at = 0
    while at < len(words):
        phrase = next((key for key in _DAYS if tuple(_unthat(plain[at : at + len(key)])) == key), None)
        if phrase is not None:
            found.append(_DAYS[phrase])
            at += len(phrase)
            continue
        found.extend(_one(words[at], plain[at], who))
        at += 1
    return [word for at, word in enumerate(found) if not (at and word == found[at - 1] and word[0] == _PERSON)]


def _unthat(words: Sequence[str]) -> list[str]:
    return ["that" if word == "this" else word for word in words]


def _one(word: Word, plain: str, who: frozenset[str]) -> list[str]:
    canon = word.canon
    if is_person(word):
        return [f"{_PERSON}{_SPEAKING.get(canon) or _OTHERS.get(canon) or 'you'}"]
    if word.kind is WordKind.WORD and base(canon) in who:
        return [f"{_PERSON}self"]
    if canon in ARTICLES or canon in _MARKS_OF_TIME:
        return []
    return ["be" if canon in _BE else plain]
