"""A model's manifest: where its files come from, and the digest that each of them must have."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from quoteservice.errors import DigestMismatch, ModelMissing

MANIFEST = "manifest.json"

# Bytes read at a time while a digest is taken: large enough that the loop costs nothing beside SHA-256 itself.
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A wheel in the package index, and the folder in it that holds the model or the path of a part of its archive."""

    name: str
    version: str
    file: str
    sha256: str
    folder: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One model as pinned; `kind` is `sentence-transformers`, `transformer` or `spacy`.

    `files` maps a path to its SHA-256. They stand in a folder of the one wheel of `packages`; or the wheels carry the
    parts of an archive in their order, and `folder` of each is its part's path in the wheel.
    """

    name: str
    kind: str
    licence: str
    origin: str
    packages: tuple[Package, ...]
    files: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest in `folder`; ModelMissing if there is none."""
        path = folder / MANIFEST
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ModelMissing(
                "There is no model", where=str(folder), remedy=f"Name a folder that holds a {MANIFEST}."
            ) from None
        packages = tuple(Package(**each) for each in content.pop("packages"))
        return cls(**content, packages=packages)

    @property
    def digest(self) -> str:
        """SHA-256 over all pinned files: names this model whatever machine prepared it."""
        return hashlib.sha256(json.dumps(self.files, sort_keys=True).encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def require_digest(path: Path, expected: str, *, remedy: str) -> None:
    """Raises DigestMismatch, naming both digests, unless the file has the expected one."""
    found = sha256_of(path)
    if found != expected:
        raise DigestMismatch(
            f"{path.name} has SHA-256 {found} where {expected} was pinned", where=str(path), remedy=remedy
        )
