"""python -m quoteservice.manual: writes the made parts of README.md and docs/ anew; run it after a measurement."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.manual import figures, reference, routes
from quoteservice.manual.parts import ROOT, Makers, filled, pages

FIGURES = (
    "headline", "verdicts", "findings", "kinds", "calibration", "peers", "reading", "names", "pairs", "meaning",
    "speed", "sizes", "engines", "processes", "holds",
)  # fmt: skip


def makers(document: Mapping[str, Any], results: Path = ROOT / "results") -> Makers:
    """Who makes which part; `document` is the OpenAPI document."""
    return {
        "settings": reference.settings,
        "problems": reference.problems,
        "commands": reference.commands,
        "client": reference.client,
        "routes": partial(routes.overview, document),
        "route-details": partial(routes.details, document),
        "shapes": partial(routes.shapes, document),
        **{name: partial(getattr(figures, name), results) for name in FIGURES},
    }


def openapi() -> Mapping[str, Any]:
    """The OpenAPI document of a service over an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(store=f"sqlite:///{folder}/quoteservice.db")
        service = build(config, reader_at_once=False)
        try:
            document: Mapping[str, Any] = create_app(service, config).test_client().get("/openapi.json").get_json()
            return document
        finally:
            service.close()


def main() -> None:
    """Writes every page whose made parts are no longer what they were."""
    made = makers(openapi())
    for page in pages():
        before = page.read_text(encoding="utf-8")
        after = filled(before, made)
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
