"""A claim with its dossier, and what the rules ask about them, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from quoteservice.domain.claim import Bearing, Candidate, ClaimForm, Dossier
from quoteservice.domain.quote import Quote
from quoteservice.domain.speaker import ResolutionStatus, Speaker, SpeakerKind
from quoteservice.matching import lexicon
from quoteservice.matching.compare import EXACT, Comparison, Fit, compare
from quoteservice.matching.meaning import LEAST_SIMILARITY_REWORKED, Meaning, Relation, meaning, spoken
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.reporting import is_stand, is_unsaid
from quoteservice.text.letters import may_hold
from quoteservice.text.words import canons

# With this few distinctive words, only the words themselves count, never their nearness.
FEW_DISTINCTIVE = 3

# Quotes whose meaning is weighed: the nearest of the claimed speaker, stands of theirs, and of others. Each costs a
# call of the model.
MOST_WEIGHED, MOST_WEIGHED_OF_STANDS, MOST_WEIGHED_OF_OTHERS = 5, 2, 2
# Of somebody else only what is unmistakably near counts; a cosine.
LEAST_SIMILARITY_OF_OTHERS = 0.8
# What a user types around a claim.
_MARKS = " \"'“”‘’«»,;"


@dataclass(frozen=True)
class Case:
    """A claim with its dossier, and what the rules ask about them, worked out once and only if it is asked.

    `candidates` are those that state something, `stands` those that only tell what the speaker was for or against;
    `bearings` tell, by id of the quote, how a model weighs what it read of
    those that it was asked about. What was compared is kept in `_compared`, also for the case with meanings weighed.
    """

    prepared: PreparedClaim
    dossier: Dossier
    candidates: tuple[Candidate, ...]
    stands: tuple[Candidate, ...] = ()
    bearings: Mapping[str, tuple[Bearing, ...]] = field(default_factory=dict)
    _compared: dict[str, Comparison] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def opened(cls, prepared: PreparedClaim, dossier: Dossier) -> Case:
        """The case; what was only asked is no evidence, and what was stood for none of words."""
        told = [each for each in dossier.candidates if not is_unsaid(each.quote)]
        stands = tuple(each for each in told if is_stand(each.quote))
        return cls(prepared, dossier, tuple(each for each in told if each not in stands), stands)

    def compared(self, candidates: Collection[Candidate]) -> tuple[Comparison, ...]:
        """The claim held against these candidates, best fit first."""
        for each in candidates:
            if each.quote.id not in self._compared:
                self._compared[each.quote.id] = compare(self.prepared, each)
        return tuple(sorted((self._compared[each.quote.id] for each in candidates), key=rank))

    @cached_property
    def exact(self) -> tuple[Comparison, ...]:
        """Those that have the claim's words, whoever said them; what cannot have them is not read for it."""
        firm = self.prepared.firm
        near = self.compared([each for each in self.candidates if may_hold(each.quote.content, firm)])
        # If none has them, all are compared sooner or later.
        near = near if any(each.fit in EXACT for each in near) else self.compared(self.candidates)
        return tuple(each for each in near if each.fit in EXACT)

    def open_questions(self) -> dict[str, tuple[str, ...]]:
        """What the model is to read, by id of the quote, where words leave meanings open; nothing if they decide."""
        if self.prepared.distinctive < FEW_DISTINCTIVE or self.exact:
            return {}
        others = sorted(self.others, key=_by_similarity)[:MOST_WEIGHED_OF_OTHERS]
        near = [each for each in others if each.candidate.nearness >= LEAST_SIMILARITY_OF_OTHERS]
        return {
            each.quote.id: spoken(self.prepared, each.quote)
            for each in (*self.nearest[:MOST_WEIGHED], *self.stood_for[:MOST_WEIGHED_OF_STANDS], *near)
        }

    @property
    def asserted(self) -> str:
        """What is claimed, without the marks around it."""
        return self.prepared.claim.text.strip(_MARKS)

    def weighed(self, bearings: Mapping[str, tuple[Bearing, ...]]) -> Case:
        """The same case with the meaning of some quotes weighed."""
        return replace(self, bearings=bearings)

    @cached_property
    def own(self) -> tuple[Comparison, ...]:
        """Those by the claimed speaker; all of them if none is claimed."""
        return self.compared([each for each in self.candidates if self.is_own(each)])

    @cached_property
    def nearest(self) -> tuple[Comparison, ...]:
        """Those by the claimed speaker, nearest in meaning first."""
        return tuple(sorted(self.own, key=_by_similarity))

    @cached_property
    def stood_for(self) -> tuple[Comparison, ...]:
        """What the claimed speaker was for or against, nearest in meaning first."""
        own = self.compared([each for each in self.stands if self.is_own(each)])
        return tuple(sorted(own, key=_by_similarity))

    @cached_property
    def others(self) -> tuple[Comparison, ...]:
        """Those by anybody else."""
        return self.compared([each for each in self.candidates if not self.is_own(each)])

    @cached_property
    def speaker_ids(self) -> frozenset[str]:
        """Whom the claimed name can mean."""
        resolution = self.dossier.resolution
        return frozenset(each.speaker.id for each in resolution.meant) if resolution else frozenset()

    @cached_property
    def maybe(self) -> tuple[Comparison, ...]:
        """Those by somebody else whom the claimed name may mean all the same, or whom a source leaves without one."""
        resolution = self.dossier.resolution
        ids = {each.speaker.id for each in resolution.maybe} if resolution else set()
        return tuple(
            each
            for each in self.others
            if _speaker_id(each.quote) in ids
            or (is_described(each.quote) and not self._passes_on(each.quote))
            or self._is_called_so(each.quote)
        )

    @property
    def settled_by_words(self) -> list[Comparison]:
        """Those with the claim's words by the only one who has them of all that ever held the claimed office."""
        resolution = self.dossier.resolution
        held = {each.speaker.id for each in resolution.candidates} if resolution else set()
        found = [each for each in self.exact if _speaker_id(each.quote) in held]
        return found if len(speakers(found)) == 1 and all(each in self.maybe for each in found) else []

    def _is_called_so(self, quote: Quote) -> bool:
        """True if the source calls the speaker by the claimed given name alone: "her father, Steve"."""
        claimed = (self.dossier.claim.speaker or "").split()
        return quote.speaker is not None and len(claimed) > 1 and quote.speaker.name == claimed[0]

    def _passes_on(self, quote: Quote) -> bool:
        """True if the claimed speaker passed the words on as another's: "Roe said the driver told him ..."."""
        resolved = self.dossier.resolution.resolved if self.dossier.resolution else None
        return resolved is not None and resolved.speaker.name in quote.statement.relayed_by

    @property
    def ambiguous(self) -> bool:
        """True if the claimed name fits several people."""
        return self.dossier.resolution is not None and self.dossier.resolution.status is ResolutionStatus.AMBIGUOUS

    @cached_property
    def unsettled(self) -> bool:
        """True if more than one whom the claimed name fits said something near the claim.

        So it is if the only one who did need not be meant.
        """
        if not self.ambiguous:
            return False
        near = [each for each in self.own if each.fit is not Fit.APART]
        near += [c for c, m in self.meanings(self.own) if m.relation is not Relation.NEITHER or m.reworked]
        candidates = self.dossier.resolution.candidates if self.dossier.resolution else ()
        return len(speakers(near)) > 1 or (bool(near) and len(candidates) == 1)

    @property
    def direct(self) -> bool:
        """True if the claim is of exact words."""
        return self.dossier.claim.form is ClaimForm.DIRECT

    def is_own(self, candidate: Candidate) -> bool:
        """True if the claimed name can mean the speaker of the candidate, or the house that they speak for."""
        if self.dossier.resolution is None or _speaker_id(candidate.quote) in self.speaker_ids:
            return True
        resolved = self.dossier.resolution.resolved
        if resolved is not None and resolved.speaker.kind is SpeakerKind.PERSON:
            return False
        house = self.dossier.claim.speaker or ""
        return _is_voice_of(candidate.quote, house) or candidate.quote.speaker in self._voices

    @cached_property
    def _voices(self) -> frozenset[Speaker]:
        """Who spoke for the claimed house; the office stands with their first words in an article only."""
        house = self.dossier.claim.speaker or ""
        said = [each.quote for each in self.dossier.candidates if _is_voice_of(each.quote, house)]
        return frozenset(quote.speaker for quote in said if quote.speaker is not None)

    def meanings(self, whose: Sequence[Comparison]) -> list[tuple[Comparison, Meaning]]:
        """What the quotes say to the claim in other words, surest first; those that can say nothing are left out."""
        return sorted(((each, self._meaning(each)) for each in whose if self._may_mean(each)), key=_by_sureness)

    def _may_mean(self, comparison: Comparison) -> bool:
        near = comparison.candidate.nearness >= LEAST_SIMILARITY_REWORKED
        return near or comparison.quote.id in self.bearings

    def _meaning(self, comparison: Comparison) -> Meaning:
        candidate = comparison.candidate
        return meaning(self.prepared, candidate.quote, candidate.nearness, self.bearings.get(candidate.quote.id, ()))


def is_described(quote: Quote) -> bool:
    """True for words of one whom the source has named elsewhere, or never: "the forward", "her lawyer".

    Who that is was not made out, so it may be anybody. "A source" is nobody with a name.
    """
    if quote.speaker is None:
        return True
    first = quote.speaker.name.casefold().partition(" ")[0]
    return quote.speaker.kind is SpeakerKind.ANONYMOUS and first in _POINTING


# What begins a description of somebody whom readers know by now.
_POINTING = frozenset("the this that his her its their our my whose".split())


def _is_voice_of(quote: Quote, house: str) -> bool:
    """True if the words were said by a spokesperson of the house: what they say, it says."""
    role = quote.statement.role or ""
    named = set(canons(house)) - lexicon.FUNCTION_WORDS
    if not named or "spokes" not in role.casefold():
        return False
    return named == set(canons(quote.statement.organisation or "")) - lexicon.FUNCTION_WORDS


def _speaker_id(quote: Quote) -> str | None:
    return quote.speaker.id if quote.speaker is not None else None


def _by_sureness(pair: tuple[Comparison, Meaning]) -> tuple[object, ...]:
    return (-round(pair[1].sureness, 4), -round(pair[1].similarity, 6), -pair[1].overlap, rank(pair[0]))


def _by_similarity(comparison: Comparison) -> tuple[object, ...]:
    return (-round(comparison.candidate.nearness, 6), rank(comparison))


def rank(comparison: Comparison) -> tuple[object, ...]:
    quote = comparison.quote
    return (
        comparison.fit,
        not comparison.quoted,
        -round(comparison.closeness, 6),
        -round(comparison.candidate.nearness, 6),
        str(quote.source.published_on or "9999"),
        quote.content,
        quote.source.title or "",
        quote.id,
    )


def speakers(found: Sequence[Comparison]) -> tuple[Speaker, ...]:
    return tuple(dict.fromkeys(each.quote.speaker for each in found if each.quote.speaker is not None))
