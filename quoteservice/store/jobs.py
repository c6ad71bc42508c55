"""Jobs in a store of tables: work that was accepted, who does it, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quoteservice.domain.job import Job, JobKind, JobState, Outcome, Queue, Work
from quoteservice.store.codec import from_json, to_json
from quoteservice.store.database import Tables

COLUMNS = "id, kind, asked_by, made_at, state, done, total, attempts, ended_at"


class RecordJobs(Tables):
    """The part of the store that keeps jobs."""

    def add_job(self, job: Job, work: Work, most: int) -> bool:
        """Keeps a job that waits; False if `most` wait already."""
        with self._transaction() as db:
            (waiting,) = db.execute("SELECT count(*) FROM jobs WHERE state = 'queued'").fetchone()
            if waiting >= most:
                return False
            db.execute(
                """INSERT INTO jobs (id, kind, asked_by, made_at, state, done, attempts, work)
                   VALUES (?, ?, ?, ?, 'queued', 0, 0, ?)""",
                [job.id, job.kind.value, job.asked_by, job.made_at.isoformat(), to_json(work)],
            )
        return True

    def take_job(self, runner: str, now: datetime, until: datetime) -> tuple[Job, Work] | None:
        """The job that waits longest, or whose runner was heard of no more, from now on that runner's alone."""
        # Looked for before anything is locked: nearly always there is none.
        if not self._waits(now):
            return None
        with self._transaction() as db:
            row = db.execute(
                f"""UPDATE jobs SET state = 'running', runner = ?, leased_until = ?, attempts = attempts + 1
                    WHERE number = (SELECT number FROM jobs
                                    WHERE state = 'queued' OR (state = 'running' AND leased_until < ?)
                                    ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
                    RETURNING {COLUMNS}, work""",
                [runner, until.isoformat(), now.isoformat()],
            ).fetchone()
        return None if row is None else (_job(row[:-1]), from_json(Work, row[-1]))

    def renew_lease(self, runner: str, until: datetime) -> None:
        """Keeps what a runner is doing its own until that moment."""
        with self._transaction() as db:
            db.execute(
                "UPDATE jobs SET leased_until = ? WHERE state = 'running' AND runner = ?", [until.isoformat(), runner]
            )

    def advance_job(self, job_id: str, runner: str, done: int, total: int) -> bool:
        """Keeps how far a job is; False if it is not the runner's any more."""
        return self._changed("done = ?, total = ?", [done, total], job_id, runner)

    def end_job(self, job_id: str, runner: str, outcome: Outcome, at: datetime) -> bool:
        """Keeps what came of a job, and forgets what it was about; False if it is not the runner's any more."""
        state = JobState.FAILED if outcome.failure else JobState.DONE
        values = [state.value, at.isoformat(), to_json(outcome)]
        return self._changed("state = ?, ended_at = ?, outcome = ?, work = NULL", values, job_id, runner)

    def release_job(self, job_id: str, runner: str) -> None:
        """Lets a job wait again, as if it had not been begun."""
        self._changed("state = 'queued', attempts = attempts - 1", [], job_id, runner)

    def job(self, job_id: str) -> Job | None:
        """The job, or None."""
        row = self._found(f"SELECT {COLUMNS} FROM jobs WHERE id = ?", job_id)
        return None if row is None else _job(row)

    def job_outcome(self, job_id: str) -> Outcome | None:
        """What came of a job, None if nothing has yet or there is no such job."""
        row = self._found("SELECT outcome FROM jobs WHERE id = ? AND outcome IS NOT NULL", job_id)
        return None if row is None else from_json(Outcome, row[0])

    def erase_job(self, job_id: str) -> bool:
        """Erases a job with all that it holds; False if there is none."""
        with self._transaction() as db:
            return bool(db.execute("DELETE FROM jobs WHERE id = ?", [job_id]).rowcount)

    def forget_jobs(self, before: datetime) -> int:
        """Erases what was made before that moment and has ended; how many there were."""
        with self._transaction() as db:
            # Whoever forgets the same ones at this moment does it alone.
            ended = """DELETE FROM jobs WHERE number IN
                (SELECT number FROM jobs WHERE made_at < ? AND ended_at IS NOT NULL FOR UPDATE SKIP LOCKED)"""
            return int(db.execute(ended, [before.isoformat()]).rowcount)

    def queue(self) -> Queue:
        """How many wait and are being done."""
        with self._reading() as db:
            counted = dict(
                db.execute(
                    "SELECT state, count(*) FROM jobs WHERE state IN ('queued', 'running') GROUP BY state"
                ).fetchall()
            )
            (oldest,) = db.execute("SELECT min(made_at) FROM jobs WHERE state = 'queued'").fetchone()
        return Queue(
            counted.get("queued", 0), counted.get("running", 0), datetime.fromisoformat(oldest) if oldest else None
        )

    def _found(self, query: str, job_id: str) -> Any:
        # Whoever follows a job may ask another process than the one that accepted it.
        with self._newest() as db:
            return db.execute(query, [job_id]).fetchone()

    def _waits(self, now: datetime) -> bool:
        with self._reading() as db:
            row = db.execute(
                "SELECT 1 FROM jobs WHERE state = 'queued' OR (state = 'running' AND leased_until < ?) LIMIT 1",
                [now.isoformat()],
            ).fetchone()
        return row is not None

    def _changed(self, what: str, values: list[Any], job_id: str, runner: str) -> bool:
        with self._transaction() as db:
            found = db.execute(
                f"UPDATE jobs SET {what} WHERE id = ? AND runner = ? AND state = 'running'", [*values, job_id, runner]
            ).rowcount
        return bool(found)


def _job(row: tuple[Any, ...]) -> Job:
    id_, kind, asked_by, made_at, state, done, total, attempts, ended_at = row
    return Job(
        id_,
        JobKind(kind),
        asked_by,
        datetime.fromisoformat(made_at),
        JobState(state),
        done,
        total,
        attempts,
        datetime.fromisoformat(ended_at) if ended_at else None,
    )
