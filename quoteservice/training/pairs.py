"""A recorded and a claimed text, and what may be answered about them."""

from __future__ import annotations

from dataclasses import dataclass

# What a label allows the model to say: supports, contradicts, neither. Where it is not told a contradiction from
# something that is only not supported, both are allowed, and only "supports" is wrong.
SUPPORTS = (True, False, False)
CONTRADICTS = (False, True, False)
NEITHER = (False, False, True)
NOT_SUPPORTED = (False, True, True)

Allowed = tuple[bool, bool, bool]

# Words of both texts together; longer pairs cost time and teach little.
MOST_WORDS = 70


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said, what is claimed, and what may be answered; `origin` names the set that the pair is from."""

    recorded: str
    claimed: str
    allowed: Allowed
    origin: str

    @property
    def band(self) -> int:
        """How many of the claim's words are in the record, in quarters: 0 to 3."""
        ours, theirs = set(self.claimed.lower().split()), set(self.recorded.lower().split())
        return min(3, int(4 * len(ours & theirs) / max(1, len(ours))))

    @property
    def fits(self) -> bool:
        """True if neither text is blank and both are short enough to be learned from."""
        both = len(self.recorded.split()) + len(self.claimed.split())
        return both <= MOST_WORDS and bool(self.claimed.strip()) and bool(self.recorded.strip())
