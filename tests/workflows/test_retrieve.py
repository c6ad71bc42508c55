"""What is gathered for a claim: words on record are not encoded again, and no answer depends on that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from quoteservice.bootstrap import build, new_id, now, open_store
from quoteservice.config import Config
from quoteservice.domain.claim import Claim, Dossier
from quoteservice.domain.quote import Quote
from quoteservice.domain.verdict import Judgement, Verification, Versions
from quoteservice.embedding import open_encoder
from quoteservice.embedding.entailment import FOLDER, OnnxEntailment
from quoteservice.evaluation.cases import load
from quoteservice.evaluation.run import read_in
from quoteservice.index.flat import FlatIndex
from quoteservice.matching.prepare import PreparedClaim
from quoteservice.ports import Encoder, Entailment, Hit, QuoteStore, SimilarityIndex, Vectors
from quoteservice.text.fragments import fragments
from quoteservice.workflows.admission import Limits
from quoteservice.workflows.answers import Answers
from quoteservice.workflows.remembered import Remembered
from quoteservice.workflows.retrieve import MOST_NEAR, Leads, Retrieve, best_of_each
from quoteservice.workflows.verify import Verify

CASES = Path(__file__).parent.parent / "cases"
BOOK = load(CASES)

# Answers give similarities with four decimals, the last of which may be rounded either way.
LAST_PLACE = 1.5e-4
# Share of the labelled claims that are more than recorded words, at most.
MOST_SEARCHED = 0.8


@dataclass
class Counted:
    """The real encoder; notes how many texts each call had."""

    encoder: Encoder
    calls: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def dimension(self) -> int:
        return self.encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(len(texts))
        return self.encoder.encode(texts)


class Encoding(Retrieve):
    """Gathers all that is near and encodes every query, as if words decided nothing and nothing were on record."""

    def worded(self, leads: Leads) -> Dossier:
        return Dossier(leads.claim.claim, leads.resolution, (), leads.coverage)

    def _on_record(self, claim: PreparedClaim, quotes: Sequence[Quote]) -> dict[str, Vectors]:
        return {}


@dataclass
class Asked:
    """The real index; notes how often it was searched."""

    index: SimilarityIndex
    searches: int = 0

    def nearest(self, queries: Vectors, limit: int) -> tuple[tuple[Hit, ...], ...]:
        self.searches += 1
        return self.index.nearest(queries, limit)

    def similarities(self, query: Vectors, quote_ids: Sequence[str]) -> dict[str, float]:
        return self.index.similarities(query, quote_ids)

    def vectors(self, quote_id: str) -> Vectors | None:
        return self.index.vectors(quote_id)


@dataclass(frozen=True)
class Record:
    """All articles of the labelled cases, on record."""

    store: QuoteStore
    index: SimilarityIndex
    encoder: Encoder
    entailment: Entailment

    def answer(self, claims: Sequence[Claim], way: type[Retrieve] = Retrieve) -> tuple[list[int], list[Verification]]:
        """How many texts each call of the encoder had, and the answers."""
        counted = Counted(self.encoder)
        retrieve = way(self.store, self.index, counted)
        limits = Limits(Config().max_claim_characters, Config().max_article_characters, Config().max_speaker_characters)
        versions = Versions("", "", "")
        kept = Answers(self.store, 30, now)
        verify = Verify(kept, retrieve, self.entailment, versions, limits, now, new_id, Remembered())
        return counted.calls, list(verify.answers(claims))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    config = Config(store=f"sqlite:///{tmp_path_factory.mktemp('cases')}/store.db")
    service = build(config)
    read_in(service, BOOK.documents)
    service.close()
    store = open_store(config.store)
    encoder = open_encoder(config.encoder, config.encoder_model, models=Path(config.models), threads=2)
    entailment = OnnxEntailment(Path(config.models) / FOLDER, threads=2)
    yield Record(store, FlatIndex(store, encoder.dimension), encoder, entailment)
    store.close()


@pytest.fixture(scope="module")
def recorded(record: Record) -> list[str]:
    """The texts of the cases that are, letter for letter, all that somebody said, without a marked omission."""
    contents = {quote.content for quote in everything(record.store) if not fragments(quote.content)[1:]}
    return [case.claim.text for case in BOOK.cases if case.claim.text in contents]


def everything(store: QuoteStore) -> tuple[Quote, ...]:
    return store.quotes_with_ids([change.quote_id for change in store.vector_changes(0)])


def test_answers_when_everything_is_gathered_instead(record: Record) -> None:
    """Where words decide, or a record stands for a query, nothing that is left out changes an answer to a case.

    Asked of every third case, so that all findings are among them. Finding, explanation, changes, speakers and the
    order of the evidence are the same; no similarity is lower.
    """
    claims = [case.claim for case in BOOK.cases[::3]]
    asked, searched = Asked(record.index), Asked(record.index)
    some, ours = replace(record, index=asked).answer(claims)
    all_of_them, theirs = replace(record, index=searched).answer(claims, Encoding)
    assert sum(some) < sum(all_of_them)
    assert asked.searches < searched.searches * MOST_SEARCHED
    for claim, one, other in zip(claims, ours, theirs, strict=True):
        assert _unweighed(one) == _unweighed(other), claim
        pairs = zip(one.judgement.evidence, other.judgement.evidence, strict=True)
        known = [(a.similarity, b.similarity) for a, b in pairs if a.similarity is not None]
        assert all(b is not None and a >= b - LAST_PLACE for a, b in known), claim


def _unweighed(answer: Verification) -> Judgement:
    judgement = answer.judgement
    return replace(judgement, evidence=tuple(replace(each, similarity=None) for each in judgement.evidence))


def test_similarities_when_words_are_printed_as_on_record(record: Record, recorded: list[str]) -> None:
    """Letter for letter the same words have the similarities that the encoder gives, and 1 with their own record."""
    assert recorded
    claims = [Claim(text) for text in recorded]
    calls, ours = record.answer(claims)
    _, theirs = record.answer(claims, Encoding)
    assert calls == []
    for one, other in zip(ours, theirs, strict=True):
        similarities = [each.similarity for each in one.judgement.evidence]
        assert similarities == pytest.approx([each.similarity for each in other.judgement.evidence], abs=LAST_PLACE)
        assert max(similarities) == 1


def test_similarity_when_only_typography_differs(record: Record, recorded: list[str]) -> None:
    """Quotation marks, capitals and the last stop change no similarity, and nothing is encoded."""
    text = recorded[0]
    calls, (plain, dressed) = record.answer([Claim(text), Claim(f"“{text.upper()}.”")])
    assert calls == []
    assert [each.similarity for each in plain.judgement.evidence] == [
        each.similarity for each in dressed.judgement.evidence
    ]


def test_encoder_when_several_claims_come_together(record: Record, recorded: list[str]) -> None:
    """All that is not on record is encoded in one call, each text once."""
    new = "The heron on the north pier is older than the mayor of this town."
    calls, _ = record.answer([Claim(new), Claim(recorded[0]), Claim(new), Claim("Herons like old piers in the north.")])
    assert calls == [2]


def test_candidates_when_rankings_are_many_and_long() -> None:
    """The best of every ranking come first, each quote once, those known left out; no claim has more than the bound."""
    assert best_of_each([["a", "b", "c"], ["b", "d"], []], known={"c"}) == ["a", "b", "d"]
    rankings = [[f"{ranking}-{place}" for place in range(30)] for ranking in range(24)]
    bounded = best_of_each(rankings, known=())
    assert len(bounded) == MOST_NEAR
    assert bounded[:24] == [f"{ranking}-0" for ranking in range(24)]
