"""The direction of imports: data flows one way, and a newcomer can trust the map."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "quoteservice"

# What each part may import of the others. "version" is quoteservice.__version__.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "progress": set(),
    "config": {"errors"},
    "domain": set(),
    "text": {"domain"},
    "extraction": {"text", "domain", "errors"},
    "speakers": {"text", "domain", "errors"},
    "matching": {"text", "domain", "errors"},
    "ports": {"domain"},
    "workflows": {"ports", "matching", "speakers", "extraction", "text", "domain", "errors"},
    "service": {"workflows", "ports", "domain"},
    "store": {"ports", "domain", "errors"},
    "index": {"ports", "domain", "errors"},
    "embedding": {"ports", "domain", "errors"},
    "fetching": {"ports", "errors", "version"},
    "bootstrap": {
        "fetching",
        "workflows", "service", "ports", "matching", "speakers", "extraction", "text", "domain", "errors", "store",
        "index", "embedding", "config", "version",
    },
    "api": {"service", "domain", "errors", "config", "version"},
    "web": {"service", "domain", "errors", "config"},
    "app": {"api", "web", "service", "bootstrap", "config"},
    "server": {"api", "app", "service", "bootstrap", "config", "domain", "errors"},
    "evaluation": {
        "service", "bootstrap", "ports", "extraction", "speakers", "domain", "errors", "config", "embedding",
        "progress",
    },
    "training": {"matching", "evaluation", "domain", "config", "errors", "embedding"},
    "bench": {
        "api", "server", "app", "service", "bootstrap", "workflows", "ports", "matching", "speakers", "extraction",
        "text", "domain", "errors", "store", "index", "embedding", "config", "version", "progress",
    },
    "client": {"domain", "version"},
    "mcp": {"api", "service", "domain", "errors", "version"},
    "bulk": {"bootstrap", "service", "workflows", "text", "domain", "errors", "config"},
    "manual": {"api", "app", "bootstrap", "cli", "client", "config", "domain"},
    "cli": {
        "api", "web", "server", "app", "service", "bootstrap", "config", "domain", "errors", "evaluation", "embedding",
        "workflows", "text", "bulk", "bench", "mcp", "version", "progress",
    },
    "__main__": {"cli"},
}  # fmt: skip

# Each library has its rooms; elsewhere it may not be seen.
LIBRARIES: dict[str, set[str]] = {
    "faiss": {"index"},
    "flask": {"api", "web", "app", "server", "bench"},
    "flask_smorest": {"api"},
    "marshmallow": {"api"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "psycopg": {"store"},
    "pgvector": {"store"},
    "torch": {"embedding", "training"},
    "onnxruntime": {"embedding"},
    "sentence_transformers": {"embedding"},
    "spacy": {"extraction", "evaluation"},
    "textacy": {"evaluation"},
    "trafilatura": {"extraction"},
    "gunicorn": {"server"},
    "limits": {"api"},
    "mcp": {"mcp"},
    "pydantic": {"mcp"},
    "urllib3": {"fetching", "client"},
    "protego": {"fetching"},
}

PURE = ("domain", "text", "matching", "speakers")
# Standard modules by which a pure part would reach the clock, files, the environment, chance or a log.
IMPURE = {"os", "time", "random", "secrets", "logging", "pathlib", "io", "socket", "subprocess", "tempfile", "uuid"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def part(module: Path) -> str:
    """The part of the house a file belongs to: its folder, or its own name at the top."""
    first = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "version" if first == "__init__" else first


def imports(module: Path) -> Iterator[tuple[int, str]]:
    """(level, dotted name) of everything that a file imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)


def own(name: str) -> str | None:
    """The part of the house that an imported name is in; None if it is not of this package."""
    head, _, rest = name.partition(".")
    if head != "quoteservice":
        return None
    return rest.partition(".")[0] or "version"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_when_compared_with_the_map(module: Path) -> None:
    """Every file imports only what its part may, absolutely."""
    here = part(module)
    for level, name in imports(module):
        assert level == 0, "relative import"
        there = own(name)
        if there is not None and there != here:
            assert there in MAY_IMPORT[here], f"{here} imports {there}"
        rooms = LIBRARIES.get(name.partition(".")[0])
        if rooms is not None and there is None:
            assert here in rooms, f"{here} imports {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) in PURE], ids=lambda m: str(m.relative_to(PACKAGE)))
def test_pure_parts_when_their_imports_are_read(module: Path) -> None:
    """Pure parts reach no clock, file, environment, chance or log."""
    reached = {name.partition(".")[0] for _, name in imports(module)}
    assert not reached & IMPURE
    assert "datetime" not in {name for _, name in imports(module)} or ".now(" not in module.read_text(encoding="utf-8")


def test_map_when_the_house_has_a_new_room() -> None:
    """Every part of the package stands on the map, and nothing else does."""
    assert {part(module) for module in MODULES} - {"version"} == set(MAY_IMPORT)


def test_map_when_followed_in_circles() -> None:
    """No part leads back to itself."""
    done: set[str] = set()
    while len(done) < len(MAY_IMPORT):
        free = {name for name, needs in MAY_IMPORT.items() if name not in done and needs - {"version"} <= done}
        assert free, f"a circle among {sorted(set(MAY_IMPORT) - done)}"
        done |= free
