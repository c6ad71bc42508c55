from __future__ import annotations

import csv
import gzip
import json
import random
from pathlib import Path

import pytest

from quoteservice.training.build import build, weights
from quoteservice.training.news import quotes_by_speaker, sentences
from quoteservice.training.pairs import CONTRADICTS, NEITHER, NOT_SUPPORTED, QUOTES, SUPPORTS, TRAIN, Pair, labelled
from tests.fakes import FakeEncoder

ROWS = [
    ("mrpc", "same", None, "The ferry sank near the harbour on Sunday.", "On Sunday the ferry sank close to the port."),
    ("sick", "entails", None, "A man is painting a red fence", "A man is painting a fence"),
    ("sick", "altered", "negation/antonym", "A dog is asleep", "A dog is not asleep"),
    ("wikifactcheck_neg", "altered", "flip", "The tower was built in May.", "The tower was built in June."),
    ("breaking_nli", "altered", "one-word: antonyms", "A tall boy runs.", "A short boy runs."),
    ("breaking_nli", "altered", "one-word: colors", "A red car stops.", "A blue car stops."),
    ("pawsx_en", "different", "word-swap", "Ann beat Eve in Rome .", "Eve beat Ann in Rome ."),
    ("fever_symmetric", "refutes", None, "The lake is in Peru .", "The lake is in Chile ."),
]
QUOTED = {
    "Ada Finch": [
        "We will not close the library this year. The town needs it more than another car park.",
        "The swimming pool is safe, and the children can come back to it on Monday morning.",
    ],
    "Bo Lind": [
        "I think that the new timetable has made the trains slower and the journeys longer for everyone.",
        "Our drivers have worked every weekend since March, and they are tired of waiting for an answer.",
    ],
}


def row(values: tuple[str, str, str | None, str, str]) -> dict[str, object]:
    origin, label, phenomenon, recorded, claimed = values
    return {"src": origin, "label": label, "phenomenon": phenomenon, "score": None, "a": recorded, "b": claimed}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The labelled sets in small, with sentences of our own."""
    for name in (TRAIN, QUOTES):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(tmp_path / TRAIN, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row(values)) + "\n" for values in ROWS)
    with gzip.open(tmp_path / QUOTES, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["quotation", "speaker"])
        writer.writeheader()
        for speaker, quotes in QUOTED.items():
            writer.writerows({"quotation": quote, "speaker": speaker} for quote in quotes)
    return tmp_path


@pytest.mark.parametrize(
    ("at", "allowed"),
    [(0, SUPPORTS), (2, CONTRADICTS), (3, NOT_SUPPORTED), (4, CONTRADICTS), (5, NOT_SUPPORTED), (6, NOT_SUPPORTED)],
)
def test_label_allows_contradicts_only_where_the_set_denies(at: int, allowed: tuple[bool, bool, bool]) -> None:
    """Denials and opposites contradict; another number, colour or order is only not supported."""
    pair = labelled(row(ROWS[at]))
    assert pair is not None
    assert pair.allowed == allowed


def test_build_is_the_same_when_the_seed_is(folder: Path) -> None:
    """One seed, one list of pairs; another seed, another order."""
    encode = FakeEncoder().encode
    assert build(folder, encode, 3) == build(folder, encode, 3)
    assert build(folder, encode, 3) != build(folder, encode, 4)


def test_build_gives_every_altered_set_an_honest_twin(folder: Path) -> None:
    """A set in which nothing is true to the record gets pairs that are."""
    made = build(folder, FakeEncoder().encode, 3)
    for origin in ("wikifactcheck_neg", "breaking_nli"):
        assert {pair.allowed[0] for pair in made if pair.origin == origin} == {True, False}


def test_news_pairs_hold_honest_denied_and_other_claims(folder: Path) -> None:
    """Quotes give claims that are supported, contradicted, and about something else that the speaker said."""
    made = [pair for pair in build(folder, FakeEncoder().encode, 3) if pair.origin == "news"]
    assert {SUPPORTS, CONTRADICTS, NEITHER} <= {pair.allowed for pair in made}


def test_weights_even_out_a_band_when_one_answer_prevails() -> None:
    """In a set and band where supported pairs are few, each of them weighs more."""
    said = "the mill will close in May"
    pairs = [Pair(said, said, SUPPORTS, "one"), *(Pair(said, said, NEITHER, "one") for _ in range(2))]
    honest, other, _ = weights(pairs)
    assert honest == pytest.approx(2 * other)


def test_quotes_come_in_groups_of_one_speaker(folder: Path) -> None:
    """Each group holds the quotes of one speaker, who has at least two."""
    groups = quotes_by_speaker(folder / QUOTES, random.Random(1), 10)
    assert sorted(map(sorted, groups)) == sorted(map(sorted, QUOTED.values()))


def test_sentences_leave_out_what_is_too_short() -> None:
    """A sentence that says too little is not claimed."""
    assert sentences("No. We will not close the library this year.") == ["We will not close the library this year."]
