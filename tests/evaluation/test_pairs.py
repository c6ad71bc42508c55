"""Labelled pairs become a record and a claim of one speaker."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.evaluation import pairs
from quoteservice.evaluation.outcome import Outcome


def data(folder: Path) -> Path:
    """A folder with labelled pairs of two sets, and prints of one utterance."""
    labelled = [
        {"src": src, "a": f"{src} {n} were {n}{n} at {n}{src}", "b": f"{src} {n} were not {n}{n}", "label": label}
        for src, label in (("flips", "altered"), ("twins", "same"))
        for n in range(10)
    ]
    labelled.append(labelled[0])
    prints = [{"label_auto": "near_identical", "speaker": "Ada Lund", "a": "It rains.", "b": "Well, it rains today."}]
    for path, rows in (("pairs/dev.jsonl.gz", labelled), ("news_pairs/near_duplicates.jsonl.gz", prints)):
        (folder / path).parent.mkdir()
        (folder / path).write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return folder


def test_each_set_gives_its_share_when_sampled(tmp_path: Path) -> None:
    """The size bounds each set of a file, so that a large set does not drown a small one."""
    chosen = pairs.sample(data(tmp_path), "pairs", 4, 1)
    assert [pair.set for pair in chosen] == ["pairs: flips"] * 4 + ["pairs: twins"] * 4
    assert chosen == pairs.sample(tmp_path, "pairs", 4, 1)


def test_a_file_that_is_not_there_gives_nothing_when_sampled(tmp_path: Path) -> None:
    """A folder may hold some of the sets only."""
    assert pairs.sample(data(tmp_path), "false alarm traps", 4, 1) == []


def test_no_two_pairs_share_a_speaker_when_sampled(tmp_path: Path) -> None:
    """Each pair has a name of its own, so that names settle who is meant."""
    speakers = [pair.recorded.speaker for pair in pairs.sample(data(tmp_path), "pairs", 10, 1)]
    assert len({name.split()[1] for name in speakers}) == len(speakers) == 20


def test_no_words_are_recorded_twice_when_sampled(tmp_path: Path) -> None:
    """A pair that repeats another is left out: the same words under two names would be in dispute."""
    texts = [pair.recorded.text for pair in pairs.sample(data(tmp_path), "pairs", 20, 1)]
    assert len(texts) == len(set(texts)) == 20


def test_the_longer_of_two_prints_is_the_record_when_paired(tmp_path: Path) -> None:
    """A shorter print of the same utterance may be an excerpt; a longer one cannot be."""
    (pair,) = pairs.sample(data(tmp_path), "near duplicates", 4, 1)
    assert (pair.recorded.text, pair.claimed) == ("Well, it rains today.", "It rains.")


def test_changed_pairs_must_not_be_confirmed_when_claimed(tmp_path: Path) -> None:
    """Altered and refuting texts must be rejected, the others are taken for honest."""
    cases = pairs.cases(pairs.sample(data(tmp_path), "pairs", 1, 1))
    assert [(case.finding, case.verdict) for case in cases] == [
        (Finding.ALTERED, Verdict.REJECTED),
        (Finding.PARAPHRASE, Verdict.CONFIRMED),
    ]


def test_answers_are_shared_out_by_set_and_label_when_counted(tmp_path: Path) -> None:
    """Each set and label has its shares of the three verdicts, in percent."""
    chosen = pairs.sample(data(tmp_path), "pairs", 2, 1)
    verdicts = [Verdict.REJECTED, Verdict.CONFIRMED, Verdict.CONFIRMED, Verdict.CONFIRMED]
    outcomes = [
        Outcome(case, verdict, Finding.EDITED, 0.5, frozenset(), 1.0)
        for case, verdict in zip(pairs.cases(chosen), verdicts, strict=True)
    ]
    assert pairs.shares(chosen, outcomes) == {
        "pairs: flips / altered": {"cases": 2, "confirmed": 50.0, "rejected": 50.0, "unverified": 0.0},
        "pairs: twins / same": {"cases": 2, "confirmed": 100.0, "rejected": 0.0, "unverified": 0.0},
    }
