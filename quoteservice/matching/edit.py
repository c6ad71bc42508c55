"""One difference between claimed and recorded words, and which house styles let it stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from quoteservice.domain.claim import Profile
from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, Severity
from quoteservice.matching.kinds import Run
from quoteservice.text.word import Word


class Permit(IntEnum):
    """What a change takes to stand: nothing, leave to edit, leave to mend speech; or nothing permits it.

    `TYPOGRAPHY` is another printing of the same spoken words: spelling, number format, a capital in brackets.
    `EDIT` are an editor's words in brackets and contractions written out. `CLEAN_UP` drops fillers and mends grammar.
    """

    TYPOGRAPHY = 0
    EDIT = 1
    CLEAN_UP = 2
    NONE = 3


# How far each house style lets an editor go; `deletions` lets words be left out behind a mark, and nothing else.
PERMITTED = {Profile.DELETIONS: Permit.TYPOGRAPHY, Profile.STRICT: Permit.EDIT, Profile.CLEAN_UP: Permit.CLEAN_UP}


@dataclass(frozen=True, slots=True)
class Edit:
    """A change, and what it takes to stand."""

    change: Change
    permit: Permit = Permit.NONE

    @property
    def material(self) -> bool:
        """True if the change alters what was said."""
        return self.change.severity is Severity.MATERIAL


def change(run: Run, kind: ChangeKind, severity: Severity) -> Change:
    """The differing words of a run as a change."""
    return Change(
        kind=kind,
        severity=severity,
        claimed=_printed(run.claimed),
        recorded=_printed(run.recorded),
        claimed_span=_span(run.claimed, run.claimed_at),
        recorded_span=_span(run.recorded, run.recorded_at),
    )


def _printed(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _span(words: Sequence[Word], otherwise: int) -> Span:
    return Span(words[0].span.start, words[-1].span.end) if words else Span(otherwise, otherwise)
