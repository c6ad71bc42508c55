"""Decides a claim on its dossier: the rules, as one table, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from quoteservice.domain.challenge import Challenge
from quoteservice.domain.speaker import ResolutionStatus, Speaker
from quoteservice.domain.verdict import ChangeKind, Evidence, Finding, Judgement, Severity, Verdict
from quoteservice.matching import explain
from quoteservice.matching.calibration import NEAR, confidence
from quoteservice.matching.case import FEW_DISTINCTIVE, LEAST_SIMILARITY_OF_OTHERS, Case, is_described, rank, speakers
from quoteservice.matching.compare import Comparison, Fit, compare, recorded_words
from quoteservice.matching.denial import challenged, denials
from quoteservice.matching.forms import opposite
from quoteservice.matching.meaning import LEAST_WORDS, Relation, denies_something
from quoteservice.matching.reporting import is_denied, is_disowned
from quoteservice.matching.sides import independent, rivals, sides
from quoteservice.matching.splice import Piece, at_seams, pieces
from quoteservice.text.words import canons

# Fewer words that carry meaning do not tell one utterance from another ("no comment", "we will").
LEAST_DISTINCTIVE, LEAST_WORDS_AT_ALL = 2, 3
# So many words tell one apart all the same if they stand on record one by one: "I didn't say that it would".
LEAST_WORDS_SAID = 6
MOST_EVIDENCE = 5
# Share of the words that must agree before several plain words that differ count as a changed quotation.
QUOTED = 0.8
# One other word is a changed word; from two on they may be the claim's own.
LEAST_OWN_WORDS = 2
# A claim that differs from one utterance in so few words is that utterance changed, and not a splice of several.
MOST_WORDS_CHANGED = 4
# Words of somebody else must agree nearly all before a claim is laid to the wrong speaker.
UNMISTAKABLE = 0.85

_VERDICTS = {
    Finding.VERBATIM: Verdict.CONFIRMED, Finding.EXCERPT: Verdict.CONFIRMED, Finding.ELIDED: Verdict.CONFIRMED,
    Finding.EDITED: Verdict.CONFIRMED, Finding.PARAPHRASE: Verdict.CONFIRMED, Finding.ALTERED: Verdict.REJECTED,
    Finding.TRUNCATED: Verdict.REJECTED, Finding.SPLICED: Verdict.REJECTED, Finding.MISATTRIBUTED: Verdict.REJECTED,
    Finding.CONTRADICTED: Verdict.REJECTED, Finding.DISPUTED: Verdict.UNVERIFIED,
    Finding.AMBIGUOUS_SPEAKER: Verdict.UNVERIFIED, Finding.NOT_FOUND: Verdict.UNVERIFIED,
    Finding.TOO_SHORT: Verdict.UNVERIFIED,
}  # fmt: skip
_FINDINGS = {
    Fit.VERBATIM: Finding.VERBATIM, Fit.EXCERPT: Finding.EXCERPT, Fit.ELIDED: Finding.ELIDED,
    Fit.EDITED: Finding.EDITED,
}  # fmt: skip


def judge(case: Case) -> Judgement:
    """The answer of the first rule that has one; the same for any order of the candidates."""
    for rule in RULES:
        judgement = rule(case)
        if judgement is not None:
            return judgement
    raise AssertionError("the last rule always answers")


def by_words(case: Case) -> Judgement | None:
    """The answer if the claimed speaker is on record with these very words, so that no other rule is asked.

    None if another may have the last word, for which everything near the claim must be gathered.
    """
    resolution = case.dossier.resolution
    if resolution is not None and resolution.status is not ResolutionStatus.RESOLVED:
        return None
    return too_short(case) or said_exactly(case) if _own(case) else None


# --- the rules ---


def too_short(case: Case) -> Judgement | None:
    """Too few distinctive words, whatever is on record."""
    enough = case.prepared.distinctive >= LEAST_DISTINCTIVE and len(case.prepared.words) >= LEAST_WORDS_AT_ALL
    if enough or len(case.prepared.words) >= LEAST_WORDS_SAID:
        return None
    return _answer(case, Finding.TOO_SHORT, explain.too_short())


def said_exactly(case: Case) -> Judgement | None:
    """The claimed speaker is on record with these words, give or take marked omissions and permitted edits."""
    exact = [each for each in case.exact if case.is_own(each.candidate)] or case.settled_by_words
    if not exact or case.unsettled:
        return None
    denied = [each for each in exact if is_denied(each.quote)]
    exact = [each for each in exact if each not in denied]
    if not exact:
        return _denying(case, denied)
    if denied:
        return _answer(case, Finding.DISPUTED, explain.denied(exact[0].quote, denied[0].quote), [*exact, *denied])
    if case.direct:
        exact.sort(key=lambda each: not each.quoted)
    disputed = in_dispute(case, exact)
    if disputed is not None:
        return disputed
    best = exact[0]
    if case.direct and not best.quoted:
        return _as_direct(case, exact)
    finding = _FINDINGS[best.fit]
    said_by = speakers(exact) if case.dossier.resolution is None else speakers([*exact, *_of_others(case)])
    speaker = None if case.is_own(best.candidate) and not case.ambiguous else best.quote.speaker
    also = [] if case.dossier.resolution is None else [each for each in said_by if each not in speakers(exact)]
    text = explain.confirmed(finding, best.quote, also)
    return _answer(case, finding, text, exact, said_by=said_by, speaker=speaker)


def said_by_somebody_else(case: Case) -> Judgement | None:
    """The words are on record, but from somebody else."""
    exact = _of_others(case)
    if not exact or case.dossier.resolution is None:
        return None
    if any(each.fit is Fit.REWORDED for each in case.own):
        return None
    if case.prepared.distinctive < FEW_DISTINCTIVE and len(case.prepared.words) < LEAST_WORDS_SAID:
        return _answer(case, Finding.TOO_SHORT, explain.too_short(), exact)
    if perhaps := [each for each in exact if each in case.maybe]:
        return _perhaps(case, perhaps)
    if against := challenged(case, exact[:1]):
        return _challenged(case, exact, against)
    text = explain.misattributed(exact[0].quote, case.dossier.claim, exact=True)
    return _answer(case, Finding.MISATTRIBUTED, text, exact, said_by=speakers(exact))


def too_short_for_nearness(case: Case) -> Judgement | None:
    """Few words, and not exactly on record: nothing nearer can be said."""
    if case.prepared.distinctive >= FEW_DISTINCTIVE or len(case.prepared.words) >= LEAST_WORDS:
        return None
    if any(each.fit is not Fit.APART for each in case.own):
        return None
    return _answer(case, Finding.TOO_SHORT, explain.too_short())


def reworded(case: Case) -> Judgement | None:
    """The claimed speaker's words with changes that carry no meaning but that no house style permits unmarked."""
    near = [each for each in case.own if _says_the_same(each)]
    if not near or case.unsettled:
        return None
    return _paraphrased(case, near)


def _says_the_same(comparison: Comparison) -> bool:
    """True if no meaning was changed. Of denied words the opposite was said: "she had not" if she denied it."""
    if is_denied(comparison.quote):
        kinds = [change.kind for change in comparison.changes if change.severity is Severity.MATERIAL]
        return comparison.fit is Fit.ALTERED and kinds == [ChangeKind.NEGATION]
    return comparison.fit is Fit.REWORDED


def cut_short(case: Case) -> Judgement | None:
    """The words are recorded, but the cut takes away a negation, a condition, a hedge or an attribution."""
    cut = [each for each in case.own if each.fit is Fit.TRUNCATED]
    if not cut or case.unsettled:
        return None
    return _answer(case, Finding.TRUNCATED, explain.truncated(cut[0].quote, cut[0].changes), cut)


def put_together(case: Case) -> Judgement | None:
    """Words of different utterances, or of one in another order, as one statement."""
    order = [each for each in case.own if each.fit is Fit.REORDERED]
    if order:
        return _answer(case, Finding.SPLICED, explain.spliced([order[0].quote]), order)
    found = pieces(case.prepared, [each.candidate for each in case.compared(case.candidates)])
    if case.ambiguous and len(speakers(_of_pieces(case, found))) > 1:
        # Each of several who may be meant said something like it.
        return None
    if not found or (any(_hardly_changed(each) for each in case.own) and not at_seams(case.prepared, found)):
        return None
    return _answer(case, Finding.SPLICED, explain.spliced([p.candidate.quote for p in found]), _of_pieces(case, found))


def _hardly_changed(comparison: Comparison) -> bool:
    """True if a word or two of one utterance differ: a changed word stands in some other utterance by chance."""
    if comparison.fit is not Fit.ALTERED or comparison.closeness < QUOTED:
        return False
    differing = [f"{c.claimed} {c.recorded}".split() for c in comparison.changes if c.severity is Severity.MATERIAL]
    return sum(len(words) for words in differing) <= MOST_WORDS_CHANGED


def changed(case: Case) -> Judgement | None:
    """Close to recorded words, but a word that carries meaning differs."""
    near = [each for each in case.own if each.fit is Fit.ALTERED and not is_denied(each.quote)]
    near = [each for each in near if case.direct or not _says_it_freely(each)]
    near = near or [each for each, found in case.meanings(case.own) if found.reworked]
    if not near or case.unsettled:
        return None
    near = [in_full(case, each) for each in near]
    best = min(near, key=lambda each: (-round(each.closeness, 6), rank(each)))
    ordered = [best, *(each for each in near if each is not best)]
    if not best.changes:
        # Too long to be laid along each other word by word.
        return None
    if all(change.severity is Severity.IMMATERIAL for change in best.changes):
        # The same clauses in another order.
        return _paraphrased(case, ordered)
    if _has_the_same_words(case, best) and (disputed := in_dispute(case, [best])):
        # Whoever put disputed words into another order changed nothing about the dispute.
        return disputed
    return _answer(case, Finding.ALTERED, explain.altered(best.quote, best.matched, best.changes), ordered)


def _has_the_same_words(case: Case, comparison: Comparison) -> bool:
    """True if the claim has the words of the record, each as often, in another order."""
    return sorted(case.prepared.canons) == sorted(word.canon for word in recorded_words(comparison.quote.content))


def _says_it_freely(comparison: Comparison) -> bool:
    """True for so many plain words of its own that a claim rather tells the record than quotes it; none opposite."""
    found = [change for change in comparison.changes if change.severity is Severity.MATERIAL]
    if (
        comparison.closeness >= QUOTED
        or len(found) < LEAST_OWN_WORDS
        or any(c.kind is not ChangeKind.WORD for c in found)
    ):
        return False
    ours, theirs = (
        set(canons(" ".join(words))) for words in zip(*((c.claimed, c.recorded) for c in found), strict=True)
    )
    return not any(opposite(one, other) for one in ours for other in theirs)


def close_to_somebody_else(case: Case) -> Judgement | None:
    """Unmistakably somebody else's words, or their meaning."""
    if case.dossier.resolution is None:
        return None
    near = [
        c for c in case.others if c.fit in (Fit.REWORDED, Fit.ALTERED, Fit.TRUNCATED) and c.closeness >= UNMISTAKABLE
    ]
    if not near:
        near = [
            c
            for c, m in case.meanings(case.others)
            if m.relation is Relation.SUPPORTS and m.similarity >= LEAST_SIMILARITY_OF_OTHERS
        ]
    if not near:
        return None
    if near[0] in case.maybe:
        return _perhaps(case, near[:1])
    text = explain.misattributed(near[0].quote, case.dossier.claim, exact=False)
    return _answer(case, Finding.MISATTRIBUTED, text, near, said_by=speakers(near[:1]))


def meant(case: Case) -> Judgement | None:
    """The claimed speaker said the same, or the opposite, in other words."""
    if case.prepared.distinctive < FEW_DISTINCTIVE or case.unsettled:
        return None
    for comparison, found in case.meanings([*case.own, *case.stood_for]):
        if found.relation is Relation.NEITHER:
            continue
        if is_disowned(comparison.quote):
            # What supports the words that were not said is disowned; what contradicts them is not said by that.
            if found.relation is Relation.SUPPORTS:
                return _denying(case, [comparison])
        elif found.relation is Relation.SUPPORTS:
            if not is_denied(comparison.quote) or denies_something(case.prepared.words):
                return _paraphrased(case, [comparison])
        elif case.dossier.resolution is None:
            # Somebody said the opposite; whether anybody said this, that does not tell.
            continue
        elif is_denied(comparison.quote):
            return _denying(case, [comparison])
        else:
            return _answer(case, Finding.CONTRADICTED, explain.contradicted(comparison.quote), [comparison])
    return None


def name_fits_several(case: Case) -> Judgement | None:
    """The name fits several people, and the words do not settle which."""
    if not case.ambiguous or case.dossier.resolution is None:
        return None
    speakers = tuple(each.speaker for each in case.dossier.resolution.candidates)
    text = explain.ambiguous(case.dossier.claim, speakers)
    return _answer(case, Finding.AMBIGUOUS_SPEAKER, text, _own(case), said_by=speakers)


def nothing_near(case: Case) -> Judgement:
    """Nothing on record has these words; what is nearest in meaning is shown, for people to read."""
    near = [each for each in case.nearest[:1] if each.candidate.nearness >= NEAR]
    if near:
        return _answer(case, Finding.NOT_FOUND, explain.undecided(near[0].quote), near)
    return _answer(case, Finding.NOT_FOUND, explain.not_found(case.dossier.claim, case.dossier.coverage))


RULES: tuple[Callable[[Case], Judgement | None], ...] = (
    too_short,
    said_exactly,
    said_by_somebody_else,
    reworded,
    too_short_for_nearness,
    cut_short,
    put_together,
    changed,
    meant,
    close_to_somebody_else,
    name_fits_several,
    nothing_near,
)


# --- what the rules share ---


def _own(case: Case) -> list[Comparison]:
    return [each for each in case.exact if case.is_own(each.candidate) and not is_denied(each.quote)]


def _of_others(case: Case) -> list[Comparison]:
    return [each for each in case.exact if not case.is_own(each.candidate) and not is_denied(each.quote)]


def in_dispute(case: Case, found: Sequence[Comparison]) -> Judgement | None:
    """The words of `found` are denied, corrected, taken back, or given to somebody else by another source."""
    if against := challenged(case, found):
        return _challenged(case, found, against)
    if denials(found[0].quote, [each.quote for each in case.candidates if case.is_own(each)]):
        taken_back = denials(found[0].quote, [each.quote for each in case.own])
        both = [*found, *(each for each in case.own if each.quote in taken_back)]
        return _answer(case, Finding.DISPUTED, explain.denied(found[0].quote, taken_back[0]), both)
    others = rivals(case, found)
    if not others:
        return None
    # One of each side first, so that both are seen whatever the number of copies.
    by_side = [list(side.found) for side in sides([*found, *others])]
    shown = [each for row in zip_longest(*by_side) for each in row if each is not None]
    text = explain.disputed([(side.found[0].quote, side.sources) for side in sides([*found, *others])])
    return _answer(case, Finding.DISPUTED, text, shown, said_by=speakers([*found, *others]))


def _denying(case: Case, found: Sequence[Comparison]) -> Judgement:
    """The speaker denies that the words are true, or that they were said."""
    if is_disowned(found[0].quote):
        return _answer(case, Finding.DISPUTED, explain.disowned(found[0].quote), found)
    return _answer(case, Finding.CONTRADICTED, explain.denies(found[0].quote), found)


def _challenged(case: Case, found: Sequence[Comparison], against: Sequence[Challenge]) -> Judgement:
    text = explain.challenged(found[0].quote, against[0])
    answer = _answer(case, Finding.DISPUTED, text, found, said_by=speakers(found))
    return replace(answer, challenges=tuple(against))


def _perhaps(case: Case, found: Sequence[Comparison]) -> Judgement:
    """The words are on record from somebody whom the name may mean, but need not."""
    resolved = case.dossier.resolution.resolved if case.dossier.resolution else None
    people = tuple(dict.fromkeys([*([resolved.speaker] if resolved else []), *speakers(found)]))
    if is_described(found[0].quote):
        text = explain.described(case.dossier.claim, found[0].quote)
    else:
        text = explain.ambiguous(case.dossier.claim, people)
    return replace(_answer(case, Finding.AMBIGUOUS_SPEAKER, text, found, said_by=people), speaker=None)


def _paraphrased(case: Case, near: Sequence[Comparison]) -> Judgement:
    disputed = in_dispute(case, near)
    if disputed is not None:
        return disputed
    if case.direct:
        return _as_direct(case, near)
    text = explain.confirmed(Finding.PARAPHRASE, near[0].quote)
    said_by = speakers(near) if case.dossier.resolution is None else ()
    speaker = near[0].quote.speaker if case.ambiguous else None
    return _answer(case, Finding.PARAPHRASE, text, near, said_by=said_by, speaker=speaker)


def _as_direct(case: Case, near: Sequence[Comparison]) -> Judgement:
    answer = _answer(case, Finding.PARAPHRASE, explain.paraphrase_as_direct(near[0].quote, near[0].matched), near)
    return replace(answer, verdict=Verdict.REJECTED)


def _of_pieces(case: Case, found: Sequence[Piece]) -> list[Comparison]:
    return list(dict.fromkeys(each for piece in found for each in case.compared([piece.candidate])))


def _answer(
    case: Case,
    finding: Finding,
    text: str,
    found: Sequence[Comparison] = (),
    *,
    said_by: tuple[Speaker, ...] = (),
    speaker: Speaker | None = None,
) -> Judgement:
    resolved = case.dossier.resolution.resolved if case.dossier.resolution else None
    shown = [in_full(case, each) for each in found[:MOST_EVIDENCE]]
    return Judgement(
        verdict=_VERDICTS[finding],
        finding=finding,
        confidence=confidence(finding, lambda: case.nearest[0].candidate.nearness if case.nearest else -1.0),
        explanation=text,
        speaker=speaker or (resolved.speaker if resolved else None),
        said_by=said_by,
        changes=shown[0].changes if shown and finding in _WITH_CHANGES else (),
        evidence=tuple(
            Evidence(each.quote, _rounded(each.candidate.similarity), each.diff, each.matched, _witnesses(each, found))
            for each in shown
        ),
    )


def _rounded(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 4)


def _witnesses(comparison: Comparison, found: Sequence[Comparison]) -> int:
    """How many independent sources among `found` have the words from the speaker of this one."""
    return independent([each.quote for each in found if each.quote.speaker == comparison.quote.speaker])


# Where the words of the first evidence are the subject of the answer, their differences belong to it.
_WITH_CHANGES = frozenset(
    {Finding.EDITED, Finding.PARAPHRASE, Finding.ALTERED, Finding.TRUNCATED, Finding.MISATTRIBUTED}
)


def in_full(case: Case, comparison: Comparison) -> Comparison:
    """The comparison with its changes and diff, also where the words are far apart."""
    return comparison if comparison.diff else compare(case.prepared, comparison.candidate, in_full=True)
