"""Which kinds of change turn the recorded words into the claimed ones, and which of them alter what was said.

1. Aligned words are grouped into runs: words replaced, added or dropped together.
2. Each run is asked, in the order of `KINDS`, what kind of meaning it touches; the first that answers names it.
3. `_severity` says whether the change alters meaning; runs that undo each other are let off afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quoteservice.domain.verdict import Change, ChangeKind, Severity
from quoteservice.matching import lexicon
from quoteservice.matching.align import Alignment, Step, StepKind
from quoteservice.matching.brackets import in_brackets
from quoteservice.matching.edit import Edit, Permit, change
from quoteservice.matching.forms import base
from quoteservice.matching.kinds import KINDS, Run, one_verb
from quoteservice.matching.record import Record, named
from quoteservice.matching.retelling import is_joint, is_told
from quoteservice.matching.severity import PREPOSITIONS, is_filler, is_grammar, severity
from quoteservice.text.word import Word, WordKind

# How far back a negation can stand that a "nobody" or "no" only repeats: "I don't want nobody".
REACH_OF_DENIAL = 6
# A verb with its auxiliaries, or a word printed apart, differs in so many places at most.
MOST_PIECES_OF_ONE = 4


@dataclass(frozen=True, slots=True)
class Sides:
    """A claim and a record, word by word.

    `reported(i)` says whether one of the two gives recorded word i in the reporter's wording, and `selves` are the
    words that stand for the speaker there.
    """

    claimed: Sequence[Word]
    record: Record
    reported: Callable[[int], bool]
    selves: frozenset[str] = frozenset()

    @property
    def recorded(self) -> tuple[Word, ...]:
        """The words of the record."""
        return self.record.words


def edits(sides: Sides, alignment: Alignment) -> tuple[Edit, ...]:
    """Every change between the aligned words, in order of the claim."""
    found: list[Edit] = []
    for step in alignment.steps:
        if step.kind is StepKind.EQUAL:
            found.extend(_variants(sides.claimed, sides.recorded, step))
            continue
        for run in _runs(sides, step, alignment):
            found.append(_moved_clause(run, sides.recorded, alignment) or _said_once(run, sides) or _edit(run))
    return tuple(_cancelled(_moved(found))) if len(found) > 1 else tuple(found)


def _moved_clause(run: Run, recorded: Sequence[Word], alignment: Alignment) -> Edit | None:
    """A whole clause that the record has elsewhere, before or after what the rest of the claim answers to."""
    if run.recorded or len(run.claimed) < LEAST_WORDS_OF_CLAUSE:
        return None
    told = {base(word.canon) for word in run.claimed if word.canon not in lexicon.LIGHT_WORDS | PREPOSITIONS | {"but"}}
    denied = any(word.canon in lexicon.NEGATORS for word in run.claimed)
    if denied or len(told) < LEAST_WORDS_OF_CLAUSE:
        return None
    outside = (*recorded[: alignment.start], *recorded[alignment.end :])
    if not told <= {base(word.canon) for word in outside}:
        return None
    return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL))


# Fewer words of content make no clause.
LEAST_WORDS_OF_CLAUSE = 3


def _said_once(run: Run, sides: Sides) -> Edit | None:
    """Words left out that the record says twice: "for rivers but not for mistakes", "They are not willing to pay for".

    They must stand in the same order shortly before, and deny nothing.
    """
    repeated = [base(word.canon) for word in run.recorded]
    if run.claimed or not 1 < len(repeated) <= MOST_WORDS_SAID_TWICE or set(repeated) & lexicon.NEGATORS:
        return None
    at = next(at for at, word in enumerate(sides.recorded) if word is run.recorded[0])
    before = [base(word.canon) for word in sides.recorded[max(0, at - REACH_OF_REPETITION) : at]]
    if not any(before[i : i + len(repeated)] == repeated for i in range(len(before))):
        return None
    return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL))


# A longer passage is told, not repeated; and further off nobody remembers it.
MOST_WORDS_SAID_TWICE = 5
REACH_OF_REPETITION = 14


def _variants(claimed: Sequence[Word], recorded: Sequence[Word], step: Step) -> list[Edit]:
    """Words of one meaning that are printed differently: spelling, number format, contraction."""
    found = []
    for offset in range(step.c1 - step.c0):
        one, other = claimed[step.c0 + offset], recorded[step.r0 + offset]
        if one.key != other.key:
            kind = {WordKind.NUMBER: ChangeKind.NUMBER, WordKind.DATE: ChangeKind.DATE}.get(other.kind, ChangeKind.WORD)
            run = Run((one,), (other,), one.span.start, other.span.start)
            short = any("'" in word.key and word.kind is WordKind.WORD for word in (one, other))
            permit = Permit.EDIT if short else Permit.TYPOGRAPHY
            found.append(Edit(change(run, kind, Severity.IMMATERIAL), permit))
    return found


def _runs(sides: Sides, step: Step, alignment: Alignment) -> list[Run]:
    """A stretch of unequal words as runs: one for each replaced word, one for each stretch added or dropped."""
    whole = (step.c0, step.c1, step.r0, step.r1)
    one, other = sides.claimed[step.c0 : step.c1], sides.recorded[step.r0 : step.r1]
    if any(word.bracketed for word in (*one, *other)):
        return [_run(sides, *whole)]
    if _are_one(sides, [whole]):
        return [_run(sides, *whole)]
    if head := _with_words_before(sides, step, alignment):
        return [head]
    inside = [p for p in alignment.pairs if step.c0 <= p.c0 and p.c1 <= step.c1 and step.r0 <= p.r0 and p.r1 <= step.r1]
    pieces = _pieces([p for p in inside if p.kind is not StepKind.EQUAL]) or [whole]
    return [_run(sides, *piece) for piece in _together(sides, pieces)]


def _run(sides: Sides, c0: int, c1: int, r0: int, r1: int) -> Run:
    claimed, recorded = sides.claimed, sides.recorded
    claimed_at = claimed[c0].span.start if c0 < len(claimed) else (claimed[-1].span.end if claimed else 0)
    recorded_at = recorded[r0].span.start if r0 < len(recorded) else (recorded[-1].span.end if recorded else 0)
    denied = any(word.canon in lexicon.NEGATORS for word in recorded[max(0, r0 - REACH_OF_DENIAL) : r0])
    return Run(
        claimed=tuple(claimed[c0:c1]),
        recorded=tuple(recorded[r0:r1]),
        claimed_at=claimed_at,
        recorded_at=recorded_at,
        reported=sides.reported(r0),
        selves=sides.selves,
        before=recorded[r0 - 1] if r0 else None,
        after=recorded[r1] if r1 < len(recorded) else None,
        denied=denied,
        names=sides.record.names | named(claimed),
        plain=sides.record.plain | {word.canon for word in claimed if not word.capital},
    )


def _together(sides: Sides, pieces: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Neighbouring pieces as one where they are one verb, "will leave" for "has left", or one word in two."""
    found: list[tuple[int, int, int, int]] = []
    at = 0
    while at < len(pieces):
        furthest = min(len(pieces), at + MOST_PIECES_OF_ONE)
        end = next((end for end in range(furthest, at + 1, -1) if _are_one(sides, pieces[at:end])), at + 1)
        first, last = pieces[at], pieces[end - 1]
        found.append((first[0], last[1], first[2], last[3]))
        at = end
    return found


def _with_words_before(sides: Sides, step: Step, alignment: Alignment) -> Run | None:
    """The first words of a claim with those before the record's that they stand for: "I" for "she had", "Ive"."""
    if step is not alignment.steps[0]:
        return None
    starts = range(step.r0 - 1, max(-1, step.r0 - 1 - MOST_PIECES_OF_ONE), -1)
    start = next((at for at in starts if _are_one(sides, [(step.c0, step.c1, at, step.r1)])), None)
    return _run(sides, step.c0, step.c1, start, step.r1) if start is not None else None


def _retold(sides: Sides, c0: int, c1: int, r0: int, r1: int) -> bool:
    return sides.reported(r0) and is_told(_run(sides, c0, c1, r0, r1))


def _are_one(sides: Sides, pieces: Sequence[tuple[int, int, int, int]]) -> bool:
    first, last = pieces[0], pieces[-1]
    claimed, recorded = sides.claimed[first[0] : last[1]], sides.recorded[first[2] : last[3]]
    retold = _retold(sides, first[0], last[1], first[2], last[3])
    joined = len(claimed) == 1 and is_joint(claimed[0], recorded)
    alike = one_verb(claimed, recorded) or _one_spelling(claimed, recorded) or _initials(claimed, recorded)
    return alike or retold or joined


def _pieces(steps: list[Step]) -> list[tuple[int, int, int, int]]:
    pieces: list[tuple[int, int, int, int]] = []
    last: StepKind | None = None
    for step in steps:
        if pieces and last is step.kind and step.kind is not StepKind.REPLACE:
            c0, _, r0, _ = pieces[-1]
            pieces[-1] = (c0, step.c1, r0, step.r1)
        else:
            pieces.append((step.c0, step.c1, step.r0, step.r1))
        last = step.kind
    return pieces


def _one_spelling(claimed: Sequence[Word], recorded: Sequence[Word]) -> bool:
    """True if the stretches differ only in where a word is broken, or in an apostrophe: "co-operate", "dont"."""
    one, other = ("".join(word.canon for word in side) for side in (claimed, recorded))
    if one and one == other:
        return True
    one, other = ("".join(word.key for word in side).replace("'", "") for side in (claimed, recorded))
    return bool(one) and one == other


def _initials(claimed: Sequence[Word], recorded: Sequence[Word]) -> bool:
    """True if one side is the other's initials: "US" and "United States"; "of", "and" and "the" have none."""
    short, long = sorted((claimed, recorded), key=len)
    if len(short) != 1 or len(long) < len("US") or not short[0].text.replace(".", "").isupper():
        return False
    letters = "".join(word.text[0] for word in long if word.capital)
    small = all(word.capital or word.canon in ("of", "and", "the", "for") for word in long)
    return small and letters == short[0].text.replace(".", "")


def _edit(run: Run) -> Edit:
    if any(word.bracketed or word.edited for word in run.claimed):
        return in_brackets(run)
    if not run.recorded and all(word.aside for word in run.claimed):
        return in_brackets(replace(run, claimed=tuple(word._replace(bracketed=True) for word in run.claimed)))
    if _one_spelling(run.claimed, run.recorded):
        return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL), Permit.TYPOGRAPHY)
    if _written_out(run) or _initials(run.claimed, run.recorded):
        return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL), Permit.EDIT)
    if not run.claimed and all(word.bracketed or word.aside for word in run.recorded):
        # What stands in brackets on record was never said.
        return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL), Permit.EDIT)
    if is_filler(run):
        return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL), Permit.CLEAN_UP)
    kind = next((kind for kind, touches in KINDS if touches(run)), ChangeKind.WORD)
    weight = severity(kind, run)
    grammar = weight is Severity.IMMATERIAL and is_grammar(run)
    return Edit(change(run, kind, weight), Permit.CLEAN_UP if grammar else Permit.NONE)


# What a short form can stand for beside the word it is read as: "he's gone", "they'd left"; and "John's" for "John is".
_SHORT_FOR = {"'s": {"is", "has"}, "'d": {"would", "had"}}


def _written_out(run: Run) -> bool:
    """True if one side is a short form and the other what it may stand for."""
    for one, other in ((run.claimed, run.recorded), (run.recorded, run.claimed)):
        if len(one) == len(other) == 1 and one[0].key in _SHORT_FOR:
            return other[0].canon in _SHORT_FOR[one[0].key]
        if len(one) == 1 and len(other) == len("is") and one[0].canon == f"{other[0].canon}'s":
            return other[1].canon in _SHORT_FOR["'s"]
    return False


def _moved(found: list[Edit]) -> list[Edit]:
    """Words dropped here and added there: a single adverb was only moved, others changed their places."""
    dropped = {_bag(e.change.recorded): at for at, e in enumerate(found) if not e.change.claimed}
    for index, edit in enumerate(found):
        word = edit.change.claimed.casefold()
        other = dropped.get(_bag(word))
        if edit.change.recorded or other is None:
            continue
        adverb = word.endswith("ly") or word in lexicon.LIGHT_WORDS | {"today"}
        for at in (index, other):
            if adverb:
                found[at] = Edit(replace(found[at].change, severity=Severity.IMMATERIAL))
            elif found[at].change.kind not in (ChangeKind.NEGATION, ChangeKind.NUMBER):
                found[at] = Edit(replace(found[at].change, kind=ChangeKind.WORD))
    return found


def _bag(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.casefold().split()))


def _cancelled(found: list[Edit]) -> list[Edit]:
    """Two negations that stand together undo each other: "not unsafe" says "safe"."""
    for first, second in zip(range(len(found)), range(1, len(found)), strict=False):
        one, other = found[first].change, found[second].change
        near = (
            other.recorded_span.start - one.recorded_span.end <= NEAR
            and other.claimed_span.start - one.claimed_span.end <= NEAR
        )
        both = one.kind is other.kind is ChangeKind.NEGATION and found[first].material and found[second].material
        if near and both and not _repeated(one, other) and not _in_pair(one, other):
            for at in (first, second):
                found[at] = Edit(replace(found[at].change, severity=Severity.IMMATERIAL))
    return found


def _in_pair(one: Change, other: Change) -> bool:
    """ "Neither won nor lost" is one negation in two words."""
    return any(
        "neither" in one_of.casefold() and "nor" in other_of.casefold().split()
        for one_of, other_of in ((one.claimed, other.claimed), (one.recorded, other.recorded))
    )


def _repeated(one: Change, other: Change) -> bool:
    """ "Don't want nobody": in speech the second negation often only repeats the first."""
    words = {word.casefold() for part in (one, other) for word in f"{part.claimed} {part.recorded}".split()}
    return bool(words & {"not", "n't", "n’t"}) and bool(words & {"nobody", "nothing", "no", "none", "never", "nowhere"})


# Characters between two negations that still belong together: "not at all un-".
NEAR = 12
