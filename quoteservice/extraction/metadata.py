"""What a page of HTML says about itself: title, publisher, author, day and address.

JSON-LD (schema.org) comes first, because publishers keep it for machines; then the page's own metadata; then what
trafilatura makes of the rest.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

Tree = Any
"""An element of lxml, which has no types."""

# Characters of a title or name beyond which it is no title or name; the longest headlines have about 200.
LONGEST = 500

# Longest address that is kept, in characters: what browsers and proxies all still pass on.
LONGEST_ADDRESS = 2_000

# The first year that a page can be of: archives put papers on the web that are older than it.
FIRST_YEAR = 1600

# Levels of JSON-LD that are looked into: pages have up to six, and a hostile one could have thousands.
DEEPEST = 20

_CONTROLS = re.compile("[\0-\x1f\x7f\ud800-\udfff]+")
_CDATA = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*;?\s*$"
)
_AGENCIES = frozenset(
    ("associated press", "ap", "reuters", "afp", "agence france-presse", "pa media", "press association", "upi")
)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report)$")
_BY = re.compile(r"^\s*by[:\s]\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?\b|www\.|@")
_BEFORE_SITE = re.compile(r"\s*[-|–—:·•»/]+\s")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_DAYS = ("article:published_time", "datePublished", "parsely-pub-date", "dc.date", "dc.date.issued")
_DAY_IN_ADDRESS = re.compile(r"[/-]((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=\D|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageNotes:
    """What a page says about itself; `is_article` is True if it calls itself an article."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_on: date | None = None
    url: str | None = None
    is_article: bool = False


def notes_of(tree: Tree, found: Any) -> PageNotes:
    """What the page `tree` says about itself; `found` is what trafilatura read from it."""
    objects = list(_linked(tree))
    named = {each["@id"]: each for each in objects if isinstance(each.get("@id"), str) and "name" in each}
    linked = {name: _told(value, named) for name, value in next(filter(_is_article, objects), {}).items()}
    publisher = _publisher(tree, linked, found)
    page = linked.get("mainEntityOfPage")
    addresses = (found.url, linked.get("url"), page.get("@id") if isinstance(page, dict) else page)
    url = next(filter(None, map(_address, addresses)), None)
    title = _clean(found.title) or _clean(linked.get("headline"))
    return PageNotes(
        title=_without_site(title, tree, linked, publisher),
        publisher=publisher,
        author=_author(tree, linked, publisher, found.author),
        published_on=_published(tree, linked, url, found.date),
        url=url,
        is_article=bool(linked) or "article" in _metas(tree, "og:type"),
    )


def _linked(tree: Tree) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outer ones first; what is no JSON is passed over."""
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        try:
            value = json.loads(_CDATA.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, DEEPEST)


def _objects(value: Any, deep: int) -> Iterator[dict[str, Any]]:
    if deep == 0:
        return
    if isinstance(value, dict):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(below, deep - 1)


def _told(value: Any, named: Mapping[str, Any]) -> Any:
    """The value itself, or what it names by an `@id`."""
    if isinstance(value, list):
        return [_told(each, named) for each in value]
    return named.get(str(value.get("@id")), value) if isinstance(value, dict) and "name" not in value else value


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    # Related stories are articles too, without a text or a day of their own.
    told = any(node.get(name) for name in ("datePublished", "articleBody", "author", "publisher"))
    return told and any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in listed)


def _metas(tree: Tree, name: str) -> list[str]:
    """What every `<meta>` of that name or property holds, where it holds something."""
    contents = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return [cleaned for cleaned in map(_clean, contents) if cleaned]


def _publisher(tree: Tree, linked: dict[str, Any], found: Any) -> str | None:
    """Who publishes the site; an agency that is named on somebody else's site wrote the story alone."""
    told = [_named(linked.get("publisher")), _named(found.sitename), *map(_named, _metas(tree, "og:site_name"))]
    names = [name for name in told if name]
    for other in names[1:]:
        is_longer = other.casefold().startswith(f"{names[0].casefold()} ")
        # A name in capitals alone may be that of a section: "U.S.".
        is_site = not _is_agency(other) and any(map(str.islower, other))
        if is_longer or (_is_agency(names[0]) and is_site):
            return other
    return next(iter(names), None) or _behind_headline(tree) or _clean(found.hostname)


def _behind_headline(tree: Tree) -> str | None:
    """What the page's `<title>` has last behind the headline: "Pier to close | News | The Gazette"."""
    title = _clean(tree.findtext(".//title"))
    for headline in filter(None, (_clean(each.text_content()) for each in tree.iter("h1"))):
        if title and title.startswith(headline) and _names_site(title[len(headline) :]):
            return _named(_BEFORE_SITE.split(title)[-1])
    return None


def _names_site(rest: str) -> bool:
    """True if what is behind a headline is the name of a site; lower case is the headline's second half."""
    return bool(_BEFORE_SITE.match(rest)) and not _BEFORE_SITE.sub("", rest)[:1].islower()


def _is_agency(name: str) -> bool:
    return name.casefold().removeprefix("the ") in _AGENCIES


def _named(value: Any) -> str | None:
    """The name in a value of JSON-LD that may be a name, a thing with one, or a list of them."""
    for each in value if isinstance(value, list) else [value]:
        printed = each.get("name") if isinstance(each, dict) else each
        name = _clean(printed[0] if isinstance(printed, list) and printed else printed)
        if name and not _ADDRESS.search(name) and any(map(str.isalpha, name)):
            return name
    return None


def _clean(text: Any) -> str | None:
    """`text` on one line, without what cannot be stored; None if nothing is left, or far too much."""
    if not isinstance(text, str):
        return None
    words = " ".join(_CONTROLS.sub(" ", html.unescape(text)).split())
    return words if 0 < len(words) <= LONGEST else None


def _address(text: Any) -> str | None:
    address = text.strip() if isinstance(text, str) else ""
    try:
        usable = urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return None
    broken = _CONTROLS.search(address) or len(address) > LONGEST_ADDRESS
    return address if usable and not broken else None


def _without_site(title: str | None, tree: Tree, linked: dict[str, Any], publisher: str | None) -> str | None:
    """The title without the name of the site behind it: what the headline in the page, or the publisher, tells."""
    if title is None:
        return None
    headlines = [_clean(linked.get("headline")), *(_clean(each.text_content()) for each in tree.iter("h1"))]
    for headline in filter(None, headlines):
        rest = title[len(headline) :]
        if title.casefold().startswith(headline.casefold()) and _names_site(rest):
            return title[: len(headline)]
    if publisher and title.casefold().endswith(publisher.casefold()):
        before = title[: -len(publisher)]
        if len(before.split()) > 1 and _BEFORE_SITE.search(before[-3:]):
            return re.sub(r"\s*[-|–—:·•»/]+\s*$", "", before) or title
    return title


def _author(tree: Tree, linked: dict[str, Any], publisher: str | None, found: str | None) -> str | None:
    """The byline: of JSON-LD, of the metadata, or as found; neither an address nor the publisher itself."""
    listed = linked.get("author")
    told = [_person(each) for each in (listed if isinstance(listed, list) else [listed])]
    metas = [_metas(tree, name) for name in ("author", "article:author", "byl", "dc.creator", "parsely-author")]
    sources: list[Sequence[str | None]] = [told, *metas, (found or "").split(";")]
    for names in sources:
        kept: dict[str, str] = {}
        for name in filter(None, map(_byline, names)):
            if name.casefold() != (publisher or "").casefold():
                kept.setdefault(name.casefold(), name)
        if kept:
            return "; ".join(kept.values())
    return None


def _person(value: Any) -> str | None:
    if isinstance(value, dict) and "Organization" in str(value.get("@type")):
        return None
    return _named(value)


def _byline(name: Any) -> str | None:
    words = _BY.sub("", _clean(name) or "").strip(" ,;")
    return words if words and not _ADDRESS.search(words) and any(map(str.isalpha, words)) else None


def _published(tree: Tree, linked: dict[str, Any], url: str | None, found: str | None) -> date | None:
    """The day of publication where it was published.

    A stamp in UTC may be a day off there; where the address names a day next to it, that is the publisher's own.
    """
    in_address = _day_in(url)
    metas = (_metas(tree, name) for name in _DAYS)
    for stamp in [linked.get("datePublished"), *(stamp for stamps in metas for stamp in stamps)]:
        day, is_utc = _day_of(stamp)
        if day is not None:
            near = in_address is not None and abs(in_address - day) <= timedelta(days=1)
            return in_address if is_utc and near else day
    return in_address or _day_of(found)[0]


def _day_of(stamp: Any) -> tuple[date | None, bool]:
    """The day of a time of ISO 8601 in its own zone, and whether that is UTC or not told."""
    if not isinstance(stamp, str) or not _STAMP.match(stamp.strip()):
        return None, False
    text = stamp.strip()
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None, False
    # Some systems print the year 1 for "not known".
    if day.year < FIRST_YEAR:
        return None, False
    try:
        offset = datetime.fromisoformat(text).utcoffset()
    except ValueError:
        offset = None
    return day, len(text) > len("2020-01-04") and not offset


def _day_in(url: str | None) -> date | None:
    found = _DAY_IN_ADDRESS.search(url or "")
    if found is None:
        return None
    year, month, day = found.groups()
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
