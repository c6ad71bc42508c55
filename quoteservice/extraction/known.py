"""Who a mention is, as far as the text tells, and who was met before it."""

from __future__ import annotations

from dataclasses import dataclass

from quoteservice.domain.speaker import SpeakerKind
from quoteservice.extraction.mentions import Mention

# Kinds of speakers that "he" and "she" may mean.
SINGLE = (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Known:
    """Who a mention is: `speaker` is None where it is not clear."""

    speaker: str | None
    kind: SpeakerKind | None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker met earlier in the text, and where."""

    known: Known
    mention: Mention
    at: int


def agrees(one: str | None, other: str | None) -> bool:
    """True if two genders can be one person's; None is unknown."""
    return one is None or other is None or one == other
