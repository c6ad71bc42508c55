"""A prepared model: the folder that the service loads, sealed with the digest of every file in it."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from quoteservice.embedding.manifest import require_digest, sha256_of
from quoteservice.errors import ModelMissing

WEIGHTS = "weights"
SEAL = "prepared.json"

# Where the original stands inside the weights of a sentence embedding, for the sentence-transformers backend.
ORIGINAL = "original"

REMEDY = "Run `make install`, or set QUOTESERVICE_MODELS to the models folder and run `quoteservice models prepare`."


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the seal says.

    `model` is the digest of the pinned files that it was made from; `recipe` numbers the way in which it was made;
    `parity` is the largest difference from the original that was seen, or None where files were only copied.
    """

    model: str
    recipe: int
    files: dict[str, str]
    parity: float | None = None


def seal(folder: Path, *, model: str, recipe: int, parity: float | None = None) -> None:
    """Writes the seal over everything in `folder`, and makes all of it durable."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / SEAL)
    files = {path.relative_to(folder).as_posix(): sha256_of(path) for path in paths}
    content = asdict(Prepared(model=model, recipe=recipe, files=files, parity=parity))
    (folder / SEAL).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    for path in [*folder.rglob("*"), folder]:
        _make_durable(path)


def read_seal(folder: Path) -> Prepared:
    """What the seal in `folder` says; ModelMissing if there is none."""
    try:
        content = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        return Prepared(**content)
    except FileNotFoundError:
        raise ModelMissing("The model is not prepared", where=str(folder), remedy=REMEDY) from None
    except (ValueError, TypeError):
        raise ModelMissing("The seal of the model cannot be read", where=str(folder / SEAL), remedy=REMEDY) from None


def verified(folder: Path, *, only: tuple[str, ...] = ()) -> Prepared:
    """The seal of `folder` after its files (or `only` some) were found to be as sealed.

    Raises ModelMissing where a file is absent, DigestMismatch where one has changed.
    """
    prepared = read_seal(folder)
    for name in only or tuple(prepared.files):
        path = folder / name
        if name not in prepared.files or not path.is_file():
            raise ModelMissing(f"{name} is missing from the model", where=str(folder), remedy=REMEDY)
        require_digest(path, prepared.files[name], remedy=REMEDY)
    return prepared


def replace(folder: Path, made: Path) -> None:
    """Puts the sealed folder `made` where `folder` is; both are on one file system, so no half is ever seen."""
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        try:
            folder.rename(old)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # In a container a folder that came with the image cannot be renamed, but it can be removed.
            shutil.rmtree(folder)
    made.rename(folder)
    _make_durable(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
