"""How every QuoteStore keeps answers: whole, as they were given."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteservice.domain.claim import Claim, Coverage
from quoteservice.domain.quote import Form, Quote, Source, SourceKind, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker, SpeakerKind
from quoteservice.domain.verdict import (
    Change,
    ChangeKind,
    DiffOp,
    DiffPart,
    Evidence,
    Finding,
    Judgement,
    Severity,
    Verdict,
    Verification,
    Versions,
)
from quoteservice.ports import QuoteStore
from tests.contracts.records import (
    CRANES,
    OKAFOR,
    PORT,
    full_source,
    keep_quote,
    keep_source,
    keep_speakers,
    statement_of,
    withdraw,
)

CHANGE = Change(ChangeKind.NEGATION, Severity.MATERIAL, "not", "", Span(15, 18), Span(15, 15))
EVIDENCE = Evidence(
    Quote("q-1", full_source(), statement_of(CRANES, cue="said", cue_span=Span(1, 5)), OKAFOR, "“", ",”"),
    0.8812345678901234,
    (DiffPart(DiffOp.EQUAL, "The cranes are ", "The cranes are "), DiffPart(DiffOp.INSERT, "not ", "")),
    (Span(0, 14), Span(15, 25)),
)
ANSWER = Verification(
    "v-1",
    Claim("The cranes are not safe again", "Okafor", said_on=date(2021, 5, 2)),
    Judgement(
        Verdict.REJECTED, Finding.ALTERED, 0.97, "The claim adds “not”.", OKAFOR, (OKAFOR, PORT), (CHANGE,), (EVIDENCE,)
    ),
    Coverage(2, 1, date(2021, 5, 3), date(2021, 5, 3)),
    Versions("1.0", "words", "7"),
    datetime(2021, 5, 6, 7, 8, 9, 123456, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
)
BARE = Verification(
    "v-2",
    Claim("No."),
    Judgement(Verdict.UNVERIFIED, Finding.TOO_SHORT, 1.0, ""),
    Coverage(),
    Versions("", "", ""),
    datetime(2021, 1, 1, tzinfo=UTC),
)


def keep(store: QuoteStore, verification: Verification) -> None:
    """Puts an answer on record."""
    with store.writing() as writer:
        writer.add_verification(verification)


@pytest.mark.parametrize("verification", [ANSWER, BARE])
def test_verification_when_it_was_kept(store: QuoteStore, verification: Verification) -> None:
    """An answer reads back equal, with its changes, evidence, diff, versions and moment."""
    keep(store, verification)
    assert store.verification(verification.id) == verification


def test_verification_when_its_evidence_is_withdrawn(store: QuoteStore) -> None:
    """An answer stays as it was given when the quotes in it are withdrawn."""
    keep_source(store, full_source())
    keep_speakers(store, OKAFOR)
    keep_quote(store, "q-1", statement_of(CRANES), full_source(), OKAFOR)
    keep(store, ANSWER)
    withdraw(store, "q-1")
    assert store.verification("v-1") == ANSWER


def test_verification_when_its_id_is_taken(store: QuoteStore) -> None:
    """A second answer under one id is refused, and the first stays."""
    keep(store, ANSWER)
    with pytest.raises(ValueError, match="on record"):
        keep(store, replace(BARE, id=ANSWER.id))
    assert store.verification(ANSWER.id) == ANSWER


NUMBERS = itertools.count()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(min(ends), max(ends)))
MOMENTS = st.datetimes(timezones=st.just(UTC))
SPEAKERS = st.builds(Speaker, TEXTS, TEXTS, st.sampled_from(SpeakerKind))
SOURCES = st.builds(
    Source, TEXTS, TEXTS, published_on=st.none() | st.dates(), kind=st.sampled_from(SourceKind), received_at=MOMENTS
)
STATEMENTS = st.builds(
    Statement,
    TEXTS,
    st.lists(SPANS, min_size=1, max_size=2).map(tuple),
    st.sampled_from(Form),
    role=st.none() | TEXTS,
    cue_span=st.none() | SPANS,
    relayed_by=st.lists(TEXTS, max_size=2).map(tuple),
)
QUOTES = st.builds(Quote, TEXTS, SOURCES, STATEMENTS, st.none() | SPEAKERS, TEXTS, TEXTS, st.booleans())
EVIDENCES = st.builds(
    Evidence,
    QUOTES,
    st.floats(-1, 1),
    st.lists(st.builds(DiffPart, st.sampled_from(DiffOp), TEXTS, TEXTS), max_size=2).map(tuple),
    st.lists(SPANS, max_size=2).map(tuple),
)
CHANGES = st.builds(Change, st.sampled_from(ChangeKind), st.sampled_from(Severity), TEXTS, TEXTS, SPANS, SPANS)
JUDGEMENTS = st.builds(
    Judgement,
    st.sampled_from(Verdict),
    st.sampled_from(Finding),
    st.floats(0, 1),
    TEXTS,
    st.none() | SPEAKERS,
    st.lists(SPEAKERS, max_size=2).map(tuple),
    st.lists(CHANGES, max_size=2).map(tuple),
    st.lists(EVIDENCES, max_size=2).map(tuple),
)
VERIFICATIONS = st.builds(
    Verification,
    st.just(""),
    st.builds(Claim, TEXTS, st.none() | TEXTS, said_on=st.none() | st.dates()),
    JUDGEMENTS,
    st.builds(Coverage, st.integers(0), st.integers(0), st.none() | st.dates(), st.none() | st.dates()),
    st.builds(Versions, TEXTS, TEXTS, TEXTS),
    MOMENTS,
)


# One store for all examples: it only grows, and each example has an id of its own.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(VERIFICATIONS)
def test_verification_when_it_is_any_answer(store: QuoteStore, verification: Verification) -> None:
    """Every answer reads back equal to what was written."""
    verification = replace(verification, id=f"v-{next(NUMBERS)}")
    keep(store, verification)
    assert store.verification(verification.id) == verification
