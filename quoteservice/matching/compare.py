"""How one claim answers to one recorded utterance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from quoteservice.domain.claim import Candidate, ClaimForm
from quoteservice.domain.quote import Form, Quote
from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, DiffOp, DiffPart, Severity
from quoteservice.matching.align import Alignment, Step, StepKind, align
from quoteservice.matching.changes import Sides, edits
from quoteservice.matching.edges import lost_at_edges, lost_in_gap
from quoteservice.matching.edit import PERMITTED, Edit
from quoteservice.matching.forms import same_word
from quoteservice.matching.order import out_of_order, swapped
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.record import Record, record, recorded
from quoteservice.matching.retelling import is_person, is_retold, selves
from quoteservice.text.diff import WordStep, diff
from quoteservice.text.marks import ELLIPSIS
from quoteservice.text.words import Word, WordKind


class Fit(IntEnum):
    """How well the words fit, best first."""

    VERBATIM = 0
    EXCERPT = 1
    ELIDED = 2
    EDITED = 3
    REWORDED = 4
    TRUNCATED = 5
    REORDERED = 6
    ALTERED = 7
    APART = 8


EXACT = (Fit.VERBATIM, Fit.EXCERPT, Fit.ELIDED, Fit.EDITED)

# Share of the claim's weight of words that must agree before the rest counts as altered and not as other words.
CLOSE = 0.66
# A number for a number, or "was" for "is", is the same statement changed, and counts this much of agreement.
SAME_SORT_WEIGHT = 0.6
# Silently dropped words from here on are a cut passage, not a changed wording.
LEAST_WORDS_OF_CUT = 4
# From this share on all words of the claim are the record's, in whatever order.
ALL_WORDS = 0.99
# Words that only changed places are the record's, but not in place.
CLOSENESS_OF_SWAPPED = 0.9
# A piece between ellipses of fewer words could come from anywhere.
LEAST_WORDS_OF_FRAGMENT = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """`closeness` is the weighted share, 0 to 1, of the claim's words that the record has in the same place.

    `matched` are the stretches of the quote's content that the claim uses; `quoted` is True if all of them stood in
    quotation marks.
    """

    candidate: Candidate
    fit: Fit
    closeness: float
    changes: tuple[Change, ...]
    matched: tuple[Span, ...]
    diff: tuple[DiffPart, ...]
    quoted: bool

    @property
    def quote(self) -> Quote:
        """The recorded utterance."""
        return self.candidate.quote


def recorded_words(content: str) -> tuple[Word, ...]:
    """The words of a recorded utterance."""
    return record(content).words


def compare(prepared: PreparedClaim, candidate: Candidate, *, in_full: bool = False) -> Comparison:
    """The claim held against one utterance; a claim or an utterance without words is APART.

    Of utterances that are APART only that is told, unless they are wanted `in_full`, with changes and diff: most
    candidates share some words and nothing else, and laying each along the claim would cost more than all the rest.
    """
    whole = recorded(candidate.quote)
    if not prepared.words or not whole.words:
        return Comparison(candidate, Fit.APART, 0.0, (), (), (), False)
    most = _most_closeness(prepared, whole)
    if most < CLOSE and not in_full:
        return Comparison(candidate, Fit.APART, most, (), (), (), False)
    placed = None if out_of_order(prepared, whole) else _place(prepared, whole)
    if placed is None:
        return _reordered(prepared, candidate, whole)
    alignment, stretches = placed
    closeness = _closeness(prepared, whole.words, alignment)
    exchanged = swapped(prepared.words, whole) if most >= ALL_WORDS and closeness < ALL_WORDS else None
    if closeness < CLOSE and exchanged is None and not in_full:
        return Comparison(candidate, Fit.APART, closeness, (), (), (), False)
    judged = _judged(prepared, candidate, whole, alignment, stretches)
    if exchanged is not None and judged.fit not in (Fit.ALTERED, Fit.TRUNCATED):
        return _swapped(prepared, candidate, whole, exchanged)
    return judged


def _place(prepared: PreparedClaim, whole: Record) -> tuple[Alignment, tuple[tuple[int, int], ...]] | None:
    """The claim's fragments laid along the record in order; None if they all stand there but in another order."""
    if len(prepared.fragments) == 1:
        start, end = prepared.fragments[0]
        alignment = _best(prepared.words[start:end], whole, 0)
        return alignment, ((alignment.start, alignment.end),)
    everywhere = [whole.find(prepared.canons[a:b]) for a, b in prepared.fragments]
    steps: list[Step] = []
    pairs: list[Step] = []
    stretches: list[tuple[int, int]] = []
    cursor, equal = 0, 0
    for start, end in prepared.fragments:
        piece = _best(prepared.words[start:end], whole, cursor)
        steps += [_shifted(step, start) for step in piece.steps]
        pairs += [_shifted(step, start) for step in piece.pairs]
        stretches.append((piece.start, piece.end))
        cursor, equal = max(cursor, piece.end), equal + piece.equal
    if equal < len(prepared.words) and all(at >= 0 for at in everywhere) and everywhere != sorted(everywhere):
        return None
    return Alignment(tuple(steps), tuple(pairs), stretches[0][0], stretches[-1][1], equal), tuple(stretches)


def _best(claimed: Sequence[Word], whole: Record, cursor: int) -> Alignment:
    """The claim's words laid along the record from `cursor` on: as a whole where they stand so, else at least cost."""
    canons = tuple(word.canon for word in claimed)
    at = whole.find(canons, cursor)
    if at >= 0 and all(one.bracketed == other.bracketed for one, other in zip(claimed, whole.words[at:], strict=False)):
        step = Step(StepKind.EQUAL, 0, len(canons), at, at + len(canons))
        return Alignment((step,), (step,), at, at + len(canons), len(canons))
    piece = align(claimed, whole.words[cursor:])
    if not cursor:
        return piece
    return Alignment(
        tuple(_shifted(step, 0, cursor) for step in piece.steps),
        tuple(_shifted(step, 0, cursor) for step in piece.pairs),
        piece.start + cursor,
        piece.end + cursor,
        piece.equal,
    )


def _shifted(step: Step, claimed: int, recorded: int = 0) -> Step:
    return Step(step.kind, step.c0 + claimed, step.c1 + claimed, step.r0 + recorded, step.r1 + recorded)


def _judged(
    prepared: PreparedClaim,
    candidate: Candidate,
    whole: Record,
    alignment: Alignment,
    stretches: tuple[tuple[int, int], ...],
) -> Comparison:
    quote, recorded = candidate.quote, whole.words
    quoted_spans = quote.quoted_spans
    told = _is_told(prepared, recorded, alignment)

    def reported(index: int) -> bool:
        if quote.form is Form.INDIRECT or told:
            return True
        span = recorded[min(index, len(recorded) - 1)].span
        return not any(each.start <= span.start and span.end <= each.end for each in quoted_spans)

    found = edits(Sides(prepared.words, whole, reported, selves(quote)), alignment)
    closeness = _closeness(prepared, recorded, alignment)
    matched = tuple(Span(recorded[a].span.start, recorded[b - 1].span.end) for a, b in stretches if a < b)
    lost = _lost(quote, recorded, alignment, matched) if closeness >= CLOSE else ()
    fit = _fit(prepared, whole, stretches, found, lost) if closeness >= CLOSE else Fit.APART
    changes = tuple(edit.change for edit in found)
    if fit in (Fit.TRUNCATED, Fit.ALTERED):
        changes += tuple(change for change in lost if change not in changes)
    quoted = bool(matched) and all(
        any(q.start <= m.start and m.end <= q.end for q in _joined(quoted_spans)) for m in matched
    )
    shown = diff(
        prepared.claim.text, quote.content, prepared.words, recorded, _diff_steps(prepared, recorded, alignment)
    )
    return Comparison(candidate, fit, closeness, changes, matched, shown, quoted)


def _is_told(prepared: PreparedClaim, recorded: Sequence[Word], alignment: Alignment) -> bool:
    """True if the claim is one of reported speech, or may be and reads as if it were."""
    if prepared.claim.form is not ClaimForm.ANY:
        return prepared.claim.form is ClaimForm.INDIRECT
    exchanged = [step for step in alignment.pairs if step.kind is StepKind.REPLACE]
    pairs = [(prepared.words[step.c0], recorded[step.r0]) for step in exchanged]
    return bool(pairs) and is_retold(prepared.words, recorded[alignment.start : alignment.end], pairs)


def _joined(spans: tuple[Span, ...]) -> list[Span]:
    """Stretches in quotation marks, two of them as one where nothing stands between but a space."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end <= 1:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _lost(
    quote: Quote, recorded: Sequence[Word], alignment: Alignment, matched: tuple[Span, ...]
) -> tuple[Change, ...]:
    """What the claim leaves out at its edges, behind its ellipses or silently, and what turns the meaning there."""
    if not matched:
        return ()
    content, joints = quote.content, quote.statement.joints
    found = list(lost_at_edges(content, Span(matched[0].start, matched[-1].end), joints))
    for before, after in pairwise(matched):
        if before.end < after.start:
            found.extend(lost_in_gap(content, Span(before.end, after.start), joints))
    for step in alignment.steps:
        if step.kind is StepKind.DELETE and step.r1 - step.r0 >= LEAST_WORDS_OF_CUT:
            gap = Span(recorded[step.r0].span.start, recorded[step.r1 - 1].span.end)
            found.extend(lost_in_gap(content, gap, joints))
    return tuple(found)


def _fit(
    prepared: PreparedClaim,
    whole: Record,
    stretches: tuple[tuple[int, int], ...],
    found: tuple[Edit, ...],
    lost: tuple[Change, ...],
) -> Fit:
    material = [edit for edit in found if edit.material]
    cut = [
        edit for edit in material if not edit.change.claimed and len(edit.change.recorded.split()) >= LEAST_WORDS_OF_CUT
    ]
    if lost and len(cut) == len(material):
        return Fit.ALTERED if all(_is_a_changed_word(whole, each) for each in lost) else Fit.TRUNCATED
    if material:
        return Fit.ALTERED
    elided = len(prepared.fragments) > 1 and not _own_ellipses(whole, stretches)
    if elided and any(b - a < LEAST_WORDS_OF_FRAGMENT for a, b in prepared.fragments):
        return Fit.ALTERED
    if any(edit.permit > PERMITTED[prepared.claim.profile] for edit in found):
        return Fit.REWORDED
    if found:
        return Fit.EDITED
    if elided:
        return Fit.ELIDED
    return Fit.VERBATIM if (stretches[0][0], stretches[-1][1]) == (0, len(whole.words)) else Fit.EXCERPT


def _is_a_changed_word(whole: Record, lost: Change) -> bool:
    """True if what was cut is a part of the words kept: "some of" them, or the "n't" of a "don't"."""
    before = whole.content[max(0, lost.recorded_span.start - 1) : lost.recorded_span.start]
    return lost.kind is ChangeKind.QUANTIFIER or before.isalnum()


def _own_ellipses(whole: Record, stretches: Sequence[tuple[int, int]]) -> bool:
    """True if the claim's ellipses are those of the record, and nothing was left out of it."""
    return all(
        end == start
        # Neither before the first word nor behind the last one is anything left out.
        and 0 < start < len(whole.words)
        and ELLIPSIS.search(whole.content[whole.words[end - 1].span.end : whole.words[start].span.start])
        for (_, end), (start, _) in pairwise(stretches)
    )


def _closeness(prepared: PreparedClaim, recorded: Sequence[Word], alignment: Alignment) -> float:
    claimed, weights = prepared.words, prepared.weights
    equal = sum(sum(weights[step.c0 : step.c1]) for step in alignment.steps if step.kind is StepKind.EQUAL)
    swapped = sum(
        weights[step.c0]
        for step in alignment.pairs
        if step.kind is StepKind.REPLACE and _same_sort(claimed[step.c0], recorded[step.r0])
    )
    return (equal + SAME_SORT_WEIGHT * swapped) / (sum(weights) or 1.0)


def _most_closeness(prepared: PreparedClaim, whole: Record) -> float:
    """What `_closeness` cannot exceed, in whatever order the words stand."""
    found = 0.0
    named = bool(whole.names)
    for word, root, weight in zip(prepared.words, prepared.bases, prepared.weights, strict=True):
        known = word.canon in whole.forms or root in whole.forms or is_person(word)
        if known or (word.kind is not WordKind.WORD and word.kind in whole.kinds) or (named and word.named):
            found += weight
    return found / (sum(prepared.weights) or 1.0)


def _same_sort(one: Word, other: Word) -> bool:
    """True if one word stands in the other's place: a number for a number, a name for a name, a form of the verb."""
    if one.kind is not other.kind:
        return False
    persons = is_person(one) and is_person(other)
    return one.kind is not WordKind.WORD or persons or (one.named and other.named) or same_word(one.canon, other.canon)


def _reordered(prepared: PreparedClaim, candidate: Candidate, whole: Record) -> Comparison:
    matched = []
    for start, end in prepared.fragments if len(prepared.fragments) > 1 else prepared.sentences:
        at = whole.find(prepared.canons[start:end])
        matched.append(Span(whole.words[at].span.start, whole.words[at + end - start - 1].span.end))
    shown = _as_a_whole(prepared, whole)
    return Comparison(candidate, Fit.REORDERED, 1.0, (), tuple(matched), shown, False)


def _swapped(
    prepared: PreparedClaim, candidate: Candidate, whole: Record, exchanged: tuple[tuple[int, int], tuple[int, int]]
) -> Comparison:
    """The same words in each other's places: "the dog bit the man" for "the man bit the dog"."""
    claimed, recorded = (
        Span(words[a].span.start, words[b - 1].span.end)
        for words, (a, b) in zip((prepared.words, whole.words), exchanged, strict=True)
    )
    change = Change(
        ChangeKind.WORD,
        Severity.MATERIAL,
        claimed.cut(prepared.claim.text),
        recorded.cut(whole.content),
        claimed,
        recorded,
    )
    shown = _as_a_whole(prepared, whole)
    return Comparison(candidate, Fit.ALTERED, CLOSENESS_OF_SWAPPED, (change,), (recorded,), shown, False)


def _as_a_whole(prepared: PreparedClaim, whole: Record) -> tuple[DiffPart, ...]:
    steps: list[WordStep] = [(DiffOp.REPLACE, 0, len(prepared.words), 0, len(whole.words))]
    return diff(prepared.claim.text, whole.content, prepared.words, whole.words, steps)


def _diff_steps(prepared: PreparedClaim, recorded: Sequence[Word], alignment: Alignment) -> list[WordStep]:
    """The alignment as steps that cover the whole claim and the whole record."""
    steps: list[WordStep] = []
    claimed_at, recorded_at = 0, 0
    for step in alignment.steps:
        if step.r0 > recorded_at:
            steps.append((DiffOp.DELETE, claimed_at, claimed_at, recorded_at, step.r0))
        steps.append((DiffOp(step.kind.value), step.c0, step.c1, step.r0, step.r1))
        claimed_at, recorded_at = step.c1, max(recorded_at, step.r1)
    if recorded_at < len(recorded):
        steps.append((DiffOp.DELETE, claimed_at, claimed_at, recorded_at, len(recorded)))
    return steps
