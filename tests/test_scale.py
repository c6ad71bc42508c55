"""Several processes on one PostgreSQL: each sees the others' writes, and the service outlives its primary."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from quoteservice.config import PREFIX
from quoteservice.store import postgres_connections
from quoteservice.store.postgres import PostgresStore
from tests.postgres import PostgresServer, home_of_servers
from tests.store.articles import write_article

ROOT = Path(__file__).parent.parent
SERVE = """
import os
from datetime import timedelta
from quoteservice.workflows import jobs
jobs.LEASE = timedelta(seconds=3)
from quoteservice.server import serve
from quoteservice.config import Config
serve(Config.from_environment(os.environ, port=0, encoder_threads=1))
"""

PATIENCE = 120  # seconds after which something that should happen is taken not to
POLL_SECONDS = 0.05

# A write is acknowledged when the replica shows it too.
ACKNOWLEDGED_BY_BOTH = ("synchronous_standby_names = '*'", "synchronous_commit = 'remote_apply'")

HERON = "The heron pond will be drained before the end of September"


class Process:
    """One process of the service."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.port = int(process.stdout.readline().strip().rpartition(":")[2])

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, http.client.HTTPMessage, Any]:
        """Status, headers and JSON of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, answer.headers, json.loads(text) if text else None
        finally:
            connection.close()

    def record(self, text: str, speaker: str) -> str:
        """The id of a quote that is recorded by hand."""
        status, _, quote = self.ask("POST", "/v1/quotes", {"text": text, "speaker": speaker})
        assert status == 201, quote
        return str(quote["id"])

    def finding(self, text: str, speaker: str) -> str:
        """What is found of a claim."""
        status, _, answer = self.ask("POST", "/v1/verify", {"text": text, "speaker": speaker})
        assert status == 200, answer
        return str(answer["finding"])

    def later(self, claims: Sequence[str]) -> str:
        """The id of the job that answers these claims."""
        sent = {"claims": [{"text": each} for each in claims]}
        status, _, job = self.ask("POST", "/v1/verify/batch", sent, Prefer="respond-async")
        assert status == 202, job
        return str(job["id"])

    def kill(self) -> None:
        """Ends it as a crash does, with the worker that answers."""
        worker = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in (self.process.pid, *map(int, worker)):
            os.kill(pid, signal.SIGKILL)


def until(what: Callable[[], bool]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(POLL_SECONDS)


@contextmanager
def processes(number: int, **settings: str) -> Iterator[Sequence[Process]]:
    """So many processes of the service with the same settings, started together."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment |= {f"{PREFIX}{name.upper()}": value for name, value in settings.items()}
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", SERVE],
                    cwd=ROOT,
                    env=environment,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                )
            )
            for _ in range(number)
        ]
        for each in started:
            stack.callback(each.terminate)
        yield [Process(each) for each in started]


def test_processes_when_they_share_a_database(postgres_address: str) -> None:
    """What one process writes, withdraws or answers the other knows at its next request; dead, its job is the other's.

    Each has a job in hand, held up by a lock, when one is killed.
    """
    with processes(2, store=postgres_address) as (one, other):
        assert other.finding(HERON, "Ada Quimby") == "not_found"
        quote_id = one.record(HERON, "Ada Quimby")
        assert other.finding(HERON, "Ada Quimby") == "verbatim"
        assert other.finding(HERON.replace("will be", "will not be"), "Ada Quimby") == "altered"
        assert other.finding("Heron pond: drained", "Ada Quimby") != "verbatim"
        second = other.record("No swan was ever moved by the council", "A. Quimby")
        assert [one.ask("GET", f"/v1/quotes/{id_}")[0] for id_ in (quote_id, second)] == [200, 200]
        speakers = one.ask("GET", "/v1/speakers?q=Quimby")[2]["speakers"]
        assert sum(each["quotes"] for each in speakers) == 2
        answer = one.ask("POST", "/v1/verify", {"text": HERON})[2]
        assert other.ask("GET", f"/v1/verifications/{answer['id']}")[2] == answer
        assert other.ask("DELETE", f"/v1/quotes/{quote_id}")[0] == 204
        assert one.finding(HERON, "Ada Quimby") == "not_found"
        with psycopg.connect(postgres_address) as held_up:
            held_up.execute("LOCK TABLE quotes")
            jobs = [one.later([f"Sluice {number} leaks", f"Sluice {number} is shut"]) for number in range(2)]
            until(lambda: [other.ask("GET", f"/v1/jobs/{id_}")[2]["state"] for id_ in jobs] == ["running"] * 2)
            one.kill()
        until(lambda: [other.ask("GET", f"/v1/jobs/{id_}")[2]["state"] for id_ in jobs] == ["done"] * 2)
        answers = [other.ask("GET", f"/v1/jobs/{id_}/result")[2]["verifications"] for id_ in jobs]
        assert [len(each) for each in answers] == [2, 2]
    with psycopg.connect(postgres_address) as server:
        assert server.execute("SELECT max(attempts) FROM jobs").fetchone() == (2,)


@contextmanager
def primary_and_replica(*settings: str) -> Iterator[tuple[PostgresServer, PostgresServer]]:
    """Two servers, the primary with these settings."""
    with home_of_servers() as (home, programs):
        primary, replica = (PostgresServer(home, name, programs) for name in ("primary", "replica"))
        primary.make()
        try:
            primary.start()
            replica.copy_of(primary)
            replica.start()
            for setting in settings:
                primary.execute(f"ALTER SYSTEM SET {setting}")
            primary.execute("SELECT pg_reload_conf()")
            yield primary, replica
        finally:
            primary.stop()
            replica.stop()


class Load:
    """Somebody who records quotes without a pause, and keeps what was answered."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.acknowledged: list[str] = []
        self.refused: list[tuple[int, str | None, str]] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        for number in itertools.count():
            if self.ended.is_set():
                return
            text = f"Sluice number {number} will be opened on Thursday"
            status, headers, answer = self.process.ask("POST", "/v1/quotes", {"text": text, "speaker": "Ada Quimby"})
            if status == 201:
                self.acknowledged.append(answer["id"])
            else:
                self.refused.append((status, headers["Retry-After"], answer["type"]))
                time.sleep(POLL_SECONDS)

    def until(self, what: Callable[[], bool]) -> None:
        """Waits until something is so, while the load goes on."""

        def so() -> bool:
            assert self.thread.is_alive()
            return what()

        until(so)

    def __enter__(self) -> Load:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join(PATIENCE)


def number_at(server: PostgresServer, query: str) -> int:
    """The one number that a query gives."""
    with psycopg.connect(server.address()) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return int(row[0])


def reads_at(server: PostgresServer) -> int:
    """How many connections of the service a server has."""
    return number_at(server, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'quoteservice'")


def test_service_when_its_primary_is_lost() -> None:
    """A dead primary is a clear 503 for writes, while reads go on; after promotion all goes on, and nothing is lost."""
    with primary_and_replica(*ACKNOWLEDGED_BY_BOTH) as (primary, replica):
        both = f"postgresql://postgres@/postgres?host={primary.home},{replica.home}"
        with processes(2, store=both, store_replica=replica.address()) as (one, other):
            quote_id = one.record(HERON, "Ada Quimby")
            assert other.finding(HERON, "Ada Quimby") == "verbatim"
            assert reads_at(replica) >= 2
            with Load(one) as load:
                load.until(lambda: len(load.acknowledged) >= 20)
                primary.kill()
                load.until(lambda: len(load.refused) >= 3)
                assert other.ask("GET", f"/v1/quotes/{quote_id}")[0] == 200
                status, headers, problem = other.ask("POST", "/v1/verify", {"text": HERON})
                assert (status, problem["type"]) == (503, "/docs/problems#store-unavailable")
                assert int(headers["Retry-After"]) > 0
                before = len(load.acknowledged)
                replica.promote()
                load.until(lambda: len(load.acknowledged) > before)
            assert {(status, kind) for status, _, kind in load.refused} == {(503, "/docs/problems#store-unavailable")}
            assert all(after and int(after) > 0 for _, after, _ in load.refused)
            assert [other.ask("GET", f"/v1/quotes/{id_}")[0] for id_ in load.acknowledged] == [200] * len(
                load.acknowledged
            )
            assert other.finding("Sluice number 3 will be opened on Thursday", "Ada Quimby") == "verbatim"
            assert one.finding(HERON, "Ada Quimby") == "verbatim"


def test_store_when_its_replica_lags(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process reads what it wrote and whatever it has seen before: the record never goes back."""
    monkeypatch.setattr(postgres_connections, "REST_SECONDS", 0)
    with primary_and_replica() as (primary, replica), ExitStack() as stack:
        one = stack.enter_context(closing(PostgresStore(primary.address(), replica.address())))
        other = stack.enter_context(closing(PostgresStore(primary.address())))
        write_article(one, "own")
        assert one.source("own") is not None
        replica.execute("ALTER SYSTEM SET recovery_min_apply_delay = '1h'")
        replica.execute("SELECT pg_reload_conf()")
        write_article(one, "later")
        assert one.source("later") is not None
        replica.stop()
        write_article(other, "others")
        assert one.source("others") is not None
        replica.start()
        behind = number_at(replica, "SELECT pg_last_wal_replay_lsn() - '0/0'")
        assert behind < number_at(primary, "SELECT pg_current_wal_lsn() - '0/0'")
        assert one.source("others") is not None


def test_revision_when_the_last_writes_are_lost() -> None:
    """Whatever a replica writes that took over without the last writes has a later revision than they had.

    A process that remembers answers of the lost ones would give them otherwise.
    """
    with primary_and_replica() as (primary, replica):
        with closing(PostgresStore(primary.address())) as store:
            write_article(store, "kept")
            written = number_at(primary, "SELECT pg_current_wal_lsn() - '0/0'")
            until(lambda: number_at(replica, "SELECT pg_last_wal_replay_lsn() - '0/0'") >= written)
            replica.stop()
            write_article(store, "lost")
            lost = store.revision()
        primary.kill()
        replica.start()
        replica.promote()
        with closing(PostgresStore(replica.address())) as store:
            assert (store.source("kept") is not None, store.source("lost")) == (True, None)
            write_article(store, "other")
            assert store.revision() > lost
