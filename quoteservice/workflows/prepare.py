"""Prepares articles for the record: what takes time and needs no store, so that other processes can do it.

1. The text is admitted; of HTML the article is found in its page, and an address alone is fetched first.
2. Its statements are found.
3. They are hashed and embedded, those of many articles with one call of the encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import numpy as np

from quoteservice.domain.characters import is_web_address
from quoteservice.domain.quote import Document, Statement
from quoteservice.errors import FetchDisabled, InvalidInput
from quoteservice.ports import Encoder, Fetcher, Indexed, Reader
from quoteservice.text.encodings import html_text
from quoteservice.text.languages import NOT_ENGLISH, is_english
from quoteservice.text.words import digest, words
from quoteservice.workflows.admission import Limits, admit, admit_optional, admit_optional_label
from quoteservice.workflows.retrieve import recorded_texts


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with its text admitted, what is said in it, and what retrieval needs of each statement."""

    document: Document
    statements: tuple[Statement, ...]
    indexed: tuple[Indexed, ...]


class Prepare:
    """Reads articles; the only user of the reader and the encoder on the way to the record."""

    def __init__(self, reader: Reader, encoder: Encoder, limits: Limits, fetcher: Fetcher | None = None) -> None:
        """Without a `fetcher` an address alone is refused."""
        self._reader = reader
        self._encoder = encoder
        self._limits = limits
        self._fetcher = fetcher

    def document(self, document: Document) -> Document:
        """The document with its text admitted. Raises InvalidInput, of which NoArticle, and what Fetcher does."""
        if document.text is None and document.html is None and (document.url or "").strip():
            return self._fetched(admitted_fields(document, self._limits))
        return readable(document, self._reader, self._limits)

    def _fetched(self, document: Document) -> Document:
        """The article at the address of the document. Its canonical address counts where it is of the same site."""
        if self._fetcher is None:
            raise FetchDisabled(
                "This service does not fetch pages, and was sent an address alone",
                where="url",
                remedy="Send the article as `text` or `html` as well, or ask the operator to set QUOTESERVICE_FETCH.",
            )
        page = self._fetcher.fetch(document.url or "")
        content = html_text(page.content, page.charset)
        if page.media_type == "text/plain":
            return readable(replace(document, text=content, url=page.url), self._reader, self._limits)
        read = readable(replace(document, html=content, url=None), self._reader, self._limits)
        return read if _host(read.url) == _host(page.url) else replace(read, url=page.url)

    def statements(self, documents: Sequence[Document]) -> tuple[PreparedArticle, ...]:
        """What is said in each of these readable documents."""
        said = [[each for each in self._reader.read(each.text or "") if words(each.content)] for each in documents]
        return tuple(
            PreparedArticle(document, tuple(statements), tuple(indexed))
            for document, statements, indexed in zip(documents, said, self.indexed(said), strict=True)
        )

    def indexed(self, groups: Sequence[Sequence[Statement]]) -> list[list[Indexed]]:
        """What retrieval needs of each statement of each group, with one call of the encoder for all."""
        pieces = [[recorded_texts(statement) for statement in group] for group in groups]
        vectors = self._encoder.encode([text for group in pieces for texts in group for text in texts])
        found: list[list[Indexed]] = []
        at = 0
        for group, wanted in zip(groups, pieces, strict=True):
            found.append([])
            for statement, texts in zip(group, wanted, strict=True):
                mine = np.ascontiguousarray(vectors[at : at + len(texts)])
                at += len(texts)
                digests = tuple(dict.fromkeys(map(digest, texts)))
                found[-1].append(Indexed(digests, statement.content, mine, self._encoder.name))
        return found


def readable(document: Document, reader: Reader, limits: Limits) -> Document:
    """The document with its text admitted; of HTML, the article in it, what the user said of it taking precedence."""
    if (document.text is None) == (document.html is None):
        raise InvalidInput("Send either text or html", where="text", remedy="Give one of the two fields.")
    given = admitted_fields(document, limits)
    if document.text is not None:
        return replace(given, text=admit(document.text, "text", limits.article))
    html = admit(document.html or "", "html", HTML_PER_CHARACTER * limits.article)
    found = reader.article(html)
    text = admit(found.text or "", "html", limits.article)
    return Document(
        text=text,
        title=given.title or found.title,
        publisher=given.publisher or found.publisher,
        author=given.author or found.author,
        published_on=given.published_on or found.published_on,
        url=given.url or found.url,
    )


def warnings_of(text: str) -> tuple[str, ...]:
    """What a person should know of how a text was read; nothing for most."""
    return () if is_english(text) else (NOT_ENGLISH,)


# A page carries many times its readable text in mark-up.
HTML_PER_CHARACTER = 10


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def admitted_fields(document: Document, limits: Limits) -> Document:
    """The document with what is said about it admitted; blank fields count as not given."""
    url = admit_optional(document.url, "url", limits.field)
    if url is not None and not is_web_address(url):
        raise InvalidInput("The address is not one of the web", where="url", remedy="Give one with http or https.")
    return replace(
        document,
        title=admit_optional_label(document.title, "title", limits.field),
        publisher=admit_optional_label(document.publisher, "publisher", limits.field),
        author=admit_optional_label(document.author, "author", limits.field),
        url=url,
    )
