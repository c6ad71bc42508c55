from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import AutoTokenizer, BertConfig, BertModel

from quoteservice.embedding.export import export
from quoteservice.embedding.onnx import OnnxEncoder
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS
from quoteservice.embedding.probes import TOLERANCE

# Word pieces that the small model reads.
LIMIT = 12


@pytest.fixture(scope="module")
def small(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another sentence-transformers model: random weights, the first token as pooling, not normalised."""
    bert, path = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("small")
    tokenizer = AutoTokenizer.from_pretrained(str(folder / WEIGHTS / ORIGINAL))
    tokenizer.save_pretrained(str(bert))
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=LIMIT,
    )
    BertModel(config).save_pretrained(str(bert))
    transformer = Transformer(str(bert), max_seq_length=LIMIT)
    SentenceTransformer(modules=[transformer, Pooling(16, pooling_mode="cls")], device="cpu").save(str(path))
    return path


def test_export_carries_over_pooling_and_limit_when_the_model_is_another(small: Path, tmp_path: Path) -> None:
    """Any sentence-transformers model becomes one graph that gives its normalised vectors, cut at its own limit."""
    parity = export(small, tmp_path)
    encoder = OnnxEncoder.unsealed(tmp_path, name="small", threads=1)
    texts = ["A short one.", "One that is well above the limit of twelve word pieces, and so is cut where that ends."]
    expected = SentenceTransformer(str(small), device="cpu").encode(texts, normalize_embeddings=True)
    assert parity <= TOLERANCE
    assert encoder.dimension == 16
    np.testing.assert_allclose(encoder.encode(texts), expected, rtol=0, atol=TOLERANCE)


def test_export_names_no_path_of_the_machine(small: Path, tmp_path: Path) -> None:
    """The graph carries no notes on where it was made, so that the same model gives the same file everywhere."""
    export(small, tmp_path)
    content = (tmp_path / "model.onnx").read_bytes()
    assert b"site-packages" not in content
    assert str(tmp_path).encode() not in content
