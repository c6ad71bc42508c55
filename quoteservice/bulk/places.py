"""The articles in files, folders, tables and archives, one after the other, and about how many there are."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from quoteservice.bulk import archives, files
from quoteservice.bulk.archives import BROKEN, Bomb, members, unpacked
from quoteservice.bulk.files import Reading, ending, items_in
from quoteservice.bulk.item import Failure, Item, Notes, index_of, unusable
from quoteservice.errors import InvalidInput

# The file in a folder or archive that tells what is known of the others.
INDEX = "index.json"

_LOOK = "Look whether it is whole, and pack it again."


def is_collection(place: str) -> bool:
    """True if the place can hold many articles."""
    many = (*archives.ENDINGS, *files.LINES_ENDINGS, *files.TABLE_ENDINGS)
    return Path(place).is_dir() or place.lower().removesuffix(".gz").endswith(many) or place.lower().endswith(many)


def gather(place: str, reading: Reading) -> Iterator[Item]:
    """The articles at a place, in the order of their names or as they stand there.

    What cannot be read is an item that says why. Raises InvalidInput if there is no such place, or if its index
    cannot be used.
    """
    path = Path(place)
    if not path.exists():
        raise InvalidInput("There is no such file or folder", where=place, remedy="Check the name.")
    if path.is_dir():
        yield from _in_folder(path, reading)
    elif place.lower().endswith(archives.ENDINGS):
        yield from _in_archive(path, reading)
    else:
        yield from _in_file(str(path), path, {}, reading)


def count(place: str) -> int | None:
    """How many files a folder has, or lines a table; None where only reading all would tell."""
    path = Path(place)
    try:
        if path.is_dir():
            return sum(1 for _ in _files(path))
        if place.lower().endswith(files.LINES_ENDINGS):
            with path.open("rb") as stream:
                return sum(1 for line in stream if line.strip())
    except OSError:
        return None
    return None


def _files(folder: Path) -> Iterator[Path]:
    """The files of articles in a folder and those below it, by name; hidden ones are left out."""
    for here, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if ending(name) in files.ENDINGS and not name.startswith("."):
                yield Path(here, name)


def _in_folder(folder: Path, reading: Reading) -> Iterator[Item]:
    index: Mapping[str, Notes] = {}
    if (folder / INDEX).is_file():
        index = index_of((folder / INDEX).read_text(encoding="utf-8-sig"), str(folder / INDEX))
    seen = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        seen.add(name)
        yield from _in_file(str(path), path, index.get(name, {}), reading)
    for name in index.keys() - seen:
        yield unusable(str(folder / name), "The index names it, and it is not there", "Mend the index.")


def _in_file(place: str, path: Path, notes: Notes, reading: Reading) -> Iterator[Item]:
    try:
        with path.open("rb") as stream:
            content: IO[bytes] = unpacked(stream, place) if place.lower().endswith(".gz") else stream
            yield from items_in(place, content, notes, reading)
    except PermissionError as error:
        yield unusable(place, f"The file cannot be read: {error.strerror}", "Check its permissions.")
    except InvalidInput as error:
        yield Item(place, failure=Failure.of(error))
    except BROKEN as error:
        yield unusable(place, f"The file is damaged: {error}", _LOOK)


def _in_archive(path: Path, reading: Reading) -> Iterator[Item]:
    place = str(path)
    try:
        index = _index_in(path)
        for member in members(path):
            where = f"{place}/{member.name}"
            if member.refused:
                yield unusable(where, member.refused, "Pack the file itself, under a name of its own.")
            elif ending(member.name) in files.ENDINGS:
                yield from _in_member(where, member, index.get(member.name.removeprefix("./"), {}), reading)
    except Bomb as error:
        yield Item(place, failure=Failure.of(error))
    except BROKEN as error:
        yield unusable(place, f"The archive is damaged: {error}", _LOOK)


def _in_member(where: str, member: archives.Member, notes: Notes, reading: Reading) -> Iterator[Item]:
    try:
        stream = member.open() or io.BytesIO()
        content = unpacked(stream, where) if where.lower().endswith(".gz") else stream
        yield from items_in(where, content, notes, reading)
    except Bomb as error:
        yield Item(where, failure=Failure.of(error))
    except BROKEN as error:
        yield unusable(where, f"It cannot be unpacked: {error}", _LOOK)


def _index_in(path: Path) -> Mapping[str, Notes]:
    """What the index of an archive says, wherever it stands in it; names are relative to its folder."""
    for member in members(path):
        inside = PurePosixPath(member.name)
        if inside.name == INDEX and not member.refused and len(inside.parts) <= 2:
            content = (member.open() or io.BytesIO()).read(files.MOST_BYTES).decode("utf-8-sig", "replace")
            found = index_of(content, f"{path}/{member.name}")
            return {str(inside.parent / name): notes for name, notes in found.items()}
    return {}
