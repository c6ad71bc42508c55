"""The article in a page of HTML, and what the page says about it."""

from __future__ import annotations

from datetime import date

import pytest

from quoteservice.errors import NoArticle
from quoteservice.extraction.article import ArticleReader

PAGE = """<!doctype html><html lang="en"><head>
<title>Pier to close | The Harbour Gazette</title>
<meta property="og:title" content="Pier to close"><meta property="og:site_name" content="The Harbour Gazette">
<meta name="author" content="Ada Quill"><meta property="article:published_time" content="2021-05-04T08:00:00+01:00">
<link rel="canonical" href="https://gazette.example/pier">
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Pier to close</h1>
<p>The pier will close in June after a crack was found in one of its legs, the harbour board said on Tuesday.</p>
<figure><img src="a.jpg" alt="pier"><figcaption>The pier on Monday. (Bo Marsh/Gazette)</figcaption></figure>
<p>“We cannot take a risk with the lives of visitors,” said Lena Vogt, the harbour master. “It will be hard.”</p>
<p>Traders said that they had not been warned, and that many of them would have to close as well.</p>
</article>
<aside><h2>Related</h2><a href="/x">Ten best beaches</a></aside>
<footer>All rights reserved.</footer></body></html>"""

LINKED = """<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Pier to close", "datePublished": "2021-05-04", "author": {"@type": "Person", "name": "Ada Quill"},
"publisher": {"@type": "Organization", "name": "The Harbour Gazette"}}</script></head><body><article>
<p>The pier will close in June after a crack was found in one of its legs, the harbour board said on Tuesday.</p>
<p>Traders said that they had not been warned, and that many of them would have to close as well.</p>
</article></body></html>"""


def test_article_when_the_page_has_metadata(reader: ArticleReader) -> None:
    """Title, publisher, author, day and canonical address come from the page's metadata."""
    found = reader.article(PAGE)
    assert (found.title, found.publisher, found.author, found.published_on, found.url) == (
        "Pier to close",
        "The Harbour Gazette",
        "Ada Quill",
        date(2021, 5, 4),
        "https://gazette.example/pier",
    )


def test_article_when_the_page_has_linked_data(reader: ArticleReader) -> None:
    """Author and day come from JSON-LD where there are no metadata."""
    found = reader.article(LINKED)
    assert (found.author, found.published_on) == ("Ada Quill", date(2021, 5, 4))


def test_article_when_the_page_has_a_frame(reader: ArticleReader) -> None:
    """Navigation, related links and footers are not part of the text."""
    text = reader.article(PAGE).text or ""
    assert "crack was found" in text
    assert not any(words in text for words in ("Sport", "Ten best beaches", "rights reserved"))


def test_statements_when_a_page_is_read(reader: ArticleReader) -> None:
    """The readable text of a page is read as any text is: offsets are into it."""
    text = reader.article(PAGE).text or ""
    found = [(each.speaker, each.content) for each in reader.read(text)]
    assert found == [
        ("the harbour board", "The pier will close in June after a crack was found in one of its legs"),
        ("Lena Vogt", "We cannot take a risk with the lives of visitors It will be hard."),
        ("Traders", "they had not been warned, and that many of them would have to close as well"),
    ]


@pytest.mark.parametrize(
    "html",
    ["", "   ", "<html></html>", "<nav><a href='/'>Home</a></nav>", "\x00\ud800", "<p></p>" * 50],
    ids=["empty", "blank", "no body", "navigation", "broken", "empty paragraphs"],
)
def test_article_when_there_is_none(reader: ArticleReader, html: str) -> None:
    """A page without readable words is refused, and says what to do."""
    with pytest.raises(NoArticle):
        reader.article(html)


def test_article_when_characters_are_broken(reader: ArticleReader) -> None:
    """NUL characters and lone surrogates do not get into the text."""
    found = reader.article(PAGE.replace("crack", "cr\x00ack\ud800"))
    assert "a crack was found" in (found.text or "")
