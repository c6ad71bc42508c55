"""Roles as printed, one after the other, as a reader wants them: each with the days between which it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from quoteservice.domain.speaker import Role


@dataclass(frozen=True, slots=True)
class Held:
    """A title that was printed `times` times in a row, from `first` to `last`; `source_id` is where it was first."""

    title: str
    first: date | None
    last: date | None
    times: int
    source_id: str | None


def timeline(roles: Sequence[Role]) -> tuple[Held, ...]:
    """The roles of a speaker, oldest first; the same title again only lengthens it, until another one was printed."""
    found: list[Held] = []
    for role in roles:
        before = found[-1] if found else None
        same = before is not None and before.title.casefold() == role.title.casefold()
        # What has no day is on no place of the line.
        if before is not None and same and (before.last is None) == (role.on is None):
            found[-1] = replace(before, last=role.on, times=before.times + 1)
        else:
            found.append(Held(role.title, role.on, role.on, 1, role.source_id))
    return tuple(found)
