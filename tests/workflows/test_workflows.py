"""What users ask for, on the real service: real models, a real SQLite file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.claim import Claim, ClaimForm
from quoteservice.domain.quote import Document, Form, PageRequest, QuoteFilter, QuoteRecord
from quoteservice.domain.speaker import ResolutionStatus, SpeakerKind
from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.errors import BlankText, InvalidInput, NoArticle, TextTooLong, UnknownQuote, UnreadableText
from quoteservice.service import Service

ARTICLE = (
    "“The harbour wall will be finished in May,” Mayor Jane Roe said on Monday. "
    "“It has cost us four million euros.”\n\n"
    "Roe said the fishermen would get their berths back.\n\n"
    "According to John Doe, a spokesman for the port authority, the crane was never inspected."
)
WALL = "The harbour wall will be finished in May"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Service]:
    """A service over an empty store of its own."""
    made = build(Config(store=f"sqlite:///{tmp_path}/store.db"))
    yield made
    made.close()


def document(text: str = ARTICLE, day: date = date(2021, 3, 1)) -> Document:
    """An article of the Harbour Post."""
    return Document(text=text, publisher="Harbour Post", published_on=day)


def test_ingest_when_an_article_is_new(fresh: Service) -> None:
    """An article gives its source and its quotes, whose spans cut the printed words out of it."""
    found = fresh.ingest(document())
    assert found.created
    assert {each.speaker.name for each in found.quotes if each.speaker} == {"Jane Roe", "John Doe"}
    for quote in found.quotes:
        assert quote.content == " ".join(part.cut(ARTICLE) for part in quote.statement.parts)
        assert fresh.quote(quote.id) == quote


def test_ingest_when_the_text_is_on_record(fresh: Service) -> None:
    """The same text again gives the same source and stores nothing."""
    first, second = fresh.ingest(document()), fresh.ingest(document(day=date(2022, 1, 1)))
    assert (second.created, second.source, second.quotes) == (False, first.source, first.quotes)
    assert len(fresh.sources(PageRequest()).items) == 1


def test_ingest_when_many_send_the_same_text_at_once(fresh: Service) -> None:
    """One of several simultaneous ingests creates the source; the others find it."""
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: fresh.ingest(document()), range(4)))
    assert sorted(each.created for each in found) == [False, False, False, True]
    assert len({each.source.id for each in found}) == 1
    assert len(fresh.speakers(PageRequest()).items) == 2


def test_ingest_when_two_articles_name_one_person(fresh: Service) -> None:
    """A full name ties two articles to one speaker, whose roles keep the day they were printed."""
    fresh.ingest(document())
    fresh.ingest(
        document("“The budget is sound,” Finance Minister Jane Roe told reporters in the capital.", date(2023, 5, 2))
    )
    resolution = fresh.resolve("Jane Roe")
    assert resolution.status is ResolutionStatus.RESOLVED
    assert resolution.resolved is not None
    roles = {(role.title, role.on) for role in resolution.resolved.roles}
    assert roles == {("Mayor", date(2021, 3, 1)), ("Finance Minister", date(2023, 5, 2))}
    assert fresh.resolve("the finance minister").resolved == resolution.resolved


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        (Document(text=" \n "), BlankText),
        (Document(text="…—!"), BlankText),
        (Document(text="one\0two"), UnreadableText),
        (Document(text="one \ud800 two"), UnreadableText),
        (Document(text="word " * 200_000), TextTooLong),
        (Document(), InvalidInput),
        (Document(text="words", html="<p>words</p>"), InvalidInput),
        (Document(html="<html><body><nav>Home</nav></body></html>"), NoArticle),
        (replace(document(), url="javascript:alert(1)"), InvalidInput),
        (replace(document(), title="t\0"), UnreadableText),
    ],
)
def test_ingest_when_the_article_cannot_be_read(fresh: Service, sent: Document, error: type[InvalidInput]) -> None:
    """What cannot be read is refused with a reason and a remedy, and nothing is stored."""
    with pytest.raises(error) as caught:
        fresh.ingest(sent)
    assert caught.value.remedy
    assert caught.value.where
    assert fresh.sources(PageRequest()).items == ()


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا بالعالم",
        "e\u0301te\u0301 «oui»",
        "🙂 words 🙃",
        "\u202eright to left\u202c",
        "a" * 9_000,
        "1 2 3",
        "“" * 500 + "x",
    ],
)
def test_verify_when_the_text_is_odd(fresh: Service, text: str) -> None:
    """Any text with a letter or digit gets a verdict, and on an empty store none is confirmed or rejected."""
    assert fresh.verify(Claim(text, "Jane Roe")).judgement.verdict is Verdict.UNVERIFIED


def test_verify_when_asked_again(fresh: Service) -> None:
    """An answer is kept under its id, whole."""
    fresh.ingest(document())
    given = fresh.verify(Claim(WALL, "Roe", ClaimForm.DIRECT))
    assert given.judgement.finding is Finding.EXCERPT
    assert fresh.verification(given.id) == given


def test_verify_when_several_are_asked_together(fresh: Service) -> None:
    """A batch gives the answers in the order of its claims, the same as one by one."""
    fresh.ingest(document())
    claims = [Claim(WALL, "Jane Roe"), Claim("the crane was never inspected", "Jane Roe"), Claim("no comment")]
    together = [each.judgement.finding for each in fresh.verify_batch(claims)]
    assert together == [fresh.verify(each).judgement.finding for each in claims]
    assert together == [Finding.EXCERPT, Finding.MISATTRIBUTED, Finding.TOO_SHORT]


def test_withdraw_when_a_quote_was_evidence(fresh: Service) -> None:
    """A withdrawn quote is kept and is evidence no more; an id nobody knows is an error."""
    quote = fresh.ingest(document()).quotes[0]
    fresh.withdraw(quote.id)
    fresh.withdraw(quote.id)
    assert fresh.quote(quote.id).withdrawn
    assert fresh.verify(Claim(WALL, "Jane Roe")).judgement.finding is Finding.NOT_FOUND
    with pytest.raises(UnknownQuote):
        fresh.withdraw("nobody")


def test_record_when_the_words_are_a_whole_article(fresh: Service) -> None:
    """A quote recorded by hand is evidence, and does not stand in the way of an article of the same words."""
    words = "“The tide is out,” said Jane Roe, the mayor of the town."
    by_hand = fresh.record(QuoteRecord(words, "Jane Roe", "mayor"))
    assert by_hand.speaker is not None
    assert by_hand.speaker.kind is SpeakerKind.PERSON
    found = fresh.ingest(Document(text=words))
    assert found.created
    assert found.source.id != by_hand.source.id
    assert found.quotes[0].speaker == by_hand.speaker


def test_check_when_a_draft_quotes_rightly_and_wrongly(fresh: Service) -> None:
    """Every statement of a draft gets its answer, and nothing of the draft is stored."""
    fresh.ingest(document())
    draft = f"“{WALL},” Jane Roe said.\n\n“It has cost us nine million euros,” Roe added on Monday evening."
    checked = fresh.check(Document(text=draft))
    assert [each.verification.judgement.verdict for each in checked.statements] == [Verdict.CONFIRMED, Verdict.REJECTED]
    assert len(fresh.sources(PageRequest()).items) == 1


def test_quotes_when_searched(fresh: Service) -> None:
    """Quotes are found by a name, by words and by meaning, and filters combine."""
    fresh.ingest(document())

    def found(which: QuoteFilter | None = None, **asked: str) -> list[str]:
        page = fresh.quotes(which or QuoteFilter(), PageRequest(), **asked)
        return [quote.content for quote in page.items]

    assert len(found(speaker="Roe")) == 2
    assert found(q="crane")[0] == "the crane was never inspected"
    assert found(q="nobody looked at the lifting machine")[0] == "the crane was never inspected"
    assert found(QuoteFilter(form=Form.DIRECT), speaker="Doe") == []
    assert found(speaker="nobody known") == []


def test_ingest_when_killed_in_the_middle(tmp_path: Path) -> None:
    """After kill -9 every acknowledged article is there whole, and nothing half is."""
    program = """
import sys
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.quote import Document
service = build(Config(store=sys.argv[1]))
for number in range(10_000):
    text = f"“The wall will cost {number} million euros,” Jane Roe said. John Doe said {number} boats had sunk."
    print(service.ingest(Document(text=text)).source.id, flush=True)
"""
    address = f"sqlite:///{tmp_path}/store.db"
    child = subprocess.Popen([sys.executable, "-c", program, address], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    acknowledged = [child.stdout.readline().strip() for _ in range(5)]
    time.sleep(0.05)
    os.kill(child.pid, signal.SIGKILL)
    acknowledged += [line.strip() for line in child.stdout if line.endswith("\n")]
    child.stdout.close()
    child.wait()
    service = build(Config(store=address))
    for source_id in acknowledged:
        assert len(service.source(source_id).quotes) == 2
    for source in service.sources(PageRequest(limit=200)).items:
        assert len(service.source(source.id).quotes) == 2
    assert service.verify(Claim("The wall will cost 3 million euros", "Jane Roe")).judgement.finding is Finding.VERBATIM
    service.close()
