"""Sentences in, unit vectors out."""

from __future__ import annotations

from pathlib import Path

from quoteservice.embedding.onnx import OnnxEncoder
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS
from quoteservice.errors import InvalidSetting, ModelMissing
from quoteservice.ports import Encoder

BACKENDS = ("onnx", "sentence-transformers")


def open_encoder(backend: str, model: str, *, models: Path, threads: int) -> Encoder:
    """The encoder that the settings ask for; `model` is a folder of `models`, or for sentence-transformers any other.

    Raises InvalidSetting for an unknown backend, ModelMissing or DigestMismatch for a model that cannot be used.
    """
    if backend == "onnx":
        return OnnxEncoder(models / model, threads=threads)
    if backend != "sentence-transformers":
        raise InvalidSetting(
            f"{backend!r} is not an encoder", where="encoder", remedy=f"Choose one of {', '.join(BACKENDS)}."
        )
    try:
        # Imports torch, which takes seconds and may not be installed; the other backend does without.
        from quoteservice.embedding.torch import SentenceTransformersEncoder
    except ModuleNotFoundError as error:
        raise ModelMissing(
            f"The sentence-transformers backend needs {error.name}",
            where="encoder",
            remedy="Install it with `pip install 'quoteservice[models]'`, or choose the encoder `onnx`.",
        ) from error
    prepared = models / model / WEIGHTS / ORIGINAL
    path = str(prepared) if prepared.is_dir() else model
    return SentenceTransformersEncoder(path, name=model, threads=threads)
