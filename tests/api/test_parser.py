"""Whatever bytes come, they are read as JSON or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteservice.api.parser import read_json
from quoteservice.api.problems import MALFORMED_BODY, Refusal

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)

# Any text at all, halves of characters included.
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)

REPEATABLE = settings(max_examples=60, derandomize=True, deadline=None, database=None)


@REPEATABLE
@given(value=VALUES)
def test_read_json_when_it_is_json(value: Any) -> None:
    """JSON in UTF-8 is read as what it stands for, with characters written out or escaped."""
    for ascii_only in (True, False):
        assert read_json(json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")) == value


@REPEATABLE
@given(body=st.binary(max_size=200))
def test_read_json_when_it_is_anything(body: bytes) -> None:
    """Any other bytes are refused as malformed, and nothing else happens."""
    try:
        expected = json.loads(body.decode("utf-8"), parse_constant=int)  # int refuses NaN and Infinity
    except ValueError:
        with pytest.raises(Refusal) as refused:
            read_json(body)
        assert refused.value.kind is MALFORMED_BODY
    else:
        assert read_json(body) == expected


@REPEATABLE
@given(value=VALUES)
def test_verify_when_the_body_is_any_json(app: Flask, value: Any) -> None:
    """Any JSON is either a claim, and answered, or a problem with 422."""
    answer = app.test_client().post("/v1/verify", data=json.dumps(value), content_type="application/json")
    assert answer.status_code in (200, 422)
    assert answer.mimetype == ("application/json" if answer.status_code == 200 else "application/problem+json")


@REPEATABLE
@given(text=ANY_TEXT, speaker=st.none() | ANY_TEXT)
def test_verify_when_the_text_is_anything(app: Flask, text: str, speaker: str | None) -> None:
    """Any text is answered and comes back unchanged, or is refused with a pointer to the field that is at fault."""
    answer = app.test_client().post("/v1/verify", json={"text": text, "speaker": speaker})
    if answer.status_code == 200:
        assert answer.json["claim"]["text"] == text
        assert answer.json["claim"]["speaker"] == speaker
    else:
        assert answer.status_code == 422
        assert {error["pointer"] for error in answer.json["errors"]} <= {"#/text", "#/speaker"}


@REPEATABLE
@given(name=ANY_TEXT.filter(lambda text: text.isprintable()), words=st.text(max_size=40))
def test_lists_when_the_query_is_anything(app: Flask, name: str, words: str) -> None:
    """Any name and any words to search for are answered, or refused with the parameter that is at fault."""
    client = app.test_client()
    for path, query in (("/v1/speakers", {"q": name}), ("/v1/quotes", {"speaker": name, "q": words})):
        answer = client.get(path, query_string=query)
        assert answer.status_code in (200, 422)
        if answer.status_code == 422:
            assert {error["parameter"] for error in answer.json["errors"]} <= query.keys()
