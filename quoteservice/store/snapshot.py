"""One connection for all that a thread reads in a while, so that it sees one state of the store and begins once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Generic, TypeVar

Connection = TypeVar("Connection")


class Snapshots(threading.local, Generic[Connection]):
    """The connection that each thread holds, if it does."""

    def __init__(self) -> None:
        self.held: Connection | None = None

    @contextmanager
    def holding(self, reading: Callable[[], AbstractContextManager[Connection]]) -> Iterator[None]:
        """Until the block ends, `held` is what `reading` lends; one inside of another changes nothing."""
        if self.held is not None:
            yield
            return
        with reading() as connection:
            self.held = connection
            try:
                yield
            finally:
                self.held = None
