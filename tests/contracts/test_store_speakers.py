"""What every QuoteStore knows of speakers: names, aliases, roles over time, and who a word may mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quoteservice.domain.quote import PageRequest
from quoteservice.domain.speaker import Role, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.ports import QuoteStore
from quoteservice.store.words import words_of
from tests.contracts.records import (
    CRANES,
    FERRIES,
    LINDQVIST,
    OKAFOR,
    PORT,
    keep_quote,
    keep_source,
    keep_speakers,
    source_of,
    statement_of,
    withdraw,
)


@pytest.mark.parametrize("kind", list(SpeakerKind))
def test_speaker_when_of_any_kind(store: QuoteStore, kind: SpeakerKind) -> None:
    """A speaker reads back with the kind that was written."""
    speaker = Speaker("p-1", "somebody", kind)
    keep_speakers(store, speaker)
    assert store.speaker("p-1") == SpeakerProfile(speaker)


def test_speaker_when_names_and_roles_gather(store: QuoteStore) -> None:
    """Aliases come in order of arrival, roles oldest first and undated ones before; a repeated one is kept once."""
    source = source_of()
    keep_source(store, source)
    roles = [
        Role("mayor", "Vell", date(2021, 5, 3), source.id),
        Role("mayor", "Vell", date(2021, 5, 4), source.id),
        Role("councillor", None, date(2015, 1, 1)),
        Role("councillor"),
        Role("councillor", "Vell"),
    ]
    with store.writing() as writer:
        writer.add_speaker(OKAFOR)
        for alias in ("Okafor", "Madam Mayor", "Okafor", "okafor"):
            writer.add_alias(OKAFOR.id, alias)
        for role in (*roles, *roles):
            writer.add_role(OKAFOR.id, role)
    assert store.speaker(OKAFOR.id) == SpeakerProfile(
        OKAFOR, ("Okafor", "Madam Mayor", "okafor"), (roles[3], roles[4], roles[2], roles[0], roles[1])
    )


def test_speaker_when_quotes_come_and_go(store: QuoteStore) -> None:
    """A profile counts the quotes that are not withdrawn, wherever it is read."""
    source = source_of()
    keep_source(store, source)
    keep_speakers(store, OKAFOR, PORT)
    keep_quote(store, "q-1", statement_of(CRANES), source, OKAFOR)
    keep_quote(store, "q-2", statement_of(FERRIES), source, OKAFOR)
    withdraw(store, "q-1")
    assert store.speaker(OKAFOR.id) == SpeakerProfile(OKAFOR, quotes=1)
    assert store.speakers_named(["okafor"]) == (SpeakerProfile(OKAFOR, quotes=1),)
    assert store.speakers(PageRequest()).items == (SpeakerProfile(OKAFOR, quotes=1), SpeakerProfile(PORT))


def test_speakers_when_pages_are_turned(store: QuoteStore) -> None:
    """Pages hold every speaker once, in order of arrival."""
    people = [Speaker(f"p-{number}", f"Person {number}") for number in (3, 1, 2)]
    keep_speakers(store, *people)
    first = store.speakers(PageRequest(None, 2))
    second = store.speakers(PageRequest(first.next, 2))
    assert [profile.speaker for profile in (*first.items, *second.items)] == people
    assert second.next is None


@pytest.fixture
def town(store: QuoteStore) -> QuoteStore:
    """Three speakers: one with an alias and two roles, one with accents, one organisation."""
    with store.writing() as writer:
        for speaker in (OKAFOR, LINDQVIST, PORT):
            writer.add_speaker(speaker)
        writer.add_alias(OKAFOR.id, "I. O’Kafor-Brandt")
        writer.add_role(OKAFOR.id, Role("acting harbour master", "Port Authority of Vell", date(2021, 5, 3)))
        writer.add_role(LINDQVIST.id, Role("Verteidigungsministerin"))
    return store


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["okafor"], ["p-okafor"]),
        (["OKAFOR"], ["p-okafor"]),
        (["brandt"], ["p-okafor"]),
        (["O'Kafor"], ["p-okafor"]),
        (["asa"], ["p-lindqvist"]),
        (["A\u030asa"], ["p-lindqvist"]),
        (["LINDQVIST"], ["p-lindqvist"]),
        (["harbour"], ["p-okafor"]),
        (["authority"], ["p-okafor"]),
        (["verteidigungsministerin"], ["p-lindqvist"]),
        (["vell"], ["p-okafor", "p-port"]),
        (["port", "lindqvist", "port"], ["p-okafor", "p-lindqvist", "p-port"]),
        (["Port of Vell"], ["p-okafor", "p-port"]),
        (["oka"], []),
        (["harbourmaster"], []),
        (["%", "*", '"', "", " ", "OR", "'; DROP TABLE quotes; --"], []),
        ([], []),
    ],
)
def test_speakers_named_when_any_word_fits(town: QuoteStore, words: list[str], ids: list[str]) -> None:
    """A speaker is named by a whole word of name, alias, title or organisation, without case or accents."""
    assert [profile.speaker.id for profile in town.speakers_named(words)] == ids
    with town.writing() as writer:
        assert [profile.speaker.id for profile in writer.speakers_named(iter(words))] == ids


def test_speakers_named_when_the_profile_is_full(town: QuoteStore) -> None:
    """Whoever is named comes with aliases and roles."""
    assert town.speakers_named(["okafor"]) == (town.speaker(OKAFOR.id),)


def test_speakers_named_when_each_title_is_wanted_once(town: QuoteStore) -> None:
    """A title that was printed on several days is one role of the first day, without its source."""
    with town.writing() as writer:
        for on in (date(2022, 2, 2), date(2021, 6, 7), None):
            writer.add_role(OKAFOR.id, Role("harbour pilot", "Port of Vell", on))
    (whole,), (once,) = town.speakers_named(["okafor"]), town.speakers_named(["okafor"], titles_once=True)
    assert replace(once, roles=()) == replace(whole, roles=())
    printed = [(role.title, role.organisation) for role in whole.roles]
    assert sorted((role.title, role.organisation) for role in once.roles) == sorted(set(printed), key=str)
    assert Role("harbour pilot", "Port of Vell", date(2021, 6, 7)) in once.roles
    assert all(role.source_id is None for role in once.roles)


def test_speakers_named_when_keys_were_added(town: QuoteStore) -> None:
    """A speaker is also nominated by the keys of other spellings, which are no part of the profile."""
    before = town.speaker(LINDQVIST.id)
    with town.writing() as writer:
        writer.add_keys(LINDQVIST.id, ("lindkvist", "åsa", "lindkvist"))
        with pytest.raises(ValueError, match="p-nobody"):
            writer.add_keys("p-nobody", ("lindkvist",))
    assert town.speakers_named(["Lindkvist"]) == (before,)
    assert town.speaker(LINDQVIST.id) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gen. Pat WHITE", ("gen", "pat", "white")),
        ("Müller, MULLER", ("muller", "muller")),
        ("Straße", ("strasse",)),
        ("İstanbul", ("istanbul",)),
        ("al-Sadr’s", ("al", "sadr", "s")),
        ("２０２０ ﬁnds", ("2020", "finds")),
        ("snake_case", ("snake", "case")),
        ("— … “”", ()),
        ("", ()),
    ],
)
def test_words_of_when_spelt_differently(text: str, words: tuple[str, ...]) -> None:
    """Words lose case, accents, width and punctuation, and keep their order."""
    assert words_of(text) == words
