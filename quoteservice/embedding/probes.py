"""What the original of a model answers to a few texts: by it whoever prepares the model without torch tells it apart.

The answers stand beside the manifest. `python -m quoteservice.training.probes` writes them with torch, and a test holds
them against it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quoteservice.errors import DigestMismatch, ModelMissing

FILE = "probes.json"

# Decimal places of an answer in the file: a hundredth of what is told apart.
PLACES = 6

# Largest difference allowed in any coordinate of a unit vector. Weights in half precision are 1e-4 off, as are the
# vectors on record, which are kept in it too; a wrong pooling or a lost mask is above 1e-2.
TOLERANCE = 5e-4

# Lengths, scripts, marks, digits, an empty text, and one text above the limit of word pieces.
TEXTS = (
    "",
    "No.",
    "The bridge will open on Monday, the mayor said.",
    "The bridge will not open on Monday, the mayor said.",
    "“We asked for 2,500 tents,” she wrote; “we were sent 25.”",
    "Prices rose 1.2% in March — the third rise this year… and the sharpest.",
    "Ministerpräsident Søren Ångström déclarait : « c'est fini ».",
    "北京 said it would respond. Москва молчит. القاهرة تنتظر.",
    "🙂 fine",
    "A spokesperson for the harbour authority declined to comment on the record, citing an open inquiry.",
    "The committee heard evidence from the engineers, the crew and the insurers. " * 40,
)

Answers = NDArray[np.float32]


def write_probes(folder: Path, asked: Sequence[Any], answers: Answers) -> None:
    """Writes what the original answers to each thing that it was asked."""
    rows = [[round(float(each), PLACES) for each in row] for row in answers]
    content = json.dumps({"asked": list(asked), "answers": rows}, ensure_ascii=False, separators=(",", ":"))
    (folder / FILE).write_text(content + "\n", encoding="utf-8")


def read_probes(folder: Path) -> tuple[list[Any], Answers]:
    """What was asked, and what the original answers. Raises ModelMissing."""
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelMissing(
            f"{FILE} is missing", where=str(folder), remedy="Take it from the repository again."
        ) from None
    return content["asked"], np.array(content["answers"], dtype=np.float32)


def require_near(found: Answers, expected: Answers, allowed: float, where: Path) -> float:
    """The largest difference. Raises DigestMismatch if it is larger than is allowed."""
    parity = float(np.abs(found - expected).max())
    if not parity <= allowed:
        raise DigestMismatch(
            f"The graph differs from the original by {parity:.1e}, where {allowed:.0e} is allowed",
            where=str(where),
            remedy="Nothing was kept. Install the versions that constraints.txt pins and prepare the model again.",
        )
    return parity
