"""What every Encoder gives: unit vectors, near for near texts."""

from __future__ import annotations

import numpy as np
import pytest

from quoteservice.config import MODELS_BESIDE_PACKAGE, Config
from quoteservice.embedding import open_encoder
from quoteservice.ports import Encoder
from tests.fakes import FakeEncoder

TEXTS = [
    "The harbour reopened on Monday after a week of repairs.",
    "After a week of repairs the harbour reopened on Monday.",
    "A goat ate the mayor's hat.",
    "",
    "—…",
    "桥 мост جسر 🦩",
    "word " * 2_000,
]
# Texts that are encoded together are padded together, which moves the last bits.
TOLERANCE = 1e-5


@pytest.fixture(scope="module", params=["real", "fake"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """The encoder that is served by default, and the one of the tests."""
    if request.param == "fake":
        return FakeEncoder()
    return open_encoder("onnx", Config().encoder_model, models=MODELS_BESIDE_PACKAGE, threads=1)


def test_encode_when_texts_are_of_any_kind(encoder: Encoder) -> None:
    """Every text, empty ones included, gives one vector of length 1 in single precision."""
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=TOLERANCE)


def test_encode_when_there_is_no_text(encoder: Encoder) -> None:
    """No text gives no row, of the encoder's dimension."""
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_encode_when_texts_are_equal(encoder: Encoder) -> None:
    """Equal texts give equal vectors, whatever they are encoded with."""
    together = encoder.encode([*TEXTS, *TEXTS])
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_array_equal(together[: len(TEXTS)], together[len(TEXTS) :])
    np.testing.assert_allclose(together[: len(TEXTS)], alone, atol=TOLERANCE)


def test_encode_when_texts_are_near(encoder: Encoder) -> None:
    """Texts that say the same are nearer to each other than to one about something else."""
    first, second, other = encoder.encode(TEXTS[:3])
    assert first @ second > first @ other


def test_name_when_asked(encoder: Encoder) -> None:
    """An encoder has a name, which answers carry as the version they were given under."""
    assert encoder.name
