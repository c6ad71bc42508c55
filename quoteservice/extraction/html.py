"""The article in a page of HTML: its readable text, and what the page says about it."""

from __future__ import annotations

import re
from datetime import date

import trafilatura
from trafilatura.settings import Document as Extracted

from quoteservice.domain.quote import Document
from quoteservice.errors import NoArticle

# Fewer words are a menu or a button, not an article: the shortest report, '"No," Roe said.', has three.
LEAST_WORDS = 3


# The day that the page itself gives: no search through its text for anything that looks like a date.
_DATES = {"extensive_search": False, "original_date": True}

# What neither a parser nor a store takes: NUL and lone surrogates.
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def article_of(html: str) -> Document:
    """The main text, title, publisher, author, day and canonical address of a page. Raises NoArticle.

    Captions, navigation, tables, comments and adverts are left out. Paragraphs end with a line break.
    """
    found = trafilatura.bare_extraction(
        _BROKEN.sub("", html),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        include_links=False,
        date_extraction_params=_DATES,
    )
    text = (found.text or "").strip() if isinstance(found, Extracted) else ""
    if not isinstance(found, Extracted) or len(re.findall(r"\w+", text)) < LEAST_WORDS:
        raise NoArticle(
            "No readable article was found in the HTML", where="html", remedy="Send the article's words as `text`."
        )
    return Document(
        text=text,
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
