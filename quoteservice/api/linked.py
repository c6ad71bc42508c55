"""Quotes and verifications in the words of others: schema.org's Quotation and ClaimReview, W3C's annotations."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

from quoteservice.domain.quote import Quote, Source
from quoteservice.domain.speaker import SpeakerKind
from quoteservice.domain.verdict import Verdict, Verification

JSON = "application/json"
LINKED = "application/ld+json"
ANNOTATION_PROFILE = "http://www.w3.org/ns/anno.jsonld"
ANNOTATION = f'{LINKED}; profile="{ANNOTATION_PROFILE}"'

SCHEMA_ORG = "https://schema.org"

# schema.org wants a number for a rating. An open question is no half truth, so it has none.
RATINGS = {Verdict.CONFIRMED: 5, Verdict.REJECTED: 1}

KINDS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.COLLECTIVE: "Organization",
    SpeakerKind.ANONYMOUS: "Person",
}


def wanted() -> str:
    """What the client accepts best: JSON unless it asks for LINKED or ANNOTATION."""
    for kind, _quality in request.accept_mimetypes:
        name, _, parameters = kind.partition(";")
        if name.strip() == LINKED:
            return ANNOTATION if ANNOTATION_PROFILE in parameters else LINKED
        if name.strip() in (JSON, "application/*", "*/*"):
            return JSON
    return JSON


def answer(document: dict[str, Any], media_type: str) -> Response:
    """The answer that carries a document of that media type."""
    return Response(json.dumps(document, ensure_ascii=False), content_type=media_type)


def quotation(quote: Quote) -> dict[str, Any]:
    """A quote as schema.org has it."""
    speaker = quote.speaker
    document: dict[str, Any] = {"@context": SCHEMA_ORG, "@type": "Quotation", "@id": _address("quotes", quote.id)}
    document["text"] = quote.content
    if speaker is not None:
        said_by: dict[str, Any] = {"@type": KINDS[speaker.kind], "name": speaker.name}
        if quote.statement.role and speaker.kind is SpeakerKind.PERSON:
            said_by["jobTitle"] = quote.statement.role
        document["spokenByCharacter"] = said_by
    return document | {"isPartOf": _article(quote.source)}


def claim_review(verification: Verification) -> dict[str, Any]:
    """A verification as schema.org has it."""
    judgement, claim = verification.judgement, verification.claim
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": f"{judgement.verdict}: {judgement.finding}"}
    if judgement.verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[judgement.verdict], "bestRating": 5, "worstRating": 1}
    reviewed: dict[str, Any] = {"@type": "Claim"}
    if claim.speaker:
        reviewed["author"] = {"@type": "Person", "name": claim.speaker}
    if claim.said_on:
        reviewed["datePublished"] = claim.said_on.isoformat()
    return {
        "@context": SCHEMA_ORG,
        "@type": "ClaimReview",
        "@id": _address("verifications", verification.id),
        "url": f"{request.host_url}verifications/{verification.id}",
        "datePublished": verification.checked_at.date().isoformat(),
        "author": {"@type": "Organization", "name": "Quoteservice", "url": request.host_url},
        "claimReviewed": claim.text,
        "itemReviewed": reviewed,
        "reviewRating": rating,
        "reviewBody": judgement.explanation,
        "citation": [quotation(each.quote) for each in judgement.evidence],
    }


def annotation(quote: Quote) -> dict[str, Any]:
    """A quote as a W3C Web Annotation, whose selectors find its words in the source again."""
    span = quote.statement.span
    return {
        "@context": ANNOTATION_PROFILE,
        "id": _address("quotes", quote.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"type": "TextualBody", "value": quote.speaker.name if quote.speaker else "", "purpose": "identifying"},
        "target": {
            "source": quote.source.url or _address("articles", quote.source.id),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.content,
                    "prefix": quote.prefix,
                    "suffix": quote.suffix,
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
    }


def _article(source: Source) -> dict[str, Any]:
    known = {
        "headline": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "author": {"@type": "Person", "name": source.author} if source.author else None,
        "datePublished": source.published_on.isoformat() if source.published_on else None,
        "url": source.url,
    }
    document = {"@type": "NewsArticle", "@id": _address("articles", source.id)}
    return document | {name: value for name, value in known.items() if value is not None}


def _address(kind: str, id_: str) -> str:
    return f"{request.host_url}v1/{kind}/{id_}"
