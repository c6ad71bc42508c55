"""The one sentence that says why."""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.quote import Quote, closed
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker
from quoteservice.domain.verdict import Change, Finding, Severity
from quoteservice.matching.reporting import as_told
from quoteservice.text.sentences import sentences

# Longer quotations are shortened in an explanation; the evidence has them whole.
MOST_CHARACTERS = 120


def shortened(text: str) -> str:
    """The text, cut at a word if it is long."""
    flat = " ".join(text.split())
    if len(flat) <= MOST_CHARACTERS:
        return flat
    return flat[: flat.rfind(" ", 0, MOST_CHARACTERS)] + " …"


def passage(quote: Quote, matched: Sequence[Span]) -> str:
    """The recorded sentences that the claim is about: those that hold `matched`, or all of them if nothing does."""
    every = sentences(quote.content, quote.statement.joints)
    meant = [span for span in every if any(span.overlaps(each) for each in matched)] or list(every)
    span = Span(meant[0].start, meant[-1].end)
    joints = [joint - span.start for joint in quote.statement.joints if span.start < joint < span.end]
    return shortened(closed(span.cut(quote.content), joints).rstrip(".,;"))


def said(quote: Quote) -> str:
    """The utterance for readers, shortened if it is long."""
    return shortened(quote.statement.readable)


def who(quote: Quote) -> str:
    """The speaker of a quote as one would name them."""
    return quote.speaker.name if quote.speaker else (quote.statement.mention or "An unnamed speaker")


def place(quote: Quote) -> str:
    """Where a quote is printed."""
    source = quote.source
    return ", ".join(str(part) for part in (source.publisher or source.title, source.published_on) if part)


def confirmed(finding: Finding, quote: Quote, also: Sequence[Speaker] = ()) -> str:
    """Why a claim is confirmed, and who else said the same."""
    says = {
        Finding.VERBATIM: "is on record with exactly these words",
        Finding.EXCERPT: "is on record with these words, as part of a longer statement",
        Finding.ELIDED: "is on record with these words; what the ellipsis leaves out does not change their meaning",
        Finding.EDITED: "is on record with these words; the edits are of a kind that house styles permit",
        Finding.PARAPHRASE: "is on record with this in other words",
    }[finding]
    printed = place(quote)
    others = f" Also said by {_listed([each.name for each in also])}." if also else ""
    return f"{who(quote)} {says}{f' ({printed})' if printed else ''}.{others}"


def altered(quote: Quote, matched: Sequence[Span], changes: Sequence[Change]) -> str:
    """Which words were changed."""
    material = [change for change in changes if change.severity is Severity.MATERIAL] or list(changes)
    parts = "; ".join(_difference(change) for change in material[:3])
    more = f"; and {len(material) - 3} more" if len(material) > 3 else ""
    return f"{who(quote)} is on record with “{passage(quote, matched)}”; the claim {parts}{more}."


def _difference(change: Change) -> str:
    if not change.recorded:
        return f"adds “{change.claimed}”"
    if not change.claimed:
        return f"leaves out “{change.recorded}”"
    return f"says “{change.claimed}” where the record says “{change.recorded}”"


def truncated(quote: Quote, changes: Sequence[Change]) -> str:
    """What was cut."""
    lost = next((c.recorded for c in reversed(changes) if c.recorded and not c.claimed), "")
    says = f"{who(quote)} is on record with these words, but the claim cuts"
    return f"{says} “{shortened(lost)}”, which turns their meaning."


def spliced(quotes: Sequence[Quote]) -> str:
    """Whose words were put together."""
    names = list(dict.fromkeys(who(quote) for quote in quotes))
    if len(names) > 1:
        return f"The claim puts words of {_listed(names)} together as one statement."
    if len({quote.id for quote in quotes}) > 1:
        return f"The claim puts words of different statements by {names[0]} together as one."
    return f"The claim gives words of {names[0]} in another order than they were said."


def misattributed(quote: Quote, claim: Claim, exact: bool) -> str:
    """Whose words they are, and who passed them on."""
    words = "These words are" if exact else "Words close to these are"
    printed = place(quote)
    relayed = quote.statement.relayed_by
    told = f", as told by {_listed(relayed)}" if relayed else ""
    return f"{words} on record from {who(quote)}{told}{f' ({printed})' if printed else ''}, not from {claim.speaker}."


def contradicted(quote: Quote) -> str:
    """What is on record instead."""
    if as_told(quote) != quote.content:
        return f"{who(quote)} is on record with the opposite: {quote.statement.cue} “{said(quote)}”."
    return f"{who(quote)} is on record with the opposite: “{said(quote)}”."


def denies(quote: Quote) -> str:
    """That the speaker is reported to deny the words."""
    return f"{who(quote)} is on record as denying this: “{said(quote)}”."


def paraphrase_as_direct(quote: Quote, matched: Sequence[Span]) -> str:
    """Why words in quotation marks are not confirmed by their meaning."""
    return (
        f"{who(quote)} is on record with this, but not in these words: “{passage(quote, matched)}”. "
        "Quotation marks claim exact words."
    )


def ambiguous(claim: Claim, speakers: Sequence[Speaker]) -> str:
    """Who could be meant."""
    if len(speakers) == 1:
        return f"“{claim.speaker}” may be {speakers[0].name}, but need not be: the record does not show that it is."
    names = _listed([each.name for each in speakers], "or")
    return f"“{claim.speaker}” could be {names}, and the words do not settle which."


def described(claim: Claim, quote: Quote) -> str:
    """Whom the source leaves without a name."""
    mention = quote.statement.mention
    by = (
        f"from “{mention}”, whom {place(quote) or 'the source'} does not name there" if mention else "from nobody named"
    )
    return f"Words like these are on record {by}: that may be {claim.speaker}, but need not be."


def disputed(sides: Sequence[tuple[Quote, int]]) -> str:
    """Who is said to have said it, where, and in how many independent sources."""
    told = [
        f"{who(quote)} in {_counted(sources, 'independent source')} ({place(quote) or 'no publisher given'})"
        for quote, sources in sides
    ]
    return f"Sources disagree: the words are on record from {_listed(told, 'and from')}."


def challenged(quote: Quote, challenge: Challenge) -> str:
    """What was printed against the words, where and when."""
    says = {
        ChallengeKind.DENIAL: "that they were said is denied",
        ChallengeKind.CORRECTION: "a correction speaks against that",
        ChallengeKind.RETRACTION: "they were taken back",
    }[challenge.kind]
    source = challenge.source
    printed = ", ".join(str(part) for part in (source.publisher or source.title, source.published_on) if part)
    where = f" ({printed})" if printed else ""
    return f"{who(quote)} is on record with these words, but {says}{where}: “{shortened(challenge.text)}”."


def disowned(quote: Quote) -> str:
    """That the speaker is reported to deny having said the words."""
    printed = place(quote)
    return f"{who(quote)} is on record as denying to have said this{f' ({printed})' if printed else ''}."


def denied(statement: Quote, denial: Quote) -> str:
    """That the speaker takes back or denies the words."""
    printed = place(denial)
    where = f" ({printed})" if printed else ""
    return f"{who(statement)} is on record with these words and with a denial{where}: “{said(denial)}”."


def undecided(nearest: Quote) -> str:
    """What comes near, without saying clearly the same or the opposite."""
    near = f"“{said(nearest)}” ({who(nearest)})"
    return f"These words are not on record. Nearest is {near}; read whether it says the same."


def not_found(claim: Claim, coverage: Coverage) -> str:
    """What was searched without result."""
    whose = f" by {claim.speaker}" if claim.speaker else ""
    if not coverage.quotes:
        return f"Nothing{whose} is on record, so nothing can be said about this claim."
    span = ""
    if coverage.first:
        one_day = coverage.first == coverage.last
        span = f" of {coverage.first}" if one_day else f" from {coverage.first} to {coverage.last}"
    searched = f"{_counted(coverage.quotes, 'quote')}{whose} on record"
    return (
        f"None of the {searched} ({_counted(coverage.sources, 'source')}{span}) is near these words. "
        "That does not show that they were not said."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def too_short() -> str:
    """Why a short text identifies nothing."""
    return "The claim has too few distinctive words to tell one statement from another."


def _listed(names: Sequence[str], joint: str = "and") -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"
