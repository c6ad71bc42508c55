"""The Model Context Protocol server, as a process, asked by the SDK's own client over standard input and output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
anyio = pytest.importorskip("anyio")

PARAMOUNT = "The safety of our personnel in Iraq is paramount"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with the seed article."""
    from quoteservice.cli import main

    address = f"sqlite:///{tmp_path_factory.mktemp('mcp')}/quoteservice.db"
    assert main(["ingest", "--index", str(ROOT / "seeds" / "index.json"), "--store", address]) == 0
    return address


def with_client(store: str, work: Callable[[Any], Awaitable[None]]) -> None:
    """Starts `quoteservice mcp`, and lets `work` talk to it."""
    server = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "quoteservice", "mcp", "--store", store],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=str(ROOT),
    )

    async def talk() -> None:
        async with mcp.Client(mcp.stdio_client(server)) as client:
            await work(client)

    anyio.run(talk)


def answered(result: Any) -> dict[str, Any]:
    """What a tool answered; the same as text for those that read no structure."""
    assert not result.is_error, result.content
    structured = dict(result.structured_content)
    assert json.loads(result.content[0].text) == structured
    return structured


def test_tools_when_asked_by_an_assistant(store: str) -> None:
    """The three tools are listed as reading only, verify, check and list, and say in words what they refuse."""

    async def work(client: Any) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"verify_quote", "check_draft", "quotes_of"}
        assert all(tool.annotations.read_only_hint for tool in tools.values())
        assert "as you would type it" in json.dumps(tools["verify_quote"].input_schema)

        claim = {"text": PARAMOUNT.replace("is", "is not"), "speaker": "Dylan White", "form": "direct"}
        answer = answered(await client.call_tool("verify_quote", claim))
        assert (answer["verdict"], answer["finding"]) == ("rejected", "altered")
        assert answer["evidence"][0]["quote"]["speaker"]["name"] == "Dylan White"

        draft = f"“{PARAMOUNT},” Dylan White said.\n\n“{PARAMOUNT},” Harjit Sajjan said.\n"
        checked = answered(await client.call_tool("check_draft", {"text": draft}))
        assert checked["summary"] == {"confirmed": 1, "rejected": 1, "unverified": 0}

        listed = answered(await client.call_tool("quotes_of", {"speaker": "Sajjan", "limit": 2}))
        assert (listed["resolution"], len(listed["quotes"]), listed["more"]) == ("resolved", 2, True)
        nobody = answered(await client.call_tool("quotes_of", {"speaker": "Zebedee Quux"}))
        assert (nobody["resolution"], nobody["quotes"]) == ("unknown", [])

        refused = await client.call_tool("verify_quote", {"text": "   "})
        assert refused.is_error
        assert "no letter or digit" in refused.content[0].text
        wrong = await client.call_tool("verify_quote", {"text": PARAMOUNT, "form": "sung"})
        assert wrong.is_error

    with_client(store, work)


def test_mcp_when_the_sdk_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the extra the command ends with 2 and one line that says how to install it."""
    from quoteservice.cli import main

    monkeypatch.delitem(sys.modules, "quoteservice.mcp", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert main(["mcp"]) == 2
    assert "pip install 'quoteservice[mcp]'" in capsys.readouterr().err
