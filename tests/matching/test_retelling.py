"""A speaker's own words turned into reported speech, and back."""

from __future__ import annotations

import pytest

from quoteservice.domain.claim import Candidate, Claim, ClaimForm, Coverage, Dossier
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Resolution, ResolutionStatus, Speaker, SpeakerProfile
from quoteservice.domain.verdict import Finding, Judgement, Verdict
from quoteservice.matching.case import Case
from quoteservice.matching.judge import judge
from quoteservice.matching.prepare import prepare

ROE = Speaker("roe", "Jane Roe")
PIER = "We will close the pier before winter comes, and I have told our tenants."
LORRY = "I did not see the lorry until it was too late for all of us."
REPORTED = "the ministry would publish the report before the end of May"


def answer(text: str, recorded: str, form: ClaimForm = ClaimForm.ANY, printed: Form = Form.DIRECT) -> Judgement:
    """What is decided on a claim by Minister Jane Roe with one record, at a cosine that confirms nothing."""
    whole = Span(0, len(recorded))
    quoted = (whole,) if printed is Form.DIRECT else ()
    statement = Statement(recorded, (whole,), printed, quoted, role="Minister of Fisheries")
    known = SpeakerProfile(ROE)
    claim = Claim(text, ROE.name, form)
    candidate = Candidate(Quote("q", Source("s", "0" * 64), statement, ROE), 0.5)
    resolution = Resolution(ResolutionStatus.RESOLVED, known, (known,))
    return judge(Case.opened(prepare(claim), Dossier(claim, resolution, (candidate,), Coverage(1, 1))))


@pytest.mark.parametrize("form", [ClaimForm.ANY, ClaimForm.INDIRECT])
@pytest.mark.parametrize(
    ("recorded", "text"),
    [
        (PIER, "They would close the pier before winter came, and she had told their tenants"),
        (PIER, "The harbour board would close the pier before winter comes, and she has told its tenants"),
        (LORRY, "He had not seen the lorry until it was too late for all of them"),
        ("We must sell the boats before winter.", "They had to sell the boats before winter"),
        ("We lost three houses and a barn.", "They had lost three houses and a barn"),
        ("We will open the dam and both of the old locks in the valley tomorrow.",
         "The agency would open the dam and both of the old locks in the valley the next day"),
        ("I know the crew, and I won't leave it.", "She knew the crew and wouldn't leave it"),
        ("The crew is waiting and the boats are loaded.", "The crew was waiting and the boats were loaded"),
        ("Skippers are ready to pay for the quay. They are not ready to pay for the crane.",
         "Skippers were ready to pay for the quay but not for the crane"),
    ],
)  # fmt: skip
def test_judge_when_words_are_reported(recorded: str, text: str, form: ClaimForm) -> None:
    """Persons, tenses and days seen from elsewhere say the same."""
    assert answer(text, recorded, form).finding is Finding.PARAPHRASE


def test_judge_when_a_report_is_claimed_as_quoted() -> None:
    """Quotation marks claim the speaker's own words."""
    text = "They would close the pier before winter came, and she had told their tenants"
    assert answer(text, PIER, ClaimForm.DIRECT).verdict is Verdict.REJECTED


@pytest.mark.parametrize(
    "text",
    [
        "They would not close the pier before winter came, and she had told their tenants",
        "They might close the pier before winter came, and she had told their tenants",
        "They had closed the pier before winter came, and she had told their tenants",
        "They would open the pier before winter came, and she had told their tenants",
        "Norway would close the pier before winter came, and she had told their tenants",
        "Most harbours would close the pier before winter came, and she had told their tenants",
        "I had closed the pier before winter came, and I have told our tenants",
    ],
)
def test_judge_when_a_report_changes_more_than_its_view(text: str) -> None:
    """What stays different after persons and tenses are undone was altered."""
    assert answer(text, PIER).finding is Finding.ALTERED


def test_judge_when_one_person_of_a_report_is_another() -> None:
    """ "He" is not "she", who was spoken of."""
    assert answer("He hit her with a bottle at the club", "She hit me with a bottle at the club").finding is (
        Finding.ALTERED
    )


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("We will publish the report before the end of May", Finding.PARAPHRASE),
        ("I will publish the report before the end of May", Finding.PARAPHRASE),
        ("We may publish the report before the end of May", Finding.ALTERED),
        ("We have published the report before the end of May", Finding.ALTERED),
    ],
)
def test_judge_when_a_report_is_on_record(text: str, finding: Finding) -> None:
    """A minister's "we" is the ministry that the reporter names."""
    assert answer(text, REPORTED, printed=Form.INDIRECT).finding is finding


def test_judge_when_the_reported_one_is_not_the_speaker() -> None:
    """What a minister told of the mayor is not what she told of herself."""
    recorded = "the mayor had lied to the voters about the bridge"
    assert answer("I lied to the voters about the bridge", recorded, printed=Form.INDIRECT).finding is Finding.ALTERED
