"""How often words are on record, counted only where it can matter."""

from __future__ import annotations

import sqlite3

import pytest

from quoteservice.store.asked import ROWS_SCORED, asked
from quoteservice.store.bm25 import Size, best_rows
from quoteservice.store.connections import SqliteDatabase
from quoteservice.store.frequency import frequencies

MOST = ROWS_SCORED


@pytest.fixture
def db() -> SqliteDatabase:
    """A table of words, with a history of changes, in memory."""
    made = SqliteDatabase(sqlite3.connect(":memory:", isolation_level=None))
    made.execute("CREATE VIRTUAL TABLE quote_words USING fts5 (words, content = '')")
    made.execute("CREATE VIRTUAL TABLE quote_vocabulary USING fts5vocab (quote_words, row)")
    made.execute("CREATE TABLE changes (sequence INTEGER PRIMARY KEY AUTOINCREMENT)")
    return made


def add(db: SqliteDatabase, *texts: str) -> None:
    for text in texts:
        number = db.execute("INSERT INTO changes DEFAULT VALUES").lastrowid
        db.execute("INSERT INTO quote_words (rowid, words) VALUES (?, ?)", [number, text])


def remove(db: SqliteDatabase, number: int, text: str) -> None:
    db.execute("INSERT INTO changes DEFAULT VALUES")
    db.execute("INSERT INTO quote_words (quote_words, rowid, words) VALUES ('delete', ?, ?)", [number, text])


def best(db: SqliteDatabase, words: str, limit: int) -> dict[int, float]:
    size = Size.of(db, "quote_words")
    chosen = asked(frequencies(db, words.split()), size.rows)
    return best_rows(db, "quote_words", chosen, size, limit) if chosen else {}


def test_frequencies_when_a_word_is_frequent(db: SqliteDatabase) -> None:
    """Of a frequent word only the magnitude is told, the same while it grows; rare ones are counted anew."""
    add(db, *["harbour"] * (2 * MOST + 1), "heron")
    assert frequencies(db, ["harbour", "heron"]) == [("heron", 1), ("harbour", 4 * MOST)]
    add(db, "heron", *["harbour"] * 3)
    assert frequencies(db, ["harbour", "heron"]) == [("heron", 2), ("harbour", 4 * MOST)]


def test_frequencies_when_a_frequent_word_may_have_become_rare(db: SqliteDatabase) -> None:
    """After as many changes as could have made it rare, it is counted again, and found if it is."""
    add(db, *["harbour"] * (MOST + 3))
    assert frequencies(db, ["harbour"]) == [("harbour", 2 * MOST)]
    for number in range(1, 5):
        remove(db, number, "harbour")
    assert frequencies(db, ["harbour"]) == [("harbour", MOST - 1)]


def test_best_rows_when_no_word_is_repeated(db: SqliteDatabase) -> None:
    """Rows and scores are those of FTS5's own bm25, longer and shorter rows among them."""
    add(db, "heron harbour", "heron", "harbour wall tower", "wall", f"heron harbour {'tower ' * 200}", "quay")
    expected = dict(
        db.execute("SELECT rowid, -bm25(quote_words) FROM quote_words WHERE quote_words MATCH 'heron OR harbour'")
    )
    found = best(db, "heron harbour", 10)
    assert found == pytest.approx(expected)


def test_best_rows_when_more_fit_than_are_wanted(db: SqliteDatabase) -> None:
    """The best are given, and all that tie with the last of them."""
    add(db, "heron harbour", *["heron wall"] * 3, f"heron {'tower ' * 50}")
    assert sorted(best(db, "heron harbour", 2)) == [1, 2, 3, 4]


def test_best_rows_when_nothing_has_the_words(db: SqliteDatabase) -> None:
    """An empty table and unknown words give nothing."""
    assert best(db, "heron", 5) == {}
    add(db, "wall")
    assert best(db, "heron", 5) == {}
