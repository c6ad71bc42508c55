from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from quoteservice.embedding.onnx import OnnxEncoder
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS
from quoteservice.embedding.probes import FILE, TOLERANCE, read_probes, write_probes
from quoteservice.embedding.sentence_graph import build
from quoteservice.errors import DigestMismatch, ModelMissing


@pytest.fixture
def original(folder: Path, tmp_path: Path) -> Path:
    """A copy of the original, but for its weights."""
    copy = tmp_path / "original"
    shutil.copytree(folder / WEIGHTS / ORIGINAL, copy, ignore=shutil.ignore_patterns("*.safetensors"))
    (copy / "model.safetensors").symlink_to(folder / WEIGHTS / ORIGINAL / "model.safetensors")
    return copy


def test_build_gives_the_vectors_of_the_original(folder: Path, encoder: OnnxEncoder, tmp_path: Path) -> None:
    """The graph made of the weights answers the probes as the original does, and is the one that is served."""
    assert 0 < build(folder / WEIGHTS / ORIGINAL, tmp_path, folder) <= TOLERANCE
    made = OnnxEncoder.unsealed(tmp_path, name="made", threads=1)
    texts = ["Ships pass.", "The lock was shut for a week. " * 60, ""]
    np.testing.assert_allclose(made.encode(texts), encoder.encode(texts), rtol=0, atol=1e-5)


def test_build_is_refused_when_it_answers_otherwise(original: Path, folder: Path, tmp_path: Path) -> None:
    """A graph that answers otherwise than the original is refused, and so is one that nothing can be held against."""
    asked, answers = read_probes(folder)
    write_probes(tmp_path, asked, -answers)
    with pytest.raises(DigestMismatch, match="differs from the original"):
        build(original, tmp_path, tmp_path)
    (tmp_path / FILE).unlink()
    with pytest.raises(ModelMissing, match=FILE):
        build(original, tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("file", "member", "value"),
    [("config.json", "hidden_act", "relu"), ("1_Pooling/config.json", "pooling_mode_mean_tokens", False)],
)
def test_build_is_refused_when_the_network_is_another(
    original: Path, folder: Path, tmp_path: Path, file: str, member: str, value: object
) -> None:
    """What this graph does not compute is no model for it."""
    said = json.loads((original / file).read_text())
    (original / file).write_text(json.dumps(said | {member: value}))
    with pytest.raises(ValueError, match="original"):
        build(original, tmp_path, folder)
