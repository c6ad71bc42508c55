"""How many quotes have a word: counted anew for rare words, and remembered for those that are frequent for sure."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from quoteservice.store.database import Database

# Words remembered for each connection; about 100 bytes each. Beyond a few thousand no word is frequent.
MOST_REMEMBERED = 20_000

_Counts = dict[str, tuple[int, int]]
_remembered: WeakKeyDictionary[Database, _Counts] = WeakKeyDictionary()


def frequencies(db: Database, words: Sequence[str], most: int) -> list[tuple[int, str]]:
    """How many quotes have each of the words, least first; words that more than `most` have, or none, may be left out.

    FTS5 counts by walking over the list of a word, which is long for the words that are then of no use. A step of the
    history changes a count by one at most, so that a word which had far more than `most` is known to have them still.
    """
    counts = _remembered.setdefault(db, {})
    row = db.execute("SELECT sequence FROM changes ORDER BY sequence DESC LIMIT 1").fetchone()
    now = row[0] if row else 0
    asked = [word for word in words if word not in counts or counts[word][0] - (now - counts[word][1]) <= most]
    found: list[tuple[int, str]] = db.execute(
        "SELECT doc, term FROM quote_vocabulary WHERE term = ANY(?) ORDER BY doc, term", [asked]
    ).fetchall()
    if len(counts) < MOST_REMEMBERED:
        counts.update((word, (count, now)) for count, word in found if count > most)
    return found
