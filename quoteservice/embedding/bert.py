"""A BERT encoder as a graph of ONNX, made of the numbers in its file: the network of Devlin et al. 2018, as
`transformers.BertModel` runs it.

Whoever calls `encoder` adds what stands behind: a pooling, a head.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import onnx

from quoteservice.embedding.graph import MASKED, Graph, Weights


@dataclass(frozen=True, slots=True)
class Shape:
    """What the configuration of a BERT says of it."""

    layers: int
    heads: int
    width: int
    epsilon: float

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """From config.json in `folder`; ValueError for another network than `encoder` makes."""
        said = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        known = {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "absolute"}
        if any(said.get(name, value) != value for name, value in known.items()):
            raise ValueError(f"{folder / 'config.json'} is of another network")
        return cls(
            said["num_hidden_layers"], said["num_attention_heads"], said["hidden_size"], float(said["layer_norm_eps"])
        )


def encoder(graph: Graph, weights: Weights, shape: Shape, ids: str, mask: str) -> str:
    """The states (n, length, width) behind the last layer; all word pieces are of the first kind."""
    words = graph.add("Gather", graph.weight(weights["embeddings.word_embeddings.weight"]), ids)
    length = graph.add("Gather", graph.add("Shape", ids), graph.integers(1))
    positions = graph.add(
        "Slice", graph.weight(weights["embeddings.position_embeddings.weight"]), graph.integers(0), length,
        graph.integers(0),
    )  # fmt: skip
    kind = graph.weight(weights["embeddings.token_type_embeddings.weight"][0])
    hidden = graph.shaped(graph.add("Add", graph.add("Add", words, kind), positions), shape.width)
    hidden = graph.normalised(hidden, weights, "embeddings.LayerNorm", shape.epsilon)
    absent = graph.add("Sub", graph.number(1), graph.add("Cast", mask, to=onnx.TensorProto.FLOAT))
    moved = graph.add("Unsqueeze", graph.add("Mul", absent, graph.number(MASKED)), graph.integers(1, 2))
    for number in range(shape.layers):
        hidden = _layer(graph, weights, shape, hidden, moved, f"encoder.layer.{number}")
    return hidden


def _layer(graph: Graph, weights: Weights, shape: Shape, hidden: str, moved: str, name: str) -> str:
    apart, together = graph.integers(0, 0, shape.heads, shape.width // shape.heads), graph.integers(0, 0, shape.width)

    def heads(part: str, *order: int) -> str:
        split = graph.add("Reshape", graph.linear(hidden, weights, f"{name}.attention.self.{part}"), apart)
        return graph.add("Transpose", split, perm=order)

    product = graph.add("MatMul", heads("query", 0, 2, 1, 3), heads("key", 0, 2, 3, 1))
    scores = graph.add("Div", product, graph.number(math.sqrt(shape.width // shape.heads)))
    shares = graph.add("Softmax", graph.add("Add", scores, moved), axis=-1)
    seen = graph.add("Transpose", graph.add("MatMul", shares, heads("value", 0, 2, 1, 3)), perm=(0, 2, 1, 3))
    seen = graph.linear(graph.add("Reshape", seen, together), weights, f"{name}.attention.output.dense")
    hidden = graph.normalised(
        graph.add("Add", seen, hidden), weights, f"{name}.attention.output.LayerNorm", shape.epsilon
    )
    wide = graph.gelu(graph.linear(hidden, weights, f"{name}.intermediate.dense"))
    narrow = graph.add("Add", graph.linear(wide, weights, f"{name}.output.dense"), hidden)
    return graph.normalised(narrow, weights, f"{name}.output.LayerNorm", shape.epsilon)
