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
_ASKING_CUE = re.compile(
    r".*\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question(?:s|ed|ing)?|[ei]nquir(?:e|es|ed|ing))\b"
)

# Cues of a stand: "Roe rejected claims that the wall was unsafe" and "Roe defended the wall" assert no words.
_STAND_CUE = re.compile(
    r"(?:(?:endors|defend|oppos|reject|dismiss|tout|decr|slam|applaud|blast|prais|congratulat"
    r"|assail|critici[sz]|favou?r|mock|support|disput|welcom|denounc|condemn|deplor|ridicul|commend|hail|laud"
    r"|attack|back|want|chid|insult|knock|trash|advocat|seek|sought|intend|declin|refus)(?:e|s|es|ed|ied|ies|y|med|ing)?"
    r"|(?:call|push|press|ask|object|rail|argu|complain|warn|worr|agree|disagree|apologi[sz]|vouch)\w*"
    r"\s+(?:for|on|about|of|to|with|against))$"
)
# Cues that only name what was spoken about, whatever was said of it.
_TOPIC_CUE = re.compile(
    r"(?:(?:cit|mention|discuss|echo|referenc|highlight|invok)(?:e|s|es|ed|ied|ies|y|ing)?"
    r"|(?:talk|speak|spoke|spoken|boast|brag|refer|point|allud|compar|comment|focus|jok)\w*"
    r"\s+(?:for|on|about|of|to|with|against)"
    r"|(?:see|saw|seen|cast|describe|view|portray|present|identif)\w*\s+as)$"
)

# Cues behind which the words mean what they say.
_PLAIN_CUE = re.compile(
    r"(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:s|ed|ing)?|according|announc\w+|stat(?:es?|ed|ing)|explain\w*"
    r"|wr(?:ites?|ote|iting)|report\w*|repl\w+|answer\w*|not(?:es?|ed|ing)|remark\w*|observ\w+|continu\w+|recall\w*"
    r"|reveal\w*|posted|tweeted|thinks?|thought|believ\w+|insist(?:s|ed|ing)?|argu(?:es?|ed|ing)|claim(?:s|ed|ing)?"
    r"|confirm\w*|conclud\w+|reckon\w*|maintain\w*|estimat\w+|stress\w*|point(?:s|ed|ing)? out)\b",
    re.IGNORECASE,
)


def as_told(quote: Quote) -> str:
    """What was said, with speaker and cue where these tell how it is meant: "Roe ruled out a rise in taxes"."""
    cue = quote.statement.cue
    if quote.form is not Form.INDIRECT or cue is None or _PLAIN_CUE.match(cue) or is_disowned(quote):
        return quote.content
    return f"{quote.statement.speaker or quote.statement.mention or 'They'} {cue} {quote.content}"


def is_stand(quote: Quote) -> bool:
    """True if the words only name what the speaker stood for or against."""
    return _is_indirect_behind(_STAND_CUE, quote)


def is_unsaid(quote: Quote) -> bool:
    """True if the words are only reported as a question, or as what was spoken about."""
    return _is_indirect_behind(_ASKING_CUE, quote) or _is_indirect_behind(_TOPIC_CUE, quote)


def _is_indirect_behind(cues: re.Pattern[str], quote: Quote) -> bool:
    cue = quote.statement.cue
    return quote.form is Form.INDIRECT and cue is not None and cues.match(cue.casefold()) is not None


def is_denied(quote: Quote) -> bool:
    """True if the speaker is reported to deny the words of the quote, or to have said them."""
    cue = quote.statement.cue
    return is_disowned(quote) or (cue is not None and _DENYING_CUE.search(cue.casefold()) is not None)


def is_disowned(quote: Quote) -> bool:
    """True if the speaker is reported to deny having said the words, whether they are true or not."""
    before = f"{quote.prefix.rstrip()} {quote.statement.cue or ''}"
    return any(_DENIED_BEFORE.search(each.rstrip()) is not None for each in (quote.prefix, before))
