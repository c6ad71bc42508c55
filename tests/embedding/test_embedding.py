from __future__ import annotations

from pathlib import Path

import pytest

from quoteservice.embedding import open_encoder
from quoteservice.embedding.onnx import OnnxEncoder
from quoteservice.errors import InvalidSetting, ModelMissing


def test_open_encoder_gives_onnx_when_asked(folder: Path) -> None:
    """The backend `onnx` opens a prepared model of the models folder by its name."""
    encoder = open_encoder("onnx", folder.name, models=folder.parent, threads=1)
    assert isinstance(encoder, OnnxEncoder)


def test_open_encoder_is_refused_when_the_backend_is_unknown(folder: Path) -> None:
    """A backend that does not exist is a wrong setting, and the answer names those that do."""
    with pytest.raises(InvalidSetting, match=r"'cuda' is not an encoder.*onnx, sentence-transformers"):
        open_encoder("cuda", folder.name, models=folder.parent, threads=1)


def test_open_encoder_is_refused_when_there_is_no_such_model(tmp_path: Path) -> None:
    """A name that is no folder of the models folder is a missing model."""
    with pytest.raises(ModelMissing):
        open_encoder("onnx", "no-such-model", models=tmp_path, threads=1)
