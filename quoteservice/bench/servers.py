"""Servers as processes of their own, on a free port of this machine, stopped whatever happens."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from http.client import HTTPConnection
from pathlib import Path

from quoteservice.config import PREFIX, Config

LOOPBACK = "127.0.0.1"

# Seconds after which a server that does not answer has failed: a store of a million quotes is read in a minute.
PATIENCE = 300
# Seconds that a server gets to end after it was told to; then it is killed.
GRACE = 15

POLL_SECONDS = 0.02
KIBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers; `start_seconds` is from its process's beginning to its first sign of being ready."""

    process: subprocess.Popen[bytes]
    port: int
    start_seconds: float

    def connected(self) -> HTTPConnection:
        """A new connection to it."""
        return HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)

    def resident_bytes(self) -> int | None:
        """What its processes hold of memory, what they share counted once; None where the system does not tell."""
        found = 0
        for each in tree(self.process.pid):
            with contextlib.suppress(OSError):
                lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
                found += sum(int(line.split()[1]) * KIBIBYTE for line in lines if line.startswith("Pss:"))
        return found or None


@contextlib.contextmanager
def service(store: Path, config: Config) -> Iterator[Server]:
    """The service over the file `store`, with all other settings of `config`."""
    with service_at(f"sqlite:///{store}", config) as server:
        yield server


@contextlib.contextmanager
def service_at(address: str, config: Config) -> Iterator[Server]:
    """The service over the store at an address, with all other settings of `config`."""
    settings = {f"{PREFIX}{each.name.upper()}": str(getattr(config, each.name)) for each in fields(Config)}
    settings |= {f"{PREFIX}STORE": address, f"{PREFIX}HOST": LOOPBACK}
    port = _free_port()
    settings[f"{PREFIX}PORT"] = str(port)
    with _started([sys.executable, "-m", "quoteservice", "serve"], port, settings) as server:
        yield server


@contextlib.contextmanager
def baseline(folder: Path, config: Config, backend: str) -> Iterator[Server]:
    """The baseline over its exported `folder`, with that encoder, and the model and threads of `config`."""
    port = _free_port()
    arguments = ", ".join(repr(each) for each in _baseline_arguments(folder, config, backend))
    command = [sys.executable, "-m", "gunicorn", "--bind", f"{LOOPBACK}:{port}", "--worker-class", "gthread"]
    command += ["--threads", str(config.threads), "--timeout", str(PATIENCE)]
    with _started([*command, f"quoteservice.bench.baseline:create({arguments})"], port, {}) as server:
        yield server


def _baseline_arguments(folder: Path, config: Config, backend: str) -> tuple[str, ...]:
    models = str(Path(config.models).resolve())
    return str(folder.resolve()), backend, models, config.encoder_model, str(config.encoder_threads)


@contextlib.contextmanager
def _started(command: Sequence[str], port: int, settings: dict[str, str]) -> Iterator[Server]:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(process, port)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        time.sleep(POLL_SECONDS)
    raise RuntimeError(f"A server did not start ({process.args!r}).")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port: int = free.getsockname()[1]
        return port


def tree(root: int) -> list[int]:
    """The process and all below it, where the system has /proc."""
    found = [root]
    for each in found:
        with contextlib.suppress(OSError):
            found += map(int, Path(f"/proc/{each}/task/{each}/children").read_text().split())
    return found
