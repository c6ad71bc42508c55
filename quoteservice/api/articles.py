"""/v1/articles: published documents, and the statements that were found in them."""

from __future__ import annotations

from flask import Response

from quoteservice.api.blueprint import LOCATION, Blueprint
from quoteservice.api.context import service
from quoteservice.api.examples import ARTICLE
from quoteservice.api.later import accepted, may_be_later
from quoteservice.api.schemas.article import ArticleSchema, KeptArticleSchema, ReadArticleSchema, SourcesSchema
from quoteservice.api.schemas.query import PageQuerySchema
from quoteservice.domain.job import JobKind, Work
from quoteservice.domain.quote import Document, Page, PageRequest, Source
from quoteservice.service import Ingested, ReadSource

blueprint = Blueprint("articles", __name__, url_prefix="/v1/articles", description="Published articles, as sources.")


@blueprint.at("", "POST")
@blueprint.takes(ArticleSchema, example=ARTICLE)
@blueprint.gives(201, ReadArticleSchema, description="The article was read and kept.", headers=LOCATION)
@blueprint.gives(
    200, ReadArticleSchema, description="The same text was on record before; nothing was stored.", headers=LOCATION
)
@may_be_later(blueprint)
@blueprint.refuses(400, 413, 415, 422, 502, 503, 507)
def add_article(article: Document) -> tuple[Ingested, int, dict[str, str]] | Response:
    """Add an article

    Reads it, finds every attributed statement and keeps both; all of it, or nothing. With `url` alone the page is
    fetched first, if the operator allows that: from public addresses only, and as its robots.txt wishes.
    """
    later = accepted(Work(JobKind.INGEST, document=article))
    if later is not None:
        return later
    ingested = service().ingest(article)
    place = {"Location": f"{blueprint.url_prefix}/{ingested.source.id}"}
    return ingested, (201 if ingested.created else 200), place


@blueprint.at("")
@blueprint.takes(PageQuerySchema, "query")
@blueprint.gives(200, SourcesSchema, description="One page of articles, in order of arrival.")
@blueprint.refuses(422, 503)
def articles(page: PageRequest) -> Page[Source]:
    """List the articles"""
    return service().sources(page)


@blueprint.at("/<article_id>")
@blueprint.gives(200, KeptArticleSchema, description="The article, its text and its statements.")
@blueprint.refuses(404, 503)
def article(article_id: str) -> ReadSource:
    """Look up one article with its quotes"""
    return service().source(article_id)
