"""Which texts are let in: none that is empty, unreadable or beyond its limit."""

from __future__ import annotations

from dataclasses import dataclass

from quoteservice.errors import BlankText, TextTooLong, UnreadableText

# Control characters that no printed text has; line breaks and tabs are let in.
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x85\u2028\u2029")


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
    for position, character in enumerate(text):
        if "\ud800" <= character <= "\udfff" or (character < " " and character not in _ALLOWED_CONTROLS):
            raise UnreadableText(
                f"Character {position} is U+{ord(character):04X}, which no text can hold",
                where=where,
                remedy="Remove it, or send the text as valid UTF-8.",
            )
    if not any(character.isalnum() for character in text):
        raise BlankText("The text has no letter or digit", where=where, remedy="Send the words themselves.")
    return text


def admit_optional(text: str | None, where: str, most: int) -> str | None:
    """Like `admit`; None stays None, and a blank text counts as none."""
    if text is None or not text.strip():
        return None
    return admit(text, where, most)
