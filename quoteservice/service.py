"""What can be asked of the service, in one screen; the doors call this and nothing below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from quoteservice.domain.access import Key, NewKey, Scope
from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.draft import CheckedDraft
from quoteservice.domain.job import Job, Outcome, Queue, Work
from quoteservice.domain.quote import Document, Page, PageRequest, Quote, QuoteFilter, QuoteRecord, RecordChange, Source
from quoteservice.domain.request import SentRequest
from quoteservice.domain.speaker import Resolution, Role, SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification, Versions
from quoteservice.workflows.answers import Answers
from quoteservice.workflows.browse import Browse, ReadSource
from quoteservice.workflows.check import Check
from quoteservice.workflows.ingest import Ingest, Ingested
from quoteservice.workflows.jobs import Jobs, Run, answers_of
from quoteservice.workflows.keys import Keys
from quoteservice.workflows.merge import Merge, SplitOrder, SplitSpeakers
from quoteservice.workflows.prepare import HTML_PER_CHARACTER, PreparedArticle
from quoteservice.workflows.renew import Renew
from quoteservice.workflows.repeat import RepeatOnce
from quoteservice.workflows.stages import Stages
from quoteservice.workflows.verify import Verify

# What the doors may import: the service, and what it takes and answers beyond the nouns of the domain.
__all__ = [
    "HTML_PER_CHARACTER", "Ingested", "PreparedArticle", "ReadSource", "Run", "Service", "SplitOrder",
    "SplitSpeakers", "answers_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """Every question and order of the contract; see each workflow for its errors."""

    _verify: Verify
    _check: Check
    _ingest: Ingest
    _browse: Browse
    _merge: Merge
    _keys: Keys
    _repeat: RepeatOnce
    _jobs: Jobs
    _answers: Answers
    _renew: Renew
    versions: Versions

    def verify(self, claim: Claim, *, key: Key | None = None) -> Verification:
        """The answer to one claim, kept under its id; with `key`, for its holder alone."""
        return self.verify_batch([claim], key=key)[0]

    def verify_batch(self, claims: Sequence[Claim], *, key: Key | None = None) -> tuple[Verification, ...]:
        """The answers to several claims, in their order."""
        return self._verify.many(claims, key)

    def verification(self, verification_id: str, *, key: Key | None = None) -> Verification:
        """An answer given earlier; UnknownVerification if there is none that the holder of `key` may see."""
        return self._browse.verification(verification_id, key)

    def erase_verification(self, verification_id: str, *, key: Key | None = None) -> None:
        """Erases an answer with its claim; UnknownVerification if there is none that the holder of `key` may see."""
        self._answers.erase(self.verification(verification_id, key=key).id)

    @property
    def stages(self) -> Stages:
        """The stages of answering, for whoever wants to know how long each takes."""
        return self._verify.stages

    def coverage(self, speaker_id: str | None = None) -> Coverage:
        """How much is on record, by one speaker or by all; UnknownSpeaker if there is none of this id."""
        return self._browse.coverage(speaker_id)

    def verify_again(self, verification_id: str, *, key: Key | None = None) -> Verification:
        """The claim of an earlier answer, asked anew and linked to it; UnknownVerification as for `verification`."""
        return self._verify.again(self.verification(verification_id, key=key), key)

    def check(self, draft: Document) -> CheckedDraft:
        """Every attributed statement in a draft, each with its answer; stores nothing."""
        return self._check(draft)

    def ingest(self, document: Document) -> Ingested:
        """Reads an article and keeps its statements; the same text again gives the same source."""
        return self._ingest.article(document)

    def keep(self, articles: Sequence[PreparedArticle]) -> tuple[Ingested, ...]:
        """Keeps articles that another process has read; all of them, or none."""
        return self._ingest.keep(articles)

    def known(self, document: Document) -> Source | None:
        """The article of this text, if it is on record; None for HTML, which must be read to tell."""
        return self._ingest.known(document)

    def is_on_record(self, source_id: str) -> bool:
        """Whether there is such a source; far cheaper than to look at it."""
        return self._ingest.is_on_record(source_id)

    def record(self, record: QuoteRecord) -> Quote:
        """Keeps one quote that a user recorded by hand."""
        return self._ingest.record(record)

    def quotes(
        self, which: QuoteFilter, page: PageRequest, *, speaker: str | None = None, q: str | None = None
    ) -> Page[Quote]:
        """Quotes that fit the filter; `speaker` is a name, alias or id, `q` words or meaning (best first)."""
        return self._browse.quotes(which, page, speaker=speaker, q=q)

    def quote(self, quote_id: str) -> Quote:
        """One quote, withdrawn ones included; UnknownQuote if there is none."""
        return self._browse.quote(quote_id)

    def withdraw(self, quote_id: str) -> None:
        """Takes a quote out of evidence, keeping it in the audit trail; UnknownQuote if there is none."""
        self._ingest.withdraw(quote_id)

    def changes(self, after: int, limit: int) -> tuple[RecordChange, ...]:
        """Up to `limit` quotes that came or were withdrawn after that step of the history, oldest first."""
        return self._browse.changes(after, limit)

    def sources(self, page: PageRequest) -> Page[Source]:
        """What was read, in order of arrival."""
        return self._browse.sources(page)

    def source(self, source_id: str) -> ReadSource:
        """One source with its text and quotes; UnknownSource if there is none."""
        return self._browse.source(source_id)

    def speakers(self, page: PageRequest) -> Page[SpeakerProfile]:
        """Everybody on record, in order of arrival."""
        return self._browse.speakers(page)

    def resolve(self, name: str, on: date | None = None) -> Resolution:
        """Whom a name means, by the resolution that verification uses; an office means who held it on that day."""
        return self._browse.resolve(name, on)

    def speaker(self, speaker_id: str) -> SpeakerProfile:
        """One speaker with aliases and roles, also by the id of one merged into it; UnknownSpeaker if none has it."""
        return self._browse.speaker(speaker_id)

    def role_on(self, speaker_id: str, on: date) -> Role | None:
        """The title that a speaker held on a day, as far as it was printed; UnknownSpeaker if there is none."""
        return self._browse.role_on(speaker_id, on)

    def merge_speakers(self, speaker_id: str, other_id: str) -> SpeakerProfile:
        """Makes another speaker count as this one; UnknownSpeaker, or InvalidInput if they cannot be one."""
        return self._merge.merge(speaker_id, other_id)

    def split_speaker(self, speaker_id: str, order: SplitOrder) -> SplitSpeakers:
        """Takes names, quotes or somebody merged in from a speaker; UnknownSpeaker, or InvalidInput if not theirs."""
        return self._merge.split(speaker_id, order)

    def speaker_history(self, speaker_id: str) -> tuple[SpeakerChange, ...]:
        """What was merged and split by hand, oldest first; UnknownSpeaker if there is none."""
        return self._merge.history(speaker_id)

    def make_key(self, name: str, scopes: Sequence[Scope]) -> NewKey:
        """A new key to the service, with its secret, which nobody can show again."""
        return self._keys.make(name, scopes)

    def keys(self) -> tuple[Key, ...]:
        """Every key, revoked ones too."""
        return self._keys.all()

    def revoke_key(self, key_id: str) -> None:
        """Makes a key good for nothing; UnknownKey if there is none."""
        self._keys.revoke(key_id)

    def holder(self, secret: str) -> Key:
        """The key that a secret belongs to; KeyRefused if it is unknown or was revoked."""
        return self._keys.holder(secret)

    def begin_request(self, sent: SentRequest) -> bytes | None:
        """The answer that the same request got before; None if it is to be done now."""
        return self._repeat.begin(sent)

    def end_request(self, sent: SentRequest, answer: bytes | None) -> None:
        """Remembers how a request was answered; None lets it be tried again."""
        self._repeat.end(sent, answer)

    def accept(self, work: Work, *, key: Key | None = None) -> Job | None:
        """The job that does this later; None if the settings keep no claims, so that none can wait. QueueFull."""
        return self._jobs.accept(work, key)

    def job(self, job_id: str, *, key: Key | None = None) -> tuple[Job, Outcome | None]:
        """A job as it stands; UnknownJob if there is none that the holder of `key` may see."""
        return self._jobs.outcome(job_id, key)

    def job_result(self, job_id: str, *, key: Key | None = None) -> tuple[Job, Outcome]:
        """What came of a job; NoResult if it is not done, UnknownJob as for `job`."""
        return self._jobs.result(job_id, key)

    def erase_job(self, job_id: str, *, key: Key | None = None) -> None:
        """Erases a job with all that it holds; UnknownJob as for `job`."""
        self._jobs.erase(job_id, key)

    def queue(self) -> Queue:
        """How many jobs wait and are being done."""
        return self._jobs.queue()

    def run_job(self, runner: str, stopping: Callable[[], bool]) -> Run | None:
        """Does the job that waits longest; None if none waits."""
        return self._jobs.run(runner, stopping)

    def renew_lease(self, runner: str) -> None:
        """A sign of life of whoever does a job."""
        self._jobs.renew(runner)

    def forget(self) -> None:
        """Erases answers and jobs whose time is over."""
        self._answers.forget()
        self._jobs.forget()

    def left_to_renew(self) -> int:
        """How many quotes have the vectors of another encoder: words find them, meaning does not."""
        return self._renew.left()

    def renew_some(self) -> int:
        """Makes the vectors of the oldest of them anew; how many, 0 if none is left or another process does it."""
        return self._renew.batch()

    def release_renewal(self) -> None:
        """Lets another process go on with it."""
        self._renew.release()

    def ready(self) -> Versions:
        """The versions that answer; raises Unavailable if the store or a model cannot."""
        self._browse.probe()
        return self.versions

    def close(self) -> None:
        """Releases the store."""
        self._browse.close()
