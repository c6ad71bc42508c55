"""POST /v1/speakers/{id}/merge and /split, GET /v1/speakers/{id}/history."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient

from quoteservice.api.examples import MERGE, SPLIT
from quoteservice.api.schemas.speaker import MergeSchema, SplitSchema
from quoteservice.service import SplitOrder

# Endings of surnames, so that each test has people of its own.
_ENDINGS = ("".join(letters) for letters in product("bdfgk", "aeiou", "lmnrt"))
RIVER = "We shall dredge the river before the winter storms come"
BRIDGE = "The old toll bridge will be free for everybody from June"


def recorded(client: FlaskClient, speaker: str, text: str, **fields: Any) -> dict[str, Any]:
    """A quote on record."""
    answer = client.post("/v1/quotes", json={"text": text, "speaker": speaker, **fields})
    assert answer.status_code == 201, answer.json
    return dict(answer.json)


@pytest.fixture
def couple(client: FlaskClient) -> tuple[dict[str, Any], dict[str, Any]]:
    """One woman under two surnames that no other test uses, each with a quote."""
    ending = next(_ENDINGS)
    one = recorded(client, f"Thea Maid{ending}", f"{RIVER} {ending}", role="harbour master")
    other = recorded(client, f"Thea Wedd{ending}", f"{BRIDGE} {ending}")
    assert one["speaker"]["id"] != other["speaker"]["id"]
    return one, other


def verdict(client: FlaskClient, quote: dict[str, Any], speaker: str) -> tuple[str, str]:
    """Finding and speaker of the claim that `speaker` said the quote."""
    answer = client.post("/v1/verify", json={"text": quote["content"], "speaker": speaker}).json
    return answer["finding"], (answer["speaker"] or {}).get("id", "")


def test_merge_when_two_are_one(client: FlaskClient, couple: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """Both names, ids and quotes lead to the one that was kept, in every answer, at once."""
    one, other = couple
    kept, merged = one["speaker"], other["speaker"]
    assert verdict(client, other, kept["name"])[0] == "misattributed"
    profile = client.post(f"/v1/speakers/{kept['id']}/merge", json={"other": merged["id"]})
    assert profile.status_code == 200
    assert (profile.json["id"], profile.json["merged"]) == (kept["id"], [merged["id"]])
    assert merged["name"] in profile.json["aliases"]
    assert profile.json["quotes"] == 2
    for id_ in (kept["id"], merged["id"]):
        assert client.get(f"/v1/speakers/{id_}").json == profile.json
        listed = client.get(f"/v1/speakers/{id_}/quotes").json["quotes"]
        assert {quote["id"] for quote in listed} == {one["id"], other["id"]}
    assert client.get("/v1/speakers", query_string={"q": merged["name"]}).json["resolved"] == profile.json
    for name in (kept["name"], merged["name"]):
        for quote in couple:
            assert verdict(client, quote, name) == ("verbatim", kept["id"])
    assert client.get(f"/v1/quotes/{other['id']}").json["speaker"]["id"] == kept["id"]
    again = client.post(f"/v1/speakers/{merged['id']}/merge", json={"other": kept["id"]})
    assert (again.status_code, again.json) == (200, profile.json)


@pytest.mark.parametrize("by", ["aliases", "speaker"])
def test_split_when_a_merge_is_undone(
    client: FlaskClient, couple: tuple[dict[str, Any], dict[str, Any]], by: str
) -> None:
    """A split brings back the entry under its old id, with what was read under its name meanwhile."""
    one, other = couple
    kept, merged = one["speaker"], other["speaker"]
    before = client.get(f"/v1/speakers/{kept['id']}").json
    client.post(f"/v1/speakers/{kept['id']}/merge", json={"other": merged["id"]})
    later = recorded(client, merged["name"], f"{RIVER} and the canal as well, said {merged['name']}")
    assert later["speaker"]["id"] == kept["id"]
    order = {"aliases": [merged["name"]]} if by == "aliases" else {"speaker": merged["id"]}
    answer = client.post(f"/v1/speakers/{kept['id']}/split", json=order)
    assert answer.status_code == 200
    assert answer.json["speaker"] == client.get(f"/v1/speakers/{kept['id']}").json == before
    assert [each["id"] for each in answer.json["split"]] == [merged["id"]]
    assert answer.json["split"][0]["quotes"] == 2
    assert verdict(client, other, kept["name"])[0] == "misattributed"
    for quote in (other, later):
        assert verdict(client, quote, merged["name"]) == ("verbatim", merged["id"])


def test_split_when_quotes_are_a_namesakes(client: FlaskClient) -> None:
    """Quotes of somebody else of the same name go to a new speaker, and the name becomes ambiguous."""
    name = f"Ola Names{next(_ENDINGS)}"
    mine, theirs = recorded(client, name, f"{RIVER}, {name}"), recorded(client, name, f"{BRIDGE}, {name}")
    assert mine["speaker"] == theirs["speaker"]
    answer = client.post(f"/v1/speakers/{mine['speaker']['id']}/split", json={"quotes": [theirs["id"]]}).json
    (new,) = answer["split"]
    assert new["name"] == name
    assert new["id"] != mine["speaker"]["id"]
    assert client.get(f"/v1/quotes/{theirs['id']}").json["speaker"]["id"] == new["id"]
    assert client.get("/v1/speakers", query_string={"q": name}).json["resolution"] == "ambiguous"


def test_split_when_an_alias_was_read_wrongly(client: FlaskClient) -> None:
    """Names that reading joined part again: the quotes printed under the alias go to a new speaker of that name."""
    ending = next(_ENDINGS)
    full, short = f"William Short{ending}", f"Bill Short{ending}"
    mine, theirs = recorded(client, full, f"{RIVER}; {full}"), recorded(client, short, f"{BRIDGE}; {short}")
    assert mine["speaker"] == theirs["speaker"]
    answer = client.post(f"/v1/speakers/{mine['speaker']['id']}/split", json={"aliases": [short]}).json
    assert answer["speaker"]["aliases"] == []
    assert answer["split"][0]["name"] == short
    assert verdict(client, theirs, short) == ("verbatim", answer["split"][0]["id"])
    assert verdict(client, mine, full) == ("verbatim", mine["speaker"]["id"])
    later = recorded(client, short, f"{RIVER}; {short}")
    assert later["speaker"]["id"] == answer["split"][0]["id"]


def test_history_when_speakers_were_merged_and_split(
    client: FlaskClient, couple: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    """Both speakers tell the whole story, oldest first, with its times."""
    kept, merged = (quote["speaker"] for quote in couple)
    assert client.get(f"/v1/speakers/{kept['id']}/history").json == {"history": []}
    client.post(f"/v1/speakers/{kept['id']}/merge", json={"other": merged["id"]})
    client.post(f"/v1/speakers/{kept['id']}/split", json={"speaker": merged["id"]})
    for id_ in (kept["id"], merged["id"]):
        history = client.get(f"/v1/speakers/{id_}/history").json["history"]
        assert [(each["action"], each["speaker"], each["other"]) for each in history] == [
            ("merge", kept["id"], merged["id"]),
            ("split", kept["id"], merged["id"]),
        ]
        assert merged["name"] in history[0]["aliases"]
        assert datetime.fromisoformat(history[0]["at"]) <= datetime.fromisoformat(history[1]["at"]) <= datetime.now(UTC)


def test_merge_when_they_cannot_be_one(client: FlaskClient, couple: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """Nobody is merged with themselves, with a description, or with somebody who is not on record."""
    id_ = couple[0]["speaker"]["id"]
    nameless = recorded(client, "a deckhand", f"{RIVER}, as we all know here")["speaker"]["id"]
    for other, status, pointer in ((id_, 422, "#/other"), (nameless, 422, "#/other"), ("nobody", 404, None)):
        answer = client.post(f"/v1/speakers/{id_}/merge", json={"other": other})
        assert answer.status_code == status, answer.json
        assert answer.mimetype == "application/problem+json"
        assert pointer is None or answer.json["errors"][0]["pointer"] == pointer
    assert client.post("/v1/speakers/nobody/merge", json={"other": id_}).status_code == 404
    assert client.get(f"/v1/speakers/{id_}/history").json == {"history": []}


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"aliases": []},
        {"aliases": ["Nobody Atall"]},
        {"speaker": "nobody"},
        {"quotes": ["nothing"]},
        {"aliases": ["Thea"], "speaker": "nobody"},
        {"alias": "Thea"},
    ],
)
def test_split_when_there_is_nothing_to_split(
    client: FlaskClient, couple: tuple[dict[str, Any], dict[str, Any]], order: dict[str, Any]
) -> None:
    """An order that names nothing of the speaker's is refused, and changes nothing."""
    id_ = couple[0]["speaker"]["id"]
    before = client.get(f"/v1/speakers/{id_}").json
    assert client.post(f"/v1/speakers/{id_}/split", json=order).status_code == 422
    assert client.post(f"/v1/speakers/{id_}/split", json={"aliases": [before["name"]]}).status_code == 422
    assert client.get(f"/v1/speakers/{id_}").json == before
    assert client.post("/v1/speakers/nobody/split", json={"speaker": "x"}).status_code == 404


def test_examples_when_read(app: Any) -> None:
    """What the documentation shows can be sent."""
    with app.test_request_context():
        assert MergeSchema().load(MERGE) == MERGE
        assert SplitSchema().load(SPLIT) == SplitOrder(("Ada Example",))
