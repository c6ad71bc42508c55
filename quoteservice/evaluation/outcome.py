"""What the service answered to a case, and whether that is right."""

from __future__ import annotations

from dataclasses import dataclass

from quoteservice.domain.verdict import ChangeKind, Finding, Judgement, Severity, Verdict
from quoteservice.evaluation.cases import Case


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case with its answer; `kinds` are the kinds of the material changes named, `milliseconds` the wait."""

    case: Case
    verdict: Verdict
    finding: Finding
    confidence: float
    kinds: frozenset[ChangeKind]
    milliseconds: float
    explanation: str = ""

    @property
    def finding_right(self) -> bool:
        """True if the finding is one that can be defended."""
        return self.finding in self.case.findings and self.verdict in self.case.verdicts

    @property
    def verdict_right(self) -> bool:
        """True if the verdict is one that can be defended."""
        return self.verdict in self.case.verdicts

    @property
    def false_confirm(self) -> bool:
        """True if words were confirmed that must not be."""
        return self.verdict is Verdict.CONFIRMED and Verdict.CONFIRMED not in self.case.verdicts

    @property
    def false_reject(self) -> bool:
        """True if honest words were rejected."""
        return (
            self.verdict is Verdict.REJECTED
            and self.case.verdict is Verdict.CONFIRMED
            and Verdict.REJECTED not in self.case.verdicts
        )

    @property
    def abstained(self) -> bool:
        """True if the answer was left open although it is known."""
        return self.verdict is Verdict.UNVERIFIED and Verdict.UNVERIFIED not in self.case.verdicts

    @property
    def must_name_kind(self) -> bool:
        """True if a kind of change is asked for; another defensible finding need not name one."""
        elsewhere = self.finding_right and self.finding is not self.case.finding
        return bool(self.case.changes) and not elsewhere

    @property
    def kind_right(self) -> bool:
        """True if every kind of change that must be named was named, or a kind that names the same change."""
        return set(self.case.changes) <= self.kinds or bool(self.kinds & set(self.case.changes_also))


def outcome(case: Case, judgement: Judgement, milliseconds: float) -> Outcome:
    """The answer to a case, reduced to what is measured."""
    return Outcome(
        case=case,
        verdict=judgement.verdict,
        finding=judgement.finding,
        confidence=judgement.confidence,
        kinds=frozenset(change.kind for change in judgement.changes if change.severity is Severity.MATERIAL),
        milliseconds=milliseconds,
        explanation=judgement.explanation,
    )
