"""What is decided where words leave it open."""

from __future__ import annotations

import pytest

from quoteservice.domain.claim import Bearing, Candidate, Claim, ClaimForm, Coverage, Dossier
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Resolution, ResolutionStatus, Speaker, SpeakerProfile
from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.matching.case import MOST_WEIGHED, MOST_WEIGHED_OF_OTHERS, Case
from quoteservice.matching.judge import judge
from quoteservice.matching.prepare import prepare

ROE, DOE = Speaker("roe", "Jane Roe"), Speaker("doe", "John Doe")
RECORD = "The hospital will get 40 additional beds before winter, and none of the wards is going to be shut."
SUPPORTS, CONTRADICTS, NEITHER = Bearing(0.96, 0.02, 0.02), Bearing(0.02, 0.96, 0.02), Bearing(0.02, 0.02, 0.96)


def quote(text: str, speaker: Speaker, id_: str) -> Quote:
    """A quote in quotation marks."""
    whole = Span(0, len(text))
    return Quote(id_, Source("s", "0" * 64), Statement(text, (whole,), Form.DIRECT, (whole,)), speaker)


def case(text: str, *record: Quote, form: ClaimForm = ClaimForm.ANY) -> Case:
    """A claim by Roe with a record at a cosine of 0.7."""
    known = SpeakerProfile(ROE)
    resolution = Resolution(ResolutionStatus.RESOLVED, known, (known,))
    claim = Claim(text, ROE.name, form)
    candidates = tuple(Candidate(each, 0.7) for each in record)
    return Case.opened(prepare(claim), Dossier(claim, resolution, candidates, Coverage(len(record), 1)))


HONEST = "more places for patients are coming to the clinic in time for the cold season"


@pytest.mark.parametrize(
    ("text", "bearing", "finding"),
    [
        (HONEST, SUPPORTS, Finding.PARAPHRASE),
        (HONEST, NEITHER, Finding.NOT_FOUND),
        ("parts of the building are to be closed and patients will be turned away", CONTRADICTS, Finding.CONTRADICTED),
        ("the clinic is getting 60 more places for patients in time for the cold season", SUPPORTS, Finding.NOT_FOUND),
        (
            "the clinic in Lisbon is getting more places for patients in time for the cold season",
            SUPPORTS,
            Finding.NOT_FOUND,
        ),
        ("the clinic must get more places for patients in time for the cold season", SUPPORTS, Finding.NOT_FOUND),
        ("more patients get a place there", SUPPORTS, Finding.NOT_FOUND),
    ],
)
def test_judge_when_meaning_was_weighed(text: str, bearing: Bearing, finding: Finding) -> None:
    """A model may confirm other words, but not against a number, a name, a modal, or for a handful of words."""
    asked = case(text, quote(RECORD, ROE, "q"))
    assert [each.id for each in asked.open_questions()] == ["q"]
    assert judge(asked.weighed({"q": bearing})).finding is finding


def test_judge_when_other_words_are_claimed_as_direct() -> None:
    """The same meaning in other words is rejected as a direct quotation."""
    asked = case(HONEST, quote(RECORD, ROE, "q"), form=ClaimForm.DIRECT).weighed({"q": SUPPORTS})
    assert (judge(asked).verdict, judge(asked).finding) == (Verdict.REJECTED, Finding.PARAPHRASE)


def test_open_questions_when_the_words_decide() -> None:
    """Nothing is weighed where the words stand on record, or are too few to tell anything."""
    assert case("none of the wards is going to be shut", quote(RECORD, ROE, "q")).open_questions() == ()
    assert case("no comment", quote(RECORD, ROE, "q")).open_questions() == ()


def test_open_questions_when_there_are_many_candidates() -> None:
    """Only the nearest of the claimed speaker and of others are weighed."""
    record = [
        quote(f"{RECORD} {number}", speaker, f"{speaker.id}{number}") for number in range(9) for speaker in (ROE, DOE)
    ]
    asked = [each.speaker for each in case(HONEST, *record).open_questions()]
    assert (asked.count(ROE), asked.count(DOE)) == (MOST_WEIGHED, MOST_WEIGHED_OF_OTHERS)


def test_judge_when_the_denied_words_are_supported() -> None:
    """Words that the speaker is reported to deny are contradicted, exact or in other words."""
    text = "the wards on the upper floor are going to be shut before the winter"
    whole = Span(0, len(text))
    denied = Quote("q", Source("s", "0" * 64), Statement(text, (whole,), Form.INDIRECT, cue="denied"), ROE)
    assert judge(case(text, denied)).finding is Finding.CONTRADICTED
    other = case("the upstairs rooms are about to be closed in the next few months", denied)
    assert judge(other.weighed({"q": SUPPORTS})).finding is Finding.CONTRADICTED
