"""Prefer: respond-async: accepted now, done later, answered as it would have been at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from quoteservice.api.context import service_of
from quoteservice.api.later import prefers_async
from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.access import Scope
from quoteservice.service import Service

LATER = {"Prefer": "respond-async"}
WORDS = "Marmaduke-Quillfeather"
DRAFT = {"text": f"“The {WORDS} estate was sold in secret,” said Ada Example. “Nobody knew,” she added."}
CLAIMS = {"claims": [{"text": f"The {WORDS} estate was sold to brewer {number}"} for number in range(25)]}
ARTICLE = {"text": "“The mill at Upper Wexcombe is open again,” said Ada Example, the mayor.", "title": "Mill opens"}
SENT = {"/v1/check": DRAFT, "/v1/verify/batch": CLAIMS, "/v1/articles": ARTICLE}

Own = tuple[Service, FlaskClient, Path]


@pytest.fixture
def own(tmp_path: Path, service: Service) -> Iterator[Own]:
    """A service over a file of its own, a client of it, and the folder of the file."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db", max_jobs=3)
    made = build(config, reader_at_once=False)
    with closing(made):
        yield made, create_app(made, config).test_client(), tmp_path


def no() -> bool:
    """Nobody stops."""
    return False


def send(client: FlaskClient, path: str, **headers: str) -> Any:
    """A request to be done later."""
    return client.post(path, json=SENT[path], headers={**LATER, **headers})


def without(answer: Any) -> Any:
    """An answer without what differs each time: ids, moments."""
    if isinstance(answer, dict):
        return {name: without(each) for name, each in answer.items() if name not in ("id", "checked_at")}
    return [without(each) for each in answer] if isinstance(answer, list) else answer


@pytest.mark.parametrize("path", SENT)
def test_request_when_it_is_to_be_done_later(own: Own, path: str) -> None:
    """It is accepted, waits, is done, and has the answer that the same request has at once."""
    service, client, _ = own
    answer = send(client, path)
    assert answer.status_code == 202
    assert answer.headers["Preference-Applied"] == "respond-async"
    place = answer.headers["Location"]
    assert place == f"/v1/jobs/{answer.json['id']}"
    assert client.get(place).json == answer.json
    assert (answer.json["state"], answer.json["result"], answer.json["problem"]) == ("queued", None, None)
    assert client.get(f"{place}/result").json["type"] == "/docs/problems#no-result"
    assert service.run_job("r1", no)
    job = client.get(place).json
    assert (job["state"], job["done"]) == ("done", job["total"])
    assert job["total"] == {"/v1/check": 2, "/v1/verify/batch": 25, "/v1/articles": 1}[path]
    result = client.get(job["result"])
    assert result.status_code == 200
    at_once = client.post(path, json=SENT[path])
    assert at_once.status_code == 200
    assert without(result.json) == without(at_once.json)


def test_answers_when_they_were_given_later(own: Own) -> None:
    """Each answer of a batch is kept under its id, as one that is given at once; those of a draft are not."""
    service, client, _ = own
    for path in ("/v1/verify/batch", "/v1/check"):
        place = send(client, path).headers["Location"]
        service.run_job(path, no)
        result = client.get(f"{place}/result").json
        answers = result.get("verifications") or [each["verification"] for each in result["statements"]]
        status = 200 if path == "/v1/verify/batch" else 404
        assert client.get(f"/v1/verifications/{answers[0]['id']}").status_code == status


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], False),
        (["respond-async"], True),
        (["Respond-Async"], True),
        (["respond-async; foo=1, wait=10"], True),
        (["wait=10,respond-async"], True),
        (["return=minimal", "respond-async"], True),
        (['respond-async=""'], True),
        (['foo="respond-async"'], False),
        (["respond-asynchronously"], False),
        ([" ,;=, "], False),
    ],
)
def test_preference_when_it_is_written_in_other_ways(headers: list[str], expected: bool) -> None:
    """Preferences come in any order and case, in one header or several; an unknown one is passed over."""
    assert prefers_async(headers) is expected


def test_request_when_it_cannot_be_used(own: Own) -> None:
    """It is refused at once, and nothing waits."""
    service, client, _ = own
    for path, body in (("/v1/check", {"text": " "}), ("/v1/verify/batch", {"claims": [{}]}), ("/v1/articles", {})):
        assert client.post(path, json=body, headers=LATER).status_code == 422
    assert service.queue().queued == 0


def test_job_when_it_fails(own: Own) -> None:
    """It says why, in the problem document that the request would have had at once."""
    service, client, _ = own
    body = {"html": "<!doctype html><html><body><script>let noon = 12;</script></body></html>"}
    place = client.post("/v1/articles", json=body, headers=LATER).headers["Location"]
    assert service.run_job("r1", no)
    job = client.get(place).json
    at_once = client.post("/v1/articles", json=body).json
    assert (job["state"], job["result"]) == ("failed", None)
    assert {**job["problem"], "instance": "", "request_id": ""} == {**at_once, "instance": "", "request_id": ""}
    assert client.get(f"{place}/result").status_code == 409


def test_queue_when_it_is_full(own: Own) -> None:
    """What is too much is refused, with a time to come back, and may be done at once."""
    service, client, _ = own
    for _ in range(3):
        assert send(client, "/v1/check").status_code == 202
    refused = send(client, "/v1/check")
    assert (refused.status_code, refused.json["type"]) == (503, "/docs/problems#queue-full")
    assert int(refused.headers["Retry-After"]) > 0
    assert client.post("/v1/check", json=DRAFT).status_code == 200
    assert service.queue().queued == 3
    metrics = client.get("/metrics").text
    assert 'quoteservice_jobs{state="queued"} 3.0' in metrics
    assert 'quoteservice_jobs{state="running"} 0.0' in metrics


def test_job_when_another_key_asks(own: Own) -> None:
    """It is there for the key that it came with, and for `admin`, alone."""
    service, client, _ = own
    mine, other, admin = (
        {"Authorization": f"Bearer {service.make_key('a test', [scope]).secret}"}
        for scope in (Scope.VERIFY, Scope.WRITE, Scope.ADMIN)
    )
    place = send(client, "/v1/check", **mine).headers["Location"]
    service.run_job("r1", no)
    for path in (place, f"{place}/result"):
        assert client.get(path, headers=mine).status_code == 200
        assert client.get(path, headers=admin).status_code == 200
        assert client.get(path, headers=other).json["type"] == "/docs/problems#unknown-job"
        assert client.get(path).status_code == 404
    assert client.delete(place, headers=other).status_code == 404
    assert client.delete(place, headers=mine).status_code == 204
    assert client.get(place, headers=mine).status_code == 404


@pytest.mark.parametrize(("scope", "path"), [(Scope.VERIFY, "/v1/check"), (Scope.WRITE, "/v1/articles")])
def test_job_when_the_service_is_closed(tmp_path: Path, scope: Scope, path: str) -> None:
    """A key that may ask for something may follow it; one that may not cannot have it done later either."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db", host="0.0.0.0")
    with closing(build(config, reader_at_once=False)) as service:
        client = create_app(service, config).test_client()
        good, bad = (
            {"Authorization": f"Bearer {service.make_key('a test', [each]).secret}"} for each in (scope, Scope.READ)
        )
        assert send(client, path, **bad).status_code == 403
        assert send(client, path).status_code == 401
        place = send(client, path, **good).headers["Location"]
        service.run_job("r1", no)
        assert client.get(f"{place}/result", headers=good).status_code == 200
        refused = client.get(place, headers=bad)
        assert (refused.status_code, refused.json["type"]) == (403, "/docs/problems#scope-missing")
        assert client.get(place).status_code == 401


def written(folder: Path) -> bytes:
    """All that is in the files of a store."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("path", ["/v1/check", "/v1/verify/batch"])
def test_job_when_it_is_erased(own: Own, path: str, done: bool) -> None:
    """Neither what was sent nor the answers are in any file; those of a batch are erased by their own ids."""
    service, client, folder = own
    place = send(client, path).headers["Location"]
    assert WORDS.encode() in written(folder)
    if done:
        service.run_job("r1", no)
        for answer in client.get(f"{place}/result").json.get("verifications", ()):
            assert client.delete(f"/v1/verifications/{answer['id']}").status_code == 204
    assert client.delete(place).status_code == (404 if done and path == "/v1/verify/batch" else 204)
    assert client.get(place).status_code == 404
    assert client.delete(place).status_code == 404
    assert service.run_job("r2", no) is None
    service.close()
    assert WORDS.encode() not in written(folder)


def test_job_when_no_claims_are_kept(tmp_path: Path) -> None:
    """With 0 days a draft is checked at once, in spite of what the client prefers, and stands in no file."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db", keep_claims_days=0)
    with closing(build(config, reader_at_once=False)) as service:
        client = create_app(service, config).test_client()
        for path in ("/v1/check", "/v1/verify/batch"):
            answer = send(client, path)
            assert answer.status_code == 200
            assert "Preference-Applied" not in answer.headers
        assert WORDS.encode() not in written(tmp_path)
        assert send(client, "/v1/articles").status_code == 202


def test_job_when_the_request_is_sent_again(own: Own) -> None:
    """With a key of the client's own it is one job."""
    service, client, _ = own
    one, two = (send(client, "/v1/articles", **{"Idempotency-Key": "once"}) for _ in range(2))
    assert one.json["id"] == two.json["id"]
    assert two.headers["Location"] == one.headers["Location"]
    assert service.queue().queued == 1


def test_findings_when_a_job_gives_them(own: Own) -> None:
    """They are counted as those of any other door."""
    _, client, _ = own
    send(client, "/v1/verify/batch")
    service_of(client.application).run_job("r1", no)
    assert 'quoteservice_verifications_total{finding="not_found"} 25.0' in client.get("/metrics").text
