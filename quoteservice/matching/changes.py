"""Which kinds of change turn the recorded words into the claimed ones, and which of them alter what was said.

1. Aligned words are grouped into runs: words replaced, added or dropped together.
2. Each run is asked, in the order of `KINDS`, what kind of meaning it touches; the first that answers names it.
3. `_severity` says whether the change alters meaning; runs that undo each other are let off afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, Severity
from quoteservice.matching import lexicon
from quoteservice.matching.align import Alignment, Step, StepKind
from quoteservice.matching.forms import base, opposite, same_word, synonymous
from quoteservice.matching.kinds import KINDS, Run, contents, is_auxiliary
from quoteservice.text.words import Word, WordKind


@dataclass(frozen=True, slots=True)
class Edit:
    """A change, and whether a house style may permit it: as `permitted` (anywhere) or only as `clean_up`."""

    change: Change
    permitted: bool = False
    clean_up: bool = False

    @property
    def material(self) -> bool:
        """True if the change alters what was said."""
        return self.change.severity is Severity.MATERIAL


def edits(
    claimed: Sequence[Word], recorded: Sequence[Word], alignment: Alignment, reported: Callable[[int], bool]
) -> tuple[Edit, ...]:
    """Every change between the aligned words, in order of the claim; `reported(i)` is asked of recorded words."""
    found: list[Edit] = []
    for step in alignment.steps:
        if step.kind is StepKind.EQUAL:
            found.extend(_variants(claimed, recorded, step))
            continue
        for run in _runs(claimed, recorded, step, alignment, reported):
            found.append(_moved_clause(run, recorded, alignment) or _edit(run))
    return tuple(_cancelled(_moved(found)))


def _moved_clause(run: Run, recorded: Sequence[Word], alignment: Alignment) -> Edit | None:
    """A whole clause that the record has elsewhere, before or after what the rest of the claim answers to."""
    told = {base(word.canon) for word in run.claimed if word.canon not in lexicon.LIGHT_WORDS | _PREPOSITIONS | {"but"}}
    denied = any(word.canon in lexicon.NEGATORS for word in run.claimed)
    if run.recorded or denied or len(told) < LEAST_WORDS_OF_CLAUSE:
        return None
    outside = (*recorded[: alignment.start], *recorded[alignment.end :])
    if not told <= {base(word.canon) for word in outside}:
        return None
    return Edit(_change(run, ChangeKind.WORD, Severity.IMMATERIAL))


# Fewer words of content make no clause.
LEAST_WORDS_OF_CLAUSE = 3


def _variants(claimed: Sequence[Word], recorded: Sequence[Word], step: Step) -> list[Edit]:
    """Words of one meaning that are printed differently: spelling, number format, contraction."""
    found = []
    for offset in range(step.c1 - step.c0):
        one, other = claimed[step.c0 + offset], recorded[step.r0 + offset]
        if one.key != other.key:
            kind = {WordKind.NUMBER: ChangeKind.NUMBER, WordKind.DATE: ChangeKind.DATE}.get(other.kind, ChangeKind.WORD)
            run = Run((one,), (other,), one.span.start, other.span.start)
            found.append(Edit(_change(run, kind, Severity.IMMATERIAL), permitted=True))
    return found


def _runs(
    claimed: Sequence[Word], recorded: Sequence[Word], step: Step, alignment: Alignment, reported: Callable[[int], bool]
) -> list[Run]:
    """A stretch of unequal words as runs: one for each replaced word, one for each stretch added or dropped."""
    whole = (step.c0, step.c1, step.r0, step.r1)
    pieces = [whole]
    words = [*claimed[step.c0 : step.c1], *recorded[step.r0 : step.r1]]
    if not any(word.bracketed for word in words) and not _one_spelling(claimed, recorded, step):
        inside = [
            p for p in alignment.pairs if p.c0 >= step.c0 and p.c1 <= step.c1 and p.r0 >= step.r0 and p.r1 <= step.r1
        ]
        pieces = _pieces([p for p in inside if p.kind is not StepKind.EQUAL]) or [whole]
    made = []
    for c0, c1, r0, r1 in pieces:
        claimed_at = claimed[c0].span.start if c0 < len(claimed) else (claimed[-1].span.end if claimed else 0)
        recorded_at = recorded[r0].span.start if r0 < len(recorded) else (recorded[-1].span.end if recorded else 0)
        made.append(Run(tuple(claimed[c0:c1]), tuple(recorded[r0:r1]), claimed_at, recorded_at, reported(r0)))
    return made


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


def _one_spelling(claimed: Sequence[Word], recorded: Sequence[Word], step: Step) -> bool:
    """True if the stretches differ only in where a word is broken: "co-operate" and "cooperate"."""
    one = "".join(word.canon for word in claimed[step.c0 : step.c1])
    return bool(one) and one == "".join(word.canon for word in recorded[step.r0 : step.r1])


def _edit(run: Run) -> Edit:
    if any(word.bracketed for word in run.claimed):
        return _bracket(run)
    if run.claimed and "".join(w.canon for w in run.claimed) == "".join(w.canon for w in run.recorded):
        return Edit(_change(run, ChangeKind.WORD, Severity.IMMATERIAL), permitted=True)
    if not run.claimed and all(word.bracketed for word in run.recorded):
        # What stands in brackets on record was never said.
        return Edit(_change(run, ChangeKind.WORD, Severity.IMMATERIAL), permitted=True)
    if not run.claimed and _is_filler(run.recorded):
        return Edit(_change(run, ChangeKind.WORD, Severity.IMMATERIAL), clean_up=True)
    kind = next((kind for kind, touches in KINDS if touches(run)), ChangeKind.WORD)
    severity = _severity(kind, run)
    grammar = severity is Severity.IMMATERIAL and _is_grammar(run)
    return Edit(_change(run, kind, severity), clean_up=grammar)


def _bracket(run: Run) -> Edit:
    """An editor's words in square brackets: allowed to clarify or stand for a few words, not to turn the meaning."""
    own = replace(run, claimed=tuple(w for w in run.claimed if w.bracketed))
    kind = next((k for k, touches in KINDS[:3] if touches(own)), None)
    if [word.key for word in own.claimed] == ["sic"]:
        kind = None
    turned = kind is ChangeKind.NEGATION or (kind is not None and bool(run.recorded))
    dropped = [word for word in run.recorded if word.canon not in lexicon.FUNCTION_WORDS]
    verbs = len(run.recorded) == 1 and len(own.claimed) == 1 and same_word(run.recorded[0].canon, own.claimed[0].canon)
    names_it = {base(word.canon) for word in dropped} & {base(word.canon) for word in own.claimed}
    # A pronoun or a short mention may be spelled out; more recorded words may not vanish behind a bracket.
    too_much = len(dropped) > MOST_WORDS_BEHIND_BRACKET or (len(dropped) > 1 and not names_it)
    too_much = too_much or (len(dropped) == 1 and not names_it and not _may_stand_for(own.claimed, dropped[0]))
    outside = [word for word in run.claimed if not word.bracketed and word.canon not in lexicon.LIGHT_WORDS]
    if (turned or too_much or outside) and not verbs:
        return Edit(_change(run, kind or ChangeKind.WORD, Severity.MATERIAL))
    return Edit(_change(run, kind or ChangeKind.WORD, Severity.IMMATERIAL), permitted=True)


def _may_stand_for(editors: Sequence[Word], dropped: Word) -> bool:
    """A name may stand for any word, and any word for one that says little by itself ("[patients]" for "people")."""
    named = any(word.capital for word in (*editors, dropped))
    return named or dropped.canon in lexicon.VAGUE_NOUNS or any(synonymous(w.canon, dropped.canon) for w in editors)


# Editors bracket a name for a pronoun or a short mention; three content words bound "the defence minister".
MOST_WORDS_BEHIND_BRACKET = 3


def _severity(kind: ChangeKind, run: Run) -> Severity:
    claimed, recorded = contents(run.claimed), contents(run.recorded)
    if run.reported and _is_backshift(run):
        return Severity.IMMATERIAL
    if kind is ChangeKind.TENSE and {word.canon for word in run.both} <= _RESULTS:
        return Severity.IMMATERIAL
    if kind in (ChangeKind.TENSE, ChangeKind.WORD) and _is_agreement(run):
        return Severity.IMMATERIAL
    if kind is not ChangeKind.WORD:
        same = len(claimed) == len(recorded) == 1 and synonymous(claimed[0], recorded[0])
        negation = kind is ChangeKind.NEGATION
        return Severity.IMMATERIAL if same and not negation else Severity.MATERIAL
    if all(word.canon in lexicon.LIGHT_WORDS | lexicon.INTENSIFIERS for word in run.both):
        return Severity.IMMATERIAL
    if len(run.claimed) == len(run.recorded) == 1:
        one, other = run.claimed[0].canon, run.recorded[0].canon
        if opposite(one, other):
            return Severity.MATERIAL
        if synonymous(one, other) or same_word(one, other):
            return Severity.IMMATERIAL
        if {one, other} <= _PREPOSITIONS:
            return Severity.IMMATERIAL
    if not claimed and not recorded and not _pronouns(run):
        return Severity.IMMATERIAL
    return Severity.MATERIAL


# "Is suspended" and "has been suspended" tell the same state.
_RESULTS = frozenset({"is", "are", "has", "have", "been"})
_PREPOSITIONS = frozenset("in on at to of for with within into onto upon toward by during through over".split())
# What reported speech does to the words of a speaker: "we will", said, is printed "they would".
_BACKSHIFTS = frozenset(
    {("will", "would"), ("can", "could"), ("may", "might"), ("shall", "should"), ("must", "had"), ("now", "then")}
)


def _is_backshift(run: Run) -> bool:
    words = [(c, r) for c in run.claimed for r in run.recorded]
    if not words:
        return all(is_auxiliary(w) or w.canon == "that" for w in run.both)
    if len(run.claimed) == len(run.recorded) == 1:
        one, other = run.claimed[0].canon, run.recorded[0].canon
        if (one, other) in _BACKSHIFTS or (one in lexicon.PRONOUNS and other in lexicon.PRONOUNS):
            return True
        return same_word(one, other)
    return all(is_auxiliary(w) or w.canon in lexicon.PRONOUNS for w in run.both)


def _is_agreement(run: Run) -> bool:
    """Singular for plural of one verb in one tense: is / are, was / were, has / have, runs / run."""
    if len(run.claimed) != 1 or len(run.recorded) != 1:
        return False
    pair = {run.claimed[0].canon, run.recorded[0].canon}
    if pair in ({"is", "are"}, {"was", "were"}, {"has", "have"}, {"do", "does"}, {"am", "is"}, {"am", "are"}):
        return True
    # "'s" is read as "is" and may stand for "has".
    short = any(word.key == "'s" for word in run.both) and pair == {"is", "has"}
    one, other = sorted(pair, key=len) if len(pair) == 2 else (*pair, *pair)
    return short or other in (one + "s", one + "es")


def _is_grammar(run: Run) -> bool:
    """Clean-up of spoken grammar: agreement, articles, a light word more or less."""
    return _is_agreement(run) or all(w.canon in lexicon.LIGHT_WORDS or w.canon in _PREPOSITIONS for w in run.both)


def _is_filler(words: Sequence[Word]) -> bool:
    keys = tuple(word.key for word in words)
    return bool(keys) and (all(key in lexicon.FILLERS for key in keys) or keys in lexicon.FILLER_PHRASES)


def _moved(found: list[Edit]) -> list[Edit]:
    """A single adverb dropped here and added there was only moved."""
    dropped = {e.change.recorded.casefold(): i for i, e in enumerate(found) if not e.change.claimed}
    for index, edit in enumerate(found):
        word = edit.change.claimed.casefold()
        other = dropped.get(word)
        if (
            edit.change.recorded
            or other is None
            or not (word.endswith("ly") or word in lexicon.LIGHT_WORDS | {"today"})
        ):
            continue
        for at in (index, other):
            found[at] = Edit(replace(found[at].change, severity=Severity.IMMATERIAL))
    return found


def _cancelled(found: list[Edit]) -> list[Edit]:
    """Two negations that stand together undo each other: "not unsafe" says "safe"."""
    for first, second in zip(range(len(found)), range(1, len(found)), strict=False):
        one, other = found[first].change, found[second].change
        near = (
            other.recorded_span.start - one.recorded_span.end <= NEAR
            and other.claimed_span.start - one.claimed_span.end <= NEAR
        )
        if near and one.kind is other.kind is ChangeKind.NEGATION and found[first].material and found[second].material:
            for at in (first, second):
                found[at] = Edit(replace(found[at].change, severity=Severity.IMMATERIAL))
    return found


# Characters between two negations that still belong together: "not at all un-".
NEAR = 12


def _change(run: Run, kind: ChangeKind, severity: Severity) -> Change:
    return Change(
        kind=kind,
        severity=severity,
        claimed=_printed(run.claimed),
        recorded=_printed(run.recorded),
        claimed_span=_span(run.claimed, run.claimed_at),
        recorded_span=_span(run.recorded, run.recorded_at),
    )


def _printed(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _span(words: Sequence[Word], otherwise: int) -> Span:
    return Span(words[0].span.start, words[-1].span.end) if words else Span(otherwise, otherwise)


def _pronouns(run: Run) -> bool:
    return any(word.canon in lexicon.PRONOUNS for word in run.both)
