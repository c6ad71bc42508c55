"""Whether a claim is put together from words of different utterances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quoteservice.domain.claim import Candidate
from quoteservice.matching import lexicon
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.matching.record import recorded
from quoteservice.text.marks import ELLIPSIS

# Shorter runs of words stand in many utterances by chance.
LEAST_RUN = 3
LEAST_CONTENT_WORDS = 1
# Places of one run that are looked at; a run that stands in more says nothing.
MOST_PLACES = 100
# Share of the claim's words that the pieces must cover together; the rest may be words that join them.
LEAST_COVERED = 0.9
# Words between two pieces that a forger may have put in to join them.
MOST_JOINING_WORDS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Claimed words `start:end` stand in `candidate` from its word `at` on."""

    candidate: Candidate
    start: int
    end: int
    at: int


def pieces(prepared: PreparedClaim, candidates: Sequence[Candidate]) -> tuple[Piece, ...]:
    """The claim as runs of words of two or more utterances (or of one, out of order); empty if it is not."""
    canons = prepared.canons
    starts = _starts(canons, candidates)
    whole = _short_sentences(canons, candidates)
    found: list[Piece] = []
    index = 0
    while index < len(canons):
        piece = _longest(canons, index, starts, candidates, found[-1] if found else None) or whole.get(index)
        if piece is None or not _tells(canons[piece.start : piece.end]):
            index += 1
            continue
        found.append(piece)
        index = piece.end
    covered = sum(piece.end - piece.start for piece in found)
    if covered < LEAST_COVERED * len(canons) and len(canons) - covered > MOST_JOINING_WORDS:
        return ()
    return tuple(found) if _is_splice(found) else ()


def at_seams(prepared: PreparedClaim, found: Sequence[Piece]) -> bool:
    """True if the pieces meet where the claim itself parts its sentences or marks an omission."""
    text, words = prepared.claim.text, prepared.words
    seams = [text[words[piece.start - 1].span.end : words[piece.start].span.start] for piece in found if piece.start]
    return all(ELLIPSIS.search(seam) or any(stop in seam for stop in _STOPS) for seam in seams)


_STOPS = ".!?;"


def _is_splice(found: Sequence[Piece]) -> bool:
    """True if the pieces are of different utterances, or of different sentences of one in another order."""
    if not found:
        return False
    if len({piece.candidate.quote.content for piece in found}) > 1:
        return True
    whole = recorded(found[0].candidate.quote)
    places = [whole.sentence_at(whole.starts[piece.at]) for piece in found]
    return any(after < before for before, after in pairwise(places))


def _starts(canons: Sequence[str], candidates: Sequence[Candidate]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Where each run of LEAST_RUN words that the claim has begins on record: (candidate, word)."""
    wanted = {tuple(canons[at : at + LEAST_RUN]) for at in range(len(canons) - LEAST_RUN + 1)}
    first = {run[0] for run in wanted}
    starts: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, candidate in enumerate(candidates):
        theirs = recorded(candidate.quote).canons
        for at, word in enumerate(theirs[: len(theirs) - LEAST_RUN + 1]):
            run = theirs[at : at + LEAST_RUN] if word in first else ()
            if run in wanted and len(starts[run]) < MOST_PLACES:
                starts[run].append((number, at))
    return starts


def _short_sentences(canons: Sequence[str], candidates: Sequence[Candidate]) -> dict[int, Piece]:
    """Where the claim has a sentence that is too short to be a run, whole: "Elementary"."""
    found: dict[int, Piece] = {}
    where: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(canons):
        where[word].append(index)
    for candidate in sorted(candidates, key=lambda each: each.quote.content):
        whole = recorded(candidate.quote)
        at = 0
        for sentence in whole.sentences:
            spoken = tuple(word.canon for word in whole.within(sentence))
            if 0 < len(spoken) < LEAST_RUN and _tells(spoken):
                for index in where.get(spoken[0], ()):
                    if tuple(canons[index : index + len(spoken)]) == spoken:
                        found.setdefault(index, Piece(candidate, index, index + len(spoken), at))
            at += len(spoken)
    return found


def _longest(
    canons: Sequence[str],
    index: int,
    starts: dict[tuple[str, ...], list[tuple[int, int]]],
    candidates: Sequence[Candidate],
    before: Piece | None,
) -> Piece | None:
    """The longest run from `index` on; of equal ones that of the utterance that the last piece came from."""
    best: tuple[tuple[int, bool, str], Piece] | None = None
    for number, at in starts.get(tuple(canons[index : index + LEAST_RUN]), ()):
        theirs = recorded(candidates[number].quote).canons
        length = LEAST_RUN
        while (
            index + length < len(canons) and at + length < len(theirs) and canons[index + length] == theirs[at + length]
        ):
            length += 1
        same = before is not None and before.candidate.quote.content == candidates[number].quote.content
        rank = (length, same, candidates[number].quote.content)
        if best is None or rank > best[0]:
            best = (rank, Piece(candidates[number], index, index + length, at))
    return best[1] if best else None


def _tells(run: Sequence[str]) -> bool:
    return sum(word not in lexicon.FUNCTION_WORDS for word in run) >= LEAST_CONTENT_WORDS
