from __future__ import annotations

from pathlib import Path

import pytest

from quoteservice.config import MODELS_BESIDE_PACKAGE
from quoteservice.embedding.onnx import OnnxEncoder
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS


@pytest.fixture(scope="session")
def folder() -> Path:
    """The sentence embedding that `make install` prepared."""
    return MODELS_BESIDE_PACKAGE / "all-MiniLM-L6-v2"


@pytest.fixture(scope="session")
def base() -> Path:
    """The transformer that the meaning model is made of, as it was fetched."""
    return MODELS_BESIDE_PACKAGE / "all-mpnet-base-v2" / WEIGHTS / ORIGINAL


@pytest.fixture(scope="session")
def encoder(folder: Path) -> OnnxEncoder:
    return OnnxEncoder(folder, threads=1)
