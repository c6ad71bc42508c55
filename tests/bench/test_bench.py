"""quoteservice bench, for real on a small store: what is measured, written and left behind; never how fast it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from quoteservice.bench.load import Tally
from quoteservice.bench.measure import CLIENTS, KINDS
from quoteservice.bench.servers import Server, baseline
from quoteservice.config import Config

NUMBER = 100
PATIENCE = 240


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a finished run of two tenths of a second each, and what was printed."""
    folder = tmp_path_factory.mktemp("bench")
    command = [sys.executable, "-m", "quoteservice", "bench", "--quotes", str(NUMBER), "--seconds", "0.2"]
    command += ["--stores", str(folder / "stores"), "--results", str(folder / "results" / "bench.json")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return folder, done.stdout


@pytest.fixture(scope="module")
def figures(run: tuple[Path, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((run[0] / "results" / "bench.json").read_text(encoding="utf-8"))
    return found


def test_figures_when_a_run_is_done(figures: dict[str, Any]) -> None:
    """Both servers have figures above zero for every kind of question and number of clients, and a ratio of them."""
    store = figures["stores"][str(NUMBER)]
    for kind in KINDS:
        for clients in map(str, CLIENTS):
            rates = [store[name]["questions"][kind][clients] for name in ("service", "baseline")]
            assert all(0 < each["p50_ms"] <= each["p95_ms"] <= each["p99_ms"] for each in rates)
            assert all(sum(each["answers"].values()) == each["answered"] for each in rates)
            assert store["ratios_onnx"][kind][clients] > 0
            assert store["ratios"][kind][clients] == pytest.approx(
                rates[0]["per_second"] / rates[1]["per_second"], abs=0.01
            )
    for name in ("service", "baseline", "baseline_onnx"):
        assert min(store[name]["start_seconds"], store[name]["disk_bytes_per_quote"]) > 0
    assert store["service"]["ingest_articles_per_second"] > 0
    assert min(store["floor"].values()) > 0


def test_recall_when_a_run_is_done(figures: dict[str, Any]) -> None:
    """A small store is searched exactly, and either way of looking finds no less than each of them."""
    recall = figures["stores"][str(NUMBER)]["recall"]
    assert recall["recall_at_10"] == 1
    for shares in recall["own"].values():
        assert max(shares["words"], shares["meaning"]) <= shares["either"] <= 1
        assert shares["candidates"] <= shares["either"]


def test_answers_when_the_truth_is_known(figures: dict[str, Any]) -> None:
    """What is measured are right answers: recorded words are confirmed as such, and nothing unrecorded is."""
    asked = figures["stores"][str(NUMBER)]["service"]["questions"]
    for clients in map(str, CLIENTS):
        assert set(asked["exact"][clients]["answers"]) == set(asked["again"][clients]["answers"]) == {"verbatim"}
        assert set(asked["edited"][clients]["answers"]) <= {"edited", "elided"}
        assert set(asked["not_found"][clients]["answers"]) == {"not_found"}


def test_files_when_a_run_is_done(run: tuple[Path, str]) -> None:
    """The JSON is sorted, the Markdown is what was printed, the SVG is well-formed and names both servers."""
    results = run[0] / "results"
    text = (results / "bench.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert (results / "bench.md").read_text(encoding="utf-8").strip() == run[1].strip()
    words = " ".join(ElementTree.fromstring((results / "bench.svg").read_text(encoding="utf-8")).itertext())
    assert "service" in words
    assert "baseline" in words


def test_stores_when_a_run_is_done(run: tuple[Path, str]) -> None:
    """The filled store is kept as it was filled; the copy that was asked is gone."""
    assert [each.name for each in (run[0] / "stores").iterdir()] == [f"quotes-{NUMBER}"]


def test_servers_when_a_run_is_ended_early(run: tuple[Path, str], tmp_path: Path) -> None:
    """SIGTERM in the middle ends the run, its servers and their workers with it."""
    command = [
        sys.executable,
        "-m",
        "quoteservice",
        "bench",
        "--quotes",
        str(NUMBER),
        "--stores",
        str(run[0] / "stores"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started = _below(process.pid, at_least=2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 128 + signal.SIGTERM
    assert not [each for each in started if _runs(each)]


def test_baseline_when_it_cannot_start(tmp_path: Path) -> None:
    """A server that ends before it is ready is an error, not a wait."""
    with pytest.raises(RuntimeError, match="did not start"), baseline(tmp_path / "nothing", Config(), "onnx") as server:
        assert isinstance(server, Server)


def test_percentiles_when_times_are_given() -> None:
    """A percentile is the least time that so many questions stayed within."""
    tally = Tally([float(each) for each in range(100, 0, -1)], seconds=50)
    assert [tally.percentile(share) for share in (0.5, 0.95, 0.99, 1)] == [50, 95, 99, 100]
    assert tally.per_second == 2


def _below(root: int, *, at_least: int) -> list[int]:
    """The processes below `root`, once there are so many."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = [root]
        for each in found:
            children = Path(f"/proc/{each}/task/{each}/children")
            found += map(int, children.read_text().split()) if children.exists() else []
        if len(found) > at_least:
            return found[1:]
        time.sleep(0.05)
    raise AssertionError("no server was started")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:1]
