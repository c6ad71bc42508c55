"""`python -m quoteservice.training.weights` finds the weights of `quoteservice.matching.meaning` and prints them.

They weigh the model of meaning and the negations of both sides. They are found on dossiers that the model was not
fitted on, and on the development half of the labelled cases, where claims are as people type them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quoteservice.config import Config
from quoteservice.domain.claim import Bearing, Claim
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.verdict import Finding
from quoteservice.embedding.entailment import FOLDER, OnnxEntailment
from quoteservice.evaluation.cases import Part, load
from quoteservice.evaluation.command import empty_service
from quoteservice.evaluation.options import CASES, DOSSIERS
from quoteservice.evaluation.run import read_in
from quoteservice.matching.meaning import evidence, spoken, wording
from quoteservice.matching.prepare import prepare
from quoteservice.training.written import FOR_WEIGHTS

SAME = {"supports": True, "contradicts": False}
OF_CASES = {Finding.PARAPHRASE: True, Finding.CONTRADICTED: False}
# A case counts as much as so many claims about dossiers, whose writers shunned the words of the record.
WEIGHT_OF_CASE = 3.0
# A record that is likelier about something else teaches nothing about same and opposite.
MOST_NEITHER = 0.5
# How strongly weights are held near nothing; on values of one spread. Steps of Newton until they stand still.
RIDGE, STEPS = 3.3, 30

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """What is weighed of a claim and a record that it is about, and whether the record says the same."""

    values: Mapping[str, float]
    same: bool
    weight: float


def main() -> int:
    """Prints the weights; 0."""
    config = Config()
    model = OnnxEntailment(Path(config.models) / FOLDER, threads=config.encoder_threads)
    pairs = [*_of_dossiers(DOSSIERS / FOR_WEIGHTS), *_of_cases(config)]
    found = [each for each in (_example(model, *pair) for pair in pairs) if each is not None]
    names = ["same", *found[0].values]
    print({name: round(float(weight), 2) for name, weight in zip(names, fit(found), strict=True)}, f"of {len(found)}")
    return 0


def fit(examples: Sequence[Example]) -> Vector:
    """Logarithms of odds, that of nothing known first: logistic regression with a ridge."""
    values = np.array([list(each.values.values()) for each in examples])
    mean, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = 1
    rows = np.hstack([np.ones((len(examples), 1)), (values - mean) / spread])
    same = np.array([float(each.same) for each in examples])
    weight = np.array([each.weight for each in examples])
    ridge = np.diag([0.0, *[RIDGE] * values.shape[1]])
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (same - likely)) - ridge @ found
        bend = (rows * (weight * likely * (1 - likely))[:, None]).T @ rows + ridge
        found += np.linalg.solve(bend, slope)
    scaled = found[1:] / spread
    return np.array([found[0] - float(scaled @ mean), *scaled])


def _of_dossiers(file: Path) -> Iterator[tuple[str, Quote, bool, float]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for claim in row["claims"]:
            if claim["label"] in SAME:
                yield claim["text"], _quote(row["records"][claim["on"]]), SAME[claim["label"]], 1.0


def _of_cases(config: Config) -> Iterator[tuple[str, Quote, bool, float]]:
    """Each case in other words with what the service shows for it."""
    book = load(CASES)
    with empty_service(config) as service:
        read_in(service, book.documents)
        for case in book.cases:
            if case.part is Part.DEV and case.finding in OF_CASES:
                shown = service.verify(case.claim).judgement.evidence
                if shown:
                    yield case.text, shown[0].quote, OF_CASES[case.finding], WEIGHT_OF_CASE


def _quote(text: str) -> Quote:
    whole = Span(0, len(text))
    return Quote(text, Source("", ""), Statement(text, (whole,), Form.DIRECT, (whole,)), None)


def _example(model: OnnxEntailment, text: str, quote: Quote, same: bool, weight: float) -> Example | None:
    prepared = prepare(Claim(text))
    bearings = [Bearing(*each) for each in model.relate([(said, text) for said in spoken(prepared, quote)]).tolist()]
    if bearings[0].neither >= MOST_NEITHER:
        return None
    return Example(evidence(prepared.words, wording(prepared, quote).near, bearings), same, weight)


if __name__ == "__main__":
    sys.exit(main())
