"""What every command is given: its arguments, the settings, and ways to answer."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quoteservice.config import Config

if TYPE_CHECKING:
    from quoteservice.service import Service


@dataclass(frozen=True, slots=True)
class Command:
    """One run of a command."""

    chosen: argparse.Namespace
    config: Config

    @contextlib.contextmanager
    def service(self) -> Iterator[Service]:
        """The service, closed at the end."""
        from quoteservice.bootstrap import build

        # Most commands read no article.
        service = build(self.config, reader_at_once=False)
        try:
            yield service
        finally:
            service.close()

    @contextlib.contextmanager
    def record(self) -> Iterator[Service]:
        """The service on a store that is there already. Raises InvalidSetting if it is not: it was mistyped."""
        from quoteservice.bootstrap import require_store

        require_store(self.config)
        with self.service() as service:
            yield service


def print_json(answer: Any, *, indent: int | None = 2) -> None:
    """Prints JSON as the API gives it; with `indent` None on one line, so that answers can follow each other."""
    print(json.dumps(answer, ensure_ascii=not _prints_unicode(), indent=indent))


def _prints_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
