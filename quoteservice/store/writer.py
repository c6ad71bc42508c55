"""One open transaction, in SQL that both engines understand."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar

from quoteservice.domain.challenge import Challenge
from quoteservice.domain.quote import Quote, Source
from quoteservice.domain.speaker import Role, Speaker, SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.ports import Indexed
from quoteservice.store import challenges, identities
from quoteservice.store.codec import to_json
from quoteservice.store.database import Database
from quoteservice.store.encoders import number_for
from quoteservice.store.profiles import profiles_named
from quoteservice.store.rows import SOURCE_COLUMNS, Row, context_of, source_of, source_row, statement_row
from quoteservice.store.words import words_of

P = ParamSpec("P")
T = TypeVar("T")

# Asked with every answer that is kept. Without ORDER BY, for which SQLite would walk over all answers by number.
ANSWERS_BEFORE = "SELECT number, id FROM verifications WHERE checked_at < ?"

NEXT_REVISION = "UPDATE revision SET number = number + 1"


def _alters(method: Callable[Concatenate[RecordWriter, P], T]) -> Callable[Concatenate[RecordWriter, P], T]:
    """Marks what can alter an answer: a transaction with any of it is a new revision of the record."""

    def counted(self: RecordWriter, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if not self._altered:
            self._altered = True
            self._db.execute(self._next_revision)
        return method(self, *args, **kwargs)

    counted.__doc__ = method.__doc__
    return counted


class RecordWriter(ABC):
    """Writes that land together; what it reads includes what it has written.

    An id, or the digest of an article, that is on record already and a source or speaker that is not are ValueErrors.
    An engine brings what it finds words and vectors with.
    """

    _next_revision = NEXT_REVISION

    def __init__(self, db: Database) -> None:
        self._beside_others = db
        self._read: tuple[str, str] = ("", "")
        self._numbers: dict[tuple[str, str], int] = {}
        self._encoders: dict[str, int] = {}
        self._counted: Counter[int] = Counter()
        # Sources that came with this transaction and the roles printed in them: nobody has put those on record before.
        self._new_sources: set[int] = set()
        self._new_roles: set[Row] = set()
        self._altered = False

    @property
    def _db(self) -> Database:
        """The connection, for whatever may be done only while nobody else writes."""
        return self._beside_others

    def end(self) -> None:
        """To be called when everything was written, before the transaction is committed."""
        self._write_counts()

    def speakers_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        """As the store's; nobody else can add a speaker until the transaction ends."""
        return profiles_named(self._db, words)

    def source_with_digest(self, sha256: str) -> Source | None:
        """As the store's; nobody else can add a source until the transaction ends."""
        return source_with_digest(self._db, sha256)

    def articles_with_digests(self, digests: Iterable[str], limit: int) -> tuple[Source, ...]:
        """The articles that have a quote with one of the digests, in order of arrival."""
        rows = self._db.execute(
            f"""SELECT {SOURCE_COLUMNS} FROM sources s WHERE s.kind = 'article' AND s.number IN
                    (SELECT source FROM quotes WHERE number IN (SELECT quote FROM digests WHERE digest = ANY(?)))
                ORDER BY s.number LIMIT ?""",
            [list(digests), limit],
        )
        return tuple(map(source_of, rows.fetchall()))

    def source_text(self, source_id: str) -> str | None:
        """As the store's."""
        row = self._db.execute("SELECT text FROM sources WHERE id = ?", [source_id]).fetchone()
        return None if row is None else str(row[0])

    @_alters
    def add_source(self, source: Source, text: str) -> None:
        """Keeps a source and its text."""
        number = self._db.inserted("sources", source_row(source, text))
        self._new_sources.add(number)
        if source.cluster is not None:
            self._db.execute("INSERT INTO source_clusters (source, cluster) VALUES (?, ?)", [number, source.cluster])

    @_alters
    def add_speaker(self, speaker: Speaker) -> None:
        """Keeps a speaker, to be found by the words of the name."""
        number = self._db.inserted("speakers", {"id": speaker.id, "name": speaker.name, "kind": speaker.kind.value})
        self._db.execute("UPDATE speakers SET kept = number WHERE number = ?", [number])
        self._add_speaker_words(number, speaker.name)

    @_alters
    def add_alias(self, speaker_id: str, alias: str) -> None:
        """Keeps another name of a speaker; one that is on record for them is left as it is."""
        number = self._number("speakers", speaker_id)
        self._db.execute("INSERT INTO aliases (speaker, alias) VALUES (?, ?) ON CONFLICT DO NOTHING", [number, alias])
        self._add_speaker_words(number, alias)

    @_alters
    def add_keys(self, speaker_id: str, keys: Iterable[str]) -> None:
        """Keeps further words by which a speaker is nominated, such as other spellings of the name."""
        self._add_speaker_words(self._number("speakers", speaker_id), " ".join(keys))

    @_alters
    def add_role(self, speaker_id: str, role: Role) -> None:
        """Keeps a role of a speaker; one that is on record for them, of that day and source, is left as it is."""
        number = self._number("speakers", speaker_id)
        source = None if role.source_id is None else self._number("sources", role.source_id)
        row = (number, role.title, role.organisation, role.on.isoformat() if role.on else None, source)
        if not self._has_role(row):
            self._new_roles.add(row)
            self._db.execute(
                'INSERT INTO roles (speaker, title, organisation, "on", source) VALUES (?, ?, ?, ?, ?)', row
            )
            self._add_speaker_words(number, f"{role.title} {role.organisation or ''}")

    @_alters
    def link_speaker(self, speaker_id: str, to_id: str) -> None:
        """Makes a speaker count as another one from now on; ValueError if the two count as one, or it as a third."""
        identities.link(self._db, self._number("speakers", speaker_id), self._number("speakers", to_id))

    @_alters
    def unlink_speaker(self, speaker_id: str) -> None:
        """Undoes `link_speaker`; ValueError if the speaker was not linked."""
        identities.unlink(self._db, self._number("speakers", speaker_id))

    @_alters
    def move_quotes(self, quote_ids: Sequence[str], to_id: str) -> None:
        """Gives quotes, with the roles printed beside them, to another speaker."""
        # Roles of new sources may go to somebody else: what was noted of them holds no more.
        self._new_sources.clear()
        self._new_roles.clear()
        identities.move_quotes(self._db, quote_ids, self._number("speakers", to_id))

    @_alters
    def move_alias(self, alias: str, of_id: str, to_id: str) -> None:
        """Takes a name from a speaker and gives it to another."""
        to = self._number("speakers", to_id)
        identities.move_alias(self._db, alias, self._number("speakers", of_id), to)
        self._add_speaker_words(to, alias)

    def add_speaker_change(self, change: SpeakerChange) -> None:
        """Adds a line to the audit trail of speakers."""
        self._number("speakers", change.speaker_id)
        self._number("speakers", change.other_id)
        identities.add_change(self._db, change)

    @_alters
    def add_quote(self, quote: Quote, indexed: Indexed) -> None:
        """Keeps a quote of a source and speaker on record, with all that it is found by."""
        statement = quote.statement
        prefix, suffix = context_of(self._text(quote.source.id), statement)
        source = self._number("sources", quote.source.id)
        number = self._db.inserted(
            "quotes",
            {
                "id": quote.id,
                "source": source,
                "speaker": None if quote.speaker is None else self._number("speakers", quote.speaker.id),
                "withdrawn": 0,
                **statement_row(statement),
                "prefix": prefix,
                "suffix": suffix,
                "words": None if indexed.words == statement.content else indexed.words,
            },
        )
        digests = dict.fromkeys(indexed.digests)
        self._db.insert_all("digests", ("digest", "quote"), [(digest, number) for digest in digests])
        self._add_vectors(number, indexed, None)
        self._add_words(number, indexed.words)
        self._counted[source] += 1
        self._db.execute("INSERT INTO changes (quote, op) VALUES (?, 'add')", [number])

    @_alters
    def renew_vectors(self, quote_id: str, indexed: Indexed) -> None:
        """Replaces the vectors of a quote that another encoder made; those of a withdrawn one are left as they are."""
        number = self._number("quotes", quote_id)
        stale = "SELECT 1 FROM vectors WHERE quote = ? AND encoder <> ? LIMIT 1"
        if self._db.execute(stale, [number, self._encoder(indexed.encoder)]).fetchone() is None:
            return
        step = "INSERT INTO changes (quote, op) VALUES (?, 'renew') RETURNING sequence"
        (sequence,) = self._db.execute(step, [number]).fetchone()
        self._db.execute("DELETE FROM vectors WHERE quote = ?", [number])
        self._add_vectors(number, indexed, sequence)

    @_alters
    def add_challenge(self, challenge: Challenge) -> None:
        """Keeps what a source on record printed against words, to be found by the words around it."""
        number = challenges.add(self._db, challenge, self._number("sources", challenge.source.id))
        self._add_challenge_words(number, challenge.context)

    @_alters
    def withdraw_quote(self, quote_id: str, at: datetime) -> bool:
        """Takes a quote out of evidence; False if it is unknown or was withdrawn before."""
        row = self._db.execute(
            "SELECT number, source, coalesce(words, content) FROM quotes WHERE id = ? AND withdrawn = 0", [quote_id]
        ).fetchone()
        if row is None:
            return False
        number, source, words = row
        self._write_counts()
        self._db.execute("UPDATE quotes SET withdrawn = 1 WHERE number = ?", [number])
        self._remove_words(number, words)
        self._remove_vectors(number)
        self._db.execute("UPDATE source_quotes SET quotes = quotes - 1 WHERE source = ?", [source])
        self._db.execute("DELETE FROM source_quotes WHERE source = ? AND quotes = 0", [source])
        self._db.execute("INSERT INTO changes (quote, op) VALUES (?, 'withdraw')", [number])
        self.audit("withdraw quote", quote_id, at)
        return True

    def add_verification(self, verification: Verification) -> None:
        """Keeps an answer as it was given; nothing that anybody writes depends on it."""
        self._beside_others.inserted(
            "verifications",
            {
                "id": verification.id,
                "checked_at": verification.checked_at.astimezone(UTC).isoformat(),
                "verification": to_json(verification),
            },
        )

    def erase_verifications(self, before: datetime) -> int:
        """Erases the answers that were given before that moment, and jobs to give some; how many answers there were."""
        moment = before.astimezone(UTC).isoformat()
        self._beside_others.execute("DELETE FROM jobs WHERE made_at < ? AND kind <> 'ingest'", [moment])
        # In one order, so that whoever erases the same ones at this moment waits and does not lock.
        rows = sorted(self._beside_others.execute(ANSWERS_BEFORE, [moment]).fetchall())
        return sum(self.erase_verification(id_) for _, id_ in rows)

    def erase_verification(self, verification_id: str) -> bool:
        """Erases an answer, and the requests and jobs that would tell of it still; False if there is none."""
        db = self._beside_others
        db.execute("DELETE FROM requests WHERE position(? IN answer) > 0", [verification_id.encode()])
        db.execute("DELETE FROM jobs WHERE kind = 'verify' AND strpos(outcome, ?) > 0", [verification_id])
        return bool(db.execute("DELETE FROM verifications WHERE id = ?", [verification_id]).rowcount)

    def audit(self, action: str, subject: str, at: datetime) -> None:
        """Adds a line to the audit trail."""
        self._db.inserted("audit", {"at": at.isoformat(), "action": action, "subject": subject})

    @abstractmethod
    def _add_words(self, number: int, words: str) -> None:
        """Makes quote `number` findable by `words`."""

    @abstractmethod
    def _remove_words(self, number: int, words: str) -> None:
        """Undoes _add_words, with the same words."""

    @abstractmethod
    def _add_challenge_words(self, number: int, words: str) -> None:
        """Makes challenge `number` findable by `words`."""

    @abstractmethod
    def _add_vectors(self, number: int, indexed: Indexed, renewed: int | None) -> None:
        """Keeps the vectors of quote `number`; `renewed` is the step of the history if it is not the first."""

    @abstractmethod
    def _remove_vectors(self, number: int) -> None:
        """Makes quote `number` one that no search by vectors finds."""

    def _number(self, table: str, id_: str) -> int:
        # Numbers never change, and the quotes of an article ask for the same ones.
        known = self._numbers.get((table, id_))
        if known is None:
            row = self._db.execute(f"SELECT number FROM {table} WHERE id = ?", [id_]).fetchone()
            if row is None:
                raise ValueError(f"{id_!r} is not on record in {table}")
            known = self._numbers[table, id_] = int(row[0])
        return known

    def _encoder(self, name: str) -> int:
        if name not in self._encoders:
            self._encoders[name] = number_for(self._db, name)
        return self._encoders[name]

    def _has_role(self, row: Row) -> bool:
        if row[-1] in self._new_sources:
            # Somebody in the news has thousands of roles, so that looking through them takes longer than all the rest.
            return row in self._new_roles
        known = (
            "speaker = ? AND title = ? AND organisation IS NOT DISTINCT FROM ? "
            'AND "on" IS NOT DISTINCT FROM ? AND source IS NOT DISTINCT FROM ?'
        )
        return self._db.execute(f"SELECT 1 FROM roles WHERE {known}", row).fetchone() is not None

    def _write_counts(self) -> None:
        """Adds the quotes that came to the counts of their sources: once a source, not once a quote."""
        added = """INSERT INTO source_quotes (source, published_on, quotes)
                   SELECT number, published_on, ? FROM sources WHERE number = ?
                   ON CONFLICT (source) DO UPDATE SET quotes = source_quotes.quotes + excluded.quotes"""
        for source, quotes in self._counted.items():
            self._db.execute(added, [quotes, source])
        self._counted.clear()

    def _text(self, source_id: str) -> str:
        # The quotes of an article come one after the other: its text is read once, not once a quote.
        if self._read[0] != source_id:
            row = self._db.execute("SELECT text FROM sources WHERE id = ?", [source_id]).fetchone()
            if row is None:
                raise ValueError(f"{source_id!r} is not on record in sources")
            self._read = source_id, row[0]
        return self._read[1]

    def _add_speaker_words(self, number: int, text: str) -> None:
        words = dict.fromkeys(words_of(text))
        self._db.insert_all("speaker_words", ("word", "speaker"), [(word, number) for word in words])


def source_with_digest(db: Database, sha256: str) -> Source | None:
    """The article with this digest of its text; failing one, the first hand-made record of the same words."""
    row = db.execute(
        f"SELECT {SOURCE_COLUMNS} FROM sources s WHERE sha256 = ? ORDER BY kind <> 'article', number LIMIT 1", [sha256]
    ).fetchone()
    return None if row is None else source_of(row)
