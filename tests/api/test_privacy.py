"""Claims are kept as long as the settings say, and erased when somebody wants that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.cli import main
from quoteservice.config import Config
from quoteservice.domain.access import Scope
from quoteservice.service import Service
from quoteservice.store.sqlite import SqliteStore
from quoteservice.workflows.answers import Answers
from tests.contracts.test_store_verifications import ANSWER, BARE
from tests.fakes import FixedClock, MemoryStore

WORDS = "Marmaduke-Quillfeather"
CLAIM = {"text": f"The {WORDS} estate was sold in secret to a brewer"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Service, FlaskClient, Path]]:
    """A service over a file of its own, a client of it, and the folder of the file."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db")
    service = build(config, reader_at_once=False)
    with closing(service):
        yield service, create_app(service, config).test_client(), tmp_path


def written(folder: Path) -> bytes:
    """All that is in the files of a store."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_claim_when_it_is_erased(own: tuple[Service, FlaskClient, Path]) -> None:
    """It is found no more, also not by repeating the request, nor in the file once the service has closed it."""
    service, client, folder = own
    headers = {"Idempotency-Key": "once"}
    id_ = client.post("/v1/verify", json=CLAIM, headers=headers).json["id"]
    assert WORDS.encode() in written(folder)
    assert client.delete(f"/v1/verifications/{id_}").status_code == 204
    assert client.get(f"/v1/verifications/{id_}").status_code == 404
    assert client.delete(f"/v1/verifications/{id_}").status_code == 404
    service.close()
    assert WORDS.encode() not in written(folder)


def test_claim_when_it_was_erased_and_is_sent_again(own: tuple[Service, FlaskClient, Path]) -> None:
    """A repeated request is answered anew once its first answer was erased."""
    _, client, _ = own
    first = client.post("/v1/verify", json=CLAIM, headers={"Idempotency-Key": "once"}).json["id"]
    client.delete(f"/v1/verifications/{first}")
    again = client.post("/v1/verify", json=CLAIM, headers={"Idempotency-Key": "once"})
    assert "Idempotent-Replayed" not in again.headers
    assert again.json["id"] != first


def test_claim_when_another_key_would_erase_it(own: tuple[Service, FlaskClient, Path]) -> None:
    """Only the key that asked, and `admin`, may erase an answer."""
    service, client, _ = own
    mine, other = (service.make_key("a test", [Scope.VERIFY]).secret for _ in range(2))
    sent = {"Authorization": f"Bearer {mine}"}
    path = f"/v1/verifications/{client.post('/v1/verify', json=CLAIM, headers=sent).json['id']}"
    assert client.delete(path, headers={"Authorization": f"Bearer {other}"}).status_code == 404
    assert client.delete(path).status_code == 404
    assert client.delete(path, headers=sent).status_code == 204


def test_claim_when_none_is_kept(tmp_path: Path) -> None:
    """With 0 days a claim is answered and stands in no file, with a key for repeating neither."""
    config = Config(store=f"sqlite:///{tmp_path}/store.db", keep_claims_days=0)
    service = build(config, reader_at_once=False)
    with closing(service):
        client = create_app(service, config).test_client()
        answer = client.post("/v1/verify", json=CLAIM, headers={"Idempotency-Key": "once"})
        assert answer.json["finding"] == "not_found"
        assert client.get(f"/v1/verifications/{answer.json['id']}").status_code == 404
        assert WORDS.encode() not in written(tmp_path)
        assert client.post("/v1/verify", json=CLAIM, headers={"Idempotency-Key": "once"}).status_code == 200


@pytest.mark.parametrize("kind", ["sqlite", "memory"])
def test_answers_when_their_time_is_over(tmp_path: Path, kind: str) -> None:
    """Whoever asks next erases what is older than the days in the settings, and nothing younger."""
    store = SqliteStore(tmp_path / "store.db") if kind == "sqlite" else MemoryStore()
    with closing(store):
        clock = FixedClock(ANSWER.checked_at.astimezone(UTC) + timedelta(days=29, hours=23))
        answers = Answers(store, 30, clock)
        answers.keep([ANSWER])
        answers.keep([BARE])
        assert store.verification(ANSWER.id) == ANSWER
        assert store.verification(BARE.id) == BARE
        clock.now += timedelta(hours=2)
        answers.keep([])
        assert store.verification(ANSWER.id) is None
        assert answers.erase_before(datetime.max.replace(tzinfo=UTC)) in (0, 1)
        assert store.verification(BARE.id) is None


def test_claims_when_erased_at_a_terminal(
    own: tuple[Service, FlaskClient, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """An operator erases one claim, those before a day, or all, while the service runs."""
    _, client, folder = own
    store = ["--store", f"sqlite:///{folder}/store.db"]
    one, two = (client.post("/v1/verify", json=CLAIM).json["id"] for _ in range(2))
    assert main(["claims", "erase", "--before", "2020-01-01", *store]) == 0
    assert "Erased 0" in capsys.readouterr().out
    assert main(["claims", "erase", "--id", one, *store]) == 0
    assert client.get(f"/v1/verifications/{one}").status_code == 404
    assert client.get(f"/v1/verifications/{two}").status_code == 200
    assert main(["claims", "erase", "--id", one, *store]) == 2
    assert main(["claims", "erase", *store]) == 2
    assert main(["claims", "erase", "--all", *store]) == 0
    assert client.get(f"/v1/verifications/{two}").status_code == 404
    assert json.dumps(CLAIM) not in capsys.readouterr().out
