"""The figures as a table, and written to files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quoteservice.bench.measure import BASELINE, KINDS, SERVICE, STRONGER
from quoteservice.bench.plot import svg

MEBIBYTE = 2**20

# With fewer answers a percentile is only the slowest of them, and is not shown.
LEAST_ANSWERS = {"p50_ms": 1, "p95_ms": 20, "p99_ms": 100}

INTRODUCTION = """\
# Speed

All servers on one machine, in one run, in turns. The baseline is what one would otherwise write: Flask, a call of
`SentenceTransformer.encode` (torch, the same model), a cosine with every vector, and a fixed threshold. `ratio, onnx`
is to a stronger one, which encodes with the service's own encoder (onnxruntime). Both run in the service's server
(gunicorn, one worker, equal threads), compare no words and keep no answer. Other work on the machine slows all: trust
the ratios, which are questions per second of the service to those of the baseline. `again` are claims that were asked
before with nothing written since; every other question is asked once.
"""


def page(results: Mapping[str, Any]) -> str:
    """The figures as Markdown, ratios first."""
    lines = [INTRODUCTION]
    for number, figures in results["stores"].items():
        lines += [f"## {int(number):,} quotes", "", *_questions(figures), "", *_others(figures), ""]
    return "\n".join(lines)


def write(results: Mapping[str, Any], file: Path) -> None:
    """Writes FILE.json, FILE.md and FILE.svg; an ending of `file` does not count."""
    file.parent.mkdir(parents=True, exist_ok=True)
    document = json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False)
    file.with_suffix(".json").write_text(f"{document}\n", encoding="utf-8")
    file.with_suffix(".md").write_text(page(results), encoding="utf-8")
    file.with_suffix(".svg").write_text(svg(results), encoding="utf-8")


def _questions(figures: Mapping[str, Any]) -> Iterator[str]:
    yield (
        "| question | clients | ratio | ratio, onnx | service, per second | p50, p95, p99 ms | baseline, per second "
        "| same, ms | onnx, per second |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind in KINDS:
        for clients, ratio in figures["ratios"][kind].items():
            ours, theirs = (figures[name]["questions"][kind][clients] for name in (SERVICE, BASELINE))
            stronger = figures[STRONGER]["questions"][kind][clients]["per_second"]
            ratios = [f"{ratio:.2f}", f"{figures['ratios_onnx'][kind][clients]:.2f}"]
            cells = [kind.replace("_", " "), clients, *ratios, *_cells(ours), *_cells(theirs), f"{stronger:.1f}"]
            yield f"| {' | '.join(cells)} |"


def _cells(figures: Mapping[str, Any]) -> tuple[str, str]:
    told = [f"{figures[name]:.1f}" if figures["answered"] >= least else "–" for name, least in LEAST_ANSWERS.items()]
    times = ", ".join(told)
    return f"{figures['per_second']:.1f}", times


def _others(figures: Mapping[str, Any]) -> Iterator[str]:
    ours, theirs = figures[SERVICE], figures[BASELINE]
    yield "| | service | baseline |"
    yield "|---|---|---|"
    yield f"| start to ready, s | {ours['start_seconds']:.1f} | {theirs['start_seconds']:.1f} |"
    yield f"| memory, MiB | {_mebibytes(ours)} | {_mebibytes(theirs)} |"
    disk = f"{ours['disk_bytes_per_quote']:,.0f} (articles' texts {ours['text_bytes_per_quote']:,.0f})"
    yield f"| disk, bytes a quote | {disk} | {theirs['disk_bytes_per_quote']:,.0f} |"
    yield f"| articles read and kept, per second | {ours['ingest_articles_per_second']:.1f} | |"
    recalled, floor = figures["recall"], figures["floor"]
    yield ""
    yield (
        f"Of the ten quotes nearest to a claim {recalled['recall_at_10']:.1%} are found. A claim's own record is found:"
    )
    yield ""
    yield "| question | by meaning | by words | by either | among those compared |"
    yield "|---|---|---|---|---|"
    for kind, shares in recalled["own"].items():
        yield f"| {kind} | {' | '.join(f'{share:.1%}' for share in shares.values())} |"
    yield ""
    yield (
        f"Floor, alone on the machine as it was: {floor['encoder_ms']:.1f} ms for one call of the encoder "
        f"({floor['encoder_gigaoperations']:.2f} · 10⁹ operations), {floor['flush_ms']:.1f} ms for one flush to "
        "the disk, which an answer that is kept waits for."
    )


def _mebibytes(figures: Mapping[str, Any]) -> str:
    resident = figures["resident_bytes"]
    return "" if resident is None else f"{resident / MEBIBYTE:,.0f}"
