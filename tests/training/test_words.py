"""The table of synonyms and antonyms, made from WordNet's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteservice.matching.wordnet import ANTONYM_LINES, SYNONYM_LINES
from quoteservice.training import words
from quoteservice.training.words import WordNet, antonyms, module, synonyms

# A dictionary of our own in WordNet's format: buy and purchase mean one thing, mainly; kept is a rare sense of buy.
DATA = {
    "verb": [
        "00000001 40 v 02 buy 0 purchase 0 001 ! 00000003 v 0101 01 + 08 00 | obtain for money",
        "00000002 40 v 02 buy 0 accept 0 000 01 + 08 00 | believe",
        "00000003 40 v 01 sell 0 001 ! 00000001 v 0101 01 + 08 00 | give for money",
    ],
    "noun": ["00000004 04 n 02 coach 0 manager 0 000 | who trains a team"],
    "adj": ["00000005 00 a 01 able 0 000 | can"],
    "adv": [],
}
INDEX = {
    "verb": [
        "buy v 2 0 2 2 00000001 00000002",
        "purchase v 1 0 1 1 00000001",
        "accept v 1 0 1 1 00000002",
        "sell v 1 1 ! 1 1 00000003",
    ],
    "noun": ["coach n 1 0 1 1 00000004", "manager n 1 0 1 1 00000004"],
    "adj": ["able a 1 0 1 1 00000005"],
    "adv": [],
}
COUNTS = [
    "buy%2:40:00:: 1 90", "buy%2:40:01:: 2 10", "purchase%2:40:00:: 1 9", "accept%2:40:00:: 1 5",
    "sell%2:40:00:: 1 7", "coach%1:04:00:: 1 3", "manager%1:04:00:: 1 3",
]  # fmt: skip
NOTICE = "  1 this line belongs to the licence"


@pytest.fixture
def files(tmp_path: Path) -> WordNet:
    """The dictionary as a folder."""
    for pos in DATA:
        (tmp_path / f"data.{pos}").write_text("\n".join([NOTICE, *DATA[pos]]) + "\n")
        (tmp_path / f"index.{pos}").write_text("\n".join([NOTICE, *INDEX[pos]]) + "\n")
    (tmp_path / "cntlist.rev").write_text("\n".join(COUNTS) + "\n")
    return WordNet(tmp_path)


def test_synonyms_when_a_shared_sense_is_rare(files: WordNet) -> None:
    """Only words that mainly mean one thing are joined, and none that were read and put apart."""
    assert synonyms(files) == {("buy", "purchase")}


def test_antonyms_when_both_are_common(files: WordNet) -> None:
    """Antonyms of the files are taken over, once each."""
    assert antonyms(files) == {("buy", "sell")}


def test_module_when_it_is_made(files: WordNet) -> None:
    """The module is Python that holds the pairs and the licence."""
    text = module(synonyms(files), antonyms(files), "Keep this notice")
    assert "# Keep this notice\n" in text
    found: dict[str, object] = {}
    exec(compile(text, "wordnet.py", "exec"), found)
    assert found["SYNONYM_LINES"] == ("buy purchase",)
    assert found["ANTONYM_LINES"] == ("buy sell",)


def test_tables_when_committed() -> None:
    """What is committed carries the licence, joins no pair that was put apart, and no word that the rules read."""
    licence = words.LICENCE.read_text(encoding="utf-8").splitlines()
    text = words.MODULE.read_text(encoding="utf-8")
    assert all(f"# {line}".rstrip() in text for line in licence)
    pairs = {
        (entry.split(" ")[0], other)
        for line in SYNONYM_LINES
        for entry in line.split("; ")
        for other in entry.split(" ")[1].split(",")
    }
    assert len(pairs) > 1_000
    assert not pairs & words.APART
    assert not {word for pair in pairs for word in pair} & words.RULED
    assert len(ANTONYM_LINES) > 10
