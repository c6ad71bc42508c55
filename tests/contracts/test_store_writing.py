"""How every QuoteStore writes: all or nothing, one writer at a time, whatever the characters."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteservice.domain.quote import Form, PageRequest, Quote, QuoteFilter, Source, SourceKind, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Role, Speaker, SpeakerKind
from quoteservice.errors import UnreadableText
from quoteservice.ports import QuoteStore, StoreWriter
from tests.contracts.records import (
    CRANES,
    FERRIES,
    HARBOUR,
    NOW,
    OKAFOR,
    full_source,
    indexed_of,
    keep_quote,
    keep_sentences,
    keep_source,
    keep_speakers,
    source_of,
    statement_of,
    withdraw,
)


class Interrupted(Exception):
    """What a workflow may raise in the middle of its transaction."""


def write_an_article(writer: StoreWriter) -> None:
    """A source, its speaker with alias and role, two quotes, one of them withdrawn, and a line of the audit trail."""
    source = full_source()
    writer.add_source(source, HARBOUR)
    writer.add_speaker(OKAFOR)
    writer.add_alias(OKAFOR.id, "the harbour master")
    writer.add_role(OKAFOR.id, Role("harbour master", None, date(2021, 5, 3), source.id))
    for id_, content in (("q-1", CRANES), ("q-2", FERRIES)):
        writer.add_quote(Quote(id_, source, statement_of(content), OKAFOR), indexed_of(content))
    assert writer.withdraw_quote("q-2", NOW)
    writer.audit("ingest", source.id, NOW)


def written(store: QuoteStore, *writes: Callable[[StoreWriter], None]) -> None:
    """Does all the writes in one transaction."""
    with store.writing() as writer:
        for write in writes:
            write(writer)


def test_writing_when_all_goes_well(store: QuoteStore) -> None:
    """After the block everything is on record."""
    with store.writing() as writer:
        write_an_article(writer)
    assert [quote.id for quote in store.quotes(QuoteFilter(), PageRequest()).items] == ["q-1"]
    assert store.source_text("s-harbour") == HARBOUR


def test_writing_when_an_exception_leaves_the_block(store: QuoteStore) -> None:
    """An exception comes out as it is, nothing of the transaction stays, and the same can be written again."""

    def interrupted(writer: StoreWriter) -> None:
        write_an_article(writer)
        raise Interrupted

    with pytest.raises(Interrupted):
        written(store, interrupted)
    assert store.sources(PageRequest()).items == ()
    assert store.speakers(PageRequest()).items == ()
    assert store.quote("q-1") is None
    assert store.speakers_named(["okafor"]) == ()
    assert store.quotes_with_words(CRANES, 5) == ()
    assert store.quotes_with_digests(indexed_of(CRANES).digests, 5) == ()
    assert (store.last_change(), list(store.vector_changes(0))) == (0, [])
    with store.writing() as writer:
        write_an_article(writer)
    assert store.quote("q-1") is not None


def test_writing_when_its_writer_reads(store: QuoteStore) -> None:
    """A writer sees what it has written, and others see it only afterwards."""
    source = source_of()
    with store.writing() as writer:
        assert writer.speakers_named(["okafor"]) == ()
        assert writer.source_with_digest(source.sha256) is None
        writer.add_source(source, HARBOUR)
        writer.add_speaker(OKAFOR)
        assert [profile.speaker for profile in writer.speakers_named(["okafor"])] == [OKAFOR]
        assert writer.source_with_digest(source.sha256) == source
        assert store.speakers_named(["okafor"]) == ()
        assert store.source_with_digest(source.sha256) is None
    assert [profile.speaker for profile in store.speakers_named(["okafor"])] == [OKAFOR]


@pytest.mark.parametrize(
    "write",
    [
        lambda writer: writer.add_source(source_of(HARBOUR + "!", "s-1"), HARBOUR),
        lambda writer: writer.add_speaker(Speaker("p-okafor", "Another")),
        lambda writer: writer.add_quote(
            Quote("q-1", source_of(id_="s-1"), statement_of(FERRIES), None), indexed_of("x")
        ),
        lambda writer: writer.add_quote(
            Quote("q-9", source_of(id_="none"), statement_of(CRANES), None), indexed_of("x")
        ),
        lambda writer: writer.add_quote(
            Quote("q-9", source_of(id_="s-1"), statement_of(CRANES), Speaker("none", "None")), indexed_of("x")
        ),
        lambda writer: writer.add_alias("none", "x"),
        lambda writer: writer.add_role("none", Role("x")),
        lambda writer: writer.add_role("p-okafor", Role("x", source_id="none")),
    ],
    ids=["source", "speaker", "quote", "no source", "no speaker", "alias", "role", "role's source"],
)
def test_writing_when_a_row_does_not_fit(store: QuoteStore, write: Callable[[StoreWriter], None]) -> None:
    """An id that is taken, or refers to nothing on record, is a ValueError, and nothing of the transaction stays."""
    keep_source(store, source_of(id_="s-1"))
    keep_speakers(store, OKAFOR)
    keep_quote(store, "q-1", statement_of(CRANES), source_of(id_="s-1"))
    with pytest.raises(ValueError, match="on record"):
        written(store, lambda writer: writer.add_speaker(Speaker("p-new", "New")), write)
    assert store.speaker("p-new") is None


def test_writing_when_threads_resolve_then_write(store: QuoteStore) -> None:
    """What a writer has read holds until its transaction ends: of many who look for a speaker, one adds them."""
    added: list[str] = []

    def resolve_then_write(number: int) -> None:
        for _ in range(5):
            with store.writing() as writer:
                if not writer.speakers_named(["okafor"]):
                    writer.add_speaker(Speaker(f"p-{number}", "Ines Okafor"))
                    added.append(f"p-{number}")

    threads = [threading.Thread(target=resolve_then_write, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [profile.speaker.id for profile in store.speakers(PageRequest()).items] == added
    assert len(added) == 1


def test_withdraw_quote_when_known_unknown_or_withdrawn_before(store: QuoteStore) -> None:
    """A quote is withdrawn once; it stays readable by its id, and is no part of any list."""
    keep_sentences(store, "One came.", "Two came.")
    assert withdraw(store, "q-1")
    assert not withdraw(store, "q-1")
    assert not withdraw(store, "nobody")
    quote = store.quote("q-1")
    assert quote is not None
    assert (quote.withdrawn, quote.content) == (True, "One came.")
    assert [each.id for each in store.quotes(QuoteFilter(), PageRequest()).items] == ["q-2"]
    assert store.quotes(QuoteFilter(quote_ids=("q-1",)), PageRequest()).items == ()
    assert store.last_change() == 3


@pytest.mark.parametrize(
    "text",
    [
        "نحن لا نقبل ذلك",
        "e\u0301 is not é",
        "👩🏽‍🚀 went up",
        "zero\u200bwidth\u2060joiner\ufeff",
        "\u202eright to left\u202c",
        "\uffff\ufdd0 noncharacters \U0010ffff",
        "line\u2028separator\x85and\x0bothers\r\n",
        "a NUL \x00 inside",
        "'; DROP TABLE quotes; --",
        "%s %d {0} \\u0041 \\",
    ],
)
def test_add_quote_when_the_characters_are_odd(store: QuoteStore, text: str) -> None:
    """Every well-formed text reads back character by character, around the quote too."""
    around = f"{text} | {text} | {text}"
    source = source_of(around, "s-odd", title=text, publisher=text, author=text, url=text)
    start = len(text) + 3
    statement = Statement(text, (Span(start, start + len(text)),), Form.DIRECT, mention=text, speaker=text, role=text)
    keep_source(store, source, around)
    keep_speakers(store, Speaker("p-odd", text))
    keep_quote(store, "q-odd", statement, source, Speaker("p-odd", text))
    found = store.quote("q-odd")
    assert found is not None
    assert (found.statement, found.source, found.speaker) == (statement, source, Speaker("p-odd", text))
    assert (found.prefix, found.suffix) == (f"{text} | "[-32:], f" | {text}"[:32])
    assert store.source_text("s-odd") == around
    assert store.quotes(QuoteFilter(publisher=text, role=text), PageRequest()).items == (found,)


def test_add_quote_when_half_a_surrogate_pair_is_in_it(store: QuoteStore) -> None:
    """Text that UTF-8 cannot hold is refused as unreadable, and nothing of the transaction stays."""
    keep_source(store, source_of())
    quote = Quote("q-1", source_of(), statement_of(CRANES, mention="\ud83e"), None)
    with pytest.raises(UnreadableText):
        written(
            store,
            lambda writer: writer.add_speaker(OKAFOR),
            lambda writer: writer.add_quote(quote, indexed_of(CRANES)),
        )
    assert store.speaker(OKAFOR.id) is None


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
MAYBE = st.none() | TEXTS
DAYS = st.none() | st.dates()
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-3))])
MOMENTS = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001

NUMBERS = itertools.count()


@st.composite
def quotes(draw: st.DrawFn) -> tuple[Quote, str]:
    """Any quote of any source, and the text of the source."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    parts = tuple(Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False))
    number = next(NUMBERS)
    source = draw(
        st.builds(
            Source,
            st.just(f"s-{number}"),
            st.just(f"{number:064x}"),
            MAYBE,
            MAYBE,
            MAYBE,
            DAYS,
            MAYBE,
            st.sampled_from(SourceKind),
            MOMENTS,
        )
    )
    statement = draw(
        st.builds(
            Statement,
            TEXTS,
            st.just(parts),
            st.sampled_from(Form),
            st.just(parts[:1]),
            MAYBE,
            MAYBE,
            st.none() | st.sampled_from(SpeakerKind),
            MAYBE,
            MAYBE,
            MAYBE,
            st.none() | st.just(parts[0]),
            MAYBE,
            st.lists(TEXTS, max_size=3).map(tuple),
        )
    )
    speaker = draw(st.none() | st.builds(Speaker, st.just(f"p-{number}"), TEXTS, st.sampled_from(SpeakerKind)))
    prefix, suffix = text[: statement.span.start][-32:], text[statement.span.end :][:32]
    return Quote(f"q-{number}", source, statement, speaker, prefix, suffix), text


# One store for all examples: it only grows, and each example has ids of its own.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(quotes())
def test_add_quote_when_it_is_any_quote(store: QuoteStore, record: tuple[Quote, str]) -> None:
    """Every quote reads back equal to what was written."""
    quote, text = record
    with store.writing() as writer:
        writer.add_source(quote.source, text)
        if quote.speaker:
            writer.add_speaker(quote.speaker)
        writer.add_quote(quote, indexed_of(quote.content))
    assert store.quote(quote.id) == quote
    assert store.quotes_with_ids([quote.id]) == (quote,)
    assert store.source(quote.source.id) == quote.source
    assert store.source_text(quote.source.id) == text


def test_snapshot_when_another_thread_writes(store: QuoteStore) -> None:
    """Within one all is read of one state, also in a snapshot inside of it; afterwards of the newest."""
    keep_source(store, source_of())
    with store.snapshot():
        before = store.revision()
        with ThreadPoolExecutor(1) as other:
            other.submit(keep_source, store, source_of("Later.", "s-later"), "Later.").result()
        with store.snapshot():
            assert store.source("s-later") is None
        assert (store.revision(), store.source("s-later")) == (before, None)
    assert store.source("s-later") is not None
    assert store.revision() > before


def test_snapshot_when_it_ends_in_an_error(store: QuoteStore) -> None:
    """The store answers as before."""

    def failing() -> None:
        with store.snapshot():
            store.last_change()
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    keep_source(store, source_of())
    assert store.source("s-harbour") is not None
