"""What stands just outside the words a claim kept, and whether leaving it out turns their meaning.

The recorded sentence is read outwards from the cut, as far as its scope reaches: to the left a negation, a
condition, a hedge, a question or somebody else's "said" that governs what was kept; to the right a condition or a
predicate that denies it, also where these follow as a sentence of their own ("It isn't.").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, Severity
from quoteservice.matching import lexicon
from quoteservice.matching.record import Record, record
from quoteservice.matching.scope import (
    COORDINATORS,
    REACH_RIGHT,
    cites,
    clauses,
    conditions,
    denied,
    denies,
    governed,
    hands_over,
    hedges_begin,
    hedges_end,
    is_condition,
    is_tag,
    leads,
    narrows,
)
from quoteservice.text.word import Word

# A sentence of more words than this stands for itself, and is not the rest of the one before it.
MOST_WORDS_OF_AFTERTHOUGHT = 8
MOST_WORDS_OF_DENIAL = 4
# Whoever hands words on does so within so many characters before them.
MOST_READ_BEFORE = 600
# Words of a gap that only join: "We attacked [when] we should have defended".
MOST_WORDS_OF_LINK = 2
_LINKS = frozenset(
    "when because if although though while before after until unless than since whereas without despite like as".split()
)
# "I will go | when she goes", "the minute she goes": what is to come hangs on it.
_ONCE = frozenset({"when", "once"})
_THE_MOMENT = frozenset({"minute", "moment", "second", "instant", "day"})
_TO_COME = frozenset({"will", "'ll", "would", "'d"})
_PRONOUNS_DENYING = frozenset({"it", "that", "this"})
_AFTERTHOUGHTS = (
    "unless", "provided", "except", "only if", "but only if", "at least until", "until", "subject to", "on condition",
    "as long as", "so long as", "or not", "or so i", "or so they", "so they say", "so they claim", "so he says",
    "so she says",
)  # fmt: skip
# "I have never been so pleased to be wrong."
_WRONG = re.compile(
    r"\b(?:pleased|glad|happy|delighted|relieved|sorry)\s+to\s+(?:be|have\s+been)\s+(?:proved\s+)?wrong\b"
)
_TAKING_BACK = ("i was joking", "i am joking", "just kidding", "i was wrong", "i was mistaken", "we were wrong",
                "how wrong i was", "was i wrong", "that is a lie", "that is nonsense",
                "that is false", "that is wrong", "that was a lie", "that was wrong", "that is a joke")  # fmt: skip
# "Not ... adequate" for "not merely adequate": what stood between turned the "not".
_TURNING_NOT = frozenset(
    "only merely just simply necessarily always all every entirely completely fully exactly".split()
)


def lost_at_edges(content: str, kept: Span, joints: Sequence[int] = ()) -> tuple[Change, ...]:
    """What the recorded `content` says just outside `kept` that turns it; empty if nothing does."""
    whole = record(content, tuple(joints))
    first = whole.sentences[whole.sentence_at(kept.start)]
    number = whole.sentence_at(max(kept.start, kept.end - 1))
    found = [_left(whole, first, kept), _right(whole, whole.sentences[number], kept)]
    rest = whole.within(Span(kept.end, max(kept.end, whole.sentences[number].end)))
    if not rest and number + 1 < len(whole.sentences) and found[1] is None:
        found.append(_afterthought(whole, whole.sentences[number + 1]))
    return tuple(change for change in found if change is not None)


def lost_in_gap(content: str, gap: Span, joints: Sequence[int] = ()) -> tuple[Change, ...]:
    """What an omission took away that turns what was kept on either side of it; empty if nothing does.

    Only what belongs to the kept words counts: the rest of the sentence before the gap and the beginning of the
    sentence after it. Whole sentences between are other statements.
    """
    whole = record(content, tuple(joints))
    one, other = whole.sentence_at(max(0, gap.start - 1)), whole.sentence_at(max(gap.start, gap.end - 1))
    if one == other:
        pieces = [gap]
    else:
        before, after = whole.sentences[one], whole.sentences[other]
        pieces = [Span(gap.start, max(gap.start, min(gap.end, before.end))), Span(max(gap.start, after.start), gap.end)]
        pieces = [piece for piece in pieces if len(piece)]
    found = [_in_piece(whole, piece, joined=one == other, last=piece.end == gap.end) for piece in pieces]
    if one + 1 < other and not whole.within(Span(gap.start, max(gap.start, whole.sentences[one].end))):
        # "They call me brave ... I was angry": "I was not brave" stood between.
        found.append(_afterthought(whole, whole.sentences[one + 1]))
    return tuple(change for change in found if change is not None)


def _in_piece(whole: Record, piece: Span, *, joined: bool, last: bool) -> Change | None:
    """What one piece of a gap says to its kept neighbours.

    A negation counts if no comma or other break parts it from them; a condition counts at the head of any clause.
    """
    cut = whole.within(piece)
    if not cut:
        return None
    parted = clauses(whole.content, cut)
    before, after = _neighbours(whole, cut)
    touches_left = (joined or not last) and not _opens_with_break(whole.content, piece, cut)
    ended = piece.cut(whole.content).rstrip().endswith((",", ";", ":", "—", "–"))
    touches_right = (joined or last) and not ended and (after is None or after.canon not in ("and", "or", "but"))
    for clause in parted[:1] * touches_left + parted[-1:] * touches_right:
        if any(key in lexicon.NEGATORS for key in _without_idioms(clause)) or clause[0] in lexicon.IMPLICIT_NEGATORS:
            return _lost(whole.content, piece, ChangeKind.NEGATION)
        if clause[-1] in lexicon.HEDGES or hedges_end(clause):
            return _lost(whole.content, piece, ChangeKind.HEDGE)
    if before is not None and before.canon in lexicon.NEGATORS and cut[0].canon in _TURNING_NOT:
        return _lost(whole.content, piece, ChangeKind.NEGATION)
    if touches_right and after is not None and narrows(parted[-1], (after,)):
        return _lost(whole.content, piece, ChangeKind.QUANTIFIER)
    if touches_left and hedges_begin(parted[0]):
        return _lost(whole.content, piece, ChangeKind.HEDGE)
    handed = hands_over(parted[-1]) if ended else _hands_over_behind(parted[-1])
    if any(is_condition(clause) for clause in parted) or (last and handed):
        return _lost(whole.content, piece, ChangeKind.HEDGE)
    if joined and len(cut) <= MOST_WORDS_OF_LINK and any(word.canon in _LINKS for word in cut):
        return _lost(whole.content, piece, ChangeKind.WORD)
    return None


def _without_idioms(clause: list[str]) -> list[str]:
    """The words without a negation that stresses what follows it: "I can't say enough that"."""
    is_stress = "enough" in clause and any(key in _STRESSING for key in clause)
    return [] if is_stress or "overstate" in clause else clause


_STRESSING = frozenset("stress emphasize emphasise say repeat praise thank underline".split())


def _neighbours(whole: Record, cut: Sequence[Word]) -> tuple[Word | None, Word | None]:
    """The words before and after a stretch of the record."""
    first, last = (bisect_left(whole.starts, word.span.start) for word in (cut[0], cut[-1]))
    before = whole.words[first - 1] if first else None
    return before, whole.words[last + 1] if last + 1 < len(whole.words) else None


def _hands_over_behind(clause: list[str]) -> bool:
    """ "The board [says it] values us": the subject of a clause may go with the "say" that governs it."""
    tail = list(clause)
    while tail and tail[-1] in lexicon.PRONOUNS:
        tail.pop()
    return hands_over(clause) or (hands_over(tail) and bool(tail))


def _opens_with_break(content: str, piece: Span, cut: Sequence[Word]) -> bool:
    lead = content[piece.start : cut[0].span.start]
    return any(mark in lead for mark in ",;:—–(") or cut[0].canon in COORDINATORS


def _left(whole: Record, sentence: Span, kept: Span) -> Change | None:
    outside = Span(min(sentence.start, kept.start), kept.start)
    cut = whole.within(outside)
    if not cut:
        return None
    content = whole.content
    keys = [word.canon for word in cut]
    kept_words = whole.within(kept)
    if kept_words and set(keys) - lexicon.FILLERS <= {kept_words[0].canon} and set(keys) & lexicon.FILLERS:
        # "No, uh, | no cause is known": said again.
        return None
    comma = content[cut[-1].span.end : kept.start].rstrip().endswith(",")
    before = content[max(outside.start, kept.start - MOST_READ_BEFORE) : kept.start]
    if conditions(keys, comma) or cites(keys) or _passes_on(before) or _HANDED_ON.search(before):
        return _lost(content, outside, ChangeKind.HEDGE)
    reach = governed(content, cut, kept.start)
    if reach:
        if denied(reach):
            return _lost(content, outside, ChangeKind.NEGATION)
        if narrows(reach, whole.within(kept)):
            return _lost(content, outside, ChangeKind.HEDGE if reach[-1] in lexicon.HEDGES else ChangeKind.QUANTIFIER)
        if leads(reach) or reach[-1] in lexicon.LEADING_HEDGES or hands_over(reach):
            return _lost(content, outside, ChangeKind.HEDGE)
    elif comma and (hedges_end(keys) or (keys[-1] in lexicon.LEADING_HEDGES and len(keys) == 1)):
        # "In my opinion, |", "Perhaps, |": the comma parts nothing from what the lead is said of.
        return _lost(content, outside, ChangeKind.HEDGE)
    asked = keys[0] in lexicon.QUESTION_OPENERS or keys[-1] in lexicon.QUESTION_OPENERS
    if asked and content[sentence.start : sentence.end].rstrip("\"'”’").endswith("?"):
        return _lost(content, outside, ChangeKind.HEDGE)
    return None


# "She goes, “|", "my father told me: ‘|": what follows in marks of its own is somebody else's.
_SAYING_BEFORE_MARKS = re.compile(
    r"\b(?!I\b)(\w+)\s+(?:said|says?|goes|went|answer(?:s|ed)|repl(?:ies|ied)|(?:told|tells|asks?|asked)(?:\s+\w+){1,2}"
    r"|told\s+(?:me|us|him|her|them)\b[^.!?“‘\"]{1,40}|shout(?:s|ed)|wrote|writes|was\s+like)"
    r"\s*[,:]?\s*[“‘\"][^”’\"]*$",
    re.IGNORECASE,
)
# "Their father told me himself, the year before he died, that |", "I thought, |": another's words, or another day's.
_HANDED_ON = re.compile(
    r"(?:(?<!\bI )\b(?:told|assured|promised|warned|informed)\s+(?:me|us|him|her|them)\b"
    r"(?:[^.!?]*,|(?:\s+\w+){1,6})\s+that"
    r"|\b(?:he|she|they|\w+)(?:['’]d|\s+would|\s+used\s+to|\s+always)\s+(?:say|tell\s+\w+)[,:]\s*[\"“‘]?"
    r"|\bI\s+(?:had\s+|just\s+)?thought[,:]\s*[\"“‘]?)\s*$",
    re.IGNORECASE,
)


def _passes_on(before: str) -> bool:
    """True if the words before end within quotation marks that open behind somebody else's "said"."""
    found = _SAYING_BEFORE_MARKS.search(before)
    return found is not None and found.group(1) != "I"


def _right(whole: Record, sentence: Span, kept: Span) -> Change | None:
    outside = Span(kept.end, max(kept.end, sentence.end))
    cut = whole.within(outside)
    if not cut:
        return None
    content = whole.content
    keys = [word.canon for word in cut]
    first = clauses(content, cut)[0]
    attached = not content[kept.end :].lstrip(" ").startswith((",", ";", ":", "—", "–", "-", "("))
    if attached and (keys[0] in lexicon.NEGATORS or denies(first)):
        return _lost(content, outside, ChangeKind.NEGATION)
    if attached and keys[0] in _REASONS and _is_negated(whole, sentence, kept):
        # "We will not cut rates | because the markets expect us to", "we will not withdraw it | under a blockade".
        return _lost(content, outside, ChangeKind.NEGATION)
    if attached and keys[0] in ("that", "which", "who", "whose") and _universal(whole, sentence, kept):
        return _lost(content, outside, ChangeKind.QUANTIFIER)
    if is_condition(keys[:REACH_RIGHT]) or is_tag(first) or hedges_begin(first):
        return _lost(content, outside, ChangeKind.HEDGE)
    is_once = keys[0] in _ONCE or (keys[0] == "the" and keys[1:2] and keys[1] in _THE_MOMENT)
    if attached and is_once and any(word.canon in _TO_COME for word in whole.within(kept)):
        return _lost(content, outside, ChangeKind.HEDGE)
    if keys[0] == "and" and attached and _hangs_on(whole, sentence, kept, keys[1:2]):
        # "I will accept it when it is announced | and the courts have heard us."
        return _lost(content, outside, ChangeKind.HEDGE)
    if keys[0] in COORDINATORS and " ".join(keys[1:]).startswith(_TAKING_BACK):
        return _lost(content, outside, ChangeKind.NEGATION)
    return None


def _afterthought(whole: Record, sentence: Span) -> Change | None:
    """What the next sentence adds as a part of this one: "Unless they sack me first.", "It isn't."."""
    cut = whole.within(sentence)
    keys = [word.canon for word in cut]
    text = sentence.cut(whole.content)
    lead = " ".join(keys)
    if not keys or text.rstrip("\"'”’").endswith("?"):
        return None
    fragment = len(keys) <= MOST_WORDS_OF_AFTERTHOUGHT and "," not in text
    if fragment and lead.startswith(_AFTERTHOUGHTS):
        return _lost(whole.content, sentence, ChangeKind.HEDGE)
    if lead.startswith(_TAKING_BACK) or _WRONG.search(text):
        return _lost(whole.content, sentence, ChangeKind.NEGATION)
    rest = keys[1:] if keys[0] in ("but", "no", "and", "well") else keys
    if fragment and any(key in lexicon.NEGATORS for key in keys) and _repeats(whole, sentence, cut):
        return _lost(whole.content, sentence, ChangeKind.NEGATION)
    short = 2 < len(rest) <= MOST_WORDS_OF_DENIAL and rest[0] in _PRONOUNS_DENYING
    if short and (rest[-1] in lexicon.NEGATORS or (rest[-2] in lexicon.NEGATORS and rest[-1] == "true")):
        return _lost(whole.content, sentence, ChangeKind.NEGATION)
    return None


def _repeats(whole: Record, sentence: Span, cut: Sequence[Word]) -> bool:
    """True for "I wasn't brave" behind "People tell me I was brave": all that it says was said just before."""
    said = [word.canon for word in cut if word.canon not in lexicon.FUNCTION_WORDS | lexicon.NEGATORS]
    number = whole.sentence_at(sentence.start)
    before = {word.canon for word in whole.within(whole.sentences[number - 1])} if number else set()
    return bool(said) and set(said) <= before


def _universal(whole: Record, sentence: Span, kept: Span) -> bool:
    """True if the last kept sentence speaks of all or none, so that a clause which narrows it carries its meaning."""
    last = whole.within(Span(min(kept.end, max(kept.start, sentence.start)), kept.end))
    return any(word.canon in lexicon.UNIVERSALS for word in last)


def _hangs_on(whole: Record, sentence: Span, kept: Span, following: Sequence[str]) -> bool:
    """True if what was kept ends within the condition of something that is to come, which what follows goes on with."""
    words = [word.canon for word in whole.within(Span(min(kept.end, max(kept.start, sentence.start)), kept.end))]
    at = max((place for place, word in enumerate(words) if word in _ONCE or word == "if"), default=0)
    return at > 0 and any(word in _TO_COME for word in words[:at]) and not set(following) & {"i", "we", "that", "then"}


_REASONS = frozenset("because under merely simply just solely purely".split())


def _is_negated(whole: Record, sentence: Span, kept: Span) -> bool:
    """True if the last clause that was kept says what is not so."""
    last = whole.within(Span(min(kept.end, max(kept.start, sentence.start)), kept.end))
    return bool(last) and any(key in lexicon.NEGATORS for key in clauses(whole.content, last)[-1])


def _lost(content: str, outside: Span, kind: ChangeKind) -> Change:
    text = outside.cut(content)
    left = len(text) - len(text.lstrip(" ,;"))
    lost = text.strip(" ,;")
    start = outside.start + left
    span = Span(start, start + len(lost))
    return Change(kind, Severity.MATERIAL, "", lost, Span(0, 0), span)
