"""What words at the rim of a cut do to the words that were kept: deny, condition, weaken, narrow or hand them over."""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.matching import lexicon
from quoteservice.text.word import Word, WordKind

# Reading rightwards, a condition counts if it begins within this many words of the cut.
REACH_RIGHT = 4
COORDINATORS = frozenset({"and", "but", "or", "so", "because", "yet"})
BREAKS = ",;:—–()"

_NO_CONDITIONS = ("even if", "as if", "even though", "whether or", "and even if", "but even if")
# After these a clause of its own begins that a negation before them does not reach.
_CLAUSE_OPENERS = frozenset({"and", "but", "so"})
_SUBORDINATORS = frozenset("because when while after before since although though where once whereas".split())
_UNFINISHED = lexicon.NEGATORS | lexicon.MODALS | {"that", "if", "to"}
# A clause and its aside end at the second comma.
PAIR_OF_COMMAS = 2
# "Told [the members of the inquiry] that": words between the verb and what was said.
MOST_WORDS_TOLD = 4
# Verbs that a predicate begins with.
_PREDICATES = frozenset("is was are were would will has have does do did can could".split())


def clauses(content: str, found: Sequence[Word]) -> list[list[str]]:
    """The words of a stretch of `content`, parted at its commas and other breaks."""
    parted: list[list[str]] = [[]]
    for index, word in enumerate(found):
        before = content[found[index - 1].span.end : word.span.start] if index else " "
        if before != " " and (any(mark in before for mark in BREAKS) or "--" in before or " - " in before):
            parted.append([])
        parted[-1].append(word.canon)
    return parted


def denied(keys: Sequence[str]) -> bool:
    """True if the words deny something; "not only" does not."""
    return any(
        (key in lexicon.NEGATORS and keys[at + 1 : at + 2] not in (["only"], ["merely"]))
        or key in lexicon.IMPLICIT_NEGATORS
        for at, key in enumerate(keys)
    )


def denies(scope: Sequence[str]) -> bool:
    """ "... is not true", "... is a lie", "... would be false": the predicate of the kept words denies them."""
    if len(scope) < PAIR_OF_COMMAS or scope[0] not in _PREDICATES:
        return False
    return scope[1] in lexicon.NEGATORS or any(key in lexicon.DENYING_PREDICATES for key in scope[:4])


def governed(content: str, found: Sequence[Word], upto: int) -> list[str]:
    """The words left of a cut at `upto` whose scope reaches it: those after the last break between clauses."""
    between = content[found[-1].span.end : upto].rstrip()
    if between.endswith((";", ":", "—", "–", "(", "--", " -")):
        return []
    parted = clauses(content, found)
    closing_comma = between.endswith(",")
    # "will not, under any circumstances, |": an aside parts nothing from a clause that cannot end before it.
    if closing_comma and (len(parted) < PAIR_OF_COMMAS or parted[-2][-1] not in _UNFINISHED):
        return []
    keys = parted[-2] + parted[-1] if closing_comma else parted[-1]
    if not closing_comma and keys[-1] in COORDINATORS and not _denied_reason(keys):
        return []
    for index in range(len(keys) - 1, -1, -1):
        if keys[index] in _CLAUSE_OPENERS and index < len(keys) - 1:
            return keys[index + 1 :]
        if keys[index] in _SUBORDINATORS and not _denied_reason(keys[: index + 1]):
            return keys[index + 1 :]
    return keys


def _denied_reason(keys: Sequence[str]) -> bool:
    """ "Not because |": the reason itself is denied."""
    return keys[-1] == "because" and len(keys) > 1 and keys[-2] in lexicon.NEGATORS


def is_condition(keys: Sequence[str]) -> bool:
    """True if the words open with a condition, or with what is as good as one; "even if" is none."""
    lead = " ".join(keys)
    if lead.startswith(_NO_CONDITIONS):
        return False
    if keys[0] in ("and", "so") and any(key in lexicon.CONDITION_WORDS for key in keys[1:2]):
        return False
    return any(key in lexicon.CONDITION_WORDS for key in keys[:REACH_RIGHT]) or any(
        f" {lead} ".find(f" {phrase} ") >= 0 for phrase in lexicon.CONDITION_PHRASES
    )


def conditions(keys: Sequence[str], comma: bool) -> bool:
    """True if a condition left of a cut governs what follows: at the head of the sentence, or right before it."""
    lead = " ".join(keys)
    if lead.startswith(_NO_CONDITIONS):
        return False
    head = list(keys[1:] if keys[0] in COORDINATORS else keys)
    opens = head[:1] and head[0] in lexicon.CONDITION_WORDS
    opens = opens or any(" ".join(each).startswith(p) for each in (head, keys) for p in lexicon.CONDITION_PHRASES)
    # "Were it so, ...", "Should he fail, ...": these begin questions too, which have no comma.
    inverted = head[:1] and head[0] in ("were", "should", "had") and comma
    if opens or inverted:
        return True
    last = max((at for at, key in enumerate(keys) if key in ("if", "unless", "whether", "lest")), default=None)
    return last is not None and not any(key in ("and", "but") for key in keys[last:])


# Verbs behind which the listener stands before what was told.
_TELLING = frozenset("told tells tell telling assured warned".split())


def hands_over(keys: Sequence[str]) -> bool:
    """True if the words end in somebody's "say that": "critics claim", "the minister says that"."""
    if not keys:
        return False
    tail = list(keys[:-1] if keys[-1] == "that" else keys)
    # "Told me that |", "told the inquiry that |": whom it was said to stands between.
    for told in range(len(tail) - 1, max(-1, len(tail) - MOST_WORDS_TOLD - 1), -1):
        if tail[told] in _TELLING:
            tail = tail[: told + 1]
            break
    if not tail or tail[-1] not in lexicon.ATTRIBUTION_VERBS:
        return False
    own = tail[-1] in ("said", "say") and tail[:-1] == ["i"] and keys[-1] != "that"
    return tail[0] != "as" and not own


def cites(keys: Sequence[str]) -> bool:
    """True if the words name a source for what follows: "according to our critics"."""
    return list(keys[:2]) == ["according", "to"] or list(keys[1:3]) == ["according", "to"]


def is_tag(keys: Sequence[str]) -> bool:
    """ "..., they say", "..., according to the critics": the sentence is somebody else's."""
    if cites(keys):
        return True
    return 2 <= len(keys) <= 4 and keys[-1] in lexicon.ATTRIBUTION_VERBS and keys[0] not in ("as", "i", "we")


def leads(keys: Sequence[str]) -> bool:
    """True if the words end in what weakens or governs the next: "I think that", "hope to", "might"."""
    tail = " ".join(keys)
    return any(_ends_with(tail, lead) for lead in lexicon.HEDGING_LEADS + lexicon.GOVERNING_LEADS)


def hedges_end(keys: Sequence[str]) -> bool:
    """True if the words end in a lead that weakens the next."""
    tail = " ".join(keys)
    return any(_ends_with(tail, lead) for lead in lexicon.HEDGING_LEADS)


def hedges_begin(keys: Sequence[str]) -> bool:
    """True if what follows a cut weakens the words before it: "..., I think", "... at most", "... or so"."""
    lead = f"{' '.join(keys)} "
    if any(lead.startswith(f"{phrase} ") for phrase in lexicon.HEDGING_LEADS + lexicon.TRAILING_HEDGES):
        return True
    return keys[0] in lexicon.CLOSING_HEDGES and len(keys) == 1


def narrows(keys: Sequence[str], kept: Sequence[Word]) -> bool:
    """True if the words right before a cut say how much or how many of what follows: "only", "some of", "about" 40."""
    if not keys or not kept:
        return False
    tail = list(keys)
    if tail[-1] == "a" and kept[0].canon in ("few", "little"):
        return True
    while len(tail) > 1 and tail[-1] in lexicon.DETERMINERS:
        tail.pop()
    if tail[-1] == "of":
        return len(tail) > 1 and tail[-2] in lexicon.SHARES
    if len(tail) < len(keys):
        return False
    number = kept[0].kind is WordKind.NUMBER
    if tail[-1] in lexicon.LIMITERS:
        return True
    if number and (tail[-1] in lexicon.NUMBER_LIMITERS or " ".join(tail[-2:]) in lexicon.NUMBER_LIMITING_PHRASES):
        return True
    if tail[-1] in ("every", "each"):
        return number
    return tail[-1] in lexicon.SHARES and tail[-2:-1] != ["the"]


def _ends_with(tail: str, lead: str) -> bool:
    return tail == lead or tail.endswith((f" {lead}", f" {lead} that")) or tail == f"{lead} that"
