"""The weights of meaning are found again, and are those in use."""

from __future__ import annotations

import random

import numpy as np
import pytest

from quoteservice.domain.claim import Bearing, Claim
from quoteservice.evaluation.options import DOSSIERS
from quoteservice.matching.meaning import WEIGHTS, evidence
from quoteservice.matching.prepare import prepare
from quoteservice.training.weights import Example, fit
from quoteservice.training.written import FOR_WEIGHTS, HELD_OUT


def test_fit_when_the_weights_behind_the_examples_are_known() -> None:
    """Examples drawn by known odds give back about those odds; a value that never changes weighs nothing."""
    chance = random.Random(4)
    examples = []
    for _ in range(4000):
        one, other = chance.gauss(0, 1), float(chance.random() < 0.3)
        likely = 1 / (1 + np.exp(-(0.5 + 1.5 * one - 2 * other)))
        examples.append(Example({"one": one, "other": other, "still": 1.0}, chance.random() < likely, 1.0))
    found = fit(examples)
    assert found[:3] == pytest.approx([0.5, 1.5, -2], abs=0.25)
    assert found[3] == pytest.approx(0, abs=1e-6)


def test_fit_when_examples_weigh_more() -> None:
    """An example of weight three is as good as three of weight one."""
    rows = [(0.1, True), (0.9, False), (0.4, True), (0.5, False)]
    heavy = fit([Example({"x": x}, same, 3.0) for x, same in rows])
    often = fit([Example({"x": x}, same, 1.0) for x, same in rows for _ in range(3)])
    assert heavy == pytest.approx(often)


def test_evidence_when_weighed() -> None:
    """Everything that is weighed has a weight in use, and nothing else has but the odds of nothing known."""
    words = prepare(Claim("no ward was shut")).words
    assert set(evidence(words, words, [Bearing(0.5, 0.4, 0.1)])) | {"same"} == set(WEIGHTS)


def test_dossiers_when_set_apart() -> None:
    """No dossier is both held out and used for the weights."""
    apart = {line for name in HELD_OUT for line in (DOSSIERS / name).read_text(encoding="utf-8").splitlines()}
    used = set((DOSSIERS / FOR_WEIGHTS).read_text(encoding="utf-8").splitlines())
    assert apart
    assert used
    assert not apart & used
