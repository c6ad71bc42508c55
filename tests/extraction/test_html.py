"""The article in a page of HTML, and what the page says about it."""

from __future__ import annotations

import json
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
    [
        "",
        "   ",
        "<html></html>",
        "<p>Read more: the mayor said she was ill.</p>",
        "<nav><a href='/'>Home</a></nav>",
        "\x00\ud800",
        "<p></p>" * 50,
    ],
    ids=["empty", "blank", "no body", "notice", "navigation", "broken", "empty paragraphs"],
)
def test_article_when_there_is_none(reader: ArticleReader, html: str) -> None:
    """A page without readable words is refused, and says what to do."""
    with pytest.raises(NoArticle):
        reader.article(html)


def test_article_when_characters_are_broken(reader: ArticleReader) -> None:
    """NUL characters and lone surrogates do not get into the text."""
    found = reader.article(PAGE.replace("crack", "cr\x00ack\ud800"))
    assert "a crack was found" in (found.text or "")


STORY = (
    "<p>The pier will close in June after a crack was found in one of its legs, the harbour board said on Tuesday.</p>"
    "<p>“We cannot take a risk,” said Lena Vogt, the harbour master, who has run the port for eleven years.</p>"
    "<p>Traders said that they had not been warned, and that many of them would have to close as well.</p>"
)


def page(body: str = STORY, head: str = "", shell: str = "<article>{}</article>") -> str:
    """A page of one story, with more in its head or around it."""
    return f"<html><head>{head}</head><body>{shell.format(body)}</body></html>"


def linked(**fields: object) -> str:
    """JSON-LD of an article with these fields."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2021-05-04"} | fields
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


GRAPH = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "The site of it"},
{"@type": "Organization", "@id": "#it", "name": "The Gazette"}, {"@type": "Person", "@id": "#a", "name": "Ada Quill"},
{"@type": ["NewsArticle"], "author": [{"@id": "#a"}], "publisher": {"@id": "#it"},
"mainEntityOfPage": {"@id": "https://gazette.example/pier"}}]}</script>"""


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<p>Ms Vogt called it <q>a matter of <em>days</em></q> on Friday.</p>", "“a matter of days” on Friday."),
        ("<p>She <q>never</q> agreed to that, she told us.</p>", "She “never” agreed to that, she told us."),
    ],
)
def test_text_when_quotations_are_elements(reader: ArticleReader, inside: str, kept: str) -> None:
    """Browsers print marks around `<q>`; a reading without them would lose the quotation."""
    assert kept in (reader.article(page(STORY + inside)).text or "")


@pytest.mark.parametrize(
    "aside",
    [
        "<figure><img src=a.jpg><figcaption>Lena Vogt waves from her boat on Sunday.</figcaption></figure>",
        '<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">Lena Vogt waves on Sunday.</p></div>',
        '<p class="photo-credit">Lena Vogt waves. Photo: Bo Marsh</p>',
        '<p>Vogt<span class="tooltip-card">Lena Vogt waves at everybody who passes.</span> did not answer us then.</p>',
        '<p style="x" hidden>Lena Vogt waves at robots that read what no person sees.</p>',
        "<p><a href=/x>Lena Vogt waves: ten pictures of the harbour</a></p>",
        "<p>Read more: Lena Vogt waves at the summer festival</p>",
        "<p>[Related: Lena Vogt waves at the summer festival]</p>",
        "<p>Sign up for our newsletter, in which Lena Vogt waves</p>",
        '<div class="advert-box"><p>Lena Vogt waves from our cruises, says the captain.</p></div>',
        '<div itemprop="keywords">Lena Vogt waves, harbour</div>',
    ],
)
def test_text_when_something_stands_beside_the_story(reader: ArticleReader, aside: str) -> None:
    """Captions, hidden texts, labels for machines, related links and notices are not read; the story around them is."""
    text = reader.article(page(STORY + aside + "<p>The board meets again in August, it said.</p>")).text or ""
    assert "waves" not in text
    assert "The board meets again in August" in text
    assert text.startswith("The pier will close")


def test_text_when_the_story_stands_there_again(reader: ArticleReader) -> None:
    """A page that carries its story a second time, for machines, says nothing twice; short answers may come again."""
    answers = "<p>“No.”</p><p>Was the pier ever safe, then?</p><p>“No.”</p>"
    again = f"<div>{STORY}</div><p>The board meets again in August, it said.</p><div itemprop=articleBody>{STORY}</div>"
    text = reader.article(page(STORY + answers + again)).text or ""
    assert text.count("The pier will close in June") == 1
    assert text.count("“No.”") == 2


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for the newsletter today,” Vogt told the traders.",
        "Copyright law was broken, the traders said on Friday.",
        "(c) the board must meet once a month, she added.",
        "Register to vote by Monday, the mayor told the traders.",
        "Loading the boats took three days, the traders said.",
        "Share this burden with us, the mayor told the board.",
        "Follow the board, and you follow the money, she said.",
    ],
)
def test_text_when_a_sentence_begins_like_a_notice(reader: ArticleReader, line: str) -> None:
    """A sentence of the story stays, whatever it begins with."""
    assert (reader.article(page(f"{STORY}<p>{line}</p>")).text or "").endswith(line)


def test_text_when_adverts_cut_the_story_in_parts(reader: ArticleReader) -> None:
    """A story in several containers of one kind is read whole, in its order."""
    towns = ("Alder", "Birch", "Cedar")
    parts = [
        "".join(f"<p>Part {number} of the story tells what the board of {town} decided.</p>" for town in towns)
        for number in (1, 2, 3)
    ]
    cut = "<div class=ad>Buy a boat</div>".join(f'<div class="article__body">{part}</div>' for part in parts)
    text = reader.article(page(cut)).text or ""
    assert [text.count(f"Part {number} of") for number in (1, 2, 3)] == [3, 3, 3]
    assert text.index("Part 1") < text.index("Part 2") < text.index("Part 3")
    assert "boat" not in text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Pier to close | The Gazette</title>", {"title": "Pier to close"}),
        ('<meta property="og:title" content="Pier to close - it is final">', {"title": "Pier to close - it is final"}),
        (linked(publisher={"@type": "Organization", "name": "The Gazette"}), {"publisher": "The Gazette"}),
        (linked(publisher="The Gazette"), {"publisher": "The Gazette"}),
        ("<title>Pier to close | News | The Gazette</title>", {"publisher": "The Gazette"}),
        (GRAPH, {"publisher": "The Gazette", "author": "Ada Quill", "url": "https://gazette.example/pier"}),
        ('<meta property="og:site_name" content="The Gazette">', {"publisher": "The Gazette"}),
        (
            linked(publisher={"name": "Associated Press"}) + '<meta property="og:site_name" content="The Gazette">',
            {"publisher": "The Gazette"},
        ),
        (linked(author=[{"@type": "Person", "name": "By Ada Quill"}]), {"author": "Ada Quill"}),
        (linked(author=[{"name": "Ada Quill"}, {"name": "Bo Marsh"}]), {"author": "Ada Quill; Bo Marsh"}),
        (linked(author={"@type": "Organization", "name": "The Gazette"}, publisher="The Gazette"), {"author": None}),
        ('<meta name="author" content="Ada J. Quill">', {"author": "Ada J. Quill"}),
        ('<meta name="author" content="https://gazette.example/quill">', {"author": None}),
        (linked(), {"published_on": date(2021, 5, 4)}),
        (linked(datePublished="2021-05-04T23:30:00-05:00"), {"published_on": date(2021, 5, 4)}),
        (
            linked(datePublished="2021-05-05T03:30:00Z")
            + '<link rel="canonical" href="https://gazette.example/2021/05/04/pier">',
            {"published_on": date(2021, 5, 4), "url": "https://gazette.example/2021/05/04/pier"},
        ),
        (linked(datePublished="0001-01-01T00:00:00Z"), {"published_on": None}),
        (
            linked(headline="Pier").replace("{", "//<![CDATA[\n{", 1).replace("</", "\n//]]></"),
            {"published_on": date(2021, 5, 4)},
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', {"published_on": None}),
        ('<link rel="canonical" href="javascript:alert(1)">', {"url": None}),
        (linked(url="https://gazette.example/pier"), {"url": "https://gazette.example/pier"}),
        (linked(headline="Pier \\ud800 to\\u0000 close"), {"published_on": date(2021, 5, 4)}),
    ],
)
def test_notes_when_the_page_tells_them(reader: ArticleReader, head: str, expected: dict[str, object]) -> None:
    """What a page says about itself is taken from JSON-LD first, then from metadata, and only where it can be used."""
    found = reader.article(page("<h1>Pier to close</h1>" + STORY, head))
    assert {name: getattr(found, name) for name in expected} == expected


TEASERS = "".join(
    f"<section><h2><a href=/{number}>Story number {number} of this long day</a></h2>"
    f"<p>The council of town {number} has decided to keep its {kept} open.</p></section>"
    for number, kept in enumerate(("library", "market", "pool", "school", "theatre"))
)


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><nav><ul><li><a href=/>Home</a><li><a href=/n>News today</a><li><a href=/s>Sport</a></ul></nav>",
        "<html><body><ul><li>Home</li><li>News today</li><li>Sport</li><li>Contact us</li></ul></body></html>",
        "<html><body><ul>" + "<li><a href=/x>Mayor resigns over the bridge.</a></li>" * 20 + "</ul></body></html>",
        page(TEASERS, '<meta property="og:type" content="website">', "<main>{}</main>"),
    ],
    ids=["navigation", "menu without links", "headlines", "front page"],
)
def test_article_when_the_page_only_leads_to_others(reader: ArticleReader, html: str) -> None:
    """A page of navigation, headlines or teasers is refused as no article, with what to send instead."""
    with pytest.raises(NoArticle) as refusal:
        reader.article(html)
    assert "links" in refusal.value.what or "No readable article" in refusal.value.what
    assert refusal.value.remedy


@pytest.mark.parametrize("html", ["<p>“No,” Roe said.</p>", "<p>Roe said that the pier would close.</p>"])
def test_article_when_it_is_one_sentence(reader: ArticleReader, html: str) -> None:
    """The shortest report is an article."""
    assert "Roe said" in (reader.article(html).text or "")
