"""Questions for a newcomer."""

from __future__ import annotations

from flask.testing import FlaskClient

from quoteservice.service import Service
from quoteservice.web.examples import examples
from quoteservice.web.forms import VerifyForm
from quoteservice.workflows.ingest import Ingested


def test_examples_when_much_is_on_record(service: Service, seed: Ingested) -> None:
    """One statement is asked in four ways: as printed, with a word added, under another name, under none."""
    words = "The safety of our personnel in Iraq is paramount"
    assert [example.form for example in examples(service)] == [
        VerifyForm(words, "Dylan White"),
        VerifyForm(words.replace("is", "is not"), "Dylan White"),
        VerifyForm(words, "Harjit Sajjan"),
        VerifyForm(words, ""),
    ]


def test_examples_when_one_person_speaks(apart: tuple[Service, FlaskClient]) -> None:
    """Where there is no other name and no place for a `not`, fewer questions are asked; without statements none."""
    service, client = apart
    assert examples(service) == ()
    words = "We close the north basin of the harbour on Monday"
    client.post("/articles/new", data={"content": f"“{words},” harbour master Mara Keeper said."})
    assert [example.form for example in examples(service)] == [VerifyForm(words, "Mara Keeper"), VerifyForm(words)]


def test_examples_when_only_the_unnamed_speak(apart: tuple[Service, FlaskClient]) -> None:
    """A statement of somebody without a name is no example."""
    service, client = apart
    client.post("/articles/new", data={"content": "“We close the north basin of the harbour,” a senior official said."})
    assert examples(service) == ()
