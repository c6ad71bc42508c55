"""What the tests of the pages ask, and how they read what is answered."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

PARAMOUNT = "The safety of our personnel in Iraq is paramount"


def words(page: str) -> str:
    """What a page says, without its mark-up, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def ask(client: FlaskClient, text: str, speaker: str = "", **fields: str) -> str:
    """The page that answers a claim."""
    response = client.post("/", data={"text": text, "speaker": speaker, **fields})
    assert response.status_code == 200
    return response.get_data(as_text=True)
