"""Serves the application with gunicorn: one worker with threads, or as many as the settings say.

1. The master listens, so that nobody who asks during the start is turned away.
2. The worker builds the service after the fork, because onnxruntime's threads do not survive one.
3. Beside the threads that answer, others do the jobs that were accepted and renew vectors of an earlier encoder.
   Workers share what is counted, and divide the threads for jobs and the encoder; all else they see in the store.
4. On SIGTERM every worker stops listening, ends what it is answering, and closes the store.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import socket
import struct
import sys
import time
import uuid
from dataclasses import replace
from http import HTTPStatus
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Response
from gunicorn.app.base import BaseApplication
from gunicorn.errors import AppImportError
from gunicorn.glogging import Logger
from gunicorn.http import errors as http_errors
from gunicorn.workers.gthread import ThreadWorker

from quoteservice.api import problems
from quoteservice.api.access import is_local, limits_of, open_scopes
from quoteservice.api.context import service_of
from quoteservice.api.json_log import FORMATS, log_to_stderr, trail
from quoteservice.api.observation import REQUEST_ID_HEADER
from quoteservice.api.shared import Shared
from quoteservice.api.sharing import origins_of
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidSetting, QuoteserviceError

# Seconds within which a worker must have built the service, and a running one must show a sign of life:
# a store of a million quotes is read in about one minute.
WORKER_TIMEOUT_SECONDS = 180

# Seconds that requests at hand get to end after SIGTERM; Docker and Kubernetes kill after 10 and 30.
GRACEFUL_SECONDS = 9

# Seconds that an idle connection is kept: a proxy in front, or a page, asks again within that.
KEEP_ALIVE_SECONDS = 15

# Seconds that a client may be silent in the middle of a request, or not read its answer: each holds one thread, and
# one whose machine has gone to sleep would hold it for ever.
SILENCE_SECONDS = 20

# Longest request line in bytes; gunicorn knows no larger limit.
REQUEST_LINE_BYTES = 8_190

# Something to read, so that all that reading takes is loaded.
WARM_UP = "“The bridge is open again,” said Ada Example."

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

# Memory that looks like a folder; the sign of life is written there, so that a read-only disk is no obstacle.
SHARED_MEMORY = Path("/dev/shm")

log = logging.getLogger("quoteservice.server")


def serve(config: Config) -> None:
    """Answers until SIGTERM or SIGINT, then exits the process with 0; with another status if it cannot start.

    Raises InvalidSetting for a setting that cannot be, and for an address that cannot be listened on.
    """
    if config.log_level.upper() not in LEVELS:
        raise InvalidSetting(
            f"{config.log_level!r} is no level",
            where="QUOTESERVICE_LOG_LEVEL",
            remedy=f"Use one of {', '.join(LEVELS)}.",
        )
    if config.log_format not in FORMATS:
        raise InvalidSetting(
            f"{config.log_format!r} is no form of a log",
            where="QUOTESERVICE_LOG_FORMAT",
            remedy=f"Use one of {', '.join(FORMATS)}.",
        )
    open_to_all = open_scopes(config)
    limits_of(config)
    origins_of(config)
    _require_address(config.host, config.port)
    log_to_stderr(config.log_level.upper(), config.log_format)
    if open_to_all and not is_local(config.host):
        # An operator who reads one line of the log should read this one.
        log.warning("open to everybody who can reach it", extra={"fields": {"open": sorted(open_to_all)}})
    Server(config).run()


def _require_address(host: str, port: int) -> None:
    """Tries once what gunicorn would try for five seconds, and then not say how to mend."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise InvalidSetting(
            f"Nothing can listen on {_authority(host, port)}: {error.strerror}",
            where="QUOTESERVICE_HOST, QUOTESERVICE_PORT",
            remedy="Choose another address or port, or stop what listens there.",
        ) from error


class Log(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's own records, as lines of JSON among all others."""

    def setup(self, cfg: Any) -> None:
        """Hands the records on, instead of printing them in a form of its own."""
        self.cfg = cfg
        self.error_log.propagate = True
        # What gunicorn tells of its workers matters to nobody, as long as all goes well.
        self.error_log.setLevel(logging.WARNING)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """As an error, but for a client that was silent for too long, which is none of ours."""
        if isinstance(sys.exc_info()[1], BlockingIOError):
            log.info("silent client")
        else:
            super().exception(msg, *args, **kwargs)

    def access(self, *_: Any, **__: Any) -> None:
        """Nothing: the application logs each request, without its query."""


class Timely:
    """A socket from which a request must have been read by a deadline, however often a little of it comes."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.deadline = 0.0

    def recv(self, size: int) -> bytes:
        """As of the socket; BlockingIOError, as after silence, when it is too late."""
        if time.monotonic() > self.deadline:
            raise BlockingIOError(errno.EAGAIN, "the request takes too long to arrive")
        return self._sock.recv(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker that answers what is no HTTP with a problem document too, and waits for no client for ever."""

    def handle(self, conn: Any) -> Any:
        """Answers one request of a connection, which neither silence nor a trickle holds for ever."""
        if not isinstance(conn.sock, Timely):
            conn.sock = Timely(conn.sock)
        conn.sock.deadline = time.monotonic() + self.app.config.request_seconds
        while_blocked = struct.pack("ll", SILENCE_SECONDS, 0)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            conn.sock.setsockopt(socket.SOL_SOCKET, option, while_blocked)
        return super().handle(conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answers a request that never reached the application."""
        kind = _kind_of(exc)
        request_id = uuid.uuid4().hex
        fields: dict[str, Any] = {"status": kind.status, "request_id": request_id}
        if kind is problems.INTERNAL_ERROR:
            log.error("failure", extra={"fields": fields | trail(exc)})
        else:
            log.warning("unreadable request", extra={"fields": fields | {"error": type(exc).__name__}})
        body = problems.document(kind, f"{kind.title}.", instance="", request_id=request_id)
        try:
            client.sendall(_raw_answer(body))
        except OSError:
            log.debug("the client has gone")


def _authority(host: str, port: int) -> str:
    """Host and port as an address has them; an address of IPv6 stands in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _kind_of(error: Exception) -> problems.ProblemType:
    if isinstance(error, http_errors.InvalidResponseHeader | http_errors.InvalidResponseHeaderName):
        return problems.INTERNAL_ERROR
    if isinstance(error, http_errors.LimitRequestLine):
        return problems.ADDRESS_TOO_LONG
    if isinstance(error, http_errors.LimitRequestHeaders):
        return problems.HEADERS_TOO_LARGE
    if isinstance(error, http_errors.ParseException):
        return problems.BAD_REQUEST
    return problems.INTERNAL_ERROR


def _broken_body(_error: Exception) -> Response:
    return problems.problem(problems.BAD_REQUEST, "The body breaks off, or its chunks are not as HTTP has them.")


def _raw_answer(body: dict[str, Any]) -> bytes:
    content = json.dumps(body).encode()
    head = (
        f"HTTP/1.1 {body['status']} {HTTPStatus(body['status']).phrase}",
        f"Content-Type: {problems.MEDIA_TYPE}",
        f"Content-Length: {len(content)}",
        f"{REQUEST_ID_HEADER}: {body['request_id']}",
        "Connection: close",
    )
    return "\r\n".join((*head, "", "")).encode("latin-1") + content


def divided(config: Config, number: int) -> Config:
    """The settings of one worker, whose number counts from 0: what all have together is its part of it.

    The encoder keeps one thread in each; a worker may have no thread for jobs, which another one does then.
    """
    more = number < config.job_threads % config.workers
    return replace(
        config,
        encoder_threads=max(1, config.encoder_threads // config.workers),
        job_threads=config.job_threads // config.workers + more,
    )


def _temporary() -> Path | None:
    """Where files are that need no disk; None is where the system has such."""
    return SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's view of the application. A worker has the master's, copied when it was forked."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.service: Any = None
        self.runner: Any = None
        self.renewal: Any = None
        self.shared = Shared.made(_temporary()) if config.workers > 1 else None
        # Which of the workers this is, from 0 on; one that takes the place of another has its number.
        self.number = 0
        super().__init__()

    def load_config(self) -> None:
        """Sets every option that matters here; gunicorn reads no file, variable or argument of its own."""
        options = {
            "bind": _authority(self.config.host, self.config.port),
            "workers": self.config.workers,
            "worker_class": Worker,
            "threads": self.config.threads,
            "timeout": WORKER_TIMEOUT_SECONDS,
            "graceful_timeout": GRACEFUL_SECONDS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "limit_request_line": REQUEST_LINE_BYTES,
            "logger_class": Log,
            "control_socket_disable": True,
            "worker_tmp_dir": str(folder) if (folder := _temporary()) else None,
            "pre_fork": self._numbered,
            "on_exit": self._end,
            "post_worker_init": self._ready,
            "worker_exit": self._close,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application; called in the worker, where it also says why it cannot start."""
        # Imported here, so that the models' libraries start their threads in the worker.
        from quoteservice.app import create_app
        from quoteservice.bootstrap import build, open_renewal, open_runner, require_reader

        config = divided(self.config, self.number)
        try:
            require_reader(config)
            self.service = build(config, reader_at_once=False)
        except QuoteserviceError as error:
            raise AppImportError(str(error)) from error
        app = create_app(self.service, config, lambda: self.runner.wake(), self.shared)
        # The application's service counts what it answers, also for jobs.
        self.runner = open_runner(service_of(app), config)
        self.renewal = open_renewal(self.service)
        # A body in chunks is read, and found broken, only when a route asks for it.
        app.register_error_handler(http_errors.ParseException, _broken_body)
        return app

    def _ready(self, worker: ThreadWorker) -> None:
        host, port = worker.sockets[0].getsockname()[:2]
        address = f"http://{_authority(host, port)}"
        if self.number == 0:
            print(f"Quoteservice answers on {address}", flush=True)
            if not open_scopes(self.config):
                print("Every request needs a key: quoteservice keys create --scope verify --name NAME", flush=True)
        log.info("ready", extra={"fields": {"address": address, "worker": self.number}})
        Thread(target=self._warm_up, name="warm-up", daemon=True).start()
        self.runner.start()
        self.renewal.start()

    def _warm_up(self) -> None:
        """Opens the parser, which takes longer than all the rest, while claims are answered already."""
        try:
            self.service.check(Document(text=WARM_UP))
        # Nobody asked for this, so nobody is told; whoever needs the parser gets the same error.
        except Exception as error:  # noqa: BLE001
            log.warning("no warm-up", extra={"fields": trail(error)})

    def _numbered(self, arbiter: Any, worker: ThreadWorker) -> None:
        """In the master: the worker that is forked next has the first number that none has."""
        taken = {each.number for each in arbiter.WORKERS.values()}
        worker.number = self.number = next(number for number in count() if number not in taken)

    def _end(self, _arbiter: Any) -> None:
        if self.shared:
            self.shared.close()

    def _close(self, _arbiter: Any, _worker: ThreadWorker) -> None:
        for beside in (self.renewal, self.runner):
            if beside is not None:
                beside.stop()
        if self.service is not None:
            self.service.close()
