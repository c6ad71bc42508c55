"""Invented news: repeatable, all different, and labelled with what is true of it."""

from __future__ import annotations

from itertools import islice

from quoteservice.bench.invented import QUOTES_PER_ARTICLE, articles, quotes, speakers, unrecorded
from quoteservice.text.words import canons

NUMBER = 300


def test_quotes_when_made_twice() -> None:
    """Equal seeds give equal quotes, and no two quotes have the same words."""
    made = list(quotes(NUMBER, seed=1))
    assert made == list(quotes(NUMBER, seed=1))
    assert made != list(quotes(NUMBER, seed=2))
    assert len({quote.text for quote in made}) == NUMBER


def test_variants_when_compared_with_the_record() -> None:
    """An edited text differs in print and shares nearly all words in order; a paraphrase has another order of them."""
    for quote in quotes(NUMBER, seed=1):
        assert quote.edited.rstrip(".") != quote.text
        recorded = iter(canons(quote.text))
        assert all(word in recorded for word in canons(quote.edited))
        rest = iter(canons(quote.text))
        assert not all(word in rest for word in canons(quote.paraphrase))


def test_articles_when_their_spans_are_cut_out() -> None:
    """Every quote stands in its article at its span, between quotation marks, and no two articles are the same."""
    made = list(articles(quotes(NUMBER, seed=1), seed=1))
    assert sum(len(article.quotes) for article in made) == NUMBER
    assert {len(article.quotes) for article in made[:-1]} == {QUOTES_PER_ARTICLE}
    assert len({article.text for article in made}) == len(made)
    for article in made:
        for quote, span in zip(article.quotes, article.spans, strict=True):
            assert span.cut(article.text) == quote.text
            assert (article.text[span.start - 1], article.text[span.end : span.end + 2]) == ("“", ",”")


def test_speakers_when_there_are_very_many() -> None:
    """Every speaker has a name that nobody else has."""
    assert len({each.name for each in speakers(20_000)}) == 20_000


def test_unrecorded_when_put_beside_quotes() -> None:
    """What is not on record shares no run of five words with what is."""
    runs = {run for quote in quotes(NUMBER, seed=1) for run in _runs(quote.text)}
    assert not any(run in runs for text in islice(unrecorded(NUMBER, seed=1), NUMBER) for run in _runs(text))


def _runs(text: str) -> list[tuple[str, ...]]:
    found = canons(text)
    return [found[at : at + 5] for at in range(len(found) - 4)]
