"""Whether a speaker denied or took back what is on record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoteservice.domain.quote import Form, Quote
from quoteservice.matching import lexicon
from quoteservice.matching.compare import recorded_words
from quoteservice.matching.forms import base

_DENIAL = re.compile(
    r"""
    \b(?:never|did\ not|didn['’]t|had\ not|have\ not|haven['’]t)\s+(?:actually\s+|ever\s+)?
        (?:said?|says?|stated?|claimed?|suggest(?:ed)?)\b
  | \b(?:misquoted|misspoke|misspoken|retract|retracted|(?:take|took)\ (?:that|it|this)\ back)\b
  | \bwords\ were\ taken\ out\ of\ context\b
  | \b(?:withdraw|withdrew|withdrawn|apologi[sz]e[sd]?\ for|regret(?:ted)?)\ (?:what|the|my|his|her|those|that)\b
  | \bdenied\ (?:saying|having\ said|that\ (?:he|she|they)\ (?:had\ )?said)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Cues that report the opposite of what follows them: "Roe denied that the wall was unsafe".
_DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|disavow(?:s|ed|ing)?|doubt(?:s|ed|ing)?)\b"
)

# Share of the content words of a statement that its denial repeats.
LEAST_SHARED = 0.5


# Cues of reported questions: "Roe asked whether the wall was safe" does not say that it was.
_ASKING_CUE = re.compile(r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question(?:s|ed|ing)?|[ei]nquir(?:e|es|ed|ing))\b")


def is_asked(quote: Quote) -> bool:
    """True if the words are only reported as a question."""
    cue = quote.statement.cue
    return quote.form is Form.INDIRECT and cue is not None and _ASKING_CUE.search(cue.casefold()) is not None


def is_denied(quote: Quote) -> bool:
    """True if the speaker is reported to deny the words of the quote."""
    return quote.statement.cue is not None and _DENYING_CUE.search(quote.statement.cue.casefold()) is not None


def denials(statement: Quote, others: Sequence[Quote]) -> list[Quote]:
    """Those of `others` by the same speaker that deny having said `statement`, in the order given."""
    said = _content(statement.content)
    if not said or statement.speaker is None or _DENIAL.search(statement.content):
        return []
    return [
        other
        for other in others
        if other.speaker == statement.speaker
        and _DENIAL.search(other.content)
        and len(said & _content(other.content)) >= LEAST_SHARED * len(said)
    ]


def _content(text: str) -> set[str]:
    return {base(word.canon) for word in recorded_words(text) if word.canon not in lexicon.FUNCTION_WORDS}
