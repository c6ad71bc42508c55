"""Exports any sentence-transformers model to ONNX, pooling and normalisation included; needs torch."""

from __future__ import annotations

import contextlib
import io
import logging
import math
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnx.helper
import onnx.numpy_helper
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from transformers.utils.logging import disable_progress_bar

from quoteservice.embedding.graph import LEAST_HALVED, OPSET
from quoteservice.embedding.onnx import GRAPH, INPUTS, OUTPUT, TOKENIZER, OnnxEncoder
from quoteservice.embedding.probes import TEXTS, TOLERANCE, require_near

# Shape of the example that is traced: any batch above one, and a length that is below the limit of every model.
EXAMPLE = (3, 7)


class _SentenceEmbedding(torch.nn.Module):
    """The whole model as one function of tensors; its vectors are normalised even where the model leaves that out."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        vectors = self.model({INPUTS[0]: input_ids, INPUTS[1]: attention_mask})["sentence_embedding"]
        return torch.nn.functional.normalize(vectors)


def export(original: Path, target: Path) -> float:
    """Writes graph and tokenizer into `target`; the largest difference from the original on TEXTS.

    Raises DigestMismatch if that is above TOLERANCE.
    """
    disable_progress_bar()  # type: ignore[no-untyped-call]
    model = SentenceTransformer(
        str(original),
        device="cpu",
        local_files_only=True,
        # The fused attention of torch has no counterpart in ONNX.
        model_kwargs={"attn_implementation": "eager"},
    ).eval()
    _write_tokenizer(model, target / TOKENIZER)
    _write_graph(model, target / GRAPH)
    encoder = OnnxEncoder.unsealed(target, name=original.name, threads=torch.get_num_threads())
    expected = model.encode(list(TEXTS), normalize_embeddings=True, show_progress_bar=False)
    return require_near(encoder.encode(TEXTS), expected, TOLERANCE, original)


def _write_tokenizer(model: SentenceTransformer, path: Path) -> None:
    tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    # A model without a limit of its own has that of its tokenizer.
    tokenizer.enable_truncation(model.max_seq_length or model.tokenizer.model_max_length)
    tokenizer.enable_padding(pad_id=model.tokenizer.pad_token_id, pad_token=model.tokenizer.pad_token)
    tokenizer.save(str(path))


def _write_graph(model: SentenceTransformer, path: Path) -> None:
    ids = torch.ones(EXAMPLE, dtype=torch.int64)
    axes = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    # The exporter warns of torch's own old calls and prints its steps; parity is checked afterwards.
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _SentenceEmbedding(model).eval(),
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_shapes=dict.fromkeys(INPUTS, axes),
            opset_version=OPSET,
            external_data=False,
            dynamo=True,
        )
    finish(path)


def finish(path: Path) -> None:
    """Makes the exporter's file smaller, and takes out its notes on source files: they name paths of the machine."""
    model = onnx.load(str(path))
    _halve(model.graph)
    for part in (model.graph, *model.graph.node, *model.graph.input, *model.graph.output, *model.graph.value_info):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    for weight in model.graph.initializer:
        weight.ClearField("metadata_props")
    onnx.save(model, str(path))


def _halve(graph: onnx.GraphProto) -> None:
    """Keeps large weights in half precision; whoever loads the graph computes with them in single precision."""
    widened = []
    for weight in graph.initializer:
        if weight.data_type != onnx.TensorProto.FLOAT or math.prod(weight.dims) < LEAST_HALVED:
            continue
        name, kept = weight.name, f"{weight.name}.half"
        weight.CopyFrom(onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(weight).astype(np.float16), kept))
        widened.append(onnx.helper.make_node("Cast", [kept], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*widened, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
