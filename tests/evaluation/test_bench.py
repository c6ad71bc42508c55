from __future__ import annotations

from pathlib import Path

from quoteservice.evaluation.bench import CLAIMS, bench

INDEX = Path(__file__).parent.parent.parent / "seeds" / "index.json"


def test_bench_measures_a_server_of_its_own() -> None:
    """Every kind of question is put to a real server that holds the seeds, and each figure is one that was measured."""
    found = bench(INDEX, rounds=2)
    assert [each.question for each in found.timings] == list(CLAIMS)
    assert all(0 < each.p50 <= each.p95 for each in found.timings)
    assert min(found.seeds_seconds, found.start_seconds, found.resident_mebibytes, found.per_second) > 0
