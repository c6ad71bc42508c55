"""Full-text search in PostgreSQL: the words that SQLite's search would ask for, weighed as BM25 weighs them.

PostgreSQL's own ranking takes no account of how rare a word is. So the number of quotes that have a word is kept beside
the index, and rows are weighed by the rarity of their words and by their length, exactly as in SQLite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quoteservice.store.asked import Asked, asked, rarity, rounded, weighed_words
from quoteservice.store.database import Database
from quoteservice.store.words import words_of

LONGEST_WORD = 255  # characters; PostgreSQL takes 2 kB a word. Longer ones meet if they begin alike
MOST_BYTES = 500_000  # of the words of one quote; PostgreSQL takes 1 MB
LAST_POSITION = 16_383  # what PostgreSQL has room for; how often a word stands behind it is not counted

# The constants of the search in SQLite, which counts a word once too, however often a quote has it: how soon more of
# the words count for less, and how much length matters.
K1 = 1.2
B = 0.75
STEPS = 1e6  # of a score: the order in which it is summed must not part quotes that fit equally well


def share(mean_length: str) -> str:
    """In SQL, what a word of the row w counts for, as a share of its rarity."""
    return f"{1 + K1} / (1 + {K1} * ({1 - B} + {B} * w.length::float / {mean_length}))"


SEARCH = f"""
WITH w AS MATERIALIZED (SELECT quote, length, words FROM quote_words WHERE words @@ ?::tsquery)
SELECT q.id, q.content FROM (
    SELECT w.quote, round(sum(a.rarity) * {share("?::float")} * {STEPS}) AS score
    FROM w JOIN unnest(?::text[]::tsquery[], ?::float[]) AS a (word, rarity) ON w.words @@ a.word
    GROUP BY w.quote, w.length ORDER BY score DESC FETCH FIRST ? ROWS WITH TIES
) best JOIN quotes q ON q.number = best.quote ORDER BY best.score DESC, q.id LIMIT ?
"""


def contents_with_words(db: Database, text: str, limit: int) -> dict[str, str]:
    """What quotes say that share words with `text`, by id, best first, at most `limit`; nothing as in SQLite's."""
    words = [word[:LONGEST_WORD] for word in weighed_words(text)]
    found = db.execute(
        """SELECT v.word, v.documents, t.documents, t.words FROM vocabulary v, vocabulary_total t
           WHERE v.word = ANY(?) AND v.documents > 0""",
        [words],
    ).fetchall()
    if not found:
        return {}
    _, _, quotes, length = found[0]
    frequencies = {word: rounded(documents) for word, documents, _, _ in found}
    chosen = asked(sorted(frequencies.items(), key=lambda each: each[::-1]), quotes)
    if not chosen:
        return {}
    terms = [_quoted(word) for word, _ in chosen.words]
    rarities = [rarity(documents, quotes) for _, documents in chosen.words]
    return dict(db.execute(SEARCH, [_looked_up(chosen), length / quotes, terms, rarities, limit, limit]).fetchall())


def _looked_up(chosen: Asked) -> str:
    return " | ".join(f"({' & '.join(map(_quoted, group))})" for group in chosen.groups)


def _quoted(word: str) -> str:
    return f"'{word}'"


class Vocabulary:
    """What a transaction adds to the full-text index, and how it changes the counts, which are written at its end."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._rows: list[tuple[int, int, str]] = []
        self._documents: Counter[str] = Counter()
        self._quotes = 0
        self._length = 0

    def add(self, number: int, words: str) -> None:
        """Makes quote `number` findable by `words`."""
        found = words_of(words)
        self._rows.append((number, len(found), text_vector(found)))
        self._count(found, 1)

    def remove(self, number: int, words: str) -> None:
        """Undoes `add`."""
        self._write_rows()
        self._db.execute("DELETE FROM quote_words WHERE quote = ?", [number])
        self._count(words_of(words), -1)

    def write(self) -> None:
        """Brings index and counts up to date."""
        self._write_rows()
        if not self._quotes and not self._documents:
            return
        # In one order, so that whoever writes at the same time waits and does not lock.
        changed = sorted((word, count) for word, count in self._documents.items() if count)
        self._db.execute(
            """INSERT INTO vocabulary (word, documents) SELECT * FROM unnest(?::text[], ?::integer[])
               ON CONFLICT (word) DO UPDATE SET documents = vocabulary.documents + excluded.documents""",
            [[word for word, _ in changed], [count for _, count in changed]],
        )
        self._db.execute(
            "UPDATE vocabulary_total SET documents = documents + ?, words = words + ?", [self._quotes, self._length]
        )

    def _write_rows(self) -> None:
        self._db.insert_all("quote_words", ("quote", "length", "words"), self._rows)
        self._rows = []

    def _count(self, words: Sequence[str], sign: int) -> None:
        for word in kept_words(words):
            self._documents[word] += sign
        self._quotes += sign
        self._length += sign * len(words)


def kept_words(words: Sequence[str]) -> dict[str, list[int]]:
    """The different words of a quote as the index has them, with their places from 1."""
    found: dict[str, list[int]] = {}
    room = MOST_BYTES
    for place, word in enumerate(words, start=1):
        word = word[:LONGEST_WORD]
        if word not in found:
            room -= len(word.encode())
            if room < 0:
                break
            found[word] = []
        if place <= LAST_POSITION or not found[word]:
            found[word].append(min(place, LAST_POSITION))
    return found


def text_vector(words: Sequence[str]) -> str:
    """The words as PostgreSQL writes a tsvector."""
    return " ".join(f"'{word}':{','.join(map(str, places))}" for word, places in kept_words(words).items())
