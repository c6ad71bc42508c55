"""Query parameters."""

from __future__ import annotations

from datetime import date
from typing import Any

import marshmallow as ma
from marshmallow import Schema, fields, post_load, validate, validates_schema

from quoteservice.api.fields import LONGEST_LABEL, LONGEST_PARAMETER, Day, Text
from quoteservice.domain.quote import Form, Order, PageRequest, QuoteFilter

# Rows on one page: enough for a screen, and few enough that a page of quotes stays under a megabyte.
PAGE_ROWS = 50
MOST_PAGE_ROWS = 200


class PageQuerySchema(Schema):
    """Which page of a list."""

    cursor = Text(
        limit=LONGEST_PARAMETER, metadata={"description": "`next` of the page before; leave it out for the first page."}
    )
    limit = fields.Integer(
        load_default=PAGE_ROWS,
        validate=validate.Range(1, MOST_PAGE_ROWS),
        metadata={"description": "Most rows on the page."},
    )

    @post_load
    def page(self, data: dict[str, Any], **_: Any) -> Any:
        """The value that the service takes."""
        return PageRequest(cursor=data.get("cursor"), limit=data["limit"])


class SpeakersQuerySchema(PageQuerySchema):
    """Whom a name means, or a page of everybody."""

    q = Text(limit="max_speaker_characters", metadata={"description": "A name, as you would type it."})
    on = Day(metadata={"description": 'With `q`: the day on which an office was held, such as "the minister".'})

    @validates_schema
    def a_name_or_a_page(self, data: dict[str, Any], **_: Any) -> None:
        """Refuses a cursor for the answer to a name, which has no pages."""
        if "q" in data and "cursor" in data:
            raise ma.ValidationError("The answer to a name has no pages; leave it out.", "cursor")

    @validates_schema
    def a_day_with_a_name(self, data: dict[str, Any], **_: Any) -> None:
        """Refuses a day for the list of everybody, which it would not change."""
        if "on" in data and "q" not in data:
            raise ma.ValidationError("A day says whom a name means; give `q` as well.", "on")

    @post_load
    def page(self, data: dict[str, Any], **_: Any) -> tuple[str | None, date | None, PageRequest]:
        """The name, the day, and the page."""
        return data.get("q"), data.get("on"), PageRequest(cursor=data.get("cursor"), limit=data["limit"])


class DayQuerySchema(Schema):
    """On which day."""

    on = Day(metadata={"description": "A day: the answer says which title was held then.", "examples": ["2020-01-04"]})


SORT = (
    "`arrived` or `published`, the day of the source; with a minus, `-published`, the last ones first. "
    "What has no day stands before all days. A cursor goes on in the order that it was given in alone."
)


class QuotesPageQuerySchema(PageQuerySchema):
    """Which page of a list of quotes, in which order."""

    sort = fields.Enum(
        Order, by_value=fields.String, load_default=Order.ARRIVED, metadata={"description": f"The order: {SORT}"}
    )

    @post_load
    def page(self, data: dict[str, Any], **_: Any) -> Any:
        """The value that the service takes."""
        return PageRequest(data.get("cursor"), data["limit"], data["sort"])


class FilterQuerySchema(Schema):
    """Which quotes; every filter that is given must fit."""

    speaker = Text(limit="max_speaker_characters", metadata={"description": "A name, an alias or a speaker's id."})
    form = fields.Enum(Form, by_value=fields.String, metadata={"description": "How the words are printed."})
    role = Text(limit=LONGEST_LABEL, metadata={"description": "Words of the title as printed."})
    publisher = Text(limit=LONGEST_LABEL, metadata={"description": "Who published the source."})
    published_from = Day(data_key="from", metadata={"description": "First day of publication."})
    published_to = Day(data_key="to", metadata={"description": "Last day of publication."})

    @validates_schema
    def days_in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuses a range that ends before it begins."""
        first, last = data.get("published_from"), data.get("published_to")
        if first and last and first > last:
            raise ma.ValidationError("`from` is later than `to`.", "from")


class QuotesQuerySchema(QuotesPageQuerySchema, FilterQuerySchema):
    """Which quotes to list; every filter that is given must fit."""

    q = Text(limit=LONGEST_PARAMETER, metadata={"description": "Words or meaning; the best come first, on one page."})

    @validates_schema
    def a_search_or_a_page(self, data: dict[str, Any], **_: Any) -> None:
        """Refuses a cursor for a search, which has one page; ignored, it would lead a client round in a circle."""
        if "q" in data and "cursor" in data:
            raise ma.ValidationError("A search has one page; leave it out.", "cursor")
        if "q" in data and data.get("sort", Order.ARRIVED) is not Order.ARRIVED:
            raise ma.ValidationError("A search gives the best first; leave it out.", "sort")

    @post_load
    def page(self, data: dict[str, Any], **_: Any) -> tuple[QuoteFilter, PageRequest, dict[str, str | None]]:
        """The filter, the page, and what the service has to look up first."""
        look_up = {"speaker": data.pop("speaker", None), "q": data.pop("q", None)}
        page = PageRequest(data.pop("cursor", None), data.pop("limit"), data.pop("sort"))
        return QuoteFilter(**data), page, look_up


class ExportQuerySchema(FilterQuerySchema):
    """Which quotes to export, in which order."""

    sort = fields.Enum(
        Order, by_value=fields.String, load_default=Order.ARRIVED, metadata={"description": f"The order: {SORT}"}
    )

    @post_load
    def export(self, data: dict[str, Any], **_: Any) -> tuple[QuoteFilter, PageRequest, dict[str, str | None]]:
        """The filter, where to begin, and what the service has to look up first."""
        look_up = {"speaker": data.pop("speaker", None)}
        page = PageRequest(order=data.pop("sort"))
        return QuoteFilter(**data), page, look_up
