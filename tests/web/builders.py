"""Sources, quotes and answers of our own, for tests that need no store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker
from quoteservice.domain.verdict import Finding, Judgement, Verdict, Verification, Versions

HARBOUR = Source("s1", "0" * 64, "Harbour to close", "The Quay", None, date(2024, 5, 2), "https://quay.example/harbour")
KEEPER = Speaker("p1", "Mara Keeper")


def quote(
    text: str, *pieces: str, number: int = 1, form: Form = Form.DIRECT, speaker: Speaker | None = KEEPER
) -> Quote:
    """The statement whose printed pieces are `pieces` of `text`."""
    spans = []
    for piece in pieces:
        start = text.index(piece)
        spans.append(Span(start, start + len(piece)))
    statement = Statement(" ".join(pieces), tuple(spans), form, mention="Keeper", cue="said")
    return Quote(f"q{number}", HARBOUR, statement, speaker)


def verification(verdict: Verdict, finding: Finding, **judged: object) -> Verification:
    """An answer with this verdict to a claim about the harbour."""
    judgement = Judgement(verdict, finding, 0.97, "Mara Keeper is on record with it.", **judged)  # type: ignore[arg-type]
    return Verification(
        "v1",
        Claim("The harbour closes on Monday", "Mara Keeper"),
        judgement,
        Coverage(2, 1, date(2024, 5, 2), date(2024, 5, 2)),
        Versions("1", "an encoder", "1"),
        datetime(2024, 5, 3, tzinfo=UTC),
    )
