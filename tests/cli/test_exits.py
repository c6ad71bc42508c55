"""Exit codes."""

from __future__ import annotations

import pytest

from quoteservice import errors
from quoteservice.cli import exits
from quoteservice.domain.verdict import Verdict

CONFIRMED, REJECTED, UNVERIFIED = Verdict.CONFIRMED, Verdict.REJECTED, Verdict.UNVERIFIED


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([], 0),
        ([CONFIRMED, CONFIRMED], 0),
        ([CONFIRMED, UNVERIFIED], 3),
        ([UNVERIFIED, REJECTED, CONFIRMED], 1),
    ],
)
def test_for_verdicts_is_the_worst(verdicts: list[Verdict], code: int) -> None:
    """A rejection counts more than an open question, and that more than a confirmation."""
    assert exits.for_verdicts(verdicts) == code


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.BlankText, 2),
        (errors.UnknownSpeaker, 2),
        (errors.StoreUnavailable, 4),
        (errors.StoreFull, 4),
        (errors.ModelMissing, 4),
        (errors.InvalidSetting, 4),
        (errors.QuoteserviceError, 4),
    ],
)
def test_for_error_says_whose_turn_it_is(kind: type[errors.QuoteserviceError], code: int) -> None:
    """2: ask differently; 4: the service has to be mended, or asked later."""
    assert exits.for_error(kind("It is so", remedy="Do this.")) == code


def test_verdicts_have_codes_of_their_own() -> None:
    """Every verdict has an exit code, and no two share one."""
    assert set(exits.VERDICTS) == set(Verdict)
    assert len(set(exits.VERDICTS.values())) == len(Verdict)
