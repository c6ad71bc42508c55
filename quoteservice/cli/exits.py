"""Exit codes, for scripts: what the answer was, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable

from quoteservice.domain.verdict import Verdict
from quoteservice.errors import InvalidInput, NotFound, QuoteserviceError

OK = 0
REJECTED = 1
# argparse ends with 2 as well when a command is written wrongly.
INPUT = 2
UNVERIFIED = 3
UNAVAILABLE = 4
# 128 + SIGINT, as shells report it.
INTERRUPTED = 130

VERDICTS = {Verdict.CONFIRMED: OK, Verdict.REJECTED: REJECTED, Verdict.UNVERIFIED: UNVERIFIED}

MEANINGS = """exit codes:
  0    confirmed, or done
  1    rejected (check: at least one statement is)
  2    the command or what it was given cannot be used, or is not on record
  3    unverified (check: at least one statement is, and none is rejected)
  4    the service cannot start or cannot answer now
  130  interrupted"""


def for_error(error: QuoteserviceError) -> int:
    """The exit code of a command that could not answer."""
    return INPUT if isinstance(error, InvalidInput | NotFound) else UNAVAILABLE


def for_verdicts(verdicts: Iterable[Verdict]) -> int:
    """The exit code of several verdicts: the worst of them, a rejection before an open question."""
    found = set(verdicts)
    if Verdict.REJECTED in found:
        return REJECTED
    return UNVERIFIED if Verdict.UNVERIFIED in found else OK
