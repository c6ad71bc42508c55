from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from quoteservice.config import MODELS_BESIDE_PACKAGE
from quoteservice.embedding.entailment import (
    FOLDER,
    MOST_CLAIMED,
    MOST_PIECES,
    NEITHER,
    TOKENIZER,
    OnnxEntailment,
    PairTokenizer,
)
from quoteservice.embedding.entailment_network import LowRank, Relating, load_learned, open_base, save_learned
from quoteservice.errors import ModelMissing

SAID = "We will open the bridge on Monday, and it will stay open all summer."


@pytest.fixture(scope="module")
def model() -> OnnxEntailment:
    """The meaning model that `make install` prepared."""
    return OnnxEntailment(MODELS_BESIDE_PACKAGE / FOLDER, threads=1)


@pytest.fixture(scope="module")
def tokenizer(base: Path) -> PairTokenizer:
    return PairTokenizer(Tokenizer.from_file(str(base / TOKENIZER)))


@pytest.fixture
def network(base: Path) -> Relating:
    """The network with adapters that change something, as after training."""
    torch.manual_seed(5)
    made = Relating(open_base(base)).eval()
    with torch.no_grad():
        for layer in made.modules():
            if isinstance(layer, LowRank):
                layer.up.normal_(std=0.02)
    return made


def answers(network: Relating, tokenizer: PairTokenizer) -> torch.Tensor:
    pairs = tokenizer.pairs([(SAID, "the bridge would open"), ("No.", "Yes, on Monday.")])
    with torch.inference_mode():
        logits: torch.Tensor = network(*map(torch.from_numpy, tokenizer.batch(pairs)))
    return logits


def test_merged_layer_is_base_plus_low_rank_product() -> None:
    """A merged adapter is the layer's own weight plus twice the product of its two thin matrices."""
    adapted = LowRank(torch.nn.Linear(6, 4), rank=2)
    torch.nn.init.normal_(adapted.up)
    expected = adapted.base.weight + 2 * adapted.up @ adapted.down
    inputs = torch.randn(3, 6)
    torch.testing.assert_close(adapted.merged().weight, expected)
    torch.testing.assert_close(adapted.merged()(inputs), adapted(inputs))


def test_network_answers_the_same_when_it_is_merged(network: Relating, tokenizer: PairTokenizer) -> None:
    """Merging takes the adapters away and leaves the answers as they were."""
    before = answers(network, tokenizer)
    network.merge()
    assert not any(isinstance(layer, LowRank) for layer in network.modules())
    torch.testing.assert_close(answers(network, tokenizer), before, rtol=0, atol=1e-4)


def test_learned_parts_are_small_and_come_back_when_loaded(
    network: Relating, tokenizer: PairTokenizer, base: Path, tmp_path: Path
) -> None:
    """What training changed fits into 12 MB, without the base, and gives the same answers on a fresh base."""
    save_learned(network, tmp_path / "adapter.safetensors")
    fresh = Relating(open_base(base)).eval()
    load_learned(fresh, tmp_path / "adapter.safetensors")
    assert (tmp_path / "adapter.safetensors").stat().st_size < 12_000_000
    torch.testing.assert_close(answers(fresh, tokenizer), answers(network, tokenizer), rtol=0, atol=1e-2)


def test_base_stays_as_pinned_when_the_network_learns(network: Relating) -> None:
    """Only adapters and head can change; the pinned weights take no gradient."""
    names = set(network.learned())
    assert names
    assert all(name.startswith("head.") or name.endswith((".down", ".up")) for name in names)


def test_batch_marks_the_claim_and_cuts_the_record_when_it_is_long(tokenizer: PairTokenizer) -> None:
    """Start, record, end, end, claim, end; the claim is segment 1 and whole, the record loses its end."""
    ((recorded, claimed),) = tokenizer.pairs([(SAID * 40, "the bridge would open")])
    ids, mask, segments = tokenizer.batch([(recorded, claimed)])
    assert ids.shape == (1, MOST_PIECES)
    assert mask.all()
    assert ids[0, segments[0] == 1][:-1].tolist() == claimed
    assert ids[0, 1 : 1 + 20].tolist() == recorded[:20]


def test_batch_masks_what_was_filled_up_when_lengths_differ(tokenizer: PairTokenizer) -> None:
    """Padding is outside the mask and belongs to neither text."""
    ids, mask, segments = tokenizer.batch(tokenizer.pairs([("It opens.", "It opens"), (SAID, "It opens")]))
    assert (ids[0][mask[0] == 0] == 1).all()
    assert (segments[0][mask[0] == 0] == 0).all()


@pytest.mark.parametrize(("recorded", "claimed"), [("It opens", "it opened."), ("It opens,", "it opened!")])
def test_pairs_give_nothing_away_by_their_last_mark(tokenizer: PairTokenizer, recorded: str, claimed: str) -> None:
    """A record always ends in a mark and a claim never does, however they were typed."""
    assert tokenizer.pairs([(recorded, claimed)]) == tokenizer.pairs([("It opens.", "it opened")])


def test_relate_gives_probabilities_in_order(model: OnnxEntailment) -> None:
    """One row a pair, in the order asked, each adding up to 1, and the same whatever else is asked."""
    pairs = [(SAID, "the bridge would open on Monday"), ("No.", "Yes."), (SAID * 3, "the tunnel is closed for repairs")]
    found = model.relate(pairs)
    assert found.shape == (3, 3)
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-5)
    for row, pair in zip(found, pairs, strict=True):
        np.testing.assert_array_equal(model.relate([pair])[0], row)


def test_relate_is_empty_when_nothing_is_asked(model: OnnxEntailment) -> None:
    """No pair gives no row."""
    assert model.relate([]).shape == (0, 3)


@pytest.mark.parametrize("claim", ["", "and so on " * MOST_CLAIMED])
def test_relate_says_neither_when_the_claim_cannot_be_read_whole(model: OnnxEntailment, claim: str) -> None:
    """An empty claim, or one above the limit of word pieces, is neither: what is not read is not confirmed."""
    assert model.relate([(SAID, claim)])[0, NEITHER] == 1


def test_model_missing_when_it_is_not_prepared(tmp_path: Path) -> None:
    """A folder without prepared weights is refused, with what to do."""
    with pytest.raises(ModelMissing, match="models prepare"):
        OnnxEntailment(tmp_path, threads=1)
