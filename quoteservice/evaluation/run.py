"""Puts cases to a real service: reads the articles in, asks every claim, notes every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from quoteservice.domain.quote import Document
from quoteservice.evaluation.cases import Case
from quoteservice.evaluation.outcome import Outcome, outcome
from quoteservice.service import Service

MILLISECONDS = 1000


def read_in(service: Service, documents: Iterable[Document]) -> int:
    """Stores the documents; returns the number of quotes that were found in them."""
    return sum(len(service.ingest(document).quotes) for document in documents)


def ask(service: Service, cases: Sequence[Case], progress: Callable[[int], None] = lambda _: None) -> list[Outcome]:
    """One outcome for each case, in order; `progress` is told how many are done."""
    outcomes = []
    for number, case in enumerate(cases, start=1):
        start = perf_counter()
        answer = service.verify(case.claim)
        outcomes.append(outcome(case, answer.judgement, (perf_counter() - start) * MILLISECONDS))
        progress(number)
    return outcomes
