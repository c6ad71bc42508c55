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
_COORDINATORS = frozenset({"and", "but", "or", "so", "because", "yet"})


def lost_at_edges(content: str, kept: Span, joints: Sequence[int] = ()) -> tuple[Change, ...]:
    """What the recorded `content` says just outside `kept` that turns it; empty if nothing does."""
    every = sentences(content, joints)
    found = (
        _left(content, _sentence_at(every, kept.start), kept),
        _right(content, _sentence_at(every, max(kept.start, kept.end - 1)), kept),
    )
    return tuple(change for change in found if change is not None)


def lost_in_gap(content: str, gap: Span, joints: Sequence[int] = ()) -> tuple[Change, ...]:
    """What an omission took away that turns what was kept on either side of it; empty if nothing does.

    Only what belongs to the kept words counts: the rest of the sentence before the gap and the beginning of the
    sentence after it. Whole sentences between are other statements.
    """
    every = sentences(content, joints)
    before = _sentence_at(every, max(0, gap.start - 1))
    after = _sentence_at(every, max(gap.start, gap.end - 1))
    if before == after:
        pieces = [gap]
    else:
        pieces = [Span(gap.start, max(gap.start, min(gap.end, before.end))), Span(max(gap.start, after.start), gap.end)]
        pieces = [piece for piece in pieces if len(piece)]
    found = [_in_piece(content, piece, joined=before == after, last=piece.end == gap.end) for piece in pieces]
    return tuple(change for change in found if change is not None)


def _sentence_at(every: Sequence[Span], at: int) -> Span:
    for span in every:
        if at < span.end:
            return span
    return every[-1]


def _in_piece(content: str, piece: Span, *, joined: bool, last: bool) -> Change | None:
    """What one piece of a gap says to its kept neighbours.

    A negation counts if no comma or other break parts it from them; a condition counts at the head of any clause.
    """
    text = piece.cut(content)
    cut = words(text)
    if not cut:
        return None
    clauses = _clauses(text, cut)
    touching = []
    if (joined or not last) and not _opens_with_break(text, cut):
        touching.append(clauses[0])
    if (joined or last) and not text.rstrip().endswith((",", ";", ":", "—", "–")):
        touching.append(clauses[-1])
    for clause in touching:
        if any(key in lexicon.NEGATORS for key in clause) or clause[0] in lexicon.IMPLICIT_NEGATORS:
            return _lost(content, piece, ChangeKind.NEGATION)
        if clause[-1] in lexicon.HEDGES or any(_ends_with(" ".join(clause), lead) for lead in lexicon.HEDGING_LEADS):
            return _lost(content, piece, ChangeKind.HEDGE)
    if any(_is_condition(clause) for clause in clauses) or (last and _hands_over(clauses[-1])):
        return _lost(content, piece, ChangeKind.HEDGE)
    return None


def _clauses(text: str, cut: Sequence[Word]) -> list[list[str]]:
    """The words of a stretch, parted at its commas and other breaks."""
    found: list[list[str]] = [[]]
    for index, word in enumerate(cut):
        before = text[cut[index - 1].span.end : word.span.start] if index else ""
        if index and any(mark in before for mark in ",;:—–()"):
            found.append([])
        found[-1].append(word.canon)
    return found


def _opens_with_break(text: str, cut: Sequence[Word]) -> bool:
    return any(mark in text[: cut[0].span.start] for mark in ",;:—–(") or cut[0].canon in _COORDINATORS


def _left(content: str, sentence: Span, kept: Span) -> Change | None:
    if kept.start <= sentence.start:
        return None
    outside = Span(sentence.start, kept.start)
    text = outside.cut(content)
    cut = words(text)
    if not cut:
        return None
    keys = [word.canon for word in cut]
    if _conditions(text, keys):
        return _lost(content, outside, ChangeKind.HEDGE)
    governed = _governed(text, cut)
    if governed:
        if _denied(governed):
            return _lost(content, outside, ChangeKind.NEGATION)
        tail = " ".join(governed)
        leads = any(_ends_with(tail, lead) for lead in lexicon.HEDGING_LEADS + lexicon.GOVERNING_LEADS)
        if leads or governed[-1] in lexicon.HEDGES or _hands_over(governed):
            return _lost(content, outside, ChangeKind.HEDGE)
    if content[sentence.start : sentence.end].rstrip("\"'”’").endswith("?"):
        return _lost(content, outside, ChangeKind.HEDGE)
    return None


def _denied(keys: Sequence[str]) -> bool:
    """True if the words deny something; "not only" does not."""
    return any(
        (key in lexicon.NEGATORS and keys[at + 1 : at + 2] != ["only"]) or key in lexicon.IMPLICIT_NEGATORS
        for at, key in enumerate(keys)
    )


def _right(content: str, sentence: Span, kept: Span) -> Change | None:
    if kept.end >= sentence.end:
        return None
    outside = Span(kept.end, sentence.end)
    text = outside.cut(content)
    cut = words(text)
    if not cut:
        return None
    keys = [word.canon for word in cut]
    first = _clauses(text, cut)[0]
    attached = not text.lstrip(" ").startswith((",", ";", ":", "—", "–", "-", "("))
    if attached and (keys[0] in lexicon.NEGATORS or _denies(first)):
        return _lost(content, outside, ChangeKind.NEGATION)
    if attached and keys[0] in ("that", "which", "who", "whose") and _universal(content, sentence, kept):
        return _lost(content, outside, ChangeKind.QUANTIFIER)
    if _is_condition(keys[:REACH_RIGHT]) or _is_tag(first):
        return _lost(content, outside, ChangeKind.HEDGE)
    if any(" ".join(keys).startswith(lead) for lead in lexicon.HEDGING_LEADS):
        return _lost(content, outside, ChangeKind.HEDGE)
    return None


def _universal(content: str, sentence: Span, kept: Span) -> bool:
    """True if the last kept sentence speaks of all or none, so that a clause which narrows it carries its meaning."""
    last = words(content[max(kept.start, sentence.start) : kept.end])
    return any(word.canon in lexicon.UNIVERSALS for word in last)


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


def _governed(text: str, cut: Sequence[Word]) -> list[str]:
    """The words left of the cut whose scope reaches it: those after the last break between clauses."""
    if text.rstrip().endswith((";", ":", "—", "–", "(")):
        return []
    clauses = _clauses(text, cut)
    closing_comma = text.rstrip().endswith(",")
    # "will not, under any circumstances, |": an aside parts nothing from a clause that cannot end before it.
    if closing_comma and (len(clauses) < PAIR_OF_COMMAS or clauses[-2][-1] not in _UNFINISHED):
        return []
    keys = clauses[-2] + clauses[-1] if closing_comma else clauses[-1]
    if not closing_comma and keys[-1] in _COORDINATORS:
        return []
    for index in range(len(keys) - 1, -1, -1):
        if keys[index] in _CLAUSE_OPENERS and index < len(keys) - 1:
            return keys[index + 1 :]
    return keys


_UNFINISHED = lexicon.NEGATORS | lexicon.MODALS | {"that", "if", "to"}
# A clause and its aside end at the second comma.
PAIR_OF_COMMAS = 2
_CLAUSE_OPENERS = frozenset({"and", "but", "because", "so"})


def _is_condition(keys: Sequence[str]) -> bool:
    """True if the words open with a condition, or with what is as good as one; "even if" is none."""
    lead = " ".join(keys)
    if lead.startswith(_NO_CONDITIONS):
        return False
    return any(key in lexicon.CONDITION_WORDS for key in keys[:REACH_RIGHT]) or any(
        f" {lead} ".find(f" {phrase} ") >= 0 for phrase in lexicon.CONDITION_PHRASES
    )


_NO_CONDITIONS = ("even if", "as if", "even though", "whether or", "and even if", "but even if")


def _conditions(text: str, keys: list[str]) -> bool:
    """True if a condition left of the cut governs what follows: at the head of the sentence, or right before it."""
    lead = " ".join(keys)
    if lead.startswith(_NO_CONDITIONS):
        return False
    head = keys[1:] if keys[0] in _COORDINATORS else keys
    opens = head[:1] and head[0] in lexicon.CONDITION_WORDS
    opens = opens or any(" ".join(head).startswith(phrase) for phrase in lexicon.CONDITION_PHRASES)
    # "Were it so, ...", "Should he fail, ...": these begin questions too, which have no comma.
    inverted = head[:1] and head[0] in ("were", "should", "had") and text.rstrip().endswith(",")
    if opens or inverted:
        return True
    last = max((at for at, key in enumerate(keys) if key in ("if", "unless", "whether", "lest")), default=None)
    return last is not None and not any(key in ("and", "but") for key in keys[last:])


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


def _lost(content: str, outside: Span, kind: ChangeKind) -> Change:
    text = outside.cut(content)
    left = len(text) - len(text.lstrip(" ,;"))
    lost = text.strip(" ,;")
    start = outside.start + left
    span = Span(start, start + len(lost))
    return Change(kind, Severity.MATERIAL, "", lost, Span(0, 0), span)
