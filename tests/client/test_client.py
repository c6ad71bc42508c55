"""The typed client, against a real running server."""

from __future__ import annotations

import inspect
import re
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quoteservice.client import Client, Problem, Unreachable
from quoteservice.client import answers as answered
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.job import JobKind, JobState
from quoteservice.domain.quote import Document, Form, Order, QuoteRecord, RecordAction
from quoteservice.domain.speaker import ResolutionStatus, SpeakerAction
from quoteservice.domain.verdict import ChangeKind, DiffOp, Finding, Severity, Verdict
from tests.test_server import Server, start

SAID = "We will close the north basin before the first of May"
LATER = "Every boat has to leave the harbour by Sunday"
ARTICLE = Document(
    text=f"“{SAID},” said Mara Keeper, the harbour master.\n\n“{LATER},” she added.\n",
    title="Harbour to close",
    publisher="The Quay",
    published_on=date(2024, 4, 1),
    url="https://quay.example/harbour",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, as a process."""
    running = Server(start(f"sqlite:///{tmp_path_factory.mktemp('client')}/store.db"))
    yield f"http://127.0.0.1:{running.port}"
    running.stop()


@pytest.fixture(scope="module")
def quotes(address: str) -> Iterator[Client]:
    """A client of it."""
    with Client(address) as made:
        yield made


@pytest.fixture(scope="module")
def article(quotes: Client) -> answered.Article:
    """An article of our own, on record."""
    return quotes.add_article(ARTICLE)


def test_add_article_when_it_is_added_twice(quotes: Client, article: answered.Article) -> None:
    """What was found comes back with its types; the same text again is the same source; the text can be read back."""
    assert [quote.content for quote in article.quotes] == [SAID, LATER]
    assert article.quotes[0].form is Form.DIRECT
    assert (article.source.published_on, article.source.url) == (ARTICLE.published_on, ARTICLE.url)
    assert article.quotes[0].role == "harbour master"
    assert quotes.add_article(ARTICLE).source == article.source
    assert quotes.article(article.source.id).text == ARTICLE.text
    assert article.source in list(quotes.articles())


def test_verify_when_a_word_was_added(quotes: Client, article: answered.Article) -> None:
    """The answer has verdict, change, diff and evidence as values, offsets as numbers, days as days."""
    answer = quotes.verify(SAID.replace("will", "will not"), speaker="Mara Keeper", said_on=date(2024, 4, 1))
    assert (answer.verdict, answer.finding) == (Verdict.REJECTED, Finding.ALTERED)
    (change,) = answer.changes
    assert (change.kind, change.severity, change.claimed) == (ChangeKind.NEGATION, Severity.MATERIAL, "not")
    start, end = change.claimed_span
    assert answer.claim.text[start:end] == "not"
    evidence = answer.evidence[0]
    assert {part.op for part in evidence.diff} >= {DiffOp.EQUAL, DiffOp.INSERT}
    assert ARTICLE.text is not None
    assert ARTICLE.text[evidence.selector.start : evidence.selector.end] == SAID
    assert (answer.claim.said_on, answer.coverage.last) == (ARTICLE.published_on, ARTICLE.published_on)
    assert answer.checked_at.tzinfo is not None
    assert evidence.quote.source == article.source


def test_verify_when_no_speaker_is_named(quotes: Client, article: answered.Article) -> None:
    """Without a speaker the answer names who said it."""
    answer = quotes.verify(SAID, form="direct", profile=Profile.CLEAN_UP)
    assert [speaker.name for speaker in answer.said_by] == ["Mara Keeper"]
    assert (answer.claim.form, answer.claim.profile) == (ClaimForm.DIRECT, Profile.CLEAN_UP)


def test_verify_batch_when_several_are_asked(quotes: Client, article: answered.Article) -> None:
    """Answers come in the order of the claims."""
    answers = quotes.verify_batch([Claim(SAID, "Mara Keeper"), Claim("A word about lighthouses in the north")])
    assert [answer.verdict for answer in answers] == [Verdict.CONFIRMED, Verdict.UNVERIFIED]


def test_verification_when_it_is_asked_again_and_erased(quotes: Client, article: answered.Article) -> None:
    """An answer can be looked up, asked again with a link to the first, and erased."""
    first = quotes.verify(SAID, speaker="Mara Keeper")
    assert quotes.verification(first.id) == first
    again = quotes.verify_again(first.id)
    assert (again.previous, again.changed) == (first.id, False)
    quotes.erase_verification(first.id)
    with pytest.raises(Problem) as caught:
        quotes.verification(first.id)
    assert caught.value.status == 404


def test_check_when_a_draft_is_sent(quotes: Client, article: answered.Article) -> None:
    """Every statement of a draft has its answer, and the counts are there; HTML is read too."""
    draft = f"“{SAID},” Mara Keeper said.\n\n“{LATER.replace('Every', 'No')},” Mara Keeper said.\n"
    checked = quotes.check(draft)
    assert [each.verification.verdict for each in checked.statements] == [Verdict.CONFIRMED, Verdict.REJECTED]
    assert (checked.summary.confirmed, checked.summary.rejected, checked.summary.unverified) == (1, 1, 0)
    first = checked.statements[0].quote
    assert checked.text[first.start : first.end] == SAID
    page = f"<html><body><article><h1>Harbour</h1><p>“{SAID},” Mara Keeper said.</p></article></body></html>"
    assert quotes.check(html=page).summary.confirmed == 1


def test_quotes_when_filtered_and_withdrawn(quotes: Client) -> None:
    """Quotes recorded by hand can be found by every filter, followed as changes, and withdrawn."""
    words = "The lighthouse keeps its old lamp for another winter"
    source = Document(title="Notes", publisher="The Strand", published_on=date(2023, 2, 3))
    recorded = quotes.record(QuoteRecord(words, "Tom Wick", "keeper", Form.DIRECT, source))
    found = list(
        quotes.quotes(
            speaker="Tom Wick",
            form=Form.DIRECT,
            publisher="The Strand",
            role="keeper",
            sort=Order.LAST_PUBLISHED,
            published_from=date(2023, 2, 3),
            published_to=date(2023, 2, 3),
        )
    )
    assert found == [recorded]
    assert recorded in list(quotes.quotes(q="lighthouse lamp"))
    before = quotes.changes()
    assert before.changes[-1].quote_id == recorded.id
    quotes.withdraw(recorded.id)
    (after,) = quotes.changes(before.last).changes
    assert (after.quote_id, after.action) == (recorded.id, RecordAction.WITHDRAW)
    assert quotes.quote(recorded.id).withdrawn


def test_speakers_when_merged_and_split(quotes: Client) -> None:
    """People are listed over more than a page, resolved by name, merged, split, and what was done is told."""
    for number in range(3):
        quotes.record(QuoteRecord(f"Ferry number {number} sails at noon", f"Ada Wharf{'abc'[number]}"))
    one, other = (quotes.resolve(name).resolved for name in ("Ada Wharfa", "Ada Wharfb"))
    assert one
    assert other
    merged = quotes.merge_speakers(one.id, other.id)
    assert (merged.merged, merged.quotes) == ((other.id,), 2)
    split = quotes.split_speaker(one.id, speaker=other.id)
    assert [profile.name for profile in split.split] == ["Ada Wharfb"]
    assert [change.action for change in quotes.speaker_history(one.id)] == [SpeakerAction.MERGE, SpeakerAction.SPLIT]
    assert quotes.speaker(one.id, on=date(2024, 1, 1)).role_on is None
    assert {"Ada Wharfa", "Ada Wharfb", "Ada Wharfc"} <= {profile.name for profile in quotes.speakers()}
    assert quotes.resolve("Zebedee Quux").resolution is ResolutionStatus.UNKNOWN


def test_lists_when_longer_than_a_page(quotes: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is followed from page to page."""
    for number in range(3):
        quotes.record(QuoteRecord(f"Buoy number {number} has been painted yellow", "Bea Buoy"))
    monkeypatch.setattr("quoteservice.client.client.PAGE", 2)
    assert len(list(quotes.quotes(speaker="Bea Buoy"))) == 3


def test_problem_when_the_service_refuses(quotes: Client) -> None:
    """A refusal says what was wrong, where, and what to do."""
    with pytest.raises(Problem) as caught:
        quotes.verify("  ")
    problem = caught.value
    assert problem.status == 422
    assert problem.errors[0]["pointer"] == "#/text"
    assert problem.remedy
    assert problem.remedy in str(problem)
    with pytest.raises(Problem) as caught:
        quotes.quote("../articles")
    assert caught.value.status == 404


def test_key_when_it_is_unknown(address: str) -> None:
    """A key is sent, and one that nobody was given is refused."""
    with Client(address, key="Nobodys-key") as stranger, pytest.raises(Problem) as caught:
        stranger.verify(SAID)
    assert caught.value.status == 401


def test_ready_when_it_answers(quotes: Client) -> None:
    """The versions that answer can be asked for."""
    assert quotes.ready().versions.encoder.startswith("all-MiniLM-L6-v2")


def test_client_when_nobody_listens() -> None:
    """An address at which nothing answers is said to be one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Client(f"http://127.0.0.1:{port}", timeout=1) as nobody, pytest.raises(Unreachable, match="does not answer"):
        nobody.ready()


def test_job_when_a_request_is_done_later(quotes: Client, article: answered.Article) -> None:
    """A draft, claims and an article are accepted, waited for, and answered with the types of the answer at once."""
    draft = f"“{SAID},” Mara Keeper said."
    job = quotes.check_later(draft)
    assert (job.kind, job.problem) == (JobKind.CHECK, None)
    assert quotes.wait(job.id).state is JobState.DONE
    assert quotes.checked(job.id).summary == quotes.check(draft).summary
    job = quotes.verify_batch_later([Claim(SAID, "Mara Keeper"), Claim("A word about lighthouses in the north")])
    done = quotes.wait(job.id)
    assert (done.done, done.total) == (2, 2)
    assert [answer.verdict for answer in quotes.verified(job.id)] == [Verdict.CONFIRMED, Verdict.UNVERIFIED]
    job = quotes.wait(quotes.add_article_later(ARTICLE).id)
    assert quotes.added(job.id).source == article.source
    quotes.erase_job(job.id)
    with pytest.raises(Problem) as caught:
        quotes.job(job.id)
    assert (caught.value.status, caught.value.type) == (404, "/docs/problems#unknown-job")


def test_job_when_it_fails(quotes: Client) -> None:
    """It says why as a value, and has no result."""
    page = "<!doctype html><html><body><script>let noon = 12;</script></body></html>"
    job = quotes.wait(quotes.check_later(html=page).id)
    assert job.state is JobState.FAILED
    assert job.problem is not None
    assert (job.problem.status, job.problem.type) == (422, "/docs/problems#no-article")
    with pytest.raises(Problem) as caught:
        quotes.checked(job.id)
    assert caught.value.status == 409


def test_job_when_it_is_not_waited_for(tmp_path: Path) -> None:
    """The wait ends with an error of its own; a service that keeps no claims says that it answers at once alone."""
    for settings in ({"job_threads": 0}, {"keep_claims_days": 0}):
        running = Server(start(f"sqlite:///{tmp_path}/store.db", **settings))
        with Client(f"http://127.0.0.1:{running.port}") as client:
            if "job_threads" in settings:
                with pytest.raises(TimeoutError, match="queued"):
                    client.wait(client.verify_batch_later([Claim(SAID)]).id, seconds=0.3)
            else:
                with pytest.raises(Unreachable, match="keeps no claims"):
                    client.verify_batch_later([Claim(SAID)])
        running.stop()


def test_client_when_compared_with_the_routes(quotes: Client) -> None:
    """Every route under /v1 has its method, but for the exports, which are files."""
    source = inspect.getsource(type(quotes))
    used = {re.sub(r"\{[^}]+\}", "{}", path) for path in re.findall(r'"(/v1/[^"?]*)"', source)}
    document = quotes._exchange.ask("GET", "/openapi.json")
    routes = {re.sub(r"\{[^}]+\}", "{}", path) for path in document["paths"] if path.startswith("/v1/")}
    # What one speaker said is asked with the filter of the list.
    assert routes - used == {"/v1/quotes.csv", "/v1/quotes.jsonl", "/v1/speakers/{}/quotes"}
    assert used <= routes
