"""What every QuoteStore keeps and gives back: sources, quotes, lists, filters, coverage."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from quoteservice.domain.claim import Coverage
from quoteservice.domain.quote import Form, PageRequest, Quote, QuoteFilter, SourceKind, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.errors import InvalidCursor
from quoteservice.ports import QuoteStore
from tests.contracts.records import (
    CRANES,
    FERRIES,
    HARBOUR,
    LINDQVIST,
    OKAFOR,
    PORT,
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

ALL = QuoteFilter()
FIRST_PAGE = PageRequest()


def test_source_when_everything_is_known(store: QuoteStore) -> None:
    """A source reads back as it was written, with its text, by id and by digest."""
    source = full_source()
    keep_source(store, source)
    assert store.source(source.id) == source
    assert store.source_with_digest(source.sha256) == source
    assert store.source_text(source.id) == HARBOUR


def test_source_when_only_its_text_is_known(store: QuoteStore) -> None:
    """What is not known of a source reads back as None."""
    source = source_of()
    keep_source(store, source)
    assert store.source(source.id) == source


def test_source_when_id_or_digest_is_unknown(store: QuoteStore) -> None:
    """What was never written is None."""
    assert store.source("nobody") is None
    assert store.source_text("nobody") is None
    assert store.source_with_digest("0" * 64) is None
    assert store.quote("nobody") is None
    assert store.speaker("nobody") is None
    assert store.verification("nobody") is None


def test_source_when_its_article_is_on_record(store: QuoteStore) -> None:
    """Two articles never have one digest: the second is refused and the first stays."""
    keep_source(store, source_of())
    with pytest.raises(ValueError, match="on record"):
        keep_source(store, source_of(id_="s-again"))
    assert store.source("s-again") is None
    assert store.sources(FIRST_PAGE).items == (source_of(),)


def test_source_with_digest_when_a_record_has_the_same_words(store: QuoteStore) -> None:
    """Records made by hand may share their words; the article of those words comes before them."""
    by_hand = source_of(id_="s-hand", kind=SourceKind.RECORD)
    keep_source(store, by_hand)
    keep_source(store, replace(by_hand, id="s-hand-2"))
    assert store.source_with_digest(by_hand.sha256) == by_hand
    keep_source(store, source_of())
    assert store.source_with_digest(by_hand.sha256) == source_of()


def assert_every_field_is_set(value: object) -> None:
    """No field has its default: a field that is added to the class must be added to the test that keeps it."""
    for each in fields(value):  # type: ignore[arg-type]
        assert getattr(value, each.name) not in (None, (), "", each.default), each.name


def test_quote_when_every_field_is_set(store: QuoteStore) -> None:
    """A quote reads back with every field of its statement, its source and its speaker."""
    text = "“The cranes,” said Ines Okafor in a letter seen by the Courier, “are safe again.” Ferries ran."
    parts = (Span(text.index("The"), text.index(",”")), Span(text.index("are safe"), text.index(".”")))
    statement = Statement(
        content="The cranes are safe again",
        parts=parts,
        form=Form.MIXED,
        quoted=parts[1:],
        mention="Okafor",
        speaker="Ines Okafor",
        kind=SpeakerKind.PERSON,
        role="harbour master",
        organisation="Port of Vell",
        cue="said",
        cue_span=Span(text.index("said"), text.index("said") + 4),
        channel="in a letter seen by the Courier",
        relayed_by=("the Courier", "a clerk"),
    )
    source = replace(full_source(text), kind=SourceKind.RECORD)
    assert_every_field_is_set(statement)
    assert_every_field_is_set(source)
    keep_source(store, source, text)
    keep_speakers(store, OKAFOR)
    keep_quote(store, "q-1", statement, source, OKAFOR)
    assert store.quote("q-1") == Quote("q-1", source, statement, OKAFOR, prefix="“", suffix=".” Ferries ran.")


def test_quote_when_only_its_words_are_known(store: QuoteStore) -> None:
    """What is not known of a statement reads back as None, likewise its speaker."""
    source, statement = source_of(), statement_of(CRANES)
    keep_source(store, source)
    keep_quote(store, "q-1", statement, source)
    found = store.quote("q-1")
    assert found is not None
    assert (found.statement, found.source, found.speaker, found.withdrawn) == (statement, source, None, False)


@pytest.mark.parametrize(
    ("content", "prefix", "suffix"),
    [
        (CRANES, "The harbour reopened on Monday. “", ",” said Ines Okafor, the harbour m"),
        (FERRIES, "r a week of repairs. She added that ", "."),
        ("The harbour", "", " reopened on Monday. “The cranes a"),
    ],
)
def test_quote_when_text_stands_around_it(store: QuoteStore, content: str, prefix: str, suffix: str) -> None:
    """Prefix and suffix are cut from the source text, up to 32 characters, whatever the writer was given."""
    source = source_of()
    keep_source(store, source)
    with store.writing() as writer:
        writer.add_quote(Quote("q-1", source, statement_of(content), None, "wrong", "wrong"), indexed_of(content))
    found = store.quote("q-1")
    assert found is not None
    assert (found.prefix, found.suffix) == (prefix[-32:], suffix[:32])


def test_quote_when_its_characters_take_several_bytes(store: QuoteStore) -> None:
    """Offsets count characters, not bytes."""
    text = "🦩🦩 “Γειά σου” said Zoë. 🦩"
    source = source_of(text)
    keep_source(store, source, text)
    keep_quote(store, "q-1", statement_of("Γειά σου", text), source)
    found = store.quote("q-1")
    assert found is not None
    assert (found.prefix, found.content, found.suffix) == ("🦩🦩 “", "Γειά σου", "” said Zoë. 🦩")


def test_sources_when_pages_are_turned(store: QuoteStore) -> None:
    """Pages hold every source once, in order of arrival, and the last page has no cursor."""
    for number in range(5):
        keep_source(store, source_of(f"Text {number}.", f"s-{number}"), f"Text {number}.")
    seen: list[str] = []
    cursor = None
    for length in (2, 2, 1):
        page = store.sources(PageRequest(cursor, 2))
        assert len(page.items) == length
        seen += [source.id for source in page.items]
        cursor = page.next
    assert cursor is None
    assert seen == [f"s-{number}" for number in range(5)]


def test_quotes_when_rows_arrive_between_pages(store: QuoteStore) -> None:
    """A cursor stays valid while quotes are added and withdrawn: nothing is shown twice or left out."""
    keep_sentences(store, "One came.", "Two came.", "Three came.", "Four came.")
    first = store.quotes(ALL, PageRequest(None, 2))
    withdraw(store, "q-2")
    source = source_of("Five came.", "s-late")
    keep_source(store, source, "Five came.")
    keep_quote(store, "q-5", statement_of("Five came.", "Five came."), source)
    second = store.quotes(ALL, PageRequest(first.next, 10))
    assert [quote.id for quote in first.items] == ["q-1", "q-2"]
    assert [quote.id for quote in second.items] == ["q-3", "q-4", "q-5"]
    assert second.next is None


def test_quotes_when_the_page_ends_with_the_list(store: QuoteStore) -> None:
    """A page that is just full has no cursor if nothing follows."""
    keep_sentences(store, "One came.", "Two came.")
    assert store.quotes(ALL, PageRequest(None, 2)).next is None


def test_cursor_when_it_stands_in_a_url(store: QuoteStore) -> None:
    """A cursor has letters, digits, - and _ alone."""
    keep_sentences(store, "One came.", "Two came.")
    cursor = store.quotes(ALL, PageRequest(None, 1)).next
    assert cursor is not None
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert cursor.isascii()


@pytest.mark.parametrize("cursor", ["", "2", "nonsense", "é", "AAAA", "=", "a b", "\ud800", "\x00", "A" * 10_000])
def test_cursor_when_it_was_not_given_by_the_store(store: QuoteStore, cursor: str) -> None:
    """A string that is no cursor is refused by every list."""
    for listed in (store.sources, store.speakers):
        with pytest.raises(InvalidCursor):
            listed(PageRequest(cursor, 2))
    with pytest.raises(InvalidCursor):
        store.quotes(ALL, PageRequest(cursor, 2))


def test_cursor_when_it_belongs_to_another_list_or_was_changed(store: QuoteStore) -> None:
    """A cursor of sources is none of quotes, and one wrong character makes it invalid."""
    keep_sentences(store, "One came.", "Two came.")
    cursor = store.quotes(ALL, PageRequest(None, 1)).next
    assert cursor is not None
    with pytest.raises(InvalidCursor):
        store.sources(PageRequest(cursor, 1))
    for place, character in enumerate(cursor):
        other = cursor[:place] + ("A" if character != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(InvalidCursor):
            store.quotes(ALL, PageRequest(other, 1))


@pytest.fixture
def newsroom(store: QuoteStore) -> QuoteStore:
    """Three sources of two publishers with five quotes, one of them by nobody."""
    courier, herald = full_source(), source_of("x", "s-herald", publisher="Herald", published_on=date(2021, 6, 1))
    undated = source_of("y", "s-undated")
    keep_speakers(store, OKAFOR, LINDQVIST, PORT)
    for source, text in ((courier, HARBOUR), (herald, "x"), (undated, "y")):
        keep_source(store, source, text)
    keep_quote(store, "q-cranes", statement_of(CRANES, role="Harbour Master"), courier, OKAFOR)
    keep_quote(store, "q-ferries", statement_of(FERRIES, form=Form.INDIRECT), courier, OKAFOR)
    keep_quote(store, "q-x", statement_of("x", "x", role="deputy harbour master"), herald, LINDQVIST)
    keep_quote(store, "q-port", statement_of("x", "x", form=Form.MIXED), herald, PORT)
    keep_quote(store, "q-y", statement_of("y", "y", role="ÉLUE"), undated)
    return store


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        (ALL, ["q-cranes", "q-ferries", "q-x", "q-port", "q-y"]),
        (QuoteFilter(speaker_ids=("p-port", "p-okafor")), ["q-cranes", "q-ferries", "q-port"]),
        (QuoteFilter(speaker_ids=()), []),
        (QuoteFilter(speaker_ids=("nobody",)), []),
        (QuoteFilter(quote_ids=("q-y", "q-x", "nobody")), ["q-x", "q-y"]),
        (QuoteFilter(quote_ids=()), []),
        (QuoteFilter(source_id="s-herald"), ["q-x", "q-port"]),
        (QuoteFilter(form=Form.INDIRECT), ["q-ferries"]),
        (QuoteFilter(form=Form.MIXED), ["q-port"]),
        (QuoteFilter(role="HARBOUR master"), ["q-cranes", "q-x"]),
        (QuoteFilter(role="deputy"), ["q-x"]),
        (QuoteFilter(role="élu"), ["q-y"]),
        (QuoteFilter(role="%"), []),
        (QuoteFilter(publisher="the vell COURIER"), ["q-cranes", "q-ferries"]),
        (QuoteFilter(publisher="Courier"), []),
        (QuoteFilter(published_from=date(2021, 5, 3)), ["q-cranes", "q-ferries", "q-x", "q-port"]),
        (QuoteFilter(published_from=date(2021, 5, 4)), ["q-x", "q-port"]),
        (QuoteFilter(published_to=date(2021, 5, 3)), ["q-cranes", "q-ferries"]),
        (QuoteFilter(published_from=date(2021, 5, 4), published_to=date(2021, 5, 31)), []),
        (QuoteFilter(publisher="Herald", form=Form.DIRECT, speaker_ids=("p-lindqvist",)), ["q-x"]),
        (QuoteFilter(publisher="Herald", role="master", published_to=date(2021, 5, 31)), []),
    ],
)
def test_quotes_when_filtered(newsroom: QuoteStore, which: QuoteFilter, ids: list[str]) -> None:
    """Every field that is set must fit; dates include their ends; a source without a date is in no range."""
    assert [quote.id for quote in newsroom.quotes(which, FIRST_PAGE).items] == ids


def test_quotes_when_filtered_in_pages(newsroom: QuoteStore) -> None:
    """A cursor counts within the filter that it was given for."""
    which = QuoteFilter(role="master")
    first = newsroom.quotes(which, PageRequest(None, 1))
    second = newsroom.quotes(which, PageRequest(first.next, 1))
    assert [quote.id for quote in (*first.items, *second.items)] == ["q-cranes", "q-x"]
    assert second.next is None


def test_quotes_with_ids_when_some_are_unknown_withdrawn_or_repeated(newsroom: QuoteStore) -> None:
    """The order of the ids is kept, each quote comes once, unknown and withdrawn ones are left out."""
    withdraw(newsroom, "q-ferries")
    found = newsroom.quotes_with_ids(["q-y", "nobody", "q-ferries", "q-cranes", "q-y"])
    assert [quote.id for quote in found] == ["q-y", "q-cranes"]
    assert found == (newsroom.quote("q-y"), newsroom.quote("q-cranes"))
    assert newsroom.quotes_with_ids([]) == ()


def test_quotes_with_ids_when_there_are_thousands(store: QuoteStore) -> None:
    """No number of ids is too many for one look-up."""
    ids = keep_sentences(store, "One came.", "Two came.")
    asked = [*(f"unknown-{number}" for number in range(40_000)), *ids]
    assert [quote.id for quote in store.quotes_with_ids(asked)] == list(ids)


def test_coverage_when_speakers_are_named(newsroom: QuoteStore) -> None:
    """Quotes and sources are counted for the speakers together, with the first and last day of publication."""
    day, later = date(2021, 5, 3), date(2021, 6, 1)
    assert newsroom.coverage(["p-okafor"]) == Coverage(2, 1, day, day)
    assert newsroom.coverage(["p-okafor", "p-port"]) == Coverage(3, 2, day, later)
    assert newsroom.coverage(["p-lindqvist", "p-port", "p-port"]) == Coverage(2, 1, later, later)


def test_coverage_when_nobody_is_meant(newsroom: QuoteStore) -> None:
    """No speakers, and speakers who are not on record, cover nothing."""
    assert newsroom.coverage([]) == Coverage()
    assert newsroom.coverage(["nobody"]) == Coverage()


def test_coverage_when_no_speaker_is_asked_for(newsroom: QuoteStore) -> None:
    """None covers everything on record, and follows each quote that comes or goes."""
    assert newsroom.coverage(None) == Coverage(5, 3, date(2021, 5, 3), date(2021, 6, 1))
    withdraw(newsroom, "q-y")
    assert newsroom.coverage(None) == Coverage(4, 2, date(2021, 5, 3), date(2021, 6, 1))
    keep_quote(newsroom, "q-new", statement_of("Monday"), full_source())
    assert newsroom.coverage(None) == Coverage(5, 2, date(2021, 5, 3), date(2021, 6, 1))


def test_coverage_when_the_store_is_empty(store: QuoteStore) -> None:
    """An empty store covers nothing."""
    assert store.coverage(None) == Coverage()
