"""What the API answers, as frozen values; the fields are named and explained as in its OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from quoteservice.domain.challenge import ChallengeKind
from quoteservice.domain.claim import ClaimForm, Profile
from quoteservice.domain.job import JobKind, JobState
from quoteservice.domain.quote import Form, RecordAction
from quoteservice.domain.speaker import ResolutionStatus, SpeakerAction, SpeakerKind
from quoteservice.domain.verdict import ChangeKind, DiffOp, Finding, Severity, Verdict

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said something; `kind` is None where the API leaves it out."""

    id: str
    name: str
    kind: SpeakerKind | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One published document."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    published_on: date | None
    url: str | None
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One attributed statement in one source."""

    id: str
    content: str
    form: Form
    speaker: Speaker | None
    mention: str | None
    role: str | None
    organisation: str | None
    cue: str | None
    channel: str | None
    start: int
    end: int
    source: Source
    parts: tuple[Offsets, ...] = ()
    relayed_by: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One typed difference between claimed and recorded words."""

    kind: ChangeKind
    severity: Severity
    claimed: str
    recorded: str
    claimed_span: Offsets
    recorded_span: Offsets


@dataclass(frozen=True, slots=True)
class DiffPart:
    """One step from the recorded words to the claimed ones."""

    op: DiffOp
    claimed: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a quote stands in its source."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that bears on the claim; without a similarity where words decided."""

    quote: Quote
    similarity: float | None
    diff: tuple[DiffPart, ...]
    selector: Selector
    independent_sources: int = 1


@dataclass(frozen=True, slots=True)
class Challenge:
    """A passage that speaks against the words."""

    kind: ChallengeKind
    text: str
    start: int
    end: int
    source: Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched; the API calls `first` and `last` `from` and `to`."""

    quotes: int
    sources: int
    first: date | None = field(default=None, metadata={"name": "from"})
    last: date | None = field(default=None, metadata={"name": "to"})


@dataclass(frozen=True, slots=True)
class Versions:
    """Under which code and models an answer was given."""

    service: str
    encoder: str
    rules: str


@dataclass(frozen=True, slots=True)
class AnsweredClaim:
    """What was asked."""

    text: str
    speaker: str | None
    form: ClaimForm
    said_on: date | None
    profile: Profile = Profile.STRICT


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer to one claim."""

    id: str
    verdict: Verdict
    finding: Finding
    confidence: float
    explanation: str
    claim: AnsweredClaim
    speaker: Speaker | None
    said_by: tuple[Speaker, ...]
    changes: tuple[Change, ...]
    evidence: tuple[Evidence, ...]
    coverage: Coverage
    versions: Versions
    checked_at: datetime
    challenges: tuple[Challenge, ...] = ()
    previous: str | None = None
    changed: bool | None = None


@dataclass(frozen=True, slots=True)
class Verifications:
    """The answers to several claims, in their order."""

    verifications: tuple[Verification, ...]


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """A statement of a draft and the answer to it; neither is stored."""

    quote: Quote
    verification: Verification


@dataclass(frozen=True, slots=True)
class Summary:
    """How many statements got which verdict."""

    confirmed: int
    rejected: int
    unverified: int


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Every attributed statement of a draft, in order of its readable text."""

    text: str
    statements: tuple[CheckedStatement, ...]
    summary: Summary
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its quotes; `text` is None in the answer to adding it."""

    source: Source
    quotes: tuple[Quote, ...]
    text: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A title as printed, with its day and source."""

    title: str
    organisation: str | None
    on: date | None
    source_id: str | None


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """All that is known of a speaker; `role_on` only where a day was asked about."""

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    quotes: int
    merged: tuple[str, ...] = ()
    role_on: Role | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a name means; `resolved` only if exactly one fits."""

    speakers: tuple[SpeakerProfile, ...]
    resolution: ResolutionStatus
    resolved: SpeakerProfile | None


@dataclass(frozen=True, slots=True)
class SplitSpeakers:
    """Who stayed and who left."""

    speaker: SpeakerProfile
    split: tuple[SpeakerProfile, ...]


@dataclass(frozen=True, slots=True)
class SpeakerChange:
    """One merge or split that was done by hand."""

    at: datetime
    action: SpeakerAction
    speaker: str
    other: str
    aliases: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The merges and splits of a speaker, oldest first."""

    history: tuple[SpeakerChange, ...]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One step of the history of quotes."""

    sequence: int
    action: RecordAction
    quote_id: str
    speaker_id: str | None
    source_id: str


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """Some changes; `last` is where to go on."""

    changes: tuple[RecordChange, ...]
    last: int
    more: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """What answers."""

    status: str
    versions: Versions


@dataclass(frozen=True, slots=True)
class JobProblem:
    """Why a job failed; `type` ends with the name of the problem."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Job:
    """A request that is done later; `done` of `total` claims or statements, whose number is None until it is known."""

    id: str
    kind: JobKind
    state: JobState
    done: int
    total: int | None
    made_at: datetime
    ended_at: datetime | None
    result: str | None
    problem: JobProblem | None

    @property
    def has_ended(self) -> bool:
        """True if nothing more becomes of it."""
        return self.state in (JobState.DONE, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """One page of quotes; `next` is the cursor of the following one."""

    quotes: tuple[Quote, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """One page of articles; `next` is the cursor of the following one."""

    sources: tuple[Source, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    """One page of speakers; `next` is the cursor of the following one."""

    speakers: tuple[SpeakerProfile, ...]
    next: str | None
