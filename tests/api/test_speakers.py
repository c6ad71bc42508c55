"""/v1/speakers."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from quoteservice.workflows.ingest import Ingested

PROFILE = {"id", "name", "kind", "aliases", "roles", "quotes", "merged"}


@pytest.mark.usefixtures("seed")
def test_speakers_when_a_name_is_resolved(client: FlaskClient) -> None:
    """A surname, a full name and a name with its title mean the same one person."""
    found = set()
    for name in ("Sajjan", "Harjit Sajjan", "Defence Minister Harjit Sajjan"):
        body = client.get("/v1/speakers", query_string={"q": name}).json
        assert set(body) == {"speakers", "resolution", "resolved"}
        assert body["resolution"] == "resolved"
        assert body["resolved"] == body["speakers"][0]
        assert set(body["resolved"]) == PROFILE
        found.add(body["resolved"]["id"])
    assert len(found) == 1


@pytest.mark.usefixtures("seed")
def test_speakers_when_a_name_is_unknown(client: FlaskClient) -> None:
    """A name that nobody bears resolves to nobody."""
    body = client.get("/v1/speakers?q=Zebulon Nachtigall").json
    assert body == {"speakers": [], "resolution": "unknown", "resolved": None}


@pytest.mark.usefixtures("seed")
def test_speakers_when_listed(client: FlaskClient) -> None:
    """Without a name everybody is listed in pages, each once, with what they are."""
    walked, cursor = {}, None
    while True:
        page = client.get("/v1/speakers", query_string={"limit": 3} | ({"cursor": cursor} if cursor else {})).json
        assert set(page) == {"speakers", "next"}
        assert not walked.keys() & {speaker["id"] for speaker in page["speakers"]}
        walked |= {speaker["id"]: speaker for speaker in page["speakers"]}
        cursor = page["next"]
        if cursor is None:
            break
    kinds = {speaker["name"]: speaker["kind"] for speaker in walked.values()}
    assert kinds["Dylan White"] == "person"
    assert "anonymous" in kinds.values()


@pytest.mark.usefixtures("seed")
def test_speaker_when_a_role_was_printed(client: FlaskClient) -> None:
    """A role is kept as printed, with the day and the source that printed it."""
    speaker = client.get("/v1/speakers?q=Harjit Sajjan").json["resolved"]
    found = client.get(f"/v1/speakers/{speaker['id']}")
    assert (found.status_code, found.json) == (200, speaker)
    role = next(role for role in speaker["roles"] if role["title"] == "Defence Minister")
    assert set(role) == {"title", "organisation", "on", "source_id"}
    assert role["on"] == "2020-01-04"
    assert client.get(f"/v1/articles/{role['source_id']}").status_code == 200


def test_speaker_quotes_when_asked_for_one_speaker(client: FlaskClient, seed: Ingested) -> None:
    """All that one speaker said, and nothing of anybody else."""
    speaker = client.get("/v1/speakers?q=Harjit Sajjan").json["resolved"]
    body = client.get(f"/v1/speakers/{speaker['id']}/quotes").json
    assert set(body) == {"quotes", "next"}
    expected = [quote.id for quote in seed.quotes if quote.speaker and quote.speaker.id == speaker["id"]]
    assert [quote["id"] for quote in body["quotes"]] == expected
    assert len(expected) == speaker["quotes"] >= 4


def test_speaker_when_the_id_is_unknown(client: FlaskClient) -> None:
    """An unknown id is a 404 of its own type, for the speaker and for the quotes."""
    for path in ("/v1/speakers/nobody", "/v1/speakers/nobody/quotes", "/v1/speakers/nobody/history"):
        answer = client.get(path)
        assert (answer.status_code, answer.json["type"]) == (404, "/docs/problems#unknown-speaker")


@pytest.mark.usefixtures("seed")
@pytest.mark.parametrize(("on", "title"), [("2020-03-01", "Defence Minister"), ("2019-03-01", None)])
def test_speaker_when_a_day_is_asked_about(client: FlaskClient, on: str, title: str | None) -> None:
    """With `on` the title held on that day is told, null if none had been printed by then."""
    speaker = client.get("/v1/speakers?q=Harjit Sajjan").json["resolved"]
    body = client.get(f"/v1/speakers/{speaker['id']}", query_string={"on": on}).json
    assert body.pop("on") == on
    role = body.pop("role_on")
    assert (role and role["title"]) == title
    assert body == speaker


@pytest.mark.usefixtures("seed")
def test_speakers_when_an_office_is_asked_for_on_a_day(client: FlaskClient) -> None:
    """An office means who holds it on the day; a day without a name is refused."""
    body = client.get("/v1/speakers", query_string={"q": "the defence minister", "on": "2020-01-04"}).json
    assert body["resolved"]["name"] == "Harjit Sajjan"
    answer = client.get("/v1/speakers", query_string={"on": "2020-01-04"})
    assert (answer.status_code, answer.json["errors"][0]["parameter"]) == (422, "on")


@pytest.mark.parametrize("on", ["tomorrow", "2020-1-4", "2020-02-30", ""])
def test_speaker_when_the_day_is_none(client: FlaskClient, on: str) -> None:
    """What is no day is refused, and the parameter is named."""
    answer = client.get("/v1/speakers/nobody", query_string={"on": on})
    assert (answer.status_code, answer.json["errors"][0]["parameter"]) == (422, "on")
