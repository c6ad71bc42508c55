"""Challenges by the words around them, in SQLite's full-text search."""

from __future__ import annotations

from quoteservice.domain.challenge import Challenge
from quoteservice.store.challenges import CHALLENGE_COLUMNS, asked_words, challenge_of
from quoteservice.store.database import Database
from quoteservice.store.words import words_of


def challenges_with_words(db: Database, text: str, limit: int) -> tuple[Challenge, ...]:
    """Challenges whose surroundings share words with the text, best by BM25 first, then by id."""
    asked = asked_words(text)
    if not asked:
        return ()
    rows = db.execute(
        f"""SELECT {CHALLENGE_COLUMNS}
            FROM challenge_words f JOIN challenges c ON c.number = f.rowid JOIN sources s ON s.number = c.source
            WHERE challenge_words MATCH ? ORDER BY bm25(challenge_words), c.id LIMIT ?""",
        [" OR ".join(f'"{word}"' for word in asked), limit],
    )
    return tuple(map(challenge_of, rows))


def add_challenge_words(db: Database, number: int, words: str) -> None:
    """Makes challenge `number` findable by `words`."""
    db.execute("INSERT INTO challenge_words (rowid, words) VALUES (?, ?)", [number, " ".join(words_of(words))])
