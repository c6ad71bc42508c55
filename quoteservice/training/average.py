"""`python -m quoteservice.training.average --into FOLDER FILE ...` averages adapters of one training's stages.

Points of one way of descent, averaged, lie nearer to its floor than each (Izmailov et al., "Averaging Weights Leads to
Wider Optima and Better Generalization", 2018).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from quoteservice.embedding.manifest import MANIFEST
from quoteservice.training.meaning import ADAPTER, write_manifest


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the mean of the files and pins it; 0."""
    parser = argparse.ArgumentParser(prog="python -m quoteservice.training.average", description="Averages adapters.")
    parser.add_argument("files", type=Path, nargs="+", help="adapters of one base")
    parser.add_argument(
        "--into", type=Path, default=Path("models/meaning"), help="folder with the manifest of the base"
    )
    options = parser.parse_args(arguments)
    save_file(mean([load_file(str(file)) for file in options.files]), str(options.into / ADAPTER))
    base = json.loads((options.into / MANIFEST).read_text(encoding="utf-8"))["base_sha256"]
    write_manifest(options.into, base)
    return 0


def mean(adapters: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of tensors of the same names, in half precision."""
    names = adapters[0].keys()
    return {
        name: torch.stack([each[name].float() for each in adapters]).mean(dim=0).half().contiguous() for name in names
    }


if __name__ == "__main__":
    sys.exit(main())
