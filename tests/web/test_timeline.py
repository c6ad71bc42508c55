"""Roles on a line of time."""

from __future__ import annotations

from datetime import date

from quoteservice.domain.speaker import Role
from quoteservice.web.timeline import Held, timeline

MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)


def test_timeline_when_a_title_was_printed_again() -> None:
    """The same title again lengthens the stretch, whatever its capitals, and keeps its first source."""
    roles = [Role("harbour master", on=MAY, source_id="a"), Role("Harbour Master", on=JULY, source_id="b")]
    assert timeline(roles) == (Held("harbour master", MAY, JULY, 2, "a"),)


def test_timeline_when_another_title_stood_between() -> None:
    """Somebody who comes back to an office has it twice."""
    roles = [Role("mayor", on=MAY), Role("minister", on=JUNE), Role("mayor", on=JULY)]
    assert [held.title for held in timeline(roles)] == ["mayor", "minister", "mayor"]


def test_timeline_when_a_title_has_no_day() -> None:
    """What has no day is no stretch of time with what has one."""
    assert timeline([Role("mayor"), Role("mayor"), Role("mayor", on=MAY)]) == (
        Held("mayor", None, None, 2, None),
        Held("mayor", MAY, MAY, 1, None),
    )
    assert timeline(()) == ()
