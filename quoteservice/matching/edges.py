"""What stands just outside the words a claim kept, and whether leaving it out turns their meaning.

The recorded sentence is read outwards from the cut, as far as its scope reaches: to the left a negation, a
condition, a hedge, a question or somebody else's "said" that governs what was kept; to the right a condition or a
predicate that denies it.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, Severity
from quoteservice.matching import lexicon
from quoteservice.text.sentences import sentences
from quoteservice.text.words import Word, words

# Reading rightwards, a condition counts if it begins within this many words of the cut.
REACH_RIGHT = 4
_CLAUSE_BREAKS = frozenset({";", ":", "—", "–", "("})
_COORDINATORS = frozenset({"and", "but", "or", "so", "because", "yet"})
_SUBORDINATORS = frozenset({"because", "since", "as", "when", "while", "after", "before", "although", "though"})


def lost_at_edges(content: str, kept: Span) -> tuple[Change, ...]:
    """What the recorded `content` says just outside `kept` that turns it; empty if nothing does."""
    sentence_before = _sentence_at(content, kept.start)
    sentence_after = _sentence_at(content, max(kept.start, kept.end - 1))
    found: list[Change] = []
    left = _left(content, sentence_before, kept)
    if left is not None:
        found.append(left)
    right = _right(content, sentence_after, kept)
    if right is not None:
        found.append(right)
    return tuple(found)


def lost_in_gap(content: str, gap: Span) -> tuple[Change, ...]:
    """What a marked omission took away that turns what was kept on either side of it; empty if nothing does."""
    cut = words(gap.cut(content))
    if not cut:
        return ()
    found: list[Change] = []
    ending = Span(gap.start, min(gap.end, _sentence_at(content, max(0, gap.start - 1)).end))
    head = _sentence_at(content, max(gap.start, gap.end - 1))
    same_sentence = head.start <= gap.start
    for span in (ending,) if same_sentence else (ending, Span(max(gap.start, head.start), gap.end)):
        change = _turning(content, span, inner=same_sentence or span is not ending)
        if change is not None:
            found.append(change)
    return tuple(found)


def _sentence_at(content: str, at: int) -> Span:
    for span in sentences(content):
        if span.start <= at < span.end or at < span.start:
            return span
    return Span(0, len(content))


def _left(content: str, sentence: Span, kept: Span) -> Change | None:
    if kept.start <= sentence.start:
        return None
    outside = Span(sentence.start, kept.start)
    cut = words(outside.cut(content))
    if not cut:
        return None
    keys = [word.canon for word in cut]
    phrase = " ".join(keys)
    governed = _governed(outside.cut(content), keys)
    if _is_condition(keys, phrase) and _reaches(content, outside, kept, keys):
        return _lost(content, outside, ChangeKind.HEDGE)
    if governed and any(key in lexicon.NEGATORS for key in governed):
        return _lost(content, outside, ChangeKind.NEGATION)
    if governed and any(key in lexicon.IMPLICIT_NEGATORS for key in governed):
        return _lost(content, outside, ChangeKind.NEGATION)
    tail = " ".join(governed)
    if any(_ends_with(tail, lead) for lead in lexicon.HEDGING_LEADS):
        return _lost(content, outside, ChangeKind.HEDGE)
    if governed and _hands_over(governed):
        return _lost(content, outside, ChangeKind.HEDGE)
    if governed and governed[-1] in lexicon.HEDGES | {"about", "maybe"}:
        return _lost(content, outside, ChangeKind.HEDGE)
    if content[sentence.end - 1 : sentence.end] == "?" or "?" in content[sentence.end - 2 : sentence.end]:
        return _lost(content, outside, ChangeKind.HEDGE)
    return None


def _right(content: str, sentence: Span, kept: Span) -> Change | None:
    if kept.end >= sentence.end:
        return None
    outside = Span(kept.end, sentence.end)
    return _turning(content, outside, inner=False)


def _turning(content: str, outside: Span, *, inner: bool) -> Change | None:
    """What stands in a stretch after kept words (or, if `inner`, between two kept stretches) that turns them."""
    cut = words(outside.cut(content))
    keys = [word.canon for word in cut]
    if not keys:
        return None
    near = keys[:REACH_RIGHT] if not inner else keys
    phrase = " ".join(keys)
    lead = " ".join(near)
    breaks = _first_break(outside.cut(content), cut)
    scope = keys[: breaks if breaks is not None else len(keys)]
    if keys[0] in lexicon.NEGATORS or (inner and any(key in lexicon.NEGATORS for key in (keys if inner else scope))):
        return _lost(content, outside, ChangeKind.NEGATION)
    if _denies(scope):
        return _lost(content, outside, ChangeKind.NEGATION)
    if any(key in lexicon.CONDITION_WORDS for key in near) and not lead.startswith(("even if", "as if", "whether or")):
        return _lost(content, outside, ChangeKind.HEDGE)
    if any(
        lead.startswith(each) or f" {each}" in f" {phrase if inner else lead}" for each in lexicon.CONDITION_PHRASES
    ):
        return _lost(content, outside, ChangeKind.HEDGE)
    if inner and any(key in lexicon.HEDGES for key in keys[-2:]):
        return _lost(content, outside, ChangeKind.HEDGE)
    if any(lead.startswith(each) for each in lexicon.HEDGING_LEADS):
        return _lost(content, outside, ChangeKind.HEDGE)
    if _is_tag(keys):
        return _lost(content, outside, ChangeKind.HEDGE)
    return None


def _is_tag(keys: Sequence[str]) -> bool:
    """ "..., they say", "..., according to the critics": the sentence is somebody else's."""
    if keys[:2] == ["according", "to"]:
        return True
    return 2 <= len(keys) <= 4 and keys[-1] in lexicon.ATTRIBUTION_VERBS and keys[0] not in ("as", "i", "we")


def _denies(scope: Sequence[str]) -> bool:
    """ "... is not true", "... is a lie", "... would be false": the predicate of the kept words denies them."""
    if len(scope) < 2 or scope[0] not in (
        "is",
        "was",
        "are",
        "were",
        "would",
        "will",
        "has",
        "does",
        "did",
        "can",
        "could",
    ):
        return False
    return scope[1] in lexicon.NEGATORS or any(key in lexicon.DENYING_PREDICATES for key in scope[:4])


def _governed(text: str, keys: list[str]) -> list[str]:
    """The words of `text` whose scope reaches its end: those after the last clause break."""
    cut = words(text)
    start = 0
    for index, word in enumerate(cut):
        before = text[: word.span.start].rstrip()
        broken = before[-1:] in _CLAUSE_BREAKS or before[-1:] == "—"
        joined = before[-1:] == "," and (word.canon in _COORDINATORS or index > 0)
        # A comma ends the scope unless it is one of a pair around an aside ("not, I repeat, ...").
        if broken or (joined and not _aside(text, word.span.start)):
            start = index
    ends = text.rstrip()[-1:]
    if ends in _CLAUSE_BREAKS or (ends == "," and not _aside(text, len(text))):
        return []
    if keys and keys[-1] in _COORDINATORS | _SUBORDINATORS and start < len(keys) - 1:
        return []
    for index in range(len(keys) - 1, start, -1):
        if keys[index] in ("and", "but", "because") and index < len(keys) - 1:
            return keys[index + 1 :]
    return keys[start:]


def _aside(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith(",") and text[:at].count(",") >= PAIR_OF_COMMAS


PAIR_OF_COMMAS = 2


def _is_condition(keys: list[str], phrase: str) -> bool:
    if phrase.startswith(("even if", "as if", "even though", "whether or not")):
        return False
    if any(
        key in ("if", "unless", "provided", "assuming", "supposing", "whether", "were", "should", "had")
        for key in keys[:1]
    ):
        return True
    if any(phrase.startswith(each) for each in lexicon.CONDITION_PHRASES):
        return True
    return any(key in ("if", "unless", "whether", "lest") for key in keys)


def _reaches(content: str, outside: Span, kept: Span, keys: list[str]) -> bool:
    """A condition at the head of a sentence governs its main clause; one in the middle only what follows it."""
    text = outside.cut(content)
    if keys[0] in lexicon.CONDITION_WORDS | {"were", "should", "had"} or any(
        " ".join(keys).startswith(each) for each in lexicon.CONDITION_PHRASES
    ):
        # "Were" and "should" begin questions too; those end otherwise than a conditional clause, with a comma.
        return keys[0] not in ("were", "should", "had") or text.rstrip().endswith(",")
    last = max(index for index, key in enumerate(keys) if key in ("if", "unless", "whether", "lest"))
    return not any(key in ("and", "but") for key in keys[last:])


def _hands_over(governed: list[str]) -> bool:
    """True if the words end in somebody's "say that": "critics claim", "the minister says that"."""
    tail = governed[:-1] if governed[-1] == "that" else governed
    if not tail or tail[-1] not in lexicon.ATTRIBUTION_VERBS:
        return False
    return tail[0] not in ("as",) and not (
        tail[-1] in ("said", "say") and tail[:-1] == ["i"] and governed[-1] != "that"
    )


def _ends_with(tail: str, lead: str) -> bool:
    return tail == lead or tail.endswith((f" {lead}", f" {lead} that")) or tail == f"{lead} that"


def _first_break(text: str, cut: Sequence[Word]) -> int | None:
    for index, word in enumerate(cut):
        before = text[: word.span.start].rstrip()
        if index and (before[-1:] in _CLAUSE_BREAKS or before[-1:] == ","):
            return index
    return None


def _lost(content: str, outside: Span, kind: ChangeKind) -> Change:
    text = outside.cut(content)
    left = len(text) - len(text.lstrip(" ,;"))
    lost = text.strip(" ,;")
    start = outside.start + left
    span = Span(start, start + len(lost))
    return Change(kind, Severity.MATERIAL, "", lost, Span(0, 0), span)
