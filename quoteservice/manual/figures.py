"""Figures of the manual, as the files in results/ have them; rates there are in percent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quoteservice.domain.verdict import ChangeKind, Finding
from quoteservice.manual.parts import table

# The half of the cases that was not in view while the rules were made.
PART = "report"

# Peers whose figures say the most; the rest is in results/verification.md.
PEERS = ("quoteservice", "rapidfuzz partial ratio >= 90", "quotecheck", "langextract aligner", "cosine >= 0.95")

ENGINES = ("sqlite", "postgres")
WORK = {"draft": "long drafts with few quotations, checked", "paraphrase": "claims in other words, verified"}

# Of the memory of a database's machine, what the index of vectors may take: the rest is for what else is read.
SHARE_FOR_VECTORS = 0.5


# Cases of the report half that rules 4 were mended on: its share of the claims on eleven articles that came with them.
MENDED_ON = 39


def results(folder: Path, name: str) -> Any:
    """One file of results."""
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def headline(folder: Path) -> str:
    """The four lines of the README."""
    all_ = results(folder, "verification")["parts"][PART]
    whole, paraphrase = all_["summary"], all_["by_finding"]["paraphrase"]
    contradicted = all_["by_finding"]["contradicted"]
    made = [part["summary"] for part in results(folder, "generated")["parts"].values()]
    words = results(folder, "extraction")["reading"]["own"][PART]["words"]
    ratios = {int(size): store["ratios"] for size, store in results(folder, "bench")["stores"].items()}
    again = [ratio for store in ratios.values() for ratio in store["again"].values()]
    least, most = min(ratios), max(ratios)
    return "\n".join(
        [
            f"- Of {whole['cases']:,} labelled claims, of which all but {MENDED_ON} were not in view while the rules "
            f"were made, {_rate(whole['verdict'])} get the right verdict. {_rate(whole['false_confirm'])} of the false "
            f"ones are confirmed, {_rate(whole['false_reject'])} of the true ones rejected. "
            f"Other words are the weak point: of true paraphrases {_rate(paraphrase['verdict'])} are confirmed and "
            f"{_rate(paraphrase['abstained'])} left "
            f"open, of contradictions {_rate(contradicted['verdict'])} rejected and "
            f"{_rate(contradicted['abstained'])} left open.",
            f"- Of {sum(each['cases'] for each in made):,} honest and falsified variants made of public quotes, at "
            f"most {_rate(max(each['false_confirm'] for each in made))} of the false ones are confirmed and "
            f"{_rate(max(each['false_reject'] for each in made))} of the true ones rejected in any set.",
            "- In annotated articles, which it was mended on, it finds the right speaker of "
            f"{_rate(words['speaker'])} of the statements that it reads; {_rate(words['guessed'])} get a wrong one.",
            f"- Beside a server that only compares vectors, a claim that was asked before is answered "
            f"{_span(again)} times as often in a second. A new one, whose words are compared one by one, "
            f"{_span(_new(ratios[least]))} times at {least:,} quotes, {_span(_new(ratios[most]))} at {most:,}.",
        ]
    )


def verdicts(folder: Path) -> str:
    """How often the answers are right and wrong, for both halves of the cases."""
    parts = results(folder, "verification")["parts"]
    rows = [[f"`{name}`", str(part["summary"]["cases"]), *_rates(part["summary"])] for name, part in parts.items()]
    return table(["half", "claims", *RATES.values()], rows)


def findings(folder: Path) -> str:
    """The same for each finding that would have been right."""
    return _grouped(folder, "by_finding", "right finding")


def kinds(folder: Path) -> str:
    """The same for each kind of change in the claim."""
    return _grouped(folder, "by_kind", "kind of change")


def calibration(folder: Path) -> str:
    """How often a finding of some confidence is right."""
    part = results(folder, "verification")["parts"][PART]
    rows = [
        [
            f"{row['from']:.1f} to {row['to']:.1f}",
            str(row["cases"]),
            _rate(row["mean_confidence"]),
            _rate(row["right"]),
        ]
        for row in part["reliability"]
    ]
    return table(["confidence", "claims", "mean", "right"], rows)


def peers(folder: Path) -> str:
    """What other matchers accept of the same claims."""
    found = results(folder, "verification")["peers"]
    columns = {
        "honest_accepted": "honest, accepted",
        "changed_accepted": "altered, accepted",
        "misattributed_accepted": "misattributed, accepted",
    }
    rows = [
        [name, *(_rate(found[name][PART][column]) for column in columns)]
        for name in PEERS
        if isinstance(found.get(name), Mapping)
    ]
    return table(["matcher", *columns.values()], rows)


def reading(folder: Path) -> str:
    """How well articles are read: our own, and public ones."""
    found = results(folder, "extraction")["reading"]
    own, public = found["own"][PART], found["polnear"]["quoteservice"]
    measures = {
        "statements that are found": "recall",
        "of those in quotation marks": "recall_direct",
        "of those in reported speech": "recall_indirect",
        "of what is found, rightly": "precision",
    }
    rows = [
        [words, _rate(own["statements"][measure]), _rate(public["statements"][measure])]
        for words, measure in measures.items()
    ]
    rows.append(
        ["right speaker, of those", _rate(own["words"]["speaker"]), _rate(public["statements"]["speaker_right"])]
    )
    rows.append(["a wrong speaker rather than none", _rate(own["words"]["guessed"]), "–"])
    head = ["measure", f"our own articles ({own['articles']})", f"PolNeAR, political news ({public['articles']})"]
    return table(head, rows)


def names(folder: Path) -> str:
    """How names are resolved."""
    found = results(folder, "names")["names"]
    rows = [
        [name, str(row["names"]), *(_rate(row[each]) for each in ("right", "wrong", "open"))]
        for name, row in found.items()
    ]
    return table(["list", "names", "right", "wrong", "left open"], rows)


def pairs(folder: Path) -> str:
    """Answers to public pairs of sentences, by set and label."""
    found = {name: row for name, row in results(folder, "pairs")["pairs"].items() if name.startswith("pairs: ")}
    rows = [
        [name.removeprefix("pairs: "), str(row["cases"])]
        + [_rate(row[verdict]) for verdict in ("confirmed", "rejected", "unverified")]
        for name, row in found.items()
    ]
    return table(["set / label", "pairs", "confirmed", "rejected", "unverified"], rows)


def meaning(folder: Path) -> str:
    """Answers to claims in other words about dossiers that nothing was fitted on."""
    found = results(folder, "meaning")["pairs"]
    words = {"supports": "the same", "contradicts": "the opposite", "unsaid": "something else"}
    rows = [
        [said, str(found[f"held-out / {label}"]["cases"])]
        + [_rate(found[f"held-out / {label}"][verdict]) for verdict in ("confirmed", "rejected", "unverified")]
        for label, said in words.items()
    ]
    return table(["the claim says", "claims", "confirmed", "rejected", "left open"], rows)


def speed(folder: Path) -> str:
    """Answers a second beside a server that only compares vectors."""
    stores = results(folder, "bench")["stores"]
    rows = [
        [f"{int(size):,}", question.replace("_", " "), *(f"{ratio:.2f}" for _, ratio in _ordered(ratios))]
        for size, store in sorted(stores.items(), key=lambda each: int(each[0]))
        for question, ratios in store["ratios"].items()
    ]
    clients = [
        f"{count} client{'s' if count > 1 else ''}"
        for count, _ in _ordered(next(iter(stores.values()))["ratios"]["again"])
    ]
    return table(["quotes", "question", *clients], rows)


def sizes(folder: Path) -> str:
    """What a store of some size takes."""
    stores = results(folder, "bench")["stores"]
    rows = [
        [
            f"{int(size):,}",
            f"{store['service']['start_seconds']:.1f} s",
            f"{store['service']['resident_bytes'] / 2**20:,.0f} MiB",
            f"{store['service']['disk_bytes_per_quote']:,.0f} bytes",
            f"{100 * store['recall']['recall_at_10']:.1f}%",
        ]
        for size, store in sorted(stores.items(), key=lambda each: int(each[0]))
    ]
    return table(["quotes", "start to ready", "memory", "disk, a quote", "nearest ten found"], rows)


def engines(folder: Path) -> str:
    """The same record in one SQLite file and in PostgreSQL."""
    found = results(folder, "scale")
    size, memory, rate = (found[name] for name in ("bytes_per_quote", "resident_bytes", "articles_per_second"))
    ours, theirs = (found["questions"][name] for name in ENGINES)
    ratios = {kind: theirs[kind]["1"]["p50_ms"] / each["1"]["p50_ms"] for kind, each in ours.items()}
    new = [ratio for kind, ratio in ratios.items() if kind != "again"]
    rows = [
        ["a new claim, p50 of one client, against SQLite's", "1", _span(new)],
        ["a claim that was asked before, the same", "1", f"{ratios['again']:.1f}"],
        ["disk, bytes a quote, with the articles", *(f"{size[name]:,.0f}" for name in ENGINES)],
        ["of these the index of vectors, which should fit into memory", "", f"{size['index_of_vectors']:,.0f}"],
        ["memory of a process of the service", *(f"{memory[name] / 2**20:,.0f} MiB" for name in ENGINES)],
        [
            "reading and keeping an article of eight quotes, ms",
            *(f"{1e3 / rate[name]:.0f}" for name in ENGINES),
        ],
        ["moving it there, ms a quote", "", f"{1_000 * found['move_seconds'] / found['quotes']:.2f}"],
    ]
    return table(["", "SQLite", "PostgreSQL"], rows)


def processes(folder: Path) -> str:
    """What a second process on the same database adds."""
    found = results(folder, "scale")["processes"]
    rows = [
        [what, *(f"{found[kind][name]['per_second']:.1f}" for name in ("one", "two")), f"{found[kind]['ratio']:.2f}"]
        for kind, what in WORK.items()
    ]
    return table(["a second, on two cores", "one process", "two", "ratio"], rows)


def holds(folder: Path) -> str:
    """How much one database holds, by its memory."""
    size = results(folder, "scale")["bytes_per_quote"]
    rows = []
    for gigabytes in (16, 64, 256):
        quotes = gigabytes * 2**30 * SHARE_FOR_VECTORS / size["index_of_vectors"]
        rows.append([f"{gigabytes} GB", f"{quotes / 1e6:.0f} million", f"{quotes * size['postgres'] / 1e9:,.0f} GB"])
    return table(["memory", "quotes", "disk"], rows)


RATES = {
    "verdict": "verdict right",
    "finding": "finding right",
    "false_confirm": "falsely confirmed",
    "false_reject": "falsely rejected",
    "abstained": "left open",
}


def _grouped(folder: Path, group: str, first: str) -> str:
    rows = results(folder, "verification")["parts"][PART][group]
    names = [each.value for each in (*Finding, *ChangeKind) if each.value in rows]
    body = [[f"`{name}`", str(rows[name]["cases"]), *_rates(rows[name])] for name in names]
    return table([first, "claims", *RATES.values()], body)


def _rates(row: Mapping[str, Any]) -> list[str]:
    return [_rate(row[name]) for name in RATES]


def _rate(percent: float | None) -> str:
    return "–" if percent is None else f"{percent:.1f}%"


def _span(ratios: list[float]) -> str:
    return f"{min(ratios):.1f} to {max(ratios):.1f}"


def _new(ratios: Mapping[str, Mapping[str, float]]) -> list[float]:
    return [ratio for question, each in ratios.items() if question != "again" for ratio in each.values()]


def _ordered(ratios: Mapping[str, float]) -> list[tuple[int, float]]:
    return sorted((int(clients), ratio) for clients, ratio in ratios.items())
