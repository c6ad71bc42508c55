"""How everything on record comes from one store to another, in both directions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from quoteservice.domain.access import Key, Scope
from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.quote import PageRequest, Quote, QuoteFilter
from quoteservice.domain.request import SentRequest
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Role, Speaker, SpeakerAction, SpeakerChange
from quoteservice.errors import InvalidSetting, StoreUnavailable
from quoteservice.ports import Indexed, Store
from quoteservice.store.moving import TABLES, move
from quoteservice.store.postgres import PostgresStore
from quoteservice.store.sqlite import SqliteStore
from tests.contracts.records import ENCODER, NOW, keep_source, source_of, statement_of, withdraw
from tests.contracts.test_store_verifications import ANSWER
from tests.store.articles import ENCODER as SMALL_ENCODER
from tests.store.articles import write_article

KEY = Key("k-1", "news desk", (Scope.VERIFY, Scope.READ), NOW, NOW)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
EVERYTHING = PageRequest(limit=1_000)
ODD = "A NUL \x00, a \ufdd0 and 🦩 stand here"

# What each engine keeps in its own way: SQLite's full-text index, and what finds words and vectors in PostgreSQL. The
# revision is that of a process's answers, and a store that was filled has a new one.
OWN_TABLES = {
    "vectors", "encoders", "quote_words", "quote_vocabulary", "sqlite_sequence", "quote_words_data", "quote_words_idx",
    "quote_words_docsize", "quote_words_config", "challenge_words", "challenge_words_data", "challenge_words_idx",
    "challenge_words_docsize", "challenge_words_config", "vocabulary", "vocabulary_total", "store_version", "revision",
}  # fmt: skip


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store in a file."""
    with closing(SqliteStore(tmp_path / "store.db")) as made:
        yield made


@pytest.fixture(params=["to postgres", "to sqlite"])
def ways(
    request: pytest.FixtureRequest, sqlite_store: SqliteStore, postgres_store: PostgresStore
) -> Iterator[tuple[SqliteStore | PostgresStore, SqliteStore | PostgresStore]]:
    """The store that is moved, and the one it is moved to; both are empty."""
    with closing(postgres_store):
        yield (sqlite_store, postgres_store) if request.param == "to postgres" else (postgres_store, sqlite_store)


def fill(store: Store) -> None:
    """Two articles, a withdrawn quote, odd characters, an answer, a quote without vectors, two speakers who are one.

    Also a copy of the first article, a challenge, a key, and requests of which one was answered.
    """
    write_article(store, "first")
    write_article(store, "second")
    withdraw(store, "first-1")
    with store.writing() as writer:
        writer.renew_vectors("second-1", Indexed((), "", SMALL_ENCODER.encode(["no"]), "other words"))
    source = replace(source_of(ODD, "s-odd", title=ODD), cluster="first")
    keep_source(store, source, ODD)
    with store.writing() as writer:
        writer.add_speaker(Speaker("p-odd", ODD))
        writer.add_alias("p-odd", "Odd")
        writer.add_role("p-odd", Role("keeper", "Zoo", None, "s-odd"))
        quote = Quote("q-odd", source, statement_of("stand here", ODD), Speaker("p-odd", ODD))
        writer.add_quote(quote, Indexed(("digest",), "stand here 42", ENCODER.encode([]), ENCODER.name))
        writer.add_verification(ANSWER)
        writer.audit("ingest", "s-odd", NOW)
        # The first speaker refers to one that came later.
        writer.link_speaker("p-first", "p-odd")
        writer.add_speaker_change(SpeakerChange(NOW, SpeakerAction.MERGE, "p-first", "p-odd"))
        writer.add_challenge(Challenge("c-odd", ChallengeKind.DENIAL, source, Span(0, 5), ODD, ODD, ("Odd",)))
    store.add_key(KEY, "digest of its secret")
    for name in ("answered", "begun"):
        store.begin_request(SentRequest(name, "digest"), NOW, LONG_AGO, LONG_AGO)
    store.end_request("answered", b"\x00answer\xff")


def answers(store: SqliteStore | PostgresStore) -> list[object]:
    """What a store says of everything that is in it."""
    listed = store.quotes(QuoteFilter(), EVERYTHING)
    return [
        store.sources(EVERYTHING),
        [store.source_text(source.id) for source in store.sources(EVERYTHING).items],
        store.speakers(EVERYTHING),
        listed,
        store.quote("first-1"),
        store.coverage(None),
        store.coverage(["p-first"]),
        store.speakers_named(["quill", "keeper"]),
        store.verification(ANSWER.id),
        store.speaker_members("p-first"),
        store.speaker_history("p-first"),
        store.quotes_with_digests(["digest", "In first she said no"], 9),
        [sorted(store.quotes_with_words(words, 9)) for words in ("perhaps", "said no", "42", "first")],
        store.challenges_with_words("a stand of odd words", 9),
        store.key_with_digest("digest of its secret"),
        [store.begin_request(SentRequest(name, "digest"), NOW, LONG_AGO, LONG_AGO) for name in ("answered", "begun")],
        store.last_change(),
        store.changes(0, 99),
        [(change.sequence, change.quote_id) for change in store.vector_changes(0)],
        [change.vectors.tolist() for change in store.vector_changes(0) if change.vectors is not None],
        {id_: each.tolist() for id_, each in store.vectors_with_ids([quote.id for quote in listed.items]).items()},
        store.unrenewed("words", 9),
        sorted(store.vectors_with_ids(["first-0", "second-0", "second-1"], "words")),
        sorted(store.vectors_with_ids(["first-0", "second-0", "second-1"], "other words")),
        [None if each.vectors is None else len(each.vectors) for each in store.vector_changes(0, "other words")],
    ]


def test_move_when_all_goes_well(ways: tuple[SqliteStore | PostgresStore, SqliteStore | PostgresStore]) -> None:
    """The new store answers as the old one did, to the last character and the last bit of a vector."""
    source, target = ways
    fill(source)
    told: list[str] = []
    before = target.revision()
    move(source, target, told.append)
    assert target.revision() > before
    assert answers(target) == answers(source)
    assert "7 quotes" in told
    assert "vectors of 7 quotes" in told


def test_move_when_the_new_store_is_written_to(
    ways: tuple[SqliteStore | PostgresStore, SqliteStore | PostgresStore],
) -> None:
    """After the move the new store goes on: numbers follow, words and vectors are found, quotes can be withdrawn."""
    source, target = ways
    fill(source)
    move(source, target, lambda _: None)
    write_article(target, "third")
    withdraw(target, "second-2")
    write_article(source, "third")
    withdraw(source, "second-2")
    assert answers(target) == answers(source)


def test_move_when_the_new_store_is_not_empty(
    ways: tuple[SqliteStore | PostgresStore, SqliteStore | PostgresStore],
) -> None:
    """Nothing is mixed with what is there already."""
    source, target = ways
    write_article(source, "first")
    write_article(target, "second")
    with pytest.raises(InvalidSetting, match="not empty"):
        move(source, target, lambda _: None)
    assert [each.id for each in target.sources(EVERYTHING).items] == ["second"]


def test_move_when_it_breaks_off(ways: tuple[SqliteStore | PostgresStore, SqliteStore | PostgresStore]) -> None:
    """Nothing of a move that did not come to its end is kept, and it can be done again."""
    source, target = ways
    fill(source)

    def broken(line: str) -> None:
        if "vectors" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(source, target, broken)
    assert target.sources(EVERYTHING).items == ()
    assert target.last_change() == 0
    move(source, target, lambda _: None)
    assert answers(target) == answers(source)


def test_move_when_rows_are_lost_on_the_way(
    sqlite_store: SqliteStore, postgres_store: PostgresStore, postgres_address: str
) -> None:
    """What was written is counted: rows that do not arrive undo the move."""
    fill(sqlite_store)
    with closing(postgres_store), psycopg.connect(postgres_address, autocommit=True) as server:
        server.execute(
            """CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
               CREATE TRIGGER lost BEFORE INSERT ON speaker_words FOR EACH ROW EXECUTE FUNCTION nothing()"""
        )
        try:
            with pytest.raises(StoreUnavailable, match="speaker_words 0 arrived"):
                move(sqlite_store, postgres_store, lambda _: None)
        finally:
            server.execute("DROP TRIGGER lost ON speaker_words; DROP FUNCTION nothing")
        assert postgres_store.sources(EVERYTHING).items == ()


def test_tables_when_compared_with_both_engines(
    tmp_path: Path, sqlite_store: SqliteStore, postgres_address: str
) -> None:
    """Every table of either engine is moved, or is one that this engine alone has; columns have the same names."""
    assert sqlite_store.last_change() == 0
    with closing(sqlite3.connect(tmp_path / "store.db")) as file, psycopg.connect(postgres_address) as server:
        in_file = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        in_server = {name for (name,) in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        assert in_file - OWN_TABLES == in_server - OWN_TABLES == set(TABLES)
        for table in TABLES:
            columns = [name for name, *_ in file.execute(f"SELECT * FROM {table}").description]
            described = server.execute(f"SELECT * FROM {table}".encode()).description
            assert described is not None
            assert [column.name for column in described] == columns
