"""/v1/quotes: attributed statements on record."""

from __future__ import annotations

from flask import Response

from quoteservice.api.blueprint import LOCATION, Blueprint
from quoteservice.api.context import service
from quoteservice.api.examples import RECORD
from quoteservice.api.linked import ANNOTATION, JSON, LINKED, annotation, answer, quotation, wanted
from quoteservice.api.schemas.query import QuotesQuerySchema
from quoteservice.api.schemas.quote import QuoteRecordSchema, QuoteSchema, QuotesSchema
from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter, QuoteRecord

blueprint = Blueprint("quotes", __name__, url_prefix="/v1/quotes", description="Who said what, and where it stands.")


@blueprint.at("")
@blueprint.takes(QuotesQuerySchema, "query")
@blueprint.gives(200, QuotesSchema, description="One page of quotes; an empty one if none fits.")
@blueprint.refuses(422, 503)
def quotes(query: tuple[QuoteFilter, PageRequest, dict[str, str | None]]) -> Page[Quote]:
    """List quotes

    All filters that are given must fit. With `q` the best come first, otherwise the order is that of `sort`.
    """
    which, page, look_up = query
    return service().quotes(which, page, speaker=look_up["speaker"], q=look_up["q"])


@blueprint.at("", "POST")
@blueprint.takes(QuoteRecordSchema, example=RECORD)
@blueprint.gives(201, QuoteSchema, description="The quote is on record.", headers=LOCATION)
@blueprint.refuses(400, 413, 415, 422, 503, 507)
def add_quote(record: QuoteRecord) -> tuple[Quote, int, dict[str, str]]:
    """Record one quote by hand"""
    quote = service().record(record)
    return quote, 201, {"Location": f"{blueprint.url_prefix}/{quote.id}"}


@blueprint.at("/<quote_id>")
@blueprint.gives(200, QuoteSchema, description="The quote; a withdrawn one says so.")
@blueprint.also_as(LINKED)
@blueprint.refuses(404, 503)
def quote(quote_id: str) -> Quote | Response:
    """Look up one quote

    With `Accept: application/ld+json` as a Quotation of schema.org; with the profile
    `http://www.w3.org/ns/anno.jsonld` as a W3C annotation, whose TextQuoteSelector finds the words in the source.
    """
    found = service().quote(quote_id)
    form = wanted()
    if form == JSON:
        return found
    return answer(annotation(found) if form == ANNOTATION else quotation(found), form)


@blueprint.at("/<quote_id>", "DELETE")
@blueprint.gives(204, description="The quote is no longer evidence.")
@blueprint.refuses(404, 503, 507)
def withdraw_quote(quote_id: str) -> None:
    """Withdraw a quote

    It is kept in the audit trail and under its id, but no verification uses it any more.
    """
    service().withdraw(quote_id)
