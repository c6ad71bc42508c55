"""The server as a process: it says where it is, answers what is no HTTP, ends what it began, and needs no torch."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from quoteservice.config import Config
from quoteservice.errors import InvalidSetting
from quoteservice.server import serve

SERVE = """
import json, sys
from datetime import timedelta
from quoteservice.workflows import jobs
settings = json.loads(sys.argv[1])
jobs.LEASE = timedelta(seconds=settings.pop("lease", 30))
from quoteservice import server
from quoteservice.config import Config
server.SILENCE_SECONDS = settings.pop("silence")
server.serve(Config(port=0, **settings))
"""

# Seconds after which something that should happen is taken not to: far above what a busy machine needs.
PATIENCE = 120

SECRET = "Seventeen-zebras"


def start(
    store: str, *, models: Path | None = None, level: str = "INFO", silence: int = 20, **settings: Any
) -> subprocess.Popen[str]:
    """A server of its own on a free port."""
    folder = models or Path(__file__).parent.parent / "models"
    settings |= {"store": store, "models": str(folder), "log_level": level, "silence": silence}
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, json.dumps(settings)],
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Server:
    """A running server, and what it has printed, which is read as it comes: it would wait where nobody reads."""

    def __init__(self, process: subprocess.Popen[str], hinted: bool = False) -> None:
        """`hinted` if a second line tells how to make a key."""
        assert process.stdout is not None
        self.process = process
        self.greeting = process.stdout.readline().strip()
        self.hint = process.stdout.readline().strip() if hinted else ""
        self.port = int(self.greeting.rpartition(":")[2])
        self._logged = ""
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        _, self._logged = self.process.communicate()

    def ask(self, path: str, body: Any = None) -> Any:
        """The JSON that a well-formed request is answered with."""
        headers = {"Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body).encode()
        return self._sent(path, sent, headers)

    def later(self, path: str, body: Any) -> Any:
        """The job that does what is asked later."""
        return self._sent(
            path, json.dumps(body).encode(), {"Content-Type": "application/json", "Prefer": "respond-async"}
        )

    def _sent(self, path: str, sent: bytes | None, headers: dict[str, str]) -> Any:
        with urlopen(Request(f"http://127.0.0.1:{self.port}{path}", sent, headers), timeout=PATIENCE) as answer:
            return json.load(answer)

    def tell(self, raw: bytes) -> tuple[int, dict[str, str], Any]:
        """Status, headers and JSON that any bytes are answered with."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            return parsed(connection)

    def stop(self) -> tuple[int, str]:
        """The exit status after SIGTERM, and all that was logged."""
        self.process.send_signal(signal.SIGTERM)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """The same of one that ends by itself, or was killed."""
        self._reading.join(PATIENCE)
        assert not self._reading.is_alive()
        return self.process.returncode, self._logged


def parsed(connection: socket.socket) -> tuple[int, dict[str, str], Any]:
    """One answer from a connection, read to its end."""
    with connection.makefile("rb") as stream:
        status = int(stream.readline().split()[1])
        headers = {}
        while line := stream.readline().strip():
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        return status, headers, json.loads(stream.read(int(headers["content-length"])))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that leave it running."""
    running = Server(start(f"sqlite:///{tmp_path_factory.mktemp('server')}/store.db"))
    yield running
    running.stop()


def test_server_when_it_is_ready(server: Server) -> None:
    """The one line on standard output says where it answers, and it does."""
    assert re.fullmatch(r"Quoteservice answers on http://127\.0\.0\.1:\d+", server.greeting)
    assert server.ask("/readyz")["status"] == "ready"


def test_server_when_it_verifies(server: Server) -> None:
    """A claim is answered by the worker, whose service was built after the fork."""
    assert server.ask("/v1/verify", {"text": "The ferry sails at noon on Sundays"})["finding"] == "not_found"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux shows what a process has loaded")
def test_server_when_it_has_answered(server: Server) -> None:
    """Neither the master nor the worker has loaded torch, having answered a claim."""
    server.ask("/v1/verify", {"text": "The ferry sails at noon on Sundays"})
    master = Path(f"/proc/{server.process.pid}")
    (worker,) = (master / f"task/{server.process.pid}/children").read_text().split()
    loaded = Path(f"/proc/{worker}/maps").read_text()
    assert "onnxruntime" in loaded
    assert "libtorch" not in loaded
    assert "libtorch" not in (master / "maps").read_text()


POST = b"POST /v1/verify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
CUT = b'Content-Length: 90\r\n\r\n{"text": "The ferry sails at noon on Sundays"}'

BROKEN = {
    "no HTTP": (b"This is no HTTP\r\n\r\n", 400, "bad-request"),
    "address": (b"GET /?q=" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414, "address-too-long"),
    "header": (b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 20_000 + b"\r\n\r\n", 431, "headers-too-large"),
    "length": (POST + b"Content-Length: -5\r\n\r\n", 400, "bad-request"),
    "two lengths": (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "bad-request"),
    "chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "bad-request"),
    "body broken off": (POST + CUT, 400, "bad-request"),
    "body too large": (POST + b"Content-Length: 9000000\r\n\r\n{", 413, "body-too-large"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_server_when_the_request_is_broken(server: Server, name: str) -> None:
    """What never becomes a request is a problem document too, with a request id, and the service goes on."""
    raw, status, kind = BROKEN[name]
    answered, headers, problem = server.tell(raw)
    assert answered == status
    assert headers["content-type"] == "application/problem+json"
    assert headers["x-request-id"] == problem["request_id"]
    assert problem["type"] == f"/docs/problems#{kind}"
    assert problem["remedy"]
    assert server.ask("/healthz") == {"status": "alive"}


def test_server_when_its_master_is_killed(tmp_path: Path) -> None:
    """Without the one that would start it again, the worker ends too, and no probe is answered by what is left over."""
    server = Server(start(f"sqlite:///{tmp_path}/store.db"))
    server.ask("/readyz")
    server.process.kill()
    # The worker holds the other end of what is read here until it has ended.
    assert server.ended()[0] == -signal.SIGKILL
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def test_server_when_clients_fall_silent(tmp_path: Path) -> None:
    """Clients that stop in the middle of a request hold no thread for ever, and others are answered."""
    server = Server(start(f"sqlite:///{tmp_path}/store.db", silence=1))
    threads = Config().threads
    stuck = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) for _ in range(threads)]
    for number, connection in enumerate(stuck):
        connection.sendall(POST if number % 2 else POST + b'Content-Length: 90\r\n\r\n{"text"')
    # All threads are taken, so that this answer comes after one of them was given up.
    assert server.ask("/healthz") == {"status": "alive"}
    for number, connection in enumerate(stuck):
        with connection, connection.makefile("rb") as stream:
            assert stream.readline().strip() == (b"" if number % 2 else b"HTTP/1.1 400 BAD REQUEST")
    status, logged = server.stop()
    assert status == 0
    assert "Traceback" not in logged
    assert {json.loads(line)["level"] for line in logged.splitlines()} == {"INFO"}


def test_server_when_clients_send_a_trickle(tmp_path: Path) -> None:
    """A client that is never silent and never done is given up too, in its head or its body; others are answered."""
    server = Server(start(f"sqlite:///{tmp_path}/store.db", request_seconds=3))
    threads = Config().threads
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) for _ in range(threads)]
    for number, connection in enumerate(slow):
        connection.sendall(POST if number % 2 else POST + b"Content-Length: 90000\r\n\r\n{")
    given_up: set[int] = set()
    begun = time.monotonic()
    while len(given_up) < threads and time.monotonic() - begun < PATIENCE:
        for number, connection in enumerate(slow):
            try:
                connection.sendall(b"X: y\r\n" if number % 2 else b" ")
            except OSError:
                given_up.add(number)
        time.sleep(0.2)
    assert len(given_up) == threads
    assert server.ask("/healthz") == {"status": "alive"}
    for connection in slow:
        connection.close()
    assert server.stop()[0] == 0


def test_server_when_others_can_reach_it(tmp_path: Path) -> None:
    """On an address that others reach nothing is answered without a key, and the start says how to make one."""
    server = Server(start(f"sqlite:///{tmp_path}/store.db", host="0.0.0.0"), hinted=True)
    assert "quoteservice keys create" in server.hint
    body = b'{"text": "The ferry sails at noon on Sundays"}'
    status, headers, problem = server.tell(POST + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    assert (status, problem["type"]) == (401, "/docs/problems#key-required")
    assert headers["www-authenticate"] == 'Bearer realm="Quoteservice"'
    assert server.ask("/healthz") == {"status": "alive"}
    assert server.stop()[0] == 0


def test_server_when_it_is_open_to_others(tmp_path: Path) -> None:
    """A service that others reach and that needs no key says so in its log, as a warning."""
    server = Server(start(f"sqlite:///{tmp_path}/store.db", host="0.0.0.0", open="verify read"))
    assert server.ask("/v1/verify", {"text": "The ferry sails at noon on Sundays"})["finding"] == "not_found"
    _, logged = server.stop()
    warnings = [json.loads(line) for line in logged.splitlines() if json.loads(line)["level"] == "WARNING"]
    assert [line["open"] for line in warnings] == [["read", "verify"]]


def test_server_when_it_is_stopped(tmp_path: Path) -> None:
    """After SIGTERM a request that was begun is still answered, and kept; then the process ends with 0."""
    store = f"sqlite:///{tmp_path}/store.db"
    server = Server(start(store, level="DEBUG"))
    # The parser is loaded while claims are answered already; on a busy machine it takes longer than a stop may.
    server.ask("/v1/check", {"text": "“The bridge is open again,” said Ada Example."})
    body = json.dumps({"text": f"“{SECRET} sail at noon on Sundays,” said Ruth Ames."}).encode()
    head = (
        f"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(head.encode())
        # The worker says so as soon as it reads the body: the request has begun.
        assert connection.recv(100).startswith(b"HTTP/1.1 100")
        server.process.send_signal(signal.SIGTERM)
        connection.sendall(body)
        status, _, answer = parsed(connection)
    assert status == 201
    assert len(answer["quotes"]) == 1
    status, logged = server.ended()
    assert status == 0
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"] == [200, 201]
    assert "zebras" not in logged

    again = Server(start(store))
    assert [source["id"] for source in again.ask("/v1/articles")["sources"]] == [answer["source"]["id"]]
    assert again.stop()[0] == 0


def test_jobs_when_the_process_is_killed(tmp_path: Path) -> None:
    """What was accepted before kill -9 is done after the next start: each job, and each article of them once."""
    store = f"sqlite:///{tmp_path}/store.db"
    server = Server(start(store, lease=2))
    # The parser is loaded, so that the kill comes while a job is being done, and not before.
    server.ask("/v1/check", {"text": "“The bridge is open again,” said Ada Example."})
    said = "“The ferry sails at noon on day {}-{},” said Ruth Ames.\n\n"
    ids = []
    for number in range(4):
        text = "".join(said.format(number, day) for day in range(8))
        answer = server.later("/v1/articles", {"text": text})
        ids.append(answer["id"])
    claims = [{"text": f"The ferry sails at noon on day {day}"} for day in range(30)]
    ids.append(server.later("/v1/verify/batch", {"claims": claims})["id"])
    worker = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    for pid in (server.process.pid, *map(int, worker)):
        os.kill(pid, signal.SIGKILL)
    server.ended()

    again = Server(start(store, lease=2))
    deadline = time.monotonic() + PATIENCE
    while {again.ask(f"/v1/jobs/{id_}")["state"] for id_ in ids} != {"done"}:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert [len(again.ask(f"/v1/jobs/{id_}/result")["quotes"]) for id_ in ids[:4]] == [8] * 4
    assert len(again.ask("/v1/articles")["sources"]) == 4
    assert len(again.ask(f"/v1/jobs/{ids[4]}/result")["verifications"]) == 30
    status, logged = again.stop()
    assert status == 0
    assert "ferry" not in logged
    lines = [json.loads(line) for line in logged.splitlines()]
    assert {line["job_id"] for line in lines if line["event"] == "job"} <= set(ids)


def test_jobs_when_two_processes_share_a_store(tmp_path: Path) -> None:
    """One that does no jobs accepts them, another does them, each once."""
    store = f"sqlite:///{tmp_path}/store.db"
    accepting, doing = Server(start(store, job_threads=0)), Server(start(store))
    texts = [f"“The ferry sails at noon on day {number},” said Ruth Ames." for number in range(5)]
    ids = [accepting.later("/v1/articles", {"text": text})["id"] for text in texts]
    deadline = time.monotonic() + PATIENCE
    while {accepting.ask(f"/v1/jobs/{id_}")["state"] for id_ in ids} != {"done"}:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    _, accepted = accepting.stop()
    _, done = doing.stop()
    assert '"event": "job"' not in accepted
    assert done.count('"event": "job"') == 5


def test_server_when_a_model_is_missing(tmp_path: Path) -> None:
    """A server that cannot start says why and what to do, and ends with another status than 0."""
    process = start(f"sqlite:///{tmp_path}/store.db", models=tmp_path / "nowhere")
    printed, logged = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    assert printed == ""
    assert "nowhere" in logged
    assert "Traceback" not in logged


def test_serve_when_the_port_is_taken() -> None:
    """A port on which something else listens is refused at once, by name, with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(InvalidSetting, match=str(port)) as refused:
            serve(Config(port=port))
    assert refused.value.where == "QUOTESERVICE_HOST, QUOTESERVICE_PORT"


def test_serve_when_there_is_no_such_host() -> None:
    """A host that is no address of this machine is refused at once."""
    with pytest.raises(InvalidSetting, match=r"192\.0\.2\.1"):
        serve(Config(host="192.0.2.1"))


def test_server_when_the_log_level_is_unknown(tmp_path: Path) -> None:
    """A level that there is not is refused before anything is opened."""
    process = start(f"sqlite:///{tmp_path}/store.db", level="LOUD")
    _, logged = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    assert "InvalidSetting" in logged
    assert not (tmp_path / "store.db").exists()
