"""Full-text search in SQLite: any text becomes a bounded query without syntax."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from quoteservice.store.bm25 import best_rows
from quoteservice.store.database import Database
from quoteservice.store.frequency import frequencies
from quoteservice.store.words import words_of

# An OR of words costs as many rows as its words have on record. The rarest words find the record that a claim is
# about; these bounds keep the cost the same whether a thousand or a million quotes are stored.
WORDS_ASKED = 16  # words: about one news sentence without its articles and prepositions
WORDS_WEIGHED = 64  # words whose frequency is looked up, longest first, since long words are seldom the frequent ones
ROWS_SCORED = 5_000  # rows that the words may have together; one costs a tenth of a microsecond
# Pages of words that are merged in one transaction: other writers wait for it, a few hundredths of a second.
MERGED_PAGES = 500
DECIMALS = 6  # of scores that are told apart

# Words of grammar. They are asked for only if there is no other word: even counting their rows costs a walk over a
# list as long as the store. The bounds above hold without this table, so a language that is not in it is only slower.
GRAMMAR = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can could did do does
    down for from had has have he her here him his how i if in into is it its just like made make many may me might more
    most much must my no not now of off on one only or other our out over said say says she should so some such than
    that the their them then there these they this those through to told too under until up upon us very was we were
    what when where which while who whom whose why will with would you your""".split()
)


def contents_with_words(db: Database, text: str, limit: int) -> dict[str, str]:
    """What quotes say that share words with `text`, by id, best by BM25 first, at most `limit`.

    Nothing if it shares none, or only words that so many quotes have that they find nothing.
    """
    asked = _rarest(db, text)
    if not asked:
        return {}
    scores = best_rows(db, "quote_words", asked, limit)
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


def _rarest(db: Database, text: str) -> list[str]:
    found = frequencies(db, weighed_words(text), ROWS_SCORED)
    return [word for word, _ in rarest((word, documents) for documents, word in found)]


def weighed_words(text: str) -> list[str]:
    """The words of `text` whose frequency is worth looking up."""
    words = set(words_of(text))
    return sorted(words - GRAMMAR or words, key=lambda word: (-len(word), word))[:WORDS_WEIGHED]


def rarest(frequencies: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of words with the number of quotes that have them, rarest first, those that one search can afford."""
    asked: list[tuple[str, int]] = []
    rows = 0
    for word, documents in islice(frequencies, WORDS_ASKED):
        rows += documents
        if rows > ROWS_SCORED:
            break
        asked.append((word, documents))
    return asked
