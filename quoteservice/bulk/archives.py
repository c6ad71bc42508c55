"""The files in an archive, read where they are: nothing is unpacked to the disk.

Names that lead out of the archive, links and devices are refused one by one. An archive that unpacks to far more than
it holds is refused from there on.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from quoteservice.errors import InvalidInput

ZIP_ENDINGS = (".zip",)
TAR_ENDINGS = (".tar", ".tar.gz", ".tgz")
ENDINGS = (*ZIP_ENDINGS, *TAR_ENDINGS)

# Bytes that any archive may unpack to, and how many for each byte of it beyond that: text shrinks to a third, pages of
# HTML with repeated mark-up to a twentieth.
ALWAYS, TIMES = 64 * 2**20, 100

# Members of an archive: their list alone takes memory.
MOST_MEMBERS = 2_000_000

# What systems leave behind in archives.
_LITTER = ("__MACOSX", ".DS_Store")

# What damaged or encrypted contents raise in the standard library.
BROKEN = (
    OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip


class Bomb(InvalidInput):
    """An archive that unpacks to far more than it holds."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: open it before the next is asked for. `refused` says why it must not be read."""

    name: str
    open: Callable[[], IO[bytes] | None]
    refused: str | None = None


class Bounded(io.RawIOBase):
    """A stream that ends in a Bomb when far more comes out of it than went in; `taken` tells how much that was."""

    def __init__(self, stream: IO[bytes], taken: Callable[[], int], name: str) -> None:
        self._stream = stream
        self._taken = taken
        self._name = name
        self._given = 0

    def readable(self) -> bool:
        """True, as for every stream that is read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as there is something; raises Bomb."""
        content = self._stream.read(len(buffer))
        self._given += len(content)
        if self._given > ALWAYS and self._given > TIMES * self._taken():
            raise bomb(self._name)
        buffer[: len(content)] = content
        return len(content)


def bomb(name: str) -> Bomb:
    """The error for an archive of that name."""
    return Bomb("It unpacks to far more than it holds", where=name, remedy="Pack it again without what is not text.")


def unpacked(stream: IO[bytes], name: str) -> IO[bytes]:
    """The content of a `.gz` file, bounded."""
    return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=stream), stream.tell, name))  # type: ignore[arg-type]


def members(file: Path) -> Iterator[Member]:
    """The files in an archive, in its order. Raises InvalidInput, of which Bomb, and what is in BROKEN."""
    with file.open("rb") as stream:
        yield from _zipped(file, stream) if file.name.lower().endswith(ZIP_ENDINGS) else _taped(file, stream)


def _zipped(file: Path, stream: BinaryIO) -> Iterator[Member]:
    with zipfile.ZipFile(stream) as archive:
        listed = archive.infolist()
        size = file.stat().st_size
        total = sum(each.file_size for each in listed)
        if len(listed) > MOST_MEMBERS or (total > ALWAYS and total > TIMES * size) or _overlap(listed):
            raise bomb(file.name)
        for each in listed:
            if not each.is_dir() and not _is_litter(each.filename):
                yield Member(each.filename, partial(archive.open, each), _refusal(each.filename))


def _overlap(listed: list[zipfile.ZipInfo]) -> bool:
    """True if members share their bytes, by which a small archive can unpack to anything."""
    inside = sorted((each.header_offset, each.header_offset + each.compress_size) for each in listed)
    return any(end > start for (_, end), (start, _) in pairwise(inside))


def _taped(file: Path, stream: BinaryIO) -> Iterator[Member]:
    packed = not file.name.lower().endswith(".tar")
    source = unpacked(stream, file.name) if packed else stream
    with tarfile.open(fileobj=source, mode="r|", errors="surrogateescape") as archive:
        for number, each in enumerate(archive):
            # A stream is read once: what was passed is never asked for again, and need not be remembered.
            archive.members = []  # type: ignore[attr-defined]
            if number >= MOST_MEMBERS:
                raise bomb(file.name)
            if each.isdir() or _is_litter(each.name):
                continue
            refused = _refusal(each.name) if each.isreg() else "It is a link or a device, not a file"
            yield Member(each.name, partial(archive.extractfile, each), refused)


def _refusal(name: str) -> str | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")) or "\0" in name:
        return "Its name leads out of the archive"
    return None


def _is_litter(name: str) -> bool:
    return any(part in _LITTER or part.startswith("._") for part in PurePosixPath(name).parts)
