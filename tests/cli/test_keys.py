"""quoteservice keys: what an operator does with keys at a terminal."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from tests.cli.conftest import Run


@pytest.fixture
def own(tmp_path: Path) -> str:
    """The address of a store with nothing in it."""
    return f"sqlite:///{tmp_path}/keys.db"


def test_create_prints_the_key_once(run: Run, own: str, tmp_path: Path) -> None:
    """Standard output has the key alone; the list and the file have not."""
    made = run("keys", "create", "--scope", "verify", "--scope", "read", "--name", "the desk", "--store", own)
    secret = made.out.strip()
    assert made.code == 0
    assert secret.startswith("qs_")
    assert "shown once" in made.err
    assert secret not in made.err
    listed = run("keys", "list", "--store", own)
    assert "verify, read  the desk" in listed.out
    assert secret not in listed.out
    for file in tmp_path.iterdir():
        assert secret.encode() not in file.read_bytes()


def test_create_as_json(run: Run, own: str) -> None:
    """A script gets key, id, name and scopes; the list has the same without the key."""
    made = json.loads(run("keys", "create", "--scope", "admin", "--name", "robot", "--json", "--store", own).out)
    assert made.pop("key").startswith("qs_")
    assert made["scopes"] == ["admin"]
    assert json.loads(run("keys", "list", "--json", "--store", own).out) == {"keys": [made]}


def test_revoke_ends_a_running_service(run: Run, own: str) -> None:
    """A service that runs beside the command lets a new key in, and out as soon as it is revoked."""
    config = Config(store=own, open="none")
    service = build(config, reader_at_once=False)
    with closing(service):
        client = create_app(service, config).test_client()
        made = json.loads(run("keys", "create", "--scope", "read", "--name", "desk", "--json", "--store", own).out)
        headers = {"Authorization": f"Bearer {made['key']}"}
        assert client.get("/v1/quotes", headers=headers).status_code == 200
        assert run("keys", "revoke", made["id"], "--store", own).code == 0
        assert client.get("/v1/quotes", headers=headers).status_code == 401
    assert "revoked" in run("keys", "list", "--store", own).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["create", "--name", "desk"], "--scope"),
        (["create", "--scope", "verify"], "--name"),
        (["create", "--scope", "all", "--name", "desk"], "invalid choice"),
        (["create", "--scope", "read", "--name", "a\nb\x1b"], "U+001B"),
        (["revoke", "nobody"], "There is no key"),
        ([], "COMMAND"),
    ],
)
def test_keys_when_they_cannot(run: Run, own: str, words: list[str], said: str) -> None:
    """A command that cannot be done says why, and makes no key."""
    settings = ["--store", own] if words else []
    outcome = run("keys", *words, *settings)
    assert outcome.code == 2
    assert said in outcome.err
    assert "There are no keys." in run("keys", "list", "--store", own).out


def test_file_when_it_is_read(run: Run, own: str, tmp_path: Path) -> None:
    """The store keeps the SHA-256 of a key, 64 hex digits, and no column with more."""
    run("keys", "create", "--scope", "verify", "--name", "the desk", "--store", own)
    with closing(sqlite3.connect(tmp_path / "keys.db")) as file:
        digest, name, scopes = file.execute("SELECT digest, name, scopes FROM keys").fetchone()
    assert len(digest) == 64
    assert (name, scopes) == ("the desk", "verify")
