"""Whether words on record were denied, corrected or taken back, or were only asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.quote import Quote
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.matching import lexicon
from quoteservice.matching.case import Case
from quoteservice.matching.compare import Comparison, recorded_words
from quoteservice.matching.forms import base
from quoteservice.text.sentences import sentences

_DENIAL = re.compile(
    r"""
    \b(?:never|did\ not|didn['’]t|had\ not|have\ not|haven['’]t)\s+(?:actually\s+|ever\s+)?
        (?:said?|says?|stated?|claimed?|suggest(?:ed)?|called|described)\b
  | \b(?:misquoted|misspoke|misspoken|retract|retracted|(?:take|took)\ (?:that|it|this)\ back)\b
  | \bI\ said\b[^.!?]{0,200}[.!?]\s+(?:That|It|I)\ was\ (?:wrong|mistaken|untrue|not\ true)\b
  | \bwords\ were\ taken\ out\ of\ context\b
  | \b(?:withdraw|withdrew|withdrawn|apologi[sz]e[sd]?\ for|regret(?:ted)?)\ (?:what|the|my|his|her|those|that)\b
  | \bI\ (?:now\ |hereby\ |fully\ )?withdr[ae]w\ (?:it|them)\b
  | \bdenied\ (?:saying|having\ said|that\ (?:he|she|they)\ (?:had\ )?said)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "I said in April that it was user error. I withdraw that": what was said before.
_SAID_BEFORE = re.compile(
    r"\bI\s+(?:said|told\s+(?:\w+\s+){1,4}that|claimed)\b(?:\s+(?:in|on|last|at)\s+\w+)*\s*(?:that\s+)?"
    # The stop in front of the next sentence may be missing where two printed pieces were joined.
    r"([^.!?]{5,120}?)(?:[.!?]|\s(?=(?:That|It|This|I)\s))"
)
# A bill that "we will not withdraw" was no words.
_TAKEN_BACK = re.compile(
    r"\bI\s+(?:now\s+|hereby\s+|fully\s+)?"
    r"(?:(?:take|took)\s+(?:it|that|them)\s+back|(?:withdr[ae]w|retract(?:ed)?)\s+(?:it|that|them))\b"
)
# Share of those words that stand in the statement.
LEAST_TOLD = 0.6
_NO_SUCH_THING = re.compile(
    r"\b(?:he|she|they|I)\s+(?:had\s+)?said\s+(?:no\s+such\s+thing|nothing\s+of\s+the\s+(?:kind|sort))\b", re.IGNORECASE
)
_OF_WORDS = re.compile(
    r"\bden(?:y|ies|ied|ying)\s+(?:\w+\s+)?(?:making|saying|having|the\s+(?:remarks?|comments?|words|quot\w+))\b",
    re.IGNORECASE,
)
# Share of the content words of a statement that a denial of it repeats.
LEAST_SHARED = 0.5
# A passage that only refers to the words ("I never said that") is about those it stands beside, if it shares this many
# of their content words and this share of them.
LEAST_REFERRED_WORDS = 2
LEAST_REFERRED = 0.5
# Reports of one occasion appear within days of each other: a week covers weekly papers.
ONE_OCCASION_DAYS = 7
# How near behind words that somebody passes on their denial stands in the same article, in characters.
RIGHT_BEHIND = 60
# The same where whoever is said to have said them is named, and denies having said them.
BEHIND_WITH_NAME = 500


def denies(text: str) -> bool:
    """True for words that deny, correct or take back what was said."""
    return _DENIAL.search(text) is not None


def denials(statement: Quote, others: Sequence[Quote]) -> list[Quote]:
    """Those of `others` by the same speaker that deny having said `statement`, in the order given."""
    said = _content(statement.content)
    if not said or statement.speaker is None or denies(statement.content):
        return []
    own = [other for other in others if other.speaker == statement.speaker]
    against = [other for other in own if denies(other.content)]
    return [other for other in against if _repeats(said, other.content) or _is_of_the_last(statement, other, own)]


def _repeats(said: set[str], denial: str) -> bool:
    """True if a denial repeats half of what was said, or what it says was said is a part of it."""
    if len(said & _content(denial)) >= LEAST_SHARED * len(said):
        return True
    told = _SAID_BEFORE.search(denial)
    words = _content(told.group(1)) if told else set()
    return len(words & said) >= LEAST_REFERRED_WORDS and len(words & said) >= LEAST_TOLD * len(words)


def _is_of_the_last(statement: Quote, other: Quote, own: Sequence[Quote]) -> bool:
    """True if a denial is of the words right before it in the same article, as "I take it back" is."""
    start = other.statement.span.start
    gap = start - statement.statement.span.end
    if statement.source.id != other.source.id or not 0 <= gap <= BEHIND_WITH_NAME:
        return False
    if statement.statement.relayed_by:
        return len(_content(statement.content) & _content(other.content)) >= LEAST_REFERRED_WORDS
    since = (each.statement.span.start for each in own if each.source.id == other.source.id)
    is_last = not any(statement.statement.span.end <= at < start for at in since)
    tells = _SAID_BEFORE.search(other.content) is not None
    return is_last and not tells and _TAKEN_BACK.search(other.content) is not None


def challenged(case: Case, found: Sequence[Comparison]) -> list[Challenge]:
    """What was printed against the words that `found` attributes, corrections first, then by day."""
    against = [
        challenge
        for challenge in case.dossier.challenges
        if any(_is_about(challenge, each, printed=_prints(challenge, each, case)) for each in found)
    ]
    return sorted(against, key=lambda each: (_ORDER[each.kind], str(each.source.published_on or "9999"), each.id))


_ORDER = {ChallengeKind.CORRECTION: 0, ChallengeKind.RETRACTION: 1, ChallengeKind.DENIAL: 2}


def _prints(challenge: Challenge, found: Comparison, case: Case) -> bool:
    """True if the article of a passage has the words itself, from their speaker and at first hand."""
    said = _said(found)
    return any(
        each.quote.source.id == challenge.source.id
        and each.quote.speaker == found.quote.speaker
        and not each.quote.statement.relayed_by
        and not denies(each.quote.content)
        and len(said & _content(each.quote.content)) >= LEAST_SHARED * len(said)
        for each in case.candidates
    )


def _is_about(challenge: Challenge, found: Comparison, *, printed: bool) -> bool:
    """True if the passage speaks against the words being that speaker's, and is not older than they are.

    Where the article has the words itself, a passage that does not repeat them is about something else in it.
    """
    quote = found.quote
    said = _said(found)
    if not said or not _names(challenge, quote) or _is_older(challenge, quote):
        return False
    own = quote.source.id == challenge.source.id
    if denies(quote.content) or (own and challenge.kind is ChallengeKind.CORRECTION):
        # A denial is not denied by others that tell of it; an article that was corrected is right by now.
        return False
    gap = challenge.span.start - quote.statement.span.end
    is_of_words = _surname(quote) in _content(challenge.text) and _OF_WORDS.search(challenge.text) is not None
    reach = BEHIND_WITH_NAME if is_of_words else RIGHT_BEHIND
    is_right_behind = own and challenge.kind is ChallengeKind.DENIAL and 0 <= gap <= reach
    if is_right_behind and (quote.statement.relayed_by or _NO_SUCH_THING.search(challenge.text)):
        # "Roe said Doe had told her so. A spokesman denied it."; "Roe said so. Later she had said no such thing."
        return True
    if len(said & _content(challenge.text)) >= LEAST_SHARED * len(said):
        return not own or not quote.statement.span.overlaps(challenge.span)
    around = len(said & _content(challenge.context))
    return not own and not printed and around >= LEAST_REFERRED_WORDS and around >= LEAST_REFERRED * len(said)


def _names(challenge: Challenge, quote: Quote) -> bool:
    """True if the passage takes the words from the speaker of the quote, or else stands where that name does."""
    if quote.speaker is None:
        return False
    named = {word.canon for each in challenge.names or (challenge.context,) for word in recorded_words(each)}
    if quote.speaker.kind is SpeakerKind.ANONYMOUS:
        # "A nurse at the Tarn centre" has no surname that tells who is meant.
        return {word.canon for word in recorded_words(quote.speaker.name)} - lexicon.FUNCTION_WORDS <= named
    return _surname(quote) in named


def _surname(quote: Quote) -> str | None:
    words = recorded_words(quote.speaker.name) if quote.speaker is not None else ()
    return words[-1].canon if words else None


def _is_older(challenge: Challenge, quote: Quote) -> bool:
    printed, said = challenge.source.published_on, quote.source.published_on
    return printed is not None and said is not None and (said - printed).days > ONE_OCCASION_DAYS


def _said(found: Comparison) -> set[str]:
    """The content words of the recorded sentences that the claim is about."""
    content = found.quote.content
    every = sentences(content, found.quote.statement.joints)
    used = [span for span in every if any(span.overlaps(each) for each in found.matched)] or list(every)
    return {word for span in used for word in _content(span.cut(content))}


def _content(text: str) -> set[str]:
    return {base(word.canon) for word in recorded_words(text) if word.canon not in lexicon.FUNCTION_WORDS}
