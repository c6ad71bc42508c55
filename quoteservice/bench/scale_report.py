"""The figures of both engines as a page, and written to files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quoteservice.bench.measure import KINDS

MEBIBYTE = 2**20
DONE = {"draft": "long drafts with few quotations, checked", "paraphrase": "claims in other words, verified"}

INTRODUCTION = """\
# Scale

The service over one SQLite file, and over PostgreSQL with the same quotes, on one machine, asked in turns: what the
machine did besides slowed both. The service, the database and whoever asks share its cores. `again` are claims that
were asked before with nothing written since; every other question is asked once. The ratio is PostgreSQL's p50 to
SQLite's.
"""


def page(results: Mapping[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [INTRODUCTION, f"{results['quotes']:,} quotes.", "", *_questions(results), "", *_processes(results)]
    return "\n".join([*lines, "", *_others(results), "", _setting(results), ""])


def write(results: Mapping[str, Any], file: Path) -> None:
    """Writes FILE.json and FILE.md; an ending of `file` does not count."""
    file.parent.mkdir(parents=True, exist_ok=True)
    document = json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False)
    file.with_suffix(".json").write_text(f"{document}\n", encoding="utf-8")
    file.with_suffix(".md").write_text(page(results), encoding="utf-8")


def _questions(results: Mapping[str, Any]) -> Iterator[str]:
    yield "| question | clients | p50 ratio | SQLite, p50, p95 ms | per second | PostgreSQL, p50, p95 ms | per second |"
    yield "|---|---|---|---|---|---|---|"
    ours, theirs = results["questions"]["sqlite"], results["questions"]["postgres"]
    for kind in KINDS:
        for clients, figures in ours[kind].items():
            other = theirs[kind][clients]
            cells = [kind.replace("_", " "), clients, f"{other['p50_ms'] / figures['p50_ms']:.2f}"]
            yield f"| {' | '.join([*cells, *_cells(figures), *_cells(other)])} |"
    yield ""
    same = ", ".join(f"{kind.replace('_', ' ')} {share:.0%}" for kind, share in results["same_answers"].items())
    yield f"Answers that are the same on both, to the last character: {same}."


def _cells(figures: Mapping[str, Any]) -> list[str]:
    return [f"{figures['p50_ms']:.1f}, {figures['p95_ms']:.1f}", f"{figures['per_second']:.1f}"]


def _processes(results: Mapping[str, Any]) -> Iterator[str]:
    yield "| on one database, per second | one process | two processes | ratio |"
    yield "|---|---|---|---|"
    for kind, figures in results["processes"].items():
        one, two = (figures[name]["per_second"] for name in ("one", "two"))
        yield f"| {DONE[kind]} | {one:.1f} | {two:.1f} | {figures['ratio']:.2f} |"


def _others(results: Mapping[str, Any]) -> Iterator[str]:
    size, memory, rate = (results[name] for name in ("bytes_per_quote", "resident_bytes", "articles_per_second"))
    index = f"the index of vectors {size['index_of_vectors']:,.0f}, of words {size['index_of_words']:,.0f}"
    yield "| | SQLite | PostgreSQL |"
    yield "|---|---|---|"
    yield f"| disk, bytes a quote, with the articles | {size['sqlite']:,.0f} | {size['postgres']:,.0f} ({index}) |"
    resident = " | ".join(_mebibytes(memory[name]) for name in ("sqlite", "postgres"))
    yield f"| memory of a process of the service, MiB | {resident} |"
    yield f"| articles read and kept, per second | {rate['sqlite']:.1f} | {rate['postgres']:.1f} |"
    yield f"| moving all of it there, indexes included, s | | {results['move_seconds']:.0f} |"


def _mebibytes(size: int | None) -> str:
    return "" if size is None else f"{size / MEBIBYTE:,.0f}"


def _setting(results: Mapping[str, Any]) -> str:
    server, machine = results["server"], results["machine"]
    return (
        f"PostgreSQL {server['postgresql']}, pgvector {server['pgvector']}, shared_buffers {server['shared_buffers']}, "
        f"fsync {server['fsync']}, synchronous_commit {server['synchronous_commit']}; {machine['cores']} cores."
    )
