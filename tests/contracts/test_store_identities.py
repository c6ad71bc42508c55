"""What every QuoteStore does with speakers who were merged or split by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quoteservice.domain.quote import PageRequest, QuoteFilter
from quoteservice.domain.speaker import Role, Speaker, SpeakerAction, SpeakerChange, SpeakerKind, SpeakerProfile
from quoteservice.ports import QuoteStore
from tests.contracts.records import CRANES, FERRIES, NOW, OKAFOR, keep_quote, keep_source, source_of, statement_of

INES, BRANDT, THIRD = OKAFOR, Speaker("p-brandt", "Ines Brandt"), Speaker("p-third", "I. Brandt")
MASTER = Role("harbour master", "Vell", date(2021, 5, 3), "s-harbour")
MAYOR = Role("mayor", None, date(2019, 1, 1))


@pytest.fixture
def people(store: QuoteStore) -> QuoteStore:
    """Two entries with a quote, a role and an alias each, and a third without any."""
    source = source_of()
    keep_source(store, source)
    with store.writing() as writer:
        for speaker in (INES, BRANDT, THIRD):
            writer.add_speaker(speaker)
        writer.add_alias(INES.id, "Okafor")
        writer.add_alias(BRANDT.id, "Brandt")
        writer.add_role(INES.id, MASTER)
        writer.add_role(BRANDT.id, MAYOR)
    keep_quote(store, "q-1", statement_of(CRANES, role="harbour master"), source, INES)
    keep_quote(store, "q-2", statement_of(FERRIES), source, BRANDT)
    return store


def link(store: QuoteStore, one: Speaker, to: Speaker) -> None:
    """Makes one speaker count as another."""
    with store.writing() as writer:
        writer.link_speaker(one.id, to.id)


AS_ONE = SpeakerProfile(INES, ("Okafor", "Ines Brandt", "Brandt"), (MAYOR, MASTER), 2, (BRANDT.id,))


def test_speakers_when_two_are_linked(people: QuoteStore) -> None:
    """Wherever the store is read the two are one: profile, lists, quotes, coverage, and what they are found by."""
    link(people, BRANDT, INES)
    assert people.speaker(INES.id) == people.speaker(BRANDT.id) == AS_ONE
    assert people.speakers(PageRequest()).items == (AS_ONE, SpeakerProfile(THIRD))
    assert people.speakers_named(["brandt"]) == (AS_ONE, SpeakerProfile(THIRD))
    with people.writing() as writer:
        assert writer.speakers_named(["okafor"]) == (AS_ONE,)
    for asked in (INES.id, BRANDT.id):
        listed = people.quotes(QuoteFilter(speaker_ids=(asked,)), PageRequest()).items
        assert [(quote.id, quote.speaker) for quote in listed] == [("q-1", INES), ("q-2", INES)]
        assert people.coverage([asked]).quotes == 2
    assert [quote.speaker for quote in people.quotes_with_ids(["q-2"])] == [INES]
    quote = people.quote("q-2")
    assert quote is not None
    assert quote.speaker == INES
    assert [each.speaker for each in people.speaker_members(BRANDT.id)] == [INES, BRANDT]


def test_speakers_when_a_link_is_cut(people: QuoteStore) -> None:
    """Everything is as it was before, also for those who had been merged into the one that leaves."""
    before = [people.speaker(each.id) for each in (INES, BRANDT, THIRD)]
    link(people, THIRD, BRANDT)
    link(people, BRANDT, INES)
    assert people.speaker(THIRD.id) == replace(
        AS_ONE, aliases=(*AS_ONE.aliases, "I. Brandt"), merged=(BRANDT.id, THIRD.id)
    )
    with people.writing() as writer:
        writer.unlink_speaker(BRANDT.id)
    assert people.speaker(INES.id) == before[0]
    joined = people.speaker(BRANDT.id)
    assert joined is not None
    assert joined == people.speaker(THIRD.id)
    assert joined.merged == (THIRD.id,)
    with people.writing() as writer:
        writer.unlink_speaker(THIRD.id)
    assert [people.speaker(each.id) for each in (INES, BRANDT, THIRD)] == before


def test_links_when_they_cannot_be(people: QuoteStore) -> None:
    """Nobody counts as themselves twice over, as two others, or as nobody; a link that is not there cannot be cut."""
    link(people, BRANDT, INES)
    for one, to in ((INES, BRANDT), (BRANDT, INES), (BRANDT, THIRD), (INES, INES), (Speaker("p-x", "X"), INES)):
        with pytest.raises(ValueError), people.writing() as writer:  # noqa: PT011  # stores word it as they like
            writer.link_speaker(one.id, to.id)
    with pytest.raises(ValueError), people.writing() as writer:  # noqa: PT011
        writer.unlink_speaker(INES.id)
    assert people.speaker(BRANDT.id) == AS_ONE


def test_writing_when_a_link_is_given_up(people: QuoteStore) -> None:
    """An exception inside the transaction leaves no link behind."""

    def give_up() -> None:
        with people.writing() as writer:
            writer.link_speaker(BRANDT.id, INES.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        give_up()
    assert people.speaker(INES.id) == SpeakerProfile(INES, ("Okafor",), (MASTER,), 1)


def test_quotes_when_they_move(people: QuoteStore) -> None:
    """A quote moves with the role that was printed beside it, a name with nothing else."""
    with people.writing() as writer:
        writer.move_quotes(["q-1"], THIRD.id)
        writer.move_alias("Okafor", INES.id, THIRD.id)
    assert people.speaker(INES.id) == SpeakerProfile(INES)
    assert people.speaker(THIRD.id) == SpeakerProfile(THIRD, ("Okafor",), (MASTER,), 1)
    assert people.speakers_named(["okafor"])[-1].speaker == THIRD
    with pytest.raises(ValueError, match="p-x"), people.writing() as writer:
        writer.move_quotes(["q-1"], "p-x")


def test_roles_when_a_quote_that_printed_them_stays(people: QuoteStore) -> None:
    """A role stays while another quote of that source was printed with it."""
    keep_quote(people, "q-3", statement_of("a week of repairs", role="harbour master"), source_of(), INES)
    with people.writing() as writer:
        writer.move_quotes(["q-1"], THIRD.id)
    assert people.speaker(INES.id) == SpeakerProfile(INES, ("Okafor",), (MASTER,), 1)
    assert people.speaker(THIRD.id) == SpeakerProfile(THIRD, quotes=1)


def test_history_when_speakers_were_changed(people: QuoteStore) -> None:
    """Every change is told of both speakers, and of all who count as one of them, oldest first."""
    merged = SpeakerChange(NOW, SpeakerAction.MERGE, INES.id, BRANDT.id, ("Ines Brandt", "Brandt"))
    split = SpeakerChange(NOW, SpeakerAction.SPLIT, BRANDT.id, THIRD.id, ("Brandt",), ("q-2",))
    link(people, BRANDT, INES)
    with people.writing() as writer:
        writer.add_speaker_change(merged)
        writer.add_speaker_change(split)
    assert people.speaker_history(INES.id) == (merged, split)
    assert people.speaker_history(THIRD.id) == (split,)
    assert people.speaker_history("p-x") == ()
    assert people.speaker_members("p-x") == ()
    with pytest.raises(ValueError, match="p-x"), people.writing() as writer:
        writer.add_speaker_change(replace(merged, other_id="p-x"))


@pytest.mark.parametrize("kind", list(SpeakerKind))
def test_members_when_nobody_was_merged(store: QuoteStore, kind: SpeakerKind) -> None:
    """Somebody alone is the only member."""
    with store.writing() as writer:
        writer.add_speaker(Speaker("p-1", "somebody", kind))
    assert store.speaker_members("p-1") == (SpeakerProfile(Speaker("p-1", "somebody", kind)),)
