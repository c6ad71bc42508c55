"""Who can say something: people, organisations, collectives, and descriptions without a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SpeakerKind(StrEnum):
    """What kind of speaker a name stands for; kinds are never merged with each other."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COLLECTIVE = "collective"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker; `name` is the fullest form of the name that is on record."""

    id: str
    name: str
    kind: SpeakerKind = SpeakerKind.PERSON


@dataclass(frozen=True, slots=True)
class Role:
    """A title as printed, with the day of the source that printed it.

    `organisation` is part of what was printed ("NATO" in "acting NATO spokesman"), or None.
    """

    title: str
    organisation: str | None = None
    on: date | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """All that is known of a speaker: `aliases` as printed, `roles` oldest first.

    `merged` are the ids of speakers that were merged into this one by hand; they still lead here.
    """

    speaker: Speaker
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    quotes: int = 0
    merged: tuple[str, ...] = ()


class SpeakerAction(StrEnum):
    """What was done to the entries of speakers by hand."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class SpeakerChange:
    """One line of the audit trail of speakers.

    `MERGE`: `other_id` counts as `speaker_id` from then on. `SPLIT`: `other_id` left `speaker_id`, with those names
    and quotes.
    """

    at: datetime
    action: SpeakerAction
    speaker_id: str
    other_id: str
    aliases: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class ResolutionStatus(StrEnum):
    """How well a name as typed points at a speaker on record."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a name means: `candidates` best first; `resolved` only if exactly one fits.

    `forms` are entries on record that can only be the resolved person under a shorter name; `maybe` those that may be
    meant but need not: a bare surname that several people bear, somebody who held the office on another day.
    """

    status: ResolutionStatus
    resolved: SpeakerProfile | None = None
    candidates: tuple[SpeakerProfile, ...] = ()
    forms: tuple[SpeakerProfile, ...] = ()
    maybe: tuple[SpeakerProfile, ...] = ()

    @property
    def meant(self) -> tuple[SpeakerProfile, ...]:
        """Whose words count as those of the claimed speaker."""
        return (self.resolved, *self.forms) if self.resolved else self.candidates
