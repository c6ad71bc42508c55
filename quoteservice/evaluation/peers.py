"""Other ways to check a quotation, put to the same cases: is this text in that document?

None of them knows speakers. Each is given the documents of the corpus that share most words with the claim, and accepts
the claim if it accepts it in one of them. The optional extra `peers` installs those that are packages of their own.
"""

from __future__ import annotations

import difflib
import importlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Answers:
    """Whether each case (by id) was accepted, and the mean wait for one answer in milliseconds."""

    accepted: Mapping[str, bool]
    milliseconds: float


Line = Answers | str
"""What a peer answered, or a sentence that says why it was skipped."""


def ours(outcomes: Sequence[Outcome]) -> Answers:
    """The service's own line: accepted is what it confirmed."""
    return Answers(
        {each.case.id: each.verdict is Verdict.CONFIRMED for each in outcomes},
        sum(each.milliseconds for each in outcomes) / len(outcomes),
    )


def compare(cases: Sequence[Case], documents: Sequence[str], encoder: Encoder) -> dict[str, Line]:
    """What each peer answers to the cases."""
    nearest = {case.id: _nearest(case.text, documents) for case in cases}
    lines: dict[str, Line] = {}
    for name, load in PEERS.items():
        try:
            lines[name] = _asked(cases, nearest, load())
        except ImportError as error:
            lines[name] = f"skipped: {error.name} is not installed (pip install 'quoteservice[peers]')"
    return lines | cosines(cases, documents, encoder)


def cosines(cases: Sequence[Case], documents: Sequence[str], encoder: Encoder) -> dict[str, Line]:
    """A line for each threshold on the cosine with the nearest sentence or paragraph of any document."""
    stored = encoder.encode(sorted({passage for document in documents for passage in passages(document)}))
    claims = encoder.encode([case.text for case in cases])
    best = dict(zip((case.id for case in cases), (claims @ stored.T).max(axis=1).tolist(), strict=True))
    fitted = best_threshold([case for case in cases if case.part is Part.DEV], best)
    named = {f"cosine >= {fitted:.3f} (best on dev)": fitted} | {f"cosine >= {each}": each for each in COSINES}
    wait = _encoding_wait(cases, encoder, stored)
    return {name: Answers({key: score >= limit for key, score in best.items()}, wait) for name, limit in named.items()}


def shares(cases: Sequence[Case], lines: Mapping[str, Line]) -> dict[str, Any]:
    """For each peer and part, in percent accepted: honest prints and paraphrases, changed and other wrong words."""
    return {
        name: line
        if isinstance(line, str)
        else {part.value: _shares([case for case in cases if case.part is part], line) for part in Part}
        for name, line in lines.items()
    }


def counts(cases: Sequence[Case], lines: Mapping[str, Line]) -> dict[str, dict[str, int]]:
    """For each peer that answered: how many honest and how many bad cases there are, and how many it accepted."""
    honest = [case.id for case in cases if case.verdict is Verdict.CONFIRMED]
    bad = [case.id for case in cases if Verdict.CONFIRMED not in case.verdicts]
    return {
        name: {
            "honest": len(honest),
            "honest_accepted": sum(line.accepted[each] for each in honest),
            "bad": len(bad),
            "bad_accepted": sum(line.accepted[each] for each in bad),
        }
        for name, line in lines.items()
        if isinstance(line, Answers)
    }


def _shares(cases: Sequence[Case], line: Answers) -> dict[str, Any]:
    honest = [case for case in cases if case.verdict is Verdict.CONFIRMED]
    bad = [case for case in cases if Verdict.CONFIRMED not in case.verdicts]

    def share(group: Iterable[Case]) -> float | None:
        answers = [line.accepted[case.id] for case in group]
        return percent(sum(answers), len(answers))

    return {
        "honest_accepted": share(case for case in honest if case.finding is not Finding.PARAPHRASE),
        "paraphrase_accepted": share(case for case in honest if case.finding is Finding.PARAPHRASE),
        "changed_accepted": share(case for case in bad if case.finding in ALTERED),
        "misattributed_accepted": share(case for case in bad if case.finding is Finding.MISATTRIBUTED),
        "absent_accepted": share(case for case in bad if case.finding in ABSENT),
        "ms": round(line.milliseconds, PERCENT_DECIMALS),
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


def _asked(cases: Sequence[Case], nearest: Mapping[str, Sequence[str]], accepts: Accepts) -> Answers:
    start = perf_counter()
    accepted = {case.id: accepts(case.text, nearest[case.id]) for case in cases}
    return Answers(accepted, (perf_counter() - start) * MILLISECONDS / len(cases))


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
