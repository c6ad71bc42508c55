"""What was printed against words on record, in a store of tables."""

from __future__ import annotations

import json
from collections.abc import Sequence

from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.span import Span
from quoteservice.store.asked import GRAMMAR
from quoteservice.store.database import Database
from quoteservice.store.rows import SOURCE_COLUMNS, Row, source_of
from quoteservice.store.words import words_of

# Words asked for, longest first: challenges are few, and one is about a claim only if it shares several words with it.
WORDS_ASKED = 24

CHALLENGE_COLUMNS = f"c.id, c.kind, c.span_start, c.span_end, c.text, c.context, c.names, {SOURCE_COLUMNS}"
"""Of a challenge c and its source s."""


def add(db: Database, challenge: Challenge, source: int) -> int:
    """Keeps a challenge; its number, under which an engine keeps the words that it is found by."""
    return db.inserted(
        "challenges",
        {
            "id": challenge.id,
            "source": source,
            "kind": challenge.kind.value,
            "span_start": challenge.span.start,
            "span_end": challenge.span.end,
            "text": challenge.text,
            "context": challenge.context,
            "names": json.dumps(challenge.names, ensure_ascii=False),
        },
    )


def asked_words(text: str) -> Sequence[str]:
    """The words of a text that challenges are looked for with; words of grammar count for none."""
    return sorted(set(words_of(text)) - GRAMMAR, key=lambda word: (-len(word), word))[:WORDS_ASKED]


def challenge_of(row: Row) -> Challenge:
    """The challenge in a row of CHALLENGE_COLUMNS."""
    id_, kind, start, end, text, context, names, *source = row
    return Challenge(
        id_,
        ChallengeKind(kind),
        source_of(tuple(source)),
        Span(start, end),
        text,
        context,
        tuple(json.loads(names)),
    )
