"""Rates count what their names say."""

from __future__ import annotations

import pytest

from quoteservice.domain.claim import ClaimForm
from quoteservice.domain.verdict import ChangeKind, Finding
from quoteservice.evaluation import metrics
from quoteservice.evaluation.cases import Case, Part, verdict_of
from quoteservice.evaluation.outcome import Outcome


def answered(
    gold: Finding, got: Finding, *, form: ClaimForm = ClaimForm.ANY, confidence: float = 0.9, **fields: object
) -> Outcome:
    """A case of one finding, answered with another; further fields are the case's."""
    kinds = fields.pop("kinds", frozenset())
    case = Case("x", Part.DEV, "text", gold, form=form, **fields)  # type: ignore[arg-type]
    return Outcome(case, verdict_of(got, form), got, confidence, kinds, 10.0)  # type: ignore[arg-type]


def test_findings_are_right_when_listed_as_defensible() -> None:
    """An answer that the case lists under `also` is right."""
    outcome = answered(Finding.TRUNCATED, Finding.ALTERED, also=(Finding.ALTERED,))
    assert outcome.finding_right
    assert outcome.verdict_right


def test_a_confirmation_is_false_when_no_defensible_answer_confirms() -> None:
    """Bad, disputed and unknown words must not be confirmed."""
    bad = [answered(gold, Finding.VERBATIM) for gold in (Finding.ALTERED, Finding.DISPUTED, Finding.NOT_FOUND)]
    assert [each.false_confirm for each in bad] == [True, True, True]
    assert not answered(Finding.ALTERED, Finding.EDITED, also=(Finding.EDITED,)).false_confirm


def test_a_direct_paraphrase_is_falsely_confirmed_when_taken_for_an_edit() -> None:
    """Quotation marks claim exact words, so confirming a reworded direct claim is the worst error."""
    assert answered(Finding.PARAPHRASE, Finding.EDITED, form=ClaimForm.DIRECT).false_confirm


def test_a_rejection_is_false_when_the_words_are_honest() -> None:
    """Only honest words can be falsely rejected."""
    assert answered(Finding.EXCERPT, Finding.TRUNCATED).false_reject
    assert not answered(Finding.NOT_FOUND, Finding.TRUNCATED).false_reject


def test_an_open_answer_is_an_abstention_when_the_answer_is_known() -> None:
    """Leaving open what is on record abstains; leaving open what is not does not."""
    assert answered(Finding.VERBATIM, Finding.NOT_FOUND).abstained
    assert not answered(Finding.NOT_FOUND, Finding.TOO_SHORT).abstained


@pytest.mark.parametrize(
    ("named", "right"),
    [
        ({ChangeKind.DATE}, True),
        ({ChangeKind.NUMBER}, True),
        ({ChangeKind.WORD}, False),
        (set(), False),
        ({ChangeKind.WORD, ChangeKind.DATE}, True),
    ],
)
def test_the_kind_is_right_when_the_change_is_named(named: set[ChangeKind], right: bool) -> None:
    """The kind that must be named, or one that names the same change, is among those named."""
    outcome = answered(
        Finding.ALTERED,
        Finding.ALTERED,
        changes=(ChangeKind.DATE,),
        changes_also=(ChangeKind.NUMBER,),
        kinds=frozenset(named),
    )
    assert outcome.kind_right is right


def test_no_kind_is_asked_for_when_another_finding_can_be_defended() -> None:
    """A case that may as well be called spliced, and is, need not name a kind of change."""
    outcome = answered(Finding.ALTERED, Finding.SPLICED, also=(Finding.SPLICED,), changes=(ChangeKind.HEDGE,))
    assert not outcome.must_name_kind
    assert metrics.summary([outcome]).kind is None
    assert answered(Finding.ALTERED, Finding.EDITED, changes=(ChangeKind.HEDGE,)).must_name_kind


def test_rates_are_shares_of_what_can_go_wrong_when_summed() -> None:
    """False confirmations are counted among bad cases, false rejections among honest ones, in percent."""
    summary = metrics.summary(
        [
            answered(Finding.ALTERED, Finding.EDITED),
            answered(Finding.ALTERED, Finding.ALTERED),
            answered(Finding.NOT_FOUND, Finding.NOT_FOUND),
            answered(Finding.SPLICED, Finding.NOT_FOUND),
            answered(Finding.VERBATIM, Finding.ALTERED),
            answered(Finding.VERBATIM, Finding.VERBATIM),
        ]
    )
    assert summary == metrics.Summary(
        cases=6, verdict=50.0, finding=50.0, false_confirm=25.0, false_reject=50.0, abstained=20.0, kind=None
    )


def test_rates_are_absent_when_nothing_falls_under_them() -> None:
    """No cases give no rate, which is not a rate of nought."""
    assert metrics.summary([]) == metrics.Summary(0, None, None, None, None, None, None)
    assert metrics.brier([]) is None
    assert metrics.latency([]) == {}


def test_groups_hold_only_their_own_when_split() -> None:
    """Each finding and each kind is summed apart."""
    outcomes = [
        answered(Finding.ALTERED, Finding.ALTERED, changes=(ChangeKind.NAME,), kinds=frozenset({ChangeKind.NAME})),
        answered(Finding.VERBATIM, Finding.ALTERED),
    ]
    assert {name: each.finding for name, each in metrics.by_finding(outcomes).items()} == {
        "altered": 100.0,
        "verbatim": 0.0,
    }
    assert {name: each.kind for name, each in metrics.by_kind(outcomes).items()} == {"name": 100.0}


def test_the_brier_score_is_the_mean_squared_error_when_computed() -> None:
    """Sure and right costs nothing, sure and wrong costs one, half sure a quarter."""
    right = answered(Finding.VERBATIM, Finding.VERBATIM, confidence=1.0)
    wrong = answered(Finding.VERBATIM, Finding.ALTERED, confidence=1.0)
    half = answered(Finding.VERBATIM, Finding.VERBATIM, confidence=0.5)
    assert metrics.brier([right]) == 0.0
    assert metrics.brier([wrong]) == 1.0
    assert metrics.brier([right, half]) == 0.125


def test_reliability_sets_confidence_beside_truth_when_binned() -> None:
    """Each tenth shows its mean confidence and the share that was right; a confidence of one is in the last."""
    rows = metrics.reliability(
        [
            answered(Finding.VERBATIM, Finding.VERBATIM, confidence=1.0),
            answered(Finding.VERBATIM, Finding.ALTERED, confidence=0.9),
            answered(Finding.VERBATIM, Finding.ALTERED, confidence=0.2),
        ]
    )
    assert [(row["from"], row["cases"], row["mean_confidence"], row["right"]) for row in rows] == [
        (0.2, 1, 20.0, 0.0),
        (0.9, 2, 95.0, 50.0),
    ]
