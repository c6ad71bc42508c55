"""One function for each kind of change: does a run of differing words touch that kind of meaning?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quoteservice.domain.verdict import ChangeKind
from quoteservice.matching import lexicon
from quoteservice.matching.forms import base, irregular, negated_form, same_word
from quoteservice.text.words import Word, WordKind


@dataclass(frozen=True, slots=True)
class Run:
    """Claimed words that stand where the record has others; either side may be empty.

    `before` and `after` are the recorded words on either side; `denied` tells whether a negation stands before them.
    `reported` is True where the record gives the reporter's wording, in which a quotation's "is" and "my" appear as
    "was" and "his", and `selves` are words for its speaker. `names` were printed with a capital inside a sentence
    somewhere, `plain` without one.
    """

    claimed: tuple[Word, ...]
    recorded: tuple[Word, ...]
    claimed_at: int
    recorded_at: int
    reported: bool = False
    selves: frozenset[str] = frozenset()
    before: Word | None = None
    after: Word | None = None
    denied: bool = False
    names: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()

    @property
    def both(self) -> tuple[Word, ...]:
        """All words of the run."""
        return self.claimed + self.recorded

    @property
    def canons(self) -> frozenset[str]:
        """All words of the run in one spelling."""
        return frozenset(word.canon for word in self.both)


def touches_negation(run: Run) -> bool:
    """A negator or a negative prefix on one side only; two on one side cancel each other."""
    if (_negators(run.claimed, run) + _negators(run.recorded, run) + _prefix_pairs(run)) % 2 == 1:
        return True
    # "Not merely adequate" is more than adequate; "not adequate" is less.
    denied = run.before is not None and run.before.canon in lexicon.NEGATORS
    return denied and not run.claimed and bool(run.recorded) and run.recorded[0].canon in ("only", "merely")


def touches_number(run: Run) -> bool:
    """Different values, units, signs or currencies; another direction to the same value ("by" 5, "to" 5)."""
    kinds = (WordKind.NUMBER, WordKind.SIGN)
    if not _differ(run, lambda word: word.kind in kinds):
        if _points_elsewhere(run):
            return run.after is not None and run.after.kind is WordKind.NUMBER and not _is_year(run.after)
        paired = bool(run.claimed) and bool(run.recorded)
        return paired and _differ(run, lambda word: word.canon in lexicon.UNIT_WORDS and not _is_date(word))
    if run.canons <= {"#1", "a", "an", "the"}:
        return False
    if _stands_for_a_noun(run):
        return False
    return not all(_is_year(word) for word in run.both if word.kind in kinds)


def touches_date(run: Run) -> bool:
    """Different days, months, years or times relative to the day of speaking."""
    if _points_elsewhere(run) and run.after is not None and (run.after.kind is WordKind.DATE or _is_year(run.after)):
        return True
    dated = any(word.canon in lexicon.DATE_WORDS for word in (*run.both, *filter(None, (run.after,))))
    return _differ(run, lambda word: _is_date(word) or (dated and word.canon in ("last", "next", "this")))


def touches_name(run: Run) -> bool:
    """Different names of people, places, organisations or nations."""
    return _differ(run, lambda word: is_name(word, run))


def touches_modality(run: Run) -> bool:
    """Different degrees of certainty or obligation: will, may, must; "will" for "have" is a matter of tense."""
    words = [word.canon for word in run.both if not is_auxiliary(word)]
    modals = [word for word in words if word in lexicon.MODALS]
    if (
        run.claimed
        and run.recorded
        and (set(words) <= {"will"} or (set(modals) <= {"will"} and one_verb(run.claimed, run.recorded)))
    ):
        return False
    return _differ(run, lambda word: word.canon in lexicon.MODALS)


def touches_quantifier(run: Run) -> bool:
    """Different shares or frequencies: some, most, all, always."""
    if run.canons == {"some"} and run.after is not None and run.after.kind is WordKind.NUMBER:
        return False
    if not (run.claimed and run.recorded) and any(_tells_of_a_thing(word) for word in run.both):
        return False
    return _differ(run, lambda word: word.canon in lexicon.QUANTIFIERS)


def touches_comparative(run: Run) -> bool:
    """Different directions or degrees: more, less, rise, fall, above, below."""
    if run.canons & _OUTCOMES and not run.canons & _MORE_OR_LESS:
        return False
    return _differ(run, lambda word: word.canon in lexicon.COMPARATIVES)


def touches_hedge(run: Run) -> bool:
    """A word that weakens the statement on one side only."""
    if "next" in run.canons and "to" in run.canons:
        return True
    return _differ(run, lambda word: word.canon in lexicon.HEDGES)


def touches_tense(run: Run) -> bool:
    """Another form of the same verb: is / was, suspend / suspended; or an auxiliary added or dropped."""
    claimed, recorded = contents(run.claimed), contents(run.recorded)
    if len(claimed) == len(recorded) == 1:
        one, other = claimed[0], recorded[0]
        return one != other and same_word(one, other) and (_verbal(one) or _verbal(other))
    if one_verb(run.claimed, run.recorded):
        return True
    forms = {"be", "have", "do"}
    words = [word.canon for word in run.both]
    return bool(words) and all(base(word) in forms or word in ("will", "would") for word in words)


KINDS: tuple[tuple[ChangeKind, Callable[[Run], bool]], ...] = (
    (ChangeKind.NEGATION, touches_negation),
    (ChangeKind.DATE, touches_date),
    (ChangeKind.NUMBER, touches_number),
    (ChangeKind.NAME, touches_name),
    (ChangeKind.MODALITY, touches_modality),
    (ChangeKind.QUANTIFIER, touches_quantifier),
    (ChangeKind.COMPARATIVE, touches_comparative),
    (ChangeKind.HEDGE, touches_hedge),
    (ChangeKind.TENSE, touches_tense),
)


def _negators(words: Sequence[Word], run: Run) -> int:
    # "not only" denies nothing.
    canons = [word.canon for word in words]
    after = run.after.canon if run.after is not None else ""
    count = 0
    for index, canon in enumerate(canons):
        following = canons[index + 1] if index + 1 < len(canons) else after
        if (canon in lexicon.NEGATORS and following not in ("only", "merely")) or (
            canon in lexicon.IMPLICIT_NEGATORS and following == "to" and not _prefix_pairs(run)
        ):
            count += 1
    return count


def _tells_of_a_thing(word: Word) -> bool:
    """True for a word that says more than how much: of "every stagehand" the stagehand is what was left out."""
    return word.kind is WordKind.WORD and word.canon not in (
        lexicon.FUNCTION_WORDS | lexicon.QUANTIFIERS | lexicon.HEDGES | lexicon.NEGATORS | lexicon.COMPARATIVES
    )


def _prefix_pairs(run: Run) -> int:
    return sum(negated_form(one.canon, other.canon) for one in run.claimed for other in run.recorded)


def _differ(run: Run, chosen: Callable[[Word], bool]) -> bool:
    one = sorted(word.canon for word in run.claimed if chosen(word))
    return one != sorted(word.canon for word in run.recorded if chosen(word))


def _points_elsewhere(run: Run) -> bool:
    """One preposition for another that does not mean the same before a value: by / to, until / from."""
    if len(run.claimed) != 1 or len(run.recorded) != 1:
        return False
    one, other = run.claimed[0].canon, run.recorded[0].canon
    return one != other and {one, other} <= lexicon.POINTERS and not _alike(one, other, lexicon.NEAR_POINTERS)


def near_prepositions(one: str, other: str) -> bool:
    """True if the two prepositions are used for one another without a change of meaning."""
    return _alike(one, other, lexicon.NEAR_PREPOSITIONS)


def _alike(one: str, other: str, groups: Sequence[frozenset[str]]) -> bool:
    return any(one in group and other in group for group in groups)


def _stands_for_a_noun(run: Run) -> bool:
    """ "The new [chip]" for "the new one": the word "one" is no number where a noun can stand for it."""
    ones = [word for word in run.both if word.kind is WordKind.NUMBER]
    return all(word.key in ("one", "ones") for word in ones) and any(word.bracketed for word in run.claimed)


def _is_year(word: Word) -> bool:
    is_plain = word.text.isdigit()  # "1,940" counts something
    return word.kind is WordKind.NUMBER and is_plain and len(word.canon) == 5 and word.canon[1:3] in _CENTURIES


_CENTURIES = frozenset(("18", "19", "20", "21"))


def _is_date(word: Word) -> bool:
    if word.kind is WordKind.DATE or _is_year(word):
        return True
    if word.canon in ("march", "may", "fall", "second"):
        return word.canon == "march" and word.capital
    return word.canon in lexicon.DATE_WORDS


def is_name(word: Word, run: Run) -> bool:
    """True if a word of the run is a name of a person, place, organisation or nation."""
    if word.canon in lexicon.NATIONALITIES:
        return True
    if word.kind is not WordKind.WORD or not word.capital or _is_date(word) or word.canon in _NEVER_NAMES:
        return False
    if word.named or word.canon in run.names:
        return True
    return word.initial and word.canon not in run.plain and not word.canon.endswith(_COMMON_ENDINGS)


# At the beginning of a sentence a capital says nothing: plurals, adverbs and abstract nouns begin sentences, and so
# do these; any other word there that is nowhere printed small is more often a name.
_NEVER_NAMES = (
    lexicon.FUNCTION_WORDS | lexicon.CONDITION_WORDS | lexicon.QUANTIFIERS | lexicon.HEDGES | lexicon.NEGATORS
    | lexicon.COMPARATIVES | lexicon.OPENING_WORDS
)  # fmt: skip
_COMMON_ENDINGS = ("s", "ly", "ing", "ed", "tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "hood")

# Winning and losing is an outcome; only beside a gain or a rise is it a direction.
_OUTCOMES = frozenset("lose loses lost losing".split())
_MORE_OR_LESS = lexicon.COMPARATIVES - _OUTCOMES


def one_verb(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """True if both are forms of one verb with its auxiliaries: "will leave" and "has already left"."""
    claimed, recorded = _verbs(one), _verbs(other)
    return len(claimed) == 1 and claimed == recorded


def _verbs(words: Sequence[Word]) -> set[str]:
    """The bases of the words but for what only marks time."""
    return {base(word.canon) for word in words if not (is_auxiliary(word) or word.canon in _TIME_MARKS)}


# What belongs to the tense of a verb and carries no content of its own.
_TIME_MARKS = frozenset("will would going to used already just now been".split())


def contents(words: Sequence[Word]) -> list[str]:
    """The words but for articles."""
    return [word.canon for word in words if word.canon not in lexicon.ARTICLES]


def is_auxiliary(word: Word) -> bool:
    """True for the forms of be, have and do."""
    return base(word.canon) in ("be", "have", "do")


def _verbal(word: str) -> bool:
    return word in _AUXILIARIES or word.endswith(("ed", "ing")) or irregular(word)


_AUXILIARIES = frozenset("is are was were be been being am has have had having do does did".split())
