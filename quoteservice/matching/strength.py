"""Whether a claim says more than the record: without its hedge or condition, of all where it says some, as a must."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoteservice.text.words import Word, WordKind

# Ways to say the same reservation, by what is reserved; phrases of several words stand in quotes of their own.
HEDGES: Mapping[str, tuple[str, ...]] = {
    "for now": (
        "temporarily", "provisionally", "currently", "for now", "for the time being", "for the moment", "at present",
        "at the moment", "until further notice", "so far", "yet",
    ),
    "perhaps": (
        "probably", "perhaps", "maybe", "possibly", "possible", "likely", "apparently", "seemingly", "presumably",
        "potentially", "potential", "hopefully", "conceivably", "arguably", "reportedly", "allegedly", "supposedly",
        "may", "might", "could", "seem", "seems", "seemed", "appear", "appears", "appeared", "expect",
        "expects", "expected", "think", "thinks", "thought", "believe", "believes", "believed", "suspect", "suspects",
        "guess", "hope", "hopes", "hoped", "chance", "risk", "risks", "consider", "considers", "considering",
        "unlikely",
        "estimated", "not rule out", "not ruled out",
    ),
    "mostly": ("mostly", "generally", "largely", "mainly", "usually", "often", "most", "for the most part"),
    "if": (
        "if", "unless", "provided", "providing", "assuming", "as long as", "so long as", "on condition",
        "on the condition", "only when", "in case", "subject to", "depend", "depends", "depending",
    ),
}  # fmt: skip
# Before a number these say that it is not exact.
ABOUT = frozenset("about around approximately roughly nearly almost some".split())

# What is said of all, and what has to be: a claim may not say so unless the record does, in one of these ways.
STRONG: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "all": (
        frozenset("all every always entirely completely wholly everyone everybody everything".split()),
        frozenset(
            "all every each any always entire entirely complete completely whole wholly fully everyone everybody "
            "everything anyone anybody anything both nobody none no never not everywhere".split()
        ),
    ),
    "never": (frozenset({"never", "none"}), frozenset("never none no nobody nothing not nowhere neither".split())),
    "only": (frozenset({"only", "solely", "exclusively"}), frozenset("only just solely alone exclusively".split())),
    "must": (frozenset({"must"}), frozenset("must need needs needed obliged required".split())),
    "should": (frozenset({"should", "ought"}), frozenset("should ought".split())),
    "perhaps": (
        frozenset({"may", "might", "could"}),
        frozenset("may might could possible possibly perhaps maybe".split()),
    ),
}


def is_stronger(claimed: Sequence[Word], recorded: Sequence[Word]) -> bool:
    """True if the claim drops a hedge or condition of the record, or is of all, only, or a must where it is not."""
    if (_hedges(recorded) - _hedges(claimed)) or (_is_rough(recorded) and not _is_rough(claimed)):
        return True
    ours, theirs = {word.canon for word in claimed}, {word.canon for word in recorded}
    return any(bool(ours & said) and not theirs & on_record for said, on_record in STRONG.values())


def _hedges(found: Sequence[Word]) -> set[str]:
    text = f" {' '.join(word.canon for word in found)} "
    return {name for name, ways in HEDGES.items() if any(f" {way} " in text for way in ways)}


def _is_rough(found: Sequence[Word]) -> bool:
    return any(
        word.canon in ABOUT and at + 1 < len(found) and found[at + 1].kind is WordKind.NUMBER
        for at, word in enumerate(found)
    )
