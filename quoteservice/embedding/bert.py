"""A BERT encoder as a graph of ONNX, made of the numbers in its file; needs onnx and no torch.

1. `Graph` collects nodes and weights; large weights are kept in half precision and computed with in single precision.
2. `encoder` adds the embeddings and the layers: the network of Devlin et al. 2018, as `transformers.BertModel` runs it.
3. Whoever calls it adds what stands behind: a pooling, a head.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnx.helper
import onnx.numpy_helper
from numpy.typing import NDArray

# Operator set of the graph: the first with a normalisation of layers as one operator is 17.
OPSET = 18

# Version of the file format that this operator set came with.
IR_VERSION = 8

# Weights of fewer numbers stay as they are: halving them saves nothing.
LEAST_HALVED = 4096

# What masked word pieces are moved by, before a softmax takes them to nothing.
MASKED = float(np.finfo(np.float32).min)

# Texts at once, and word pieces of the longest.
SIZES = ("n", "length")

Array = NDArray[np.floating[Any]]
Weights = Mapping[str, Array]


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


class Graph:
    """Nodes and weights under way to a file; values go by their names."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._shapes: list[onnx.ValueInfoProto] = []

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """What an operator gives."""
        name = f"{kind.lower()}_{len(self._nodes)}"
        self._nodes.append(onnx.helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def weight(self, array: Array) -> str:
        """Numbers that were learned."""
        if array.size < LEAST_HALVED:
            return self._constant(array.astype(np.float32))
        return self.add("Cast", self._constant(array.astype(np.float16)), to=onnx.TensorProto.FLOAT)

    def integers(self, *values: int) -> str:
        """A shape, or axes."""
        return self._constant(np.array(values, dtype=np.int64))

    def number(self, value: float) -> str:
        """One number."""
        return self._constant(np.array(value, dtype=np.float32))

    def linear(self, value: str, weights: Weights, name: str) -> str:
        """A linear layer, as torch keeps it."""
        product = self.add("MatMul", value, self.weight(np.ascontiguousarray(weights[f"{name}.weight"].T)))
        return self.add("Add", product, self.weight(weights[f"{name}.bias"]))

    def normalised(self, value: str, weights: Weights, name: str, epsilon: float) -> str:
        """A normalisation of layers."""
        scale, bias = (self.weight(weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.add("LayerNormalization", value, scale, bias, axis=-1, epsilon=epsilon)

    def gelu(self, value: str) -> str:
        """x times the normal distribution up to x."""
        share = self.add("Add", self.add("Erf", self.add("Div", value, self.number(math.sqrt(2)))), self.number(1))
        return self.add("Mul", self.add("Mul", value, share), self.number(0.5))

    def mean(self, hidden: str, mask: str) -> str:
        """The mean of the word pieces where the mask, of numbers, is 1; zeros if it is nowhere."""
        weights = self.add("Unsqueeze", mask, self.integers(-1))
        total = self.add("ReduceSum", self.add("Mul", hidden, weights), self.integers(1), keepdims=0)
        number = self.add("Max", self.add("ReduceSum", weights, self.integers(1), keepdims=0), self.number(1e-9))
        return self.add("Div", total, number)

    def shaped(self, value: str, width: int) -> str:
        """The value, which is one of (n, length, width); where that is known, onnxruntime joins operators to one."""
        self._shapes.append(onnx.helper.make_tensor_value_info(value, onnx.TensorProto.FLOAT, [*SIZES, width]))
        return value

    def save(self, path: Path, inputs: tuple[str, ...], found: str, output: str, width: int) -> None:
        """Writes the graph, whose inputs are whole numbers of any shape (n, length), and which gives (n, width)."""
        self._nodes.append(onnx.helper.make_node("Identity", [found], [output]))
        taken = [onnx.helper.make_tensor_value_info(each, onnx.TensorProto.INT64, SIZES) for each in inputs]
        given = [onnx.helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, [SIZES[0], width])]
        graph = onnx.helper.make_graph(self._nodes, path.stem, taken, given, self._weights, value_info=self._shapes)
        operators = [onnx.helper.make_opsetid("", OPSET)]
        model = onnx.helper.make_model(graph, opset_imports=operators, ir_version=IR_VERSION)
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, str(path))

    def _constant(self, array: NDArray[Any]) -> str:
        name = f"weight_{len(self._weights)}"
        self._weights.append(onnx.numpy_helper.from_array(array, name))
        return name


def encoder(graph: Graph, weights: Weights, shape: Shape, ids: str, mask: str, segments: str | None = None) -> str:
    """The states (n, length, width) behind the last layer; without `segments` all word pieces are of the first."""
    words = graph.add("Gather", graph.weight(weights["embeddings.word_embeddings.weight"]), ids)
    length = graph.add("Gather", graph.add("Shape", ids), graph.integers(1))
    positions = graph.add(
        "Slice", graph.weight(weights["embeddings.position_embeddings.weight"]), graph.integers(0), length,
        graph.integers(0),
    )  # fmt: skip
    kinds = weights["embeddings.token_type_embeddings.weight"]
    kind = graph.weight(kinds[0]) if segments is None else graph.add("Gather", graph.weight(kinds), segments)
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
