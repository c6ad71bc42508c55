"""An index of the vectors up to one step of the history, in files beside the store that are never changed.

The files are a cache of the store. A small one beside them, written last, says what they hold and what their SHA-256
is; whatever does not fit the store is no base, and another one is built.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from quoteservice.ports import VectorChange, Vectors

# Of another format nothing is read; raise it with every change of what the files hold.
FORMAT = 3

# Share of the lists that a search visits, and the least of them. At 200,000 vectors a fortieth gave a recall@10 of
# 0.992 and a sixteenth 0.9997, which costs a quarter of a millisecond more.
SHARE_PROBED = 16
LEAST_PROBED = 32

log = logging.getLogger("quoteservice.index")


class VectorHistory(Protocol):
    """What an index follows: the store."""

    def last_change(self) -> int: ...
    def vector_changes(self, after: int) -> Iterator[VectorChange]: ...
    def vectors_with_ids(self, quote_ids: Sequence[str]) -> dict[str, Vectors]: ...


class EncodedHistory(Protocol):
    """A history that knows which encoder made which vectors: the store's own."""

    def last_change(self) -> int: ...
    def vector_changes(self, after: int, encoder: str | None = None) -> Iterator[VectorChange]: ...
    def vectors_with_ids(self, quote_ids: Sequence[str], encoder: str | None = None) -> dict[str, Vectors]: ...


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The history of a store with the vectors of one encoder alone."""

    store: EncodedHistory
    encoder: str

    def last_change(self) -> int:
        """As the store's."""
        return self.store.last_change()

    def vector_changes(self, after: int) -> Iterator[VectorChange]:
        """Every step; vectors of other encoders are left out of theirs."""
        return self.store.vector_changes(after, self.encoder)

    def vectors_with_ids(self, quote_ids: Sequence[str]) -> dict[str, Vectors]:
        """Those of quotes on record that have any of this encoder."""
        return self.store.vectors_with_ids(quote_ids, self.encoder)


@dataclass(frozen=True, slots=True)
class Seal:
    """What the files hold: all that `encoder` made up to the step `sequence`, which was that of `quote_id`."""

    format: int
    encoder: str
    dimension: int
    sequence: int
    quote_id: str
    quotes: int
    rows: int
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files of a store's base are; `stem` is the path of the store with an ending."""

    stem: Path

    @property
    def seal(self) -> Path:
        """What the others hold."""
        return self._named(".json")

    @property
    def lock(self) -> Path:
        """Held by whoever builds."""
        return self._named(".lock")

    def lists(self, sequence: int) -> Path:
        """The vectors in lists, each in 4 bits for two numbers, with the number of its quote."""
        return self._named(f"-{sequence}.faiss")

    def ids(self, sequence: int) -> Path:
        """The ids of the quotes, in order of their numbers."""
        return self._named(f"-{sequence}.npy")

    def all(self) -> list[Path]:
        """Every file that is there, but the lock."""
        return [each for each in self.stem.parent.glob(f"{self.stem.name}*") if each != self.lock]

    def _named(self, ending: str) -> Path:
        return self.stem.with_name(self.stem.name + ending)


class Base:
    """The opened files; they may be replaced by newer ones while these are in use. Safe for many threads."""

    def __init__(self, files: Files, seal: Seal) -> None:
        # Imported here, because a small store has no base and starts faster without.
        import faiss

        self._faiss = faiss
        self.sequence = seal.sequence
        self.quotes = seal.quotes
        # About 110 to 130 bytes a vector in memory. faiss's own types say no more of it than that it is an index.
        lists: Any = faiss.read_index(str(files.lists(seal.sequence)))
        self._lists = lists
        # Mapped, so that several processes share one copy, and what is never found is never read.
        self._ids: NDArray[np.bytes_] = np.load(files.ids(seal.sequence), mmap_mode="r")
        probed = max(LEAST_PROBED, lists.nlist // SHARE_PROBED)
        self._search = faiss.SearchParametersIVF()
        self._search.nprobe = min(probed, lists.nlist)

    def candidates(self, queries: Vectors, rows: int) -> list[list[str]]:
        """For each query the quotes of the `rows` vectors that seem nearest, nearest first, each once."""
        # One thread a search: requests run beside each other already.
        self._faiss.omp_set_num_threads(1)
        _, found = self._lists.search(np.ascontiguousarray(queries), rows, params=self._search)
        return [
            [bytes(self._ids[place]).decode() for place in dict.fromkeys(row.tolist()) if place >= 0] for row in found
        ]


def opened(files: Files, history: VectorHistory, dimension: int, encoder: str = "") -> Base | None:
    """The base of a store; None if there is none, it is damaged, or of another encoder or history than the store's."""
    if not files.seal.exists():
        return None
    try:
        seal = read_seal(files)
        told = seal.format, seal.encoder, seal.dimension
        if told != (FORMAT, encoder, dimension) or not _belongs(seal, history):
            log.warning("the index is not of this store; it is built anew")
            return None
        for name, expected in seal.sha256.items():
            if sha256_of(files.stem.with_name(name)) != expected:
                log.warning("the index is damaged; it is built anew", extra={"fields": {"file": name}})
                return None
        return Base(files, seal)
    # faiss raises RuntimeError; a seal of other hands may lack anything. Whatever is wrong, the store has it all.
    except (OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
        log.warning("the index cannot be read; it is built anew", extra={"fields": {"error": type(error).__name__}})
        return None


def read_seal(files: Files) -> Seal:
    """What the files are said to hold; OSError, ValueError or TypeError if that cannot be read."""
    return Seal(**json.loads(files.seal.read_text(encoding="utf-8")))


def seal_text(seal: Seal) -> str:
    """The seal as it is written."""
    return json.dumps(asdict(seal), indent=1, sort_keys=True)


def sha256_of(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _belongs(seal: Seal, history: VectorHistory) -> bool:
    """True if the store's step of that number is of the same quote: a restored store may have taken other steps."""
    step = next(iter(history.vector_changes(seal.sequence - 1)), None)
    return step is not None and (step.sequence, step.quote_id) == (seal.sequence, seal.quote_id)
