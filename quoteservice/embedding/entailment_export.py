"""Makes the meaning model: merges committed adapters into the prepared base, exports, seals; needs torch."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoteservice.embedding.entailment import (
    FOLDER,
    GRAPH,
    INPUTS,
    OUTPUT,
    TOKENIZER,
    OnnxEntailment,
    PairTokenizer,
    Probabilities,
)
from quoteservice.embedding.manifest import MANIFEST, require_digest
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS, read_seal, replace, seal, verified
from quoteservice.errors import DigestMismatch, ModelMissing, SetupError

# Counts the ways in which the model was made from the same files.
RECIPE = 2

WORKSHOP = ".preparing-"
BASE_WEIGHTS = "model.safetensors"
OPSET = 18

# Largest difference allowed in a probability between the graph and torch; weights in half precision are 2e-4 off.
# 8-bit weights were 0.2 off, and are not used.
TOLERANCE = 1e-3

FETCH_AGAIN = "Nothing was kept. Take the file from the repository again, then prepare the models again."

PROBES = (
    ("The bridge will open on Monday, the mayor said.", "the mayor said the bridge would open on Monday"),
    ("The bridge will open on Monday, the mayor said.", "the bridge will stay closed on Monday"),
    ("We asked for 2,500 tents; we were sent 25. Nobody has told us why.", "they did not get the tents they wanted"),
    ("I have never met him, and I do not intend to.", "She has met him several times."),
    ("Prices rose in March, the third rise this year.", "wages fell"),
    ("No.", "Yes."),
    ("The committee heard evidence from the engineers, the crew and the insurers. " * 20, "engineers were heard"),
)

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Adapted:
    """What the manifest says: a pinned `base` of the same models folder, and committed `files` by SHA-256."""

    name: str
    kind: str
    licence: str
    base: str
    base_sha256: str
    files: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> Adapted:
        """The manifest in `folder`; ModelMissing if there is none."""
        try:
            return cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise ModelMissing(
                "There is no model", where=str(folder), remedy=f"Name a folder that holds a {MANIFEST}."
            ) from None

    @property
    def digest(self) -> str:
        """SHA-256 over base and adapters: names this model whatever machine prepared it."""
        content = json.dumps({"base": self.base_sha256, **self.files}, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def meaning_is_prepared(models_folder: Path) -> bool:
    """Whether the meaning model can be served, or is not among these models at all."""
    folder = models_folder / FOLDER
    if not (folder / MANIFEST).is_file():
        return True
    try:
        sealed = read_seal(folder / WEIGHTS)
        if (sealed.model, sealed.recipe) != (Adapted.read(folder).digest, RECIPE):
            return False
        verified(folder / WEIGHTS)
    except SetupError:
        return False
    return True


def prepare_meaning(models_folder: Path, report: Report = print) -> None:
    """Makes the meaning model from its adapters and the prepared base; nothing is fetched.

    Raises DigestMismatch for adapters or a base other than the pinned ones, or an export that differs from torch.
    """
    if meaning_is_prepared(models_folder):
        return
    folder = models_folder / FOLDER
    adapted = Adapted.read(folder)
    base = models_folder / adapted.base / WEIGHTS
    require_digest(base / ORIGINAL / BASE_WEIGHTS, adapted.base_sha256, remedy=FETCH_AGAIN)
    for name, expected in adapted.files.items():
        require_digest(folder / name, expected, remedy=FETCH_AGAIN)
    report(f"{adapted.name}: merging the adapters into {adapted.base}, exporting to ONNX …")
    with tempfile.TemporaryDirectory(prefix=WORKSHOP, dir=folder) as temporary:
        made = Path(temporary) / WEIGHTS
        made.mkdir()
        shutil.copyfile(base / TOKENIZER, made / TOKENIZER)
        parity = export(base / ORIGINAL, folder / next(iter(adapted.files)), made)
        seal(made, model=adapted.digest, recipe=RECIPE, parity=parity)
        replace(folder / WEIGHTS, made)
    report(f"{adapted.name}: ready; largest difference from the original {parity:.1e}.")


def export(base: Path, learned: Path, target: Path) -> float:
    """Writes the graph beside the tokenizer in `target`; the largest difference of a probability from torch's."""
    # Loads torch, which takes seconds, and which only an export needs.
    from quoteservice.embedding.entailment_network import Relating, load_learned, open_base

    network = Relating(open_base(base)).eval()
    load_learned(network, learned)
    expected = relate_with_torch(network, target)
    network.merge()
    _write_graph(network, target / GRAPH)
    found = OnnxEntailment.unsealed(target, threads=1).relate(PROBES)
    return _require_near(found, expected, TOLERANCE, learned)


def relate_with_torch(network: object, folder: Path) -> Probabilities:
    """What the network itself answers to PROBES."""
    import torch
    from tokenizers import Tokenizer

    assert isinstance(network, torch.nn.Module)
    tokenizer = PairTokenizer(Tokenizer.from_file(str(folder / TOKENIZER)))
    arrays = tokenizer.batch(tokenizer.pairs(PROBES))
    with torch.inference_mode():
        shares: Probabilities = torch.softmax(network(*map(torch.from_numpy, arrays)), dim=1).numpy()
    return shares


def _require_near(found: Probabilities, expected: Probabilities, allowed: float, where: Path) -> float:
    parity = float(np.abs(found - expected).max())
    if not parity <= allowed:
        raise DigestMismatch(
            f"The exported graph differs from the original by {parity:.1e}, where {allowed:.0e} is allowed",
            where=str(where),
            remedy="Nothing was kept. Install the versions that constraints.txt pins and prepare the model again.",
        )
    return parity


def _write_graph(network: object, path: Path) -> None:
    import onnx
    import torch

    assert isinstance(network, torch.nn.Module)
    ids = torch.ones((3, 7), dtype=torch.int64)
    segments = torch.tensor([[0, 0, 0, 0, 1, 1, 1]]).repeat(3, 1)
    axes = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    # The exporter warns of torch's own old calls and prints its steps; parity is checked afterwards.
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            (ids, torch.ones_like(ids), segments),
            str(path),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_shapes=(axes, axes, axes),
            opset_version=OPSET,
            external_data=False,
            dynamo=True,
        )
    from quoteservice.embedding.export import finish

    finish(path)
    onnx.checker.check_model(str(path))
