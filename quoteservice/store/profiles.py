"""Speakers with all that is known of them, out of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from quoteservice.domain.speaker import Role, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.store.database import Database
from quoteservice.store.words import words_of


def profiles_named(db: Database, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
    """Everybody whose name, alias, title or organisation has one of the words; in order of arrival."""
    asked = sorted({word for each in words for word in words_of(each)})
    found = db.execute(
        "SELECT DISTINCT speaker FROM speaker_words WHERE word = ANY(?) ORDER BY speaker",
        [asked],
    )
    return profiles_numbered(db, [number for (number,) in found])


def profiles_numbered(db: Database, numbers: Sequence[int]) -> tuple[SpeakerProfile, ...]:
    """The profiles of speakers by row number, in that order."""
    if not numbers:
        return ()
    chosen = [list(numbers)]
    of_chosen = "= ANY(?)"
    speakers = {
        number: Speaker(id_, name, SpeakerKind(kind))
        for number, id_, name, kind in db.execute(
            f"SELECT number, id, name, kind FROM speakers WHERE number {of_chosen}", chosen
        )
    }
    aliases: dict[int, list[str]] = {}
    for number, alias in db.execute(
        f"SELECT speaker, alias FROM aliases WHERE speaker {of_chosen} ORDER BY number", chosen
    ):
        aliases.setdefault(number, []).append(alias)
    roles: dict[int, list[Role]] = {}
    # A title without a date sorts first, so that the last role is the latest that is dated.
    for number, title, organisation, on, source_id in db.execute(
        f"""SELECT r.speaker, r.title, r.organisation, r."on", s.id
            FROM roles r LEFT JOIN sources s ON s.number = r.source
            WHERE r.speaker {of_chosen} ORDER BY r."on" NULLS FIRST, r.number""",
        chosen,
    ):
        role = Role(title, organisation, date.fromisoformat(on) if on else None, source_id)
        roles.setdefault(number, []).append(role)
    counts: dict[int, int] = dict(
        db.execute(
            f"SELECT speaker, count(*) FROM quotes WHERE speaker {of_chosen} AND withdrawn = 0 GROUP BY speaker", chosen
        )
    )
    return tuple(
        SpeakerProfile(
            speakers[number], tuple(aliases.get(number, ())), tuple(roles.get(number, ())), counts.get(number, 0)
        )
        for number in numbers
    )
