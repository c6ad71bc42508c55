"""The article in a page of HTML: its readable text, and what the page says about it."""

from __future__ import annotations

import copy
import re
from typing import Any

import trafilatura
from trafilatura.settings import Document as Extracted

from quoteservice.domain.quote import Document
from quoteservice.errors import NoArticle
from quoteservice.extraction.furniture import (
    is_front_page,
    is_menu,
    link_texts,
    mended,
    prune,
    without_notices,
)
from quoteservice.extraction.metadata import notes_of

# Fewer words are a menu or a button, not an article: the shortest report, '"No," Roe said.', has three.
LEAST_WORDS = 3


# The day that the page itself gives: no search through its text for anything that looks like a date.
_DATES = {"extensive_search": False, "original_date": True}

# What neither a parser nor a store takes: NUL and lone surrogates.
_BROKEN = re.compile("[\x00\ud800-\udfff]")

_PAGE = re.compile("<(?:html|body)[\\s>]", re.IGNORECASE)


def article_of(html: str) -> Document:
    """The main text, title, publisher, author, day and canonical address of a page. Raises NoArticle.

    Captions, navigation, related links, tables, comments and adverts are left out. Paragraphs end with a line break.
    """
    page = trafilatura.load_html(_whole(_BROKEN.sub("", html)))
    if page is None:
        raise _no_article("No readable article was found in the HTML")
    notes = notes_of(page, trafilatura.extract_metadata(page, date_config=_DATES))
    found, links = _main_text(page), link_texts(page)
    if is_menu(found, links) or (not notes.is_article and is_front_page(page, found)):
        raise _no_article("The page is a list of links or a front page, not one article")
    text = without_notices(found, links)
    if len(re.findall(r"\w+", text)) < LEAST_WORDS:
        raise _no_article("No readable article was found in the HTML")
    return Document(
        text=text,
        title=notes.title,
        publisher=notes.publisher,
        author=notes.author,
        published_on=notes.published_on,
        url=notes.url,
    )


def _whole(html: str) -> str:
    """The page itself; of a piece of one, such as a paragraph alone, a page with that in it."""
    return html if _PAGE.search(html) or not html.strip() else f"<html><body>{html}</body></html>"


def _main_text(page: Any) -> str:
    # What is mended and pruned here is looked at again by others.
    tree = prune(mended(copy.deepcopy(page)))
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, include_links=False)
    return (found.text or "").strip() if isinstance(found, Extracted) else ""


def _no_article(what: str) -> NoArticle:
    return NoArticle(what, where="html", remedy="Send the page of one article, or the article's words as `text`.")
