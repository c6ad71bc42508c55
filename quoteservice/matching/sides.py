"""Who else is on record with the words, and whether that speaks against the claimed speaker.

Two papers that give one utterance to two people disagree. Two people who said the same on two occasions do not, nor do
a house and its spokeswoman, nor somebody with a name and somebody left without. Copies of one agency story are one
witness, however many papers print it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteservice.domain.claim import Candidate
from quoteservice.domain.quote import Quote
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker, SpeakerKind
from quoteservice.matching import lexicon
from quoteservice.matching.case import Case
from quoteservice.matching.compare import Comparison, recorded_words
from quoteservice.matching.denial import ONE_OCCASION_DAYS
from quoteservice.matching.record import recorded
from quoteservice.text.letters import firm, may_hold

# A long run of the same words is not said by two people by chance.
LEAST_WORDS = 8
# Share of the words, in letters, that must stand in quotation marks before a source is taken to quote them.
MOSTLY = 0.7
# Independent sources from which on a second occasion is believed, also for who is on record with the words later.
ENOUGH_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One speaker with all that attributes the words to them."""

    speaker: Speaker
    found: tuple[Comparison, ...]

    @property
    def sources(self) -> int:
        """How many independent sources say so."""
        return independent([each.quote for each in self.found])


def independent(quotes: Sequence[Quote]) -> int:
    """The number of sources, copies of one story counted once."""
    return len({quote.source.cluster or quote.source.id for quote in quotes})


def sides(found: Sequence[Comparison]) -> tuple[Side, ...]:
    """The comparisons by speaker, in the order given."""
    people = dict.fromkeys(each.quote.speaker for each in found if each.quote.speaker is not None)
    return tuple(Side(who, tuple(each for each in found if each.quote.speaker == who)) for who in people)


def rivals(case: Case, own: Sequence[Comparison]) -> list[Comparison]:
    """What attributes the words of `own` to somebody who excludes the claimed speaker, best first."""
    if case.dossier.resolution is None or not own:
        return []
    others: dict[Speaker, list[Candidate]] = {}
    for each in case.candidates:
        if each.quote.speaker is not None and not case.is_own(each):
            others.setdefault(each.quote.speaker, []).append(each)
    excluding: list[Candidate] = []
    for theirs in others.values():
        # Who is on record long after is no rival, with whichever of the words; most are ruled out so, and unread.
        if not _long_after(own, [each.quote for each in theirs]):
            found = [each for each in theirs if _same_words(case, own, each.quote)]
            excluding += found if found and _excludes(own, [each.quote for each in found]) else ()
    return [
        each
        for side in sides(case.compared(excluding))
        for each in side.found
        # Reported speech is the reporter's wording; it does not take the words from whom they are quoted.
        if any(map(_is_quoted, side.found)) or not any(each.quoted for each in own)
    ]


def _is_quoted(found: Comparison) -> bool:
    """True if nearly all of the words stand in quotation marks: 'she said the town “does not give two hoots”'."""
    matched = sum(map(len, found.matched))
    marked = sum(
        max(0, min(each.end, quoted.end) - max(each.start, quoted.start))
        for each in found.matched
        for quoted in found.quote.quoted_spans
    )
    return found.quoted or marked >= MOSTLY * matched > 0


def _same_words(case: Case, own: Sequence[Comparison], other: Quote) -> bool:
    """True if the other is on record with the claimed words, or with those words of `own` that the claim tells."""
    if len(case.prepared.words) >= LEAST_WORDS and any(each.quote.id == other.id for each in case.exact):
        return True
    return any(_shares(each, other) for each in own)


def _shares(own: Comparison, other: Quote) -> bool:
    """True if a long passage that the claim is about stands in the other quote, word for word."""
    mine, theirs = own.quote, other.content
    # Letters first: they rule nearly every utterance out before its words are read.
    passages = [span for span in _passages(own) if may_hold(theirs, firm(span.cut(mine.content)))]
    whole = may_hold(mine.content, firm(theirs))
    if not passages and not whole:
        return False
    words = recorded(other)
    held = ([word.canon for word in recorded(mine).within(span)] for span in passages)
    if any(len(each) >= LEAST_WORDS and words.find(each) >= 0 for each in held):
        return True
    return whole and len(words.words) >= LEAST_WORDS and recorded(mine).find(words.canons) >= 0


def _passages(own: Comparison) -> Sequence[Span]:
    """The recorded sentences that the claim uses; all of them where that is not known."""
    every = recorded(own.quote).sentences
    return [span for span in every if any(span.overlaps(each) for each in own.matched)] or every


def _excludes(own: Sequence[Comparison], other: Sequence[Quote]) -> bool:
    """True if the words cannot well be both speakers'."""
    sources = {each.quote.source.id for each in own}
    if any(each.source.id in sources for each in other):
        # One source has them from both.
        return False
    if all(_goes_with(one.quote, each) for one in own for each in other):
        return False
    return not _on_another_occasion(own, other)


def _goes_with(one: Quote, other: Quote) -> bool:
    """True for somebody without a name, and for a house and those who speak for it."""
    ours, theirs = one.speaker, other.speaker
    if ours is None or theirs is None:
        return True
    if SpeakerKind.ANONYMOUS in (ours.kind, theirs.kind):
        return True
    return speaks_for(one, theirs) or speaks_for(other, ours)


def speaks_for(quote: Quote, house: Speaker) -> bool:
    """True if the speaker of the quote is printed as a spokesperson of the house, or with it in the title."""
    if house.kind not in (SpeakerKind.ORGANISATION, SpeakerKind.COLLECTIVE) or quote.statement.role is None:
        return False
    printed = f"{quote.statement.role} {quote.statement.organisation or ''}"
    title = {word.canon for word in recorded_words(printed)}
    name = {word.canon for word in recorded_words(house.name) if word.canon not in lexicon.FUNCTION_WORDS}
    return bool(name) and name <= title


def _on_another_occasion(own: Sequence[Comparison], other: Sequence[Quote]) -> bool:
    """True if the claimed speaker had said it long before, or several sources have it from them on another day.

    Who is on record later, and in one source alone, may owe the words to a mistake.
    """
    if _long_after(own, other):
        return True
    apart = _days_after([each.quote for each in own], other)
    return -apart > ONE_OCCASION_DAYS and independent([each.quote for each in own]) >= ENOUGH_SOURCES


def _long_after(own: Sequence[Comparison], other: Sequence[Quote]) -> bool:
    return _days_after([each.quote for each in own], other) > ONE_OCCASION_DAYS


def _days_after(own: Sequence[Quote], other: Sequence[Quote]) -> int:
    """Days from the first report of the one to the first of the other; 0 if a day is unknown."""
    mine, theirs = ([each.source.published_on for each in side] for side in (own, other))
    if None in mine or None in theirs:
        return 0
    return (min(filter(None, theirs)) - min(filter(None, mine))).days
