"""`python -m quoteservice.training.meaning --data FOLDER` fits the meaning model and writes its adapters."""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from pathlib import Path

from quoteservice.embedding.entailment import FOLDER, TOKENIZER, PairTokenizer
from quoteservice.embedding.entailment_export import BASE_WEIGHTS
from quoteservice.embedding.manifest import MANIFEST, sha256_of
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS
from quoteservice.errors import SetupError
from quoteservice.training import public, written
from quoteservice.training.public import require

BASE = "all-mpnet-base-v2"
ADAPTER = "adapter.safetensors"
SEED = 20

# Pairs of the public sets beside the written ones, pass by pass: the written ones are nearer to what is asked.
PUBLIC = (8_000, 4_000)
# Passes of one order at most, so that no two orders share one.
MOST_PASSES = 10

# Going on with adapters that are there, at a lower rate: one pass over everything, or two passes over what is new,
# among so much of the rest that it is not forgotten.
PUBLIC_ONWARD, KNOWN_ONWARD, NEW_PASSES, RATE_ONWARD = 2_000, 9_000, 2, 2.5e-4


def main(arguments: list[str] | None = None) -> int:
    """Fits and writes; 0, or another status with the reason on standard error."""
    parser = argparse.ArgumentParser(prog="python -m quoteservice.training.meaning", description="Fits the model.")
    parser.add_argument("--data", type=Path, help="folder of the labelled public pairs")
    parser.add_argument("--models", type=Path, default=Path("models"), help="folder of the models")
    parser.add_argument("--into", type=Path, help="folder to write to; models/meaning when not given")
    parser.add_argument(
        "--go-on",
        metavar="FILE",
        nargs="*",
        help="start from the adapters in models/meaning, to learn these files of it, or to learn all once more",
    )
    parser.add_argument("--order", type=int, default=0, help="another number draws and orders the pairs otherwise")
    options = parser.parse_args(arguments)
    try:
        _run(options, require(options.data))
    except SetupError as error:
        print(error, file=sys.stderr)
        return os.EX_CONFIG
    return os.EX_OK


def _run(options: argparse.Namespace, folder: Path) -> None:
    # Loads torch, which takes seconds; saying that the folder is missing should not.
    import torch
    from tokenizers import Tokenizer

    from quoteservice.embedding.entailment_network import Relating, load_learned, open_base, save_learned
    from quoteservice.training.fit import RATE, Batch, batches, fit

    base = options.models / BASE / WEIGHTS / ORIGINAL
    tokenizer = PairTokenizer(Tokenizer.from_file(str(base / TOKENIZER)))
    own = written.rows(options.models / FOLDER / "written")
    steps: list[Batch] = []
    is_onward = options.go_on is not None
    for number, share in enumerate(PUBLIC if not is_onward else (PUBLIC_ONWARD if options.go_on else PUBLIC[0],)):
        order = SEED + number + MOST_PASSES * options.order
        chance = random.Random(order)
        known = written.pairs(own, chance)
        if options.go_on:
            new = written.rows(options.models / FOLDER / "written", options.go_on)
            known = chance.sample(known, min(KNOWN_ONWARD, len(known)))
            known += [pair for _ in range(NEW_PASSES) for pair in written.pairs(new, chance)]
        found = [*known, *public.pairs(folder, chance)[:share]]
        steps += batches(tokenizer, found, order)
    say(f"{len(steps)} steps")
    torch.manual_seed(SEED)
    network = Relating(open_base(base))
    if is_onward:
        load_learned(network, options.models / FOLDER / ADAPTER)
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    fit(network, steps, SEED, say, RATE_ONWARD if is_onward else RATE)
    network.to("cpu")
    target = options.into or options.models / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    save_learned(network, target / ADAPTER)
    write_manifest(target, sha256_of(base / BASE_WEIGHTS))
    say(f"Written to {target}. `quoteservice models prepare` makes the model from it.")


def say(line: str) -> None:
    """Prints at once, also into a file."""
    print(line, flush=True)


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
