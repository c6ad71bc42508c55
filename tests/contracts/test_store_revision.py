"""The revision by which every QuoteStore tells whether an answer could have become another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.quote import Quote
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Role
from quoteservice.ports import QuoteStore, StoreWriter
from tests.contracts.records import (
    CRANES,
    FERRIES,
    HARBOUR,
    LINDQVIST,
    NOW,
    OKAFOR,
    PORT,
    indexed_of,
    keep_quote,
    keep_source,
    keep_speakers,
    source_of,
    statement_of,
)
from tests.contracts.test_store_verifications import ANSWER

SOURCE = source_of()
CHALLENGE = Challenge("c-1", ChallengeKind.DENIAL, SOURCE, Span(0, 9), HARBOUR[0:9], HARBOUR[:40], ())

ALTERING: dict[str, Callable[[StoreWriter], object]] = {
    "a source": lambda writer: writer.add_source(source_of("Another text.", "s-2"), "Another text."),
    "a speaker": lambda writer: writer.add_speaker(PORT),
    "a name": lambda writer: writer.add_alias(OKAFOR.id, "I. Okafor"),
    "a spelling": lambda writer: writer.add_keys(OKAFOR.id, ["okaphor"]),
    "a role": lambda writer: writer.add_role(OKAFOR.id, Role("harbour master")),
    "a merge": lambda writer: writer.link_speaker(LINDQVIST.id, OKAFOR.id),
    "moved quotes": lambda writer: writer.move_quotes(["q-1"], LINDQVIST.id),
    "a moved name": lambda writer: writer.move_alias("Ines Okafor", OKAFOR.id, LINDQVIST.id),
    "a quote": lambda writer: writer.add_quote(
        Quote("q-2", SOURCE, statement_of(FERRIES), OKAFOR), indexed_of(FERRIES)
    ),
    "a challenge": lambda writer: writer.add_challenge(CHALLENGE),
    "a withdrawal": lambda writer: writer.withdraw_quote("q-1", NOW),
}


@pytest.fixture
def filled(store: QuoteStore) -> QuoteStore:
    """A store of one quote and two speakers."""
    keep_source(store, SOURCE)
    keep_speakers(store, OKAFOR, LINDQVIST)
    keep_quote(store, "q-1", statement_of(CRANES), SOURCE, OKAFOR)
    return store


@pytest.mark.parametrize("what", ALTERING)
def test_revision_when_an_answer_could_be_another(filled: QuoteStore, what: str) -> None:
    """Whatever is added, moved, merged or withdrawn makes a new revision."""
    before = filled.revision()
    with filled.writing() as writer:
        ALTERING[what](writer)
    assert filled.revision() > before


def test_revision_when_a_merge_is_undone(filled: QuoteStore) -> None:
    """Cutting a link makes a new revision too, not the one from before the merge."""
    seen = {filled.revision()}
    orders: list[Callable[[StoreWriter], None]] = [
        lambda writer: writer.link_speaker(LINDQVIST.id, OKAFOR.id),
        lambda writer: writer.unlink_speaker(LINDQVIST.id),
    ]
    for order in orders:
        with filled.writing() as writer:
            order(writer)
        seen.add(filled.revision())
    assert len(seen) == 3


def test_revision_when_only_answers_are_kept(filled: QuoteStore) -> None:
    """Keeping and erasing answers, and lines in the audit trail, leave the revision as it is."""
    before = filled.revision()
    with filled.writing() as writer:
        writer.add_verification(ANSWER)
        writer.add_verification(replace(ANSWER, id="v-2"))
        writer.audit("looked", "q-1", NOW)
        writer.erase_verification(ANSWER.id)
        writer.erase_verifications(ANSWER.checked_at + timedelta(days=1))
    assert filled.revision() == before


def test_revision_when_a_transaction_is_undone(filled: QuoteStore) -> None:
    """What was not committed altered nothing."""
    before = filled.revision()
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(filled)
    assert filled.revision() == before


def _add_and_fail(store: QuoteStore) -> None:
    with store.writing() as writer:
        writer.add_speaker(PORT)
        raise ZeroDivisionError
