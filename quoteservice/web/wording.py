"""What verdicts, findings, confidence and kinds of change are called in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from quoteservice.domain.challenge import ChallengeKind
from quoteservice.domain.claim import Coverage, Profile
from quoteservice.domain.quote import Form
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.domain.verdict import Change, ChangeKind, Finding, Severity, Verdict

# Bands of the calibrated probability that a finding is right; the words are those of forecasters' scales.
NEARLY_CERTAIN = 0.95
LIKELY = 0.8
SOMEWHAT_LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding as a heading, what it means, and what a writer can do about it."""

    title: str
    meaning: str
    advice: str


FINDINGS = {
    Finding.VERBATIM: Wording(
        "Word for word",
        "These are the recorded words, the whole of one statement.",
        "It can stand in quotation marks as it is.",
    ),
    Finding.EXCERPT: Wording(
        "An exact excerpt",
        "These words stand on record without a break, and nothing just outside them turns them round.",
        "It can stand in quotation marks as it is.",
    ),
    Finding.ELIDED: Wording(
        "Shortened, and marked",
        "The parts stand on record in this order; what was left out is marked and does not change the sense.",
        "Keep the marks of omission where they are.",
    ),
    Finding.EDITED: Wording(
        "Permitted edits only",
        "It differs from the record only in ways that the house style permits. Each one is listed.",
        "Check that your own house style permits them too.",
    ),
    Finding.PARAPHRASE: Wording(
        "The same in other words",
        "The speaker is on record with this meaning, but not with these words.",
        "Report it without quotation marks, or quote the recorded words.",
    ),
    Finding.ALTERED: Wording(
        "Words were changed",
        "It is close to what is on record, but a word that carries meaning was changed, added or dropped.",
        "Put the recorded words back, or mark what was left out.",
    ),
    Finding.TRUNCATED: Wording(
        "Cut so that the meaning changed",
        "The words are on record, but what was cut away limits them or turns them round.",
        "Quote enough of the sentence to keep its condition or its denial.",
    ),
    Finding.SPLICED: Wording(
        "Joined from separate statements",
        "Parts of different statements, or in another order, are presented as one.",
        "Quote each statement on its own.",
    ),
    Finding.MISATTRIBUTED: Wording(
        "Somebody else said it",
        "The words are on record, but from another speaker.",
        "Name the speaker who is on record with it.",
    ),
    Finding.CONTRADICTED: Wording(
        "The opposite is on record",
        "The speaker is on record saying the opposite in other words.",
        "Read the evidence before using the claim.",
    ),
    Finding.DISPUTED: Wording(
        "The sources disagree",
        "Sources disagree on who said it, or the speaker is on record denying or retracting it.",
        "Read both sides below, and ask the speaker.",
    ),
    Finding.AMBIGUOUS_SPEAKER: Wording(
        "The name fits more than one person",
        "Two or more people on record have this name, and the words do not settle which one is meant.",
        "Give the full name, or the role.",
    ),
    Finding.NOT_FOUND: Wording(
        "Nothing on record is near it",
        "That is not proof that it was never said: only what is on record was searched.",
        "Add the article or transcript that it comes from, then ask again.",
    ),
    Finding.TOO_SHORT: Wording(
        "Too short to tell",
        "There are too few distinctive words to identify one statement.",
        "Give more of the sentence.",
    ),
}

VERDICTS = {
    Verdict.CONFIRMED: "Confirmed",
    Verdict.REJECTED: "Rejected",
    Verdict.UNVERIFIED: "Unverified",
}

CHANGE_KINDS = {
    ChangeKind.NEGATION: "negation",
    ChangeKind.NUMBER: "number",
    ChangeKind.DATE: "date",
    ChangeKind.NAME: "name",
    ChangeKind.MODALITY: "will, may or must",
    ChangeKind.QUANTIFIER: "how many",
    ChangeKind.COMPARATIVE: "more or less",
    ChangeKind.TENSE: "tense",
    ChangeKind.HEDGE: "how sure",
    ChangeKind.WORD: "wording",
}

SEVERITIES = {
    Severity.MATERIAL: "changes the meaning",
    Severity.IMMATERIAL: "does not change the meaning",
}

CHALLENGES = {
    ChallengeKind.DENIAL: "Denied",
    ChallengeKind.CORRECTION: "Corrected by whoever printed it",
    ChallengeKind.RETRACTION: "Taken back",
}

FORMS = {
    Form.DIRECT: "in quotation marks",
    Form.INDIRECT: "reported speech",
    Form.MIXED: "reported, with quoted words",
}

SPEAKER_KINDS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organisation",
    SpeakerKind.COLLECTIVE: "Group",
    SpeakerKind.ANONYMOUS: "Not named",
}

PROFILES = {
    Profile.STRICT: "Strict",
    Profile.DELETIONS: "Deletions",
    Profile.CLEAN_UP: "Clean-up",
}


def confidence(probability: float) -> str:
    """How sure the answer is, as words and a percentage that never claims more than 99."""
    percent = min(99, round(probability * 100))
    if probability >= NEARLY_CERTAIN:
        words = "nearly certain"
    elif probability >= LIKELY:
        words = "likely"
    elif probability >= SOMEWHAT_LIKELY:
        words = "somewhat likely"
    else:
        words = "unsure"
    return f"{words}, {percent}%"


def whose(finding: Finding) -> str:
    """What the speakers of an answer's `said_by` are to it, as a heading."""
    return "The name fits" if finding is Finding.AMBIGUOUS_SPEAKER else "On record from"


def change(difference: Change) -> str:
    """What was done to the record, in one word."""
    if not difference.recorded.strip():
        return "added"
    return "left out" if not difference.claimed.strip() else "changed"


def day(value: date | None) -> str:
    """A date as "4 January 2020"; empty for None."""
    return f"{value.day} {value:%B %Y}" if value else ""


def count(number: int, noun: str) -> str:
    """ "1 statement", "2 statements"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def coverage(searched: Coverage, speaker: str | None) -> str:
    """What was searched, as one sentence; `speaker` is the name as claimed, or None."""
    whose = f" by {speaker}" if speaker else ""
    if not searched.quotes:
        return f"Nothing{whose} is on record."
    text = f"Searched {count(searched.quotes, 'statement')}{whose} in {count(searched.sources, 'source')}"
    first, last = day(searched.first), day(searched.last)
    if first and first == last:
        return f"{text}, published on {first}."
    return f"{text}, published from {first} to {last}." if first else f"{text}."


def on_record(kept: Coverage) -> str:
    """What is on record, as one sentence."""
    if not kept.quotes:
        return "Nothing is on record."
    text = f"{count(kept.quotes, 'statement')} in {count(kept.sources, 'source')}"
    first, last = day(kept.first), day(kept.last)
    if not first:
        return f"{text} on record."
    return f"{text} on record, published {f'on {first}' if first == last else f'from {first} to {last}'}."


def link(url: str | None) -> str | None:
    """The address if a browser may follow it (http or https, with a host), otherwise None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
