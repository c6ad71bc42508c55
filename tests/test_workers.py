"""Several worker processes of one server: each sees at once what another wrote, and they count together.

Only one of them runs at a time where a test says which, so that it is known who answered.
"""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from quoteservice.bench.servers import tree
from quoteservice.config import Config
from quoteservice.server import divided
from tests.test_server import PATIENCE, Server, start

SAID = "The harbour ferry will carry lanterns to the northern islands before winter."
CLAIM = {"text": SAID, "speaker": "Ada Example"}
LIMIT = 100_000

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes are found in /proc")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of two workers, with a limit that they have together."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('workers')}/store.db"
    else:
        address = request.getfixturevalue("postgres").address()
    process = start(address, workers=2, address_limit=f"{LIMIT}/day")
    running = Server(process)
    try:
        yield running
    finally:
        if process.poll() is None:
            running.stop()


def workers(server: Server) -> list[int]:
    """The ids of the processes that answer."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return sorted(map(int, children.split()))


@contextmanager
def only(server: Server, number: int) -> Iterator[None]:
    """Within it only one of the workers runs; the others stand still."""
    others = [each for place, each in enumerate(workers(server)) if place != number]
    for each in others:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in others:
            os.kill(each, signal.SIGCONT)


def metric(server: Server, name: str) -> float:
    """The value of one metric with its labels."""
    with urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=PATIENCE) as answer:
        told = answer.read().decode()
    found = re.search(rf"^{re.escape(name)} (\S+)$", told, re.MULTILINE)
    return float(found[1]) if found else 0.0


def metric_files(process: int) -> set[str]:
    """The files in which a process counts."""
    mapped = Path(f"/proc/{process}/maps").read_text()
    return set(re.findall(r"/\S*quoteservice-metrics-\S+", mapped))


def sent(server: Server, method: str, path: str, body: Any = None) -> tuple[Any, int]:
    """The JSON of an answer, and how many requests the limit still lets in."""
    content = None if body is None else json.dumps(body).encode()
    request = Request(
        f"http://127.0.0.1:{server.port}{path}", content, {"Content-Type": "application/json"}, method=method
    )
    with urlopen(request, timeout=PATIENCE) as answer:
        read = answer.read()
        return json.loads(read) if read else None, int(answer.headers["RateLimit-Remaining"])


def finding(server: Server, number: int) -> str:
    """What one of the workers finds of the claim."""
    with only(server, number):
        answer, _ = sent(server, "POST", "/v1/verify", CLAIM)
        return str(answer["finding"])


def test_workers_when_one_writes(server: Server) -> None:
    """The next request to the other one knows of it, though that one remembers what it answered before."""
    assert len(workers(server)) == 2
    assert [finding(server, each) for each in (0, 1)] == ["not_found", "not_found"]
    with only(server, 0):
        quote, _ = sent(server, "POST", "/v1/quotes", CLAIM)
    assert [finding(server, each) for each in (1, 0)] == ["verbatim", "verbatim"]
    with only(server, 1):
        sent(server, "DELETE", f"/v1/quotes/{quote['id']}")
    assert [finding(server, each) for each in (0, 1)] == ["not_found", "not_found"]


def test_workers_when_a_meaning_is_new_to_one(server: Server) -> None:
    """What one wrote, the other finds by its vectors too."""
    said = "Our hospital will open a second ward for children in the spring."
    with only(server, 0):
        quote, _ = sent(server, "POST", "/v1/quotes", {"text": said, "speaker": "Ben Sample"})
    with only(server, 1):
        answer, _ = sent(
            server, "POST", "/v1/verify", {"text": "In spring, the clinic gets another ward for kids.", "form": "any"}
        )
    assert [each["quote"]["id"] for each in answer["evidence"]] in ([quote["id"]], [])
    with only(server, 1):
        found, _ = sent(server, "GET", "/v1/quotes?q=kids%20clinic%20gets%20another%20ward")
    assert quote["id"] in [each["id"] for each in found["quotes"]]


def test_workers_when_a_limit_counts(server: Server) -> None:
    """Each counts what the others let in."""
    left = []
    for number in (0, 1, 0, 1):
        with only(server, number):
            left.append(sent(server, "GET", "/v1/speakers?q=Nobody")[1])
    assert left == [left[0] - step for step in range(4)]


def test_workers_when_metrics_are_asked(server: Server) -> None:
    """Either tells what all have done, and the counts of one that died stay."""
    name = 'quoteservice_requests_total{method="GET",route="/v1/speakers",status="200"}'
    with only(server, 0):
        before = metric(server, name)
    for number in (0, 1, 1):
        with only(server, number):
            sent(server, "GET", "/v1/speakers?q=Nobody")
    for number in (0, 1):
        with only(server, number):
            assert metric(server, name) == before + 3
            assert metric(server, "quoteservice_store_up") == 1


def test_workers_when_a_job_is_followed_at_another(server: Server) -> None:
    """The job that one accepted is the same at the other, while it waits and when it is done."""
    with only(server, 1):
        job = server.later("/v1/verify/batch", {"claims": [CLAIM]})
    deadline = time.monotonic() + PATIENCE
    states = set()
    for number in (0, 1):
        with only(server, number):
            state = None
            while state != "done":
                assert time.monotonic() < deadline
                state = sent(server, "GET", f"/v1/jobs/{job['id']}")[0]["state"]
                states.add(state)
                time.sleep(0.05)
            assert len(sent(server, "GET", f"/v1/jobs/{job['id']}/result")[0]["verifications"]) == 1
    assert states <= {"queued", "running", "done"}


def test_workers_when_one_is_killed(server: Server) -> None:
    """The other one goes on, a new one takes the place, and what was counted is not forgotten."""
    before = metric(server, 'quoteservice_request_seconds_count{method="GET",route="/v1/speakers"}')
    old = workers(server)
    os.kill(old[0], signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while len(workers(server)) < 2 or old[0] in workers(server):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    new = workers(server).index(max(set(workers(server)) - set(old)))
    with only(server, new):
        _, left = sent(server, "GET", "/v1/speakers?q=Nobody")
        after = metric(server, 'quoteservice_request_seconds_count{method="GET",route="/v1/speakers"}')
        assert sent(server, "GET", "/v1/speakers?q=Nobody")[1] < left
    assert after == before + 1 > 1


def test_workers_when_stopped(server: Server) -> None:
    """All end what they do and leave neither a process nor a file."""
    all_of_them = tree(server.process.pid)
    files = {name for each in all_of_them[1:] for name in metric_files(each)}
    assert files
    status, logged = server.stop()
    assert status == 0
    assert not [each for each in all_of_them if Path(f"/proc/{each}").exists()]
    assert not [each for each in files if Path(each).exists()]
    # The one that a test killed is an error of its own.
    assert not [line for line in logged.splitlines() if '"level": "ERROR"' in line and "SIGKILL" not in line]
    assert SAID not in logged


def test_divided_when_there_are_more_workers_than_threads() -> None:
    """Together the workers have the threads for jobs that the settings name, and each has one for the encoder."""
    config = Config(workers=3, encoder_threads=2, job_threads=4)
    parts = [divided(config, number) for number in range(3)]
    assert [each.job_threads for each in parts] == [2, 1, 1]
    assert [each.encoder_threads for each in parts] == [1, 1, 1]
    assert divided(Config(), 0) == Config()
