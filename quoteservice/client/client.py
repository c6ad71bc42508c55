"""The client: one method for each route of the API."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import quote as escaped

from quoteservice.client import answers
from quoteservice.client.exchange import Exchange, Unreachable
from quoteservice.client.reading import read
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.quote import Document, Form, Order, QuoteRecord

# A long draft takes some seconds; the service itself gives a request a minute.
TIMEOUT_SECONDS = 60.0

# Seconds between two looks at a job: short first, as most are done soon.
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0

# Seconds that a job is waited for: a full queue of long articles is done in that time.
LONGEST_WAIT_SECONDS = 600.0

# Rows of a list that are asked for at a time.
PAGE = 100

Answer = TypeVar("Answer")


class Client:
    """Asks one service. `key` is a key of the service, needed where it is not open.

    Every method raises Problem if the service refuses, and Unreachable if it does not answer as one.
    """

    def __init__(
        self, address: str = "http://127.0.0.1:8000", *, key: str | None = None, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        self._exchange = Exchange(address, key, timeout)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._exchange.close()

    def verify(
        self,
        text: str,
        *,
        speaker: str | None = None,
        form: ClaimForm | str = ClaimForm.ANY,
        said_on: date | None = None,
        profile: Profile | str = Profile.STRICT,
    ) -> answers.Verification:
        """The answer to "did `speaker` say `text`?"; without a speaker, to "who said this?"."""
        claim = Claim(text, speaker, ClaimForm(form), said_on, Profile(profile))
        return self._post(answers.Verification, "/v1/verify", _json(claim))

    def verify_batch(self, claims: Iterable[Claim]) -> tuple[answers.Verification, ...]:
        """The answers to up to 100 claims, in their order."""
        body = {"claims": [_json(claim) for claim in claims]}
        return self._post(answers.Verifications, "/v1/verify/batch", body).verifications

    def verification(self, verification_id: str) -> answers.Verification:
        """An answer given earlier."""
        return self._get(answers.Verification, f"/v1/verifications/{_part(verification_id)}")

    def verify_again(self, verification_id: str) -> answers.Verification:
        """The claim of an earlier answer, asked of the record as it is now."""
        return self._post(answers.Verification, f"/v1/verifications/{_part(verification_id)}/again")

    def erase_verification(self, verification_id: str) -> None:
        """Erases an answer with its claim."""
        self._exchange.ask("DELETE", f"/v1/verifications/{_part(verification_id)}")

    def check(self, text: str | None = None, *, html: str | None = None) -> answers.CheckedDraft:
        """Every attributed statement of a draft with its answer; nothing is stored."""
        return self._post(answers.CheckedDraft, "/v1/check", _json(Document(text, html)))

    def add_article(self, article: Document) -> answers.Article:
        """Adds an article; the same text again gives the same source."""
        return self._post(answers.Article, "/v1/articles", _json(article))

    def article(self, article_id: str) -> answers.Article:
        """One article with its text and quotes."""
        return self._get(answers.Article, f"/v1/articles/{_part(article_id)}")

    def articles(self) -> Iterator[answers.Source]:
        """Everything that was read, fetched page by page."""
        return _all(lambda cursor: self._page(answers.SourcesPage, "/v1/articles", cursor), "sources")

    def record(self, record: QuoteRecord) -> answers.Quote:
        """Records one quote by hand."""
        return self._post(answers.Quote, "/v1/quotes", _json(record))

    def quote(self, quote_id: str) -> answers.Quote:
        """One quote, withdrawn ones included."""
        return self._get(answers.Quote, f"/v1/quotes/{_part(quote_id)}")

    def withdraw(self, quote_id: str) -> None:
        """Takes a quote out of evidence."""
        self._exchange.ask("DELETE", f"/v1/quotes/{_part(quote_id)}")

    def quotes(
        self,
        *,
        speaker: str | None = None,
        q: str | None = None,
        form: Form | str | None = None,
        sort: Order | str | None = None,
        **filters: str | date,
    ) -> Iterator[answers.Quote]:
        """Quotes that fit; `filters` are `role`, `publisher`, `published_from` and `published_to`.

        With `q` the best hundred, without it all of them, fetched page by page.
        """
        renamed = {"published_from": "from", "published_to": "to"}
        query: dict[str, Any] = {renamed.get(name, name): value for name, value in filters.items()}
        query |= {"speaker": speaker, "q": q, "form": form and Form(form).value, "sort": sort and Order(sort).value}
        return _all(lambda cursor: self._page(answers.QuotesPage, "/v1/quotes", cursor, query), "quotes")

    def speakers(self) -> Iterator[answers.SpeakerProfile]:
        """Everybody on record, fetched page by page."""
        return _all(lambda cursor: self._page(answers.SpeakersPage, "/v1/speakers", cursor), "speakers")

    def resolve(self, name: str, *, on: date | None = None) -> answers.Resolution:
        """Whom a name means; an office means who held it on that day."""
        return self._get(answers.Resolution, "/v1/speakers", {"q": name, "on": on})

    def speaker(self, speaker_id: str, *, on: date | None = None) -> answers.SpeakerProfile:
        """One speaker; with `on` also the role on that day."""
        return self._get(answers.SpeakerProfile, f"/v1/speakers/{_part(speaker_id)}", {"on": on})

    def merge_speakers(self, speaker_id: str, other_id: str) -> answers.SpeakerProfile:
        """Makes another speaker count as this one."""
        body = {"other": other_id}
        return self._post(answers.SpeakerProfile, f"/v1/speakers/{_part(speaker_id)}/merge", body)

    def split_speaker(
        self,
        speaker_id: str,
        *,
        aliases: Iterable[str] = (),
        speaker: str | None = None,
        quotes: Iterable[str] = (),
    ) -> answers.SplitSpeakers:
        """Takes names, somebody merged in, or quotes from a speaker; one of the three."""
        body = {"aliases": list(aliases), "speaker": speaker, "quotes": list(quotes)}
        given = {name: value for name, value in body.items() if value}
        return self._post(answers.SplitSpeakers, f"/v1/speakers/{_part(speaker_id)}/split", given)

    def speaker_history(self, speaker_id: str) -> tuple[answers.SpeakerChange, ...]:
        """What was merged and split by hand, oldest first."""
        return self._get(answers.History, f"/v1/speakers/{_part(speaker_id)}/history").history

    def changes(self, since: int = 0) -> answers.RecordChanges:
        """Quotes that came or were withdrawn after that step; ask again with `last` while there is `more`."""
        return self._get(answers.RecordChanges, "/v1/changes", {"since": since})

    def verify_batch_later(self, claims: Iterable[Claim]) -> answers.Job:
        """A job that answers up to 100 claims; `wait` for its end, then ask for `verified`."""
        return self._later("/v1/verify/batch", {"claims": [_json(claim) for claim in claims]})

    def check_later(self, text: str | None = None, *, html: str | None = None) -> answers.Job:
        """A job that checks a draft; `wait` for its end, then ask for `checked`."""
        return self._later("/v1/check", _json(Document(text, html)))

    def add_article_later(self, article: Document) -> answers.Job:
        """A job that adds an article; `wait` for its end, then ask for what was `added`."""
        return self._later("/v1/articles", _json(article))

    def job(self, job_id: str) -> answers.Job:
        """A job as it stands."""
        return self._get(answers.Job, f"/v1/jobs/{_part(job_id)}")

    def wait(self, job_id: str, *, seconds: float = LONGEST_WAIT_SECONDS) -> answers.Job:
        """A job that has ended, done or failed; raises TimeoutError after so many seconds."""
        deadline = time.monotonic() + seconds
        pause = FIRST_PAUSE_SECONDS
        while not (job := self.job(job_id)).has_ended:
            if time.monotonic() + pause > deadline:
                raise TimeoutError(f"The job {job_id} is still {job.state.value}")
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        return job

    def verified(self, job_id: str) -> tuple[answers.Verification, ...]:
        """The answers of a job that is done; a Problem with status 409 if it is not."""
        return self._get(answers.Verifications, f"/v1/jobs/{_part(job_id)}/result").verifications

    def checked(self, job_id: str) -> answers.CheckedDraft:
        """The draft of a job that is done; a Problem with status 409 if it is not."""
        return self._get(answers.CheckedDraft, f"/v1/jobs/{_part(job_id)}/result")

    def added(self, job_id: str) -> answers.Article:
        """The article of a job that is done; a Problem with status 409 if it is not."""
        return self._get(answers.Article, f"/v1/jobs/{_part(job_id)}/result")

    def erase_job(self, job_id: str) -> None:
        """Erases a job with what it was about and what came of it."""
        self._exchange.ask("DELETE", f"/v1/jobs/{_part(job_id)}")

    def ready(self) -> answers.Ready:
        """What answers; a Problem with status 503 if the store or a model cannot."""
        return self._get(answers.Ready, "/readyz")

    def _get(self, kind: type[Answer], path: str, query: dict[str, Any] | None = None) -> Answer:
        return _typed(kind, self._exchange.ask("GET", path, query=query))

    def _post(self, kind: type[Answer], path: str, body: Any = None) -> Answer:
        return _typed(kind, self._exchange.ask("POST", path, body=body))

    def _later(self, path: str, body: Any) -> answers.Job:
        answer = self._exchange.ask("POST", path, body=body, later=True)
        if "state" not in answer:
            raise Unreachable("This service keeps no claims, and so answers them at once alone")
        return _typed(answers.Job, answer)

    def _page(self, kind: type[Answer], path: str, cursor: str | None, query: dict[str, Any] | None = None) -> Answer:
        return self._get(kind, path, {**(query or {}), "limit": PAGE, "cursor": cursor})


def _typed(kind: type[Answer], value: Any) -> Answer:
    try:
        return read(kind, value)
    except ValueError as error:
        raise Unreachable(f"The answer is not one that this client knows: {error}") from error


def _all(page: Callable[[str | None], Any], rows: str) -> Iterator[Any]:
    cursor: str | None = None
    while True:
        found = page(cursor)
        yield from getattr(found, rows)
        cursor = found.next
        if cursor is None:
            return


def _part(identifier: str) -> str:
    return escaped(identifier, safe="")


def _json(value: Any) -> dict[str, Any]:
    """A value as the body of a request; what is not given is left out."""
    return {name: _plain(each) for name, each in asdict(value).items() if each is not None and each != {}}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
