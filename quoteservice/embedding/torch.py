"""Encodes sentences with sentence-transformers on torch: any model that it can load."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from sentence_transformers import SentenceTransformer, __version__

from quoteservice.errors import ModelMissing
from quoteservice.ports import Vectors


class SentenceTransformersEncoder:
    """`model` is a folder, or a name that sentence-transformers finds on this machine; nothing is fetched.

    Raises ModelMissing when it cannot be loaded.
    """

    def __init__(self, model: str, *, name: str, threads: int) -> None:
        torch.set_num_threads(threads)
        try:
            self._model = SentenceTransformer(model, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelMissing(
                f"sentence-transformers cannot load the model: {error}",
                where=model,
                remedy="Give a folder that it saved, or a name that is in its cache on this machine.",
            ) from error
        self._name = f"{name}/sentence-transformers-{__version__}"
        self._dimension = int(self._model.encode([""], show_progress_bar=False).shape[1])

    @property
    def name(self) -> str:
        """Model, backend and its version: vectors of equal names can be compared."""
        return self._name

    @property
    def dimension(self) -> int:
        """Numbers in one vector."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order; texts above the model's limit of word pieces are cut there."""
        if not texts:
            return np.empty((0, self._dimension), dtype=np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
