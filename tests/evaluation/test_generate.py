"""Variants are what their names say, and the same whenever they are made."""

from __future__ import annotations

from random import Random

import pytest

from quoteservice.domain.claim import ClaimForm
from quoteservice.domain.verdict import ChangeKind, Finding, Verdict
from quoteservice.evaluation.generate import Spoken, variants
from quoteservice.evaluation.mutations import MUTATIONS
from quoteservice.evaluation.permitted import PERMITS

HARBOUR = Spoken(
    "q1", "Ada Lund", "The harbour will be deeper by May. All 40 boats can stay, and most fishermen support it."
)
SCHOOL = Spoken("q2", "Bo Ruiz", "I do not believe that the school needs a new roof before the winter comes.")
BRIDGE = Spoken(
    "q3", "Ada Lund", "Our bridge was probably built by prisoners, and nobody has ever repaired its arches."
)
SHORT = Spoken("q4", "Bo Ruiz", "We are sorry.")
QUOTES = [HARBOUR, SCHOOL, BRIDGE, SHORT]


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("negation added", "The lamp is bright.", "The lamp is not bright."),
        ("negation added", "The lamp is not bright.", None),
        ("negation added", "Is nobody home?", None),
        ("negation removed", "The lamp is not bright.", "The lamp is bright."),
        ("negation removed", "It isn't over yet.", "It is over yet."),
        ("negation removed", "We can't stay here.", None),
        ("negation removed", "It is not only bright.", None),
        ("number changed", "We sold 1,200 tickets.", "We sold 2,200 tickets."),
        ("number changed", "It happened in 1997.", None),
        ("date changed", "We sold tickets.", None),
        ("name swapped", "We met in winter.", None),
        ("modality changed", "It will rain.", "It may rain."),
        ("quantifier changed", "All agree that most came.", "All agree that few came."),
        ("comparative changed", "It was better then.", "It was worse then."),
        ("tense changed", "Rents are high.", "Rents were high."),
        ("antonym", "It was a safe road.", "It was a dangerous road."),
        ("hedge dropped", "It will probably rain.", "It will rain."),
        ("hedge dropped", "We talked about boats.", None),
        ("hedge dropped", "It cost about 40 crowns.", "It cost 40 crowns."),
        ("arguments swapped", "Our trams are slower than buses now.", "Our buses are slower than trams now."),
        (
            "clauses swapped",
            "The trams run every hour, but the buses never leave.",
            "The buses never leave, but the trams run every hour.",
        ),
        (
            "denial cut",
            "I do not believe that the school needs a new roof.",
            "the school needs a new roof.",
        ),
        ("denial cut", "I believe that the school needs a new roof.", None),
        ("condition cut", "We shall open the harbour in June if money comes.", "We shall open the harbour in June"),
        ("condition cut", "If money comes, we shall open the harbour in June.", "we shall open the harbour in June."),
        ("negation swallowed", "The lamp is not so bright.", "The lamp is ... so bright."),
    ],
)  # fmt: skip
def test_a_falsification_changes_what_it_names(name: str, text: str, made: str | None) -> None:
    """Each way to falsify changes one thing, and leaves a text alone that offers no hold for it."""
    (mutation,) = [each for each in MUTATIONS if each.name == name]
    assert mutation.apply(text, Random(1)) == made


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("identity", "It rains.", "It rains."),
        ("typography", "It's raining.", "“It’s raining,”"),
        ("bracketed capital", "They left early.", "[t]hey left early."),
        ("bracketed capital", "I left early.", None),
        ("number format", "It fell 3 per cent.", "It fell 3%."),
        ("number format", "We waited 4 hours.", "We waited four hours."),
        ("number format", "It cost 4 million.", None),
        ("spelling", "A centre for all.", "A center for all."),
        ("contraction", "We cannot stay.", "We can't stay."),
        ("contraction", "It rained.", None),
        ("excerpt", "One sentence that stands all by itself in here.", None),
        ("elided", "We came early. We left late.", None),
        (
            "elided",
            "The harbour froze that winter. Ships waited outside. Sailors walked home over the ice.",
            "The harbour froze that winter. ... Sailors walked home over the ice.",
        ),
        ("elided", "The harbour froze that winter. Ships never left. Sailors walked home over the ice.", None),
    ],
)
def test_an_honest_print_keeps_the_words(name: str, text: str, made: str | None) -> None:
    """Each honest way to print changes the dress alone, and shuns cuts that may turn the meaning."""
    (permit,) = [each for each in PERMITS if each.name == name]
    assert permit.apply(text, Random(1)) == made


def test_variants_are_the_same_when_made_again() -> None:
    """The same quotes and seed give the same cases; chance has no other source."""
    assert variants(QUOTES, 7) == variants(QUOTES, 7)


def test_variants_of_one_quote_do_not_change_when_others_are_only_reordered() -> None:
    """What is done to a quote's own words depends on that quote and the seed."""
    joined = ("spliced", "misattributed")

    def own(quotes: list[Spoken]) -> dict[str, str]:
        return {case.id: case.text for case in variants(quotes, 7) if not (case.note or "").startswith(joined)}

    assert own(QUOTES) == own(QUOTES[::-1])


def test_false_variants_are_direct_claims_that_are_rejected_when_made() -> None:
    """Every falsified, cut, joined or misattributed variant claims exact words and must be rejected."""
    names = {each.name for each in PERMITS}
    false = [case for case in variants(QUOTES, 7) if case.note not in names]
    assert false
    assert {case.verdict for case in false} == {Verdict.REJECTED}
    assert {case.form for case in false} == {ClaimForm.DIRECT}


def test_altered_variants_name_their_kind_when_made() -> None:
    """The kind of change that was made is the kind that must be named."""
    kinds = {case.note: case.changes for case in variants(QUOTES, 7) if case.finding is Finding.ALTERED}
    assert kinds["number changed"] == (ChangeKind.NUMBER,)
    assert kinds["hedge dropped"] == (ChangeKind.HEDGE,)
    assert all(kinds.values())


def test_misattributed_variants_name_another_speaker_when_made() -> None:
    """The words stay, the speaker is another one on record."""
    cases = [case for case in variants(QUOTES, 7) if case.finding is Finding.MISATTRIBUTED]
    assert {(case.text, case.speaker) for case in cases} == {
        (HARBOUR.text, SCHOOL.speaker),
        (BRIDGE.text, SCHOOL.speaker),
        (SCHOOL.text, HARBOUR.speaker),
    }


def test_short_quotes_are_left_alone_when_varied() -> None:
    """Below eight words a quote identifies nothing, so it gives no case."""
    assert [case for case in variants(QUOTES, 7) if case.id.startswith("q4/")] == []
