"""An MPNet encoder as a graph of ONNX: the network of Song et al. 2020, as `transformers.MPNetModel` runs it.

Its layers are computed in whole numbers of 8 bits: a quarter of the size and some three times as fast as in single
precision, and the same on every machine, because whole numbers add up exactly in any order.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from quoteservice.embedding.graph import MASKED, Graph, Weights

# The first position of a text is counted from here; what stands before is padding's.
FIRST_POSITION = 2

# Word pieces apart beyond which distances are no longer told apart.
FARTHEST = 128


@dataclass(frozen=True, slots=True)
class Shape:
    """What the configuration of an MPNet says of it; `longest` is the longest text in word pieces."""

    layers: int
    heads: int
    width: int
    epsilon: float
    buckets: int
    longest: int

    @classmethod
    def read(cls, folder: Path, longest: int) -> Shape:
        """From config.json in `folder`; ValueError for another network than `encoder` makes."""
        said = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if (said.get("model_type"), said.get("hidden_act")) != ("mpnet", "gelu"):
            raise ValueError(f"{folder / 'config.json'} is of another network")
        return cls(
            said["num_hidden_layers"], said["num_attention_heads"], said["hidden_size"], float(said["layer_norm_eps"]),
            said["relative_attention_num_buckets"], longest,
        )  # fmt: skip


def encoder(graph: Graph, weights: Weights, shape: Shape, ids: str, mask: str) -> str:
    """The states (n, length, width) behind the last layer."""
    words = graph.whole_rows(weights["embeddings.word_embeddings.weight"], ids)
    length = graph.add("Gather", graph.add("Shape", ids), graph.integers(1))
    start = graph.integers(0)
    places = weights["embeddings.position_embeddings.weight"][FIRST_POSITION : FIRST_POSITION + shape.longest]
    positions = graph.add("Slice", graph.weight(places), start, length, start)
    hidden = graph.shaped(graph.add("Add", words, positions), shape.width)
    hidden = graph.normalised(hidden, weights, "embeddings.LayerNorm", shape.epsilon)
    apart = np.ascontiguousarray(weights["encoder.relative_attention_bias.weight"][_buckets(shape)].transpose(2, 0, 1))
    near = graph.add("Slice", graph.weight(apart), graph.integers(0, 0), graph.add("Concat", length, length, axis=0),
                     graph.integers(1, 2))  # fmt: skip
    absent = graph.add("Sub", graph.number(1), graph.add("Cast", mask, to=onnx.TensorProto.FLOAT))
    masked = graph.add("Unsqueeze", graph.add("Mul", absent, graph.number(MASKED)), graph.integers(1, 2))
    moved = graph.add("Add", masked, near)
    for number in range(shape.layers):
        hidden = _layer(graph, weights, shape, hidden, moved, f"encoder.layer.{number}")
    return hidden


def _layer(graph: Graph, weights: Weights, shape: Shape, hidden: str, moved: str, name: str) -> str:
    apart, together = graph.integers(0, 0, shape.heads, shape.width // shape.heads), graph.integers(0, 0, shape.width)
    states = graph.whole(hidden)

    def heads(part: str, *order: int) -> str:
        split = graph.add("Reshape", graph.whole_linear(states, weights, f"{name}.attention.attn.{part}"), apart)
        return graph.add("Transpose", split, perm=order)

    product = graph.add("MatMul", heads("q", 0, 2, 1, 3), heads("k", 0, 2, 3, 1))
    scores = graph.add("Div", product, graph.number(math.sqrt(shape.width // shape.heads)))
    shares = graph.add("Softmax", graph.add("Add", scores, moved), axis=-1)
    seen = graph.add("Transpose", graph.add("MatMul", shares, heads("v", 0, 2, 1, 3)), perm=(0, 2, 1, 3))
    joined = graph.whole(graph.add("Reshape", seen, together))
    given = graph.add("Add", graph.whole_linear(joined, weights, f"{name}.attention.attn.o"), hidden)
    hidden = graph.normalised(given, weights, f"{name}.attention.LayerNorm", shape.epsilon)
    wide = graph.gelu(graph.whole_linear(graph.whole(hidden), weights, f"{name}.intermediate.dense"))
    narrow = graph.whole_linear(graph.whole(wide), weights, f"{name}.output.dense")
    return graph.normalised(graph.add("Add", narrow, hidden), weights, f"{name}.output.LayerNorm", shape.epsilon)


def _buckets(shape: Shape) -> NDArray[np.int64]:
    """How far two word pieces are apart, (longest, longest) numbers of buckets: exact at first, then ever coarser."""
    places = np.arange(shape.longest)
    behind = places[:, None] - places[None, :]
    sides = shape.buckets // 2
    exact = sides // 2
    distance = np.abs(behind)
    far = np.log(np.maximum(distance, 1).astype(np.float32) / exact) / np.float32(math.log(FARTHEST / exact))
    coarse = np.minimum(exact + (far * np.float32(sides - exact)).astype(np.int64), sides - 1)
    found: NDArray[np.int64] = np.where(behind < 0, sides, 0) + np.where(distance < exact, distance, coarse)
    return found
