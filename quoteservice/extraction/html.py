"""The article in a page of HTML: its readable text, and what the page says about it."""

from __future__ import annotations

import re
from datetime import date

import trafilatura

from quoteservice.domain.quote import Document
from quoteservice.errors import NoArticle

# Fewer words are a menu or a button, not an article: the shortest report, '"No," Roe said.', has three.
LEAST_WORDS = 3


def article_of(html: str) -> Document:
    """The main text, title, publisher, author, day and canonical address of a page. Raises NoArticle."""
    found = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        include_links=False,
        favor_precision=False,
    )
    text = (found.text or "").strip() if found is not None else ""
    if len(re.findall(r"\w+", text)) < LEAST_WORDS:
        raise NoArticle(
            "No readable article was found in the HTML", where="html", remedy="Send the article's words as `text`."
        )
    return Document(
        text=text,
        html=None,
        title=found.title or None,
        publisher=found.sitename or found.hostname or None,
        author=found.author or None,
        published_on=_day(found.date),
        url=found.url or None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
