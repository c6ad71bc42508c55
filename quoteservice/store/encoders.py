"""Which encoder made the vectors on record, and which quotes still need those of another one.

Vectors have the number of their encoder: 0 if nobody noted which it was, NULL once their quote was withdrawn.
"""

from __future__ import annotations

from datetime import datetime

from quoteservice.store.database import Database, Tables

# The encoder that was chosen last: a service of an earlier one that still runs must not undo what is renewed.
PRESENT = "(SELECT number FROM encoders ORDER BY chosen DESC, number DESC LIMIT 1)"

# Two ranges instead of one inequality, so that both engines look up what is left and never walk past what is done.
LEFT = """(SELECT count(DISTINCT quote) FROM vectors WHERE encoder < ?)
    + (SELECT count(DISTINCT quote) FROM vectors WHERE encoder > ?)"""
OLDEST = """SELECT id FROM quotes WHERE number IN (
    SELECT DISTINCT quote FROM vectors WHERE encoder = coalesce(
        (SELECT min(encoder) FROM vectors WHERE encoder < ?), (SELECT min(encoder) FROM vectors WHERE encoder > ?))
    ORDER BY quote LIMIT ?) ORDER BY number"""

# Of an encoder that made nothing yet; no number is as high.
NOBODY = 2**31 - 1


class RecordEncoders(Tables):
    """The part of the store that knows who made its vectors."""

    def choose_encoder(self, name: str) -> None:
        """Makes this the encoder that all vectors are to be of."""
        with self._transaction() as db:
            number = number_for(db, name)
            db.execute(
                f"""UPDATE encoders SET chosen = (SELECT max(chosen) + 1 FROM encoders)
                    WHERE number = ? AND (chosen = 0 OR number <> {PRESENT})""",
                [number],
            )

    def present_encoder(self) -> str:
        """The encoder that was chosen last, failing that the one that came last; "" if none is known."""
        with self._newest() as db:
            row = db.execute(f"SELECT name FROM encoders WHERE number = {PRESENT}").fetchone()
        return "" if row is None else str(row[0])

    def count_unrenewed(self, encoder: str) -> int:
        """The quotes whose vectors another encoder made."""
        with self._reading() as db:
            number = number_of(db, encoder)
            return int(db.execute(f"SELECT {LEFT}", [number, number]).fetchone()[0])

    def unrenewed(self, encoder: str, limit: int) -> tuple[str, ...]:
        """The ids of the first of them, oldest first."""
        with self._newest() as db:
            number = number_of(db, encoder)
            return tuple(id_ for (id_,) in db.execute(OLDEST, [number, number, limit]))

    def lease_renewal(self, encoder: str, holder: str, now: datetime, until: datetime) -> bool:
        """Lets `holder` alone renew until that moment; False if another one does, or another encoder was chosen."""
        with self._transaction() as db:
            found = db.execute(
                f"""UPDATE encoders SET holder = ?, leased_until = ? WHERE name = ? AND number = {PRESENT}
                    AND (holder = ? OR leased_until IS NULL OR leased_until <= ?)""",
                [holder, until.isoformat(), encoder, holder, now.isoformat()],
            ).rowcount
        return bool(found)

    def end_renewal(self, encoder: str) -> None:
        """Drops what served the vectors of other encoders alone; called when none is left."""


def number_of(db: Database, name: str) -> int:
    """The number of an encoder; NOBODY if it is not on record."""
    if not name:
        return 0
    row = db.execute("SELECT number FROM encoders WHERE name = ?", [name]).fetchone()
    return NOBODY if row is None else int(row[0])


def number_for(db: Database, name: str) -> int:
    """The number of an encoder, which is put on record if need be."""
    if (number := number_of(db, name)) != NOBODY:
        return number
    db.execute("INSERT INTO encoders (name) VALUES (?) ON CONFLICT DO NOTHING", [name])
    return number_of(db, name)


def made_by(db: Database, encoder: str | None) -> str:
    """The condition on vectors `v` that this encoder made them; that there are any for None."""
    return "v.quote IS NOT NULL" if encoder is None else f"v.encoder = {number_of(db, encoder)}"
