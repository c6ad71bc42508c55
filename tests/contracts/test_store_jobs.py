"""How every JobStore keeps jobs: none is lost, and none is in two hands."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta

import pytest

from quoteservice.domain.claim import Claim, ClaimForm
from quoteservice.domain.draft import CheckedDraft, CheckedStatement
from quoteservice.domain.job import Failure, Job, JobKind, JobState, Outcome, Queue, Work
from quoteservice.domain.quote import Document
from quoteservice.ports import Store
from tests.contracts.records import NOW
from tests.contracts.test_store_verifications import ANSWER, BARE

LEASE = timedelta(seconds=30)
CLAIMS = Work(JobKind.VERIFY, (Claim("The cranes are safe", "Ines Okafor", ClaimForm.DIRECT, date(2021, 5, 3)),))
DRAFT = Work(JobKind.CHECK, document=Document(text="“The cranes are safe,” said Ines Okafor.\n\nÅsa – 🚢"))
ARTICLE = Work(JobKind.INGEST, document=Document(html="<p>The cranes", title="Cranes", published_on=date(2021, 5, 3)))


def add(store: Store, id_: str, work: Work = DRAFT, made_at: datetime = NOW) -> Job:
    """A job that waits."""
    job = Job(id_, work.kind, "a key", made_at)
    assert store.add_job(job, work, most=10)
    return job


def take(store: Store, runner: str = "r1", now: datetime = NOW) -> tuple[Job, Work] | None:
    """What the runner gets at that moment."""
    return store.take_job(runner, now, now + LEASE)


@pytest.mark.parametrize("work", [CLAIMS, DRAFT, ARTICLE], ids=lambda work: work.kind.value)
def test_job_when_it_is_taken(store: Store, work: Work) -> None:
    """It comes with all that it was given, and is running."""
    job = add(store, "j1", work)
    assert store.job("j1") == job
    taken = take(store)
    assert taken is not None
    assert taken[1] == work
    assert taken[0] == store.job("j1")
    assert (taken[0].state, taken[0].attempts, taken[0].asked_by) == (JobState.RUNNING, 1, "a key")
    assert take(store, "r2") is None


def test_jobs_when_several_wait(store: Store) -> None:
    """The one that came first is taken first, and all are counted."""
    assert store.queue() == Queue(0, 0, None)
    for number in range(3):
        add(store, f"j{number}", made_at=NOW + timedelta(seconds=number))
    assert store.queue() == Queue(3, 0, NOW)
    assert [taken[0].id for taken in (take(store), take(store), take(store)) if taken] == ["j0", "j1", "j2"]
    assert store.queue() == Queue(0, 3, None)


def test_job_when_too_many_wait(store: Store) -> None:
    """It is refused and not kept; what is being done counts no more."""
    for number in range(10):
        add(store, f"j{number}")
    job = Job("j10", JobKind.CHECK, None, NOW)
    assert not store.add_job(job, DRAFT, most=10)
    assert store.job("j10") is None
    take(store)
    assert store.add_job(job, DRAFT, most=10)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome(verifications=(ANSWER, BARE)), JobState.DONE),
        (Outcome(source_id="s-harbour"), JobState.DONE),
        (Outcome(failure=Failure("NoArticle", "There is none", "html", "Send its text.")), JobState.FAILED),
        (
            Outcome(draft=CheckedDraft("Text", (CheckedStatement(ANSWER.judgement.evidence[0].quote, ANSWER),))),
            JobState.DONE,
        ),
    ],
    ids=["answers", "source", "failure", "draft"],
)
def test_job_when_it_has_ended(store: Store, outcome: Outcome, state: JobState) -> None:
    """What came of it is kept as it was given."""
    add(store, "j1")
    take(store)
    assert store.job_outcome("j1") is None
    assert store.advance_job("j1", "r1", 2, 5)
    assert store.end_job("j1", "r1", outcome, NOW + LEASE)
    job = store.job("j1")
    assert job is not None
    assert (job.state, job.done, job.total, job.ended_at) == (state, 2, 5, NOW + LEASE)
    assert store.job_outcome("j1") == outcome
    assert take(store, "r2", NOW + LEASE * 9) is None


def test_job_when_its_runner_dies(store: Store) -> None:
    """Once the lease has run out another one gets it, and the first one can change nothing more."""
    add(store, "j1")
    take(store)
    assert take(store, "r2", NOW + LEASE) is None
    taken = take(store, "r2", NOW + LEASE * 2)
    assert taken is not None
    assert taken[0].attempts == 2
    assert not store.advance_job("j1", "r1", 1, 1)
    assert not store.end_job("j1", "r1", Outcome(source_id="x"), NOW)
    store.release_job("j1", "r1")
    assert store.job("j1") == taken[0]


def test_job_when_its_runner_lives(store: Store) -> None:
    """A lease that is renewed keeps the job the runner's."""
    add(store, "j1")
    take(store)
    store.renew_lease("r1", NOW + LEASE * 3)
    store.renew_lease("r9", NOW + LEASE * 9)
    assert take(store, "r2", NOW + LEASE * 2) is None
    assert take(store, "r2", NOW + LEASE * 4) is not None


def test_job_when_it_is_released(store: Store) -> None:
    """It waits again, as if it had not been begun."""
    add(store, "j1")
    take(store)
    store.release_job("j1", "r1")
    taken = take(store, "r2")
    assert taken is not None
    assert taken[0].attempts == 1


def test_job_when_it_is_erased(store: Store) -> None:
    """Nothing of it is left, and whoever does it is told."""
    add(store, "j1")
    take(store)
    assert store.erase_job("j1")
    assert not store.erase_job("j1")
    assert store.job("j1") is None
    assert store.job_outcome("j1") is None
    assert not store.advance_job("j1", "r1", 1, 1)
    assert not store.end_job("j1", "r1", Outcome(source_id="x"), NOW)


def test_jobs_when_their_time_is_over(store: Store) -> None:
    """Those that have ended are forgotten, those that wait are not."""
    for id_ in ("ended", "waits"):
        add(store, id_)
    take(store)
    store.end_job("ended", "r1", Outcome(source_id="x"), NOW)
    assert store.forget_jobs(NOW) == 0
    assert store.forget_jobs(NOW + LEASE) == 1
    assert store.job("ended") is None
    assert store.job("waits") is not None


def test_jobs_when_claims_are_erased(store: Store) -> None:
    """Those that hold claims or drafts of before that moment go with them; articles are no claims."""
    for id_, work in (("claims", CLAIMS), ("draft", DRAFT), ("article", ARTICLE)):
        add(store, id_, work)
    add(store, "later", DRAFT, NOW + LEASE)
    with store.writing() as writer:
        writer.erase_verifications(NOW + LEASE)
    assert [id_ for id_ in ("claims", "draft", "article", "later") if store.job(id_)] == ["article", "later"]


def test_job_when_an_answer_of_it_is_erased(store: Store) -> None:
    """What came of it would tell of the claim, and goes with it; other jobs stay."""
    for id_, answer in (("j1", ANSWER), ("j2", BARE)):
        add(store, id_, CLAIMS)
        take(store)
        store.end_job(id_, "r1", Outcome(verifications=(answer,)), NOW)
    with store.writing() as writer:
        writer.add_verification(ANSWER)
        assert writer.erase_verification(ANSWER.id)
    assert store.job("j1") is None
    assert store.job("j2") is not None


def test_job_when_many_want_it(store: Store) -> None:
    """Of many runners at the same moment one gets it."""
    add(store, "j1")
    found: list[bool] = []
    start = threading.Barrier(8)

    def look(runner: str) -> None:
        start.wait()
        found.append(take(store, runner) is not None)

    threads = [threading.Thread(target=look, args=[f"r{number}"]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(True) == 1


def test_revision_when_jobs_come_and_go(store: Store) -> None:
    """No answer depends on a job, so that answers that were worked out before stay good."""
    before = store.revision()
    add(store, "j1")
    take(store)
    store.end_job("j1", "r1", Outcome(source_id="x"), NOW)
    assert store.revision() == before
