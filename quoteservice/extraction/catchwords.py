"""Words in quotation marks that nobody said: titles, nicknames, slogans, and words that are only mentioned."""

from __future__ import annotations

import re

from quoteservice.extraction.quotations import Quotation

# How far before a title its kind may stand, in characters.
WORK_ROOM = 60

WORK = re.compile(
    r"\b(?:book|novel|film|movie|show|series|song|single|album|memoir|play|poem|painting|essay|podcast|programme|program"
    r"|musical|opera|documentary|exhibition|game|magazine|newsletter|column|titled|entitled|called|named|author of)"
    r"[,:]?\s+$"
)

# A thing that carries a slogan, up to the words on it: "a banner reading", "chants of", "known as".
_CARRIER = (
    r"(?:signs?|banners?|placards?|posters?|stickers?|(?:t-)?shirts?|hats?|caps?|badges?|billboards?|graffiti|plaques?|mugs?"
    r"|tattoos?|flags?|scarf|scarves|jackets?)"
)
_WORDS_ON_IT = r"(?:(?:the|a) )?(?:words?|slogan|legend|message|motto)"
_SLOGAN = re.compile(
    rf"\b{_CARRIER}\b[^.!?;:,\"“”]{{0,40}}?\b(?:reading|saying|declaring|proclaiming"
    rf"|(?:that|which) (?:reads?|says?|said)|(?:with|bearing|emblazoned with|carrying)(?: {_WORDS_ON_IT})?),?\s+$"
    r"|\b(?:chants?|strains|cries|choruses) of,?\s+$"
    r"|\b(?:slogan|motto|tagline|catchphrase|hashtag|nickname|code ?name|jingle)s?(?: (?:is|was|were|of))?[,:]?\s+$"
    r"|\b(?:the|a) (?:words?|phrase|term|name|label|legend|inscription)\s+$"
    r"|\b(?:so-called|known(?: \w+){0,4} as|nicknamed|dubbed|code-?named|billed as|stamped|marked|inscribed"
    r"|under the banner(?: of)?|meaning|translates? as"
    r"|(?:Latin|French|Spanish|German|Italian|Greek|Arabic|slang) for)\s+$",
    re.IGNORECASE,
)


def is_title(text: str, quotation: Quotation) -> bool:
    """True for the name of a book, a film or a programme: every longer word has a capital, and no end mark.

    A comma inside the marks is American style; it belongs to the sentence where words stand before the name.
    """
    before = text[max(0, quotation.outer.start - WORK_ROOM) : quotation.outer.start]
    words = quotation.inner.cut(text).split()
    is_work = WORK.search(before) is not None
    is_inside = is_work or re.search(r"[\w'’]\s$", before) is not None
    if is_inside and words:
        words[-1] = words[-1].rstrip(",.")
    ends = ("", ".", ",") if is_work else ("", ".", "!", "?", ",")
    if not words or (len(words) < 2 and not is_work) or words[-1][-1:] in ends:
        return False
    return words[0][:1].isupper() and all(word[:1].isupper() or len(word) <= 3 for word in words)


def is_slogan(text: str, quotation: Quotation) -> bool:
    """True for what a banner reads, what a thing is known as, and words that are only mentioned: 'the word "safe"'."""
    return _SLOGAN.search(text, max(0, quotation.outer.start - WORK_ROOM), quotation.outer.start) is not None
