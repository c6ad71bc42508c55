"""What the reporting words make of the words that follow: a statement, its denial, a question, or a mere stand."""

from __future__ import annotations

import re

from quoteservice.domain.quote import Form, Quote

# Cues that report the opposite of what follows them: "Roe denied that the wall was unsafe".
_DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|disavow(?:s|ed|ing)?|doubt(?:s|ed|ing)?)\b"
)
# The same before another reporting verb, which is then the cue: "Roe denied saying that the wall was unsafe".
_DENIED_BEFORE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?)\s+"
    r"(?:(?!and\b|but\b|or\b)\w+\s+){0,3}?"
    r"(?:(?:ever\s+)?(?:saying|claiming|telling)|having\s+(?:ever\s+)?(?:said|claimed|told)"
    r"|that\s+(?:he|she|they)\s+(?:(?:had|ever)\s+)*(?:said|claimed|told))"
    r"(?:\s+\w+){0,2}?\s*(?:that\s*)?[\"'“‘]?$"
    r"|\b(?:never|did\s+not|didn['’]t|had\s+not|hadn['’]t)\s+(?:actually\s+|ever\s+)?(?:said|say)\s*(?:that\s*)?[\"'“‘]?$",
    re.IGNORECASE,
)
# Cues of reported questions: "Roe asked whether the wall was safe" does not say that it was.
_ASKING_CUE = re.compile(r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question(?:s|ed|ing)?|[ei]nquir(?:e|es|ed|ing))\b")

# Cues of a stand: "Roe rejected claims that the wall was unsafe" and "Roe defended the wall" assert no words.
_STAND_CUE = re.compile(
    r"(?:(?:endors|defend|cit|mention|oppos|reject|dismiss|discuss|tout|decr|slam|echo|applaud|blast|prais|congratulat"
    r"|assail|referenc|critici[sz]|favou?r|mock|support|disput|welcom|denounc|condemn|deplor|ridicul|commend|hail|laud"
    r"|attack|back|highlight|want|invok|chid|insult|knock|trash|advocat|seek|sought|intend|declin|refus)(?:e|s|es|ed|ied|ies|y|med|ing)?"
    r"|(?:call|push|press|ask|talk|speak|spoke|spoken|boast|brag|refer|point|allud|object|compar|comment|focus|rail|argu"
    r"|complain|warn|worr|agree|disagree|apologi[sz]|vouch|jok)\w*\s+(?:for|on|about|of|to|with|against)"
    r"|(?:see|saw|seen|cast|describe|view|portray|present|identif)\w*\s+as)$"
)


def is_stand(quote: Quote) -> bool:
    """True if the words only name what the speaker stood for or against, or spoke about."""
    cue = quote.statement.cue
    return quote.form is Form.INDIRECT and cue is not None and _STAND_CUE.match(cue.casefold()) is not None


def is_asked(quote: Quote) -> bool:
    """True if the words are only reported as a question."""
    cue = quote.statement.cue
    return quote.form is Form.INDIRECT and cue is not None and _ASKING_CUE.search(cue.casefold()) is not None


def is_denied(quote: Quote) -> bool:
    """True if the speaker is reported to deny the words of the quote, or to have said them."""
    cue = quote.statement.cue
    return is_disowned(quote) or (cue is not None and _DENYING_CUE.search(cue.casefold()) is not None)


def is_disowned(quote: Quote) -> bool:
    """True if the speaker is reported to deny having said the words, whether they are true or not."""
    before = f"{quote.prefix.rstrip()} {quote.statement.cue or ''}"
    return any(_DENIED_BEFORE.search(each.rstrip()) is not None for each in (quote.prefix, before))
