"""Full-text search over the words of quotes: any text becomes a bounded query without syntax."""

from __future__ import annotations

import json

from sqlite_utils import Database

from quoteservice.store.words import words_of

# An OR of words costs as many rows as its words have on record. The rarest words find the record that a claim is
# about; these bounds keep the cost the same whether a thousand or a million quotes are stored.
WORDS_ASKED = 16  # words: about one news sentence without its articles and prepositions
WORDS_WEIGHED = 64  # words whose frequency is looked up, longest first, since long words are seldom the frequent ones
ROWS_SCORED = 20_000  # rows that the words may have together, about 20 ms


def ids_with_words(db: Database, text: str, limit: int) -> tuple[str, ...]:
    """Ids of quotes that share words with `text`, best by BM25 first, at most `limit`; () if it shares none."""
    asked = _rarest(db, text)
    if not asked:
        return ()
    rows = db.execute(
        """SELECT q.id FROM quote_words f JOIN quotes q ON q.number = f.rowid
           WHERE quote_words MATCH ? ORDER BY bm25(quote_words), q.id LIMIT ?""",
        [" OR ".join(f'"{word}"' for word in asked), limit],
    )
    return tuple(id_ for (id_,) in rows)


def add_words(db: Database, number: int, words: str) -> None:
    """Makes quote `number` findable by `words`."""
    db.execute("INSERT INTO quote_words (rowid, words) VALUES (?, ?)", [number, _searched(words)])


def remove_words(db: Database, number: int, words: str) -> None:
    """Undoes add_words; FTS5 wants the words once more, because the table keeps no copy of them."""
    db.execute(
        "INSERT INTO quote_words (quote_words, rowid, words) VALUES ('delete', ?, ?)", [number, _searched(words)]
    )


def _searched(words: str) -> str:
    return " ".join(words_of(words))


def _rarest(db: Database, text: str) -> list[str]:
    weighed = sorted(set(words_of(text)), key=lambda word: (-len(word), word))[:WORDS_WEIGHED]
    frequency = db.execute(
        "SELECT doc, term FROM quote_vocabulary WHERE term IN (SELECT value FROM json_each(?)) ORDER BY doc, term",
        [json.dumps(weighed)],
    )
    asked: list[str] = []
    rows = 0
    for documents, word in frequency.fetchall()[:WORDS_ASKED]:
        rows += documents
        if rows > ROWS_SCORED:
            break
        asked.append(word)
    return asked
