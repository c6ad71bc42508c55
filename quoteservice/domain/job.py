"""Work that was accepted now and is done later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quoteservice.domain.claim import Claim
from quoteservice.domain.draft import CheckedDraft
from quoteservice.domain.quote import Document
from quoteservice.domain.verdict import Verification


class JobKind(StrEnum):
    """What is to be done."""

    VERIFY = "verify"
    CHECK = "check"
    INGEST = "ingest"


class JobState(StrEnum):
    """How far it is; the last two are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done, with what it needs: claims to verify, or a document to check or ingest."""

    kind: JobKind
    claims: tuple[Claim, ...] = ()
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing came of a job: the class of the error by name, and what it says."""

    error: str
    what: str
    where: str | None
    remedy: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: answers, a checked draft, a source by its id, or a failure."""

    verifications: tuple[Verification, ...] = ()
    draft: CheckedDraft | None = None
    source_id: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it stands: `done` of `total` claims or statements, whose number is None until it is known.

    `asked_by` is the id of the key that it came with, and `attempts` how often it was begun.
    """

    id: str
    kind: JobKind
    asked_by: str | None
    made_at: datetime
    state: JobState = JobState.QUEUED
    done: int = 0
    total: int | None = None
    attempts: int = 0
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """How many jobs wait and are being done, and since when the one that waits longest does."""

    queued: int
    running: int
    oldest: datetime | None
