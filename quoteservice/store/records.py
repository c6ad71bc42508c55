"""What every store of tables answers, in SQL that both engines understand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, TypeVar

from quoteservice.domain.challenge import Challenge
from quoteservice.domain.claim import Coverage
from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter, RecordAction, RecordChange, Source
from quoteservice.domain.speaker import SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.ports import StoreWriter, VectorChange
from quoteservice.store.codec import from_json
from quoteservice.store.cursors import cursor_at, number_at
from quoteservice.store.database import Database
from quoteservice.store.encoders import RecordEncoders, made_by
from quoteservice.store.filters import SPEAKERS, conditions, listing_of, sequence
from quoteservice.store.identities import history
from quoteservice.store.jobs import RecordJobs
from quoteservice.store.keys import RecordKeys
from quoteservice.store.profiles import members_of, profiles_named, profiles_numbered
from quoteservice.store.requests import RecordRequests
from quoteservice.store.rows import QUOTE_COLUMNS, QUOTE_TABLES, QUOTE_WIDTH, SOURCE_COLUMNS, quote_of, source_of
from quoteservice.store.writer import source_with_digest

T = TypeVar("T")

CHANGES_AT_ONCE = 2_000  # steps of history read in one transaction, about 3 MB: none stays open while an index is built


class RecordStore(RecordKeys, RecordRequests, RecordJobs, RecordEncoders):
    """A QuoteStore over tables; an engine brings its connections, and what it finds words and vectors with."""

    def __init__(self) -> None:
        self._coverage: tuple[int, Coverage] | None = None

    @abstractmethod
    def writing(self) -> AbstractContextManager[StoreWriter]:
        """One transaction; an exception inside leaves nothing of it."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of every connection; a store that is asked afterwards raises StoreUnavailable."""

    @abstractmethod
    def _contents_with_words(self, db: Database, text: str, limit: int) -> dict[str, str]:
        """What quotes say that share words with `text`, by id, best first, then by id."""

    @abstractmethod
    def _challenges_with_words(self, db: Database, text: str, limit: int) -> tuple[Challenge, ...]:
        """Challenges whose surroundings share words with `text`, best first, then by id."""

    @abstractmethod
    def _vector_changes(self, db: Database, after: int, limit: int, made: str) -> list[VectorChange]:
        """The first steps of the history after that sequence number, with the vectors `v` of which `made` holds."""

    def source(self, source_id: str) -> Source | None:
        """The source, or None."""
        with self._reading() as db:
            row = db.execute(f"SELECT {SOURCE_COLUMNS} FROM sources s WHERE id = ?", [source_id]).fetchone()
        return None if row is None else source_of(row)

    def source_text(self, source_id: str) -> str | None:
        """The text of a source as received, or None."""
        with self._reading() as db:
            row = db.execute("SELECT text FROM sources WHERE id = ?", [source_id]).fetchone()
        return None if row is None else str(row[0])

    def source_with_digest(self, sha256: str) -> Source | None:
        """The article with this digest of its text; failing one, the first hand-made record of the same words."""
        with self._reading() as db:
            return source_with_digest(db, sha256)

    def sources(self, page: PageRequest) -> Page[Source]:
        """What was read, in order of arrival; raises InvalidCursor."""
        after = number_at("sources", page.cursor)
        with self._reading() as db:
            rows = db.execute(
                f"SELECT {SOURCE_COLUMNS}, s.number FROM sources s WHERE number > ? ORDER BY number LIMIT ?",
                [after, page.limit + 1],
            ).fetchall()
        return _page("sources", [(source_of(row[:-1]), row[-1]) for row in rows], page)

    def quote(self, quote_id: str) -> Quote | None:
        """The quote, withdrawn or not, or None."""
        with self._reading() as db:
            row = db.execute(f"SELECT {QUOTE_COLUMNS} FROM {QUOTE_TABLES} WHERE q.id = ?", [quote_id]).fetchone()
        return None if row is None else quote_of(row)

    def quotes(self, which: QuoteFilter, page: PageRequest) -> Page[Quote]:
        """The quotes that fit, in the order of the page; raises InvalidCursor."""
        listing = listing_of(page.order)
        after = number_at(listing, page.cursor)
        condition, values = conditions(which)
        following, order = sequence(page.order, after)
        with self._reading() as db:
            rows = db.execute(
                f"""SELECT {QUOTE_COLUMNS}, q.number FROM {QUOTE_TABLES}
                    WHERE {condition} AND {following} ORDER BY {order} LIMIT ?""",
                [*values, *([after] if after else []), page.limit + 1],
            ).fetchall()
        return _page(listing, [(quote_of(row), row[QUOTE_WIDTH]) for row in rows], page)

    def quotes_with_ids(self, quote_ids: Sequence[str]) -> tuple[Quote, ...]:
        """The quotes in the order of their ids, each once; those unknown or withdrawn are left out."""
        with self._reading() as db:
            rows = db.execute(
                f"""SELECT {QUOTE_COLUMNS} FROM {QUOTE_TABLES}
                    WHERE q.id = ANY(?) AND q.withdrawn = 0""",
                [list(quote_ids)],
            ).fetchall()
        found = {row[0]: quote_of(row) for row in rows}
        return tuple(found[id_] for id_ in dict.fromkeys(quote_ids) if id_ in found)

    def quotes_with_digests(self, digests: Iterable[str], limit: int) -> tuple[str, ...]:
        """Ids of quotes that have one of the digests, in order of arrival."""
        with self._reading() as db:
            rows = db.execute(
                """SELECT id FROM quotes WHERE withdrawn = 0 AND number IN
                       (SELECT quote FROM digests WHERE digest = ANY(?))
                   ORDER BY number LIMIT ?""",
                [list(digests), limit],
            ).fetchall()
        return tuple(id_ for (id_,) in rows)

    def quotes_with_words(self, text: str, limit: int) -> tuple[str, ...]:
        """Ids of quotes that share words with `text`, best by BM25 first; words that very many have count for none."""
        return tuple(self.contents_with_words(text, limit))

    def contents_with_words(self, text: str, limit: int) -> dict[str, str]:
        """What they say, by id; far cheaper than the whole quotes."""
        with self._reading() as db:
            return self._contents_with_words(db, text, limit)

    def challenges_with_words(self, text: str, limit: int) -> tuple[Challenge, ...]:
        """What was printed against words on record near the text, best by BM25 first."""
        with self._reading() as db:
            return self._challenges_with_words(db, text, limit)

    def speaker(self, speaker_id: str) -> SpeakerProfile | None:
        """The speaker, or whom it was merged into, or None."""
        with self._reading() as db:
            row = db.execute("SELECT kept FROM speakers WHERE id = ?", [speaker_id]).fetchone()
            return None if row is None else profiles_numbered(db, row)[0]

    def speaker_members(self, speaker_id: str) -> tuple[SpeakerProfile, ...]:
        """All that count as one speaker, each as put on record, the kept one first; () if the id is unknown."""
        with self._reading() as db:
            return members_of(db, speaker_id)

    def speaker_history(self, speaker_id: str) -> tuple[SpeakerChange, ...]:
        """What was done by hand to the speaker and to all that count as the same, oldest first."""
        with self._reading() as db:
            return history(db, speaker_id)

    def speakers(self, page: PageRequest) -> Page[SpeakerProfile]:
        """Everybody on record, in order of arrival; raises InvalidCursor."""
        after = number_at("speakers", page.cursor)
        with self._reading() as db:
            rows = db.execute(
                "SELECT number FROM speakers WHERE number > ? AND kept = number ORDER BY number LIMIT ?",
                [after, page.limit + 1],
            ).fetchall()
            numbers = [number for (number,) in rows]
            profiles = profiles_numbered(db, numbers)
        return _page("speakers", list(zip(profiles, numbers, strict=True)), page)

    def speakers_named(self, words: Iterable[str], *, titles_once: bool = False) -> tuple[SpeakerProfile, ...]:
        """Everybody whose name, alias, title or organisation has one of the words; in order of arrival."""
        with self._reading() as db:
            return profiles_named(db, words, titles_once=titles_once)

    def coverage(self, speaker_ids: Sequence[str] | None) -> Coverage:
        """What is on record by these speakers together; None is everything, the unattributed included."""
        with self._reading() as db:
            if speaker_ids is not None:
                return _coverage(
                    db,
                    f"""SELECT count(*), count(DISTINCT q.source), min(s.published_on), max(s.published_on)
                        FROM quotes q JOIN sources s ON s.number = q.source
                        WHERE q.withdrawn = 0 AND q.speaker IN ({SPEAKERS})""",
                    [list(speaker_ids)],
                )
            # Counting all sources takes about 10 ms per 100,000; it is the same until a quote comes or goes.
            last, kept = _last_change(db), self._coverage
            if kept is None or kept[0] != last:
                everything = "SELECT sum(quotes), count(*), min(published_on), max(published_on) FROM source_quotes"
                kept = self._coverage = last, _coverage(db, everything, [])
            return kept[1]

    def verification(self, verification_id: str) -> Verification | None:
        """An answer as it was given, or None."""
        with self._reading() as db:
            row = db.execute("SELECT verification FROM verifications WHERE id = ?", [verification_id]).fetchone()
        return None if row is None else from_json(Verification, row[0])

    def last_change(self) -> int:
        """The sequence number of the last step of the history of vectors, 0 if there is none."""
        with self._reading() as db:
            return _last_change(db)

    def revision(self) -> int:
        """A number that is another one after any write that could alter an answer, in whichever process."""
        with self._reading() as db:
            return int(db.execute("SELECT number FROM revision").fetchone()[0])

    def changes(self, after: int, limit: int) -> tuple[RecordChange, ...]:
        """The quotes that came and went after that sequence number, oldest first."""
        with self._reading() as db:
            rows = db.execute(
                """SELECT c.sequence, c.op, q.id, p.id, s.id FROM changes c
                   JOIN quotes q ON q.number = c.quote JOIN sources s ON s.number = q.source
                   LEFT JOIN speakers b ON b.number = q.speaker LEFT JOIN speakers p ON p.number = b.kept
                   WHERE c.sequence > ? AND c.op <> 'renew' ORDER BY c.sequence LIMIT ?""",
                [after, limit],
            ).fetchall()
        return tuple(RecordChange(number, RecordAction(op), *ids) for number, op, *ids in rows)

    def vector_changes(self, after: int, encoder: str | None = None) -> Iterator[VectorChange]:
        """The steps of the history after that sequence number, oldest first, with the vectors of that encoder."""
        while True:
            with self._reading() as db:
                changes = self._vector_changes(db, after, CHANGES_AT_ONCE, made_by(db, encoder))
            if not changes:
                return
            yield from changes
            after = changes[-1].sequence


def _last_change(db: Database) -> int:
    row = db.execute("SELECT sequence FROM changes ORDER BY sequence DESC LIMIT 1").fetchone()
    return 0 if row is None else int(row[0])


def _coverage(db: Database, query: str, values: list[Any]) -> Coverage:
    quotes, sources, first, last = db.execute(query, values).fetchone()
    return Coverage(
        quotes or 0, sources, date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )


def _page(listing: str, rows: list[tuple[T, int]], page: PageRequest) -> Page[T]:
    """The page out of its rows with their numbers and, if there is one, the row after it."""
    items = tuple(item for item, _ in rows[: page.limit])
    return Page(items, cursor_at(listing, rows[page.limit - 1][1]) if len(rows) > page.limit else None)
