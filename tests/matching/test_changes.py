"""Each kind of change is told by its words."""

from __future__ import annotations

import pytest

from quoteservice.domain.claim import Candidate, Claim
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Change, ChangeKind, Severity
from quoteservice.matching.compare import compare
from quoteservice.matching.forms import base, opposite, same_word, synonymous
from quoteservice.matching.prepare import prepare

N, M, D, A = ChangeKind.NEGATION, ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.NAME


def changes(claimed: str, recorded: str) -> tuple[Change, ...]:
    """What turns the recorded words into the claimed ones."""
    whole = Span(0, len(recorded))
    quote = Quote("q", Source("s", "0" * 64), Statement(recorded, (whole,), Form.DIRECT, (whole,)), None)
    return compare(prepare(Claim(claimed)), Candidate(quote, 0.9)).changes


MATERIAL = [
    ("the road is not safe in winter", "the road is safe in winter", N),
    ("the road is safe in winter", "the road isn't safe in winter", N),
    ("a vote this year is unlikely to pass", "a vote this year is likely to pass", N),
    ("they never asked the council for help", "they asked the council for help", N),
    ("the family welcomed and regretted it", "the family neither welcomed nor regretted it", N),
    ("the bridge will cost 50 million euros", "the bridge will cost 15 million euros", M),
    ("prices rose by 3 per cent last spring", "prices rose by 3 percentage points last spring", M),
    ("the vote is on Tuesday at the town hall", "the vote is on Thursday at the town hall", D),
    ("it was built in 1985 by the old company", "it was built in 1958 by the old company", D),
    ("we met the delegation from Oslo at noon", "we met the delegation from Lima at noon", A),
    ("the French minister asked for a delay", "the Danish minister asked for a delay", A),
    ("the school must close in the autumn", "the school may close in the autumn", ChangeKind.MODALITY),
    ("all the nurses agreed with the plan", "most of the nurses agreed with the plan", ChangeKind.QUANTIFIER),
    ("more people use the tram than before", "fewer people use the tram than before", ChangeKind.COMPARATIVE),
    ("the river rose during the night", "the river fell during the night", ChangeKind.COMPARATIVE),
    ("the factory was the largest employer here", "the factory is the largest employer here", ChangeKind.TENSE),
    ("the tunnel is finished by the summer", "the tunnel is probably finished by the summer", ChangeKind.HEDGE),
    ("the museum sold the painting to a bank", "the museum lent the painting to a bank", ChangeKind.WORD),
]
IMMATERIAL = [
    ("they organised the harbour defence", "they organized the harbor defense"),
    ("we can not wait for two thousand years", "we can't wait for 2,000 years"),
    ("the co-operation of the e-mail team", "the cooperation of the email team"),
    ("the plan is a very good one for us", "the plan is a good one for us"),
    ("the team starts a new season", "the team begins a new season"),
]


@pytest.mark.parametrize(("claimed", "recorded", "kind"), MATERIAL)
def test_changes_when_meaning_is_altered(claimed: str, recorded: str, kind: ChangeKind) -> None:
    """A word that carries meaning gives a material change of its kind."""
    assert kind in {change.kind for change in changes(claimed, recorded) if change.severity is Severity.MATERIAL}


@pytest.mark.parametrize(("claimed", "recorded"), IMMATERIAL)
def test_changes_when_meaning_is_kept(claimed: str, recorded: str) -> None:
    """Spelling, number format, synonyms and light words are listed and alter nothing."""
    found = changes(claimed, recorded)
    assert found
    assert {change.severity for change in found} == {Severity.IMMATERIAL}


def test_changes_when_two_negations_cancel() -> None:
    """ "Not unsafe" says "safe"; a negation elsewhere in the sentence raises nothing."""
    found = changes("the old road is not unsafe in winter", "the old road is safe in winter")
    assert not any(change.kind is N and change.severity is Severity.MATERIAL for change in found)
    assert changes("no child was hurt and we will rebuild", "no child was hurt and we will rebuild") == ()


def test_changes_when_spans_are_cut() -> None:
    """Spans cut the printed words out of the claim and the record."""
    claimed, recorded = "the vote is on Tuesday at noon", "the vote is on Thursday at noon"
    (change,) = changes(claimed, recorded)
    assert (change.claimed_span.cut(claimed), change.recorded_span.cut(recorded)) == ("Tuesday", "Thursday")


@pytest.mark.parametrize(
    ("one", "other"), [("suspended", "suspending"), ("goes", "went"), ("studies", "studied"), ("stopped", "stops")]
)
def test_same_word_when_inflected(one: str, other: str) -> None:
    """Inflections share a base."""
    assert same_word(one, other)
    assert base(one) == base(other)


def test_forms_when_words_are_related() -> None:
    """Opposites and synonyms are told apart, in either order and in their inflections."""
    assert opposite("resumed", "suspended")
    assert opposite("likely", "unlikely")
    assert synonymous("starting", "begins") or synonymous("start", "begin")
    assert not opposite("road", "bridge")
