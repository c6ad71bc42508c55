"""The figures as Markdown."""

from __future__ import annotations

from typing import Any

from quoteservice.bench.measure import BASELINE, CLIENTS, KINDS, SERVICE, STRONGER
from quoteservice.bench.report import page


def results(answered: int) -> dict[str, Any]:
    cell = {"answered": answered, "per_second": 3.0, "p50_ms": 11.0, "p95_ms": 22.0, "p99_ms": 33.0}
    server: dict[str, Any] = {
        "questions": {kind: {str(clients): cell for clients in CLIENTS} for kind in KINDS},
        "start_seconds": 1.0,
        "resident_bytes": 2**21,
        "disk_bytes_per_quote": 1_000.0,
        "text_bytes_per_quote": 100.0,
        "ingest_articles_per_second": 4.0,
    }
    ratios = {kind: {str(clients): 1.0 for clients in CLIENTS} for kind in KINDS}
    own = {"edited": {"meaning": 0.9, "words": 0.8, "either": 0.95, "candidates": 0.945}}
    others = {
        "ratios": ratios,
        "ratios_onnx": ratios,
        "recall": {"claims": 8, "recall_at_10": 0.987, "own": own},
        "floor": {"encoder_ms": 6.0, "encoder_gigaoperations": 0.64, "flush_ms": 4.0},
    }
    return {"stores": {"1000": {SERVICE: server, BASELINE: server, STRONGER: server, **others}}}


def test_percentiles_when_few_were_answered() -> None:
    """A percentile is shown only where there were enough answers for it to be more than the slowest."""
    assert "11.0, –, –" in page(results(19))
    assert "11.0, 22.0, –" in page(results(20))
    assert "11.0, 22.0, 33.0" in page(results(100))


def test_memory_when_the_system_does_not_tell() -> None:
    """Memory that could not be read is left out."""
    found = results(1)
    assert "| memory, MiB | 2 | 2 |" in page(found)
    found["stores"]["1000"][SERVICE]["resident_bytes"] = None
    assert "| memory, MiB |  |" in page(found)


def test_recall_when_it_was_measured() -> None:
    """What is found by meaning, by words and by both stands beside the speed, and so does the floor."""
    told = page(results(100))
    assert "98.7% are found" in told
    assert "| edited | 90.0% | 80.0% | 95.0% | 94.5% |" in told
    assert "6.0 ms for one call" in told
