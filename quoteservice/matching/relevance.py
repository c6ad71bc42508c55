"""Which utterances can matter to a claim whose words the claimed speaker is on record with, told before they are read.

Only these can: what has the words too, or a piece of them, or is a piece of them, since it may be somebody else's; and
what takes words back.
"""

from __future__ import annotations

from collections.abc import Iterable

from quoteservice.matching.denial import denies
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.text.letters import firm, letters_of, may_stand_in

# Another printing of the same words has so many times their letters at most: "17,000" has none, in words it has 16.
MOST_LONGER = 2


def relevant(claim: PreparedClaim, contents: Iterable[str]) -> list[bool]:
    """Whether each of the utterances can matter; it errs towards yes."""
    whole = letters_of(claim.claim.text)
    # A piece of the claim without firm words may stand anywhere; it tells nothing beside the others.
    pieces = [claim.firm, *(letters for query in claim.queries[1:] if (letters := firm(query, names=False)))]

    def matters(content: str) -> bool:
        letters = letters_of(content)
        if not letters or any(all(word in letters for word in piece) for piece in pieces):
            return True
        fits = len(letters) <= MOST_LONGER * len(whole)
        return (fits and may_stand_in(content, whole)) or denies(content)

    return [matters(content) for content in contents]
