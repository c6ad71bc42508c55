from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quoteservice.embedding import open_encoder
from quoteservice.embedding.onnx import OnnxEncoder
from quoteservice.embedding.probes import TOLERANCE, read_probes
from quoteservice.errors import ModelMissing
from quoteservice.ports import Encoder

SENTENCES = (
    "",
    "Nobody was hurt.",
    "The tunnel, which cost €4.5bn, leaks; the minister has “no plans” to close it.",
    "Śledztwo trwa – 調査は続いている – Έρευνα σε εξέλιξη.",
    "Rain is expected in the west, with gusts of up to 90 km/h on exposed coasts.",
    "He asked twice whether the valve had been tested, and twice he was told that it had. " * 30,
)


@pytest.fixture(scope="module")
def original(folder: Path) -> Encoder:
    return open_encoder("sentence-transformers", folder.name, models=folder.parent, threads=1)


def test_onnx_equals_the_original_within_the_stated_tolerance(encoder: OnnxEncoder, original: Encoder) -> None:
    """No coordinate of the served vectors differs from SentenceTransformer.encode by more than TOLERANCE."""
    np.testing.assert_allclose(encoder.encode(SENTENCES), original.encode(SENTENCES), rtol=0, atol=TOLERANCE)


def test_probes_are_what_the_original_answers(folder: Path, original: Encoder) -> None:
    """What a model is held against where torch is missing, torch answers itself."""
    asked, answers = read_probes(folder)
    np.testing.assert_allclose(original.encode(asked), answers, rtol=0, atol=1e-5)


def test_encode_gives_no_rows_when_given_no_text(original: Encoder) -> None:
    """No text gives shape (0, dimension)."""
    assert original.encode([]).shape == (0, 384)
    assert original.dimension == 384


def test_name_differs_when_the_backend_differs(encoder: OnnxEncoder, original: Encoder) -> None:
    """Vectors of two backends are never taken for each other's."""
    assert original.name.startswith("all-MiniLM-L6-v2/sentence-transformers-")
    assert original.name != encoder.name


def test_opening_is_refused_when_the_model_is_not_on_this_machine(tmp_path: Path) -> None:
    """A path that is no model is a missing model; nothing is fetched."""
    with pytest.raises(ModelMissing, match="sentence-transformers cannot load"):
        open_encoder("sentence-transformers", str(tmp_path / "none"), models=tmp_path, threads=1)
