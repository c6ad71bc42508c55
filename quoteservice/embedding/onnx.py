"""Encodes sentences with onnxruntime and tokenizers; loads neither torch nor transformers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from tokenizers import Encoding, Tokenizer

from quoteservice.embedding.prepared import REMEDY, WEIGHTS, verified
from quoteservice.embedding.runtime import open_session
from quoteservice.errors import ModelMissing
from quoteservice.ports import Vectors

GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"
INPUTS = ("input_ids", "attention_mask")
OUTPUT = "sentence_embedding"

# Texts in one call of the graph: beyond 32 nothing is gained on a CPU, and memory grows with the longest text.
BATCH = 32

# Characters of the model's digest in the encoder's name: enough to tell versions apart, short enough to read.
SHORT_DIGEST = 12


class OnnxEncoder:
    """The prepared model in `folder` (models/NAME); `threads` work on one call.

    Raises ModelMissing when it is not prepared, DigestMismatch when a file of it has changed.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        weights = folder / WEIGHTS
        prepared = verified(weights, only=(GRAPH, TOKENIZER))
        self._open(weights, f"{folder.name}/onnx@{prepared.model[:SHORT_DIGEST]}", threads)

    @classmethod
    def unsealed(cls, folder: Path, *, name: str, threads: int) -> Self:
        """The graph and tokenizer in `folder` as they are, to be tried before they are sealed."""
        encoder = cls.__new__(cls)
        encoder._open(folder, name, threads)
        return encoder

    def _open(self, folder: Path, name: str, threads: int) -> None:
        try:
            # An arena encodes a tenth faster, but keeps the memory of the largest batch for good: 300 MiB.
            self._session = open_session(folder / GRAPH, threads=threads, arena=False)
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        # Both libraries raise plain exceptions of their own making; a model that does not load is one case for us.
        except Exception as error:
            raise ModelMissing(f"The model cannot be loaded: {error}", where=str(folder), remedy=REMEDY) from error
        self._name = name
        self._dimension = int(self._session.get_outputs()[0].shape[-1])
        padding = self._tokenizer.padding
        self._tokenizer.no_padding()
        self._padding = padding["pad_id"] if padding else 0

    @property
    def name(self) -> str:
        """Model, backend and digest: vectors of equal names can be compared."""
        return self._name

    @property
    def dimension(self) -> int:
        """Numbers in one vector."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order; texts above the model's limit of word pieces are cut there."""
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts))
        # Texts of like length share a batch, so that little of the work is spent on padding.
        order = sorted(range(len(texts)), key=lambda place: len(encodings[place].ids))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            vectors[places] = self._run([encodings[place] for place in places])
        return vectors

    def _run(self, encodings: Sequence[Encoding]) -> Vectors:
        length = max(len(each.ids) for each in encodings)
        ids = np.full((len(encodings), length), self._padding, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(encodings):
            ids[row, : len(each.ids)] = each.ids
            mask[row, : len(each.ids)] = 1
        vectors: Vectors = self._session.run([OUTPUT], dict(zip(INPUTS, (ids, mask), strict=True)))[0]
        return vectors
