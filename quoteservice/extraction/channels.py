"""How something was said, as printed: in a statement, in a letter seen by Reuters, on Twitter, to CBC News."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from quoteservice.extraction.reading import text_of
from quoteservice.extraction.report import Report

# Things that words are said in, on or at. What is not among them is a place or a day, and no channel.
_MEDIA = (
    r"(?:statement|letter|interview|email|e-mail|tweet|post|posting|speech|address|memo|memorandum|message|report|release"
    r"|briefing|conference|filing|lawsuit|complaint|affidavit|indictment|brief(?!\s+\w)|court|hearing|testimony|ruling|judgment"
    r"|judgement|video|podcast|column|article|essay|editorial|op-ed|book|memoir|note|text|call|broadcast|show|programme"
    r"|program|debate|rally|meeting|forum|town hall|newsletter|blog|Twitter|Facebook|Instagram|X|YouTube|LinkedIn"
    r"|Telegram|TikTok|Truth Social|Reddit|Snapchat|Threads|Weibo|Bluesky|Mastodon|WhatsApp|social media|television|TV"
    r"|radio|Parliament|Congress|website|parliament|congress|papers"
    r"|documents|paper|study|journal|diary|caption|document|reply|response|submission|answer|question|remarks|comments"
    r"|announcement|appearance|transcript|recording|voicemail|phone)"
)
_CHANNEL = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Vv]ia|[Tt]hrough|[Dd]uring|[Oo]ver)\s+"
    r"(?:(?:an?|the|his|her|its|their|one|two|another)\s+)?"
    rf"(?:[\w'’&.-]+\s+){{0,5}}?{_MEDIA}\b(?:\s+(?:interview|call|conversation|conference|briefing|address|post))?"
    r"(?:\s+to\s+(?:the\s+)?(?:[A-Z][\w'’&.-]*(?:\s+[A-Z][\w'’&.-]*)*(?:\s+[a-z]{4,}s\b)?|[a-z-]+))?"
    r"(?:\s+(?:seen|obtained|reviewed|published|posted|released|issued|sent|shared|given)\s+(?:by|to|in|on|with)"
    r"\s+(?:the\s+)?"
    r"[A-Z][\w'’&.-]*(?:\s+[A-Z][\w'’&.-]*)*)?",
)
# A phrase between the beginning of its sentence and a comma, and how long it may be, in characters.
_FRONT = re.compile(r"(?:^|[.!?][\"')]*\s+|\"\s+)([A-Z][^,.;:!?\"]+),\s*$")
LONGEST_FRONT = 120
_BY_VERB = {
    "tweet": "on Twitter",
    "retweet": "on Twitter",
    "blog": "on a blog",
    "email": "by email",
    "text": "by text message",
}


def channel_of(report: Report) -> str | None:
    """The channel named in a reporting clause, or in the verb itself; None if none is."""
    clause = " ; ".join(_adverbials(report.verb))
    match = _CHANNEL.search(clause) or _in_front(report)
    if match is None:
        return _BY_VERB.get(report.cue.lemma)
    return " ".join(match.group().split())


def _in_front(report: Report) -> re.Match[str] | None:
    """ "In a statement, Roe said": the parser may hang the phrase on the words that are quoted."""
    before = text_of(report.verb.doc)[max(0, report.clause.start - LONGEST_FRONT) : report.clause.start]
    front = _FRONT.search(before)
    return _CHANNEL.fullmatch(front.group(1)) if front else None


def _adverbials(verb: Token) -> Iterator[str]:
    text = text_of(verb.doc)
    for child in verb.children:
        if child.dep_ in ("prep", "npadvmod", "advmod", "agent", "pobj"):
            words = list(child.subtree)
            yield text[words[0].idx : words[-1].idx + len(words[-1])]
