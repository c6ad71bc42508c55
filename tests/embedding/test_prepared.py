"""The folder of a prepared model."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from quoteservice.embedding.prepared import replace


def test_replace_when_the_folder_came_with_an_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container a folder of a lower layer cannot be renamed; the new one takes its place all the same."""
    folder, made = tmp_path / "weights", tmp_path / "made"
    for each, content in ((folder, "old"), (made, "new")):
        each.mkdir()
        (each / "model.onnx").write_text(content)
    rename = Path.rename

    def refuses(self: Path, target: Path) -> Path:
        if self == folder:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuses)
    replace(folder, made)
    assert (folder / "model.onnx").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["weights"]
