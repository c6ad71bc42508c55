"""How many quotes have a word: counted anew for rare words, and remembered for those that are frequent for sure."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from quoteservice.store.asked import ROWS_SCORED, rounded
from quoteservice.store.database import Database

# Words remembered for each connection; about 100 bytes each. Beyond a few thousand no word is frequent.
MOST_REMEMBERED = 20_000

_Counts = dict[str, tuple[int, int]]
_remembered: WeakKeyDictionary[Database, _Counts] = WeakKeyDictionary()


def frequencies(db: Database, words: Sequence[str]) -> list[tuple[str, int]]:
    """How many quotes have each of the words that any has, rounded as in `asked.rounded`, least first.

    FTS5 counts by walking over the list of a word, which is long for frequent words; but these are rounded. A step of
    the history changes a count by one at most, so that it is known for long to what a frequent word is rounded.
    """
    counts = _remembered.setdefault(db, {})
    row = db.execute("SELECT sequence FROM changes ORDER BY sequence DESC LIMIT 1").fetchone()
    now = row[0] if row else 0
    known = {word: rounded(counts[word][0]) for word in words if word in counts and _is_sure(*counts[word], now)}
    found: list[tuple[int, str]] = db.execute(
        "SELECT doc, term FROM quote_vocabulary WHERE term = ANY(?)", [[word for word in words if word not in known]]
    ).fetchall()
    if len(counts) < MOST_REMEMBERED:
        counts.update((word, (count, now)) for count, word in found if count > ROWS_SCORED)
    known |= {word: rounded(count) for count, word in found}
    return sorted(known.items(), key=lambda each: each[::-1])


def _is_sure(count: int, then: int, now: int) -> bool:
    """True if what was counted `then` is rounded to the same number still, whatever happened since."""
    least, most = count - (now - then), count + (now - then)
    return least > ROWS_SCORED and rounded(least) == rounded(most)
