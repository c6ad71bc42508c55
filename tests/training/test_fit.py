from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from quoteservice.config import MODELS_BESIDE_PACKAGE
from quoteservice.embedding.entailment import PairTokenizer
from quoteservice.embedding.entailment_network import Relating, open_base
from quoteservice.training.fit import LEAST_WEIGHT, MOST_WEIGHT, Batch, batches, fit, loss_of
from quoteservice.training.fit import weights as weighed
from quoteservice.training.pairs import CONTRADICTS, NOT_SUPPORTED, SUPPORTS, Pair

PAIRS = [
    Pair("The mill will close in May.", "the mill closes in May", SUPPORTS, "one"),
    Pair("The mill will close in May.", "the mill will not close", CONTRADICTS, "one"),
    Pair("The mill will close in May.", "the mill will close in June", NOT_SUPPORTED, "one"),
    Pair("We are glad.", "they are happy", SUPPORTS, "one"),
]


@pytest.fixture(scope="module")
def weights() -> Path:
    """The transformer that the adapters are of, as it was fetched."""
    return MODELS_BESIDE_PACKAGE / "all-mpnet-base-v2" / "weights" / "original"


@pytest.fixture(scope="module")
def steps(weights: Path) -> list[Batch]:
    return list(batches(PairTokenizer(Tokenizer.from_file(str(weights / "tokenizer.json"))), PAIRS, seed=1))


def test_loss_counts_every_allowed_answer(steps: list[Batch]) -> None:
    """A pair that is only not supported costs nothing, whichever of the two other answers is given."""
    batch = steps[0]
    at = [tuple(row) for row in batch.allowed.tolist()].index(NOT_SUPPORTED)
    one = Batch(*(each[at : at + 1] for each in (batch.ids, batch.mask, batch.segments, batch.allowed, batch.weights)))
    assert float(loss_of(torch.tensor([[-20.0, 20.0, -20.0]]), one)) == pytest.approx(0, abs=1e-5)
    assert float(loss_of(torch.tensor([[-20.0, -20.0, 20.0]]), one)) == pytest.approx(0, abs=1e-5)
    assert float(loss_of(torch.tensor([[20.0, -20.0, -20.0]]), one)) > 10


def test_fit_lowers_the_loss_when_pairs_are_repeated(weights: Path, steps: list[Batch]) -> None:
    """A few steps on the same pairs bring what is allowed closer."""
    torch.manual_seed(2)
    network = Relating(open_base(weights))
    batch = steps[0]

    def loss() -> float:
        with torch.inference_mode():
            return float(loss_of(network(batch.ids, batch.mask, batch.segments), batch))

    before = loss()
    fit(network, steps * 12, 2, lambda _: None)
    assert loss() < before / 2


def test_weights_balance_supported_and_unsupported_pairs_of_like_overlap() -> None:
    """Where few pairs of a set and an overlap are supported, each of them weighs more, within bounds."""
    many = [Pair("The mill will close.", f"the mill will close {at}", CONTRADICTS, "one") for at in range(9)]
    one = Pair("The mill will close.", "the mill will close down", SUPPORTS, "one")
    found = weighed([*many, one])
    assert found[-1] == MOST_WEIGHT
    assert LEAST_WEIGHT <= found[0] < 1
