"""The headline of a plain text: its first line, if it stands alone and looks like one."""

from __future__ import annotations

# Longest headline in characters: twice what newspapers print, and shorter than most paragraphs.
LONGEST = 150

# What ends a sentence or a part of one, and no headline.
_ENDS = (".", ",", ";", ":", "-", "–", "—")


def headline(text: str) -> str | None:
    """The headline of a text, without the signs of a heading in Markdown; None if there is none."""
    first, _, rest = text.strip().partition("\n")
    line = " ".join(first.lstrip("#").split())
    # In a text whose lines are wrapped the first line is a piece of a paragraph, and no blank one follows it.
    stands_alone = rest.partition("\n")[0].strip() == "" and rest.strip() != ""
    looks_like_one = len(line) <= LONGEST and any(map(str.isalpha, line)) and not line.endswith(_ENDS)
    return line if stands_alone and looks_like_one and not line.lower().startswith("by ") else None
