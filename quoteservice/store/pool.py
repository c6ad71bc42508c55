"""Connections that are kept open between two uses."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from quoteservice.errors import StoreUnavailable


class Closable(Protocol):
    """What a pool must know of a connection."""

    def close(self) -> None: ...


C = TypeVar("C", bound=Closable)


class Pool(Generic[C]):
    """Opens a connection when none is idle; as many are open as are in use at the same time.

    Whoever takes one gives it back in a clean state, or closes it.
    """

    def __init__(self, opened: Callable[[], C]) -> None:
        self._opened = opened
        self._idle: list[C] = []
        self._lock = threading.Lock()
        self._closed = False

    def taken(self) -> C:
        """A connection; raises StoreUnavailable after `close`, and whatever opening one raises."""
        with self._lock:
            if self._closed:
                raise StoreUnavailable("The store is closed", remedy="Start the service again.")
            if self._idle:
                return self._idle.pop()
        return self._opened()

    def given_back(self, connection: C) -> None:
        """Keeps the connection for whoever comes next."""
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def emptied(self) -> None:
        """Closes what is idle: when one connection broke, those that were open with it did too."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def close(self) -> None:
        """Closes what is idle; what is lent closes when it comes back."""
        with self._lock:
            self._closed = True
        self.emptied()
