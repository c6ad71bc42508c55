"""What a user asks, and all the evidence that is gathered before it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quoteservice.domain.challenge import Challenge
from quoteservice.domain.quote import Quote
from quoteservice.domain.speaker import Resolution


class ClaimForm(StrEnum):
    """What the user holds: words said exactly (`DIRECT`), words reported, or either."""

    ANY = "any"
    DIRECT = "direct"
    INDIRECT = "indirect"


class Profile(StrEnum):
    """Which house style decides what may be changed without a mark."""

    STRICT = "strict"
    DELETIONS = "deletions"
    CLEAN_UP = "clean-up"


@dataclass(frozen=True, slots=True)
class Claim:
    """ "X said Y": `speaker` as a user types it, or None to ask who said it."""

    text: str
    speaker: str | None = None
    form: ClaimForm = ClaimForm.ANY
    said_on: date | None = None
    profile: Profile = Profile.STRICT


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that the claim may be about.

    `similarity` is the best cosine of any of its sentences, -1 to 1; None if the meaning was not asked.
    """

    quote: Quote
    similarity: float | None

    @property
    def nearness(self) -> float:
        """The similarity, 0 if it is not known."""
        return self.similarity or 0.0


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a recorded utterance bears on a claim in other words: three probabilities, 0 to 1, that sum to 1."""

    supports: float
    contradicts: float
    neither: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: by the claimed speaker, or everything on record if none was named."""

    quotes: int = 0
    sources: int = 0
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a claim is judged by; it can be saved and judged again.

    `resolution` is None when no speaker was claimed. `candidates` are the quotes near the claim, whoever said
    them, `challenges` what was printed against words near it; their order carries no meaning.
    """

    claim: Claim
    resolution: Resolution | None
    candidates: tuple[Candidate, ...]
    coverage: Coverage
    challenges: tuple[Challenge, ...] = ()
