"""The manual tells the truth: it lists what there is, its figures are the results', its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from quoteservice.app import create_app
from quoteservice.cli import exits
from quoteservice.cli.arguments import parser
from quoteservice.config import MODELS_BESIDE_PACKAGE, PREFIX, Config
from quoteservice.domain.claim import Profile
from quoteservice.domain.verdict import ChangeKind, Finding, Verdict
from quoteservice.manual.__main__ import makers
from quoteservice.manual.parts import PART, filled, pages
from quoteservice.service import Service
from tests.examples import ROOT, Block, blocks, commands

PAGES = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in pages()}
BLOCKS = [block for page in pages() for block in blocks(page)]
COMPOSE = sorted(file.name for file in ROOT.glob("compose*.yaml"))

# The README is one screen up to its answer and few more in all: what is longer has a page.
MOST_LINES = 80

# Linked from the manual, and full of links themselves.
BESIDE = ("CHANGELOG.md", "DECISIONS.md", "results/README.md")

FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?P<to>[^)\s#:]*)(?:#(?P<at>[^)\s]+))?\)|src=\"(?P<image>[^\":]+)\"")


def rows(page: str, first: str) -> dict[str, list[str]]:
    """The rows of the page's table whose head begins with `first`, by their first cell."""
    lines = PAGES[page].splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    found = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        found[cells[0].strip("`")] = cells
    return found


def test_made_parts_when_compared_with_what_makes_them(service: Service, config: Config) -> None:
    """Settings, routes, problems, commands and figures are those of the code and the results.

    `make manual` writes them anew.
    """
    document = create_app(service, Config(store=config.store)).test_client().get("/openapi.json").get_json()
    made = makers(document)
    stale = [page for page, text in PAGES.items() if filled(text, made) != text]
    assert stale == [], "run `make manual`"
    used = {part["name"] for text in PAGES.values() for part in PART.finditer(text)}
    assert used == set(made)
    assert Config().models == str(MODELS_BESIDE_PACKAGE)


def test_figures_when_they_stand_outside_made_parts() -> None:
    """No page but by its maker gives a rate, which the next measurement would make a lie."""
    for page, text in PAGES.items():
        # An example prints the confidence of its answer, and is run.
        assert re.findall(r"\d+(?:\.\d+)? ?%", FENCED.sub("", PART.sub("", text))) == [], page


def test_findings_when_compared_with_the_tables() -> None:
    """Every finding, kind of change, verdict, house style and exit code is explained, and no other."""
    findings = rows("docs/reference/findings.md", "finding")
    assert list(findings) == [finding.value for finding in Finding]
    assert {re.split(r"\W", cells[1])[0] for cells in findings.values()} == {verdict.value for verdict in Verdict}
    assert list(rows("docs/reference/findings.md", "kind")) == [kind.value for kind in ChangeKind]
    assert set(rows("docs/how-to/read-a-verdict.md", "verdict")) == {verdict.value for verdict in Verdict}
    styles = rows("docs/how-to/house-style.md", "profile")
    assert [name.partition("`")[0] for name in styles] == [profile.value for profile in Profile]
    codes = rows("docs/reference/command-line.md", "code")
    assert {code: " ".join(cells[1].split()) for code, cells in codes.items()} == {
        code: meaning.replace("check:", "of `check`:").replace("rejected (", "rejected; ").replace(
            "unverified (", "unverified; "
        ).rstrip(")")
        for code, meaning in re.findall(r"^  (\d+) +(.+)$", exits.MEANINGS, re.MULTILINE)
    }  # fmt: skip


def test_media_types_when_compared_with_the_openapi_document(service: Service, config: Config) -> None:
    """Every media type that a route answers with is on the page."""
    document = create_app(service, config).test_client().get("/openapi.json").get_json()
    answered = {
        media_type
        for path, methods in document["paths"].items()
        if path.startswith("/v1")
        for method, route in methods.items()
        if method != "parameters"
        for answer in route["responses"].values()
        for media_type in answer.get("content", {})
    }
    assert len(answered) > 3
    for media_type in answered:
        assert f"`{media_type}`" in PAGES["docs/reference/media-types.md"], media_type


def test_readme_when_somebody_comes_first() -> None:
    """It begins with the two commands, and is short."""
    lines = PAGES["README.md"].splitlines()
    assert len(lines) <= MOST_LINES
    first = next(block for block in BLOCKS if block.page == "README.md")
    assert [command.partition(" #")[0] for command in commands(first.text)] == ["make run", "make test"]
    assert first.line <= 3


def test_links_when_followed() -> None:
    """Every file, heading and picture that a page links to is there."""
    for page in (*PAGES, *BESIDE):
        text = FENCED.sub("", (ROOT / page).read_text(encoding="utf-8"))
        for link in LINK.finditer(text):
            to = link["to"] if link["image"] is None else link["image"]
            target = (ROOT / page).parent / to if to else ROOT / page
            assert target.exists(), f"{page} links to {to}"
            if link["at"] is not None:
                assert link["at"] in _anchors(target), f"{page} links to {to}#{link['at']}"


def test_pages_when_branches_were_merged() -> None:
    """No page has the marks of a merge that nobody settled."""
    for page in (*PAGES, *BESIDE):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert re.findall(r"^(?:<{7}|>{7}) ", text, re.MULTILINE) == [], page


def test_navigation_when_compared_with_the_pages() -> None:
    """The site's navigation has every page once."""
    listed = re.findall(r": ([a-z/-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(f"docs/{page}" for page in listed) == sorted(page for page in PAGES if page != "README.md")


def test_names_when_the_manual_uses_them() -> None:
    """Every make target, setting and command that a page names exists."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    settings = {f"{PREFIX}{name.upper()}" for name in Config.__dataclass_fields__}
    known = set(re.findall(r"^    ([a-z]+)\b", parser().format_help(), re.MULTILINE))
    for page, text in PAGES.items():
        named = re.findall(r"(?:`|^)make ([a-z ]+)", text, re.MULTILINE)
        assert {target for words in named for target in words.split()} <= targets, page
        assert set(re.findall(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", text)) <= settings, page
        assert set(re.findall(r"(?:`|/|^)quoteservice ([a-z]+)(?= |`)", text, re.MULTILINE)) <= known, page


@pytest.mark.parametrize(
    "block",
    [block for block in BLOCKS if block.language == "sh" and not block.is_run],
    ids=lambda block: f"{block.page}:{block.line}",
)
def test_commands_when_they_are_not_run(block: Block) -> None:
    """What the tests cannot run is at least written rightly: its files, flags, extras and targets exist."""
    if block.title is not None:
        # A file of its own, which another test runs.
        assert subprocess.run(["sh", "-n"], input=block.text, text=True, check=False).returncode == 0
        return
    for command in commands(block.text):
        _check(command)


def _check(command: str) -> None:
    words = [word for word in shlex.split(command.partition(" < ")[0]) if not re.match(r"[A-Z_]+=", word)]
    program, *given = words
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert set(given) <= set(targets), command
    elif program == "quoteservice":
        parser().parse_args(given)
    elif program == "docker":
        for option, value in pairwise(given):
            assert option != "--file" or (ROOT / value).exists(), command
        if "quoteservice" in given and given[0] in ("compose", "exec") and "exec" in given:
            parser().parse_args(given[len(given) - given[::-1].index("quoteservice") :])
    else:
        assert program == ".venv/bin/pip", command
        extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
        assert set(re.findall(r"\[([a-z]+)\]", command)) <= set(extras), command


@pytest.mark.parametrize("file", COMPOSE)
def test_compose_when_it_is_read(file: str) -> None:
    """A compose file is one, by YAML's rules and, where there is a Docker, by its own."""
    assert "services" in yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    if shutil.which("docker") is None:
        pytest.skip("no docker here; the file was read as YAML alone")
    environment = {**os.environ, "POSTGRES_PASSWORD": "any"}
    if subprocess.run(["docker", "compose", "version"], env=environment, capture_output=True, check=False).returncode:
        pytest.skip("no docker compose here; the file was read as YAML alone")
    done = subprocess.run(
        ["docker", "compose", "--file", file, "config", "--quiet"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def _anchors(page: Path) -> set[str]:
    """What mkdocs and forges make of the headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
