"""How well found statements cover those that people marked: counts over articles, then rates in percent.

1. segments: words in double quotation marks; found if a statement's content overlaps them, its speaker right if the
   place where the speaker is printed overlaps the marked one; those without a marked source should stay unclaimed
2. statements of every form: found by overlap, one by one, and token by token
3. in our own articles also speaker, role and form as words, and the traps
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from quoteservice.domain.quote import Form
from quoteservice.domain.span import Span
from quoteservice.evaluation.annotated import Annotated, Said
from quoteservice.evaluation.metrics import percent
from quoteservice.evaluation.readers import Found, segments

CLOSE = 0.8
"""Share of common tokens (Dice) from which two contents are the same; the published systems use the same bound."""

_TOKEN = re.compile(r"\w+(?:['’]\w+)?|[%£$€]")

Pairing = list[tuple[Said, Found | None]]


def segment_counts(article: Annotated, found: Sequence[Found]) -> Counter[str]:
    """Of the words in quotation marks: how many have a source, are found, and have the right speaker."""
    counts: Counter[str] = Counter()
    for segment in segments(article.text):
        marked = [each for each in article.said if _overlap(each.content, (segment,))]
        claims = [each for each in found if _overlap(each.content, (segment,))]
        if not marked:
            counts["unattributed"] += 1
            counts["claimed"] += bool(claims)
            continue
        source = [span for each in marked for span in each.source]
        if not source:
            continue
        counts["segments"] += 1
        if claims:
            best = max(claims, key=lambda each: _overlap(each.content, (segment,)))
            counts["found"] += 1
            counts["speaker"] += best.source is not None and any(best.source.overlaps(each) for each in source)
    return counts


def statement_counts(article: Annotated, found: Sequence[Found]) -> Counter[str]:
    """Of all marked statements and all found ones: how many overlap one of the other kind, by form."""
    counts: Counter[str] = Counter()
    for said, best in pairing(article, found):
        if said.optional:
            continue
        hit = best is not None
        counts.update({"said": 1, f"said {said.form}": 1, "hit": hit, f"hit {said.form}": hit})
        if best is None:
            continue
        counts["close"] += dice(article.text, said.content, best.content) >= CLOSE
        if said.source:
            counts["sourced"] += 1
            counts["source"] += best.source is not None and any(best.source.overlaps(each) for each in said.source)
            tokens = Counter(_tokens(article.text, said.source))
            ours = Counter(_tokens(article.text, (best.source,))) if best.source is not None else Counter()
            counts.update(
                {"source common": (tokens & ours).total(), "source said": tokens.total(), "source ours": ours.total()}
            )
    for each in found:
        fitting = [said for said in article.said if _overlap(each.content, said.content)]
        if fitting and all(said.optional for said in fitting):
            continue
        fits = bool(fitting)
        counts.update({"claims": 1, f"claims {each.form}": 1, "fit": fits, f"fit {each.form}": fits})
        counts["close claims"] += any(dice(article.text, said.content, each.content) >= CLOSE for said in article.said)
    said_tokens = {at for said in article.said for at in _places(article.text, said.content)}
    our_tokens = {at for each in found for at in _places(article.text, each.content)}
    counts.update({
        "tokens common": len(said_tokens & our_tokens), "tokens said": len(said_tokens), "tokens ours": len(our_tokens)
    })  # fmt: skip
    return counts


def word_counts(article: Annotated, found: Sequence[Found]) -> Counter[str]:
    """Of our own articles: speaker, role and form of what was found, and the traps that were stored as direct."""
    counts: Counter[str] = Counter()
    for said, best in pairing(article, found):
        if best is None or said.optional:
            continue
        counts["read"] += 1
        named = plain(best.speaker) in {plain(each) for each in said.speakers}
        counts["named"] += named
        counts["guessed"] += best.speaker is not None and not named
        counts["form"] += best.form is said.form
        titled = plain(best.role) in {plain(each) for each in said.roles}
        if None in said.roles:
            counts.update({"without role": 1, "no role": titled})
        else:
            counts.update({"with role": 1, "role": titled})
    for trap in article.not_quotes:
        counts["traps"] += 1
        counts["trapped"] += any(
            each.form is Form.DIRECT and any(part.overlaps(trap) for part in each.content) for each in found
        )
    return counts


def pairing(article: Annotated, found: Sequence[Found]) -> Pairing:
    """Each marked statement with the found one that has most tokens in common with it; each is used once."""
    scored = sorted(
        (
            (-dice(article.text, said.content, each.content), at, other)
            for at, said in enumerate(article.said)
            for other, each in enumerate(found)
            if _overlap(said.content, each.content)
        ),
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, at, other in scored:
        if at not in taken and other not in used:
            taken[at] = other
            used.add(other)
    return [(said, found[taken[at]] if at in taken else None) for at, said in enumerate(article.said)]


def dice(text: str, one: Iterable[Span], other: Iterable[Span]) -> float:
    """Twice the common tokens by all tokens of both: 1.0 for the same stretch of the text, 0.0 for none in common."""
    ours, theirs = _places(text, one), _places(text, other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 0.0


def plain(words: str | None) -> str | None:
    """A name or role without case, article and typography, for comparison."""
    if words is None:
        return None
    return re.sub(r"^(?:the|an?) ", "", " ".join(words.replace("’", "'").casefold().split()))


def rates(counts: Counter[str]) -> dict[str, dict[str, float | int | None]]:
    """The figures of all counts; a rate of nothing is None."""
    return {
        "quoted": {
            "segments": counts["segments"],
            "found": percent(counts["found"], counts["segments"]),
            "speaker_right": percent(counts["speaker"], counts["found"]),
            "end_to_end": percent(counts["speaker"], counts["segments"]),
            "unattributed": counts["unattributed"],
            "claimed": percent(counts["claimed"], counts["unattributed"]),
        },
        "statements": {
            "statements": counts["said"],
            **{f"recall_{form}": percent(counts[f"hit {form}"], counts[f"said {form}"]) for form in Form},
            "recall": percent(counts["hit"], counts["said"]),
            "precision": percent(counts["fit"], counts["claims"]),
            "f1": f1(counts["hit"], counts["said"], counts["fit"], counts["claims"]),
            "f1_close": f1(counts["close"], counts["said"], counts["close claims"], counts["claims"]),
            "token_f1": f1(
                counts["tokens common"], counts["tokens said"], counts["tokens common"], counts["tokens ours"]
            ),
            "speaker_right": percent(counts["source"], counts["sourced"]),
            "speaker_token_f1": f1(
                counts["source common"], counts["source said"], counts["source common"], counts["source ours"]
            ),
        },
        "words": {
            "read": counts["read"],
            "speaker": percent(counts["named"], counts["read"]),
            "guessed": percent(counts["guessed"], counts["read"]),
            "role": percent(counts["role"] + counts["no role"], counts["with role"] + counts["without role"]),
            "role_where_printed": percent(counts["role"], counts["with role"]),
            "form": percent(counts["form"], counts["read"]),
            "traps": counts["traps"],
            "trapped": percent(counts["trapped"], counts["traps"]),
        },
    }


def f1(hits: int, gold: int, fits: int, claims: int) -> float | None:
    """The harmonic mean of recall (hits of gold) and precision (fits of claims), in percent."""
    if not gold or not claims or not hits or not fits:
        return None if not gold else 0.0
    recall, precision = hits / gold, fits / claims
    return round(200 * recall * precision / (recall + precision), 1)


def _overlap(one: Iterable[Span], other: Iterable[Span]) -> int:
    """Characters in common."""
    theirs = list(other)
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in theirs)


def _places(text: str, spans: Iterable[Span]) -> set[int]:
    return {match.start() for span in spans for match in _TOKEN.finditer(text, span.start, span.end)}


def _tokens(text: str, spans: Iterable[Span]) -> list[str]:
    return [match.group().casefold() for span in spans for match in _TOKEN.finditer(text, span.start, span.end)]
