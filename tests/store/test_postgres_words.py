"""What holds of words in the PostgreSQL store: how they are counted, found and kept, however many and long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from quoteservice.domain.quote import PageRequest, QuoteFilter, Source
from quoteservice.domain.speaker import Role, Speaker
from quoteservice.store.asked import ROWS_SCORED
from quoteservice.store.postgres import PostgresStore
from quoteservice.store.postgres_words import LONGEST_WORD, kept_words, text_vector
from quoteservice.store.sqlite import SqliteStore
from tests.contracts.records import keep_sentences, withdraw

EVERYTHING = PageRequest(limit=1_000_000)


@pytest.fixture
def store(postgres_store: PostgresStore) -> Iterator[PostgresStore]:
    """An empty store."""
    yield postgres_store
    postgres_store.close()


def test_quotes_with_words_when_very_many_share_a_word(store: PostgresStore, postgres_address: str) -> None:
    """A word that more quotes have than a search scores finds nothing by itself; a rare one beside it is searched."""
    keep_sentences(store, "The budget of the heron.", "Another budget.", "Nothing else.")
    with psycopg.connect(postgres_address) as server:
        server.execute("UPDATE vocabulary SET documents = %s WHERE word = 'budget'", [ROWS_SCORED + 1])
        server.execute("UPDATE vocabulary_total SET documents = %s", [ROWS_SCORED * 9])
    assert store.quotes_with_words("budget", 10) == ()
    assert store.quotes_with_words("the budget of the heron", 10) == ("q-1",)


def test_quotes_with_words_when_compared_with_sqlite(store: PostgresStore, tmp_path: Path) -> None:
    """Both engines find the same quotes in the same order; a word that is repeated counts once."""
    sentences = [
        "A heron and many other birds on the lake in the morning.",
        "A heron and a duck.",
        "A heron and a heron and a heron.",
        "The duck left the lake, and the lake was quiet in the morning, quiet as never before.",
        "Quiet ducks.",
        *(f"Nothing {number} happened to bird {number % 3}." for number in range(30)),
    ]
    with closing(SqliteStore(tmp_path / "store.db")) as other:
        for each in (store, other):
            keep_sentences(each, *sentences)
            withdraw(each, "q-5")
        for asked in ("heron", "quiet lake", "a duck in the morning", "nothing happened to bird 2", *sentences):
            for limit in (1, 3, 50):
                assert store.quotes_with_words(asked, limit) == other.quotes_with_words(asked, limit) != (), asked


def test_quotes_with_words_when_counts_follow_withdrawals(store: PostgresStore, postgres_address: str) -> None:
    """What is counted of words is what is there, however quotes came and went."""
    keep_sentences(store, "The bridge held.", "The bridge fell.", "A heron came.")
    withdraw(store, "q-1")
    with psycopg.connect(postgres_address) as server:
        found = server.execute("SELECT word, documents FROM vocabulary WHERE word IN ('bridge', 'held', 'fell')")
        assert dict(found.fetchall()) == {"bridge": 1, "held": 0, "fell": 1}
        assert server.execute("SELECT documents, words FROM vocabulary_total").fetchall() == [(2, 6)]


def test_text_vector_when_words_are_very_long_or_very_many(store: PostgresStore) -> None:
    """Text of any length is kept and found: PostgreSQL's limits are met by leaving out what is beyond them."""
    long_word = "x" * 5_000
    many = " ".join(f"word{number}" for number in range(200_000))
    keep_sentences(store, f"{long_word} once.", many, "heron " * 20_000)
    assert store.quotes_with_words(long_word, 10) == ("q-1",)
    assert store.quotes_with_words("word7", 10) == ("q-2",)
    assert store.quotes_with_words("heron", 10) == ("q-3",)
    assert list(kept_words([long_word])) == ["x" * LONGEST_WORD]
    assert text_vector(["a", "b", "a"]) == "'a':1,3 'b':2"


def test_names_when_they_are_very_long(store: PostgresStore) -> None:
    """Names, aliases and publishers of any length are kept and looked up: no index refuses them."""
    long_name = "".join(chr(0x4E00 + number) for number in range(4_000))
    with store.writing() as writer:
        writer.add_source(Source("s-1", "0" * 64, publisher=long_name), "text")
        writer.add_speaker(Speaker("p-1", long_name))
        for _ in range(2):
            writer.add_alias("p-1", f"{long_name} again")
            writer.add_role("p-1", Role(long_name))
    (profile,) = store.speakers_named([long_name])
    assert (profile.speaker.name, len(profile.aliases), len(profile.roles)) == (long_name, 1, 1)
    assert store.quotes(QuoteFilter(publisher=long_name), EVERYTHING).items == ()
