"""What was printed against words on record, in the SQLite store."""

from __future__ import annotations

import json

from sqlite_utils import Database

from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.span import Span
from quoteservice.store.rows import SOURCE_COLUMNS, source_of
from quoteservice.store.search import GRAMMAR
from quoteservice.store.words import words_of

# Words asked for, longest first: challenges are few, and one is about a claim only if it shares several words with it.
WORDS_ASKED = 24


def add(db: Database, challenge: Challenge, source: int) -> None:
    """Keeps a challenge, to be found by the words around it."""
    number = db.execute(
        """INSERT INTO challenges (id, source, kind, span_start, span_end, text, context, names)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            challenge.id,
            source,
            challenge.kind.value,
            challenge.span.start,
            challenge.span.end,
            challenge.text,
            challenge.context,
            json.dumps(challenge.names, ensure_ascii=False),
        ],
    ).lastrowid
    db.execute(
        "INSERT INTO challenge_words (rowid, words) VALUES (?, ?)", [number, " ".join(words_of(challenge.context))]
    )


def with_words(db: Database, text: str, limit: int) -> tuple[Challenge, ...]:
    """Challenges whose surroundings share words with the text, best by BM25 first; words of grammar count for none."""
    asked = sorted(set(words_of(text)) - GRAMMAR, key=lambda word: (-len(word), word))[:WORDS_ASKED]
    if not asked:
        return ()
    rows = db.execute(
        f"""SELECT c.id, c.kind, c.span_start, c.span_end, c.text, c.context, c.names, {SOURCE_COLUMNS}
            FROM challenge_words f JOIN challenges c ON c.number = f.rowid JOIN sources s ON s.number = c.source
            WHERE challenge_words MATCH ? ORDER BY bm25(challenge_words), c.id LIMIT ?""",
        [" OR ".join(f'"{word}"' for word in asked), limit],
    )
    return tuple(
        Challenge(
            id_,
            ChallengeKind(kind),
            source_of(tuple(source)),
            Span(start, end),
            text,
            context,
            tuple(json.loads(names)),
        )
        for id_, kind, start, end, text, context, names, *source in rows
    )
