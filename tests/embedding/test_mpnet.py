from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from transformers import MPNetConfig, MPNetModel

from quoteservice.embedding.graph import MOST_WHOLE, Graph, in_whole_numbers
from quoteservice.embedding.mpnet import Shape, encoder

SMALL = {"vocab_size": 60, "hidden_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4,
         "intermediate_size": 96, "max_position_embeddings": 150}  # fmt: skip
LONGEST = 140


@pytest.fixture(scope="module")
def network() -> MPNetModel:
    """A small network that was never trained, with distances between word pieces that matter."""
    torch.manual_seed(7)
    made = MPNetModel(MPNetConfig(**SMALL, attn_implementation="eager"), add_pooling_layer=False).eval()
    with torch.no_grad():
        for value in made.parameters():
            value.copy_(torch.randn_like(value) / max(value.shape[-1], 10) ** 0.5)
        made.encoder.relative_attention_bias.weight.normal_()
    return made


@pytest.fixture(scope="module")
def graph(network: MPNetModel, tmp_path_factory: pytest.TempPathFactory) -> onnxruntime.InferenceSession:
    folder = tmp_path_factory.mktemp("small")
    (folder / "config.json").write_text(json.dumps(network.config.to_dict(), default=str))
    weights = {name: value.detach().numpy() for name, value in network.named_parameters()}
    made = Graph()
    shape = Shape.read(folder, LONGEST)
    hidden = encoder(made, weights, shape, "ids", "mask")
    mean = made.mean(hidden, made.add("Cast", "mask", to=onnx.TensorProto.FLOAT))
    made.save(folder / "model.onnx", ("ids", "mask"), mean, "mean", shape.width)
    return onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])


@pytest.mark.parametrize("lengths", [(5, 5), (9, 3), (LONGEST, 20), (1,)])
def test_graph_gives_what_torch_gives(
    network: MPNetModel, graph: onnxruntime.InferenceSession, lengths: tuple[int, ...]
) -> None:
    """Texts of any lengths, far-apart word pieces too, within what whole numbers of 8 bits lose."""
    chance = np.random.default_rng(sum(lengths))
    ids = np.full((len(lengths), max(lengths)), 1, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, length in enumerate(lengths):
        ids[row, :length] = chance.integers(5, 60, length)
        mask[row, :length] = 1
    with torch.inference_mode():
        hidden = network(torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)).last_hidden_state
        weights = torch.from_numpy(mask).unsqueeze(-1)
        expected = ((hidden * weights).sum(1) / weights.sum(1)).numpy()
    found = graph.run(["mean"], {"ids": ids, "mask": mask})[0]
    assert np.corrcoef(found.ravel(), expected.ravel())[0, 1] > 0.999


def test_shape_refuses_another_network(tmp_path: Path) -> None:
    """A configuration of BERT is none of MPNet."""
    (tmp_path / "config.json").write_text('{"model_type": "bert", "hidden_act": "gelu"}')
    with pytest.raises(ValueError, match="another network"):
        Shape.read(tmp_path, LONGEST)


def test_in_whole_numbers_keeps_each_row_within_its_scale() -> None:
    """Rows come back to half a step of their own scale, rows of zeros as zeros."""
    rows = np.array([[0.5, -1.0, 0.25], [0, 0, 0], [100, 1, -50]], dtype=np.float32)
    whole, scale = in_whole_numbers(rows)
    assert np.abs(whole).max() == MOST_WHOLE
    assert (np.abs(whole * scale[:, None] - rows) <= scale[:, None] / 2 + 1e-6).all()
