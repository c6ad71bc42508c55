"""The graph of the meaning model, made of the base's numbers and the committed adapters; needs no torch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from safetensors.numpy import load_file

from quoteservice.embedding.entailment import INPUTS, MOST_PIECES, OUTPUT
from quoteservice.embedding.graph import Graph, Weights
from quoteservice.embedding.mpnet import Shape, encoder

# How an adapter's product is scaled before it is added to a weight: twice, so that a usual learning rate moves it.
SCALE = 2.0

CLASSES = 3

BASE_WEIGHTS = "model.safetensors"

_DOWN = ".down"


def write_graph(base: Path, learned: Path, path: Path) -> None:
    """Writes the network of `entailment_network` with its adapters merged."""
    adapters = {name: value.astype(np.float32) for name, value in load_file(learned).items()}
    shape, weights = Shape.read(base, MOST_PIECES), merged(load_file(base / BASE_WEIGHTS), adapters)
    graph = Graph()
    ids, mask, segments = INPUTS
    hidden = encoder(graph, weights, shape, ids, mask)
    present, second = (graph.add("Cast", each, to=onnx.TensorProto.FLOAT) for each in (mask, segments))
    first = graph.add("Sub", graph.number(1), second)
    start = graph.add("Squeeze", graph.add("Gather", hidden, graph.integers(0), axis=1), graph.integers(1))
    recorded = graph.mean(hidden, graph.add("Mul", present, first))
    claimed = graph.mean(hidden, graph.add("Mul", present, second))
    apart = graph.add("Abs", graph.add("Sub", recorded, claimed))
    parts = (start, recorded, claimed, apart, graph.add("Mul", recorded, claimed))
    wide = graph.gelu(graph.linear(graph.add("Concat", *parts, axis=1), adapters, "head.0"))
    graph.save(path, INPUTS, graph.linear(wide, adapters, "head.2"), OUTPUT, CLASSES)


def merged(weights: Weights, adapters: Weights) -> Weights:
    """The weights with each adapter's product added to its layer."""
    changed = dict(weights)
    for name, down in adapters.items():
        if name.endswith(_DOWN):
            layer = name.removesuffix(_DOWN)
            own = f"{layer.removeprefix('base.')}.weight"
            changed[own] = changed[own] + SCALE * adapters[f"{layer}.up"] @ down
    return changed
