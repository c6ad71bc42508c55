"""Many articles come onto the record once each, whatever happens in between."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quoteservice.bootstrap import build
from quoteservice.bulk.item import Failure, Item
from quoteservice.bulk.pool import Pool, result
from quoteservice.bulk.report import Report
from quoteservice.bulk.run import AT_ONCE, Run, Summary
from quoteservice.config import Config
from quoteservice.domain.quote import Document, PageRequest
from quoteservice.errors import Unavailable
from quoteservice.service import Service


def article(number: int) -> str:
    """A short article of two statements."""
    return f"“The wall will cost {number} million euros,” Jane Roe said. John Doe said that {number} boats had sunk."


def items(first: int, last: int) -> list[Item]:
    """The articles of these numbers."""
    return [Item(f"place {number}", Document(text=article(number))) for number in range(first, last)]


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Service, Config]]:
    """A service over the store in a folder."""
    config = Config(store=f"sqlite:///{folder}/store.db")
    service = build(config, reader_at_once=False)
    try:
        yield service, config
    finally:
        service.close()


def run(folder: Path, found: list[Item], processes: int = 1) -> tuple[Summary, list[tuple[str, str]]]:
    """The summary of a run over these items, and the articles that failed with the kind of their problem."""
    failed: list[tuple[str, str]] = []

    def tell(item: Item, failure: Failure) -> None:
        failed.append((item.place, failure.kind))

    with (
        opened(folder) as (service, config),
        Report(folder / "report.jsonl", service.is_on_record) as report,
        Pool(config, processes) as pool,
    ):
        return Run(service, pool, report, lambda _: None, tell)(found), failed


def contents(folder: Path) -> list[tuple[str | None, str]]:
    """Every quote on record, in order, with the title of its source."""
    with opened(folder) as (service, _):
        sources = service.sources(PageRequest(limit=1000)).items
        return [(source.title, quote.content) for source in sources for quote in service.source(source.id).quotes]


def test_run_when_several_processes_read(tmp_path: Path) -> None:
    """Two processes give the same record, in the same order, as one, and as one article after the other."""
    found = items(0, AT_ONCE + 5)
    homes = [tmp_path / name for name in ("one", "two", "each")]
    for home in homes:
        home.mkdir()
    summaries = [run(homes[0], found, 1)[0], run(homes[1], found, 2)[0]]
    with opened(homes[2]) as (service, _):
        for item in found:
            service.ingest(item.document)
    assert [(each.added, each.statements, each.failed) for each in summaries] == [(21, 42, 0)] * 2
    assert contents(homes[0]) == contents(homes[1]) == contents(homes[2])


def test_run_when_articles_come_again(tmp_path: Path) -> None:
    """What an earlier run, or this one, has brought onto the record is not read again; a new title changes nothing."""
    assert run(tmp_path, [*items(0, 2), *items(0, 1)])[0].known == 1
    renamed = Item("other", Document(text=article(1), title="New"))
    summary, _ = run(tmp_path, [*items(0, 3), renamed])
    assert (summary.added, summary.done, summary.known, summary.articles) == (1, 2, 1, 4)
    assert len(contents(tmp_path)) == 6


def test_run_when_some_articles_cannot_be_read(tmp_path: Path) -> None:
    """A failure is told with its kind and stops nothing; a second run tries it once more."""
    bad = [
        Item("blank", Document(text="…")),
        Item("nul", Document(text="a\0b")),
        Item("half", Document(text="a \ud800 b")),
        Item("menu", Document(html="<html><body><ul><li>Home</li><li>News today</li></ul></body></html>")),
        Item("both", Document(text="a", html="<p>a</p>")),
        Item("none", Document()),
    ]
    kinds = ["blank-text", "unreadable-text", "unreadable-text", "no-article", "invalid-input", "invalid-input"]
    for added in (2, 0):
        summary, failed = run(tmp_path, [*items(0, 1), *bad, *items(1, 2)])
        assert failed == list(zip([each.place for each in bad], kinds, strict=True))
        assert (summary.added, summary.done, summary.failed) == (added, 2 - added, 6)


def test_run_when_it_is_killed_in_the_middle(tmp_path: Path) -> None:
    """After kill -9 no process is left, and the same command brings what is missing: nothing twice, nothing lost."""
    total = 6 * AT_ONCE
    (tmp_path / "news").mkdir()
    for number in range(total):
        (tmp_path / "news" / f"{number:03}.txt").write_text(article(number))
    report = tmp_path / "report.jsonl"
    flags = ["--store", f"sqlite:///{tmp_path}/store.db", "--report", str(report), "--processes", "2", "--json"]
    command = [sys.executable, "-m", "quoteservice", "ingest", str(tmp_path / "news"), *flags]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 120
    while not (report.exists() and report.read_text().count("\n")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    done = report.read_text().count("\n")
    assert 0 < done < total
    while _lives(child.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(child.pid)
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    summary = json.loads(again.stdout)
    assert summary["articles"] == total
    assert summary["failed"] == 0
    assert summary["done"] >= done
    assert [content for _, content in contents(tmp_path)] == [
        words for number in range(total) for words in (
            f"The wall will cost {number} million euros", f"{number} boats had sunk"
        )
    ]  # fmt: skip


def _lives(group: int) -> bool:
    """True if a process of this group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("processes", [1, 2])
def test_pool_when_it_reads_nothing(processes: int) -> None:
    """A pool that was never asked ends at once."""
    with Pool(Config(), processes):
        pass


def test_pool_when_a_process_is_killed() -> None:
    """The end of a process that reads is told as such, with what to do; the command ends instead of waiting for it."""
    with Pool(Config(), 2) as pool:
        coming = pool.read(items(0, 1))
        for child in multiprocessing.active_children():
            child.kill()
        with pytest.raises(Unavailable) as refusal:
            result(coming)
        assert "Run the command again" in refusal.value.remedy
        with pytest.raises(Unavailable):
            pool.read(items(1, 2))
