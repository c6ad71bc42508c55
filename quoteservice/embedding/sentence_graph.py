"""The graph of a sentence embedding, made of the numbers in its file: encoder, pooling, normalisation."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from quoteservice.embedding.bert import Shape, encoder
from quoteservice.embedding.graph import Graph
from quoteservice.embedding.onnx import GRAPH, INPUTS, OUTPUT, TOKENIZER, OnnxEncoder
from quoteservice.embedding.probes import TOLERANCE, read_probes, require_near

# Least length of a vector that is brought to length 1, as torch has it.
LEAST_LENGTH = 1e-12


def build(original: Path, target: Path, probes: Path) -> float:
    """Writes graph and tokenizer of a BERT with mean pooling; the largest difference from the answers in `probes`.

    Raises DigestMismatch if that is above the tolerance, ValueError for another network.
    """
    _write_tokenizer(original, target / TOKENIZER)
    _write_graph(original, target / GRAPH)
    asked, expected = read_probes(probes)
    made = OnnxEncoder.unsealed(target, name=original.name, threads=1)
    return require_near(made.encode(asked), expected, TOLERANCE, original)


def _write_tokenizer(original: Path, path: Path) -> None:
    said = json.loads((original / "sentence_bert_config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(original / "tokenizer.json"))
    tokenizer.enable_truncation(said["max_seq_length"])
    # Word pieces to a common length in a batch, instead of to a fixed one.
    pad = tokenizer.padding or {}
    tokenizer.enable_padding(pad_id=pad.get("pad_id", 0), pad_token=pad.get("pad_token", "[PAD]"))
    tokenizer.save(str(path))


def _write_graph(original: Path, path: Path) -> None:
    pooling = json.loads((original / "1_Pooling" / "config.json").read_text(encoding="utf-8"))
    if not pooling["pooling_mode_mean_tokens"]:
        raise ValueError(f"{original} does not take the mean of its word pieces")
    shape, weights = Shape.read(original), load_file(original / "model.safetensors")
    graph = Graph()
    ids, mask = INPUTS
    hidden = encoder(graph, weights, shape, ids, mask)
    mean = graph.mean(hidden, graph.add("Cast", mask, to=onnx.TensorProto.FLOAT))
    length = graph.add("ReduceL2", mean, graph.integers(1), keepdims=1)
    unit = graph.add("Div", mean, graph.add("Max", length, graph.number(LEAST_LENGTH)))
    graph.save(path, INPUTS, unit, OUTPUT, shape.width)
