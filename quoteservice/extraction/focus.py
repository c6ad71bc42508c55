"""Who stands in view at a place of the text: whom it names there, and who is the subject of its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quoteservice.domain.span import Span
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.extraction.known import SINGLE, Heard, Known, agrees
from quoteservice.extraction.roster import Person, Roster

# How far back a pronoun reaches, in characters of the text: about four paragraphs of news prose.
PRONOUN_REACH = 1_200

# How near a description that introduces nobody ("the Swede") stands to the one person it is said of, in characters.
FOCUS_REACH = 300


class Focus:
    """The people of a roster as the text goes on; filled paragraph by paragraph.

    `subjects` are the offsets of names that are subjects, `reported` the words that were reported so far, `shown` the
    genders of those whom a pronoun has meant already.
    """

    def __init__(self, roster: Roster, starts: Sequence[int]) -> None:
        """`starts` are the offsets of the paragraphs."""
        self._roster = roster
        self._starts = starts
        self.subjects: list[int] = []
        self.reported: list[Span] = []
        self.shown: dict[str, str] = {}

    def names_another(self, start: int, end: int, speaker: str | None) -> bool:
        """True if the text from one offset to another, outside reported words, names somebody else."""
        return any(
            person.name != speaker and any(start <= at < end and not self._is_reported(at) for at in person.at)
            for person in self._roster.people.values()
        )

    def _is_reported(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in reversed(self.reported))

    def is_subject(self, person: Person, where: int) -> bool:
        """True if the person is the subject of a sentence there, or is introduced as somebody's relative."""
        if where in self._roster.introduced:
            return True
        return any(where <= at <= where + len(person.name) for at in reversed(self.subjects))

    def nearest(self, at: int, gender: str) -> list[tuple[Person, int]]:
        """Where people who may be of this gender are named within reach, latest first."""
        near: list[tuple[Person, int]] = []
        for person in self._roster.people.values():
            near.extend(
                (person, each)
                for each in person.at
                if at - PRONOUN_REACH < each < at
                and agrees(person.gender or self.shown.get(person.name), gender)
                and not self._is_reported(each)
            )
        return sorted(near, key=lambda each: -each[1])

    def in_focus(self, at: int, heard: Sequence[Heard]) -> Known | None:
        """The one person who spoke or was a subject just before; None if there are more."""
        if (subject := self.subject_of_paragraph(at)) is not None:
            return subject
        near = {
            each.known.speaker: each.known
            for each in heard
            if 0 < at - each.at <= FOCUS_REACH and each.known.kind in SINGLE and each.known.speaker
        }
        for person in self._roster.people.values():
            if any(0 < at - where <= FOCUS_REACH and self.is_subject(person, where) for where in person.at):
                near.setdefault(person.name, Known(person.name, SpeakerKind.PERSON, person.gender))
        return next(iter(near.values())) if len(near) == 1 else None

    def subject_of_paragraph(self, at: int) -> Known | None:
        """The one person who was the subject of a sentence of the paragraph before an offset."""
        start = self._starts[bisect_right(self._starts, at) - 1] if self._starts else 0
        spoken_of = [
            person
            for person in self._roster.people.values()
            if any(start <= where < at and self.is_subject(person, where) for where in person.at)
        ]
        if len(spoken_of) != 1:
            return None
        return Known(spoken_of[0].name, SpeakerKind.PERSON, spoken_of[0].gender)
