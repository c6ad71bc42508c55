"""Accepts work now and does it later, so that nobody has to wait for a long text.

1. Work is kept in the store before it is acknowledged, so that no crash loses it.
2. A runner takes the job that waits longest; it is that runner's as long as the lease is renewed, then another's.
3. What came of it is kept, and what it was about is forgotten; the rest when the time for claims is over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from quoteservice.domain.access import Key, Scope
from quoteservice.domain.claim import Claim
from quoteservice.domain.draft import CheckedDraft
from quoteservice.domain.job import Failure, Job, JobKind, Outcome, Queue, Work
from quoteservice.domain.quote import Document
from quoteservice.domain.verdict import Verification
from quoteservice.errors import NoResult, QueueFull, QuoteserviceError, Unavailable, UnknownJob
from quoteservice.ports import Clock, Ids, JobStore
from quoteservice.workflows.check import Check, Progress
from quoteservice.workflows.ingest import Ingest
from quoteservice.workflows.verify import Verify

# Without a sign of life for that long a runner is taken to be dead. Three renewals fit in it.
LEASE = timedelta(seconds=30)

# A job that was begun that often and never ended is no accident of its runners.
MOST_ATTEMPTS = 3

# Claims or statements answered between two signs of progress: about a second, and few enough to stop soon.
AT_ONCE = 10

log = logging.getLogger("quoteservice.jobs")


class Stopped(Exception):
    """The runner is to stop; the job waits again."""


class Lost(Exception):
    """The job is the runner's no more: it was erased, or taken by another one."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What does the work: the same that answers at once."""

    verify: Verify
    check: Check
    ingest: Ingest


@dataclass(frozen=True, slots=True)
class JobRules:
    """How many jobs may wait, and for how many days claims are kept, 0 for not at all."""

    most: int
    days: int


@dataclass(frozen=True, slots=True)
class Run:
    """A job that a runner had in hand, and what came of it: None if it was stopped, lost, or is to be tried again."""

    job: Job
    outcome: Outcome | None


class Jobs:
    """The jobs of one store."""

    def __init__(self, store: JobStore, hands: Hands, rules: JobRules, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._hands = hands
        self._rules = rules
        self._clock = clock
        self._ids = ids

    def accept(self, work: Work, key: Key | None = None) -> Job | None:
        """The job that waits now; None if what it holds may not be kept. Raises QueueFull."""
        # Where no claim is to be kept, none can wait.
        if work.kind is not JobKind.INGEST and not self._rules.days:
            return None
        self.forget()
        job = Job(self._ids(), work.kind, key.id if key else None, self._clock())
        if not self._store.add_job(job, work, self._rules.most):
            raise QueueFull(
                f"{self._rules.most:,} jobs wait already", remedy="Try again later, or send it to be done at once."
            )
        return job

    def job(self, job_id: str, key: Key | None = None) -> Job:
        """Raises UnknownJob, also for one of another key."""
        found = self._store.job(job_id)
        if found is None or not _may_see(found, key):
            raise UnknownJob(
                f"There is no job {job_id!r}", where="id", remedy="It may have been erased: send it again."
            )
        return found

    def outcome(self, job_id: str, key: Key | None = None) -> tuple[Job, Outcome | None]:
        """A job, and what came of it, None if nothing has yet. Raises UnknownJob."""
        # In this order, because a job that is done has an outcome, and one that was not a moment ago may have.
        job = self.job(job_id, key)
        return job, self._store.job_outcome(job_id) if job.ended_at else None

    def result(self, job_id: str, key: Key | None = None) -> tuple[Job, Outcome]:
        """A job that is done, and what came of it. Raises NoResult, or UnknownJob."""
        job, outcome = self.outcome(job_id, key)
        if outcome is None:
            raise NoResult(f"The job is {job.state}", remedy="Ask for the job until its `state` is `done`.")
        if outcome.failure is not None:
            raise NoResult("The job failed", remedy="Ask for the job: its `problem` says why.")
        return job, outcome

    def erase(self, job_id: str, key: Key | None = None) -> None:
        """Erases a job, also one that is being done, which stops. Raises UnknownJob."""
        self._store.erase_job(self.job(job_id, key).id)

    def forget(self) -> None:
        """Erases the jobs that have ended and whose time is over."""
        self._store.forget_jobs(self._clock() - timedelta(days=max(1, self._rules.days)))

    def queue(self) -> Queue:
        """How many jobs wait and are being done."""
        return self._store.queue()

    def renew(self, runner: str) -> None:
        """A sign of life of a runner, to be given several times within the lease."""
        self._store.renew_lease(runner, self._clock() + LEASE)

    def run(self, runner: str, stopping: Callable[[], bool]) -> Run | None:
        """Does the job that waits longest, unless `stopping` meanwhile; None if none waits."""
        now = self._clock()
        taken = self._store.take_job(runner, now, now + LEASE)
        if taken is None:
            return None
        job, work = taken
        try:
            outcome = self._outcome(job, work, self._progress(job, runner, stopping))
        except Stopped:
            self._store.release_job(job.id, runner)
            return Run(job, None)
        except Lost:
            return Run(job, None)
        except Unavailable as error:
            # The lease runs out, and somebody tries again: by then the store may be back.
            log.warning("job put off", extra={"fields": {"job_id": job.id}}, exc_info=error)
            return Run(job, None)
        kept = self._store.end_job(job.id, runner, outcome, self._clock())
        return Run(job, outcome if kept else None)

    def _progress(self, job: Job, runner: str, stopping: Callable[[], bool]) -> Progress:
        def told(done: int, total: int) -> None:
            if stopping():
                raise Stopped
            if not self._store.advance_job(job.id, runner, done, total):
                raise Lost

        return told

    def _outcome(self, job: Job, work: Work, told: Progress) -> Outcome:
        if job.attempts > MOST_ATTEMPTS:
            what = f"The job was begun {MOST_ATTEMPTS} times and never came to an end"
            return _failed(Unavailable(what, remedy="Send less at a time, or to be done at once."))
        try:
            return self._done(job, work, told)
        except Unavailable as error:
            if job.attempts < MOST_ATTEMPTS:
                raise
            return _failed(error)
        except QuoteserviceError as error:
            return _failed(error)
        except (Stopped, Lost):
            raise
        # Whatever else it is would end the runner, and with it every job that waits.
        except Exception as error:
            log.error("job failed", extra={"fields": {"job_id": job.id}}, exc_info=error)
            return _failed(QuoteserviceError("Something unexpected happened; it was logged", remedy="Try once more."))

    def _done(self, job: Job, work: Work, told: Progress) -> Outcome:
        if work.kind is JobKind.VERIFY:
            return Outcome(verifications=self._verified(work.claims, job.asked_by, told))
        document = work.document or Document()
        if work.kind is JobKind.CHECK:
            return Outcome(draft=self._hands.check(document, told, AT_ONCE))
        ingested = self._hands.ingest.article(document)
        told(len(ingested.quotes), len(ingested.quotes))
        return Outcome(source_id=ingested.source.id)

    def _verified(self, claims: Sequence[Claim], asked_by: str | None, told: Progress) -> tuple[Verification, ...]:
        answers: list[Verification] = []
        told(0, len(claims))
        for start in range(0, len(claims), AT_ONCE):
            answers += self._hands.verify.answers(claims[start : start + AT_ONCE])
            told(len(answers), len(claims))
        # All at the end: of a job that is begun again, no answer is kept that nobody was given.
        return self._hands.verify.keep(answers, asked_by)


def answers_of(outcome: Outcome) -> tuple[Verification, ...]:
    """Every answer that a job gave, also within a draft."""
    draft: CheckedDraft | None = outcome.draft
    return (*outcome.verifications, *(each.verification for each in (draft.statements if draft else ())))


def _failed(error: QuoteserviceError) -> Outcome:
    return Outcome(failure=Failure(type(error).__name__, error.what, error.where, error.remedy))


def _may_see(job: Job, key: Key | None) -> bool:
    return job.asked_by is None or (key is not None and (key.id == job.asked_by or key.allows(Scope.ADMIN)))
