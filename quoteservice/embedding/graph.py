"""A graph of ONNX under way to a file; needs onnx and no torch.

Large weights are kept in half precision and computed with in single precision, or, where that is asked for, kept and
computed with as whole numbers of 8 bits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

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

# Largest whole number that a weight becomes. Of 8 bits the last stays unused: processors without instructions of their
# own for such products add two of them in 16 bits, where larger ones would not fit and answers would differ.
MOST_WHOLE = 63

# The whole number that stands for nothing, and the least largest value of a word piece that is scaled to fit.
MIDDLE, LEAST_SCALED = 128, 1e-9

# What masked word pieces are moved by, before a softmax takes them to nothing.
MASKED = float(np.finfo(np.float32).min)

# Texts at once, and word pieces of the longest.
SIZES = ("n", "length")

Array = NDArray[np.floating[Any]]
Weights = Mapping[str, Array]


class Whole(NamedTuple):
    """Values (n, length, width) as whole numbers around MIDDLE, and what one of them stands for, (n, length, 1)."""

    values: str
    scale: str


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

    def whole(self, value: str) -> Whole:
        """The values as whole numbers of 8 bits, each word piece scaled by its own largest one.

        A few pieces, those that mark where texts end, are ten times as large as all others, which would vanish beside
        them.
        """
        largest = self.add("ReduceMax", self.add("Abs", value), self.integers(-1), keepdims=1)
        scale = self.add("Div", self.add("Max", largest, self.number(LEAST_SCALED)), self.number(MIDDLE - 1))
        moved = self.add("Add", self.add("Round", self.add("Div", value, scale)), self.number(MIDDLE))
        return Whole(self.add("Cast", moved, to=onnx.TensorProto.UINT8), scale)

    def whole_linear(self, value: Whole, weights: Weights, name: str) -> str:
        """A linear layer, as torch keeps it, in whole numbers; each column of its weights has a scale of its own."""
        scaled, scale = in_whole_numbers(weights[f"{name}.weight"])
        middle = self._constant(np.array(MIDDLE, dtype=np.uint8))
        added = self.add("MatMulInteger", value.values, self._constant(np.ascontiguousarray(scaled.T)), middle)
        # By one scale after the other: onnxruntime takes a product of both for that of one scale of all the values.
        columns = self.add("Mul", self.add("Cast", added, to=onnx.TensorProto.FLOAT), self._constant(scale))
        product = self.add("Mul", columns, value.scale)
        return self.add("Add", product, self.weight(weights[f"{name}.bias"]))

    def whole_rows(self, table: Array, places: str) -> str:
        """Rows of a table that is kept in whole numbers, each row with a scale of its own."""
        scaled, scale = in_whole_numbers(table)
        rows = self.add("Cast", self.add("Gather", self._constant(scaled), places), to=onnx.TensorProto.FLOAT)
        return self.add("Mul", rows, self.add("Gather", self._constant(scale[:, None]), places))

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


def in_whole_numbers(weights: Array) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each row in whole numbers up to MOST_WHOLE, and what one of them stands for in it; rows of zeros stay zeros."""
    scale = (np.abs(weights).max(axis=1) / MOST_WHOLE).astype(np.float32)
    scale[scale == 0] = 1
    return np.rint(weights / scale[:, None]).astype(np.int8), scale
