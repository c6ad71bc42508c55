"""Full-text search in SQLite: any text becomes a bounded query without syntax."""

from __future__ import annotations

from quoteservice.store.asked import asked, weighed_words
from quoteservice.store.bm25 import Size, best_rows
from quoteservice.store.database import Database
from quoteservice.store.frequency import frequencies
from quoteservice.store.words import words_of

# Pages of words that are merged in one transaction: other writers wait for it, a few hundredths of a second.
MERGED_PAGES = 500
DECIMALS = 6  # of scores that are told apart


def contents_with_words(db: Database, text: str, limit: int) -> dict[str, str]:
    """What quotes say that share words with `text`, by id, best by BM25 first, at most `limit`.

    Nothing if it shares none, or only words that so many quotes have that even together they find nothing.
    """
    size = Size.of(db, "quote_words")
    chosen = asked(frequencies(db, weighed_words(text)), size.rows)
    if not chosen:
        return {}
    scores = best_rows(db, "quote_words", chosen, size, limit)
    # Quotes are looked up for the best alone: they lie all over the file.
    rows = db.execute("SELECT number, id, content FROM quotes WHERE number = ANY(?)", [list(scores)]).fetchall()
    best = sorted((-round(scores[number], DECIMALS), id_, content) for number, id_, content in rows)
    return {id_: content for _, id_, content in best[:limit]}


def add_words(db: Database, number: int, words: str) -> None:
    """Makes quote `number` findable by `words`."""
    db.execute("INSERT INTO quote_words (rowid, words) VALUES (?, ?)", [number, _searched(words)])


def remove_words(db: Database, number: int, words: str) -> None:
    """Undoes add_words; FTS5 wants the words once more, because the table keeps no copy of them."""
    db.execute(
        "INSERT INTO quote_words (quote_words, rowid, words) VALUES ('delete', ?, ?)", [number, _searched(words)]
    )


def merge_words(db: Database, first: bool) -> bool:
    """Writes some pages of the words in fewer pieces, of which every write adds one; False when it is all one piece.

    The `first` of several steps says that all that there is shall become one. No answer changes.
    """
    before = _changes(db)
    pages = -MERGED_PAGES if first else MERGED_PAGES
    db.execute("INSERT INTO quote_words (quote_words, rank) VALUES ('merge', ?)", [pages])
    # FTS5 counts the statement itself as one change, and more if it did anything (sqlite.org/fts5.html, 6.7).
    return _changes(db) - before > 1


def _changes(db: Database) -> int:
    return int(db.execute("SELECT total_changes()").fetchone()[0])


def _searched(words: str) -> str:
    return " ".join(words_of(words))
