"""The pages in a real browser: seen by axe, used by keyboard, on a phone, in dark and light, without JavaScript."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from quoteservice.workflows.ingest import Ingested

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A browser that is installed anyway; its path can be named where it stands elsewhere.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=f"no Chromium on this machine: none of {', '.join(NAMES)}")

# No sandbox: tests may run as root in a container; nothing but our own pages is opened.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

DESKTOP = {"width": 1280, "height": 900}
# WCAG 1.4.10: nothing may need to be scrolled sideways at this width.
PHONE = {"width": 320, "height": 640}

REFUSED = "status of 422"

# Of a page and everything that it loads.
MOST_BYTES = 100_000

PARAMOUNT = "The safety of our personnel in Iraq is paramount"
DRAFT = f"“{PARAMOUNT},” Dylan White said.\n\n“{PARAMOUNT.replace('is', 'is not')},” Dylan White added on Sunday.\n"


class Quiet(WSGIRequestHandler):
    """Answers without a line on standard error for each request."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """The application on a free port of this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh window; indirect parameters are options of the browser's context. Any message on the console fails."""
    context = browser.new_context(**{"viewport": DESKTOP, **getattr(request, "param", {})})
    opened = context.new_page()
    messages: list[str] = []
    # A form that is refused is shown again with 422, which the browser itself remarks on.
    opened.on("console", lambda message: None if REFUSED in message.text else messages.append(message.text))
    opened.on("pageerror", lambda error: messages.append(str(error)))
    yield opened
    context.close()
    assert messages == []


def ask(page: Page, address: str, text: str, speaker: str) -> None:
    page.goto(address)
    page.get_by_label("Quotation").fill(text)
    page.get_by_label("Speaker", exact=True).fill(speaker)
    page.get_by_role("button", name="Verify").click()
    page.wait_for_selector("#verdict")


def draft(page: Page, address: str) -> None:
    page.goto(f"{address}/check")
    page.get_by_label("Draft").fill(DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector(".tally")


def record(page: Page, address: str, url: str) -> None:
    page.goto(f"{address}/articles")
    page.get_by_role("link", name="Record a quote").click()
    page.get_by_label("Words").fill("The bandstand will be painted green before the summer fair")
    page.get_by_label("Speaker").fill("Ottilie Wexcombe")
    page.get_by_label("Role").fill("park keeper")
    page.get_by_label("Title or occasion").fill("Speech at the bandstand")
    page.get_by_label("Published on").fill("2024-05-02")
    page.get_by_label("Address of the original").fill(url)
    # Past the browser's own check, which the service does not rely on.
    page.evaluate("document.querySelector('form.ask')?.setAttribute('novalidate', '')") if url == "https://" else None
    page.get_by_role("button", name="Record").click()
    page.wait_for_selector("[role=status], [role=alert]")


def current(page: Page) -> tuple[str, str]:
    """The entry that has the focus, and the words that are marked in the text."""
    return page.evaluate("document.activeElement.id"), page.locator(".text mark.current").inner_text()


def opened(page: Page, address: str, where: str, seed: Ingested) -> None:
    """Goes to one of the kinds of page that there are."""
    speaker = next(quote.speaker for quote in seed.quotes if quote.speaker)
    if where == "confirmed":
        ask(page, address, PARAMOUNT, "White")
    elif where == "rejected":
        ask(page, address, PARAMOUNT.replace("is", "is not"), "White")
    elif where == "unverified":
        ask(page, address, "Every lighthouse keeper deserves a telescope and a warm coat", "White")
    elif where == "earlier":
        ask(page, address, PARAMOUNT, "White")
        page.get_by_role("link", name="Link to this answer").click()
        page.wait_for_selector(".earlier")
    elif where in ("recorded", "not recorded"):
        record(page, address, "https://wexcombe.example" if where == "recorded" else "https://")
    elif where == "draft":
        draft(page, address)
        for evidence in page.locator("details").all():
            evidence.locator("summary").click()
    elif where == "stepped":
        draft(page, address)
        page.get_by_role("button", name="Next statement").click()
    else:
        page.goto(address + where.format(source=seed.source.id, speaker=speaker.id))


KINDS = (
    "/",
    "confirmed",
    "rejected",
    "unverified",
    "/check",
    "earlier",
    "draft",
    "stepped",
    "/speakers",
    "/speakers?q=Sajjan",
    "/speakers/{speaker}",
    "/speakers/{speaker}/correct?q=Canadian",
    "/articles",
    "/articles/new",
    "/quotes/new",
    "recorded",
    "not recorded",
    "/articles/{source}",
)


@pytest.mark.parametrize("where", KINDS)
def test_pages_when_seen_by_axe(page: Page, address: str, where: str, seed: Ingested) -> None:
    """No page breaks a rule of WCAG 2.2 AA that axe can see, in light or dark, wide or on a phone, which it fits."""
    from axe_playwright_python.sync_playwright import Axe

    opened(page, address, where, seed)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for dark in (False, True):
            page.emulate_media(color_scheme="dark" if dark else "light")
            found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room


@pytest.mark.parametrize("where", KINDS)
def test_pages_when_weighed(page: Page, address: str, where: str, seed: Ingested) -> None:
    """A page comes with one style sheet, one script and an icon from here, together under 100 kB."""
    opened(page, address, where, seed)
    loaded = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(each => [each.name, each.decodedBodySize])"
    )
    assert all(name.startswith(address) for name, _ in loaded)
    assert len(loaded) <= 4
    assert sum(size for name, size in loaded if "/assets/" not in name) > 0
    assert sum(size for _, size in loaded) < MOST_BYTES


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no-script"])
def test_verify_without_javascript(page: Page, address: str) -> None:
    """The page answers without JavaScript."""
    ask(page, address, PARAMOUNT, "Harjit Sajjan")
    assert page.locator("#verdict").inner_text() == "Rejected"


def test_verify_by_keyboard(page: Page, address: str) -> None:
    """From the top of the page: skip link, quotation, speaker, options, and the button, with nothing but keys."""
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(PARAMOUNT)
    page.keyboard.press("Tab")
    page.keyboard.type("White")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdict")
    assert page.locator("#verdict").inner_text() == "Confirmed"


def test_verify_when_sent_from_the_text_area(page: Page, address: str) -> None:
    """Control and Enter send the form from within the quotation."""
    page.goto(address)
    page.get_by_label("Quotation").fill(PARAMOUNT)
    page.get_by_label("Quotation").press("Control+Enter")
    page.wait_for_selector("#verdict")
    assert page.locator("#verdict").inner_text() == "Confirmed"


def test_example_when_clicked(page: Page, address: str) -> None:
    """An example is asked by its button, and the button is itself again when one goes back."""
    page.goto(address)
    page.get_by_role("button", name="Ask about: one small word added").click()
    page.wait_for_selector("#verdict")
    assert page.locator("#verdict").inner_text() == "Rejected"
    page.go_back()
    assert page.get_by_role("button", name="Ask about: one small word added").is_enabled()


def test_changes_when_read_aloud(page: Page, address: str) -> None:
    """What only colours show to the eye, words say to a screen reader."""
    ask(page, address, PARAMOUNT.replace("is", "is not"), "White")
    tree = page.locator(".sides").first.aria_snapshot()
    assert "insertion" in tree
    assert "not on record" in tree


def test_article_when_a_number_is_followed(page: Page, address: str, seed: Ingested) -> None:
    """The number of a statement leads to its entry, and the entry back to the text."""
    page.goto(f"{address}/articles/{seed.source.id}")
    page.locator(".text .number").nth(4).click()
    assert page.evaluate("document.querySelector(':target').id") == "statement-5"
    page.locator("#statement-5 .number").click()
    assert page.evaluate("document.querySelector(':target').id") == f"quote-{seed.quotes[4].id}"


def test_draft_when_stepped_through_by_keyboard(page: Page, address: str) -> None:
    """Arrow keys go from statement to statement, mark the words in the text, and stay at either end."""
    draft(page, address)
    page.get_by_role("button", name="Next statement").press("Enter")
    assert current(page) == ("statement-1", PARAMOUNT)
    page.keyboard.press("ArrowDown")
    assert current(page) == ("statement-2", PARAMOUNT.replace("is", "is not"))
    page.keyboard.press("ArrowDown")
    assert current(page)[0] == "statement-2"
    page.keyboard.press("Home")
    assert current(page)[0] == "statement-1"


def test_draft_when_only_what_is_open_is_listed(page: Page, address: str) -> None:
    """Confirmed statements can be left out of the list, and are stepped over."""
    draft(page, address)
    page.get_by_label("Only what is not confirmed").check()
    assert page.locator("#statement-1").is_hidden()
    page.get_by_role("button", name="Next statement").click()
    assert current(page)[0] == "statement-2"


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no-script"])
def test_record_without_javascript(page: Page, address: str) -> None:
    """A quote is recorded without JavaScript, and stands there with its speaker."""
    record(page, address, "https://wexcombe.example/fair")
    assert "evidence from now on" in page.locator("[role=status]").inner_text()
    assert page.locator("mark.direct").inner_text() == "The bandstand will be painted green before the summer fair"
    assert page.get_by_role("link", name="Ottilie Wexcombe", exact=True).is_visible()


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no-script"])
def test_draft_without_javascript(page: Page, address: str) -> None:
    """Without JavaScript the numbers lead from text to list, and no button stands there that does nothing."""
    page.goto(f"{address}/check")
    page.get_by_label("Draft").fill(DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    assert page.locator("[data-steps]").is_hidden()
    page.locator(".text .number").nth(1).click()
    assert page.url.endswith("#statement-2")


def test_draft_when_printed(page: Page, address: str) -> None:
    """A printed report is on white, with the words, verdict and evidence of every statement, and without forms."""
    page.emulate_media(color_scheme="dark")
    draft(page, address)
    page.get_by_label("Only what is not confirmed").check()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("#statement-1 .words").inner_text() == PARAMOUNT
    assert page.locator("#statement-2 .facts").is_visible()
    assert page.locator("form.ask").is_hidden()
    assert page.locator("nav").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
