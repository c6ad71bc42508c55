"""quoteservice migrate, and what other commands do with a store in PostgreSQL."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

CLAIM = ("verify", "the safety of our personnel in Iraq is paramount", "--speaker", "Dylan White", "--json")


def test_migrate_when_a_store_goes_there_and_back(run: Run, store: str, postgres_address: str, tmp_path: Path) -> None:
    """What was moved is counted and told, and answers as before; a key that is made there comes back with the rest."""
    before = json.loads(run(*CLAIM, "--store", store).out)
    moved = run("migrate", "--from", store, "--to", postgres_address)
    assert moved.code == 0
    assert "1 sources\n" in moved.out
    after = json.loads(run(*CLAIM, "--store", postgres_address).out)
    for answer in (before, after):
        del answer["id"], answer["checked_at"]
    assert after == before
    assert run("keys", "create", "--scope", "read", "--name", "desk", "--store", postgres_address).code == 0
    back = f"sqlite:///{tmp_path}/back.db"
    assert run("migrate", "--from", postgres_address, "--to", back).code == 0
    assert "desk" in run("keys", "list", "--store", back).out


def test_migrate_when_a_store_is_missing_or_filled(run: Run, store: str, tmp_path: Path) -> None:
    """A mistyped address makes no empty store, and nothing is mixed with what is there."""
    missing = run("migrate", "--from", f"sqlite:///{tmp_path}/none.db", "--to", f"sqlite:///{tmp_path}/new.db")
    assert missing.code != 0
    assert "no store to move" in missing.err
    assert list(tmp_path.iterdir()) == []
    assert "not empty" in run("migrate", "--from", store, "--to", store).err


def test_backup_and_restore_when_the_store_is_in_a_server(run: Run, tmp_path: Path) -> None:
    """A database is copied with its own tools, and the error names them."""
    for command in (("backup", str(tmp_path / "copy.db")), ("restore", str(tmp_path / "copy.db"), "--replace")):
        refused = run(*command, "--store", "postgresql://db/quotes")
        assert refused.code != 0
        assert "pg_dump" in refused.err
