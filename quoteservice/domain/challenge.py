"""What was printed against words on record: that they were denied, corrected or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quoteservice.domain.quote import Source
from quoteservice.domain.span import Span


class ChallengeKind(StrEnum):
    """`DENIAL`: not said, or not so. `CORRECTION`: by whoever printed it. `RETRACTION`: said, and taken back."""

    DENIAL = "denial"
    CORRECTION = "correction"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Challenge:
    """One passage of a source that speaks against words on record.

    `span` are its offsets into the source text and `text` its characters; `context` is what stands around it, itself
    included. `names` are those whom it says the words are not from, as printed; none if it names nobody.
    """

    id: str
    kind: ChallengeKind
    source: Source
    span: Span
    text: str
    context: str
    names: tuple[str, ...] = ()
