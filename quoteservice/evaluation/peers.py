"""Other ways to check a quotation, put to the same cases: is this text in that document?

None of them knows speakers. Each is given the documents of the corpus that share most words with the claim, and accepts
the claim if it accepts it in one of them. The optional extra `peers` installs those that are packages of their own.
"""

from __future__ import annotations

import difflib
import importlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from quoteservice.domain.verdict import Finding, Verdict
from quoteservice.evaluation.cases import Case, Part
from quoteservice.evaluation.metrics import PERCENT_DECIMALS, percent
from quoteservice.evaluation.outcome import Outcome
from quoteservice.ports import Encoder, Vectors

Accepts = Callable[[str, Sequence[str]], bool]
"""True if the claim's text is taken for one that stands in one of the documents."""

PARTIAL_RATIO = 90.0
"""rapidfuzz's partial ratio, 0 to 100, at which fuzzy search is commonly cut."""

DIFFLIB_RATIO = 0.90
"""difflib's ratio, 0 to 1, at which fuzzy search is commonly cut."""

COSINES = (0.875, 0.95)
"""Thresholds at which a well-known similarity service answers "similar" and "the same"."""

NEAREST = 3
"""Documents that a peer is given; three hold every splice of the cases."""

MILLISECONDS = 1000
ALTERED = frozenset({Finding.ALTERED, Finding.TRUNCATED, Finding.SPLICED, Finding.CONTRADICTED})
ABSENT = frozenset({Finding.NOT_FOUND})


def accepted(cases: Sequence[Case], verdicts: Mapping[str, bool], milliseconds: float) -> dict[str, Any]:
    """Shares in percent that were accepted: of honest prints and paraphrases, of changed and other wrong words."""
    honest = [case for case in cases if case.verdict is Verdict.CONFIRMED]
    bad = [case for case in cases if Verdict.CONFIRMED not in case.verdicts]

    def share(group: Iterable[Case]) -> float | None:
        answers = [verdicts[case.id] for case in group]
        return percent(sum(answers), len(answers))

    return {
        "honest_accepted": share(case for case in honest if case.finding is not Finding.PARAPHRASE),
        "paraphrase_accepted": share(case for case in honest if case.finding is Finding.PARAPHRASE),
        "changed_accepted": share(case for case in bad if case.finding in ALTERED),
        "misattributed_accepted": share(case for case in bad if case.finding is Finding.MISATTRIBUTED),
        "absent_accepted": share(case for case in bad if case.finding in ABSENT),
        "ms": round(milliseconds, PERCENT_DECIMALS),
    }


def ours(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The service's own line: accepted is what it confirmed."""
    return {
        part.value: accepted(
            [each.case for each in outcomes if each.case.part is part],
            {each.case.id: each.verdict is Verdict.CONFIRMED for each in outcomes},
            float(np.median([each.milliseconds for each in outcomes])),
        )
        for part in Part
    }


def compare(cases: Sequence[Case], documents: Sequence[str], encoder: Encoder) -> dict[str, Any]:
    """A line for each peer: its shares by part, or a sentence that says why it was skipped."""
    nearest = {case.id: _nearest(case.text, documents) for case in cases}
    lines: dict[str, Any] = {}
    for name, load in PEERS.items():
        try:
            accepts = load()
        except ImportError as error:
            lines[name] = f"skipped: {error.name} is not installed (pip install 'quoteservice[peers]')"
            continue
        lines[name] = _line(cases, nearest, accepts)
    return lines | cosines(cases, documents, encoder)


def cosines(cases: Sequence[Case], documents: Sequence[str], encoder: Encoder) -> dict[str, Any]:
    """A line for each threshold on the cosine with the nearest sentence or paragraph of any document."""
    stored = encoder.encode(sorted({passage for document in documents for passage in passages(document)}))
    claims = encoder.encode([case.text for case in cases])
    best = dict(zip((case.id for case in cases), (claims @ stored.T).max(axis=1).tolist(), strict=True))
    fitted = best_threshold([case for case in cases if case.part is Part.DEV], best)
    named = {f"cosine >= {fitted:.3f} (best on dev)": fitted} | {f"cosine >= {each}": each for each in COSINES}
    wait = _encoding_wait(cases, encoder, stored)
    return {
        name: {
            part.value: accepted(
                [case for case in cases if case.part is part], {key: best[key] >= limit for key in best}, wait
            )
            for part in Part
        }
        for name, limit in named.items()
    }


def best_threshold(cases: Sequence[Case], scores: Mapping[str, float]) -> float:
    """The score that parts honest from other cases best: highest mean of both accuracies; ties go to the highest."""
    honest = [scores[case.id] for case in cases if case.verdict is Verdict.CONFIRMED]
    bad = [scores[case.id] for case in cases if Verdict.CONFIRMED not in case.verdicts]

    def fit(limit: float) -> float:
        return sum(score >= limit for score in honest) / len(honest) + sum(score < limit for score in bad) / len(bad)

    return max(sorted({*honest, *bad}, reverse=True), key=fit)


def passages(document: str) -> list[str]:
    """The paragraphs of a document and their sentences, without quotation marks."""
    paragraphs = [each.strip(' "“”') for each in document.split("\n") if each.strip()]
    return [each for one in paragraphs for each in {one, *re.split(r"(?<=[.?!])[\"”]? [\"“]?", one)} if each]


def _encoding_wait(cases: Sequence[Case], encoder: Encoder, stored: Vectors) -> float:
    start = perf_counter()
    for case in cases[:50]:
        (encoder.encode([case.text]) @ stored.T).max()
    return (perf_counter() - start) * MILLISECONDS / len(cases[:50])


def _line(cases: Sequence[Case], nearest: Mapping[str, Sequence[str]], accepts: Accepts) -> dict[str, Any]:
    start = perf_counter()
    verdicts = {case.id: accepts(case.text, nearest[case.id]) for case in cases}
    wait = (perf_counter() - start) * MILLISECONDS / len(cases)
    return {part.value: accepted([case for case in cases if case.part is part], verdicts, wait) for part in Part}


def _nearest(text: str, documents: Sequence[str]) -> list[str]:
    words = set(re.findall(r"\w+", text.casefold()))

    def shared(document: str) -> int:
        return len(words & set(re.findall(r"\w+", document.casefold())))

    return sorted(documents, key=shared, reverse=True)[:NEAREST]


def _rapidfuzz() -> Accepts:
    fuzz = importlib.import_module("rapidfuzz.fuzz")
    return lambda text, documents: any(fuzz.partial_ratio(text, each) >= PARTIAL_RATIO for each in documents)


def _difflib() -> Accepts:
    return lambda text, documents: any(_window_matches(text, each) for each in documents)


def _window_matches(text: str, document: str) -> bool:
    words = document.split()
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    length = len(text.split())
    for start in range(max(1, len(words) - length + 1)):
        matcher.set_seq1(" ".join(words[start : start + length]))
        # Both upper bounds are cheap; the ratio itself is not.
        bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        if all(bound() >= DIFFLIB_RATIO for bound in bounds):
            return True
    return False


def _quotecheck() -> Accepts:
    check = importlib.import_module("quotecheck").check
    return lambda text, documents: any(check(text, each).ok for each in documents)


def _linkml() -> Accepts:
    models = importlib.import_module("linkml_reference_validator.models")
    module = importlib.import_module("linkml_reference_validator.validation.supporting_text_validator")
    validator = module.SupportingTextValidator(models.ReferenceValidationConfig())

    def found(text: str, document: str) -> bool:
        reference = models.ReferenceContent(reference_id="DOI:10/0", title="", content=document)
        return bool(validator.find_text_in_reference(text, reference).found)

    return lambda text, documents: any(found(text, each) for each in documents)


def _proof_citations() -> Accepts:
    verify = importlib.import_module("proof_citations").verify_citation

    def verified(text: str, document: str) -> bool:
        # The document is handed in, and nothing is fetched.
        answer = verify("https://example.org/", text, "claim", snapshot=document, skip_live_fetch=True, oa_lookup=False)
        return bool(answer["status"] == "verified")

    return lambda text, documents: any(verified(text, each) for each in documents)


def _langextract(**strictness: bool) -> Accepts:
    aligner = importlib.import_module("langextract.resolver").WordAligner
    extraction = importlib.import_module("langextract.core.data").Extraction

    def aligned(text: str, document: str) -> bool:
        groups = aligner().align_extractions([[extraction("quotation", text)]], document, **strictness)
        return next(iter(groups))[0].alignment_status is not None

    return lambda text, documents: any(aligned(text, each) for each in documents)


PEERS: Mapping[str, Callable[[], Accepts]] = {
    "rapidfuzz partial ratio >= 90": _rapidfuzz,
    "difflib >= 0.90": _difflib,
    "quotecheck": _quotecheck,
    "linkml-reference-validator": _linkml,
    "proof-citations": _proof_citations,
    "langextract aligner": _langextract,
    "langextract aligner, strict": lambda: _langextract(enable_fuzzy_alignment=False, accept_match_lesser=False),
}
