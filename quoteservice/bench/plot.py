"""Questions per second as bars, one panel a store: an SVG of its own making, readable in light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quoteservice.bench.measure import BASELINE, CLIENTS, KINDS, SERVICE

WIDTH, PANEL_HEIGHT = 640, 226
LEFT, TOP = 110, 34
BAR, GAP = 14, 8
ROOM = WIDTH - LEFT - 150

COLOURS = {SERVICE: "#2a6fdb", BASELINE: "#9a9a9a"}

STYLE = "text{font:12px sans-serif;fill:#222}@media(prefers-color-scheme:dark){text{fill:#ddd}}"


def svg(results: Mapping[str, Any]) -> str:
    """Questions per second by most clients, as bars from zero; the ratio stands beside the service's bar."""
    stores = results["stores"]
    height = PANEL_HEIGHT * len(stores) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="Questions per second of the service and the baseline">',
        f"<style>{STYLE}</style>",
    ]
    for place, (number, figures) in enumerate(stores.items()):
        lines += _panel(int(number), figures, place * PANEL_HEIGHT)
    return "\n".join([*lines, "</svg>", ""])


def _panel(number: int, figures: Mapping[str, Any], top: int) -> Iterator[str]:
    clients = str(CLIENTS[-1])
    most = max(figures[name]["questions"][kind][clients]["per_second"] for name in COLOURS for kind in KINDS)
    yield f'<text x="10" y="{top + 20}">{number:,} quotes, {clients} clients: questions per second</text>'
    for row, kind in enumerate(KINDS):
        y = top + TOP + row * (2 * BAR + GAP)
        yield f'<text x="10" y="{y + BAR + 4}">{kind.replace("_", " ")}</text>'
        for name, colour in COLOURS.items():
            rate = figures[name]["questions"][kind][clients]["per_second"]
            length = ROOM * rate / most
            yield f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR - 2}" fill="{colour}"/>'
            told = f"{name} {rate:.1f}"
            if name == SERVICE:
                told += f" (ratio {figures['ratios'][kind][clients]:.2f})"
            yield f'<text x="{LEFT + length + 5:.1f}" y="{y + BAR - 4}">{told}</text>'
            y += BAR
