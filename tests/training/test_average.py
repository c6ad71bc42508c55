"""Adapters of several stages become one."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from quoteservice.embedding.manifest import MANIFEST, sha256_of
from quoteservice.training.average import main
from quoteservice.training.meaning import ADAPTER


def test_average_when_there_are_two_stages(tmp_path: Path) -> None:
    """The written numbers lie in the middle, and the manifest pins the new file to the base of before."""
    (tmp_path / MANIFEST).write_text(json.dumps({"base_sha256": "b" * 64}), encoding="utf-8")
    stages = [tmp_path / "one", tmp_path / "two"]
    for number, file in enumerate(stages):
        save_file({"layer.up": torch.full((2, 3), float(number), dtype=torch.float16)}, str(file))
    assert main(["--into", str(tmp_path), *map(str, stages)]) == 0
    assert torch.equal(load_file(str(tmp_path / ADAPTER))["layer.up"], torch.full((2, 3), 0.5, dtype=torch.float16))
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert (manifest["base_sha256"], manifest["files"][ADAPTER]) == ("b" * 64, sha256_of(tmp_path / ADAPTER))
