"""Makes labelled cases out of any quotes: honest variants, and false ones that are false in a known way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from quoteservice.domain.claim import ClaimForm
from quoteservice.domain.verdict import Finding
from quoteservice.evaluation.cases import Case, part_of
from quoteservice.evaluation.mutations import MUTATIONS, Mutation
from quoteservice.evaluation.permitted import PERMITS

LEAST_WORDS = 8
"""Below eight words a quotation identifies nothing, so nothing can be proved on it."""

FRAGMENT_WORDS = 10
"""Length of each piece that a splice joins, in words."""

LARGEST_SHARE = 0.5
"""Share of the shorter quote's words; above it two quotes may be two prints of one utterance, which is no splice."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One quote to make variants of."""

    id: str
    speaker: str
    text: str


def variants(quotes: Sequence[Spoken], seed: int) -> list[Case]:
    """Every variant that each quote offers a hold for; the same for the same quotes and seed.

    A case's id is the quote's id and the name of the variant, joined by "/".
    """
    return [case for index in range(len(quotes)) for case in _variants(quotes, index, seed)]


def _variants(quotes: Sequence[Spoken], index: int, seed: int) -> Iterator[Case]:
    quote = quotes[index]
    if len(quote.text.split()) < LEAST_WORDS:
        return
    for permit in PERMITS:
        text = permit.apply(quote.text, _chance(seed, quote, permit.name))
        if text and (text != quote.text or permit.finding is Finding.VERBATIM):
            yield _case(quote, permit.name, text, permit.finding, also=permit.also)
    for mutation in MUTATIONS:
        text = mutation.apply(quote.text, _chance(seed, quote, mutation.name))
        if text and text.casefold() != quote.text.casefold():
            case = _case(quote, mutation.name, text, mutation.finding, also=mutation.also)
            yield _typed(case, mutation)
    yield from _joined(quotes, index, _chance(seed, quote, "joined"))


def _joined(quotes: Sequence[Spoken], index: int, chance: Random) -> Iterator[Case]:
    quote = quotes[index]
    long = [each for each in quotes if each.id != quote.id and len(each.text.split()) >= LEAST_WORDS]
    own = [each for each in long if each.speaker == quote.speaker and not _alike(each.text, quote.text)]
    others = [each for each in long if each.speaker != quote.speaker and not _alike(each.text, quote.text)]
    if own:
        text = f"{_piece(quote.text)} ... {_piece(chance.choice(own).text)}"
        yield _case(quote, "spliced, own words", text, Finding.SPLICED)
    if others:
        other = chance.choice(others)
        text = f"{_piece(quote.text)} ... {_piece(other.text)}"
        yield _case(quote, "spliced, another's words", text, Finding.SPLICED)
        wrong = Spoken(quote.id, other.speaker, quote.text)
        yield _case(wrong, "misattributed", quote.text, Finding.MISATTRIBUTED)


def _alike(one: str, other: str) -> bool:
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return len(a & b) > LARGEST_SHARE * min(len(a), len(b))


def _piece(text: str) -> str:
    return " ".join(text.split()[:FRAGMENT_WORDS]).rstrip(",.;:")


def _case(quote: Spoken, name: str, text: str, finding: Finding, also: tuple[Finding, ...] = ()) -> Case:
    return Case(
        id=f"{quote.id}/{name}",
        part=part_of(quote.id, None),
        text=text,
        finding=finding,
        speaker=quote.speaker,
        form=ClaimForm.DIRECT,
        also=also,
        note=name,
    )


def _typed(case: Case, mutation: Mutation) -> Case:
    return replace(case, changes=(mutation.kind,) if mutation.kind else (), changes_also=mutation.kinds_also)


def _chance(seed: int, quote: Spoken, name: str) -> Random:
    return Random(f"{seed}/{quote.id}/{name}")
