"""What is decided where the words are others."""

from __future__ import annotations

import pytest

from quoteservice.domain.claim import Bearing, Candidate, Claim, ClaimForm, Coverage, Dossier
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Resolution, ResolutionStatus, Speaker, SpeakerProfile
from quoteservice.domain.verdict import Finding, Judgement, Verdict
from quoteservice.matching.case import Case
from quoteservice.matching.judge import judge
from quoteservice.matching.prepare import prepare

ROE = Speaker("roe", "Jane Roe")
RECORD = "The hospital will get 40 additional beds before winter, and the wards will remain open."


def quote(text: str, form: Form = Form.DIRECT, cue: str | None = None) -> Quote:
    """A quote of Roe's."""
    whole = Span(0, len(text))
    statement = Statement(text, (whole,), form, (whole,) if form is Form.DIRECT else (), cue=cue)
    return Quote("q", Source("s", "0" * 64), statement, ROE)


SURE = Bearing(0.94, 0.02, 0.04)


def answer(
    text: str, recorded: Quote, similarity: float, form: ClaimForm = ClaimForm.ANY, bearing: Bearing = SURE
) -> Judgement:
    """What is decided on a claim by Roe whose only record is at this cosine, all of which the model weighs so."""
    known = SpeakerProfile(ROE)
    resolution = Resolution(ResolutionStatus.RESOLVED, known, (known,))
    candidates = (Candidate(recorded, similarity),)
    dossier = Dossier(Claim(text, ROE.name, form), resolution, candidates, Coverage(1, 1))
    case = Case.opened(prepare(dossier.claim), dossier)
    asked = case.open_questions()
    return judge(case.weighed({quote_id: (bearing,) * len(texts) for quote_id, texts in asked.items()}))


HONEST = "before winter comes, 40 additional beds arrive at the hospital, whose wards stay as they are"


@pytest.mark.parametrize(
    ("text", "similarity", "finding"),
    [
        (HONEST, 0.85, Finding.PARAPHRASE),
        (HONEST, 0.05, Finding.PARAPHRASE),
        (
            "before winter comes, 60 additional beds arrive at the hospital, whose wards stay as they are",
            0.85,
            Finding.NOT_FOUND,
        ),
        (
            "before winter comes, 40 additional beds arrive at the Lisbon hospital, whose wards stay",
            0.85,
            Finding.NOT_FOUND,
        ),
        (
            "before winter comes, 40 additional beds must arrive at the hospital, whose wards stay as they are",
            0.85,
            Finding.NOT_FOUND,
        ),
        (
            "before winter comes, the two hospital wards stay as they are, and 40 additional beds arrive",
            0.85,
            Finding.PARAPHRASE,
        ),
        (
            "before winter comes, two hospital wards stay as they are, and 40 additional beds arrive",
            0.85,
            Finding.NOT_FOUND,
        ),
        ("before winter the hospital sees more beds", 0.85, Finding.NOT_FOUND),
    ],
)
def test_judge_when_the_words_are_others(text: str, similarity: float, finding: Finding) -> None:
    """Other words that a model is sure of are confirmed, however far; never against a number, name or modal, or few."""
    assert answer(text, quote(RECORD), similarity).finding is finding


@pytest.mark.parametrize("bearing", [Bearing(0.5, 0.1, 0.4), Bearing(0.3, 0.6, 0.1), Bearing(0.0, 0.1, 0.9)])
def test_judge_when_the_model_is_not_sure(bearing: Bearing) -> None:
    """Words that leave a meaning possible confirm nothing alone, and contradict nothing."""
    assert answer(HONEST, quote(RECORD), 0.85, bearing=bearing).finding is Finding.NOT_FOUND


@pytest.mark.parametrize(("opposite", "finding"), [(0.98, Finding.CONTRADICTED), (0.9, Finding.NOT_FOUND)])
def test_judge_when_the_claim_names_what_the_record_does_not(opposite: float, finding: Finding) -> None:
    """It may be about something else: only what the model is surest of contradicts it, and nothing confirms it."""
    text = "the hospital in Lisbon has to get by without any more beds during the cold months"
    assert answer(text, quote(RECORD), 0.7, bearing=Bearing(0.01, opposite, 0.99 - opposite)).finding is finding
    assert answer(text, quote(RECORD), 0.7, bearing=Bearing(0.98, 0.01, 0.01)).finding is Finding.NOT_FOUND


def test_judge_when_the_claim_names_the_speakers_house() -> None:
    """Who speaks, for whom, and what the headline names, may be named though the words do not."""
    text = "before winter comes, the Lisbon hospital receives 40 additional beds, and its wards stay as they are"
    whole = Span(0, len(RECORD))
    statement = Statement(RECORD, (whole,), Form.DIRECT, (whole,), organisation="Lisbon Hospital Trust")
    theirs = Quote("q", Source("s", "0" * 64), statement, ROE)
    headed = Quote("q", Source("s", "0" * 64, title="Beds for Lisbon"), quote(RECORD).statement, ROE)
    assert answer(text, quote(RECORD), 0.85).finding is Finding.NOT_FOUND
    assert answer(text, theirs, 0.85).finding is Finding.PARAPHRASE
    assert answer(text, headed, 0.85).finding is Finding.PARAPHRASE


def test_judge_when_words_and_model_see_the_opposite() -> None:
    """A claim that denies what the record affirms, as the model sees it too, is contradicted; else it stays open."""
    text = "the hospital has to get by without any more beds during the cold months"
    assert answer(text, quote(RECORD), 0.7, bearing=Bearing(0.1, 0.85, 0.05)).finding is Finding.CONTRADICTED
    assert answer(text, quote(RECORD), 0.7, bearing=Bearing(0.8, 0.1, 0.1)).finding is Finding.NOT_FOUND


def test_judge_when_the_opposite_is_on_record_and_nobody_is_claimed() -> None:
    """That one said the opposite does not tell whether another said this."""
    claim = Claim("the hospital has to get by without any more beds during the cold months")
    case = Case.opened(prepare(claim), Dossier(claim, None, (Candidate(quote(RECORD), 0.7),), Coverage(1, 1)))
    opposite = {"q": (Bearing(0.01, 0.98, 0.01),)}
    assert judge(case.weighed(opposite)).finding is Finding.NOT_FOUND


DENIED = "No ward has been shut. The hospital will get 40 additional beds before the winter."


@pytest.mark.parametrize(
    ("text", "bearing", "finding"),
    [
        ("none of the wards at the hospital has been put out of use", Bearing(0.5, 0.47, 0.03), Finding.PARAPHRASE),
        ("none of the wards at the hospital has been put out of use", Bearing(0.1, 0.87, 0.03), Finding.NOT_FOUND),
        ("none of the wards at the hospital has been put out of use", Bearing(0.3, 0.2, 0.5), Finding.NOT_FOUND),
        ("some of the wards at the hospital have been put out of use", Bearing(0.5, 0.47, 0.03), Finding.NOT_FOUND),
        ("some of the wards at the hospital have been put out of use", Bearing(0.1, 0.85, 0.05), Finding.CONTRADICTED),
        ("the hospital is packing up for good", Bearing(0.01, 0.98, 0.01), Finding.CONTRADICTED),
        ("none of the wards is in use", Bearing(0.9, 0.05, 0.05), Finding.NOT_FOUND),
    ],
)
def test_judge_when_model_and_negations_are_weighed_together(text: str, bearing: Bearing, finding: Finding) -> None:
    """That both deny speaks for a paraphrase and one alone against it; a doubt of the model's closes either, and fewer
    than eight words are contradicted at most."""
    assert answer(text, quote(DENIED), 0.8, bearing=bearing).finding is finding


def test_open_questions_when_an_utterance_has_several_sentences() -> None:
    """The model reads the whole and, by itself, the sentence that the claim is about."""
    dossier = Dossier(
        Claim("not one ward was shut there", ROE.name), None, (Candidate(quote(DENIED), 0.8),), Coverage()
    )
    case = Case.opened(prepare(dossier.claim), dossier)
    assert case.open_questions() == {"q": (DENIED, "No ward has been shut.")}


def test_judge_when_other_words_are_claimed_as_direct() -> None:
    """The same meaning in other words is rejected as a direct quotation."""
    judgement = answer(HONEST, quote(RECORD), 0.85, ClaimForm.DIRECT)
    assert (judgement.verdict, judgement.finding) == (Verdict.REJECTED, Finding.PARAPHRASE)


def test_judge_when_something_is_near() -> None:
    """An answer left open shows what comes nearest; where nothing does, it shows nothing."""
    unsure = Bearing(0.2, 0.2, 0.6)
    near = answer("the clinic expects a quiet cold season for its patients", quote(RECORD), 0.6, bearing=unsure)
    far = answer("the clinic expects a quiet cold season for its patients", quote(RECORD), 0.05, bearing=unsure)
    assert (near.finding, len(near.evidence)) == (Finding.NOT_FOUND, 1)
    assert (far.finding, len(far.evidence)) == (Finding.NOT_FOUND, 0)
    assert near.confidence < far.confidence


STOOD_FOR = "claims that the wards on the upper floor are going to be shut before the winter"


@pytest.mark.parametrize("cue", ["talked about", "discussed", "referred to", "cited"])
def test_judge_when_the_words_only_name_a_topic(cue: str) -> None:
    """ "Roe discussed claims that the wards were shut" prints what was spoken about, and no words of Roe."""
    assert answer(STOOD_FOR, quote(STOOD_FOR, Form.INDIRECT, cue), 1.0).finding is Finding.NOT_FOUND
    assert answer(STOOD_FOR, quote(STOOD_FOR, Form.INDIRECT, "repeated"), 1.0).finding is not Finding.NOT_FOUND


@pytest.mark.parametrize("cue", ["rejected", "supports", "criticised", "called for", "refused", "wants"])
def test_judge_when_the_words_only_name_a_stand(cue: str) -> None:
    """ "Roe rejected claims that the wards were shut" prints no words of Roe's; what it means, the model reads."""
    stand = quote(STOOD_FOR, Form.INDIRECT, cue)
    assert answer(STOOD_FOR, stand, 1.0, bearing=Bearing(0.98, 0.01, 0.01)).finding is Finding.PARAPHRASE
    assert answer(STOOD_FOR, stand, 1.0, bearing=Bearing(0.01, 0.98, 0.01)).finding is Finding.CONTRADICTED
    assert answer(STOOD_FOR, stand, 1.0, bearing=Bearing(0.01, 0.01, 0.98)).finding is Finding.NOT_FOUND


def test_open_questions_when_a_cue_gives_the_words_their_meaning() -> None:
    """The model reads who said it and how, where "said" would say something else; what was disowned, as it stands."""
    asked = {}
    for cue in ("denied", "said", "ruled out"):
        stand = quote("a closure of the upper wards", Form.INDIRECT, cue)
        dossier = Dossier(
            Claim("the wards on the upper floor will close", ROE.name), None, (Candidate(stand, 0.8),), Coverage()
        )
        asked[cue] = Case.opened(prepare(dossier.claim), dossier).open_questions()["q"]
    assert asked["said"] == ("a closure of the upper wards.",)
    assert asked["denied"][0].endswith(" denied a closure of the upper wards.")
    assert asked["ruled out"][0].endswith(" ruled out a closure of the upper wards.")


def test_judge_when_the_words_were_denied_or_asked() -> None:
    """Words that the speaker is reported to deny are contradicted, their negation said; a question says nothing."""
    text = "the wards on the upper floor are going to be shut before the winter"
    denied = quote(text, Form.INDIRECT, "denied")
    assert answer(text, denied, 1.0).finding is Finding.CONTRADICTED
    negated = text.replace("are going", "are not going")
    assert answer(negated, denied, 0.9).finding is Finding.PARAPHRASE
    assert answer(text, quote(text, Form.INDIRECT, "asked"), 1.0).finding is Finding.NOT_FOUND
