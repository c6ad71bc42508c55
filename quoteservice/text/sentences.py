"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoteservice.domain.span import Span

# A full stop after these ends no sentence.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sir st gen lt maj col sgt capt cpl cmdr adm sen rep gov hon rev pres supt insp no vs etc eg ie "
    "jan feb mar apr jun jul aug sept sep oct nov dec inc ltd corp co dept est fig approx jr sr".split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[\w$€£])|\n\s*\n")
_LAST_WORD = re.compile(r"([\w.]+)\.$")


def sentences(text: str, joints: Sequence[int] = ()) -> tuple[Span, ...]:
    """The sentences of `text`, in order, without the white space between; empty if it is blank.

    At `joints` two printed pieces of one utterance meet. Where the cue between them ended a sentence ('"...," she
    said. "..."') the pieces meet without a comma, and a new sentence begins.
    """
    cuts = [joint for joint in joints if text[:joint].rstrip()[-1:] != "," and text[joint : joint + 1].isupper()]
    for match in _END.finditer(text):
        if match.group()[:1] == "." and _is_abbreviation(text, match.start(), match.end()):
            continue
        cuts.append(match.end())
    spans: list[Span] = []
    start = 0
    for end in [*sorted(cuts), len(text)]:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append(Span(start + left, start + left + len(piece.strip())))
        start = end
    return tuple(spans)


def _is_abbreviation(text: str, stop: int, end: int) -> bool:
    following = text[end:].lstrip()[:1]
    if following.islower():
        return True
    last = _LAST_WORD.search(text[max(0, stop - 20) : stop + 1])
    if last is None:
        return False
    word = last.group(1)
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()) or "." in word
