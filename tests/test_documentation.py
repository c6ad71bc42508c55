"""The README tells the truth: settings, routes, findings, commands and files are as it says."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import fields
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from quoteservice.app import create_app
from quoteservice.cli.arguments import parser
from quoteservice.config import MODELS_BESIDE_PACKAGE, PREFIX, Config
from quoteservice.domain.claim import Claim
from quoteservice.domain.verdict import ChangeKind, Finding
from quoteservice.service import Service
from quoteservice.workflows.ingest import Ingested
from tests.web.test_browser import Quiet

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(first: str) -> dict[str, list[str]]:
    """The rows of the README's table whose head begins with `first`, by their first cell."""
    lines = README.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    found = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        found[cells[0].strip()] = cells
    return found


def test_settings_when_compared_with_the_table() -> None:
    """The table of settings has every setting with its default and meaning, and no other."""
    expected = {}
    for setting in fields(Config):
        default = f"`{setting.default}`" if setting.default != "" else "none"
        if setting.name == "models":
            default = "the folder `models` beside the package"
        expected[f"`{PREFIX}{setting.name.upper()}`"] = [default, setting.metadata["meaning"]]
    assert {name: cells[1:] for name, cells in rows("variable").items()} == expected
    assert Config().models == str(MODELS_BESIDE_PACKAGE)


def test_findings_when_compared_with_the_table() -> None:
    """Every finding and every kind of change is explained."""
    assert [name.strip("`") for name in rows("finding")] == [finding.value for finding in Finding]
    assert [kind.value for kind in ChangeKind if f"`{kind.value}`" not in README] == []


def test_routes_when_compared_with_the_openapi_document(service: Service, config: Config) -> None:
    """The table of routes has every route of the OpenAPI document under /v1 and the operator's three, and no other."""
    paths = create_app(service, config).test_client().get("/openapi.json").get_json()["paths"]
    documented = {
        f"{method.upper()} {path}"
        for path, methods in paths.items()
        for method in methods
        if method != "parameters" and (path.startswith("/v1") or path in ("/healthz", "/readyz", "/metrics"))
    }
    printed = set(re.findall(r"`((?:GET|POST|DELETE|PUT|PATCH) [^`?]+)`", "".join(rows("route"))))
    assert printed == documented


def test_example_when_it_is_asked(service: Service, seed: Ingested) -> None:
    """The example of the README is what the service answers."""
    asked = json.loads(re.findall(r"-d '(\{.*?\})'", README)[0])
    shown = json.loads(re.findall(r"```json\n(.*?)```", README, re.DOTALL)[0])
    answer = service.verify(Claim(asked["text"], asked["speaker"])).judgement
    assert seed.quotes
    assert [answer.verdict, answer.finding, answer.explanation] == [
        shown["verdict"], shown["finding"], shown["explanation"],
    ]  # fmt: skip
    assert [(c.kind, c.severity, c.claimed, c.recorded) for c in answer.changes] == [
        (c["kind"], c["severity"], c["claimed"], c["recorded"]) for c in shown["changes"]
    ]


@pytest.mark.parametrize("command", sorted(set(re.findall(r"quoteservice ([a-z]+) ", README))))
def test_commands_when_the_readme_uses_them(command: str) -> None:
    """Every command that the README uses exists."""
    assert command in parser().format_help()


def test_links_when_followed() -> None:
    """Every file that the README links to is there, and every make target that it names."""
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists(), link
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets | {"run"}


def test_client_example_when_it_is_run(service: Service, config: Config, seed: Ingested) -> None:
    """The README's example of the client prints a verdict and a publisher."""
    example = next(block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "Client(" in block)
    server = make_server("127.0.0.1", 0, create_app(service, config), request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(example.replace(":8000", f":{server.server_port}"), "README.md", "exec"), {})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert seed.quotes
    assert printed.getvalue() == "confirmed CBC News\n"


@pytest.mark.parametrize(
    ("words", "code"), [("is paramount", 0), ("will be inspected on Friday", 0), ("is not paramount", 1)]
)
def test_pipeline_example_when_it_is_run(tmp_path: Path, seed: Ingested, config: Config, words: str, code: int) -> None:
    """The README's pipeline stops at a rejected quotation, and at nothing else."""
    example = next(block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "drafts/" in block)
    (tmp_path / "drafts").mkdir()
    said = f"“The safety of our personnel in Iraq {words},” Dylan White said."
    (tmp_path / "drafts" / "one.md").write_text(said, encoding="utf-8")
    (tmp_path / "quoteservice").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m quoteservice "$@"\n', encoding="utf-8"
    )
    (tmp_path / "quoteservice").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), f"{PREFIX}STORE": config.store}
    done = subprocess.run(
        ["sh", "-c", example], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (code, "")
    assert seed.quotes
    assert ("ask the desk" in done.stdout) is ("Friday" in words)
