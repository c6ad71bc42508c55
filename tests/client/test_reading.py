"""JSON read into values by their types."""

from __future__ import annotations

from typing import Any

import pytest

from quoteservice.client.answers import Change, Coverage, Speaker
from quoteservice.client.reading import read
from quoteservice.domain.speaker import SpeakerKind

CHANGE = {
    "kind": "negation",
    "severity": "material",
    "claimed": "not",
    "recorded": "",
    "claimed_span": [1, 4],
    "recorded_span": [1, 1],
}


def test_read_when_a_later_service_says_more() -> None:
    """What this client does not know is passed over; what a former service left out has its default."""
    assert read(Speaker, {"id": "1", "name": "Keeper", "shoe_size": 9}) == Speaker("1", "Keeper")
    assert read(Speaker, {"id": "1", "name": "Keeper", "kind": "person"}).kind is SpeakerKind.PERSON
    assert read(Coverage, {"quotes": 0, "sources": 0, "from": None}) == Coverage(0, 0)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Speaker, None),
        (Speaker, []),
        (Speaker, {"id": "1"}),
        (Speaker, {"id": 1, "name": "Keeper"}),
        (Speaker, {"id": "1", "name": "Keeper", "kind": "robot"}),
        (Coverage, {"quotes": True, "sources": 0}),
        (Coverage, {"quotes": 1, "sources": 1, "from": "May"}),
        (Change, {**CHANGE, "claimed_span": [1]}),
        (Change, {**CHANGE, "claimed_span": [1, 2, 3]}),
        (Change, {**CHANGE, "claimed_span": "14"}),
    ],
)
def test_read_when_something_does_not_fit(kind: Any, value: Any) -> None:
    """What has another shape or type is refused, never guessed."""
    with pytest.raises(ValueError, match=r".+"):
        read(kind, value)
