"""The seed article gives its eleven attributed statements, and none of its traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteservice.domain.quote import Form, Statement
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.extraction.article import ArticleReader

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))

# speaker, kind, mention, role, form, cue, channel, first words, last words
ROWS = [
    (
        "an alliance spokesman",
        SpeakerKind.ANONYMOUS,
        "an alliance spokesman",
        "alliance spokesman",
        Form.INDIRECT,
        "said",
        None,
        "NATO has suspended Canadian-led training",
        "killed a top Iranian general",
    ),
    (
        "Dylan White",
        SpeakerKind.PERSON,
        "Dylan White",
        "acting NATO spokesman",
        Form.DIRECT,
        "said",
        "in a statement",
        "The safety of our personnel in Iraq is paramount We continue",
        "training activities are temporarily suspended.",
    ),
    (
        "Dylan White",
        SpeakerKind.PERSON,
        "He",
        None,
        Form.INDIRECT,
        "said",
        None,
        "NATO Secretary General Jens Stoltenberg had spoken by phone",
        "at Baghdad airport",
    ),
    (
        "Dylan White",
        SpeakerKind.PERSON,
        "he",
        None,
        Form.INDIRECT,
        "added",
        None,
        "NATO was monitoring the situation in the region very closely",
        "very closely",
    ),
    (
        "Harjit Sajjan",
        SpeakerKind.PERSON,
        "Harjit Sajjan",
        "Defence Minister",
        Form.MIXED,
        "said",
        "in a statement to CBC News",
        'The "safety and security" of Canadian troops',
        "is top of mind",
    ),
    (
        "Harjit Sajjan",
        SpeakerKind.PERSON,
        "Harjit Sajjan",
        None,
        Form.MIXED,
        "adding",
        None,
        "Canada is monitoring the security environment",
        '"taking all necessary precautions."',
    ),
    (
        "Harjit Sajjan",
        SpeakerKind.PERSON,
        "the minister",
        None,
        Form.MIXED,
        "wrote",
        None,
        "the mandates of\xa0the NATO mission",
        "wake of Soleimani's death",
    ),
    (
        "Harjit Sajjan",
        SpeakerKind.PERSON,
        "He",
        None,
        Form.INDIRECT,
        "confirmed",
        None,
        "all training by\xa0Canadian military personnel",
        "has been temporarily suspended",
    ),
    (
        "A source at National Defence HQ",
        SpeakerKind.ANONYMOUS,
        "A source at National Defence HQ",
        None,
        Form.INDIRECT,
        "told CBC News",
        None,
        "there are probably about 500 Canadian military personnel",
        "in an official capacity",
    ),
    (
        "the German military",
        SpeakerKind.ORGANISATION,
        "the German military",
        None,
        Form.INDIRECT,
        "said",
        "in a letter seen by Reuters",
        "the United States and its allies had suspended training",
        "strike on Soleimani",
    ),
    (
        "a senior German officer",
        SpeakerKind.ANONYMOUS,
        "a senior German officer",
        "senior German officer",
        Form.INDIRECT,
        "said",
        "In the letter to German lawmakers",
        "U.S. Lieutenant General Pat White had decided",
        "which he commands",
    ),
]


@pytest.fixture(scope="module")
def seed() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(reader: ArticleReader, seed: str) -> tuple[Statement, ...]:
    return reader.read(seed)


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{row[0]}, {row[7][:30]}" for row in ROWS])
def test_statement_when_the_seed_is_read(found: tuple[Statement, ...], number: int) -> None:
    """Each statement has its speaker, kind, mention, role, form, cue, channel, and words from first to last."""
    statement = found[number]
    assert (
        statement.speaker,
        statement.kind,
        statement.mention,
        statement.role,
        statement.form,
        statement.cue,
        statement.channel,
    ) == ROWS[number][:7]
    assert statement.content.startswith(ROWS[number][7])
    assert statement.content.endswith(ROWS[number][8])


def test_count_when_the_seed_is_read(found: tuple[Statement, ...]) -> None:
    """Nothing else is a statement: no caption, credit, heading, 'train-and-advise', nor the narrator's sentences."""
    assert len(found) == len(ROWS)


def test_parts_when_the_cue_stands_in_the_middle(found: tuple[Statement, ...], seed: str) -> None:
    """One utterance printed around its cue has two parts, both inside their quotation marks."""
    parts = found[1].parts
    assert len(parts) == 2
    assert found[1].quoted == parts
    assert all(seed[part.start - 1] == '"' for part in parts)


def test_speakers_when_two_bear_one_surname(found: tuple[Statement, ...]) -> None:
    """Pat White, who is only talked about, says nothing."""
    assert {statement.speaker for statement in found if "White" in (statement.speaker or "")} == {"Dylan White"}


def test_offsets_when_the_seed_is_read(found: tuple[Statement, ...], seed: str) -> None:
    """The content is the parts as printed, joined by one space; no-break spaces stay as they are."""
    for statement in found:
        assert statement.content == " ".join(part.cut(seed) for part in statement.parts)
        if statement.cue_span is not None:
            assert statement.cue == " ".join(statement.cue_span.cut(seed).split())
