"""Long and odd claims: they are decided in time, and never confirmed for it."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest

from quoteservice.domain.claim import Bearing, Candidate, Claim, Coverage, Dossier
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker
from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.matching.case import Case
from quoteservice.matching.judge import judge
from quoteservice.matching.prepare import prepare

ROE = Speaker("roe", "Jane Roe")
# Of a processor that others use as well; on one of its own a tenth is needed. What grows with the square takes longer.
MOST_SECONDS = 6.0
LONGEST_CLAIM = 10_000  # characters; the service refuses longer ones unless told otherwise
LONGEST_RECORD = 100_000  # characters


def text(characters: int, seed: int) -> str:
    """Sentences of words drawn by chance from a small vocabulary."""
    chance = Random(seed)
    vocabulary = [f"{one}{other}" for one in ("bar", "lem", "tor", "vis") for other in ("an", "et", "ol", "um", "ish")]
    vocabulary += "the of and not never is was will 500 Monday".split()
    found = ""
    while len(found) < characters:
        found += chance.choice(vocabulary) + chance.choice(["", "", "", "", ".", ","]) + " "
    return found[:characters]


def decide(claimed: str, content: str) -> Finding | Verdict:
    """The finding on a claim of one utterance that is near it, of which a model thinks this and that."""
    whole = Span(0, len(content))
    quote = Quote("q", Source("s", "0" * 64), Statement(content, (whole,), Form.DIRECT, (whole,)), ROE)
    claim = Claim(claimed)
    case = Case.opened(prepare(claim), Dossier(claim, None, (Candidate(quote, 0.9),), Coverage(1, 1)))
    asked = case.open_questions()
    judgement = judge(case.weighed({id_: (Bearing(0.5, 0.3, 0.2),) * len(texts) for id_, texts in asked.items()}))
    return Verdict.CONFIRMED if judgement.verdict is Verdict.CONFIRMED else judgement.finding


RECORD = text(LONGEST_RECORD, 1)
SHUFFLED = " ".join(sorted(RECORD[:LONGEST_CLAIM].split()))


@pytest.mark.parametrize(
    ("claimed", "content"),
    [
        (text(LONGEST_CLAIM, 2), RECORD),
        (SHUFFLED, RECORD),
        ("No. " * 2_500, "Not so. " * 12_000),
        ("a " * 5_000, "a b " * 25_000),
        ("1 " * 5_000, "1 2 " * 25_000),
        ("baran lemet ... " * 600, RECORD),
        ("[baran] " * 1_200, RECORD),
        (RECORD[:LONGEST_CLAIM].replace(" not ", " never "), RECORD),
        ("the wall of the harbour is safe", "Ann told me, " * 7_500 + "that the wall of the harbour is safe"),
        ("the wall of the harbour is safe", "I said " * 14_000 + "the wall of the harbour is safe"),
    ],
    ids=[
        "other words",
        "words in order",
        "sentences",
        "one word",
        "numbers",
        "ellipses",
        "brackets",
        "one word changed",
        "handed on",
        "said",
    ],
)
def test_judge_when_claim_and_record_are_long(claimed: str, content: str) -> None:
    """The longest claim against a record of 100,000 characters is decided in time and not confirmed."""
    start = process_time()
    assert decide(claimed, content) is not Verdict.CONFIRMED
    assert process_time() - start < MOST_SECONDS


def test_judge_when_the_longest_claim_is_honest() -> None:
    """A tenth of a long record, letter for letter, is found in it."""
    record = RECORD.replace("not", "now").replace("never", "ever")
    at = record.index(". ", 40_000) + 2
    end = record.rindex(". ", at, at + LONGEST_CLAIM) + 1
    start = process_time()
    assert decide(record[at:end], record) is Verdict.CONFIRMED
    assert process_time() - start < MOST_SECONDS


@pytest.mark.parametrize("characters", [20_000, 100_000])
def test_judge_when_a_claim_is_longer_than_any_that_is_laid_along(characters: int) -> None:
    """Where an operator lets longer claims in, other words and words in another order are not confirmed either."""
    record = text(characters, 3)
    assert decide(text(characters, 4), record) is not Verdict.CONFIRMED


@pytest.mark.parametrize(
    "odd",
    ["e\u0301" * 3_000, "\u202eabc \u200b\u200d" * 800, '.,;:!?"' * 1_400, "x" * 10_000, "\u00ad" * 5_000,
     "🦊 " * 3_000, "ﷺ" * 500, "\u0000 \u0007" * 2_000, "“" * 10_000, "[" * 10_000, "...." * 2_500, "١٢٣ " * 2_000],
    ids=["accents", "marks of direction", "marks", "one word", "soft hyphens", "foxes", "ligatures", "controls",
         "quotation marks", "brackets", "dots", "digits"],
)  # fmt: skip
def test_judge_when_the_text_is_odd(odd: str) -> None:
    """No text breaks the rules, and none that is not on record is confirmed."""
    start = process_time()
    assert decide(odd, RECORD[:5_000]) is not Verdict.CONFIRMED
    assert process_time() - start < MOST_SECONDS


@pytest.mark.parametrize(
    "claimed",
    [
        "The caf\u00e9 on the Z\u00fcrich road will be closed",
        "The cafe\u0301 on the Zu\u0308rich road will be closed",
        "The\u00a0caf\u00e9 on the Z\u00fcrich\u2009road will be\u200b closed",
        "\ufeffThe caf\u00e9 on the Z\u00fc\u00adrich road will be closed",
    ],
    ids=["composed", "decomposed", "spaces", "invisible"],
)
def test_judge_when_letters_are_written_in_another_way(claimed: str) -> None:
    """Accents in one character or two, odd spaces and invisible characters are the same words."""
    assert decide(claimed, "The café on the Zürich road will be closed.") is Verdict.CONFIRMED
