"""What bounds the cost of full-text search in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.ports import Indexed
from quoteservice.store.asked import GRAMMAR, ROWS_SCORED, WORDS_WEIGHED, asked
from quoteservice.store.sqlite import SqliteStore
from quoteservice.store.words import words_of
from tests.contracts.records import NOW
from tests.fakes import FakeEncoder

VECTORS = FakeEncoder(8).encode(["x"])


def keep(store: SqliteStore, *texts: str) -> None:
    """Puts each text on record as a quote, q-0, q-1, ..."""
    source = Source("s-1", "0" * 64)
    with store.writing() as writer:
        writer.add_source(source, "")
        for number, text in enumerate(texts):
            statement = Statement(text, (Span(0, 0),), Form.DIRECT)
            writer.add_quote(Quote(f"q-{number}", source, statement, None), Indexed((), text, VECTORS))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """A store in which more quotes have the word "budget" than one search scores; one has "heron" too."""
    with closing(SqliteStore(tmp_path_factory.mktemp("crowded") / "store.db")) as store:
        keep(store, "budget heron", *["budget"] * ROWS_SCORED)
        yield store


def test_quotes_with_words_when_very_many_share_a_word(crowded: SqliteStore) -> None:
    """A word that more quotes have than a search scores finds nothing by itself."""
    assert crowded.quotes_with_words("budget", 10) == ()


def test_quotes_with_words_when_a_rare_word_stands_beside_a_common_one(crowded: SqliteStore) -> None:
    """The rare word is searched all the same."""
    assert crowded.quotes_with_words("the budget of the heron", 10) == ("q-0",)


def test_quotes_with_words_when_all_words_are_of_grammar(tmp_path: Path) -> None:
    """Words of grammar are searched when there are no others."""
    with closing(SqliteStore(tmp_path / "store.db")) as store:
        keep(store, "It is what it is.", "Nothing else.")
        assert store.quotes_with_words("it is what it is", 10) == ("q-0",)


def test_quotes_with_words_when_more_words_are_asked_than_are_weighed(crowded: SqliteStore) -> None:
    """Of more words than are weighed the longest are; a shorter one beside them is given up."""
    long_words = " ".join(f"unknownword{number:04}" for number in range(WORDS_WEIGHED))
    assert crowded.quotes_with_words(f"{long_words} heron", 10) == ()
    assert crowded.quotes_with_words(f"{long_words[:-16]} heron", 10) == ("q-0",)


def test_grammar_when_compared_with_words() -> None:
    """Every word of grammar is written as words_of gives it; another spelling would never be met."""
    assert all(words_of(word) == (word,) for word in GRAMMAR)


def pieces(path: Path) -> int:
    """In how many pieces FTS5 keeps the words."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(DISTINCT segid) FROM quote_words_idx").fetchone()[0])


def test_merge_words_when_many_writes_left_pieces(tmp_path: Path) -> None:
    """Afterwards it is one piece that finds the same, and what was withdrawn stays away."""
    path = tmp_path / "store.db"
    with closing(SqliteStore(path)) as store:
        keep(store, *(f"heron number{n % 7} budget" for n in range(50)))
        for number in (3, 10):
            with store.writing() as writer:
                writer.withdraw_quote(f"q-{number}", NOW)
        before = store.contents_with_words("number3", 50), store.revision()
        assert len(before[0]) == 5
        assert pieces(path) > 1
        store.merge_words()
        assert pieces(path) == 1
        assert (store.contents_with_words("number3", 50), store.revision()) == before
        store.merge_words()
        assert pieces(path) == 1


def test_merge_words_when_there_are_none(tmp_path: Path) -> None:
    """An empty store stays one."""
    with closing(SqliteStore(tmp_path / "store.db")) as store:
        store.merge_words()
        assert store.contents_with_words("heron", 5) == {}


def test_quotes_with_words_when_frequent_words_stand_together(tmp_path: Path) -> None:
    """Two words that are too frequent each find the quotes that have both."""
    with closing(SqliteStore(tmp_path / "store.db")) as store:
        crowd = [*["budget"] * ROWS_SCORED, *["harbour"] * ROWS_SCORED, *["quay"] * ROWS_SCORED * 3]
        keep(store, "budget harbour bridge", "budget quay", *crowd)
        assert store.quotes_with_words("the budget of the harbour", 10) == ("q-0",)


def test_asked_when_all_words_are_frequent() -> None:
    """All but one of the rarest words are looked up together, so many that they are rare."""
    words = [("ferry", 20_000), ("harbour", 20_000), ("council", 40_000), ("budget", 80_000)]
    found = asked(words, 1_000_000)
    assert found is not None
    assert found.groups == (("ferry", "harbour"), ("ferry", "council"), ("harbour", "council"))
    assert found.words == tuple(words)
    assert asked(words, 50_000) is None
    assert asked(words[:1], 1_000_000) is None


def test_quotes_with_words_when_a_frequent_word_tells_rare_ones_apart(tmp_path: Path) -> None:
    """Of quotes with the same rare word the one that has the frequent word of the claim as well comes first."""
    with closing(SqliteStore(tmp_path / "store.db")) as store:
        keep(store, *["heron lake"] * 5, "heron budget", *["budget"] * ROWS_SCORED * 3)
        assert store.quotes_with_words("the budget of the heron", 1) == ("q-5",)
