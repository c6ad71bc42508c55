"""An article in, its attributed statements out."""

from __future__ import annotations

import sys

# spaCy imports torch wherever it is installed, and uses it for nothing in this pipeline: a service would take three
# seconds longer to start. Torch is out of sight while spaCy is imported, and can be imported as usual afterwards.
if "torch" not in sys.modules:
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules["torch"]
