"""The answer: verdict, finding, the words that differ, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quoteservice.domain.challenge import Challenge
from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.quote import Quote
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker


class Verdict(StrEnum):
    """The answer in one word."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNVERIFIED = "unverified"


class Finding(StrEnum):
    """The reason for the verdict."""

    VERBATIM = "verbatim"
    EXCERPT = "excerpt"
    ELIDED = "elided"
    EDITED = "edited"
    PARAPHRASE = "paraphrase"
    ALTERED = "altered"
    TRUNCATED = "truncated"
    SPLICED = "spliced"
    MISATTRIBUTED = "misattributed"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    AMBIGUOUS_SPEAKER = "ambiguous_speaker"
    NOT_FOUND = "not_found"
    TOO_SHORT = "too_short"


class ChangeKind(StrEnum):
    """What kind of meaning a differing word carries."""

    NEGATION = "negation"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    MODALITY = "modality"
    QUANTIFIER = "quantifier"
    COMPARATIVE = "comparative"
    TENSE = "tense"
    HEDGE = "hedge"
    WORD = "word"


class Severity(StrEnum):
    """Whether a change alters what was said."""

    MATERIAL = "material"
    IMMATERIAL = "immaterial"


@dataclass(frozen=True, slots=True)
class Change:
    """One typed difference; spans are offsets into the claim's text and the quote's content."""

    kind: ChangeKind
    severity: Severity
    claimed: str
    recorded: str
    claimed_span: Span
    recorded_span: Span


class DiffOp(StrEnum):
    """`INSERT`: only in the claim; `DELETE`: only on record."""

    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """One step of a diff; the `claimed` of all parts joined is the claim, likewise `recorded` the record."""

    op: DiffOp
    claimed: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that bears on the claim; `matched` are the parts of its content that the claim uses.

    `similarity` is a cosine, -1 to 1; None where words decided and the meaning was not asked. `independent_sources` is
    how many sources attribute the words to that speaker, copies of one story counted once.
    """

    quote: Quote
    similarity: float | None
    diff: tuple[DiffPart, ...] = ()
    matched: tuple[Span, ...] = ()
    independent_sources: int = 1


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules decide on a dossier; `confidence` is the probability, 0 to 1, that the finding is right.

    `challenges` is what was printed against the words of the evidence.
    """

    verdict: Verdict
    finding: Finding
    confidence: float
    explanation: str
    speaker: Speaker | None = None
    said_by: tuple[Speaker, ...] = ()
    changes: tuple[Change, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    challenges: tuple[Challenge, ...] = ()


# Of the rules that answers come from: goes up whenever the same claim on the same record may get another answer.
RULES_VERSION = "9"


@dataclass(frozen=True, slots=True)
class Versions:
    """Under which code and models an answer was given."""

    service: str
    encoder: str
    rules: str


@dataclass(frozen=True, slots=True)
class Verification:
    """One answer, as given and kept; `asked_by` is the id of the key that alone may see it again, None if anybody.

    `previous` is the id of the answer whose claim was asked again, and `changed` whether this one differs from it.
    """

    id: str
    claim: Claim
    judgement: Judgement
    coverage: Coverage
    versions: Versions
    checked_at: datetime
    asked_by: str | None = None
    previous: str | None = None
    changed: bool | None = None
