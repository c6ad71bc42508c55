"""`python -m quoteservice.training.meaning --data FOLDER` fits the meaning model and writes its adapters."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from quoteservice.embedding.entailment import FOLDER
from quoteservice.embedding.entailment_export import BASE_WEIGHTS
from quoteservice.embedding.manifest import MANIFEST, sha256_of
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS
from quoteservice.errors import SetupError
from quoteservice.training.pairs import require
from quoteservice.training.progress import say

BASE = "all-MiniLM-L6-v2"
ADAPTER = "adapter.safetensors"
SEED = 20

# Pairs that the committed adapters were fitted on: as many as two busy cores managed in three quarters of an hour.
MOST = 32_000


def main(arguments: list[str] | None = None) -> int:
    """Fits and writes; 0, or another status with the reason on standard error."""
    parser = argparse.ArgumentParser(prog="python -m quoteservice.training.meaning", description="Fits the model.")
    parser.add_argument("--data", type=Path, help="folder of the labelled pairs and news quotes")
    parser.add_argument("--models", type=Path, default=Path("models"), help="folder of the models")
    parser.add_argument("--most", type=int, default=MOST, help="use only so many pairs")
    parser.add_argument("--without", default="", help="leave out the sets with these names, split by commas")
    parser.add_argument("--workers", type=int, default=2, help="processes to fit with, of one thread each")
    parser.add_argument("--into", type=Path, help="folder to write to; models/meaning when not given")
    options = parser.parse_args(arguments)
    try:
        _run(options, require(options.data))
    except SetupError as error:
        print(error, file=sys.stderr)
        return os.EX_CONFIG
    return os.EX_OK


def _run(options: argparse.Namespace, folder: Path) -> None:
    # Loads torch, which takes seconds; saying that the folder is missing should not.
    from quoteservice.embedding.onnx import OnnxEncoder
    from quoteservice.training.build import build
    from quoteservice.training.workers import fit_in_workers

    base = options.models / BASE
    pairs = build(folder, OnnxEncoder(base, threads=1).encode, SEED)
    left_out = set(options.without.split(","))
    pairs = [pair for pair in pairs if pair.origin not in left_out][: options.most]
    say(f"{len(pairs)} pairs")
    target = options.into or options.models / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    fit_in_workers(base / WEIGHTS, pairs, target / ADAPTER, SEED, options.workers)
    write_manifest(target, sha256_of(base / WEIGHTS / ORIGINAL / BASE_WEIGHTS))
    say(f"Written to {target}. `quoteservice models prepare` makes the model from it.")


def write_manifest(target: Path, base_sha256: str) -> None:
    """Pins the adapters in `target` and the base that they belong to."""
    content = {
        "name": FOLDER,
        "kind": "entailment",
        "licence": "Apache-2.0",
        "base": BASE,
        "base_sha256": base_sha256,
        "files": {ADAPTER: sha256_of(target / ADAPTER)},
    }
    (target / MANIFEST).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
