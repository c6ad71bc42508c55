"""Which texts are let in: none that is empty, unreadable or beyond its limit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoteservice.domain.characters import REORDERING, UNREADABLE
from quoteservice.errors import BlankText, TextTooLong, UnreadableText


@dataclass(frozen=True, slots=True)
class Limits:
    """The most characters that a text may have."""

    claim: int = 10_000
    article: int = 300_000
    speaker: int = 300
    field: int = 2_000


def admit(text: str, where: str, most: int) -> str:
    """`text` itself if it can be read; raises TextTooLong, UnreadableText or BlankText, naming the field `where`."""
    if len(text) > most:
        raise TextTooLong(
            f"The text has {len(text):,} characters, and {most:,} are the most",
            where=where,
            remedy="Send a shorter text, or split it.",
        )
    _refuse(UNREADABLE, text, "which no text can hold", where)
    if not any(character.isalnum() for character in text):
        raise BlankText("The text has no letter or digit", where=where, remedy="Send the words themselves.")
    return text


def admit_optional(text: str | None, where: str, most: int) -> str | None:
    """Like `admit`; None stays None, and a blank text counts as none."""
    if text is None or not text.strip():
        return None
    return admit(text, where, most)


def admit_label(text: str, where: str, most: int) -> str:
    """A name, a title or another text of one line, with single blanks for its white space.

    Raises as `admit` does, and UnreadableText also for characters that turn the order of the letters around them.
    """
    _refuse(REORDERING, text, "which turns the letters around it and belongs to no name or title", where)
    return " ".join(admit(text, where, most).split())


def admit_optional_label(text: str | None, where: str, most: int) -> str | None:
    """Like `admit_label`; None stays None, and a blank text counts as none."""
    return None if text is None or not text.strip() else admit_label(text, where, most)


def _refuse(characters: re.Pattern[str], text: str, why: str, where: str) -> None:
    found = characters.search(text)
    if found is not None:
        raise UnreadableText(
            f"Character {found.start()} is U+{ord(found.group()):04X}, {why}",
            where=where,
            remedy="Remove it, or send the text as valid UTF-8.",
        )
