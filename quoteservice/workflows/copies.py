"""Finds out whether an article is a copy of one agency story that is on record already."""

from __future__ import annotations

from collections.abc import Iterable

from quoteservice.domain.quote import Source
from quoteservice.ports import StoreWriter
from quoteservice.text.shingles import shared

# Share of the shorter text that the two have in common. Papers cut an agency story and rewrite its head; two reports of
# one event share its quotations, which seldom make up half of either.
LEAST_SHARED = 0.6
# Days between the printings of one story.
MOST_DAYS = 2
# Articles with words in common, and those of them whose text is compared.
MOST_FOUND = 50
MOST_COMPARED = 5


def cluster_of(writer: StoreWriter, source: Source, text: str, digests: Iterable[str]) -> str | None:
    """The cluster of the story that the text is a copy of; None if it has no words in quotes with another article."""
    found = [each for each in writer.articles_with_digests(digests, MOST_FOUND) if _at_the_time(each, source)]
    for each in found[:MOST_COMPARED]:
        other = writer.source_text(each.id)
        if other is not None and shared(text, other) >= LEAST_SHARED:
            return each.cluster or each.id
    return None


def _at_the_time(one: Source, other: Source) -> bool:
    if one.published_on is None or other.published_on is None:
        return True
    return abs((one.published_on - other.published_on).days) <= MOST_DAYS
