"""When sources disagree on who said it, and when two people said the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quoteservice.domain.challenge import Challenge, ChallengeKind
from quoteservice.domain.claim import Candidate, Claim, ClaimForm, Coverage, Dossier
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Resolution, ResolutionStatus, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.domain.verdict import Finding, Judgement
from quoteservice.matching.case import Case
from quoteservice.matching.judge import judge
from quoteservice.matching.prepare import prepare

ROE, DOE = Speaker("roe", "Jane Roe"), Speaker("doe", "John Doe")
PORT = Speaker("port", "Port Authority", SpeakerKind.ORGANISATION)
SOMEBODY = Speaker("somebody", "a harbour official", SpeakerKind.ANONYMOUS)
WORDS = "The cranes were checked every week, and nobody found anything wrong with them."
SHORT = "The cranes were safe"
DAY = date(2024, 3, 7)


def said(
    speaker: Speaker,
    source: str,
    on: date | None = DAY,
    *,
    text: str = WORDS,
    role: str | None = None,
    form: Form = Form.DIRECT,
    cluster: str | None = None,
    prefix: str = "",
) -> Quote:
    """A quote of one source."""
    whole = Span(40, 40 + len(text))
    statement = Statement(text, (whole,), form, (whole,) if form is Form.DIRECT else (), role=role)
    printed = Source(source, "0" * 64, publisher=source, published_on=on, cluster=cluster)
    return Quote(f"{speaker.id}-{source}", printed, statement, speaker, prefix)


def answer(
    *record: Quote,
    claim: Claim | None = None,
    speaker: Speaker = ROE,
    challenges: tuple[Challenge, ...] = (),
    maybe: tuple[Speaker, ...] = (),
) -> Judgement:
    """What is decided on the claim that the speaker said the words."""
    claim = claim or Claim(WORDS, speaker.name, ClaimForm.ANY)
    known = SpeakerProfile(speaker)
    perhaps = tuple(map(SpeakerProfile, maybe))
    resolution = Resolution(ResolutionStatus.RESOLVED, known, (known,), maybe=perhaps)
    candidates = tuple(Candidate(each, 0.9) for each in record)
    dossier = Dossier(claim, resolution, candidates, Coverage(2, 1), challenges)
    return judge(Case.opened(prepare(claim), dossier))


LATER = date(2024, 9, 7)


@pytest.mark.parametrize(
    ("record", "finding"),
    [
        ((said(ROE, "a"), said(DOE, "b")), Finding.DISPUTED),
        ((said(ROE, "a"), said(DOE, "b", None)), Finding.DISPUTED),
        ((said(ROE, "a"), said(DOE, "b", LATER)), Finding.VERBATIM),
        ((said(ROE, "a", LATER), said(DOE, "b")), Finding.DISPUTED),
        ((said(ROE, "a", LATER), said(ROE, "c", LATER), said(DOE, "b")), Finding.VERBATIM),
        ((said(ROE, "a", LATER), said(ROE, "c", LATER, cluster="a"), said(DOE, "b")), Finding.DISPUTED),
        ((said(ROE, "a"), said(DOE, "a")), Finding.VERBATIM),
        ((said(ROE, "a"), said(DOE, "a"), said(DOE, "b")), Finding.VERBATIM),
        ((said(ROE, "a"), said(SOMEBODY, "b")), Finding.VERBATIM),
        ((said(ROE, "a"), said(PORT, "b")), Finding.DISPUTED),
        ((said(ROE, "a", role="Port Authority spokeswoman"), said(PORT, "b")), Finding.VERBATIM),
        ((said(ROE, "a"), said(DOE, "b", form=Form.INDIRECT)), Finding.VERBATIM),
        ((said(ROE, "a", form=Form.INDIRECT), said(DOE, "b")), Finding.DISPUTED),
    ],
)
def test_finding_when_two_are_on_record(record: tuple[Quote, ...], finding: Finding) -> None:
    """One utterance given to two people is disputed; two occasions, a house and its voice, or no name are not."""
    found = answer(*record)
    assert found.finding is finding
    assert answer(*record[::-1]) == found
    assert set(found.said_by) == {quote.speaker for quote in record}


def test_dispute_when_copies_are_counted() -> None:
    """Each side has its number of independent sources, and both stand among the evidence."""
    copies = [said(ROE, f"copy-{number}", cluster="agency") for number in range(6)]
    found = answer(*copies, said(ROE, "own"), said(DOE, "b"))
    assert found.finding is Finding.DISPUTED
    assert "Jane Roe in 2 independent sources" in found.explanation
    assert "John Doe in 1 independent source" in found.explanation
    counts = {each.quote.speaker: each.independent_sources for each in found.evidence}
    assert counts == {ROE: 2, DOE: 1}


def test_finding_when_few_words_are_the_same() -> None:
    """Two people may say the same few words: that is told, and no dispute."""
    found = answer(said(ROE, "a", text=SHORT), said(DOE, "b", text=SHORT), claim=Claim(SHORT, "Jane Roe"))
    assert (found.finding, set(found.said_by)) == (Finding.VERBATIM, {ROE, DOE})
    assert "Also said by John Doe" in found.explanation


def against(kind: ChallengeKind, text: str, on: date | None = LATER, *, names: tuple[str, ...] = ()) -> Challenge:
    """What a later source printed against words."""
    source = Source("later", "1" * 64, publisher="The Echo", published_on=on)
    return Challenge("c", kind, source, Span(0, len(text)), text, f"{text} Jane Roe spoke of the cranes.", names)


REPEATED = "Jane Roe never said the cranes were checked every week or that nobody found anything wrong with them."


@pytest.mark.parametrize(
    ("challenge", "finding"),
    [
        (against(ChallengeKind.DENIAL, REPEATED), Finding.DISPUTED),
        (against(ChallengeKind.DENIAL, REPEATED, None), Finding.DISPUTED),
        (against(ChallengeKind.DENIAL, REPEATED, date(2024, 1, 3)), Finding.VERBATIM),
        (against(ChallengeKind.DENIAL, REPEATED, date(2024, 3, 1)), Finding.DISPUTED),
        (against(ChallengeKind.RETRACTION, REPEATED), Finding.DISPUTED),
        (against(ChallengeKind.CORRECTION, REPEATED, names=("Jane Roe",)), Finding.DISPUTED),
        (against(ChallengeKind.CORRECTION, REPEATED, names=("John Doe",)), Finding.VERBATIM),
        (against(ChallengeKind.DENIAL, "Jane Roe never said the ferries would stop at noon."), Finding.VERBATIM),
    ],
)
def test_finding_when_words_are_challenged(challenge: Challenge, finding: Finding) -> None:
    """A later passage about these words and this speaker makes them disputed, and its day is told."""
    found = answer(said(ROE, "a"), challenges=(challenge,))
    assert found.finding is finding
    assert found.challenges == ((challenge,) if finding is Finding.DISPUTED else ())
    if finding is Finding.DISPUTED and challenge.source.published_on:
        assert str(challenge.source.published_on) in found.explanation


@pytest.mark.parametrize(
    ("behind", "text", "finding"),
    [
        (20, "A spokesman for Roe denied it.", Finding.DISPUTED),
        (400, "A spokesman for Roe denied it.", Finding.VERBATIM),
        (400, "Jane Roe denied making the remark.", Finding.DISPUTED),
        (400, "She denied making the remark.", Finding.VERBATIM),
    ],
)
def test_finding_when_words_that_were_passed_on_are_denied(behind: int, text: str, finding: Finding) -> None:
    """ "Doe said Roe had told him so. A spokesman denied it.": right behind the words, "it" is the words."""
    quote = said(ROE, "a")
    relayed = replace(quote, statement=replace(quote.statement, relayed_by=("John Doe",)))
    start = quote.statement.span.end + behind
    denial = Challenge("c", ChallengeKind.DENIAL, quote.source, Span(start, start + len(text)), text, f"Roe. {text}")
    assert answer(relayed, challenges=(denial,)).finding is finding


def test_finding_when_a_correction_takes_the_words_from_somebody_else() -> None:
    """Words that a correction takes from whoever is on record are not laid to the claimed speaker's charge."""
    correction = against(ChallengeKind.CORRECTION, REPEATED, names=("John Doe",))
    assert answer(said(DOE, "a"), challenges=(correction,)).finding is Finding.DISPUTED
    assert answer(said(DOE, "a")).finding is Finding.MISATTRIBUTED


def test_finding_when_the_name_may_mean_who_said_it() -> None:
    """Words of somebody whom the name may mean too are neither confirmed nor laid to the wrong speaker."""
    found = answer(said(DOE, "a"), maybe=(DOE,))
    assert (found.finding, found.speaker, set(found.said_by)) == (Finding.AMBIGUOUS_SPEAKER, None, {ROE, DOE})


@pytest.mark.parametrize(
    ("prefix", "finding"),
    [
        ("Roe denied saying that ", Finding.DISPUTED),
        ("Roe denied having said that “", Finding.DISPUTED),
        ("said that she had never said ", Finding.DISPUTED),
        ("Roe denied on Monday saying that ", Finding.DISPUTED),
        ("Roe, who denied the charges, said ", Finding.VERBATIM),
        ("Roe denied wrongdoing but said ", Finding.VERBATIM),
        ("Roe denied the charge and said ", Finding.VERBATIM),
    ],
)
def test_finding_when_the_words_are_only_denied(prefix: str, finding: Finding) -> None:
    """Words on record only because somebody denies having said them are disputed."""
    assert answer(said(ROE, "a", form=Form.INDIRECT, prefix=prefix)).finding is finding


def test_explanation_when_words_were_passed_on() -> None:
    """Who relayed second-hand words is named where they are claimed of the relayer."""
    quote = said(DOE, "a")
    relayed = replace(quote, statement=replace(quote.statement, relayed_by=("Jane Roe",), speaker="John Doe"))
    found = answer(relayed)
    assert found.finding is Finding.MISATTRIBUTED
    assert "on record from John Doe, as told by Jane Roe" in found.explanation
    assert relayed.statement.chain == ("Jane Roe", "John Doe")
    assert quote.statement.chain == ()


CALLED = "It is a decent harbour, but I cannot be seen to say so."
ERRORS = "The first complaints were cases of user error."
POST = "It is over, and Ann Lund is the next mayor."


@pytest.mark.parametrize(
    ("text", "relayed", "behind", "denial", "finding"),
    [
        (CALLED, True, 200, "I have never called it a decent harbour, in a corridor or elsewhere.", Finding.DISPUTED),
        (ERRORS, False, 900, "I said in April that it was user error. I withdraw that.", Finding.DISPUTED),
        (ERRORS, False, 100, "I said in April that it was sabotage. I withdraw that.", Finding.VERBATIM),
        (POST, False, 100, "I wrote what I had no right to write, and I take it back.", Finding.DISPUTED),
        (POST, False, 100, "The bill is fair, and we will not withdraw it under a threat.", Finding.VERBATIM),
        (POST, False, 100, "The bill is fair, and I will never withdraw that bill.", Finding.VERBATIM),
        (POST, False, 900, "I wrote what I had no right to write, and I take it back.", Finding.VERBATIM),
    ],
)
def test_finding_when_the_speaker_takes_words_back(
    text: str, relayed: bool, behind: int, denial: str, finding: Finding
) -> None:
    """What is taken back is what the denial repeats, what was passed on before it, or the words right before it."""
    words = said(ROE, "a", text=text)
    if relayed:
        words = replace(words, statement=replace(words.statement, relayed_by=("John Doe",)))
    start = words.statement.span.end + behind
    span = Span(start, start + len(denial))
    back = replace(said(ROE, "a", text=denial), id="back", statement=Statement(denial, (span,), Form.DIRECT, (span,)))
    assert answer(words, back, claim=Claim(text, "Jane Roe", ClaimForm.ANY)).finding is finding


def test_finding_when_the_article_of_a_denial_has_the_words_itself() -> None:
    """ "The board denied that" in an article that quotes Roe itself is about something else in it."""
    text = "Port Authority denied that."
    source = said(ROE, "b").source
    denial = Challenge(
        "c", ChallengeKind.DENIAL, source, Span(300, 300 + len(text)), text, f"Jane Roe said: {WORDS} {text}"
    )
    assert answer(said(ROE, "a"), challenges=(denial,)).finding is Finding.DISPUTED
    assert answer(said(ROE, "a"), said(ROE, "b"), challenges=(denial,)).finding is Finding.VERBATIM


def test_finding_when_the_source_calls_the_speaker_by_the_given_name() -> None:
    """Words of "Jane", his mother, are not held against a claim of Jane Roe."""
    assert answer(said(Speaker("jane", "Jane"), "a")).finding is Finding.AMBIGUOUS_SPEAKER
