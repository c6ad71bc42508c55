"""Reads articles in processes of their own, each with one parser and one encoder."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from quoteservice.bootstrap import open_prepare
from quoteservice.bulk.item import Failure, Item
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput, QuoteserviceError, Unavailable
from quoteservice.workflows.prepare import Prepare, PreparedArticle

Read = PreparedArticle | Failure
"""What came of one article."""

# The reader of this process. Processes of a pool are handed articles and nothing else, so it can stand nowhere else.
_prepare: Prepare | None = None


class Pool:
    """`processes` that read; one alone reads in this process, when its answer is asked for."""

    def __init__(self, config: Config, processes: int) -> None:
        self.processes = processes
        self._config = config
        self._executor: Executor | None = None
        if processes > 1:
            # More threads than cores wait for each other. Processes are started anew, not forked, because threads of
            # the encoder do not survive a fork.
            config = replace(config, encoder_threads=max(1, config.encoder_threads // processes))
            self._executor = ProcessPoolExecutor(
                processes, multiprocessing.get_context("spawn"), initializer=_start, initargs=(config,)
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trail: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=kind is None, cancel_futures=True)

    def read(self, items: Sequence[Item]) -> Future[list[Read]]:
        """What will come of these articles, in their order."""
        documents = [item.document for item in items]
        if self._executor is not None:
            try:
                return self._executor.submit(_read, documents)
            except BrokenProcessPool:
                raise _broken() from None
        _open(self._config)
        done: Future[list[Read]] = Future()
        done.set_result(_read(documents))
        return done


def result(coming: Future[list[Read]]) -> list[Read]:
    """What came; raises Unavailable if the process that read it is gone."""
    try:
        return coming.result()
    except BrokenProcessPool:
        raise _broken() from None


def _broken() -> Unavailable:
    return Unavailable(
        "A process that reads articles has ended",
        remedy="Run the command again, which goes on from here; with --processes 1 if memory is short.",
    )


def _start(config: Config) -> None:
    """Begins the life of a process that reads."""
    # Ctrl-C reaches all processes of a terminal; the one that writes tells the others to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _open(config)


def _end_with(sentinel: int) -> None:
    """Ends this process when the one that writes is killed; it would wait for articles for ever."""
    wait([sentinel])
    os._exit(1)


def _open(config: Config) -> None:
    global _prepare
    if _prepare is None:
        _prepare = open_prepare(config)


def _read(documents: Sequence[Document]) -> list[Read]:
    """What came of each document; the statements of all are embedded together."""
    assert _prepare is not None
    admitted = [_admitted(_prepare, document) for document in documents]
    readable = [each for each in admitted if isinstance(each, Document)]
    try:
        read: list[Read] = list(_prepare.statements(readable))
    # One article that trips the reader must not stop the others: then each is read for itself.
    except Exception:  # noqa: BLE001
        read = [_alone(_prepare, document) for document in readable]
    prepared = iter(read)
    return [next(prepared) if isinstance(each, Document) else each for each in admitted]


def _admitted(prepare: Prepare, document: Document) -> Document | Failure:
    try:
        return prepare.document(document)
    except (InvalidInput, Unavailable) as error:
        return Failure.of(error)
    except QuoteserviceError:
        raise
    # As above: a page that trips the parser is one failure in the report, not the end of the run.
    except Exception as error:  # noqa: BLE001
        return _unexpected(error)


def _alone(prepare: Prepare, document: Document) -> Read:
    try:
        return prepare.statements([document])[0]
    except Exception as error:  # noqa: BLE001
        return _unexpected(error)


def _unexpected(error: Exception) -> Failure:
    return Failure("internal-error", f"The service made a mistake: {type(error).__name__}", None, "Report it.")
