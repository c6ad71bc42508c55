"""quoteservice evaluate: measures the answers on labelled cases, variants of quotes and pairs, and the reading."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from quoteservice.bootstrap import READER_MODEL, build, open_reader
from quoteservice.config import Config
from quoteservice.embedding import open_encoder
from quoteservice.evaluation import (
    documents,
    dossiers,
    extraction,
    generate,
    metrics,
    names,
    pairs,
    peers,
    recorded,
    report,
)
from quoteservice.evaluation.cases import Case, Part, load
from quoteservice.evaluation.gate import breaches, floors
from quoteservice.evaluation.generate import Spoken
from quoteservice.evaluation.options import BELOW_FLOOR, CASES, DONE, DOSSIERS, EXTRACTION_FLOORS, FLOORS, GOLD
from quoteservice.evaluation.outcome import Outcome
from quoteservice.evaluation.run import ask, read_in
from quoteservice.progress import progress, watched
from quoteservice.service import Service

SHORT = "lighthouse-"
"""The cases of one short article, 8 honest and 18 not, on which matchers are counted in whole numbers."""


def run(chosen: argparse.Namespace, config: Config) -> int:
    """Measures, prints and writes; 0, or 1 if `--gate` found a measure below its floor."""
    return conclude(RUNS[chosen.what](chosen, config), chosen)


def conclude(results: dict[str, Any], chosen: argparse.Namespace) -> int:
    """Prints the results, writes them where they were asked for, and holds them against the floors: 0 or 1."""
    print(report.page(results))
    if chosen.results:
        report.write(results, chosen.results)
    if not chosen.gate:
        return DONE
    default = EXTRACTION_FLOORS if chosen.what == "extraction" else FLOORS
    found = breaches(results, floors(chosen.floors or default))
    print("\n".join(found) or "Every floor is held.")
    return BELOW_FLOOR if found else DONE


def _verify(chosen: argparse.Namespace, config: Config) -> dict[str, Any]:
    book = load(chosen.cases or CASES)
    with empty_service(config) as service:
        quotes = read_in(service, watched(book.documents, "articles"))
        outcomes = _asked(service, book.cases)
    results = _results(
        "Verification on labelled cases",
        f"{len(book.cases)} cases on {len(book.documents)} articles, in which {quotes} quotes were found. Rates in "
        "percent. The rules were made with the `dev` half in view; `report` is what counts.",
        service,
        {part.value: [each for each in outcomes if each.case.part is part] for part in (Part.REPORT, Part.DEV)},
    )
    if chosen.failures:
        chosen.failures.write_text("\n".join(report.failures(outcomes, Part.DEV)) + "\n", encoding="utf-8")
    if chosen.peers:
        encoder = open_encoder(
            config.encoder, config.encoder_model, models=Path(config.models), threads=config.encoder_threads
        )
        texts = [document.text or "" for document in book.documents]
        lines = {"quoteservice": peers.ours(outcomes)} | peers.compare(book.cases, texts, encoder)
        results["peers"] = peers.shares(book.cases, lines)
        results["short"] = peers.counts([case for case in book.cases if case.id.startswith(SHORT)], lines)
    return results


def _generated(chosen: argparse.Namespace, config: Config) -> dict[str, Any]:
    if chosen.data is None:
        return _not_given("Verification on made variants", "a folder of quotes")
    parts: dict[str, list[Outcome]] = {}
    for file in recorded.files(chosen.data):
        with empty_service(config) as service:
            quotes = _on_record(service, file, chosen)
            parts[file.name.split(".")[0]] = _asked(service, generate.variants(quotes, chosen.seed))
    results = _results(
        "Verification on made variants",
        f"Up to {chosen.sample} quotes of each set (seed {chosen.seed}), each printed honestly and falsified in every "
        "way that it offers a hold for. Rates in percent. The labels are made by machine and a few are wrong.",
        service,
        parts,
    )
    for name, outcomes in parts.items():
        results["parts"][name]["by_variant"] = _by_variant(outcomes)
    return results


def _on_record(service: Service, file: Path, chosen: argparse.Namespace) -> list[Spoken]:
    if documents := recorded.articles(file, chosen.sample, chosen.seed):
        return recorded.read(service, watched(documents, "articles"), chosen.sample, chosen.seed)
    quotes = recorded.sample(file, chosen.sample, chosen.seed)
    recorded.record(service, quotes, _progress("quotes", len(quotes)))
    return quotes


def _pairs(chosen: argparse.Namespace, config: Config) -> dict[str, Any]:
    if chosen.data is None:
        return _not_given("Verification on labelled pairs", "a folder that holds `pairs` and `news_pairs`")
    shares: dict[str, Any] = {}
    for name in pairs.SETS:
        if chosen_pairs := pairs.sample(chosen.data, name, chosen.sample, chosen.seed):
            with empty_service(config) as service:
                recorded.record(service, [each.recorded for each in chosen_pairs], _progress(name, len(chosen_pairs)))
                shares |= pairs.shares(chosen_pairs, _asked(service, pairs.cases(chosen_pairs)))
    results = _not_given("Verification on labelled pairs", "")
    results["about"] = (
        f"Up to {chosen.sample} pairs of each set (seed {chosen.seed}): one text on record, the other claimed of the "
        "same speaker. Shares of answers in percent."
    )
    results["pairs"] = shares
    return results


def _extraction(chosen: argparse.Namespace, config: Config) -> dict[str, Any]:
    return extraction.measure(config, chosen.cases or GOLD, chosen.data)


def _names(chosen: argparse.Namespace, _: Config) -> dict[str, Any]:
    return names.measure(chosen.names, chosen.data, chosen.sample, chosen.seed)


def _documents(chosen: argparse.Namespace, config: Config) -> dict[str, Any]:
    title = "Articles in pages of HTML"
    if chosen.data is None:
        return _not_given(title, "a folder of pages with a manifest")
    listed = documents.pages(chosen.data)
    reader = open_reader(Path(config.models) / READER_MODEL / "weights")
    found = documents.read(reader.article, watched(listed, "pages"))
    results = _not_given(title, "")
    results["about"] = (
        f"{len(listed)} real pages. Bodies are compared by words with those that people marked, beside what "
        "trafilatura alone finds; of title, publisher, author, day and address the share of pages that have one. In "
        "percent."
    )
    results["documents"] = documents.shares(found)
    return results


def _meaning(chosen: argparse.Namespace, config: Config) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for file in dossiers.sets(chosen.cases or DOSSIERS):
        drawn = dossiers.sample(file, chosen.sample, chosen.seed)
        with empty_service(config) as service:
            recorded.record(service, drawn.recorded, _progress(file.stem, len(drawn.recorded)))
            found |= {f"{file.stem} / {k}": v for k, v in dossiers.shares(_asked(service, drawn.cases)).items()}
    results = _not_given("Claims in other words", "")
    results["about"] = (
        f"Up to {chosen.sample} dossiers of each file (seed {chosen.seed}): what one speaker said, and claims that say "
        "the same, the opposite, more, or something else in other words, asked with form `any`. The model of meaning "
        "was fitted on every file but `weights` and those `held-out`. Shares of answers in percent."
    )
    results["pairs"] = found
    return results


RUNS: dict[str, Callable[[argparse.Namespace, Config], dict[str, Any]]] = {
    "verify": _verify,
    "generated": _generated,
    "pairs": _pairs,
    "extraction": _extraction,
    "names": _names,
    "documents": _documents,
    "meaning": _meaning,
}


@contextmanager
def empty_service(config: Config) -> Iterator[Service]:
    """A service over an empty store, which is gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        service = build(replace(config, store=f"sqlite:///{folder}/evaluation.db"))
        try:
            yield service
        finally:
            service.close()


def _asked(service: Service, cases: Sequence[Case]) -> list[Outcome]:
    return ask(service, cases, _progress("claims", len(cases)))


def _progress(name: str, total: int) -> Callable[[int], None]:
    shown, before = progress(name, total), 0

    def show(number: int) -> None:
        nonlocal before
        shown.update(number - before)
        before = number
        if number == total:
            shown.close()

    return show


def _results(title: str, about: str, service: Service, parts: dict[str, list[Outcome]]) -> dict[str, Any]:
    everything = [outcome for outcomes in parts.values() for outcome in outcomes]
    return {
        "title": title,
        "about": about,
        "versions": asdict(service.versions),
        "parts": {name: metrics.report(outcomes) for name, outcomes in parts.items()},
        "latency_ms": metrics.latency(everything),
    }


def _by_variant(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    groups: dict[str, list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault(each.case.note or "", []).append(each)
    return {name: asdict(metrics.summary(group)) for name, group in sorted(groups.items())}


def _not_given(title: str, what: str) -> dict[str, Any]:
    return {"title": title, "about": f"Not measured: {what} was not given (--data FOLDER).", "parts": {}}
