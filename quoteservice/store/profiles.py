"""Speakers with all that is known of them, out of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quoteservice.domain.speaker import Role, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.store.database import Database
from quoteservice.store.words import words_of

# A title without a date sorts first, so that the last role is the latest that is dated.
EVERY_ROLE = """SELECT r.speaker, r.title, r.organisation, r."on", s.id
    FROM roles r LEFT JOIN sources s ON s.number = r.source
    WHERE r.speaker = ANY(?) ORDER BY r."on" NULLS FIRST, r.number"""
# Whoever is in the news daily was printed with a title thousands of times.
EACH_TITLE_ONCE = """SELECT speaker, title, organisation, min("on"), NULL FROM roles
    WHERE speaker = ANY(?) GROUP BY speaker, title, organisation ORDER BY min("on") NULLS FIRST, min(number)"""


def profiles_named(db: Database, words: Iterable[str], *, titles_once: bool = False) -> tuple[SpeakerProfile, ...]:
    """Everybody whose name, alias, title or organisation has one of the words; in order of arrival.

    With `titles_once` each title of a speaker is one role, as it was first printed, without its source.
    """
    asked = sorted({word for each in words for word in words_of(each)})
    found = db.execute(
        """SELECT DISTINCT p.kept FROM speaker_words w JOIN speakers p ON p.number = w.speaker
           WHERE w.word = ANY(?) ORDER BY p.kept""",
        [asked],
    )
    return profiles_numbered(db, [number for (number,) in found], EACH_TITLE_ONCE if titles_once else EVERY_ROLE)


def profiles_numbered(db: Database, numbers: Sequence[int], roles: str = EVERY_ROLE) -> tuple[SpeakerProfile, ...]:
    """The profiles of kept speakers by row number, in that order; each with all that was merged into it."""
    if not numbers:
        return ()
    chosen = [list(numbers)]
    members = db.execute(
        """SELECT kept, number, id, name, kind FROM speakers WHERE kept = ANY(?)
           ORDER BY number <> kept, number""",
        chosen,
    ).fetchall()
    speakers = {row[1]: Speaker(row[2], row[3], SpeakerKind(row[4])) for row in members}
    parts = _parts(db, [row[1] for row in members], speakers, roles)
    groups: dict[int, list[SpeakerProfile]] = {}
    for kept, number, *_ in members:
        groups.setdefault(kept, []).append(parts[number])
    return tuple(_as_one(groups[number]) for number in numbers)


def members_of(db: Database, speaker_id: str) -> tuple[SpeakerProfile, ...]:
    """All that count as one speaker, each as it was put on record, the kept one first; () if the id is unknown."""
    members = db.execute(
        """SELECT number, id, name, kind FROM speakers WHERE kept = (SELECT kept FROM speakers WHERE id = ?)
           ORDER BY number <> kept, number""",
        [speaker_id],
    ).fetchall()
    speakers = {row[0]: Speaker(row[1], row[2], SpeakerKind(row[3])) for row in members}
    parts = _parts(db, list(speakers), speakers, EVERY_ROLE)
    return tuple(parts[number] for number in speakers)


def _as_one(members: Sequence[SpeakerProfile]) -> SpeakerProfile:
    kept, others = members[0], members[1:]
    if not others:
        return kept
    names = [*kept.aliases, *(name for each in others for name in (each.speaker.name, *each.aliases))]
    roles = sorted(dict.fromkeys(role for each in members for role in each.roles), key=lambda role: str(role.on or ""))
    return SpeakerProfile(
        kept.speaker,
        tuple(name for name in dict.fromkeys(names) if name != kept.speaker.name),
        tuple(roles),
        sum(each.quotes for each in members),
        tuple(each.speaker.id for each in others),
    )


def _parts(
    db: Database, numbers: Sequence[int], speakers: Mapping[int, Speaker], which: str
) -> dict[int, SpeakerProfile]:
    """By row number what belongs to each speaker alone."""
    chosen = [list(numbers)]
    of_chosen = "= ANY(?)"
    aliases: dict[int, list[str]] = {}
    for number, alias in db.execute(
        f"SELECT speaker, alias FROM aliases WHERE speaker {of_chosen} ORDER BY number", chosen
    ):
        aliases.setdefault(number, []).append(alias)
    roles: dict[int, list[Role]] = {}
    for number, title, organisation, on, source_id in db.execute(which, chosen):
        role = Role(title, organisation, date.fromisoformat(on) if on else None, source_id)
        roles.setdefault(number, []).append(role)
    counts: dict[int, int] = dict(
        db.execute(
            f"SELECT speaker, count(*) FROM quotes WHERE speaker {of_chosen} AND withdrawn = 0 GROUP BY speaker", chosen
        )
    )
    return {
        number: SpeakerProfile(
            speakers[number], tuple(aliases.get(number, ())), tuple(roles.get(number, ())), counts.get(number, 0)
        )
        for number in numbers
    }
