"""Answers claims: prepare, gather, weigh what words leave open, judge, record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoteservice.domain.access import Key
from quoteservice.domain.claim import Bearing, Claim
from quoteservice.domain.verdict import Judgement, Verification, Versions
from quoteservice.matching.case import Case
from quoteservice.matching.judge import by_words, judge
from quoteservice.matching.prepare import prepare
from quoteservice.ports import Clock, Entailment, Ids
from quoteservice.workflows.admission import Limits, admit, admit_optional
from quoteservice.workflows.answers import Answers
from quoteservice.workflows.remembered import Answer, Remembered
from quoteservice.workflows.retrieve import Leads, Retrieve
from quoteservice.workflows.stages import Stages


class Verify:
    """The one way to an answer, for every door."""

    def __init__(
        self,
        answers: Answers,
        retrieve: Retrieve,
        entailment: Entailment,
        versions: Versions,
        limits: Limits,
        clock: Clock,
        ids: Ids,
        remembered: Remembered[Claim, Answer],
    ) -> None:
        self._kept = answers
        self.stages = Stages()
        self._retrieve = retrieve
        self._entailment = entailment
        self._versions = versions
        self._limits = limits
        self._clock = clock
        self._ids = ids
        self._remembered = remembered

    def many(self, claims: Sequence[Claim], key: Key | None = None) -> tuple[Verification, ...]:
        """The answers in order, each kept under its id as long as the settings say.

        Raises InvalidInput if one of the claims cannot be read.
        """
        return self.keep(self.answers(claims), key.id if key else None)

    def keep(self, answers: Sequence[Verification], asked_by: str | None) -> tuple[Verification, ...]:
        """The answers as whoever asked for them gets them, each kept under its id as long as the settings say."""
        theirs = tuple(replace(answer, asked_by=asked_by) for answer in answers)
        with self.stages("keep"):
            self._kept.keep(theirs)
        return theirs

    def again(self, before: Verification, key: Key | None = None) -> Verification:
        """The claim of an earlier answer, asked of the record as it is now; kept, and linked to that answer."""
        (answer,) = self.answers([before.claim])
        changed = _differs(answer.judgement, before.judgement)
        linked = replace(answer, previous=before.id, changed=changed, asked_by=key.id if key else None)
        self._kept.keep([linked])
        return linked

    def answers(self, claims: Sequence[Claim]) -> tuple[Verification, ...]:
        """The answers in order, kept nowhere; equal claims are worked out once for each revision of the record."""
        with self.stages("prepare"):
            asked = [self._admitted(claim) for claim in claims]
        revision = self._retrieve.revision()
        remembered = {claim: self._remembered.recall(claim, revision) for claim in dict.fromkeys(asked)}
        found = {claim: answer for claim, answer in remembered.items() if answer is not None}
        new = [claim for claim in remembered if claim not in found]
        if new:
            worked_out = dict(zip(new, self._worked_out(new), strict=True))
            found |= worked_out
            # What was gathered while somebody wrote may be partly of either revision, and is good for this time only.
            if self._retrieve.revision() == revision:
                for claim, answer in worked_out.items():
                    self._remembered.remember(claim, revision, answer)
        now = self._clock()
        return tuple(Verification(self._ids(), claim, *found[claim], self._versions, now) for claim in asked)

    def _worked_out(self, claims: Sequence[Claim]) -> list[Answer]:
        with self.stages("prepare"):
            prepared = [prepare(claim) for claim in claims]
        with self._retrieve.snapshot():
            with self.stages("gather"):
                leads = [self._retrieve.leads(claim) for claim in prepared]
            with self.stages("words"):
                found = [self._by_words(each) for each in leads]
        still_open = [each for each, judgement in zip(leads, found, strict=True) if judgement is None]
        by_meaning = iter(self._by_meaning(still_open) if still_open else ())
        return [(judgement or next(by_meaning), each.coverage) for each, judgement in zip(leads, found, strict=True)]

    def _by_words(self, leads: Leads) -> Judgement | None:
        """The answer if words decide; None as well if they are so frequent that by them the record is not found."""
        judgement = by_words(Case.opened(leads.claim, self._retrieve.worded(leads)))
        if judgement is None or not any(each.quote.id in leads.by_words for each in judgement.evidence):
            return None
        return judgement

    def _by_meaning(self, leads: Sequence[Leads]) -> list[Judgement]:
        with self.stages("search"), self._retrieve.snapshot():
            dossiers = self._retrieve.dossiers(leads)
        with self.stages("weigh"):
            cases = self._weighed(
                [Case.opened(one.claim, dossier) for one, dossier in zip(leads, dossiers, strict=True)]
            )
        with self.stages("judge"):
            return [judge(case) for case in cases]

    def _weighed(self, cases: Sequence[Case]) -> list[Case]:
        """The cases with the meaning weighed of what words leave open, in one call of the model for all of them."""
        asked = [case.open_questions() for case in cases]
        pairs = [
            (said, case.asserted)
            for case, quotes in zip(cases, asked, strict=True)
            for texts in quotes.values()
            for said in texts
        ]
        found = iter(self._entailment.relate(pairs).tolist() if pairs else ())
        return [
            case.weighed({id_: tuple(Bearing(*next(found)) for _ in texts) for id_, texts in quotes.items()})
            if quotes
            else case
            for case, quotes in zip(cases, asked, strict=True)
        ]

    def _admitted(self, claim: Claim) -> Claim:
        return replace(
            claim,
            text=admit(claim.text, "text", self._limits.claim),
            speaker=admit_optional(claim.speaker, "speaker", self._limits.speaker),
        )


def _differs(one: Judgement, other: Judgement) -> bool:
    """True if a reader of the first answer would be told something else by the second."""
    return (one.verdict, one.finding, _people(one)) != (other.verdict, other.finding, _people(other))


def _people(judgement: Judgement) -> tuple[str | None, frozenset[str]]:
    who = judgement.speaker.name if judgement.speaker else None
    return who, frozenset(speaker.name for speaker in judgement.said_by)
