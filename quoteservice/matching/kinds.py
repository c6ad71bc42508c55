"""One function for each kind of change: does a run of differing words touch that kind of meaning?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quoteservice.domain.verdict import ChangeKind
from quoteservice.matching import lexicon
from quoteservice.matching.forms import base, negated_form, same_word
from quoteservice.text.words import Word, WordKind


@dataclass(frozen=True, slots=True)
class Run:
    """Claimed words that stand where the record has others; either side may be empty.

    `reported` is True where the record gives the reporter's wording, in which a quotation's "is" and "my" appear
    as "was" and "his".
    """

    claimed: tuple[Word, ...]
    recorded: tuple[Word, ...]
    claimed_at: int
    recorded_at: int
    reported: bool = False

    @property
    def both(self) -> tuple[Word, ...]:
        """All words of the run."""
        return self.claimed + self.recorded


def touches_negation(run: Run) -> bool:
    """A negator or a negative prefix on one side only; two on one side cancel each other."""
    return (_negators(run.claimed) + _negators(run.recorded) + _prefix_pairs(run)) % 2 == 1


def touches_number(run: Run) -> bool:
    """Different values, units, signs or currencies."""
    kinds = (WordKind.NUMBER, WordKind.SIGN)
    if not _differ(run, lambda word: word.kind in kinds):
        paired = bool(run.claimed) and bool(run.recorded)
        return paired and _differ(run, lambda word: word.canon in lexicon.UNIT_WORDS and not _is_date(word))
    if {word.canon for word in run.both} <= {"#1", "a", "an", "the"}:
        return False
    return not all(_is_year(word) for word in run.both if word.kind in kinds)


def touches_date(run: Run) -> bool:
    """Different days, months, years or times relative to the day of speaking."""
    return _differ(run, _is_date)


def touches_name(run: Run) -> bool:
    """Different names of people, places, organisations or nations."""
    return _differ(run, _is_name)


def touches_modality(run: Run) -> bool:
    """Different degrees of certainty or obligation: will, may, must; "will" for "have" is a matter of tense."""
    if run.claimed and run.recorded and {w.canon for w in run.both if not is_auxiliary(w)} <= {"will"}:
        return False
    return _differ(run, lambda word: word.canon in lexicon.MODALS)


def touches_quantifier(run: Run) -> bool:
    """Different shares or frequencies: some, most, all, always."""
    return _differ(run, lambda word: word.canon in lexicon.QUANTIFIERS)


def touches_comparative(run: Run) -> bool:
    """Different directions or degrees: more, less, rise, fall, above, below."""
    return _differ(run, lambda word: word.canon in lexicon.COMPARATIVES)


def touches_hedge(run: Run) -> bool:
    """A word that weakens the statement on one side only."""
    return _differ(run, lambda word: word.canon in lexicon.HEDGES)


def touches_tense(run: Run) -> bool:
    """Another form of the same verb: is / was, suspend / suspended; or an auxiliary added or dropped."""
    claimed, recorded = contents(run.claimed), contents(run.recorded)
    if len(claimed) == len(recorded) == 1:
        one, other = claimed[0], recorded[0]
        return one != other and same_word(one, other) and (_verbal(one) or _verbal(other))
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


def _negators(words: Sequence[Word]) -> int:
    # "not only" denies nothing.
    canons = [word.canon for word in words]
    count = 0
    for index, canon in enumerate(canons):
        if (canon in lexicon.NEGATORS and canons[index + 1 : index + 2] != ["only"]) or (
            canon in lexicon.IMPLICIT_NEGATORS and "to" in canons[index + 1 : index + 2]
        ):
            count += 1
    return count


def _prefix_pairs(run: Run) -> int:
    return sum(negated_form(one.canon, other.canon) for one in run.claimed for other in run.recorded)


def _differ(run: Run, chosen: Callable[[Word], bool]) -> bool:
    one = sorted(word.canon for word in run.claimed if chosen(word))
    return one != sorted(word.canon for word in run.recorded if chosen(word))


def _is_year(word: Word) -> bool:
    return word.kind is WordKind.NUMBER and len(word.canon) == 5 and word.canon[1:3] in ("18", "19", "20", "21")


def _is_date(word: Word) -> bool:
    if word.kind is WordKind.DATE or _is_year(word):
        return True
    if word.canon in ("march", "may", "fall", "second"):
        return word.canon == "march" and word.capital
    return word.canon in lexicon.DATE_WORDS or word.canon in ("last", "next")


def _is_name(word: Word) -> bool:
    if word.canon in lexicon.NATIONALITIES:
        return True
    plain = word.kind is WordKind.WORD and word.canon not in lexicon.FUNCTION_WORDS and not _is_date(word)
    return plain and word.capital and word.named


def contents(words: Sequence[Word]) -> list[str]:
    """The words but for articles."""
    return [word.canon for word in words if word.canon not in lexicon.ARTICLES]


def is_auxiliary(word: Word) -> bool:
    """True for the forms of be, have and do."""
    return base(word.canon) in ("be", "have", "do")


def _verbal(word: str) -> bool:
    return word in _AUXILIARIES or word.endswith(("ed", "ing", "en")) or (base(word) != word and not word.endswith("s"))


_AUXILIARIES = frozenset("is are was were be been being am has have had having do does did".split())
