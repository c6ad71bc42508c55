"""Jobs kept in memory."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime

from quoteservice.domain.job import Job, JobKind, JobState, Outcome, Queue, Work
from tests.fakes.tables import add, readable


@dataclass
class _KeptJob:
    job: Job
    work: Work | None
    runner: str | None = None
    until: datetime | None = None
    outcome: Outcome | None = None


class MemoryJobs:
    """The port JobStore without a file."""

    def __init__(self) -> None:
        self._jobs: dict[str, _KeptJob] = {}
        self._jobs_lock = threading.Lock()

    def add_job(self, job: Job, work: Work, most: int) -> bool:
        with self._jobs_lock:
            if self.queue().queued >= most:
                return False
            readable(work)
            add(self._jobs, job.id, _KeptJob(job, work))
            return True

    def take_job(self, runner: str, now: datetime, until: datetime) -> tuple[Job, Work] | None:
        with self._jobs_lock:
            for kept in self._jobs.values():
                lapsed = kept.job.state is JobState.RUNNING and kept.until is not None and kept.until < now
                if kept.job.state is JobState.QUEUED or lapsed:
                    kept.job = replace(kept.job, state=JobState.RUNNING, attempts=kept.job.attempts + 1)
                    kept.runner, kept.until = runner, until
                    assert kept.work is not None
                    return kept.job, kept.work
        return None

    def renew_lease(self, runner: str, until: datetime) -> None:
        for kept in self._jobs.values():
            if kept.runner == runner and kept.job.state is JobState.RUNNING:
                kept.until = until

    def advance_job(self, job_id: str, runner: str, done: int, total: int) -> bool:
        kept = self._held(job_id, runner)
        if kept is not None:
            kept.job = replace(kept.job, done=done, total=total)
        return kept is not None

    def end_job(self, job_id: str, runner: str, outcome: Outcome, at: datetime) -> bool:
        kept = self._held(job_id, runner)
        if kept is not None:
            state = JobState.FAILED if outcome.failure else JobState.DONE
            kept.job = replace(kept.job, state=state, ended_at=at)
            kept.work, kept.outcome = None, outcome
        return kept is not None

    def release_job(self, job_id: str, runner: str) -> None:
        kept = self._held(job_id, runner)
        if kept is not None:
            kept.job = replace(kept.job, state=JobState.QUEUED, attempts=kept.job.attempts - 1)

    def job(self, job_id: str) -> Job | None:
        return self._jobs[job_id].job if job_id in self._jobs else None

    def job_outcome(self, job_id: str) -> Outcome | None:
        return self._jobs[job_id].outcome if job_id in self._jobs else None

    def erase_job(self, job_id: str) -> bool:
        return self._jobs.pop(job_id, None) is not None

    def forget_jobs(self, before: datetime) -> int:
        old = [id_ for id_, kept in self._jobs.items() if kept.job.made_at < before and kept.job.ended_at]
        return sum(map(self.erase_job, old))

    def queue(self) -> Queue:
        jobs = [kept.job for kept in self._jobs.values()]
        waiting = [job.made_at for job in jobs if job.state is JobState.QUEUED]
        running = [job for job in jobs if job.state is JobState.RUNNING]
        return Queue(len(waiting), len(running), min(waiting, default=None))

    def forget_claims(self, before: datetime) -> None:
        """What erasing claims of before that moment means for jobs."""
        for id_, kept in list(self._jobs.items()):
            if kept.job.made_at < before and kept.job.kind is not JobKind.INGEST:
                del self._jobs[id_]

    def forget_answer(self, verification_id: str) -> None:
        """What erasing an answer means for jobs."""
        for id_, kept in list(self._jobs.items()):
            if kept.outcome and any(each.id == verification_id for each in kept.outcome.verifications):
                del self._jobs[id_]

    def _held(self, job_id: str, runner: str) -> _KeptJob | None:
        kept = self._jobs.get(job_id)
        held = kept is not None and kept.runner == runner and kept.job.state is JobState.RUNNING
        return kept if held else None
