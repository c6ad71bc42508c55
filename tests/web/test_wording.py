"""Verdicts, findings and figures in plain words."""

from __future__ import annotations

from datetime import date

import pytest

from quoteservice.domain.claim import Coverage, Profile
from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.domain.verdict import Change, ChangeKind, Finding, Severity, Verdict
from quoteservice.web import wording


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (wording.FINDINGS, Finding),
        (wording.VERDICTS, Verdict),
        (wording.CHANGE_KINDS, ChangeKind),
        (wording.SEVERITIES, Severity),
        (wording.FORMS, Form),
        (wording.SPEAKER_KINDS, SpeakerKind),
        (wording.PROFILES, Profile),
    ],
)
def test_tables_name_everything(table: dict[str, object], kind: type) -> None:
    """Nothing that the service can answer is without words, and nothing has words that it cannot answer."""
    assert set(table) == set(kind)


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (1.0, "nearly certain, 99%"),
        (0.95, "nearly certain, 95%"),
        (0.949, "likely, 95%"),
        (0.7, "somewhat likely, 70%"),
        (0.2, "unsure, 20%"),
    ],
)
def test_confidence_in_words(probability: float, words: str) -> None:
    """Confidence is words and a percentage, which never claims to be certain."""
    assert wording.confidence(probability) == words


@pytest.mark.parametrize(
    ("claimed", "recorded", "word"),
    [("not", "", "added"), (" ", "perhaps", "left out"), ("some", "all", "changed")],
)
def test_change_in_one_word(claimed: str, recorded: str, word: str) -> None:
    """A change is named for what was done to the record."""
    spans = Span(0, len(claimed)), Span(0, len(recorded))
    assert wording.change(Change(ChangeKind.WORD, Severity.MATERIAL, claimed, recorded, *spans)) == word


@pytest.mark.parametrize(
    ("coverage", "speaker", "sentence"),
    [
        (Coverage(), "Jane Roe", "Nothing by Jane Roe is on record."),
        (Coverage(), None, "Nothing is on record."),
        (Coverage(1, 1), None, "Searched 1 statement in 1 source."),
        (
            Coverage(1200, 2, date(2024, 5, 2), date(2024, 5, 2)),
            "Jane Roe",
            "Searched 1,200 statements by Jane Roe in 2 sources, published on 2 May 2024.",
        ),
        (
            Coverage(3, 2, date(2024, 5, 2), date(2025, 1, 9)),
            None,
            "Searched 3 statements in 2 sources, published from 2 May 2024 to 9 January 2025.",
        ),
    ],
)
def test_coverage_as_a_sentence(coverage: Coverage, speaker: str | None, sentence: str) -> None:
    """What was searched is one sentence that claims no more than that."""
    assert wording.coverage(coverage, speaker) == sentence


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
     "data:text/html,x", "//quay.example/x", "quay.example", "file:///etc/passwd", "http:///x", "http://[::1"],
)  # fmt: skip
def test_link_when_address_is_not_of_the_web(url: str | None) -> None:
    """Only http and https addresses become links."""
    assert wording.link(url) is None


def test_link_when_address_is_of_the_web() -> None:
    """Addresses of the web are linked as they are."""
    assert wording.link("https://quay.example/a?b=c#d") == "https://quay.example/a?b=c#d"
