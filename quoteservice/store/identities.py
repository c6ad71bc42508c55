"""Which entries of speakers count as one: links that can be cut, and their audit trail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from quoteservice.domain.speaker import SpeakerAction, SpeakerChange
from quoteservice.store.database import Database

# The speaker and all that were merged into it, directly or by way of others.
_BELOW = """WITH RECURSIVE below (number) AS (
    SELECT number FROM speakers WHERE number = ?
    UNION SELECT s.number FROM speakers s JOIN below ON s.merged_into = below.number)"""


def link(db: Database, number: int, to: int) -> None:
    """Makes a speaker, with all that were merged into it, count as the one that `to` counts as."""
    (kept,) = db.execute("SELECT kept FROM speakers WHERE number = ?", [to]).fetchone()
    if db.execute("SELECT kept FROM speakers WHERE number = ?", [number]).fetchone() == (kept,):
        raise ValueError("they count as one already")
    if db.execute("SELECT merged_into FROM speakers WHERE number = ?", [number]).fetchone() != (None,):
        raise ValueError("it counts as another one")
    db.execute("UPDATE speakers SET merged_into = ? WHERE number = ?", [kept, number])
    db.execute(f"{_BELOW} UPDATE speakers SET kept = ? WHERE number IN (SELECT number FROM below)", [number, kept])


def unlink(db: Database, number: int) -> None:
    """Cuts the link of a merged speaker, which counts as itself again, with all that were merged into it before."""
    if db.execute("SELECT merged_into FROM speakers WHERE number = ?", [number]).fetchone() == (None,):
        raise ValueError("it was not merged into another one")
    db.execute("UPDATE speakers SET merged_into = NULL WHERE number = ?", [number])
    db.execute(f"{_BELOW} UPDATE speakers SET kept = ? WHERE number IN (SELECT number FROM below)", [number, number])


def move_quotes(db: Database, quote_ids: Sequence[str], to: int) -> None:
    """Gives quotes to another speaker, and the roles that were printed with them and with no quote that stays."""
    chosen = list(quote_ids)
    before = db.execute("SELECT DISTINCT speaker, source, role FROM quotes WHERE id = ANY(?)", [chosen]).fetchall()
    db.execute("UPDATE quotes SET speaker = ? WHERE id = ANY(?)", [to, chosen])
    for speaker, source, role in before:
        staying = "SELECT 1 FROM quotes WHERE speaker = ? AND source = ? AND role IS NOT DISTINCT FROM ?"
        if speaker != to and db.execute(staying, [speaker, source, role]).fetchone() is None:
            db.execute(
                "UPDATE roles SET speaker = ? WHERE speaker = ? AND source = ? AND title IS NOT DISTINCT FROM ?",
                [to, speaker, source, role],
            )


def move_alias(db: Database, alias: str, of: int, to: int) -> None:
    """Takes a name from all that count as speaker `of`, and gives it to another."""
    db.execute("INSERT INTO aliases (speaker, alias) VALUES (?, ?) ON CONFLICT DO NOTHING", [to, alias])
    db.execute(
        """DELETE FROM aliases WHERE alias = ? AND speaker <> ? AND speaker IN
               (SELECT number FROM speakers WHERE kept = (SELECT kept FROM speakers WHERE number = ?))""",
        [alias, to, of],
    )


def add_change(db: Database, change: SpeakerChange) -> None:
    """Adds a line to the audit trail; both speakers must be on record."""
    db.execute(
        """INSERT INTO speaker_changes (at, action, speaker, other, aliases, quotes)
           SELECT ?, ?, s.number, o.number, ?, ? FROM speakers s CROSS JOIN speakers o WHERE s.id = ? AND o.id = ?""",
        [
            change.at.isoformat(),
            change.action.value,
            json.dumps(change.aliases, ensure_ascii=False),
            json.dumps(change.quotes),
            change.speaker_id,
            change.other_id,
        ],
    )


def history(db: Database, speaker_id: str) -> tuple[SpeakerChange, ...]:
    """What was done by hand to the speaker and to all that count as the same, oldest first."""
    rows = db.execute(
        """SELECT c.at, c.action, s.id, o.id, c.aliases, c.quotes FROM speaker_changes c
           JOIN speakers s ON s.number = c.speaker JOIN speakers o ON o.number = c.other
           WHERE ? IN (s.id, o.id) OR (SELECT kept FROM speakers WHERE id = ?) IN (s.kept, o.kept)
           ORDER BY c.number""",
        [speaker_id, speaker_id],
    )
    return tuple(
        SpeakerChange(
            datetime.fromisoformat(at),
            SpeakerAction(action),
            speaker,
            other,
            tuple(json.loads(aliases)),
            tuple(json.loads(quotes)),
        )
        for at, action, speaker, other, aliases, quotes in rows
    )
