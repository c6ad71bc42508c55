"""Makes the meaning model: merges committed adapters into the prepared base, writes the graph, seals it."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quoteservice.embedding.entailment import (
    FOLDER,
    GRAPH,
    TOKENIZER,
    OnnxEntailment,
)
from quoteservice.embedding.manifest import MANIFEST, require_digest
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS, read_seal, replace, seal, verified
from quoteservice.embedding.probes import read_probes, require_near
from quoteservice.errors import ModelMissing, SetupError

# Counts the ways in which the model was made from the same files.
RECIPE = 3

WORKSHOP = ".preparing-"
BASE_WEIGHTS = "model.safetensors"

# Largest difference allowed in a probability between the graph, which computes in whole numbers of 8 bits, and torch.
# On 240 pairs they were 0.013 apart on average, and 19 of 20 pairs within 0.1.
TOLERANCE = 0.15

FETCH_AGAIN = "Nothing was kept. Take the file from the repository again, then prepare the models again."

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

    Raises DigestMismatch for adapters or a base other than the pinned ones, or a graph that answers otherwise.
    """
    if meaning_is_prepared(models_folder):
        return
    folder = models_folder / FOLDER
    adapted = Adapted.read(folder)
    base = models_folder / adapted.base / WEIGHTS
    require_digest(base / ORIGINAL / BASE_WEIGHTS, adapted.base_sha256, remedy=FETCH_AGAIN)
    for name, expected in adapted.files.items():
        require_digest(folder / name, expected, remedy=FETCH_AGAIN)
    report(f"{adapted.name}: merging the adapters into {adapted.base} …")
    with tempfile.TemporaryDirectory(prefix=WORKSHOP, dir=folder) as temporary:
        made = Path(temporary) / WEIGHTS
        made.mkdir()
        shutil.copyfile(base / ORIGINAL / TOKENIZER, made / TOKENIZER)
        parity = build(base / ORIGINAL, folder / next(iter(adapted.files)), made, folder)
        seal(made, model=adapted.digest, recipe=RECIPE, parity=parity)
        replace(folder / WEIGHTS, made)
    report(f"{adapted.name}: ready; largest difference from the original {parity:.1e}.")


def build(base: Path, learned: Path, target: Path, probes: Path) -> float:
    """Writes the graph beside the tokenizer in `target`; the largest difference from the answers in `probes`."""
    # Loads onnx, which only this needs.
    from quoteservice.embedding.entailment_graph import write_graph

    write_graph(base, learned, target / GRAPH)
    asked, expected = read_probes(probes)
    found = OnnxEntailment.unsealed(target, threads=1).relate([(recorded, claimed) for recorded, claimed in asked])
    return require_near(found, expected, TOLERANCE, learned)
