"""What stands in a page beside its article: captions, hidden texts, links to other stories, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from lxml import etree

Tree = Any
"""An element of lxml, which has no types."""

# A caption or label has fewer words than that; an element that is called one and has more holds the article.
LONGEST_CAPTION = 150

# Words of a line that is nothing but a link; a longer one is a sentence that happens to be linked.
LONGEST_LINK = 25

# Words of a notice: "Sign up for our newsletter …"; longer lines are read.
LONGEST_NOTICE = 40

# Words that make a line a sentence rather than an entry of a menu, and the least sentences of which a share is told.
SENTENCE_WORDS, FEW_SENTENCES = 6, 3

# Words of a link that is a headline, not a button.
HEADLINE_WORDS = 4

# Share of sentences that each stand alone below a headline of another story: 0.45 and 1 on the front pages that were
# looked at, at most 0.17 on 120 articles.
FRONT_PAGE = 0.4

# Share of words in lines that are links: under 0.06 in articles.
MENU = 0.5

# Classes by which publishers mark captions and credits, texts for screen readers and pop-ups, pulled quotes, adverts.
_ASIDE_CLASS = re.compile(
    r"""(?:^|\s)(?:
      (?:\S*-)?(?:caption|credit|figcaption|photocredit)
     |(?:\S*-)?caption--?(?:text|\S*)|(?:\S*-)?(?:image|photo)-?credits?
     |sr-only|visually-hidden|\S*screen-reader\S*|(?:tooltip|popover|hovercard)\S*|rollover-block
     |\S*pull-?quote\S*|advert\S*|ad-slot|sponsored\S*
    )(?=\s|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_MICRODATA = frozenset(
    "author keywords datePublished dateCreated dateModified image logo publisher url mainEntityOfPage articleSection "
    "thumbnailUrl".split()
)

_NOTICE = re.compile(
    r"""\W*(?:
      (?:related|read\ (?:more|also|next)|see\ also|also\ read|more\ (?:on|from)\ this|watch(?:\ (?:live|now|this))?
        |don[’']t\ miss|recommended|in\ pictures)(?:\ (?:stor(?:y|ies)|articles?|coverage|links?))?\s*[:»>|].*
     |(?:advertisement|sponsored|continue\ reading(?:\ the\ main\ story)?|click\ to\ tweet|order\ reprints|read\ more
        |(?:main|skip\ to(?:\ main)?)\ content|(?:print|share)\ (?:this\ )?(?:article|story|page)|view\ comments
        |more\ on\ this\ story|related(?:\ (?:stories|articles|links|topics|content))?|like\ us\ on\ \w+
        |leave\ a\ comment|loading(?:\ [\w]+){0,2}(?:\ ?\.\.\.|…)?|story\ continues\ below(?:\ advertisement)?)\W*
     |(?:sign\ up|subscribe|register)\ (?:for|to|now|here|today)\b.*
        \b(?:newsletters?|e-?mails?|alerts|briefings?|inbox|podcasts?|subscription|updates)\b.*
     |follow\ \S+.*\ on\ (?:twitter|x|facebook|instagram|youtube|tiktok|threads|bluesky)\b.*
     |https?://\S+
     |(?:write|e-?mail)\ (?:to\ )?.*\S@\S.*
     |(?:copyright\W*(?:©|\(c\)|\d{4})|©|\(c\)\ *\d{4}).*
     |.*\ball\ rights\ reserved\W*
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = re.compile('[“”"«»„]')
_ENDED = re.compile(r"[.!?…]['’\"”»)\]]*$")

# What publishers call the part of a page that holds the text of the story.
_BODY_CLASS = re.compile(
    r"(?:article|story|post|entry)[-_]{0,2}(?:body|content|text)|body[-_]{1,2}(?:text|content)", re.I
)


def mended(tree: Tree) -> Tree:
    """The tree itself, changed so that no word of the article is lost: marks of `<q>` written out, its parts joined."""
    for quoted in list(tree.iter("q")):
        quoted.text = "“" + (quoted.text or "")
        last = quoted[-1] if len(quoted) else None
        if last is None:
            quoted.text += "”"
        else:
            last.tail = (last.tail or "") + "”"
        quoted.drop_tag()
    _join_parts(tree)
    return tree


def _join_parts(tree: Tree) -> None:
    """Puts the parts of a story that adverts cut in pieces into the first of them; trafilatura reads one alone."""
    parts: dict[str, list[Tree]] = {}
    for element in tree.iter("div", "section"):
        name = element.get("class") or ""
        if _BODY_CLASS.search(name) and sum(1 for child in element.iterchildren("p")) > 1:
            parts.setdefault(name, []).append(element)
    for first, *others in parts.values():
        for other in others:
            story = next(iter(other.iterancestors("article", "main")), None)
            # Two articles in one page stay two.
            if story is next(iter(first.iterancestors("article", "main")), None) and first not in other.iterancestors():
                first.extend(list(other))


def prune(tree: Tree) -> Tree:
    """The tree itself, without captions, hidden texts and labels for machines."""
    for element in [each for each in tree.iter(etree.Element) if _is_aside(each)]:
        if element.getparent() is not None and len(element.text_content().split()) <= LONGEST_CAPTION:
            element.drop_tree()
    return tree


def _is_aside(element: Tree) -> bool:
    if element.tag == "figcaption" or element.get("itemprop") in _MICRODATA:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in ("html", "body")
    name = element.get("class")
    return bool(name) and bool(_ASIDE_CLASS.search(name.replace("_", "-")))


def without_notices(text: str, links: set[str]) -> str:
    """The text without lines that are links to other stories, notices of the site, or sentences that stood before.

    `links` are one-line texts. Some pages carry their story again, for machines.
    """
    kept: list[str] = []
    seen: set[str] = set()
    for line in text.split("\n"):
        plain = _plain(line)
        again = plain in seen and len(plain.split()) >= SENTENCE_WORDS
        if any(map(str.isalnum, plain)) and not again and not _is_notice(plain, links):
            kept.append(line)
        seen.add(plain)
    return "\n".join(kept)


def _is_notice(line: str, links: set[str]) -> bool:
    words = len(line.split())
    if _MARKS.search(line) or words > LONGEST_NOTICE:
        return False
    return bool(_NOTICE.match(line)) or (words <= LONGEST_LINK and line in links)


def link_texts(tree: Tree) -> set[str]:
    """What the links of a page say, each on one line."""
    return {_plain(link.text_content()) for link in tree.iter("a")} - {""}


def is_menu(text: str, links: set[str]) -> bool:
    """True if the text is for the most part links, or has words and no sentence."""
    lines = [line for line in map(_plain, text.split("\n")) if line]
    words = sum(len(line.split()) for line in lines)
    linked = sum(len(line.split()) for line in lines if line in links)
    told = any(_ENDED.search(line) or _MARKS.search(line) or len(line.split()) > 2 * SENTENCE_WORDS for line in lines)
    return bool(lines) and (not told or linked > MENU * words)


def is_front_page(tree: Tree, text: str) -> bool:
    """True if what was found are the first lines of many stories, each below its own headline."""
    lines = {line for line in map(_plain, text.split("\n")) if len(line.split()) >= SENTENCE_WORDS}
    told: list[Tree] = []
    for element in tree.iter("p", "div", "span", "td", "li", "dd"):
        if _plain(element.text_content()) in lines and not (told and told[-1] is element.getparent()):
            told.append(element)
    if len(told) < FEW_SENTENCES:
        return False
    sentences = _within(told)
    headlines = _within([link for link in tree.iter("a") if len(link.text_content().split()) >= HEADLINE_WORDS])
    return sum(_is_teaser(each, sentences, headlines) for each in told) >= FRONT_PAGE * len(told)


def _within(elements: Iterable[Tree]) -> Counter[Tree]:
    """How many of the elements stand in each element of their tree."""
    return Counter(above for element in elements for above in element.iterancestors())


def _is_teaser(element: Tree, sentences: Counter[Tree], headlines: Counter[Tree]) -> bool:
    """True if the element is a link, or has the nearest headline that links elsewhere for itself."""
    if next(iter(element.iterancestors("a")), None) is not None:
        return True
    near = next((above for above in element.iterancestors() if headlines[above] > headlines[element]), None)
    return near is not None and sentences[near] == 1


def _plain(line: str) -> str:
    return " ".join(line.split()).removeprefix("- ")
