"""Results as two committed files: JSON for machines, a page of tables for people; both can be compared line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from quoteservice.domain.verdict import ChangeKind
from quoteservice.evaluation.cases import Part
from quoteservice.evaluation.extraction import tables
from quoteservice.evaluation.outcome import Outcome

RATES = ("verdict", "finding", "false_confirm", "false_reject", "abstained", "kind")
TITLES = {
    "verdict": "verdict right",
    "finding": "finding right",
    "false_confirm": "falsely confirmed",
    "false_reject": "falsely rejected",
    "abstained": "left open",
    "kind": "kind of change right",
}
GROUPS = {"by_finding": "By finding", "by_kind": "By kind of change", "by_set": "By set", "by_variant": "By variant"}


def write(results: Mapping[str, Any], file: Path) -> None:
    """Writes `file` with the suffixes .json and .md; keys in order, so that two runs can be compared."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True)
    file.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    file.with_suffix(".md").write_text(page(results), encoding="utf-8")


def page(results: Mapping[str, Any]) -> str:
    """The results as Markdown: one table for the summaries, then one for each grouping of each part."""
    lines = [f"# {results['title']}", "", results["about"], ""]
    versions = results.get("versions", {})
    lines += [f"{name}: {value}  " for name, value in sorted(versions.items())]
    parts: Mapping[str, Any] = results["parts"]
    if parts:
        lines += ["", *rates({name: each["summary"] for name, each in parts.items()}, "part"), ""]
    for name, each in parts.items():
        for group, title in GROUPS.items():
            if group in each:
                lines += [f"## {title}: {name}", "", *rates(each[group], group.removeprefix("by_")), ""]
        lines += _calibration(name, each)
    if results.get("pairs"):
        head = ["set / label", "cases", "confirmed", "rejected", "unverified"]
        lines += [
            *table(head, [[name, *(row[each] for each in head[1:])] for name, row in results["pairs"].items()]),
            "",
        ]
    if results.get("names"):
        head = ["list", "names", "right", "wrong", "open"]
        lines += ["", *table(head, [[name, *map(row.get, head[1:])] for name, row in results["names"].items()]), ""]
    if results.get("documents"):
        rows = results["documents"]
        columns = list(next(iter(rows.values())))
        body = [[name, *(row[column] for column in columns)] for name, row in rows.items()]
        lines += [*table(["set", *(column.replace("_", " ") for column in columns)], body), ""]
    if results.get("peers"):
        lines += ["## Side by side", "", *_peers(results["peers"]), ""]
    if results.get("short"):
        rows = [
            [name, f"{row['honest_accepted']} of {row['honest']}", f"{row['bad_accepted']} of {row['bad']}"]
            for name, row in results["short"].items()
        ]
        lines += ["## On one short article", "", *table(["matcher", "honest accepted", "bad accepted"], rows), ""]
    if results.get("reading"):
        for title, head, rows in tables(results["reading"]):
            lines += [f"## {title}", "", *table(head, rows), ""]
    if results.get("latency_ms"):
        lines += [f"Wait for one answer, ms: {results['latency_ms']}", ""]
    return "\n".join(lines).rstrip() + "\n"


def rates(rows: Mapping[str, Mapping[str, Any]], first: str) -> list[str]:
    """A Markdown table of summaries, rates in percent; a dash where nothing falls under a rate."""
    head = [first, "cases", *(TITLES[rate] for rate in RATES)]
    body = [[name, row["cases"], *(row[rate] for rate in RATES)] for name, row in rows.items()]
    return table(head, body)


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """The lines of a Markdown table; None becomes a dash."""
    shown = [["–" if cell is None else str(cell) for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in [list(head), ["---"] * len(head), *shown]]


def failures(outcomes: Iterable[Outcome], part: Part) -> list[str]:
    """Markdown lines for the cases of `part` that came out wrong, the worst errors first."""
    wrong = [each for each in outcomes if each.case.part is part and _wrong(each)]
    wrong.sort(key=lambda each: (not each.false_confirm, not each.false_reject, each.finding_right, each.case.id))
    return [line for each in wrong for line in _failure(each)]


def _wrong(each: Outcome) -> bool:
    return not each.finding_right or (each.must_name_kind and not each.kind_right)


def _failure(each: Outcome) -> list[str]:
    case = each.case
    marks = [name for name in ("false_confirm", "false_reject", "abstained") if getattr(each, name)]
    asked = ", ".join(filter(None, [case.speaker or "nobody", case.form.value, str(case.said_on or ""), case.profile]))
    lines = [
        f"- **{case.id}** {' '.join(marks) or ('kind only' if each.finding_right else '')}",
        f"  - claim: {case.text} ({asked})",
        f"  - expected {'/'.join([case.finding, *case.also])} {_kinds(case.changes)}, got {each.finding.value}"
        f" {_kinds(sorted(each.kinds))} ({each.confidence:.2f})",
        f"  - {each.explanation}",
    ]
    return [*lines, f"  - note: {case.note}"] if case.note else lines


def _kinds(kinds: Sequence[ChangeKind]) -> str:
    return f"[{', '.join(kinds)}]" if kinds else ""


def _calibration(name: str, part: Mapping[str, Any]) -> list[str]:
    if part.get("brier") is None:
        return []
    rows = [
        [f"{row['from']:.1f}-{row['to']:.1f}", row["cases"], row["mean_confidence"], row["right"]]
        for row in part["reliability"]
    ]
    head = ["confidence", "cases", "mean confidence, %", "right, %"]
    return [f"## Calibration: {name}", "", f"Brier score {part['brier']}", "", *table(head, rows), ""]


def _peers(peers: Mapping[str, Any]) -> list[str]:
    columns = [f"{words}_accepted" for words in ("honest", "paraphrase", "changed", "misattributed", "absent")]
    head = ["matcher", "part", *(column.removesuffix("_accepted") for column in columns), "ms a claim"]
    rows = [
        [name, part, *(figures[column] for column in columns), figures["ms"]]
        for name, parts in peers.items()
        if isinstance(parts, Mapping)
        for part, figures in parts.items()
    ]
    skipped = [f"{name}: {reason}  " for name, reason in peers.items() if isinstance(reason, str)]
    return ["Accepted, in percent.", "", *table(head, rows), "", *skipped]
