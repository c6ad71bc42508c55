"""What the rules decide on a dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from quoteservice.domain.claim import Candidate, Claim, ClaimForm, Coverage, Dossier, Profile
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Resolution, ResolutionStatus, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.domain.verdict import ChangeKind, Finding, Judgement, Severity, Verdict
from quoteservice.matching.case import Case
from quoteservice.matching.explain import not_found
from quoteservice.matching.judge import judge
from quoteservice.matching.prepare import prepare

ROE, DOE = Speaker("roe", "Jane Roe"), Speaker("doe", "John Doe")
HARBOUR = (
    "We will reopen the harbour in March, but only if the storm damage is repaired. It will cost two million euros."
)
FERRY = "I do not believe that the ferry was overloaded. About 40 passengers were on board."


def quote(text: str, speaker: Speaker, *, form: Form = Form.DIRECT, id_: str = "", source: str = "s") -> Quote:
    """A quote on record, all of it in quotation marks unless it is indirect."""
    whole = Span(0, len(text))
    statement = Statement(text, (whole,), form, (whole,) if form is Form.DIRECT else ())
    return Quote(id_ or f"{speaker.id}-{text[:10]}", Source(source, "0" * 64, publisher="The Post"), statement, speaker)


RECORD = (quote(HARBOUR, ROE), quote(FERRY, DOE))


def answer(
    text: str,
    speaker: Speaker | None = ROE,
    *,
    form: ClaimForm = ClaimForm.ANY,
    profile: Profile = Profile.STRICT,
    record: tuple[Quote, ...] = RECORD,
) -> Judgement:
    """What is decided on a claim by one speaker, with the whole record as candidates at a cosine of 0.9."""
    claim = Claim(text, speaker.name if speaker else None, form, profile=profile)
    resolution = None
    if speaker is not None:
        known = SpeakerProfile(speaker)
        resolution = Resolution(ResolutionStatus.RESOLVED, known, (known,))
    candidates = tuple(Candidate(each, 0.9) for each in record)
    return judge(Case.opened(prepare(claim), Dossier(claim, resolution, candidates, Coverage(2, 1))))


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (HARBOUR, Finding.VERBATIM),
        (HARBOUR.upper(), Finding.VERBATIM),
        ("“It will cost two million euros,”", Finding.EXCERPT),
        ("It will cost 2 million euros", Finding.EDITED),
        ("It will cost €2 million", Finding.EDITED),
        ("We will reopen the harbor in March, but only if the storm damage is repaired", Finding.EDITED),
        ("We will reopen the harbour in March, but only if the [winter] storm damage is repaired", Finding.EDITED),
        ("It will cost two billion euros", Finding.ALTERED),
        ("We will not reopen the harbour in March, but only if the storm damage is repaired", Finding.ALTERED),
        ("We may reopen the harbour in March, but only if the storm damage is repaired", Finding.ALTERED),
        ("We will reopen the harbour in May, but only if the storm damage is repaired", Finding.ALTERED),
        ("We will reopen the harbour in March", Finding.TRUNCATED),
        ("We will reopen the harbour in March ... It will cost two million euros.", Finding.TRUNCATED),
        ("It will cost two million euros ... We will reopen the harbour in March", Finding.SPLICED),
        ("It will cost two million euros. The ferry was overloaded.", Finding.SPLICED),
        ("About 40 passengers were on board", Finding.MISATTRIBUTED),
        ("we will", Finding.TOO_SHORT),
        ("The mayor has sold every lighthouse on the northern coast", Finding.NOT_FOUND),
    ],
)
def test_judge_when_a_speaker_is_claimed(text: str, finding: Finding) -> None:
    """Each way to treat recorded words has its finding."""
    assert answer(text).finding is finding


def test_judge_when_the_negation_was_cut() -> None:
    """Words whose negation stands just outside the cut are truncated, and the answer shows what was cut."""
    judgement = answer("the ferry was overloaded", DOE)
    assert judgement.finding is Finding.TRUNCATED
    assert [change.recorded for change in judgement.changes] == ["I do not believe that"]


def test_judge_when_a_word_was_added() -> None:
    """A change names its kind, its severity and its place in the claim and on record."""
    judgement = answer("It will not cost two million euros")
    (change,) = judgement.changes
    assert (change.kind, change.severity, change.claimed, change.recorded) == (
        ChangeKind.NEGATION, Severity.MATERIAL, "not", "",
    )  # fmt: skip
    assert change.claimed_span.cut("It will not cost two million euros") == "not"
    assert len(change.recorded_span) == 0


def test_judge_when_reported_words_are_claimed_as_direct() -> None:
    """A reporter's wording is confirmed as what was said, and rejected as the words that were said."""
    record = (quote("the harbour would reopen in March after two years of repairs", ROE, form=Form.INDIRECT),)
    text = "the harbour would reopen in March after two years of repairs"
    assert answer(text, record=record).verdict is Verdict.CONFIRMED
    direct = answer(text, record=record, form=ClaimForm.DIRECT)
    assert (direct.verdict, direct.finding) == (Verdict.REJECTED, Finding.PARAPHRASE)


def test_judge_when_nobody_is_claimed() -> None:
    """Without a speaker the words are judged, and whoever said them is named."""
    judgement = answer("About 40 passengers were on board", None)
    assert (judgement.finding, judgement.said_by) == (Finding.EXCERPT, (DOE,))


@pytest.mark.parametrize(
    ("recorded", "claimed", "finding"),
    [
        ("The ferries ain't sailed since Monday", "The ferries haven't sailed since Monday", Finding.EDITED),
        ("I done the repairs on the wall by myself", "I did the repairs on the wall by myself", Finding.EDITED),
        ("I had went to the harbour before that", "I had gone to the harbour before that", Finding.EDITED),
        ("I run the harbour with two men and a boat", "I ran the harbour with two men and a boat", Finding.ALTERED),
        ("We want them boats out before Friday", "We want those boats out before Friday", Finding.EDITED),
        ("The ferry was awful slow in the snow today", "The ferry was awfully slow in the snow today", Finding.EDITED),
        ("And no, uh, no boat leaves before Friday", "And no boat leaves before Friday", Finding.EDITED),
        ("And not, uh, no boat leaves before Friday", "And no boat leaves before Friday", Finding.ALTERED),
    ],
)
def test_judge_when_spoken_grammar_was_mended(recorded: str, claimed: str, finding: Finding) -> None:
    """The house style that mends speech lets forms of speech give way to what grammars have, and to nothing else."""
    record = (quote(recorded, ROE),)
    assert answer(claimed, record=record, profile=Profile.CLEAN_UP).finding is finding
    assert answer(claimed, record=record, form=ClaimForm.DIRECT).verdict is Verdict.REJECTED


def test_judge_when_fillers_were_removed() -> None:
    """Clean-up is permitted by the house style that says so, and by no other."""
    record = (quote("Um, we will, you know, reopen the harbour in the first week of March", ROE),)
    text = "we will reopen the harbour in the first week of March"
    assert answer(text, record=record, profile=Profile.CLEAN_UP).finding is Finding.EDITED
    assert answer(text, record=record, form=ClaimForm.DIRECT).verdict is Verdict.REJECTED


def test_judge_when_two_people_are_on_record_in_two_sources() -> None:
    """The same long words from two speakers in two sources are disputed, and both are listed."""
    words = "The harbour wall was never inspected after the great storm of last winter"
    record = (quote(words, ROE, source="s1"), quote(words, DOE, source="s2"))
    judgement = answer(words, record=record)
    assert (judgement.finding, set(judgement.said_by)) == (Finding.DISPUTED, {ROE, DOE})


def test_judge_when_the_speaker_took_it_back() -> None:
    """Words that the speaker denies elsewhere are disputed, with the denial as evidence."""
    said = quote("the harbour wall is safe and needs no repair at all", ROE)
    denial = quote("I never said that the harbour wall is safe and needs no repair", ROE, source="s2")
    judgement = answer("the harbour wall is safe and needs no repair at all", record=(said, denial))
    assert judgement.finding is Finding.DISPUTED
    assert [each.quote for each in judgement.evidence] == [said, denial]


def test_judge_when_a_name_fits_two() -> None:
    """A name that fits two people is settled by their words where it can be, and left open where not."""
    both = Resolution(ResolutionStatus.AMBIGUOUS, None, (SpeakerProfile(ROE), SpeakerProfile(DOE)))

    def settle(text: str, record: tuple[Quote, ...]) -> Judgement:
        claim = Claim(text, "Oe")
        dossier = Dossier(claim, both, tuple(Candidate(q, 0.5) for q in record), Coverage(2, 1))
        return judge(Case.opened(prepare(claim), dossier))

    settled = settle("It will cost two million euros", RECORD)
    assert (settled.finding, settled.speaker) == (Finding.EXCERPT, ROE)
    words = "It will cost two million euros"
    assert settle(words, (quote(words, ROE), quote(words, DOE))).finding is Finding.AMBIGUOUS_SPEAKER


def test_judge_when_the_record_comes_in_another_order() -> None:
    """The order of the candidates decides nothing."""
    twins = (quote("It will cost two million pounds.", ROE), quote("It will cost two million euros.", DOE, id_="z"))
    record = (*RECORD, *twins)
    for text in ("It will cost two million euros", "It will cost three million euros", "The ferry was overloaded"):
        answers = {repr(answer(text, record=order)) for order in permutations(record)}
        assert len(answers) == 1


def test_judge_when_texts_are_long() -> None:
    """The longest claim against a record of the same length is decided, word for word."""
    words = " ".join(f"word{number}" for number in range(1_500))
    judgement = answer(words.replace("word700 ", "other "), record=(quote(words, ROE),))
    assert judgement.finding is Finding.ALTERED
    assert [change.recorded for change in judgement.changes] == ["word700"]


@pytest.mark.parametrize("mention", ["the forward", "His lawyer", "he", None])
@pytest.mark.parametrize("text", [HARBOUR, HARBOUR.replace("two", "three")])
def test_who_said_it_when_the_source_only_describes_them(mention: str | None, text: str) -> None:
    """Whom a source describes and does not name there may be the claimed speaker: nothing is rejected for it."""
    described = Speaker("x", mention or "", SpeakerKind.ANONYMOUS) if mention not in ("he", None) else None
    printed = quote(HARBOUR, ROE)
    printed = replace(printed, speaker=described, statement=replace(printed.statement, mention=mention))
    found = answer(text, DOE, record=(printed,))
    assert (found.verdict, found.finding) == (Verdict.UNVERIFIED, Finding.AMBIGUOUS_SPEAKER)
    assert DOE.name in found.explanation


def test_who_said_it_when_the_source_keeps_somebody_anonymous() -> None:
    """A source that is nobody with a name is somebody else."""
    printed = quote(HARBOUR, Speaker("x", "a source in the port", SpeakerKind.ANONYMOUS))
    printed = replace(printed, statement=replace(printed.statement, mention="a source in the port"))
    assert answer(HARBOUR, DOE, record=(printed,)).finding is Finding.MISATTRIBUTED


@pytest.mark.parametrize(
    ("parts", "readable"),
    [
        (("The bridge is safe", "We will not close it."), "The bridge is safe. We will not close it."),
        (("The bridge is safe", "and we will not close it."), "The bridge is safe, and we will not close it."),
        (("Is the bridge safe?", "We think so."), "Is the bridge safe? We think so."),
    ],
)
def test_explanation_when_words_were_printed_in_two_parts(parts: tuple[str, str], readable: str) -> None:
    """The mark that the reporting words had between two parts stands between them for readers."""
    first, second = (Span(0, len(parts[0])), Span(len(parts[0]) + 20, len(parts[0]) + 20 + len(parts[1])))
    printed = quote(" ".join(parts), ROE)
    printed = replace(printed, statement=replace(printed.statement, parts=(first, second), quoted=(first, second)))
    assert printed.statement.readable == readable
    asked = " ".join(parts).replace("bridge is", "bridge was").replace("not close", "close").replace("think", "know")
    found = answer(asked, ROE, record=(printed,))
    assert found.finding is Finding.ALTERED
    assert readable.rstrip(".") in found.explanation


@pytest.mark.parametrize(
    ("claimed", "role", "organisation", "finding"),
    [
        ("the Port Authority", "spokeswoman for the Port Authority", "Port Authority", Finding.VERBATIM),
        ("Port Authority", "Port Authority spokesman", "Port Authority", Finding.VERBATIM),
        ("the Port Authority", "director of the Port Authority", "Port Authority", Finding.MISATTRIBUTED),
        ("the Ferry Authority", "spokeswoman for the Port Authority", "Port Authority", Finding.MISATTRIBUTED),
        ("Jane Roe", "spokesman for Jane Roe", None, Finding.MISATTRIBUTED),
    ],
)
def test_who_said_it_when_a_house_speaks_through_somebody(
    claimed: str, role: str, organisation: str | None, finding: Finding
) -> None:
    """What the spokesperson of a house says, the house says; its director is not its voice, and a person has none."""
    printed = quote(HARBOUR, DOE)
    printed = replace(printed, statement=replace(printed.statement, role=role, organisation=organisation))
    claim = Claim(HARBOUR, claimed)
    resolution = Resolution(ResolutionStatus.UNKNOWN)
    dossier = Dossier(claim, resolution, (Candidate(printed, 0.9),), Coverage(2, 1))
    assert judge(Case.opened(prepare(claim), dossier)).finding is finding


def test_what_is_not_found_names_the_days_searched() -> None:
    """One day is named once."""
    claim, day = Claim("The comet will be seen for nine nights", "Jane Roe"), date(2020, 1, 4)
    one, several = Coverage(2, 1, day, day), Coverage(2, 1, day, date(2020, 2, 1))
    assert "(1 source of 2020-01-04)" in not_found(claim, one)
    assert "(1 source from 2020-01-04 to 2020-02-01)" in not_found(claim, several)


def test_answer_when_a_sentence_was_said_twice() -> None:
    """A sentence that comes again is in its place there too."""
    record = (quote("There is no deal. We tried all night. There is no deal.", ROE),)
    for said in (record[0].statement.content, "We tried all night. There is no deal."):
        assert answer(said, record=record).verdict is Verdict.CONFIRMED


def test_answer_when_the_sentences_changed_places() -> None:
    """Whole sentences of one utterance in another order are no paraphrase of it."""
    text = (
        "It will cost two million euros. We will reopen the harbour in March, but only if the storm damage is repaired."
    )
    assert answer(text).finding is Finding.SPLICED


@pytest.mark.parametrize(
    ("record", "finding", "speaker"),
    [
        (RECORD, Finding.EXCERPT, DOE),
        ((*RECORD, quote(FERRY, Speaker("poe", "Ann Poe"))), Finding.AMBIGUOUS_SPEAKER, None),
    ],
)
def test_answer_when_an_office_had_several_holders(
    record: tuple[Quote, ...], finding: Finding, speaker: Speaker | None
) -> None:
    """The words settle which holder of an office is meant, unless several of them have these words."""
    claim = Claim("About 40 passengers were on board", "the mayor")
    holders = [SpeakerProfile(each) for each in (ROE, DOE, Speaker("poe", "Ann Poe"))]
    resolution = Resolution(ResolutionStatus.RESOLVED, holders[0], tuple(holders), maybe=tuple(holders[1:]))
    candidates = tuple(Candidate(each, 0.9) for each in record)
    judgement = judge(Case.opened(prepare(claim), Dossier(claim, resolution, candidates, Coverage(2, 1))))
    assert (judgement.finding, judgement.speaker) == (finding, speaker)
