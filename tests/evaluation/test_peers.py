"""Other matchers are asked fairly, and skipped plainly where they are not installed."""

from __future__ import annotations

import importlib.util

import pytest

from quoteservice.domain.verdict import Finding
from quoteservice.evaluation import peers
from quoteservice.evaluation.cases import Case, Part
from tests.fakes import FakeEncoder

DOCUMENT = 'The quay will be rebuilt.\n\n"The quay is older than the town, and nobody dares to move it," said Ada Lund.'
OTHER = '"Every tram in this city is late on Mondays," said Bo Ruiz.'


def case(name: str, text: str, finding: Finding, part: Part = Part.DEV) -> Case:
    """A case without a speaker: peers know none."""
    return Case(name, part, text, finding)


@pytest.mark.parametrize("name", ["rapidfuzz partial ratio >= 90", "difflib >= 0.90"])
def test_a_fuzzy_matcher_takes_a_dropped_word_for_the_same_when_it_is_short(name: str) -> None:
    """Both accept the words themselves, both accept a changed date, neither accepts other words."""
    accepts = peers.PEERS[name]()
    assert accepts("The quay is older than the town, and nobody dares to move it", [OTHER, DOCUMENT])
    assert accepts("The quay is older than the town, and nobody dared to move it", [OTHER, DOCUMENT])
    assert not accepts("A ferry crosses the sound twice a week in summer", [OTHER, DOCUMENT])


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("quotecheck", "quotecheck"),
        ("linkml-reference-validator", "linkml_reference_validator"),
        ("proof-citations", "proof_citations"),
        ("langextract aligner", "langextract"),
        ("langextract aligner, strict", "langextract"),
    ],
)
def test_a_package_accepts_the_words_themselves_when_installed(name: str, package: str) -> None:
    """Each is called as its makers mean it: words that stand in the document are accepted."""
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed (pip install 'quoteservice[peers]')")
    accepts = peers.PEERS[name]()
    assert accepts("nobody dares to move it", [DOCUMENT])
    assert not accepts("penguins sleep standing in a northern garden", [DOCUMENT])


def test_a_missing_package_is_named_when_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A peer that cannot be imported gives a sentence that says so, and the others are still measured."""

    def missing() -> peers.Accepts:
        raise ModuleNotFoundError("No module named 'absent'", name="absent")

    monkeypatch.setattr(peers, "PEERS", {"gone": missing, "difflib >= 0.90": peers.PEERS["difflib >= 0.90"]})
    cases = [
        case("a", "The quay is older than the town", Finding.EXCERPT),
        case("b", "Every quay is newer than the sea", Finding.ALTERED),
        case("c", "Every tram in this city is late on Mondays", Finding.VERBATIM, Part.REPORT),
    ]
    lines = peers.shares(cases, peers.compare(cases, [DOCUMENT, OTHER], FakeEncoder()))
    assert lines["gone"] == "skipped: absent is not installed (pip install 'quoteservice[peers]')"
    assert lines["difflib >= 0.90"]["dev"]["honest_accepted"] == 100.0
    assert lines["difflib >= 0.90"]["dev"]["changed_accepted"] == 0.0


def test_the_threshold_parts_honest_from_bad_when_fitted() -> None:
    """The best threshold on separable scores accepts every honest and no bad case."""
    cases = [
        case("a", "1", Finding.VERBATIM),
        case("b", "2", Finding.EXCERPT),
        case("c", "3", Finding.ALTERED),
        case("d", "4", Finding.NOT_FOUND),
    ]
    assert peers.best_threshold(cases, {"a": 0.9, "b": 0.8, "c": 0.7, "d": 0.1}) == 0.8


def test_passages_are_paragraphs_and_their_sentences_when_cut() -> None:
    """A claim is held against paragraphs and single sentences, without quotation marks around them."""
    found = peers.passages('"It rains. It pours," she said.\nThe end.')
    assert set(found) == {'It rains. It pours," she said.', "It rains.", 'It pours," she said.', "The end."}


def test_shares_are_counted_by_what_is_wrong_when_accepted() -> None:
    """Honest prints, paraphrases, changed, misattributed and absent words have a share each."""
    cases = [
        case("a", "1", Finding.VERBATIM),
        case("b", "2", Finding.PARAPHRASE),
        case("c", "3", Finding.ALTERED),
        case("d", "4", Finding.SPLICED),
        case("e", "5", Finding.MISATTRIBUTED),
        case("f", "6", Finding.NOT_FOUND),
    ]
    answers = peers.Answers({"a": True, "b": False, "c": True, "d": False, "e": True, "f": False}, 1.26)
    assert peers.shares(cases, {"it": answers})["it"]["dev"] == {
        "honest_accepted": 100.0,
        "paraphrase_accepted": 0.0,
        "changed_accepted": 50.0,
        "misattributed_accepted": 100.0,
        "absent_accepted": 0.0,
        "ms": 1.3,
    }
    assert peers.counts(cases, {"it": answers, "gone": "skipped"}) == {
        "it": {"honest": 2, "honest_accepted": 1, "bad": 4, "bad_accepted": 2}
    }
