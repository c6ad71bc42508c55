"""Rates over outcomes: how often right, how often wrong in which way, how well calibrated, how long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quoteservice.domain.verdict import ChangeKind, Finding, Verdict
from quoteservice.evaluation.outcome import Outcome

# Rates in percent of small sets: one decimal tells all there is, and keeps the committed file quiet.
PERCENT_DECIMALS = 1
SCORE_DECIMALS = 4
BINS = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """Rates in percent; None where nothing falls under a rate.

    `false_confirm` is of the cases that must not be confirmed, `false_reject` of the honest ones, `abstained` of
    those whose answer is known, `kind` of those where a kind of change must be named.
    """

    cases: int
    verdict: float | None
    finding: float | None
    false_confirm: float | None
    false_reject: float | None
    abstained: float | None
    kind: float | None


def percent(part: int, whole: int) -> float | None:
    """`part` of `whole` in percent, None of nothing."""
    return round(100 * part / whole, PERCENT_DECIMALS) if whole else None


def summary(outcomes: Sequence[Outcome]) -> Summary:
    """The rates over `outcomes`."""
    must_not = [each for each in outcomes if Verdict.CONFIRMED not in each.case.verdicts]
    honest = [each for each in outcomes if each.case.verdict is Verdict.CONFIRMED]
    known = [each for each in outcomes if Verdict.UNVERIFIED not in each.case.verdicts]
    typed = [each for each in outcomes if each.must_name_kind]
    return Summary(
        cases=len(outcomes),
        verdict=_share(outcomes, lambda each: each.verdict_right),
        finding=_share(outcomes, lambda each: each.finding_right),
        false_confirm=_share(must_not, lambda each: each.false_confirm),
        false_reject=_share(honest, lambda each: each.false_reject),
        abstained=_share(known, lambda each: each.abstained),
        kind=_share(typed, lambda each: each.kind_right),
    )


def by_finding(outcomes: Sequence[Outcome]) -> dict[str, Summary]:
    """The rates for each right finding that occurs."""
    return _grouped(outcomes, [(finding.value, _has_finding(finding)) for finding in Finding])


def by_kind(outcomes: Sequence[Outcome]) -> dict[str, Summary]:
    """The rates for each kind of change that must be named."""
    return _grouped(outcomes, [(kind.value, _has_kind(kind)) for kind in ChangeKind])


def brier(outcomes: Sequence[Outcome]) -> float | None:
    """Mean squared distance of the confidence from what came true (1 if the finding was right); 0 is best."""
    if not outcomes:
        return None
    total = sum((each.confidence - each.finding_right) ** 2 for each in outcomes)
    return round(total / len(outcomes), SCORE_DECIMALS)


def reliability(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """For each tenth of confidence that occurs: its cases, the mean confidence and the share that was right."""
    rows = []
    for number in range(BINS):
        inside = [each for each in outcomes if min(int(each.confidence * BINS), BINS - 1) == number]
        if inside:
            mean = sum(each.confidence for each in inside) / len(inside)
            rows.append(
                {
                    "from": number / BINS,
                    "to": (number + 1) / BINS,
                    "cases": len(inside),
                    "mean_confidence": round(100 * mean, PERCENT_DECIMALS),
                    "right": _share(inside, lambda each: each.finding_right),
                }
            )
    return rows


def latency(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Median and 95th percentile of the wait, in whole milliseconds; empty without outcomes."""
    waits = sorted(each.milliseconds for each in outcomes)
    if not waits:
        return {}
    return {"p50": round(_quantile(waits, 0.5)), "p95": round(_quantile(waits, 0.95))}


def report(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Everything that is measured, as plain values for JSON."""
    return {
        "summary": asdict(summary(outcomes)),
        "by_finding": {name: asdict(each) for name, each in by_finding(outcomes).items()},
        "by_kind": {name: asdict(each) for name, each in by_kind(outcomes).items()},
        "brier": brier(outcomes),
        "reliability": reliability(outcomes),
    }


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float | None:
    return percent(sum(map(holds, outcomes)), len(outcomes))


def _grouped(
    outcomes: Sequence[Outcome], groups: Iterable[tuple[str, Callable[[Outcome], bool]]]
) -> dict[str, Summary]:
    found = ((name, [each for each in outcomes if belongs(each)]) for name, belongs in groups)
    return {name: summary(group) for name, group in found if group}


def _has_finding(finding: Finding) -> Callable[[Outcome], bool]:
    return lambda each: each.case.finding is finding


def _has_kind(kind: ChangeKind) -> Callable[[Outcome], bool]:
    return lambda each: kind in each.case.changes


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
