"""A draft whose statements were held against the record."""

from __future__ import annotations

from dataclasses import dataclass

from quoteservice.domain.quote import Quote
from quoteservice.domain.verdict import Verdict, Verification


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """A statement of the draft (as a quote that is not on record) and the answer to it."""

    quote: Quote
    verification: Verification


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """The readable text of a draft and its statements, in order of the text; `warnings` say what may be missing."""

    text: str
    statements: tuple[CheckedStatement, ...]
    warnings: tuple[str, ...] = ()

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdict on each statement."""
        return [each.verification.judgement.verdict for each in self.statements]

    @property
    def summary(self) -> dict[str, int]:
        """How many statements got which verdict."""
        return {verdict.value: self.verdicts.count(verdict) for verdict in Verdict}
