"""Answers every attributed statement of a draft, storing nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from quoteservice.domain.claim import Claim, ClaimForm
from quoteservice.domain.draft import CheckedDraft, CheckedStatement
from quoteservice.domain.quote import Document, Form, Quote, Source, Statement
from quoteservice.domain.speaker import Speaker, SpeakerKind
from quoteservice.ports import Reader
from quoteservice.text.words import words
from quoteservice.workflows.admission import Limits
from quoteservice.workflows.ingest import CONTEXT
from quoteservice.workflows.prepare import readable, warnings_of
from quoteservice.workflows.verify import Verify

# Statements answered in one round of look-ups: bounds the memory for the queries of a long draft.
AT_ONCE = 100


Progress = Callable[[int, int], None]
"""Told how many of how many are done, each time that some more are."""


def nobody(_done: int, _total: int) -> None:
    """Where nobody wants to be told."""


class Check:
    """Reads a draft as it would an article, and holds each statement against the record."""

    def __init__(self, reader: Reader, verify: Verify, limits: Limits) -> None:
        self._reader = reader
        self._verify = verify
        self._limits = limits

    def __call__(self, draft: Document, told: Progress = nobody, at_once: int = AT_ONCE) -> CheckedDraft:
        """Raises InvalidInput, of which NoArticle, if there is nothing to read."""
        read = readable(draft, self._reader, self._limits)
        text = read.text or ""
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        source = Source("draft", sha256, read.title, read.publisher, read.author, read.published_on, read.url)
        statements = [
            each for each in self._reader.read(text) if words(each.content) and len(each.content) <= self._limits.claim
        ]
        checked: list[CheckedStatement] = []
        told(0, len(statements))
        for start in range(0, len(statements), at_once):
            some = statements[start : start + at_once]
            answers = self._verify.answers([claim_of(each) for each in some])
            for number, (statement, answer) in enumerate(zip(some, answers, strict=True), start=start + 1):
                checked.append(CheckedStatement(_quote(number, statement, source, text), answer))
            told(len(checked), len(statements))
        return CheckedDraft(text, tuple(checked), warnings_of(text))


def claim_of(statement: Statement) -> Claim:
    """What a printed statement claims: exact words only where it is all in quotation marks."""
    form = ClaimForm.DIRECT if statement.form is Form.DIRECT else ClaimForm.ANY
    named = statement.speaker or statement.mention or ""
    # A broken text may leave a mark where a name should stand: that is nobody.
    return Claim(statement.content, named if any(map(str.isalnum, named)) else None, form)


def _quote(number: int, statement: Statement, source: Source, text: str) -> Quote:
    span = statement.span
    name = statement.speaker
    return Quote(
        id=f"draft-{number}",
        source=source,
        statement=statement,
        speaker=Speaker("draft", name, statement.kind or SpeakerKind.PERSON) if name else None,
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )
