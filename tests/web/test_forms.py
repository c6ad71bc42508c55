"""What a browser posts, and what it means."""

from __future__ import annotations

from datetime import date

import pytest

from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput
from quoteservice.web.forms import ArticleForm, VerifyForm


def test_claim_when_only_text_was_posted() -> None:
    """A speaker of spaces is no speaker, and what was not posted has its default."""
    assert VerifyForm.posted({"text": "We close.", "speaker": "  "}).claim() == Claim("We close.")


def test_claim_when_everything_was_posted() -> None:
    """Every field of the form reaches the claim."""
    fields = {
        "text": "We close.",
        "speaker": "Keeper ",
        "form": "direct",
        "said_on": "2024-05-02",
        "profile": "clean-up",
    }
    claim = Claim("We close.", "Keeper", ClaimForm.DIRECT, date(2024, 5, 2), Profile.CLEAN_UP)
    assert VerifyForm.posted(fields).claim() == claim


def test_form_when_it_asks_a_claim_again() -> None:
    """The form of an earlier answer asks exactly the same."""
    claim = Claim("We close.", "Keeper", ClaimForm.INDIRECT, date(2024, 5, 2), Profile.DELETIONS)
    assert VerifyForm.asked(claim).claim() == claim
    assert VerifyForm.asked(Claim("We close.")).claim() == Claim("We close.")


@pytest.mark.parametrize(
    ("field", "value"), [("said_on", "yesterday"), ("said_on", "2024-02-30"), ("form", "sung"), ("profile", "lax")]
)
def test_claim_when_a_field_is_wrong(field: str, value: str) -> None:
    """What cannot be meant is refused under the name of its field."""
    with pytest.raises(InvalidInput) as refusal:
        VerifyForm.posted({"text": "We close.", field: value}).claim()
    assert refusal.value.where == field


def test_document_when_text_was_pasted() -> None:
    """Line breaks are those that were typed: browsers send each as two characters, which would shift every offset."""
    form = ArticleForm.posted({"content": "One\r\n\r\nTwo", "title": " Harbour ", "published_on": "2024-05-02"})
    assert form.document() == Document(text="One\n\nTwo", title="Harbour", published_on=date(2024, 5, 2))


def test_document_when_html_was_pasted() -> None:
    """The format that was chosen decides how the content is read."""
    assert ArticleForm.posted({"content": "<p>One", "format": "html"}).document() == Document(html="<p>One")


@pytest.mark.parametrize(("field", "value"), [("published_on", "May"), ("format", "pdf")])
def test_document_when_a_field_is_wrong(field: str, value: str) -> None:
    """What cannot be meant is refused under the name of its field."""
    with pytest.raises(InvalidInput) as refusal:
        ArticleForm.posted({"content": "One", field: value}).document()
    assert refusal.value.where == field


def test_document_when_an_address_stands_alone() -> None:
    """An address without a text is a document where pages are fetched; elsewhere the text is missing."""
    form = ArticleForm.posted({"content": " ", "url": "https://quay.example/harbour"})
    assert form.document(fetching=True) == Document(url="https://quay.example/harbour")
    assert form.document().text == " "
    assert ArticleForm.posted({"content": "Rain.", "url": "https://quay.example/"}).document(fetching=True).text
