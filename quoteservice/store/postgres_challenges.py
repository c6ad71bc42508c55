"""Challenges by the words around them, in PostgreSQL's full-text search."""

from __future__ import annotations

import math

from quoteservice.domain.challenge import Challenge
from quoteservice.store.asked import LEAST_RARITY
from quoteservice.store.challenges import CHALLENGE_COLUMNS, asked_words, challenge_of
from quoteservice.store.database import Database
from quoteservice.store.postgres_words import LONGEST_WORD, STEPS, share, text_vector
from quoteservice.store.words import words_of

# Makes 1 of a word that stands once; twice is then 1.25, three times 1.36, and so on towards 1.64 (pi² / 6): about as
# FTS5 weighs repetition, which counts here as it does in SQLite.
ONCE = math.pi**2 / 6

# Challenges are few beside quotes, so that how many have a word is counted where they are found.
SEARCH = f"""
SELECT {CHALLENGE_COLUMNS} FROM (
    SELECT challenge, round(sum(
        greatest(ln((challenges - documents + 0.5) / (documents + 0.5)), {LEAST_RARITY}) * weight
    ) * {STEPS}) AS score
    FROM (
        SELECT w.challenge, total.challenges,
               {ONCE} * ts_rank('{{1, 1, 1, 1}}', w.words, a.word) * {share("total.length")} AS weight,
               count(*) OVER (PARTITION BY a.place) AS documents
        FROM unnest(?::text[]::tsquery[]) WITH ORDINALITY AS a (word, place)
        JOIN challenge_words w ON w.words @@ a.word
        CROSS JOIN (SELECT count(*) AS challenges, avg(length)::float AS length FROM challenge_words) total
    ) found GROUP BY challenge
) best JOIN challenges c ON c.number = best.challenge JOIN sources s ON s.number = c.source
ORDER BY best.score DESC, c.id LIMIT ?
"""


def challenges_with_words(db: Database, text: str, limit: int) -> tuple[Challenge, ...]:
    """Challenges whose surroundings share words with the text, best by BM25 first, then by id."""
    asked = dict.fromkeys(f"'{word[:LONGEST_WORD]}'" for word in asked_words(text))
    if not asked:
        return ()
    return tuple(map(challenge_of, db.execute(SEARCH, [list(asked), limit])))


def add_challenge_words(db: Database, number: int, words: str) -> None:
    """Makes challenge `number` findable by `words`."""
    found = words_of(words)
    db.execute(
        "INSERT INTO challenge_words (challenge, length, words) VALUES (?, ?, ?::tsvector)",
        [number, len(found), text_vector(found)],
    )
