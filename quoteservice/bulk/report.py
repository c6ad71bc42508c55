"""The report of an ingest: one line of JSON for each article; also where the next run reads what is done.

A line has `place`, `digest` (of all that was handed in), `outcome` (`added`, `known` or `failed`), and either `source`
and `statements`, or `problem`. A line is written after the article is on record: a run that was killed in between
reads that article once more, and finds it on record.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from quoteservice.bulk.item import Failure, Item
from quoteservice.errors import InvalidInput, StoreUnavailable

ADDED, KNOWN, FAILED = "added", "known", "failed"

_BEGINS = '{"place": '


class Report:
    """Opens the report at `path`, keeping the lines of earlier runs whose source `is_on_record`.

    Raises InvalidInput for a file that is something else, and StoreUnavailable for one that cannot be written.
    """

    def __init__(self, path: Path, is_on_record: Callable[[str], bool]) -> None:
        self.path = path
        lines = [line for line in _lines(path) if line["outcome"] != FAILED and is_on_record(line["source"])]
        self._done: dict[str, Mapping[str, Any]] = {line["digest"]: line for line in lines}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _rewritten(path, self._done.values())
        except OSError as error:
            raise StoreUnavailable(
                f"The report cannot be written: {error.strerror}", where=str(path), remedy="Name another with --report."
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trail: TracebackType | None
    ) -> None:
        self._file.close()

    def is_done(self, item: Item) -> bool:
        """True if an earlier run brought this very article onto the record, or this one did under another name."""
        return item.digest in self._done

    def kept(self, item: Item, outcome: str, source_id: str, statements: int | None) -> None:
        """Notes that the article is on record."""
        line = {"place": item.place, "digest": item.digest, "outcome": outcome, "source": source_id}
        self._done[item.digest] = line
        self._write(line | ({} if statements is None else {"statements": statements}))

    def failed(self, item: Item, failure: Failure) -> None:
        """Notes why the article was not read."""
        problem = {"type": failure.kind, "detail": failure.what, "where": failure.where, "remedy": failure.remedy}
        self._write({"place": item.place, "digest": item.digest, "outcome": FAILED, "problem": problem})

    def flush(self) -> None:
        """Hands what was noted to the system, so that it outlives this process."""
        self._file.flush()

    def _write(self, line: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    """The lines of an earlier run; the last one may have been cut off by a kill."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                line = json.loads(text)
            except ValueError:
                if text.endswith("\n") or not _BEGINS.startswith(text[: len(_BEGINS)]):
                    raise _foreign(path) from None
                return
            if not isinstance(line, dict) or not {"place", "digest", "outcome"} <= line.keys():
                raise _foreign(path)
            yield line


def _foreign(path: Path) -> InvalidInput:
    return InvalidInput(
        "This file is no report of an ingest", where=str(path), remedy="Name another with --report, or move it away."
    )


def _rewritten(path: Path, lines: Any) -> TextIO:
    """The report with these lines alone, open to add to; at every moment one whole report is there."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    os.replace(new, path)
    return path.open("a", encoding="utf-8")
