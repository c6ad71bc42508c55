"""Jobs: what becomes of one that is stopped, erased, fails, or ends its runner."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, cast

import pytest

from quoteservice.domain.claim import Claim
from quoteservice.domain.job import Job, JobKind, JobState, Work
from quoteservice.errors import NoResult, QueueFull, StoreUnavailable, UnknownJob
from quoteservice.workflows.jobs import AT_ONCE, LEASE, MOST_ATTEMPTS, Hands, JobRules, Jobs
from quoteservice.workflows.runner import Runner
from tests.fakes import CountingIds, FixedClock, MemoryStore

CLAIMS = Work(JobKind.VERIFY, tuple(Claim(f"The ferry sails at {hour}") for hour in range(AT_ONCE * 2)))


class Answering:
    """Stands where answers are worked out, and does what a test wants at each step."""

    def __init__(self) -> None:
        self.steps: list[Callable[[], None]] = []
        self.asked = 0
        self.kept = 0

    def answers(self, claims: Sequence[Claim]) -> list[Any]:
        self.asked += len(claims)
        if self.steps:
            self.steps.pop(0)()
        return []

    def keep(self, answers: Sequence[Any], asked_by: str | None) -> tuple[Any, ...]:
        self.kept += 1
        return ()


class Bench:
    """Jobs over a store in memory, with a clock that can be set."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = FixedClock()
        self.work = Answering()
        hands = Hands(cast(Any, self.work), cast(Any, None), cast(Any, None))
        self.jobs = Jobs(self.store, hands, JobRules(2, 30), self.clock, CountingIds())

    def accept(self) -> Job:
        """A job that waits."""
        job = self.jobs.accept(CLAIMS)
        assert job is not None
        return job

    def state(self, job: Job) -> JobState:
        """How far it is."""
        return self.jobs.job(job.id).state


@pytest.fixture
def bench() -> Bench:
    """A bench of one's own."""
    return Bench()


def no() -> bool:
    """Nobody stops."""
    return False


def fail(error: Exception) -> Callable[[], None]:
    """What raises an error."""

    def step() -> None:
        raise error

    return step


def test_job_when_its_runner_stops(bench: Bench) -> None:
    """It stops after a few claims, waits again, and nothing of it is kept; the next runner does all of it."""
    job = bench.accept()
    told = iter((False, True))
    run = bench.jobs.run("r1", lambda: next(told))
    assert run is not None
    assert run.outcome is None
    assert bench.state(job) is JobState.QUEUED
    assert (bench.work.asked, bench.work.kept) == (AT_ONCE, 0)
    assert bench.jobs.run("r2", no)
    assert bench.state(job) is JobState.DONE
    assert bench.work.kept == 1


def test_job_when_it_is_erased_meanwhile(bench: Bench) -> None:
    """It stops, and nothing of it is kept."""
    job = bench.accept()
    bench.work.steps = [lambda: bench.jobs.erase(job.id)]
    run = bench.jobs.run("r1", no)
    assert run is not None
    assert run.outcome is None
    assert (bench.work.asked, bench.work.kept) == (AT_ONCE, 0)
    with pytest.raises(UnknownJob):
        bench.jobs.job(job.id)


def test_job_when_the_store_is_busy(bench: Bench) -> None:
    """It is tried again when the lease has run out, and then no more."""
    job = bench.accept()
    busy = fail(StoreUnavailable("The store is busy", remedy="Try again."))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        bench.work.steps = [busy]
        run = bench.jobs.run(f"r{attempt}", no)
        assert run is not None
        assert bench.jobs.run("idle", no) is None
        bench.clock.now += LEASE * 2
        assert bench.state(job) is (JobState.FAILED if attempt == MOST_ATTEMPTS else JobState.RUNNING)
    _, outcome = bench.jobs.outcome(job.id)
    assert outcome is not None
    assert outcome.failure is not None
    assert outcome.failure.error == "StoreUnavailable"


def test_job_when_it_ends_every_runner(bench: Bench) -> None:
    """One that was begun again and again and never ended fails, instead of ending the next one too."""
    job = bench.accept()
    for attempt in range(MOST_ATTEMPTS):
        assert bench.store.take_job(f"dead {attempt}", bench.clock.now, bench.clock.now + LEASE)
        bench.clock.now += LEASE * 2
    assert bench.jobs.run("r1", no)
    assert bench.state(job) is JobState.FAILED
    assert bench.work.asked == 0
    with pytest.raises(NoResult, match="failed"):
        bench.jobs.result(job.id)


def test_job_when_the_service_makes_a_mistake(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """It fails, without a word of what went wrong inside, which is logged under its id."""
    job = bench.accept()
    bench.work.steps = [fail(KeyError("the inside"))]
    assert bench.jobs.run("r1", no)
    _, outcome = bench.jobs.outcome(job.id)
    assert outcome is not None
    assert outcome.failure is not None
    assert "inside" not in str(outcome)
    assert cast(Any, caplog.records[0]).fields == {"job_id": job.id}


def test_queue_when_it_is_full(bench: Bench) -> None:
    """What is too much is refused until one was taken."""
    bench.accept()
    bench.accept()
    with pytest.raises(QueueFull):
        bench.accept()
    bench.jobs.run("r1", no)
    bench.accept()


def test_jobs_when_their_time_is_over(bench: Bench) -> None:
    """Whoever sends the next one erases those that ended before the days in the settings."""
    job = bench.accept()
    bench.jobs.run("r1", no)
    bench.clock.now += timedelta(days=30)
    bench.accept()
    assert bench.state(job) is JobState.DONE
    bench.clock.now += timedelta(seconds=1)
    bench.jobs.forget()
    with pytest.raises(UnknownJob):
        bench.jobs.job(job.id)


def until(true: Callable[[], bool]) -> None:
    """Waits until something is so."""
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_runner_when_jobs_come(bench: Bench) -> None:
    """Its threads do what waits when it is started, and what comes later once they are woken; then they end."""
    first = bench.accept()
    runner = Runner(bench.jobs.run, bench.jobs.renew, bench.jobs.forget, CountingIds("r-"), threads=2)
    runner.start()
    until(lambda: bench.state(first) is JobState.DONE)
    bench.work.steps = [fail(KeyError("a mistake")), fail(KeyError("another"))]
    later = [bench.accept(), bench.accept()]
    runner.wake()
    until(lambda: all(bench.state(job) is JobState.FAILED for job in later))
    runner.stop()
    last = bench.accept()
    runner.wake()
    time.sleep(0.05)
    assert bench.state(last) is JobState.QUEUED


def test_runner_when_the_store_is_gone() -> None:
    """It looks again, instead of ending."""
    looks: list[str] = []

    def run(name: str, stopping: Callable[[], bool]) -> None:
        looks.append(name)
        raise StoreUnavailable("The store is closed", remedy="Try again.") if len(looks) == 1 else KeyError("bug")

    runner = Runner(run, lambda _: None, lambda: None, CountingIds(), threads=1)
    runner.start()
    until(lambda: len(looks) >= 1)
    runner.wake()
    until(lambda: len(looks) >= 2)
    runner.wake()
    until(lambda: len(looks) >= 3)
    runner.stop()
    assert len(set(looks)) == len(looks)


def test_runner_when_it_has_no_threads() -> None:
    """It does nothing, and leaves jobs to other processes."""
    runner = Runner(cast(Any, None), cast(Any, None), cast(Any, None), CountingIds(), threads=0)
    runner.start()
    runner.stop()
