"""The pages for people: verify a quotation, check a draft, browse speakers and articles."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from quoteservice.config import Config
from quoteservice.domain.quote import Order, PageRequest, QuoteFilter
from quoteservice.domain.verdict import Judgement
from quoteservice.errors import (
    AccessDenied,
    InvalidCursor,
    InvalidInput,
    KeyRefused,
    KeyRequired,
    NotFound,
    QuoteserviceError,
    StoreFull,
    TooManyRequests,
    Unavailable,
    UnknownQuote,
    UnknownSource,
    UnknownSpeaker,
    UnknownVerification,
)
from quoteservice.service import Service
from quoteservice.web import markup, wording
from quoteservice.web.corrections import Corrections
from quoteservice.web.examples import examples
from quoteservice.web.forms import ArticleForm, VerifyForm
from quoteservice.web.origin import is_foreign
from quoteservice.web.timeline import timeline

# Rows of a list on one page: about three screens, and well under 100 kB.
ROWS = 30

# Of how many pieces of evidence the surroundings are shown; the others have a link to their place.
PASSAGES = 3

# Everything comes from here and nothing runs that stands in a page, so that no text of an article can act.
SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# The status of each kind of error, the narrower before the wider; anything else is a fault of the service.
STATUS: dict[type[QuoteserviceError], int] = {
    InvalidInput: 422,
    NotFound: 404,
    KeyRequired: 401,
    KeyRefused: 401,
    TooManyRequests: 429,
    AccessDenied: 403,
    StoreFull: 507,
    Unavailable: 503,
}

# What a page says where the error's own words are meant for programs.
WORDS: dict[type[QuoteserviceError], tuple[str, str]] = {
    UnknownQuote: ("There is no such statement", "Look for it in the article that it was found in."),
    UnknownSource: ("There is no such article", "It may have been named wrongly. Look for it in the list of articles."),
    UnknownSpeaker: ("There is no such speaker", "Look for the name in the list of speakers."),
    UnknownVerification: ("There is no such answer", "Ask again: what is on record may have grown since."),
    KeyRequired: ("This page needs a key", "Reload it, and give your key as the password; any user name will do."),
    KeyRefused: ("This key is unknown or was revoked", "Reload the page and give another one as the password."),
    InvalidCursor: ("There is no such page of this list", "Start at its beginning."),
}

# What a page says for errors of HTTP itself, and for faults of the service.
SAYINGS = {
    400: ("The form could not be read", "Go back and send it again."),
    403: ("This form was sent by another site", "Open the page here and send it from here."),
    404: ("There is no such page", "The links at the top lead to everything that there is."),
    405: ("This page cannot be asked in that way", "The links at the top lead to everything that there is."),
    500: ("Something went wrong here", "It was logged. Try again; if it happens again, tell who runs this service."),
    413: ("This is too much text at once", "Send it in parts."),
}


log = logging.getLogger("quoteservice.web")


def blueprint(service: Service, config: Config) -> Blueprint:
    """The pages, at `/` and below, with their style sheet at `/assets`."""
    page = Blueprint("page", __name__, template_folder="templates", static_folder="static", static_url_path="/assets")
    pages = Pages(service, config)
    page.add_url_rule("/", "verify", pages.verify, methods=["GET", "POST"])
    page.add_url_rule("/verifications/<verification_id>", "verification", pages.verification)
    page.add_url_rule("/verifications/<verification_id>/again", "again", pages.again, methods=["POST"])
    page.add_url_rule("/check", "check", pages.check, methods=["GET", "POST"])
    page.add_url_rule("/speakers", "speakers", pages.speakers)
    page.add_url_rule("/speakers/<speaker_id>", "speaker", pages.speaker)
    page.add_url_rule("/articles", "articles", pages.articles)
    page.add_url_rule("/articles/new", "add_article", pages.add_article, methods=["GET", "POST"])
    page.add_url_rule("/articles/<source_id>", "article", pages.article)
    Corrections(service).add_to(page)
    page.before_request(pages.admit)
    page.after_request(secured)
    page.context_processor(lambda: {"say": wording, "markup": markup})
    page.register_error_handler(QuoteserviceError, failed)
    page.register_error_handler(HTTPException, refused)
    return page


def secured(response: Response) -> Response:
    """The response with the headers that keep a page to itself."""
    response.headers.setdefault("Content-Security-Policy", SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    # `no-referrer` would also take the Origin header from our own forms, which `admit` looks at.
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if request.endpoint != "page.static":
        response.headers.setdefault("Cache-Control", "no-store" if request.method == "POST" else "no-cache")
    return response


def failed(error: QuoteserviceError) -> tuple[str, int]:
    """A page that says what went wrong and what to do."""
    status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
    if status >= 500:
        log.error("failure", exc_info=error)
    what, remedy = WORDS.get(type(error), (error.what, error.remedy)) if status != 500 else SAYINGS[500]
    return render_template("error.html", what=what, remedy=remedy), status


def refused(error: HTTPException) -> tuple[str, int] | HTTPException:
    """A page for an error of HTTP itself; redirects pass through."""
    if error.code is None or error.code < 400:
        return error
    what, remedy = SAYINGS.get(error.code, (error.name, "Go back and try again."))
    return render_template("error.html", what=what, remedy=remedy), error.code


@dataclass(frozen=True, slots=True)
class Pages:
    """One method for each page; every answer comes from `service`."""

    service: Service
    config: Config

    def admit(self) -> None:
        """Refuses forms of other sites, and lets a form be as large as any other body."""
        request.max_form_memory_size = self.config.max_body_bytes
        headers = request.headers
        if request.method == "POST" and is_foreign(headers.get("Sec-Fetch-Site"), headers.get("Origin"), request.host):
            abort(403)

    def verify(self) -> str | tuple[str, int]:
        """The form; posted, the answer above the form as it was filled in."""
        if request.method == "GET":
            return self._ask(VerifyForm(), tried=examples(self.service), coverage=self.service.coverage())
        form = VerifyForm.posted(request.form)
        try:
            verification = self.service.verify(form.claim(), key=g.get("key"))
        except InvalidInput as error:
            return self._ask(form, error=error), STATUS[InvalidInput]
        return self._ask(form, verification=verification)

    def verification(self, verification_id: str) -> str:
        """An answer given earlier."""
        verification = self.service.verification(verification_id, key=g.get("key"))
        return self._ask(VerifyForm.asked(verification.claim), verification=verification, earlier=True)

    def again(self, verification_id: str) -> str:
        """The claim of an earlier answer, asked of what is on record now."""
        verification = self.service.verify_again(verification_id, key=g.get("key"))
        return self._ask(VerifyForm.asked(verification.claim), verification=verification)

    def _ask(self, form: VerifyForm, **context: Any) -> str:
        verification = context.get("verification")
        passages = self._passages(verification.judgement) if verification else {}
        kept = self.config.keep_claims_days > 0
        return render_template("verify.html", form=form, passages=passages, kept=kept, **context)

    def _passages(self, judgement: Judgement) -> dict[str, tuple[tuple[markup.Piece, ...], ...]]:
        """What stands around the foremost evidence in its source, by the id of the quote."""
        quotes = [evidence.quote for evidence in judgement.evidence[:PASSAGES]]
        return {quote.id: markup.passage(self.service.source(quote.source.id).text, quote) for quote in quotes}

    def check(self) -> str | tuple[str, int]:
        """The form for a draft; posted, the draft with every statement marked by its verdict."""
        if request.method == "GET":
            return render_template("check.html", form=ArticleForm())
        form = ArticleForm.posted(request.form)
        try:
            checked = self.service.check(form.document())
        except InvalidInput as error:
            return render_template("check.html", form=form, error=error), STATUS[InvalidInput]
        quotes = [statement.quote for statement in checked.statements]
        return render_template(
            "check.html",
            form=form,
            checked=checked,
            paragraphs=markup.paragraphs(checked.text, quotes),
            coverage=self.service.coverage(),
        )

    def speakers(self) -> str | tuple[str, int]:
        """Everybody on record, or those whom a name means."""
        name = request.args.get("q", "").strip()
        if name:
            try:
                return render_template("speakers.html", q=name, resolution=self.service.resolve(name))
            except InvalidInput as error:
                return render_template("speakers.html", q=name, error=error), STATUS[InvalidInput]
        return render_template("speakers.html", q="", page=self.service.speakers(_page_request()))

    def speaker(self, speaker_id: str) -> str:
        """One speaker: names, roles over time, and what is on record."""
        profile = self.service.speaker(speaker_id)
        page = self.service.quotes(QuoteFilter(), _page_request(Order.LAST_PUBLISHED), speaker=speaker_id)
        return render_template(
            "speaker.html",
            profile=profile,
            page=page,
            timeline=timeline(profile.roles),
            coverage=self.service.coverage(speaker_id),
        )

    def articles(self) -> str:
        """What was read."""
        page = self.service.sources(_page_request())
        return render_template("articles.html", page=page, coverage=self.service.coverage())

    def add_article(self) -> str | tuple[str, int] | AnyResponse:
        """The form for an article; posted, it is read and shown."""
        fetching = self.config.fetch.lower() == "on"
        if request.method == "GET":
            return render_template("add_article.html", form=ArticleForm(), fetching=fetching)
        form = ArticleForm.posted(request.form)
        try:
            ingested = self.service.ingest(form.document(fetching=fetching))
        except InvalidInput as error:
            page = render_template("add_article.html", form=form, fetching=fetching, error=error)
            return page, STATUS[InvalidInput]
        news = "new" if ingested.created else "known"
        return redirect(url_for("page.article", source_id=ingested.source.id, added=news), 303)

    def article(self, source_id: str) -> str:
        """One article with every statement marked in place."""
        read = self.service.source(source_id)
        return render_template(
            "article.html",
            read=read,
            paragraphs=markup.paragraphs(read.text, read.quotes),
            added=request.args.get("added"),
        )


def _page_request(order: Order = Order.ARRIVED) -> PageRequest:
    return PageRequest(cursor=request.args.get("after") or None, limit=ROWS, order=order)
